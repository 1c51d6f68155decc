//! What plain commands do, and what plain events do to the state of their aggregate.

use coact_syntax::ast::{self, ItemKind, RowVerb};

use super::super::cx::{Element, ItemRef, sentence};
use super::describe::explained;
use super::gaps::Shown;
use super::missing::Owner;
use super::pass::Pass;
use super::payload::bare;
use super::scope::Root;
use super::typer::Typer;
use super::views::{Target, check_values as check_sets};
use crate::model::{
    CommandId, CommandRef, Emission, EventId, EventRef, Expr, ExprKind, Field, Ident, Otherwise,
    Reads, Requirement, Type,
};
use crate::rules;

/// Reads all commands in the order of the texts, and then what their events do.
pub(super) fn aggregates(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    for item in items {
        match (&item.item.kind, pass.names.item(item)) {
            (ItemKind::Command(written), _) => command(pass, *item, written),
            (ItemKind::Aggregate(written), Some(Element::Aggregate(_))) => {
                for member in &written.members {
                    if let ast::AggregateMember::Command(written) = member {
                        command(pass, *item, written);
                    }
                }
            }
            _ => {}
        }
    }
    for item in items {
        let (ItemKind::Aggregate(written), Some(Element::Aggregate(_))) =
            (&item.item.kind, pass.names.item(item))
        else {
            continue;
        };
        for member in &written.members {
            if let ast::AggregateMember::Event(written) = member {
                applied(pass, *item, written);
            }
        }
    }
}

fn applied(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &ast::AppliedEvent) {
    let Some(EventRef::Plain(id)) = pass.names.events.get(&written.name.text).copied() else {
        return;
    };
    let event = &pass.model.events[id];
    // The second of two that share a name is reported.
    let Some(aggregate) = event
        .aggregate
        .filter(|_| event.name.loc == item.loc(written.name.span))
    else {
        return;
    };
    let mut typer = pass.typer(item, Root::Apply(id));
    let target = Target::State(aggregate);
    let sets = typer.sets(target, RowVerb::Update, written.name.span, &written.apply);
    check_sets(pass, EventRef::Plain(id), Shown::default(), &sets);
    pass.model.events[id].apply = sets;
}

fn command(pass: &mut Pass<'_>, item: ItemRef<'_>, written: &ast::CommandItem) {
    let Some(CommandRef::Plain(id)) = pass.names.commands.get(&written.name.text).copied() else {
        return;
    };
    if pass.model.commands[id].name.loc != item.loc(written.name.span) {
        return;
    }
    for member in &written.members {
        match member {
            ast::CommandMember::Reads(written) => reads(pass, item, id, written),
            ast::CommandMember::Requires(written) => requires(pass, item, id, written),
            ast::CommandMember::Emits(written) => {
                if let Some(emission) = emission(pass, item, id, written) {
                    pass.model.commands[id].emits.push(emission);
                }
            }
            ast::CommandMember::Otherwise(written, span) => {
                if pass.model.commands[id].otherwise.is_some() {
                    let finding = rules::otherwise_twice(item.loc(*span));
                    pass.findings.push(finding);
                    continue;
                }
                let otherwise = match written {
                    None => Some(Otherwise::Nothing(item.loc(*span))),
                    Some(written) => emission(pass, item, id, written).map(Otherwise::Emits),
                };
                pass.model.commands[id].otherwise = otherwise;
            }
            ast::CommandMember::Broken(_) => {}
        }
    }
    check_values(pass, id);
    let emits = |member: &ast::CommandMember| {
        !matches!(
            member,
            ast::CommandMember::Reads(_) | ast::CommandMember::Requires(_)
        )
    };
    if !written.members.iter().any(emits) && !item.faulty {
        let loc = item.loc(written.name.span);
        let finding = rules::command_without_effect(loc, &written.name.text);
        pass.findings.push(finding);
    }
}

