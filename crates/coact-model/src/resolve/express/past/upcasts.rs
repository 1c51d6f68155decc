//! How records of a version are read as those of the next one.

use std::collections::BTreeMap;

use coact_syntax::ast;

use super::super::super::cx::{ItemRef, nearest};
use super::super::pass::Pass;
use super::super::payload::bare;
use super::super::scope::Root;
use super::records::{Member, Record, Written, named};
use crate::model::{Expr, ExprKind, Field, Ident, Local, Type, Upcast};
use crate::rules;

/// In which versions a member is there.
#[derive(Clone, Copy)]
struct Life {
    /// The version that it came with.
    since: u64,
    /// The version that it went with.
    gone: Option<u64>,
}

impl Life {
    fn covers(self, version: u64) -> bool {
        self.since <= version && self.gone.is_none_or(|gone| version < gone)
    }
}

/// A member in all its versions.
struct Lived {
    field: Field,
    life: Life,
}

/// Reads the steps of a record, whose members are read already.
pub(super) fn upcasts(pass: &mut Pass<'_>, item: ItemRef<'_>, record: &Record<'_>) {
    if record.upcasts.is_empty() {
        return;
    }
    if record.unrecorded.is_some() || record.whole == "entity" {
        for upcast in &record.upcasts {
            let loc = item.loc(upcast.head());
            pass.findings.push(match record.unrecorded {
                Some(what) => rules::without_a_past(loc, what),
                None => rules::recorded_by_acts(loc, &record.owner.text),
            });
        }
        return;
    }
    let lived: Vec<Lived> = record
        .members
        .iter()
        .filter_map(|member| lived(pass, item, record, member))
        .collect();
    for upcast in steps(pass, item, record, &lived) {
        if let Some(made) = made(pass, item, record, &lived, upcast) {
            pass.model.upcasts.push(made);
        }
    }
}

/// The steps that lead from a version that there is to the next one, oldest first.
fn steps<'i>(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    record: &Record<'i>,
    lived: &[Lived],
) -> Vec<&'i ast::Upcast> {
    let versions = lived
        .iter()
        .flat_map(|it| [Some(it.life.since), it.life.gone]);
    let mut latest = versions.flatten().max().unwrap_or(1);
    let mut steps: BTreeMap<u64, &'i ast::Upcast> = BTreeMap::new();
    for upcast in &record.upcasts {
        let (from, to) = (upcast.from, upcast.to);
        if from.number < 1 || Some(to.number) != from.number.checked_add(1) {
            let loc = item.loc(from.span.to(to.span));
            let finding = rules::not_the_next_version(loc, from.number, to.number);
            pass.findings.push(finding);
        } else if let Some(first) = steps.get(&to.number) {
            let (loc, first) = (item.loc(upcast.head()), item.loc(first.head()));
            let finding = rules::upcast_twice(loc, from.number, to.number, first);
            pass.findings.push(finding);
        } else {
            steps.insert(to.number, upcast);
        }
    }
    // A step can make a version of its own, behind those that there are.
    steps.retain(|_, upcast| {
        let from = upcast.from;
        let known = from.number <= latest;
        if known {
            latest = latest.max(upcast.to.number);
        } else if !item.faulty {
            let loc = item.loc(from.span);
            let finding = rules::no_such_version(loc, &record.owner.text, from.number, latest);
            pass.findings.push(finding);
        }
        known
    });
    steps.into_values().collect()
}

/// A member with the versions that it is there in; none of what is reported elsewhere.
fn lived(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    record: &Record<'_>,
    member: &Member<'_>,
) -> Option<Lived> {
    let said = |past: &&ast::Past| past.since.is_some() || past.retired.is_some();
    let own = member.past.filter(said).map(|past| Life {
        since: past.since.map_or(1, |since| since.number),
        gone: past.retired.and_then(|it| Some(it.version?.number)),
    });
    let here = item.loc(member.name.span);
    let field = match pass.model.past(here).and_then(|it| it.retired.as_ref()) {
        Some(retired) => named(item.ident(member.name), retired.ty.clone()?, Vec::new()),
        None => member.field(pass, item, record)?,
    };
    // What a fact was holds for each act that sets it, unless the act says something else.
    let of_fact = match member.written {
        Written::Payload(written, kind) if written.ty.is_none() => {
            let entity = &pass.model.entities[pass.model.kinds[kind].product.entity];
            let fact = entity
                .facts
                .iter()
                .find(|fact| fact.field.name.text == member.name.text);
            let past = fact.and_then(|fact| pass.model.past(fact.field.name.loc));
            past.map(|past| Life {
                since: past.since.unwrap_or(1),
                gone: past.retired.as_ref().and_then(|retired| retired.version),
            })
        }
        _ => None,
    };
    let always = Life {
        since: 1,
        gone: None,
    };
    Some(Lived {
        field,
        life: own.or(of_fact).unwrap_or(always),
    })
}

