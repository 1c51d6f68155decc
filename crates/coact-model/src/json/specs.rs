//! Specs.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::{Assignment, Scope};
use super::words::{self, text};
use crate::ctp::Step;
use crate::model::{
    self, Binding, ConstantId, Expect, ExprKind, Field, KindId, List, Model, RowSource, SpecField,
    SpecStepKind,
};

/// An executable example.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Spec {
    pub(super) title: String,
    pub(super) doc: Option<String>,
    /// The titles of the story and slice it stands in.
    pub(super) path: Vec<String>,
    /// Constants that only it may name.
    pub(super) definitions: Vec<Definition>,
    /// The constants it uses, each before its uses; else in the order of their names.
    #[serde(default)]
    pub(super) constants: Vec<Constant>,
    pub(super) steps: Vec<SpecStep>,
}

/// A constant or example as it is declared.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Definition {
    pub(super) name: String,
    /// Whether it is an example of its type.
    pub(super) example: bool,
    /// Its type, where the model states it.
    #[serde(rename = "type")]
    pub(super) ty: Option<String>,
    /// Its value, an expression, where the model gives one.
    pub(super) value: Option<String>,
}

/// A constant of a spec.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Constant {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
    pub(super) origin: Origin,
    /// Its value, an expression, where the model gives one.
    pub(super) value: Option<String>,
}

/// Where the value of a constant comes from.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum Origin {
    /// The model.
    Value,
    /// Drawn: distinct from every other, the same in every run.
    Generated,
    /// The first `then` that produces it.
    Produced,
}

/// A step of a spec.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(tag = "step", rename_all = "snake_case")]
pub(super) enum SpecStep {
    /// The clock from here on.
    Now {
        /// An expression.
        value: String,
    },
    /// What the host answers from here on.
    Lookup {
        /// The look-up.
        name: String,
        /// Expressions.
        arguments: Vec<String>,
        /// An expression.
        answer: String,
    },
    /// What an external system answers from here on when it is called.
    Answer {
        /// The system.
        system: String,
        /// What it is called for.
        call: String,
        /// The outcome.
        outcome: String,
        /// The fields that the model gives.
        fields: Vec<Assignment>,
    },
    /// An event of the history.
    Given {
        /// The name of the event.
        event: String,
        #[serde(flatten)]
        act: Act,
        /// Whether it need not be legal.
        unchecked: bool,
    },
    /// A command, with what follows from it tacitly.
    When {
        /// The name of the command.
        command: String,
        #[serde(flatten)]
        act: Act,
    },
    /// A plain event of the history.
    GivenEvent {
        /// The name of the event.
        event: String,
        /// The fields that the model gives.
        fields: Vec<Assignment>,
        /// Who gave its command, an expression.
        by: Option<String>,
        /// Whether it need not be legal.
        unchecked: bool,
    },
    /// A plain command.
    WhenCommand {
        /// The name of the command.
        command: String,
        /// The fields that the model gives.
        fields: Vec<Assignment>,
        /// Who gives it, an expression.
        by: Option<String>,
    },
    /// An event arrives from outside, and its translations give their commands.
    Arrives {
        /// The external system; none where it is an event of another model.
        system: Option<String>,
        /// The name of the event.
        event: String,
        /// The fields that the model gives.
        fields: Vec<Assignment>,
    },
    /// Automated work runs to rest.
    Automations,
    /// No event follows.
    ThenNothing,
    /// The command is rejected.
    ThenRejected {
        /// The name of the rejection, where it matters.
        name: Option<String>,
    },
    /// An event follows; fields left out are not compared.
    ThenEvent {
        /// The name of the event.
        event: String,
        /// The entity it is about, an expression.
        subject: Option<String>,
        fields: Vec<Assignment>,
    },
    /// Rows are in a view or the answer of a query.
    ThenRows {
        /// The view or query.
        from: String,
        /// Arguments of a query.
        arguments: Vec<String>,
        /// Whether there are no other rows.
        exactly: bool,
        rows: Vec<Vec<Assignment>>,
    },
    /// These acts are on the agenda of an actor, and no others.
    ThenAgenda {
        /// The role.
        actor: String,
        /// `promise OrderPaying`
        acts: Vec<String>,
    },
}

