//! Payloads of response links, operative times, and what both give an act by default.

use std::collections::HashMap;

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef};
use super::gaps::Shown;
use super::known::Known;
use super::known::step_of;
use super::pass::Pass;
use super::scope::Root;
use crate::ctp::{Act, FactWord, Step};
use crate::model::{Expr, KindId, LinkId, Model, PayloadDefault, PayloadField, Type};
use crate::{Loc, rules};

/// The links of the model by their places.
pub(super) fn places(model: &Model) -> HashMap<Loc, LinkId> {
    let links = model.links.iter();
    links.map(|(id, link)| (link.loc, id)).collect()
}

/// Reads the payloads of the links of a process, or the operative times of a transaction. Answers the links with
/// values that could not be read.
pub(super) fn links(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    places: &HashMap<Loc, LinkId>,
) -> Vec<LinkId> {
    let mut broken = Vec::new();
    match (&item.item.kind, pass.names.item(&item)) {
        (ItemKind::Process(process), _) => {
            for member in &process.members {
                if let ast::ProcessMember::Link(written) = member
                    && let Some(id) = places.get(&item.loc(written.span))
                    && !link(pass, item, *id, written)
                {
                    broken.push(*id);
                }
            }
        }
        (ItemKind::Transaction(transaction), Some(Element::Kind(id))) => {
            for member in &transaction.members {
                if let ast::TransactionMember::Act(clause) = member
                    && let Some(due) = &clause.due
                {
                    operative_time(pass, item, id, clause.act, due);
                }
            }
        }
        _ => {}
    }
    broken
}

/// What links give is what a person finds filled in; where several give a value for a field, the last one's.
pub(super) fn give_defaults(model: &mut Model) {
    let ids: Vec<LinkId> = model.links.ids().collect();
    for id in ids {
        give(model, id, |_| true);
    }
}

/// The same for a link that is read again: the fields that have their defaults from it keep having them.
pub(super) fn refresh_defaults(model: &mut Model, id: LinkId) {
    give(
        model,
        id,
        |default| matches!(default, Some(PayloadDefault::Link(from, _)) if *from == id),
    );
}

fn give(model: &mut Model, id: LinkId, is_its: impl Fn(&Option<PayloadDefault>) -> bool) {
    let (kind, step) = model.links[id].target;
    for (at, value) in model.links[id].payload.clone() {
        if let Some(field) = field_of(model, kind, step, at)
            && is_its(&field.default)
        {
            field.default = Some(PayloadDefault::Link(id, value));
        }
    }
}

/// Answers whether all of its payload could be read.
fn link(pass: &mut Pass<'_>, item: ItemRef<'_>, id: LinkId, written: &ast::Link) -> bool {
    let Some(inits) = &written.payload else {
        return true;
    };
    let (source, fact) = pass.model.links[id].source;
    let (kind, step) = pass.model.links[id].target;
    let root = Root::Instance {
        kind: source,
        on: fact,
    };
    let needs_subject = pass.model.links[id].needs_subject(pass.model);
    let mut typer = pass.typer(item, root);
    let (subject, rest) = if needs_subject {
        typer.about(kind, inits)
    } else {
        (None, inits.clone())
    };
    let given = typer.payload(kind, step, &rest);
    let readable = |value: &Expr| value.ty != Type::Error;
    let complete = given.complete && subject.as_ref().is_none_or(readable);
    let mut known = Known::after(pass.model, pass.index, source, step_of(fact));
    known.at_act(pass.model, pass.index, kind, step);
    for value in subject.iter().chain(&given.key) {
        report_unknown(pass, &known, value, (source, fact));
        pass.needs_value(value, &Shown::default());
    }
    for (_, value) in &given.fields {
        report_unknown(pass, &known, value, (source, fact));
        pass.needs_value(value, &Shown::default());
    }
    let link = &mut pass.model.links[id];
    link.subject = subject.filter(readable);
    link.payload = given.fields;
    link.key = given.key;
    complete
}

/// A payload field of an act.
pub(super) fn act_field<'m>(
    pass: &'m mut Pass<'_>,
    kind: KindId,
    step: Step,
    at: usize,
) -> Option<&'m mut PayloadField> {
    field_of(pass.model, kind, step, at)
}

fn field_of(model: &mut Model, kind: KindId, step: Step, at: usize) -> Option<&mut PayloadField> {
    model.kinds[kind]
        .acts
        .iter_mut()
        .find(|act| act.step == step)
        .and_then(|act| act.payload.get_mut(at))
}

/// Warns of what may not be known where a rule or link reads it.
pub(super) fn report_unknown(
    pass: &mut Pass<'_>,
    known: &Known,
    value: &Expr,
    on: (KindId, FactWord),
) {
    let Some((read, unknown)) = known.first_unknown(pass.model, value) else {
        return;
    };
    let (name, setters) = (unknown.name(pass.model), unknown.setters(pass.model));
    let kind = &pass.model.kinds[on.0].name.text;
    let place = format!("{kind} {}", super::known::fact_text(on.1));
    let finding = rules::may_not_be_known(read.loc, &name, &place, &setters);
    pass.findings.push(finding);
}

/// `due EXPR`: a moment or a day, as the instance sees it when it is asked for.
fn operative_time(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    kind: KindId,
    act: Act,
    written: &ast::Expr,
) {
    let root = Root::Instance {
        kind,
        on: FactWord::Base(Act::Request),
    };
    let mut typer = pass.typer(item, root);
    let due = typer.infer(written, Some(&Type::DateTime));
    let due = match &due.ty {
        Type::Date => due,
        Type::Optional(inner) if **inner == Type::Date => typer.fit(due, &Type::Date),
        _ => typer.fit(due, &Type::DateTime),
    };
    if due.ty == Type::Error {
        return;
    }
    let def = pass.model.kinds[kind]
        .acts
        .iter_mut()
        .find(|def| def.step == Step::Base(act));
    if let Some(def) = def {
        def.due = Some(due);
    }
}
