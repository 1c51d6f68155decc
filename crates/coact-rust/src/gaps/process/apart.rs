//! Children that live apart and are not covered.

use coact_model::ctp::{Act, Step};
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{ResponseLink, Type};

use crate::cx::Cx;
use crate::gaps::not_yet;
use crate::kind::rules;

/// What is not covered of a link by which a child is asked for apart.
pub(super) fn check(cx: &Cx<'_>, link: &ResponseLink, findings: &mut Vec<Diagnostic>) {
    if let Some(what) = uncovered(cx, link) {
        findings.push(not_yet(link.loc, what));
    }
}

fn uncovered(cx: &Cx<'_>, link: &ResponseLink) -> Option<&'static str> {
    let (source, child) = (link.source.0, link.target.0);
    let request = Step::Base(Act::Request);
    if link.target.1 != request {
        return Some("`apart` at what is no request");
    }
    if !cx.kind(child).product.new || cx.kind(child).product.fact.is_some() {
        return Some("a child apart, in a case of its own, that is about what exists already");
    }
    if cx.place(source).many || cx.place(child).many {
        return Some("`apart` between transactions of which a case has several");
    }
    let links = cx.model.links.values();
    let asked_by = links
        .filter(|other| other.target == (child, request))
        .count();
    if asked_by > 1 {
        return Some("a child in a case of its own (`apart`) that several links ask for");
    }
    if !cx
        .kind(child)
        .initiators
        .contains(&cx.kind(source).executor)
    {
        return Some(
            "a child in a case of its own (`apart`) that another asks for than who brings about its parent",
        );
    }
    let act = cx.act(child, Act::Request)?;
    let around = Type::Optional(Box::new(Type::Entity(cx.subject(source))));
    if act.payload.iter().any(|field| field.ty == around) {
        return Some("a child in a case of its own (`apart`) that may be of nothing");
    }
    let inputs = link.payload.iter().any(|(_, value)| value.has_inputs());
    let answers = rules::answers(cx, child, request);
    let judged = answers.iter().any(|answer| {
        !answer.rule.assessments.is_empty()
            || answer
                .response
                .condition
                .as_ref()
                .is_some_and(|value| value.has_inputs())
            || answer
                .response
                .each
                .as_ref()
                .is_some_and(|(_, list)| list.has_inputs())
            || answer
                .response
                .payload
                .iter()
                .any(|(_, value)| value.has_inputs())
    });
    if inputs || judged {
        return Some(
            "a child in a case of its own (`apart`) whose request is judged, or asks the host or the clock",
        );
    }
    None
}
