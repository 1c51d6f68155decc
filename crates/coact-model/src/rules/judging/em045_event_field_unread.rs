use super::Cx;
use crate::Loc;
use crate::diagnostics::Severity;
use crate::model::{EventId, EventRef, KindId, PayloadOrigin};
use crate::resolve::REASON;
use crate::rules::{Findings, Rule};
use crate::trace::Field;

/// A field of an event that nothing reads.
pub(crate) const RULE: Rule = Rule {
    code: "EM045",
    name: "event-field-nobody-reads",
    severity: Severity::Warning,
    page: include_str!("../../../rules/EM045.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    let model = cx.model;
    for id in model.events_in_order() {
        plain(cx, id, findings);
    }
    for kind in model.kinds.ids() {
        acts(cx, kind, findings);
    }
}

fn plain(cx: &Cx<'_>, id: EventId, findings: &mut Findings) {
    let event = &cx.model.events[id];
    let past = cx.model.past(event.name.loc);
    let retired = past.is_some_and(|past| past.retired.is_some());
    // What others report is theirs; of what never happens that is told.
    let elsewhere = event.imported.is_some() || event.system.is_some();
    if retired || elsewhere || !cx.emitted().contains(&id) {
        return;
    }
    // The key of an aggregate leads to it.
    let keys = usize::from(event.aggregate.is_some());
    for (at, field) in event.fields.iter().enumerate().skip(keys) {
        let unread = Field::Event(EventRef::Plain(id), at);
        tell(cx, unread, field.name.loc, event.name.loc, findings);
    }
}

/// What belongs to the act alone; of facts `FM032` tells it, and a reason is for people.
fn acts(cx: &Cx<'_>, id: KindId, findings: &mut Findings) {
    let kind = &cx.model.kinds[id];
    for act in &kind.acts {
        for (at, field) in act.payload.iter().enumerate() {
            if field.origin == PayloadOrigin::Data && field.name.text != REASON {
                let unread = Field::Event(EventRef::Act(id, act.step), at);
                tell(cx, unread, field.name.loc, act.event.loc, findings);
            }
        }
    }
}

fn tell(cx: &Cx<'_>, field: Field, loc: Loc, event: Loc, findings: &mut Findings) {
    if cx.trace().out_of(field).next().is_some() {
        return;
    }
    let name = field.own_name(cx.model).unwrap_or_default();
    let owner = field.owner(cx.model);
    findings.push(
        RULE.at(loc, format!("nothing reads `{name}` of `{owner}`"))
            .label("recorded for nobody")
            .also(event, "recorded with it")
            .hint("take it into a view or a state, or leave it out"),
    );
}
