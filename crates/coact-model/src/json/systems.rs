//! External systems, automations over views and events, translations.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::{Assignment, Scope};
use super::types::Field;
use super::words::text;
use crate::model::{self, AutomationSource, AutomationTarget, CommandRef, EventRef, Model};

/// A system outside the scope of interest.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct System {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// What it reports.
    pub(super) events: Vec<Reported>,
    /// What it can be asked to do.
    pub(super) calls: Vec<Call>,
}

/// What an external system reports.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Reported {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) fields: Vec<Field>,
}

/// What an external system can be asked to do.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Call {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// What it is told.
    pub(super) fields: Vec<Field>,
    /// What it may answer.
    pub(super) outcomes: Vec<Reported>,
}

/// What is done without a person about each row of a view, or about an event.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Automation {
    /// The view; each of its rows is a thing to do.
    pub(super) view: Option<String>,
    /// The event.
    pub(super) event: Option<String>,
    /// Only where this holds; an expression.
    pub(super) filter: Option<String>,
    /// Not before; an expression.
    pub(super) due: Option<String>,
    /// The call of an external system, where it is one.
    pub(super) call: Option<CallOf>,
    /// The command, or the command for each answer of the call.
    pub(super) commands: Vec<Given>,
}

/// A call with its values.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct CallOf {
    pub(super) system: String,
    pub(super) name: String,
    pub(super) fields: Vec<Assignment>,
}

/// A command with its values.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Given {
    /// The answer that it follows.
    pub(super) after: Option<String>,
    pub(super) command: String,
    /// The entity that it is about, an expression.
    pub(super) subject: Option<String>,
    pub(super) fields: Vec<Assignment>,
}

/// What an event from outside becomes.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Translation {
    /// The external system that reports it; none where it is an event of another model.
    pub(super) system: Option<String>,
    pub(super) event: String,
    pub(super) command: Given,
}

impl System {
    pub(super) fn of(model: &Model, system: &model::System) -> Self {
        Self {
            name: text(&system.name),
            doc: system.doc.clone(),
            events: system
                .events
                .iter()
                .map(|id| Reported {
                    name: text(&model.events[*id].name),
                    doc: model.events[*id].doc.clone(),
                    fields: Field::all(model, &model.events[*id].fields),
                })
                .collect(),
            calls: system
                .calls
                .iter()
                .map(|id| {
                    let call = &model.calls[*id];
                    Call {
                        name: text(&call.name),
                        doc: call.doc.clone(),
                        fields: Field::all(model, &call.fields),
                        outcomes: call
                            .outcomes
                            .iter()
                            .map(|outcome| Reported {
                                name: text(&outcome.name),
                                doc: None,
                                fields: Field::all(model, &outcome.fields),
                            })
                            .collect(),
                    }
                })
                .collect(),
        }
    }
}

impl Automation {
    pub(super) fn of(model: &Model, automation: &model::Automation) -> Self {
        let (scope, view, event) = match automation.source {
            AutomationSource::View(id) => {
                let view = &model.views[id];
                let scope = Scope::of(model).of_rows(&view.fields);
                (scope, Some(text(&view.name)), None)
            }
            AutomationSource::Event(event) => {
                let name = model.event_name(event).to_owned();
                (Scope::of(model).of_event(event), None, Some(name))
            }
        };
        let (call, commands) = match &automation.target {
            AutomationTarget::Command(given) => (None, vec![Given::of(model, &scope, given)]),
            AutomationTarget::Call {
                call,
                fields,
                outcomes,
            } => {
                let found = &model.calls[*call];
                let fields: Vec<(usize, model::Expr)> =
                    fields.iter().cloned().enumerate().collect();
                let commands = found.outcomes.iter().zip(outcomes).enumerate();
                let commands = commands.map(|(at, (outcome, given))| Given {
                    after: Some(text(&outcome.name)),
                    ..Given::of(model, &scope.of_result(*call, at), given)
                });
                let of = CallOf {
                    system: text(&model.systems[found.system].name),
                    name: text(&found.name),
                    fields: scope.fields(&found.fields, &fields),
                };
                (Some(of), commands.collect())
            }
        };
        Self {
            view,
            event,
            filter: automation.filter.as_ref().map(|it| scope.text(it)),
            due: automation.due.as_ref().map(|it| scope.text(it)),
            call,
            commands,
        }
    }
}

impl Translation {
    pub(super) fn of(model: &Model, translation: &model::Translation) -> Self {
        let event = &model.events[translation.event];
        let scope = Scope::of(model).of_event(EventRef::Plain(translation.event));
        let system = event.system.map(|id| text(&model.systems[id].name));
        Self {
            system,
            event: text(&event.name),
            command: Given::of(model, &scope, &translation.command),
        }
    }
}

impl Given {
    fn of(model: &Model, scope: &Scope<'_>, given: &model::GivenCommand) -> Self {
        let fields = match given.command {
            CommandRef::Act(kind, step) => scope.payload((kind, step), &given.fields),
            CommandRef::Plain(id) => scope.fields(&model.commands[id].fields, &given.fields),
        };
        Self {
            after: None,
            command: model.command_name(given.command).to_owned(),
            subject: given.subject.as_ref().map(|subject| scope.text(subject)),
            fields,
        }
    }
}
