//! Decisions, with their checks in the order in which rejections are reported.

use coact_model::model::{Command, CommandId, Emission, Expr, ExprKind, Field, Otherwise};
use coact_runtime::RejectionKind;
use coact_runtime::expr::Absent;

use super::state;
use crate::bounds;
use crate::case::decide::Deciding;
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::message::{Envelope, Event};
use crate::rejection::{Decision, Rejection};
use crate::value::Value;

/// Decides a plain command: what it brings about, or why not.
///
/// # Errors
/// The first check that refuses: bounds, identity, role, what the command requires.
pub(crate) fn decide(
    of: Deciding<'_>,
    id: CommandId,
    given: &[Option<Value>],
) -> Decision<Vec<Envelope>> {
    let Deciding { cx, case, ctx, .. } = of;
    let def = &cx.model.commands[id];
    for (field, value) in def.fields.iter().zip(given) {
        if let Some(value) = value {
            let name = format!("{}.{}", def.name.text, field.name.text);
            bounds::check(cx, &field.ty, &field.bounds, value, &name)?;
        }
    }
    // Whether there is what the command is for; none yet, where it begins one.
    if def.aggregate.is_some() && def.new != (case.version == 0) {
        return Err(Rejection::identity());
    }
    let role = if def.by.is_empty() {
        None
    } else {
        let mut filled = ctx.roles.iter();
        let found = filled.find(|role| def.by.contains(role)).copied();
        Some(found.ok_or_else(Rejection::role)?)
    };
    let scope = Scope::of_command(cx, case, def, given);
    let scope = scope.at(ctx.now, ctx.today).with_outside(of.outside);
    for required in &def.requires {
        let kind = match scope.holds(&required.condition) {
            Ok(true) => continue,
            Err(Absent::Overflow) => RejectionKind::Overflow,
            Ok(false) | Err(Absent::Unknown) => RejectionKind::Requires,
        };
        let name = &required.name;
        return Err(Rejection::new(
            kind,
            &*name.text,
            &required.sentence,
            name.loc,
        ));
    }
    let mut events = Vec::new();
    for emission in &def.emits {
        emit(cx, &scope, def, emission, &mut events)?;
    }
    if let (true, Some(Otherwise::Emits(emission))) = (events.is_empty(), &def.otherwise) {
        emit(cx, &scope, def, emission, &mut events)?;
    }
    let events = events.into_iter().map(|event| ctx.envelope(role, event));
    let events: Vec<Envelope> = events.collect();
    state::after(cx, case, &events)?;
    Ok(events)
}

/// One event for each element, where its condition holds.
fn emit(
    cx: &Cx<'_>,
    scope: &Scope<'_>,
    def: &Command,
    emission: &Emission,
    out: &mut Vec<Event>,
) -> Decision<()> {
    let label = &cx.model.events[emission.event].name.text;
    let Some((local, list)) = &emission.each else {
        return once(cx, scope, def, emission, out);
    };
    let list = scope
        .eval(list)
        .map_err(|absent| Rejection::absent(absent, &**label, emission.loc))?;
    for item in list.items() {
        scope.with(local, item, |inner| once(cx, inner, def, emission, out))?;
    }
    Ok(())
}

fn once(
    cx: &Cx<'_>,
    scope: &Scope<'_>,
    command: &Command,
    emission: &Emission,
    out: &mut Vec<Event>,
) -> Decision<()> {
    let def = &cx.model.events[emission.event];
    if let Some(when) = &emission.when {
        match scope.holds(when) {
            Ok(true) => {}
            Ok(false) | Err(Absent::Unknown) => return Ok(()),
            Err(absent) => {
                return Err(Rejection::absent(absent, &*def.name.text, emission.loc));
            }
        }
    }
    let mut fields = Vec::new();
    for (field, value) in def.fields.iter().zip(&emission.fields) {
        let label = format!("{}.{}", def.name.text, field.name.text);
        let made = scope
            .eval(value)
            .map_err(|absent| Rejection::absent(absent, &*label, value.loc))?;
        if !is_seen(command, field, value) {
            bounds::check(cx, &field.ty, &field.bounds, &made, &label)?;
        }
        fields.push(made);
    }
    out.push(Event::Plain(emission.event, fields));
    Ok(())
}

/// Whether the command's own bounds have seen to those of an event's field.
fn is_seen(command: &Command, field: &Field, value: &Expr) -> bool {
    match value.kind {
        ExprKind::CommandField(index) => command
            .fields
            .get(index)
            .is_some_and(|given| given.ty == field.ty && given.bounds == field.bounds),
        _ => false,
    }
}