fn made(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    record: &Record<'_>,
    lived: &[Lived],
    upcast: &ast::Upcast,
) -> Option<Upcast> {
    let (from, to) = (upcast.from.number, upcast.to.number);
    let mut typer = pass.typer(item, Root::Constant);
    // All members have a name here, so that one of another version is told to be that.
    let all: Vec<Local> = lived
        .iter()
        .map(|it| typer.fresh(&it.field.name.text, it.field.ty.clone()))
        .collect();
    typer.locals.clone_from(&all);
    let mut fields: Vec<(Ident, Expr)> = Vec::new();
    for init in &upcast.fields {
        let name = &init.name.text;
        let loc = item.loc(init.name.span);
        let Some(it) = lived.iter().find(|it| it.field.name.text == *name) else {
            let owner = format!("the {} `{}`", record.whole, record.owner.text);
            let names: Vec<&String> = record.members.iter().map(|it| &it.name.text).collect();
            // A member whose type is not known is reported where it is declared.
            if !names.contains(&name) && !item.faulty {
                let near = nearest(name, names.iter().copied());
                let finding = rules::no_such_member(loc, &owner, record.noun, name, near);
                typer.report(finding);
            }
            continue;
        };
        if fields.iter().any(|(known, _)| known.text == *name) {
            typer.report(rules::given_twice(loc, name));
            continue;
        }
        if !it.life.covers(to) {
            let finding = rules::not_in_version(loc, name, to, it.life.since, it.life.gone);
            typer.report(finding);
            continue;
        }
        let written = match &init.value {
            Some(value) => value,
            None => &bare(&init.name),
        };
        let value = typer.expect(written, &it.field.ty);
        if value.ty != Type::Error
            && let Some(bound) = typer.index.patterns.broken(&value, &it.field.bounds)
        {
            typer.report(rules::out_of_bounds(value.loc, name, bound));
        }
        let strange = value.all().into_iter().find_map(|expr| {
            let it = read_of(expr, &all, lived)?;
            (!it.life.covers(from)).then_some((expr.loc, it))
        });
        if let Some((loc, it)) = strange {
            let Life { since, gone } = it.life;
            let finding = rules::not_in_version(loc, &it.field.name.text, from, since, gone);
            typer.report(finding);
            continue;
        }
        if is_itself(&value, name) {
            typer.report(rules::stays_as_it_is(loc, name));
        }
        if value.ty != Type::Error {
            fields.push((item.ident(&init.name), value));
        }
    }
    if upcast.fields.is_empty() && !item.faulty {
        let loc = item.loc(upcast.head());
        pass.findings.push(rules::empty_upcast(loc));
    }
    Some(Upcast {
        of: record.owner.clone(),
        noun: record.whole.to_owned(),
        from,
        to,
        old: all
            .into_iter()
            .zip(lived)
            .filter(|(_, it)| it.life.covers(from))
            .map(|(local, _)| local)
            .collect(),
        fields,
        loc: item.loc(upcast.head()),
    })
}

/// The member that an expression reads.
fn read_of<'l>(expr: &Expr, all: &[Local], lived: &'l [Lived]) -> Option<&'l Lived> {
    let ExprKind::Local(read) = &expr.kind else {
        return None;
    };
    let at = all.iter().position(|local| local.id == read.id)?;
    lived.get(at)
}

/// Whether a value is the field itself.
fn is_itself(value: &Expr, name: &str) -> bool {
    match &value.kind {
        ExprKind::Convert(inner) => is_itself(inner, name),
        ExprKind::Local(local) => local.name == *name,
        _ => false,
    }
}