/// What events are told must be there. The bounds of the command and all that it requires have held before.
fn check_values(pass: &mut Pass<'_>, id: CommandId) {
    let command = pass.model.commands[id].clone();
    let fields = command.fields.iter();
    let bounded = fields.map(|field| (&field.ty, field.bounds.as_slice()));
    let mut required = Shown::fields(ExprKind::CommandField, bounded, command.name.loc);
    for requirement in &command.requires {
        required.learn(&requirement.condition);
    }
    let otherwise = match &command.otherwise {
        Some(Otherwise::Emits(emission)) => Some(emission),
        _ => None,
    };
    let keys = command.reads.iter().map(|reads| &reads.key);
    for key in keys {
        pass.needs_value(key, &required);
    }
    for emission in command.emits.iter().chain(otherwise) {
        let mut shown = required.clone();
        if let Some(condition) = &emission.when {
            shown.learn(condition);
        }
        let lists = emission.each.iter().map(|(_, list)| list);
        for value in lists.chain(&emission.fields) {
            pass.needs_value(value, &shown);
        }
    }
}

fn reads(pass: &mut Pass<'_>, item: ItemRef<'_>, id: CommandId, written: &ast::ReadsClause) {
    let name = item.ident(&written.name);
    if is_taken(pass, id, &name) {
        return;
    }
    let Some(view) = pass.names.view(&item, &written.view, pass.findings) else {
        return;
    };
    let fields = pass.model.views[view].fields.iter();
    let keys: Vec<&Field> = fields.filter(|field| field.key).collect();
    let names: Vec<&str> = keys.iter().map(|key| key.name.text.as_str()).collect();
    let (loc, of) = (item.loc(written.span), &written.view.name.text);
    let (key_field, written_key) = match (keys.as_slice(), written.keys.as_slice()) {
        ([], _) => return,
        ([key], [written]) => ((*key).clone(), written),
        ([_], several) => {
            let finding = rules::key_count(loc, of, &names, several.len());
            pass.findings.push(finding);
            return;
        }
        _ => {
            let finding = rules::reads_by_one_key(loc, of, &names);
            pass.findings.push(finding);
            return;
        }
    };
    let mut typer = pass.typer(item, Root::Command(id));
    let key = typer.through_list(written_key);
    let (key, many) = match key.ty.clone() {
        Type::Error => return,
        Type::List(element) => {
            if !typer.converts(&element, &key_field.ty) {
                let wanted = explained(typer.model, &key_field.ty);
                let found = explained(typer.model, &element);
                let finding = rules::type_mismatch(key.loc, &wanted, &found);
                typer.report(finding);
                return;
            }
            (key, true)
        }
        _ => (typer.fit(key, &key_field.ty), false),
    };
    if key.ty == Type::Error {
        return;
    }
    pass.model.commands[id].reads.push(Reads {
        name,
        view,
        key,
        many,
    });
}

/// Whether a name that a command introduces means something there already; reports it.
fn is_taken(pass: &mut Pass<'_>, id: CommandId, name: &Ident) -> bool {
    let command = &pass.model.commands[id];
    let state = command
        .aggregate
        .map(|aggregate| &pass.model.aggregates[aggregate].state);
    let fields = command.fields.iter().chain(state.into_iter().flatten());
    let first = fields
        .map(|field| (&field.name, "field"))
        .chain(command.reads.iter().map(|reads| (&reads.name, "read")))
        .find(|(known, _)| known.text == name.text)
        .map(|(known, noun)| (known.loc, noun));
    let Some((first, noun)) = first else {
        return false;
    };
    let finding = rules::duplicate_name(name.loc, "read", &name.text, first, noun);
    pass.findings.push(finding);
    true
}

/// A typer for what follows in a command where all that it requires so far has held.
fn required<'t>(pass: &'t mut Pass<'_>, item: ItemRef<'t>, id: CommandId) -> Typer<'t> {
    let mut shown = Shown::default();
    for requirement in &pass.model.commands[id].requires {
        shown.learn(&requirement.condition);
    }
    let mut typer = pass.typer(item, Root::Command(id));
    typer.shown = shown;
    typer
}

