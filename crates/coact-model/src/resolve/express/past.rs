//! What names were before, and what is no more.

mod records;
mod upcasts;
mod uses;

use std::collections::BTreeMap;

use coact_syntax::ast;

use super::super::cx::{ItemRef, Space};
use super::pass::Pass;
use super::scope::Root;
use crate::model::{Expr, Field, Ident, Past, Retired, Type};
use crate::rules;

use records::{Member, Record, Written};

/// Reads the pasts of all names, and reports what is still used of what is no more.
pub(super) fn pasts(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    let mut old_names = BTreeMap::new();
    let entities = |item: &&ItemRef<'_>| matches!(item.item.kind, ast::ItemKind::Entity(_));
    let others = |item: &&ItemRef<'_>| !entities(item);
    // Facts first: acts take over what they were.
    for item in items
        .iter()
        .filter(entities)
        .chain(items.iter().filter(others))
    {
        names(pass, *item, &mut old_names);
        for record in records::records(pass, *item) {
            members(pass, *item, &record);
            upcasts::upcasts(pass, *item, &record);
        }
    }
    pass.model.pasts.sort_by_key(|past| past.of.loc);
    uses::uses(pass);
}

/// Reports what specs make anew of what is no more.
pub(super) fn of_specs(pass: &mut Pass<'_>) {
    uses::of_specs(pass);
}

/// Names of whole items, and of the commands and events inside them.
fn names(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    old_names: &mut BTreeMap<(Space, String), crate::Loc>,
) {
    for written in &item.item.pasts {
        let Some(space) = Space::of(written.noun) else {
            continue;
        };
        let noun = space.noun();
        for was in &written.past.was {
            let loc = item.loc(was.span);
            let name = &written.name.text;
            if let Some(there) = pass.names.declared_at(space, &was.text) {
                let finding = rules::old_name_in_use(loc, noun, name, &was.text, there);
                pass.findings.push(finding);
            } else if let Some(first) = old_names.insert((space, was.text.clone()), loc) {
                let finding = rules::one_old_name(loc, noun, &was.text, first);
                pass.findings.push(finding);
            }
        }
        pass.model.pasts.push(Past {
            of: item.ident(&written.name),
            owner: None,
            whole: None,
            noun: written.noun.to_owned(),
            was: idents(item, &written.past.was),
            since: None,
            default: None,
            retired: written.past.retired.map(|retired| Retired {
                version: None,
                ty: None,
                loc: item.loc(retired.span),
            }),
        });
    }
}

fn members(pass: &mut Pass<'_>, item: ItemRef<'_>, record: &Record<'_>) {
    let mut old_names: BTreeMap<&str, crate::Loc> = BTreeMap::new();
    for member in &record.members {
        let Some(past) = member.past else { continue };
        if let Some(what) = record.unrecorded {
            let loc = item.loc(member.name.span);
            pass.findings.push(rules::without_a_past(loc, what));
            continue;
        }
        for was in &past.was {
            let loc = item.loc(was.span);
            let mut others = record.members.iter();
            if let Some(there) = others.find(|other| other.name.text == was.text) {
                let there = item.loc(there.name.span);
                let name = &member.name.text;
                let finding = rules::old_name_in_use(loc, record.noun, name, &was.text, there);
                pass.findings.push(finding);
            } else if let Some(first) = old_names.insert(&was.text, loc) {
                let finding = rules::one_old_name(loc, record.noun, &was.text, first);
                pass.findings.push(finding);
            }
        }
        versions(pass, item, record, member, past);
        let made = made(pass, item, record, member, past);
        pass.model.pasts.push(made);
    }
}

/// Whether the versions follow each other, and older records are provided for.
fn versions(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    record: &Record<'_>,
    member: &Member<'_>,
    past: &ast::Past,
) {
    let name = &member.name.text;
    let gone = past.retired.and_then(|retired| retired.version);
    if member.is_key() && (past.since.is_some() || past.default.is_some() || gone.is_some()) {
        let loc = item.loc(member.name.span);
        pass.findings.push(rules::key_with_a_past(loc, name));
        return;
    }
    for (version, word) in [(past.since, "since"), (gone, "retired")] {
        if let Some(version) = version
            && version.number < 2
        {
            let loc = item.loc(version.span);
            let finding = rules::first_version(loc, name, word, version.number);
            pass.findings.push(finding);
        }
    }
    if let (Some(since), Some(gone)) = (past.since, gone)
        && gone.number >= 2
        && gone.number <= since.number
    {
        let loc = item.loc(gone.span);
        let finding = rules::gone_before_it_came(loc, name, since.number, gone.number);
        pass.findings.push(finding);
    }
    let given = past.since.and_then(|since| record.given(since, name));
    match (past.since, &past.default) {
        (Some(since), Some(default)) if let Some(upcast) = given => {
            let loc = item.loc(default.span);
            let there = item.loc(upcast.head());
            let finding = rules::default_beside_upcast(loc, name, since.number, there);
            pass.findings.push(finding);
        }
        (None, Some(default)) => {
            let loc = item.loc(default.span);
            pass.findings.push(rules::default_of_old(loc, name));
        }
        (Some(since), None) if gone.is_none() && given.is_none() && member.must_be_there(pass) => {
            let loc = item.loc(since.span);
            let finding = rules::later_without_default(loc, record.noun, name, since.number);
            pass.findings.push(finding);
        }
        _ => {}
    }
}

fn made(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    record: &Record<'_>,
    member: &Member<'_>,
    written: &ast::Past,
) -> Past {
    let field = member.field(pass, item, record);
    let default = match (&written.default, &field) {
        (Some(default), Some(field)) => Some(constant(pass, item, default, field)),
        _ => None,
    };
    Past {
        of: item.ident(member.name),
        owner: Some(record.owner.clone()),
        whole: Some(record.whole.to_owned()),
        noun: record.noun.to_owned(),
        was: idents(item, &written.was),
        since: written.since.map(|since| since.number),
        default,
        retired: written.retired.map(|retired| Retired {
            version: retired.version.map(|version| version.number),
            ty: field.map(|field| field.ty),
            loc: item.loc(retired.span),
        }),
    }
}

/// A constant of the field's type, within its bounds.
fn constant(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &ast::Expr, field: &Field) -> Expr {
    let mut typer = pass.typer(item, Root::Constant);
    let typed = typer.expect(written, &field.ty);
    if field.ty != Type::Error
        && let Some(bound) = typer.index.patterns.broken(&typed, &field.bounds)
    {
        let finding = rules::out_of_bounds(typed.loc, &field.name.text, bound);
        typer.report(finding);
    }
    typed
}

fn idents(item: ItemRef<'_>, names: &[ast::Name]) -> Vec<Ident> {
    names.iter().map(|name| item.ident(name)).collect()
}

impl Member<'_> {
    fn is_key(&self) -> bool {
        matches!(self.written, Written::Field(def) if def.key)
    }

    /// Whether a record without it says nothing about it.
    fn must_be_there(&self, pass: &Pass<'_>) -> bool {
        match self.written {
            Written::Variant => false,
            Written::Field(def) => !def.ty.optional && def.default.is_none(),
            Written::Payload(field, kind) => match &field.ty {
                Some(ty) => !ty.optional,
                None => {
                    let entity = pass.model.kinds[kind].product.entity;
                    let mut facts = pass.model.entities[entity].facts.iter();
                    facts.any(|fact| {
                        fact.field.name.text == self.name.text
                            && !matches!(fact.field.ty, Type::Optional(_))
                    })
                }
            },
        }
    }
}
