//! Makes positions, and what they delegate.

use crate::chance::Chance;
use crate::names::{Apart, Scope, capital};
use crate::plan::Plan;
use crate::texts;

pub(crate) fn all(chance: &mut Chance, plan: &Plan) -> String {
    let mut text = String::new();
    let mut names = Scope::new(Apart::BySound, &[]);
    for kind in &plan.kinds {
        if chance.percent(70) {
            continue;
        }
        let Some(executor) = plan.actors.get(kind.executor) else {
            continue;
        };
        let (from, to) = (capital(chance, &mut names), capital(chance, &mut names));
        for position in [&from, &to] {
            text.push_str(&texts::doc(chance, ""));
            text.push_str(&format!(
                "position {} fills {}\n",
                position.spelt(),
                executor.name.spelt()
            ));
        }
        let acts = kind.acts.iter().map(|act| act.word);
        let theirs = acts.filter(|word| matches!(*word, "promise" | "declare" | "decline"));
        let mut theirs: Vec<&str> = theirs.collect();
        theirs.retain(|_| chance.percent(60));
        if !theirs.is_empty() {
            text.push_str(&format!(
                "delegate {} of {} from {} to {}\n",
                theirs.join(" and "),
                kind.name.spelt(),
                from.spelt(),
                to.spelt()
            ));
        }
    }
    text
}