fn requires(pass: &mut Pass<'_>, item: ItemRef<'_>, id: CommandId, written: &ast::RequiresClause) {
    let name = item.ident(&written.name);
    let condition = required(pass, item, id).condition(&written.condition);
    let known = &pass.model.commands[id].requires;
    if let Some(first) = known.iter().find(|known| known.name.text == name.text) {
        let (noun, first) = ("requirement", first.name.loc);
        let finding = rules::duplicate_name(name.loc, noun, &name.text, first, noun);
        pass.findings.push(finding);
        return;
    }
    if condition.ty != Type::Error {
        pass.model.commands[id].requires.push(Requirement {
            name,
            sentence: sentence(&written.sentence),
            condition,
        });
    }
}

fn emission(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    id: CommandId,
    written: &ast::EmitsClause,
) -> Option<Emission> {
    let loc = item.loc(written.event.span());
    let event = match pass.names.event(&item, &written.event, pass.findings)? {
        EventRef::Plain(event) => event,
        EventRef::Act(kind, _) => {
            let kind = &pass.model.kinds[kind].name.text;
            let finding = rules::emits_an_act(loc, &written.event.name.text, kind);
            pass.findings.push(finding);
            return None;
        }
    };
    if pass.model.events[event].imported.is_some() {
        let name = &pass.model.events[event].name.text;
        pass.findings.push(rules::records_a_lent_event(loc, name));
        return None;
    }
    let owner = pass.model.events[event].aggregate;
    if let Some(owner) = owner.filter(|_| owner != pass.model.commands[id].aggregate) {
        let owner = &pass.model.aggregates[owner].name;
        let finding = rules::event_of_another(loc, &written.event.name.text, owner);
        pass.findings.push(finding);
        return None;
    }
    let mut typer = required(pass, item, id);
    let each = match &written.each {
        None => None,
        Some((name, list)) => typer.each(name, list),
    };
    let when = written.when.as_ref().map(|when| typer.condition(when));
    let given = typer.while_holding(&when, |typer| {
        typer.given_to(event, written.fields.as_deref().unwrap_or_default())
    });
    if written.each.is_some() && each.is_none() {
        return None;
    }
    let fields = complete(pass, item, event, written, given)?;
    Some(Emission {
        each,
        event,
        fields,
        when: when.filter(|when| when.ty != Type::Error),
        loc,
    })
}

/// One value per field of the event, in order. The first command that emits an event whose fields nobody
/// declares tells their types.
fn complete(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    event: EventId,
    written: &ast::EmitsClause,
    given: Vec<(usize, Expr)>,
) -> Option<Vec<Expr>> {
    for (at, value) in &given {
        if let Some(field) = pass.model.events[event].fields.get_mut(*at)
            && field.ty == Type::Error
        {
            field.ty = value.ty.clone();
        }
    }
    let mut typer = pass.typer(item, Root::Constant);
    let model = typer.model;
    let found = &model.events[event];
    let inits = written.fields.as_deref().unwrap_or_default();
    let keys = usize::from(found.aggregate.is_some());
    typer.needs(&found.fields, keys, &written.event, inits);
    typer.all_of(&found.fields, &given, &written.event)
}

impl Typer<'_> {
    /// The values that a command gives to an event, its key included.
    fn given_to(&mut self, event: EventId, inits: &[ast::FieldInit]) -> Vec<(usize, Expr)> {
        let model = self.model;
        let found = &model.events[event];
        let owner = Owner::PlainEvent(event);
        let mut given = self.assigned(owner, &found.fields, inits, |typer, init, field| {
            // The first command that emits it tells the type.
            match (&field.ty, &init.value) {
                (Type::Error, Some(value)) => typer.infer(value, None),
                (Type::Error, None) => typer.infer(&bare(&init.name), None),
                (ty, _) => typer.init_of(init, ty),
            }
        });
        if let (Some(_), Some(key)) = (found.aggregate, found.fields.first()) {
            // The key is that of the aggregate, whatever is written.
            if let Some(init) = inits.iter().find(|init| init.name.text == key.name.text) {
                let loc = self.loc(init.name.span);
                self.report(rules::key_is_given(loc, &init.name.text));
                given.retain(|(at, _)| *at != 0);
            }
            let span = self.item.item.span;
            given.push((
                0,
                self.expr(ExprKind::CommandField(0), key.ty.clone(), span),
            ));
        }
        given
    }
}
