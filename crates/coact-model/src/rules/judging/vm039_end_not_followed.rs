use coact_syntax::ast::RowVerb;

use super::Cx;
use super::vm038_refusal_not_followed::follows;
use crate::ctp::{Act, FactWord, Outcome, Step, fact_of};
use crate::diagnostics::Severity;
use crate::model::{EventRef, Handler, KindId, View};
use crate::rules::{Findings, Rule};

/// A view that shows a request for good, whatever comes of it.
pub(crate) const RULE: Rule = Rule {
    code: "VM039",
    name: "end-not-followed",
    severity: Severity::Warning,
    page: include_str!("../../../rules/VM039.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let accept = Step::Base(Act::Accept);
    for view in cx.model.views.values() {
        for handler in &view.handlers {
            let EventRef::Act(kind, Step::Base(Act::Request)) = handler.on else {
                continue;
            };
            let accepted = EventRef::Act(kind, accept);
            let adds = matches!(handler.verb, RowVerb::Add | RowVerb::Set);
            // What is accepted by itself has ended with the declare.
            let ends = cx.is_told(kind, accept) && !cx.model.kinds[kind].is_tacit(Act::Accept);
            if !adds || !ends || !follows(view, handler) || follows_an_end(view, kind) {
                continue;
            }
            let event = cx.model.event_name(accepted);
            findings.push(
                RULE.at(
                    handler.loc,
                    format!("`{}` keeps this row after `{event}`", view.name.text),
                )
                .label("asked for, and done")
                .also(cx.act_at(kind, accept), "ends it")
                .hint(format!("say what becomes of the row: `on {event} remove`")),
            );
        }
    }
}

/// Whether the view listens to the end of a transaction, or takes the row out on the way there.
fn follows_an_end(view: &View, kind: KindId) -> bool {
    let on_the_way = |handler: &Handler| match handler.on {
        EventRef::Act(of, Step::Base(Act::Accept)) if of == kind => true,
        EventRef::Act(of, step) if handler.verb == RowVerb::Remove => {
            of != kind
                || !matches!(
                    fact_of(step),
                    FactWord::Base(Act::Decline) | FactWord::Revocation(_, Outcome::Allowed)
                )
        }
        EventRef::Act(..) => false,
        EventRef::Plain(_) => handler.verb == RowVerb::Remove,
    };
    view.handlers.iter().any(on_the_way)
}
