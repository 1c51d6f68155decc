use std::collections::BTreeMap;

use super::Cx;
use super::em044_nothing_translates::untranslated;
use crate::Loc;
use crate::ctp::{Act, Step};
use crate::diagnostics::{Diagnostic, Severity};
use crate::event_model::coverage;
use crate::model::{CommandRef, Event, EventRef, KindId};
use crate::rules::{Findings, Rule};

/// Something happens, and no slice of a model that tells stories shows it.
pub(crate) const RULE: Rule = Rule {
    code: "EM034",
    name: "no-slice-shows",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM034.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    if model.stories.is_empty() {
        return;
    }
    let left_out = coverage(model);
    let mut kinds: BTreeMap<KindId, Vec<&str>> = BTreeMap::new();
    let automated = left_out
        .automations
        .iter()
        .map(|(kind, step)| CommandRef::Act(*kind, *step));
    let mut events = left_out.events;
    for command in left_out.commands.iter().copied().chain(automated) {
        let name = model.command_name(command);
        match command {
            CommandRef::Act(kind, step) if is_the_patterns(cx, kind, step) => {}
            CommandRef::Act(kind, _) => kinds.entry(kind).or_default().push(name),
            CommandRef::Plain(id) => {
                let command = &model.commands[id];
                for emission in &command.emits {
                    events.retain(|event| *event != EventRef::Plain(emission.event));
                }
                findings.push(found(command.name.loc, &format!("the command `{name}`")));
            }
        }
    }
    for (kind, names) in kinds {
        let kind = &model.kinds[kind].name;
        let first = names.first().copied().unwrap_or_default();
        let what = match names.len().saturating_sub(1) {
            0 => format!("`{first}` of `{}`", kind.text),
            more => format!("`{first}` and {more} more of `{}`", kind.text),
        };
        findings.push(found(kind.loc, &what));
    }
    for event in events {
        if let EventRef::Plain(id) = event {
            let Event { name, system, .. } = &model.events[id];
            // Where a spec lets it arrive, that is told there.
            if untranslated(model).any(|(event, _)| event == id) {
                continue;
            }
            let finding = found(name.loc, &format!("the event `{}`", name.text));
            findings.push(match system {
                Some(system) => finding.hint(format!(
                    "say in a slice what comes of it: `translation {}.{} -> …`",
                    model.systems[*system].name.text, name.text
                )),
                None => finding,
            });
        }
    }
    for screen in left_out.screens {
        let name = &model.screens[screen].name;
        findings.push(found(name.loc, &format!("the screen `{}`", name.text)));
    }
}

/// A refusal that only the pattern speaks of.
fn is_the_patterns(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    matches!(step, Step::Base(Act::Decline | Act::Reject)) && !cx.is_told(kind, step)
}

fn found(loc: Loc, what: &str) -> Diagnostic {
    RULE.at(loc, format!("no slice shows {what}"))
        .label("not in the story")
        .hint("name it in the slice where it happens, or tell it in a slice of its own")
}
