//! Automations over views and events, and translations of events from outside.

use coact_syntax::{Span, ast};

use super::super::cx::{ItemRef, Space, nearest};
use super::super::names::Names;
use super::missing::Owner;
use super::pass::Pass;
use super::scope::{Head, Root};
use super::typer::Typer;
use crate::ctp::{Act, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{
    Automation, AutomationId, AutomationSource, AutomationTarget, CallId, CommandRef, EventId,
    EventRef, Expr, ExprKind, GivenCommand, PayloadOrigin, SystemId, Translation, TranslationId,
    Type,
};
use crate::rules;

/// Reads an automation of a slice.
pub(super) fn reaction(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    written: &ast::Reaction,
) -> Option<AutomationId> {
    if let Some(finding) = mistaken(pass, item, written) {
        pass.findings.push(finding);
        return None;
    }
    let source = if written.on_event {
        AutomationSource::Event(pass.names.event(&item, &written.source, pass.findings)?)
    } else {
        AutomationSource::View(pass.names.view(&item, &written.source, pass.findings)?)
    };
    let root = Root::Reaction {
        on: source,
        result: None,
    };
    let mut typer = pass.typer(item, root);
    let filter = written.filter.as_ref().map(|it| typer.condition(it));
    let due = written.due.as_ref();
    let due = due.map(|it| typer.while_holding(&filter, |typer| typer.moment(it)));
    let target = target(pass, item, source, filter.as_ref(), &written.target)?;
    let known = |expr: Option<Expr>| expr.filter(|expr| expr.ty != Type::Error);
    Some(pass.model.automations.push(Automation {
        source,
        filter: known(filter),
        due: known(due),
        target,
        loc: item.loc(written.span),
    }))
}

/// A view behind `on`, or an event without it.
fn mistaken(pass: &Pass<'_>, item: ItemRef<'_>, written: &ast::Reaction) -> Option<Diagnostic> {
    let (names, source) = (pass.names, &written.source);
    let name = &source.name.text;
    let (event, view) = (
        names.events.contains_key(name),
        names.views.contains_key(name),
    );
    let (space, hint) = match (written.on_event, event, view) {
        (true, false, true) => (
            Space::Event,
            format!("an automation works on its rows: `automation {name} -> …`"),
        ),
        (false, true, false) => (
            Space::View,
            format!("an automation works on it: `automation on {name} -> …`"),
        ),
        _ => return None,
    };
    if source.model.is_some() {
        return None;
    }
    let loc = item.loc(source.name.span);
    let finding = names.missing(&[space], space.noun(), name, loc)?;
    Some(finding.hint(hint))
}

/// Reads a translation of a slice.
pub(super) fn translation(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    written: &ast::Translation,
) -> Option<TranslationId> {
    let own = written.source.model.is_none();
    if own && pass.names.events.contains_key(&written.source.name.text) {
        let loc = item.loc(written.source.span());
        let finding = rules::translation_of_own(loc, &written.source.name.text);
        pass.findings.push(finding);
        return None;
    }
    let event = outside_event(pass.names, &item, &written.source, pass.findings)?;
    let root = Root::Reaction {
        on: AutomationSource::Event(EventRef::Plain(event)),
        result: None,
    };
    no_outcomes(pass, item, &written.target);
    let (name, fields) = (&written.target.name, &written.target.fields);
    let command = given(pass, item, root, None, name, fields)?;
    Some(pass.model.translations.push(Translation {
        event,
        command,
        loc: item.loc(written.span),
    }))
}

/// An event that arrives: of an external system, or of an imported model.
pub(super) fn outside_event(
    names: &Names,
    item: &ItemRef<'_>,
    source: &ast::Path,
    findings: &mut Vec<Diagnostic>,
) -> Option<EventId> {
    let imported = |model: &ast::Name| names.imports.contains_key(&model.text);
    if source.model.as_ref().is_some_and(imported) {
        return match names.event(item, source, findings)? {
            EventRef::Plain(event) => Some(event),
            EventRef::Act(..) => None,
        };
    }
    names.outside(&names.reported, "event", item, source, findings)
}

fn target(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    on: AutomationSource,
    held: Option<&Expr>,
    written: &ast::Target,
) -> Option<AutomationTarget> {
    let outside = |name: &ast::Name| pass.names.systems.contains_key(&name.text);
    let path = &written.name;
    let called = |(_, name): &(SystemId, String)| *name == path.name.text;
    if path.model.is_none()
        && !pass.names.commands.contains_key(&path.name.text)
        && pass.names.calls.keys().any(called)
    {
        let names = pass.names;
        names.outside(&names.calls, "call", &item, path, pass.findings);
        return None;
    }
    if !written.name.model.as_ref().is_some_and(outside) {
        no_outcomes(pass, item, written);
        let root = Root::Reaction { on, result: None };
        return given(pass, item, root, held, &written.name, &written.fields)
            .map(AutomationTarget::Command);
    }
    let names = pass.names;
    let call = names.outside(&names.calls, "call", &item, &written.name, pass.findings)?;
    let mut typer = pass.typer(item, Root::Reaction { on, result: None });
    let model = typer.model;
    let fields = &model.calls[call].fields;
    let told = typer.while_holding(held, |typer| {
        let owner = Owner::Call(call);
        typer.assigned(owner, fields, &written.fields, |typer, init, field| {
            typer.init_of(init, &field.ty)
        })
    });
    typer.needs(fields, 0, &written.name, &written.fields);
    let told = typer.all_of(fields, &told, &written.name);
    let outcomes = outcomes(pass, item, on, call, written);
    Some(AutomationTarget::Call {
        call,
        fields: told?,
        outcomes: outcomes?,
    })
}

/// The command of each answer, in the order of the answers.
fn outcomes(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    on: AutomationSource,
    call: CallId,
    written: &ast::Target,
) -> Option<Vec<GivenCommand>> {
    let known: Vec<String> = pass.model.calls[call]
        .outcomes
        .iter()
        .map(|outcome| outcome.name.text.clone())
        .collect();
    let mut found: Vec<Option<GivenCommand>> = known.iter().map(|_| None).collect();
    let mut answered = vec![false; known.len()];
    let mut all_known = true;
    for arm in &written.outcomes {
        let loc = item.loc(arm.outcome.span);
        let at = known.iter().position(|name| *name == arm.outcome.text);
        let Some((at, seen)) = at.and_then(|at| answered.get_mut(at).map(|seen| (at, seen))) else {
            let near = nearest(&arm.outcome.text, known.iter());
            let of = &written.name.name.text;
            let finding = rules::no_such_outcome(loc, of, &arm.outcome.text, near);
            pass.findings.push(finding);
            all_known = false;
            continue;
        };
        if *seen {
            pass.findings
                .push(rules::given_twice(loc, &arm.outcome.text));
            continue;
        }
        *seen = true;
        let result = Some((call, at));
        // The answer comes later, when what the automation began with may be different.
        let root = Root::Reaction { on, result };
        let command = given(pass, item, root, None, &arm.command, &arm.fields);
        if let Some(place) = found.get_mut(at) {
            *place = command;
        }
    }
    let open: Vec<&str> = known
        .iter()
        .zip(&answered)
        .filter(|(_, seen)| !**seen)
        .map(|(name, _)| name.as_str())
        .collect();
    // An answer that there is not is told, and may be the one that is missed.
    if !open.is_empty() && all_known && !item.faulty {
        let loc = item.loc(written.name.span());
        let some = !written.outcomes.is_empty();
        let finding = rules::outcome_left_open(loc, &written.name.name.text, &open, some);
        pass.findings.push(finding);
    }
    found.into_iter().collect()
}

/// Answers have calls only. What is neither a command nor a call is told by itself.
fn no_outcomes(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &ast::Target) {
    let path = &written.name;
    let is_command = path.model.is_none() && pass.names.commands.contains_key(&path.name.text);
    if let Some(arm) = written.outcomes.first().filter(|_| is_command) {
        let finding = rules::outcomes_of_a_command(item.loc(arm.span), &written.name.name.text);
        pass.findings.push(finding);
    }
}

/// A command with the values that it is given, while `held` holds; what it needs must be there.
fn given(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    root: Root,
    held: Option<&Expr>,
    name: &ast::Path,
    inits: &[ast::FieldInit],
) -> Option<GivenCommand> {
    if name.model.is_none()
        && !pass.names.commands.contains_key(&name.name.text)
        && let Some(event) = pass.names.events.get(&name.name.text)
    {
        let commands = pass.model.commands_of(*event);
        let finding = rules::event_as_target(item.loc(name.span()), &name.name.text, &commands);
        pass.findings.push(finding);
        return None;
    }
    let command = pass.names.command(&item, name, pass.findings)?;
    let mut typer = pass.typer(item, root);
    if let Some(held) = held {
        typer.shown.learn(held);
    }
    match command {
        CommandRef::Plain(id) => {
            let model = typer.model;
            let wanted = &model.commands[id];
            let owner = Owner::PlainCommand(id);
            let given = typer.assigned(owner, &wanted.fields, inits, |typer, init, field| {
                typer.init_of(init, &field.ty)
            });
            let drawn = wanted.new
                && wanted
                    .aggregate
                    .is_some_and(|aggregate| model.aggregates[aggregate].key_generated);
            typer.needs(&wanted.fields, usize::from(drawn), name, inits);
            Some(GivenCommand {
                command,
                subject: None,
                fields: given,
            })
        }
        CommandRef::Act(kind, step) => {
            let model = typer.model;
            let (subject, rest) = typer.about(kind, inits);
            let fields = typer.payload(kind, step, &rest).fields;
            let makes = model.kinds[kind].product.new && step == Step::Base(Act::Request);
            if subject.is_none() && !makes {
                let subject_name = model.entities[model.kinds[kind].product.entity].subject();
                let loc = item.loc(name.span());
                let what = format!("`{}`", name.name.text);
                let finding = rules::missing_fields(loc, &what, &[subject_name.as_str()]);
                typer.report(finding);
                return None;
            }
            let payload = model.kinds[kind].act(step).map(|act| &act.payload);
            let missing: Vec<&str> = payload
                .into_iter()
                .flatten()
                .filter(|field| {
                    let optional = matches!(field.ty, Type::Optional(_)) || field.default.is_some();
                    let filled = matches!(field.origin, PayloadOrigin::FilledIn(_));
                    !optional
                        && !filled
                        && !inits.iter().any(|init| init.name.text == field.name.text)
                })
                .map(|field| field.name.text.as_str())
                .collect();
            // A name that is no field is told, and may be the one that is missed.
            let known = |init: &ast::FieldInit| {
                let mut fields = payload.into_iter().flatten();
                fields.any(|field| field.name.text == init.name.text)
            };
            if !missing.is_empty() && !item.faulty && rest.iter().all(known) {
                let loc = item.loc(name.span());
                let what = format!("`{}`", name.name.text);
                typer.report(rules::missing_fields(loc, &what, &missing));
            }
            Some(GivenCommand {
                command,
                subject: subject.filter(|subject| subject.ty != Type::Error),
                fields,
            })
        }
    }
}

impl Typer<'_> {
    /// A moment or a day.
    fn moment(&mut self, written: &ast::Expr) -> Expr {
        let value = self.infer(written, None);
        match value.ty {
            Type::DateTime | Type::Date | Type::Error => value,
            Type::Optional(ref inner) if **inner == Type::Date => self.fit(value, &Type::Date),
            _ => self.fit(value, &Type::DateTime),
        }
    }

    /// `result.x`
    pub(super) fn result_member(&mut self, name: &ast::Name, span: Span) -> Option<Head> {
        let Root::Reaction {
            result: Some((call, outcome)),
            ..
        } = self.root
        else {
            return None;
        };
        let fields = &self.model.calls[call].outcomes.get(outcome)?.fields;
        let found = fields
            .iter()
            .enumerate()
            .find(|(_, field)| field.name.text == name.text);
        match found {
            Some((at, field)) => {
                let kind = ExprKind::ResultField(at);
                Some(Head::Value(self.expr(kind, field.ty.clone(), span)))
            }
            None => {
                self.lacks(Owner::Outcome(call, outcome), name);
                None
            }
        }
    }
}
