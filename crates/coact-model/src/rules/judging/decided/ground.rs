//! Where the conditions of a model stand, and what is given there.

use super::{Given, How, Of, Place, Walk};
use crate::ctp::{Act, Status, next, statuses};
use crate::json::Scope;
use crate::model::{
    ActionRule, AutomationSource, AutomationTarget, Command, CommandId, Each, EntityId, Expr,
    GivenCommand, LawBody, Model, Response, RowSet,
};

/// Goes through all of them.
pub(super) fn all(walk: &mut Walk, model: &Model) {
    entities(walk, model);
    acts(walk, model);
    for rule in model.rules.values() {
        self::rule(walk, model, rule);
    }
    for (id, command) in model.commands.iter() {
        self::command(walk, model, id, command);
    }
    systems(walk, model);
    views(walk, model);
}

const fn plain(model: &Model) -> Place<'_> {
    Place::plain(model, Scope::of(model))
}

fn entities(walk: &mut Walk, model: &Model) {
    let place = plain(model);
    for entity in model.entities.values() {
        let keeping = Place {
            keeps: true,
            ..place
        };
        for derived in &entity.derived {
            walk.value(&keeping, &derived.value, &[]);
        }
        for law in &entity.laws {
            if let LawBody::Condition(condition) = &law.body {
                walk.condition(&place, condition, &[], &Of::Condition);
            }
        }
    }
}

fn acts(walk: &mut Walk, model: &Model) {
    for (id, kind) in model.kinds.iter() {
        let place = Place {
            scope: Scope::of(model).in_kind(id),
            ..plain(model)
        };
        for due in kind.acts.iter().filter_map(|act| act.due.as_ref()) {
            walk.value(&place, due, &[]);
        }
    }
    for link in model.links.values() {
        let place = Place {
            scope: Scope::of(model).in_kind(link.source.0),
            ..plain(model)
        };
        let payload = link.payload.iter().map(|(_, value)| value);
        for value in payload.chain(&link.subject).chain(&link.key) {
            walk.value(&place, value, &[]);
        }
    }
}

/// The states in which a rule has something to say: its facts stand, and one of its acts may be performed.
pub(in super::super) fn states(model: &Model, rule: &ActionRule) -> Vec<Status> {
    let kind = &model.kinds[rule.kind];
    let tacit = kind.is_tacit(Act::Execute);
    let own = |response: &&Response| response.kind == rule.kind;
    let all = || rule.then.iter().chain(&rule.otherwise);
    let only_own = all().all(|response| own(&response));
    let whiles = || rule.while_.iter().filter(|(kind, _)| *kind == rule.kind);
    let may = |status: &Status| {
        all().any(|response| {
            next(model.profile, kind.pattern, tacit, *status, response.step).is_some()
        })
    };
    statuses(model.profile, kind.pattern)
        .iter()
        .copied()
        .filter(|status| stands(*status, rule.on))
        .filter(|status| whiles().all(|(_, fact)| stands(*status, *fact)))
        .filter(|status| !only_own || may(status))
        .collect()
}

/// Whether a fact may stand in a state; what became of a settled revocation is history, which no state tells.
fn stands(status: Status, fact: crate::ctp::FactWord) -> bool {
    use coact_syntax::ast::Outcome;
    matches!(
        fact,
        crate::ctp::FactWord::Revocation(_, Outcome::Allowed | Outcome::Refused)
    ) || status.stands(fact)
}

/// What the laws of an entity keep from failing.
pub(in super::super) fn laws(model: &Model, entity: EntityId) -> Vec<Given<'_>> {
    let laws = model.entities[entity].laws.iter();
    laws.filter_map(|law| match &law.body {
        LawBody::Condition(condition) => Some(Given::new(
            condition,
            How::MayHold,
            format!("the law `{}`", law.name.text),
        )),
        _ => None,
    })
    .collect()
}

fn rule<'m>(walk: &mut Walk, model: &'m Model, rule: &'m ActionRule) {
    let states = states(model, rule);
    let place = Place {
        scope: Scope::of(model).in_kind(rule.kind),
        states: (!states.is_empty()).then_some((rule.kind, states.as_slice())),
        ..plain(model)
    };
    let laws = laws(model, model.kinds[rule.kind].product.entity);
    let mut given = laws.clone();
    for assessment in &rule.assessments {
        let name = &assessment.name.text;
        let of = Of::Assessment(name.clone());
        walk.condition(&place, &assessment.condition, &given, &of);
        given.push(Given::holds(
            &assessment.condition,
            format!("`{name}` holds before"),
        ));
    }
    for (responses, given) in [(&rule.then, &given), (&rule.otherwise, &laws)] {
        for response in responses {
            let mut given = given.clone();
            if let Some(condition) = &response.condition {
                walk.condition(&place, condition, &given, &Of::Condition);
                given.push(Given::holds(condition, "holds here"));
            }
            let lists = response.each.iter().map(|(_, list)| list);
            let payload = response.payload.iter().map(|(_, value)| value);
            let all = lists.chain(payload).chain(&response.subject);
            for value in all.chain(&response.key) {
                walk.value(&place, value, &given);
            }
        }
    }
}

