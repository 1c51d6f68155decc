//! The transition table, compiled.

use coact_model::ctp::{self, Act, Base};
use coact_model::model::{ActDef, KindId};

use crate::cx::Cx;
use crate::{names, tokens};

/// `legal`, which refuses what the pattern does not admit, as a table: a macro of the runtime, laid out here
/// because the printer leaves the bodies of macros as they are.
pub(super) fn table(cx: &Cx<'_>, kind: KindId) -> String {
    // Steps that the same base states admit share a row.
    let mut rows: Vec<(Vec<Base>, Vec<String>)> = Vec::new();
    for def in cx.acts(kind) {
        let bases = admitting(cx, kind, def);
        if bases.is_empty() {
            continue;
        }
        let step = names::step_constant(def.step);
        match rows.iter_mut().find(|(known, _)| *known == bases) {
            Some((_, steps)) => steps.push(step),
            None => rows.push((bases, vec![step])),
        }
    }
    let title = tokens::text(cx.kind_name(kind));
    let mut text = format!("::coact_runtime::legal! {{\n    {title}:\n");
    for (bases, steps) in rows {
        let bases: Vec<String> = bases
            .into_iter()
            .map(|base| tokens::base_word(base).to_string())
            .collect();
        let (steps, bases) = (steps.join(" | "), bases.join(" | "));
        text.push_str(&format!("    {steps} => {bases};\n"));
    }
    text.push_str("}\n");
    text
}

/// The base states in which a step is legal.
fn admitting(cx: &Cx<'_>, kind: KindId, act: &ActDef) -> Vec<Base> {
    let (profile, def) = (cx.model.profile, cx.kind(kind));
    let folded = def.is_tacit(Act::Execute);
    ctp::statuses(profile, def.pattern)
        .iter()
        .filter(|status| ctp::next(profile, def.pattern, folded, **status, act.step).is_some())
        .map(|status| status.base)
        .collect()
}
