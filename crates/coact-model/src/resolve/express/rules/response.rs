//! Responses: the acts that follow.

use coact_syntax::ast;

use super::super::describe::explained;
use super::super::known::{fact_text, has_step, step_of_kind, step_text};
use super::super::typer::Typer;
use crate::ctp::{FactWord, Step};
use crate::model::{Expr, KindId, LinkId, Response, Type};
use crate::rules;

pub(super) fn responses(
    typer: &mut Typer<'_>,
    kind: KindId,
    fact: FactWord,
    written: &[ast::Response],
) -> Vec<Response> {
    let mut found: Vec<Response> = Vec::new();
    for written in written {
        let Some(made) = response(typer, kind, fact, written) else {
            continue;
        };
        let first = found
            .iter()
            .find(|known| is_same(typer, kind, known, &made));
        if let Some(first) = first {
            let act = step_text(made.step);
            let finding = rules::act_twice(made.loc, &act, first.loc);
            typer.report(finding);
            continue;
        }
        found.push(made);
    }
    found
}

/// Whether both acts are performed of one instance, whatever holds. Of what is new there can be several.
fn is_same(typer: &Typer<'_>, own: KindId, a: &Response, b: &Response) -> bool {
    let plain = |it: &Response| it.each.is_none() && it.subject.is_none() && it.condition.is_none();
    let several = a.kind != own && typer.model.kinds[a.kind].product.new;
    (a.kind, a.step) == (b.kind, b.step) && plain(a) && plain(b) && !several
}

fn response(
    typer: &mut Typer<'_>,
    kind: KindId,
    fact: FactWord,
    written: &ast::Response,
) -> Option<Response> {
    let (target, step) = act_ref(typer, kind, &written.act)?;
    let each = match &written.each {
        Some((name, list)) => {
            let typed = typer.infer(list, None);
            let element = match &typed.ty {
                Type::List(element) => (**element).clone(),
                Type::Error => Type::Error,
                other => {
                    let found = explained(typer.model, other);
                    let finding = rules::type_mismatch(typed.loc, "a list", &found);
                    typer.report(finding);
                    Type::Error
                }
            };
            Some((typer.bind(name, element), typed))
        }
        None => None,
    };
    let entity = typer.model.kinds[target].product.entity;
    let inits = written.payload.as_deref().unwrap_or_default();
    let own = typer.model.kinds[kind].product.entity;
    let named = |init: &&ast::FieldInit| init.name.text == typer.model.entities[entity].subject();
    if entity != own
        && !typer.model.kinds[target].product.new
        && let Some(init) = inits.iter().find(named)
    {
        let finding = rules::about_by_for(typer.loc(init.name.span), &init.name.text);
        typer.report(finding);
        return None;
    }
    let condition = written
        .condition
        .as_ref()
        .map(|condition| typer.condition(condition));
    let subject = written.subject.as_ref().map(|subject| {
        typer.while_holding(&condition, |typer| {
            typer.expect(subject, &Type::Entity(entity))
        })
    });
    let told = typer.findings.len();
    let mut given = typer.while_holding(&condition, |typer| typer.payload(target, step, inits));
    if target == kind && !rules::is_answer(typer.model, (kind, fact), step) {
        // That it is no answer is reported; what it carries does not matter then.
        typer.findings.truncate(told);
        given.complete = true;
    }
    if each.is_some() {
        typer.unbind();
    }
    let link = link_of(typer, (kind, fact), (target, step), written);
    if target != kind && link.is_none() {
        return None;
    }
    // A value that could not be read is reported; without it the act would seem to lack it.
    if !given.complete {
        return None;
    }
    if target == kind
        && let Some((element, _)) = &each
    {
        let act = step_text(step);
        let finding = rules::one_by_instance(typer.loc(written.span), &element.name, &act);
        typer.report(finding);
    }
    if let Some(link) = link
        && let Some((element, _)) = &each
        && typer.model.links[link].max == Some(1)
    {
        let place = typer.model.links[link].loc;
        let finding = rules::one_by_link(typer.loc(written.span), &element.name, place);
        typer.report(finding);
    }
    let broken = |expr: &Expr| expr.ty == Type::Error;
    if each.as_ref().is_some_and(|(_, list)| broken(list))
        || subject.as_ref().is_some_and(broken)
        || condition.as_ref().is_some_and(broken)
    {
        return None;
    }
    Some(Response {
        each,
        kind: target,
        step,
        subject,
        payload: given.fields,
        key: given.key,
        condition,
        link,
        loc: typer.loc(written.span),
    })
}

/// The act, which the pattern of its kind admits.
fn act_ref(typer: &mut Typer<'_>, own: KindId, written: &ast::ActRef) -> Option<(KindId, Step)> {
    let kind = match &written.kind {
        Some(path) => typer.names.kind(&typer.item, path, typer.findings)?,
        None => own,
    };
    let found = &typer.model.kinds[kind];
    if !has_step(found, written.step) {
        let finding = rules::act_outside_pattern(
            typer.loc(written.span),
            &found.name.text,
            &step_text(written.step),
        );
        typer.report(finding);
        return None;
    }
    Some((kind, written.step))
}

/// The response link that an act of another kind carries out; that there is none is reported.
fn link_of(
    typer: &mut Typer<'_>,
    source: (KindId, FactWord),
    target: (KindId, Step),
    written: &ast::Response,
) -> Option<LinkId> {
    if source.0 == target.0 {
        return None;
    }
    let links = typer.index.links(target.0, target.1);
    let found = links
        .iter()
        .copied()
        .find(|link| typer.model.links[*link].source == source);
    if found.is_none() {
        let other = links.first().map(|link| {
            let link = &typer.model.links[*link];
            let (kind, fact) = link.source;
            (
                link.loc,
                format!("{} {}", typer.model.kinds[kind].name.text, fact_text(fact)),
            )
        });
        let name = |kind: KindId| typer.model.kinds[kind].name.text.clone();
        let from = format!("{} {}", name(source.0), fact_text(source.1));
        let to = step_of_kind(target.1, &name(target.0));
        let finding = rules::no_link(typer.loc(written.act.span), &from, &to, other);
        typer.report(finding);
    }
    found
}