/// An act in a spec.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Act {
    /// The entity it is about, an expression; none where the request creates it.
    pub(super) subject: Option<String>,
    /// The fields that the model gives.
    pub(super) fields: Vec<Assignment>,
    /// Who acts, an expression; none where it is whoever is entitled.
    pub(super) by: Option<String>,
}

impl Spec {
    pub(super) fn of(model: &Model, spec: &model::Spec) -> Self {
        let names: Vec<String> = spec.constants.values().map(|it| text(&it.name)).collect();
        let scope = Scope::of(model).with_constants(&names);
        let constants = in_order(&spec.constants)
            .into_iter()
            .map(|id| &spec.constants[id]);
        let constants = constants.map(|constant| Constant {
            name: text(&constant.name),
            ty: words::ty(model, &constant.ty),
            origin: match constant.binding {
                Binding::Value(_) => Origin::Value,
                Binding::Generated => Origin::Generated,
                Binding::Produced => Origin::Produced,
            },
            value: match &constant.binding {
                Binding::Value(value) => Some(scope.text(value)),
                Binding::Generated | Binding::Produced => None,
            },
        });
        Self {
            title: text(&spec.title),
            doc: spec.doc.clone(),
            path: spec.path.clone(),
            definitions: Definition::all(model, &spec.definitions),
            constants: constants.collect(),
            steps: spec
                .steps
                .iter()
                .map(|step| SpecStep::of(model, &scope, step))
                .collect(),
        }
    }
}

impl Definition {
    pub(super) fn all(model: &Model, definitions: &[model::Definition]) -> Vec<Self> {
        definitions
            .iter()
            .map(|definition| {
                let constants = definition.constants.values();
                let names: Vec<String> = constants.map(|it| text(&it.name)).collect();
                let scope = Scope::of(model).with_constants(&names);
                Self {
                    name: text(&definition.name),
                    example: definition.example,
                    ty: definition.ty.as_ref().map(|ty| words::ty(model, ty)),
                    value: definition.value.as_ref().map(|value| scope.text(value)),
                }
            })
            .collect()
    }
}

/// The constants by name, but each after those that its value names.
fn in_order(constants: &List<ConstantId, model::Constant>) -> Vec<ConstantId> {
    let mut by_name: Vec<ConstantId> = constants.ids().collect();
    by_name.sort_by_key(|id| &constants[*id].name.text);
    let mut open: Vec<ConstantId> = by_name.into_iter().rev().collect();
    let mut ordered: Vec<ConstantId> = Vec::new();
    while let Some(id) = open.last().copied() {
        let mut named = match &constants[id].binding {
            Binding::Value(value) => value.all(),
            Binding::Generated | Binding::Produced => Vec::new(),
        };
        named.retain(|expr| matches!(expr.kind, ExprKind::Constant(of) if of != id && !ordered.contains(&of)));
        // Constants do not go in circles, so that this comes to an end.
        match named.first().map(|expr| &expr.kind) {
            Some(ExprKind::Constant(first)) => open.push(*first),
            _ => {
                open.pop();
                if !ordered.contains(&id) {
                    ordered.push(id);
                }
            }
        }
    }
    ordered
}

fn event(model: &Model, kind: KindId, step: Step) -> String {
    let act = model.kinds[kind].act(step);
    act.map(|act| text(&act.event)).unwrap_or_default()
}