/// What a command has seen to hold before it records anything.
pub(in super::super) fn required(command: &Command) -> Vec<Given<'_>> {
    let requires = command.requires.iter();
    requires
        .map(|it| {
            Given::holds(
                &it.condition,
                format!("`{}` is required before", it.name.text),
            )
        })
        .collect()
}

/// Where the conditions of a command stand.
pub(in super::super) fn of_command(model: &Model, id: CommandId) -> Place<'_> {
    let aggregate = model.commands[id].aggregate;
    let state = aggregate.map_or(&[][..], |it| model.aggregates[it].state.as_slice());
    Place {
        scope: Scope::of(model).of_command(id).of_state(state),
        command: Some(id),
        ..plain(model)
    }
}

fn command<'m>(walk: &mut Walk, model: &'m Model, id: CommandId, command: &'m Command) {
    let place = of_command(model, id);
    for reads in &command.reads {
        walk.value(&place, &reads.key, &[]);
    }
    let given = required(command);
    for (at, requirement) in command.requires.iter().enumerate() {
        let before = given.get(..at).unwrap_or_default();
        walk.condition(&place, &requirement.condition, before, &Of::Condition);
    }
    for emission in command.emissions() {
        let mut given = given.clone();
        if let Some((_, list)) = &emission.each {
            walk.value(&place, list, &given);
        }
        if let Some(when) = &emission.when {
            walk.condition(&place, when, &given, &Of::Condition);
            given.push(Given::holds(when, "recorded only where this holds"));
        }
        for value in &emission.fields {
            walk.value(&place, value, &given);
        }
    }
}

fn systems(walk: &mut Walk, model: &Model) {
    for automation in model.automations.values() {
        let scope = match automation.source {
            AutomationSource::View(view) => Scope::of(model).of_rows(&model.views[view].fields),
            AutomationSource::Event(event) => Scope::of(model).of_event(event),
        };
        let place = Place {
            scope,
            ..plain(model)
        };
        let mut given = Vec::new();
        if let Some(filter) = &automation.filter {
            walk.condition(&place, filter, &[], &Of::Condition);
            given.push(Given::holds(filter, "only where this holds"));
        }
        if let Some(due) = &automation.due {
            walk.value(&place, due, &given);
        }
        match &automation.target {
            AutomationTarget::Command(command) => given_command(walk, &place, command, &given),
            AutomationTarget::Call {
                call,
                fields,
                outcomes,
            } => {
                for value in fields {
                    walk.value(&place, value, &given);
                }
                for (at, command) in outcomes.iter().enumerate() {
                    let scope = place.scope.of_result(*call, at);
                    let place = Place { scope, ..place };
                    given_command(walk, &place, command, &given);
                }
            }
        }
    }
    for translation in model.translations.values() {
        let event = crate::model::EventRef::Plain(translation.event);
        let place = Place {
            scope: Scope::of(model).of_event(event),
            ..plain(model)
        };
        given_command(walk, &place, &translation.command, &[]);
    }
}

fn given_command<'m>(
    walk: &mut Walk,
    place: &Place<'m>,
    command: &'m GivenCommand,
    given: &[Given<'m>],
) {
    for value in command.expressions() {
        walk.value(place, value, given);
    }
}

fn views(walk: &mut Walk, model: &Model) {
    for event in model.events.iter() {
        let (id, event) = event;
        let state = event
            .aggregate
            .map_or(&[][..], |it| model.aggregates[it].state.as_slice());
        let place = Place {
            scope: Scope::of(model)
                .of_event(crate::model::EventRef::Plain(id))
                .of_state(state),
            ..plain(model)
        };
        row_sets(walk, &place, &event.apply);
    }
    for view in model.views.values().filter(|view| view.imported.is_none()) {
        for handler in &view.handlers {
            let place = Place {
                scope: Scope::of(model).of_event(handler.on).of_rows(&view.fields),
                keeps: true,
                ..plain(model)
            };
            match &handler.each {
                Some(Each::Rows(condition)) => {
                    walk.condition(&place, condition, &[], &Of::Condition);
                }
                Some(Each::In(_, list)) => walk.value(&place, list, &[]),
                None => {}
            }
            for value in &handler.route {
                walk.value(&place, value, &[]);
            }
            row_sets(walk, &place, &handler.sets);
        }
    }
    for query in model.queries.values() {
        let fields = &model.views[query.view].fields;
        let place = Place {
            scope: Scope::of(model).of_rows(fields),
            keeps: true,
            ..plain(model)
        };
        if let Some(filter) = &query.filter {
            walk.condition(&place, filter, &[], &Of::Condition);
        }
        let keys = query.order.iter().map(|(key, _)| key);
        for key in keys {
            walk.value(&place, key, &[]);
        }
    }
}

fn row_sets<'m>(walk: &mut Walk, place: &Place<'m>, sets: &'m [RowSet]) {
    for set in sets {
        let (key, values): (Option<&Expr>, Vec<&Expr>) = match set {
            RowSet::Field(_, value) => (None, vec![value]),
            RowSet::Element { key, sets, .. } => {
                (key.as_ref(), sets.iter().map(|(_, value)| value).collect())
            }
        };
        for value in key.into_iter().chain(values) {
            walk.value(place, value, &[]);
        }
    }
}
