//! Views, queries and screens.

use coact_syntax::ast::RowVerb;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::action::Parameter;
use super::expression::{Assignment, Scope};
use super::types::Field;
use super::words::{self, text};
use crate::ctp::{fact_of, fact_words};
use crate::model::{self, Model, RowSet, Shown};

/// A read model.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct View {
    pub(super) name: String,
    /// The model that it is imported from, where it is of another one; its name then begins with that model's.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) imported: Option<String>,
    pub(super) doc: Option<String>,
    /// The roles it is for.
    pub(super) readers: Vec<String>,
    /// The entity whose facts it shows: its fields and handlers follow from that.
    pub(super) facts_of: Option<String>,
    /// The fields of a row.
    pub(super) fields: Vec<Field>,
    /// What events do to the rows.
    pub(super) handlers: Vec<Handler>,
}

/// What one event does to the rows.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Handler {
    /// The name of the event.
    pub(super) event: String,
    /// The fact that it is: `OrderCompleting requested`.
    pub(super) fact: Option<String>,
    /// Which rows, where not the one at its key.
    pub(super) each: Option<Each>,
    /// The key of the row: one expression per key field.
    pub(super) at: Vec<String>,
    pub(super) verb: VerbWord,
    /// The fields it sets.
    pub(super) sets: Vec<Assignment>,
    /// What it does to lists inside the row.
    pub(super) elements: Vec<Element>,
}

/// Which rows a handler touches.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub(super) enum Each {
    /// All rows for which an expression holds.
    Where(String),
    /// One row per element of a list.
    In {
        /// The name of the element.
        name: String,
        /// An expression.
        list: String,
    },
}

/// What happens to a row.
#[derive(Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum VerbWord {
    /// It is made, or replaced.
    Add,
    /// It is changed where it exists.
    Update,
    /// It is made or changed.
    Set,
    /// It is dropped.
    Remove,
}

/// What happens to an element of a list inside the row.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Element {
    /// The list: a field of the view.
    pub(super) list: String,
    pub(super) verb: VerbWord,
    /// Which element, an expression.
    pub(super) key: Option<String>,
    /// The fields it sets.
    pub(super) sets: Vec<Assignment>,
}

/// A query over a view.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Query {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    pub(super) view: String,
    /// Which rows, an expression.
    #[serde(rename = "where")]
    pub(super) filter: Option<String>,
    pub(super) order_by: Vec<OrderKey>,
}

/// A key of an order.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct OrderKey {
    /// An expression.
    pub(super) value: String,
    pub(super) descending: bool,
}

/// What a person sees and does.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Screen {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// The roles it is for.
    pub(super) users: Vec<String>,
    /// What it shows.
    pub(super) shows: Vec<Part>,
    /// The names of the commands it offers.
    pub(super) forms: Vec<String>,
    /// The screens it leads to.
    pub(super) opens: Vec<String>,
}

/// A view or query on a screen.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Part {
    /// The view or query.
    pub(super) name: String,
    /// The fields that are shown.
    pub(super) fields: Vec<String>,
}

fn verb(verb: RowVerb) -> VerbWord {
    match verb {
        RowVerb::Add => VerbWord::Add,
        RowVerb::Update => VerbWord::Update,
        RowVerb::Set => VerbWord::Set,
        RowVerb::Remove => VerbWord::Remove,
    }
}

impl View {
    pub(super) fn of(model: &Model, view: &model::View) -> Self {
        Self {
            name: text(&view.name),
            imported: view.imported.clone(),
            doc: view.doc.clone(),
            readers: view
                .readers
                .iter()
                .map(|reader| words::actor(model, *reader))
                .collect(),
            facts_of: view.facts_of.map(|id| text(&model.entities[id].name)),
            fields: Field::all(model, &view.fields),
            handlers: view
                .handlers
                .iter()
                .map(|handler| Handler::of(model, view, handler))
                .collect(),
        }
    }
}

impl Handler {
    fn of(model: &Model, view: &model::View, handler: &model::Handler) -> Self {
        let scope = Scope::of(model).of_event(handler.on).of_rows(&view.fields);
        let (sets, elements) = sets(&scope, &view.fields, &handler.sets);
        Self {
            event: model.event_name(handler.on).to_owned(),
            fact: handler.on.act().map(|(kind, step)| {
                format!("{} {}", words::kind(model, kind), fact_words(fact_of(step)))
            }),
            each: handler.each.as_ref().map(|each| match each {
                model::Each::Rows(condition) => Each::Where(scope.text(condition)),
                model::Each::In(local, list) => Each::In {
                    name: local.name.clone(),
                    list: scope.text(list),
                },
            }),
            at: handler.route.iter().map(|key| scope.text(key)).collect(),
            verb: verb(handler.verb),
            sets,
            elements,
        }
    }
}

/// What is set, and what happens to keyed lists.
pub(super) fn sets(
    scope: &Scope<'_>,
    fields: &[model::Field],
    sets: &[RowSet],
) -> (Vec<Assignment>, Vec<Element>) {
    let field = |at: usize| {
        let field = fields.get(at);
        field.map(|field| text(&field.name)).unwrap_or_default()
    };
    let mut assigned = Vec::new();
    let mut elements = Vec::new();
    for set in sets {
        match set {
            RowSet::Field(at, value) => assigned.push(Assignment {
                field: field(*at),
                value: scope.text(value),
            }),
            RowSet::Element {
                field: at,
                verb: done,
                key,
                sets,
                ..
            } => elements.push(Element {
                list: field(*at),
                verb: verb(*done),
                key: key.as_ref().map(|key| scope.text(key)),
                sets: scope.element(fields.get(*at), sets),
            }),
        }
    }
    (assigned, elements)
}

impl Query {
    pub(super) fn of(model: &Model, query: &model::Query) -> Self {
        let view = &model.views[query.view];
        let scope = Scope::of(model).of_rows(&view.fields);
        let parameters = query.params.iter().map(|param| Parameter {
            name: param.name.clone(),
            ty: words::ty(model, &param.ty),
        });
        let order = query.order.iter().map(|(key, descending)| OrderKey {
            value: scope.text(key),
            descending: *descending,
        });
        Self {
            name: text(&query.name),
            doc: query.doc.clone(),
            parameters: parameters.collect(),
            view: text(&view.name),
            filter: query.filter.as_ref().map(|filter| scope.text(filter)),
            order_by: order.collect(),
        }
    }
}

impl Screen {
    pub(super) fn of(model: &Model, screen: &model::Screen) -> Self {
        let part = |(shown, fields, _): &(Shown, Vec<usize>, _)| {
            let (name, view) = match shown {
                Shown::View(view) => (&model.views[*view].name, *view),
                Shown::Query(query) => (&model.queries[*query].name, model.queries[*query].view),
            };
            let field = |at: &usize| {
                model.views[view]
                    .fields
                    .get(*at)
                    .map(|field| text(&field.name))
            };
            Part {
                name: text(name),
                fields: fields.iter().filter_map(field).collect(),
            }
        };
        let command =
            |(command, _): &(model::CommandRef, _)| model.command_name(*command).to_owned();
        Self {
            name: text(&screen.name),
            doc: screen.doc.clone(),
            users: screen
                .users
                .iter()
                .map(|user| words::actor(model, *user))
                .collect(),
            shows: screen.shows.iter().map(part).collect(),
            forms: screen.forms.iter().map(command).collect(),
            opens: screen.opens.iter().map(text).collect(),
        }
    }
}