impl SpecStep {
    fn of(model: &Model, scope: &Scope<'_>, step: &model::SpecStep) -> Self {
        let texts = |values: &[model::Expr]| values.iter().map(|value| scope.text(value)).collect();
        match &step.kind {
            SpecStepKind::Now(value) => Self::Now {
                value: scope.text(value),
            },
            SpecStepKind::Lookup(lookup, arguments, answer) => Self::Lookup {
                name: text(&model.lookups[*lookup].name),
                arguments: texts(arguments),
                answer: scope.text(answer),
            },
            SpecStepKind::Answer {
                call,
                outcome,
                fields,
            } => {
                let call = &model.calls[*call];
                let outcome = call.outcomes.get(*outcome);
                let declared = outcome.map(|it| it.fields.as_slice());
                Self::Answer {
                    system: text(&model.systems[call.system].name),
                    call: text(&call.name),
                    outcome: outcome.map(|it| text(&it.name)).unwrap_or_default(),
                    fields: written(scope, declared.unwrap_or_default(), fields),
                }
            }
            SpecStepKind::Arrives { event, fields, .. } => {
                let event = &model.events[*event];
                Self::Arrives {
                    system: event.system.map(|id| text(&model.systems[id].name)),
                    event: text(&event.name),
                    fields: written(scope, &event.fields, fields),
                }
            }
            SpecStepKind::Given { act, unchecked } => Self::Given {
                event: event(model, act.kind, act.step),
                act: Act::of(model, scope, act),
                unchecked: *unchecked,
            },
            SpecStepKind::When(act) => {
                let command = model.kinds[act.kind].act(act.step);
                Self::When {
                    command: command.map(|act| text(&act.command)).unwrap_or_default(),
                    act: Act::of(model, scope, act),
                }
            }
            SpecStepKind::GivenEvent {
                event,
                fields,
                by,
                unchecked,
            } => Self::GivenEvent {
                event: text(&model.events[*event].name),
                fields: written(scope, &model.events[*event].fields, fields),
                by: by.as_ref().map(|by| scope.text(by)),
                unchecked: *unchecked,
            },
            SpecStepKind::WhenCommand {
                command,
                fields,
                by,
            } => Self::WhenCommand {
                command: text(&model.commands[*command].name),
                fields: written(scope, &model.commands[*command].fields, fields),
                by: by.as_ref().map(|by| scope.text(by)),
            },
            SpecStepKind::Automations => Self::Automations,
            SpecStepKind::Then(Expect::Nothing) => Self::ThenNothing,
            SpecStepKind::Then(Expect::Rejected(name)) => Self::ThenRejected { name: name.clone() },
            SpecStepKind::Then(Expect::Event {
                kind,
                step,
                subject,
                fields,
            }) => Self::ThenEvent {
                event: event(model, *kind, *step),
                subject: subject.as_ref().map(|subject| scope.text(subject)),
                fields: scope.payload((*kind, *step), fields),
            },
            SpecStepKind::Then(Expect::PlainEvent { event, fields }) => Self::ThenEvent {
                event: text(&model.events[*event].name),
                subject: None,
                fields: scope.fields(&model.events[*event].fields, fields),
            },
            SpecStepKind::Then(Expect::Rows {
                source,
                exactly,
                rows,
            }) => {
                let (from, view, arguments) = match source {
                    RowSource::View(view) => (text(&model.views[*view].name), *view, Vec::new()),
                    RowSource::Query(query, arguments) => {
                        let query = &model.queries[*query];
                        (text(&query.name), query.view, texts(arguments))
                    }
                };
                let fields = &model.views[view].fields;
                Self::ThenRows {
                    from,
                    arguments,
                    exactly: *exactly,
                    rows: rows.iter().map(|row| scope.fields(fields, row)).collect(),
                }
            }
            SpecStepKind::Then(Expect::Agenda(actor, acts)) => Self::ThenAgenda {
                actor: words::actor(model, *actor),
                acts: acts.iter().map(|act| words::act(model, *act)).collect(),
            },
        }
    }
}

/// The fields that are written.
fn written(scope: &Scope<'_>, fields: &[Field], values: &[SpecField]) -> Vec<Assignment> {
    let written = fields.iter().zip(values).filter_map(|(field, value)| {
        Some(Assignment {
            field: text(&field.name),
            value: scope.text(value.written()?),
        })
    });
    written.collect()
}

impl Act {
    fn of(model: &Model, scope: &Scope<'_>, act: &model::SpecAct) -> Self {
        let payload = model.kinds[act.kind]
            .act(act.step)
            .map(|def| def.payload.as_slice());
        let fields = payload.unwrap_or_default().iter().zip(&act.fields);
        Self {
            // What is made up is made up again where it is read.
            subject: (act.subject.as_ref().filter(|_| !act.made_up))
                .map(|subject| scope.text(subject)),
            fields: fields
                .filter_map(|(field, value)| {
                    Some(Assignment {
                        field: text(&field.name),
                        value: scope.text(value.written()?),
                    })
                })
                .collect(),
            by: act.by.as_ref().map(|by| scope.text(by)),
        }
    }
}
