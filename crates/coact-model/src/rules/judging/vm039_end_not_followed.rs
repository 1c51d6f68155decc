use coact_syntax::ast::RowVerb;

use super::Cx;
use super::kept_rows::{kept, rows_of_requests};
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
    for (view, handler, kind) in rows_of_requests(cx.model) {
        // What is accepted by itself has ended with the declare.
        let ends = cx.is_told(kind, accept) && !cx.model.kinds[kind].is_tacit(Act::Accept);
        if ends && !follows_an_end(view, kind) {
            let finding = kept(cx, &RULE, (view, handler), (kind, accept));
            findings.push(
                finding
                    .label("asked for, and done")
                    .also(cx.act_at(kind, accept), "ends it"),
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
