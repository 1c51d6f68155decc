//! What a bare name can mean where an expression stands.

use coact_syntax::{Span, ast};

use super::super::super::cx::{Element, nearest};
use super::super::missing::{self, Owner};
use super::super::scope::{Head, Root, snake};
use super::super::typer::Typer;
use crate::ctp::{FactWord, Step};
use crate::diagnostics::Diagnostic;
use crate::model::{AutomationSource, EntityId, ExprKind, Instance, KindId, Type, ViewId};
use crate::rules;

impl Typer<'_> {
    /// Whether a bare name means anything here beside a variant.
    pub(in super::super) fn means_something(&self, name: &str) -> bool {
        self.locals.iter().any(|local| local.name == name)
            || !self.meanings(name, Span::default()).is_empty()
            || self
                .constants
                .as_ref()
                .is_some_and(|constants| constants.knows(name))
    }

    /// A name that is bound must mean nothing else yet.
    pub(in super::super) fn forbid_hiding(&mut self, name: &ast::Name) {
        let hidden = if self.locals.iter().any(|local| local.name == name.text) {
            "another name bound around it"
        } else {
            match self.meanings(&name.text, name.span).first() {
                Some(head) => meaning(head),
                None => return,
            }
        };
        let finding = rules::hidden_name(self.loc(name.span), &name.text, hidden);
        self.report(finding);
    }

    /// Everything a bare name means here, in the order in which meanings are looked for; locals and
    /// constants aside. More than one is an error where the name is used.
    pub(in super::super) fn meanings(&self, name: &str, span: Span) -> Vec<Head> {
        let mut found = Vec::new();
        match self.root {
            Root::Constant | Root::Spec => {}
            Root::Entity(entity) => self.entity_meanings(entity, name, span, &mut found),
            Root::Instance { kind, on } => {
                let entity = self.model.kinds[kind].product.entity;
                let instance = self.instance_of(kind, span);
                if let Some(act) = self.act_of_fact(kind, name) {
                    found.push(Head::Act(instance.clone(), act));
                }
                self.entity_meanings(entity, name, span, &mut found);
                if let FactWord::Base(act) = on
                    && let Some(data) = self.act_data(&instance, act, name, span)
                {
                    found.push(Head::Value(data));
                }
            }
            Root::Event { view, row, .. } => {
                if name == "event" {
                    found.push(Head::Event);
                }
                if row {
                    self.row_meanings(view, name, span, &mut found);
                }
            }
            Root::Row(view) => {
                self.row_meanings(view, name, span, &mut found);
                found.extend(self.me(view, name, span));
            }
            Root::Command(id) => self.command_meanings(id, name, span, &mut found),
            Root::Reaction { on, result } => {
                if name == "result" && result.is_some() {
                    found.push(Head::Result);
                }
                match on {
                    AutomationSource::View(view) => {
                        self.row_meanings(view, name, span, &mut found);
                    }
                    AutomationSource::Event(_) if name == "event" => found.push(Head::Event),
                    AutomationSource::Event(_) => {}
                }
            }
            Root::Apply(id) => {
                if name == "event" {
                    found.push(Head::Event);
                }
                if let Some(aggregate) = self.model.events[id].aggregate {
                    self.state_meanings(aggregate, name, span, &mut found);
                }
            }
        }
        found
    }

    /// `me`: who asks, where the view is for one role.
    fn me(&self, view: ViewId, name: &str, span: Span) -> Option<Head> {
        let [reader] = self.model.views[view].readers.as_slice() else {
            return None;
        };
        (name == "me").then(|| Head::Value(self.expr(ExprKind::Me, Type::Actor(*reader), span)))
    }

    fn row_meanings(&self, view: ViewId, name: &str, span: Span, found: &mut Vec<Head>) {
        if name == "row" {
            found.push(Head::Row);
        } else if let Some(field) = self.row_field(view, name, span) {
            found.push(Head::Value(field));
        }
    }

    fn entity_meanings(&self, entity: EntityId, name: &str, span: Span, found: &mut Vec<Head>) {
        let subject = self.expr(ExprKind::Subject(entity), Type::Entity(entity), span);
        if snake(&self.model.entities[entity].name.text) == name {
            found.push(Head::Value(subject.clone()));
        }
        if let Some(member) = self.entity_member(&subject, entity, name, span) {
            found.push(member);
        }
    }

    /// The instance that the expression is about.
    fn instance_of(&self, kind: KindId, span: Span) -> Instance {
        let entity = self.model.kinds[kind].product.entity;
        Instance {
            kind,
            subject: Box::new(self.expr(ExprKind::Subject(entity), Type::Entity(entity), span)),
        }
    }

    /// The finding for a bare name that means nothing here; none where what could mean it was not read in full.
    pub(super) fn unknown(&self, name: &ast::Name) -> Option<Diagnostic> {
        let doubtful = match self.root {
            Root::Entity(entity) => self.index.is_doubtful(Element::Entity(entity)),
            Root::Instance { kind, .. } => {
                let entity = self.model.kinds[kind].product.entity;
                self.index.is_doubtful(Element::Entity(entity))
                    || self.index.is_doubtful(Element::Kind(kind))
            }
            Root::Row(view) | Root::Event { view, .. } => {
                self.index.is_doubtful(Element::View(view))
            }
            Root::Command(id) => {
                self.model.commands[id]
                    .aggregate
                    .is_some_and(|id| self.index.is_doubtful(Element::Aggregate(id)))
                    || self.was_to_be_read(name)
            }
            Root::Apply(id) => self.model.events[id]
                .aggregate
                .is_some_and(|id| self.index.is_doubtful(Element::Aggregate(id))),
            Root::Reaction {
                on: AutomationSource::View(view),
                ..
            } => self.index.is_doubtful(Element::View(view)),
            Root::Reaction { .. } | Root::Constant | Root::Spec => false,
        };
        if doubtful {
            return None;
        }
        let loc = self.loc(name.span);
        if let Some(begun) = self.state_to_come(&name.text) {
            return Some(rules::no_state_yet(loc, begun.0, begun.1));
        }
        let enums = self.model.enums.values();
        let of: Vec<&str> = enums
            .filter(|found| {
                found
                    .variants
                    .iter()
                    .any(|(variant, _)| variant.text == name.text)
            })
            .map(|found| found.name.text.as_str())
            .collect();
        if !of.is_empty() {
            return Some(rules::untold_variant(loc, &name.text, &of));
        }
        let candidates = self.candidates();
        let near = nearest(&name.text, candidates.iter());
        let of_event = format!("event.{}", name.text);
        let near = match near {
            None if self.event_names().contains(&name.text) => Some(of_event.as_str()),
            None => self.meant_for(&name.text),
            near => near,
        };
        let of_an_element = self.field_of_a_local(&name.text);
        let near = of_an_element.as_deref().or(near);
        Some(rules::nothing_to_read(loc, &name.text, near))
    }

    /// `l.price`, where `price` is a field of a value that is bound here.
    fn field_of_a_local(&self, name: &str) -> Option<String> {
        self.locals.iter().rev().find_map(|local| {
            let Type::Value(id) = local.ty else {
                return None;
            };
            let mut fields = self.model.values[id].fields.iter();
            fields
                .any(|field| field.name.text == name)
                .then(|| format!("{}.{name}", local.name))
        })
    }

    /// What an automation speaks of, where the word for that of another form stands.
    fn meant_for(&self, name: &str) -> Option<&'static str> {
        match (self.root, name) {
            (
                Root::Reaction {
                    on: AutomationSource::Event(_),
                    ..
                },
                "row",
            ) => Some("event"),
            (
                Root::Reaction {
                    on: AutomationSource::View(_),
                    ..
                },
                "event",
            ) => Some("row"),
            _ => None,
        }
    }

    /// Whether a command of the item reads something under the name that could not be understood, which is
    /// reported there.
    fn was_to_be_read(&self, name: &ast::Name) -> bool {
        let reads = |command: &ast::CommandItem| {
            command.members.iter().any(|member| {
                matches!(member, ast::CommandMember::Reads(reads) if reads.name.text == name.text)
            })
        };
        match &self.item.item.kind {
            ast::ItemKind::Command(command) => reads(command),
            ast::ItemKind::Aggregate(aggregate) => aggregate.members.iter().any(
                |member| matches!(member, ast::AggregateMember::Command(command) if reads(command)),
            ),
            _ => false,
        }
    }

    /// All bare names that mean something here, for suggestions.
    fn candidates(&self) -> Vec<String> {
        let mut names: Vec<String> = self.locals.iter().map(|local| local.name.clone()).collect();
        match self.root {
            Root::Constant => {}
            Root::Spec => {
                if let Some(constants) = &self.constants {
                    names.extend(constants.names());
                }
            }
            Root::Entity(entity) => {
                names.push(snake(&self.model.entities[entity].name.text));
                names.extend(missing::names(self.model, Owner::Entity(entity)));
            }
            Root::Instance { kind, on } => {
                let entity = self.model.kinds[kind].product.entity;
                names.push(snake(&self.model.entities[entity].name.text));
                names.extend(missing::names(self.model, Owner::Entity(entity)));
                names.extend(self.fact_words(kind));
                if let FactWord::Base(act) = on
                    && let Some(def) = self.model.kinds[kind].act(Step::Base(act))
                {
                    names.extend(def.payload.iter().map(|field| field.name.text.clone()));
                }
            }
            Root::Event { view, row, .. } => {
                names.push("event".to_owned());
                if row {
                    names.extend(self.row_names(view));
                }
            }
            Root::Row(view) => names.extend(self.row_names(view)),
            Root::Reaction { on, result } => {
                match on {
                    AutomationSource::View(view) => names.extend(self.row_names(view)),
                    AutomationSource::Event(_) => names.push("event".to_owned()),
                }
                names.extend(result.map(|_| "result".to_owned()));
            }
            Root::Command(id) => names.extend(self.command_names(id)),
            Root::Apply(id) => {
                names.push("event".to_owned());
                if let Some(aggregate) = self.model.events[id].aggregate {
                    names.extend(missing::names(self.model, Owner::State(aggregate)));
                }
            }
        }
        names
    }

    fn row_names(&self, view: ViewId) -> Vec<String> {
        let mut names = missing::names(self.model, Owner::View(view));
        names.push("row".to_owned());
        names
    }
}

/// What a name means, for people.
pub(super) fn meaning(head: &Head) -> &'static str {
    match head {
        Head::Act(..) => "an act's fact",
        Head::Instance(_) => "a transaction kind",
        Head::Event => "the event",
        Head::Row => "the row",
        Head::State => "the state",
        Head::Result => "the answer",
        Head::Value(value) => match &value.kind {
            ExprKind::Subject(_) => "the entity",
            ExprKind::Key(_) => "the entity's key",
            ExprKind::Fact(..) => "a fact of the entity",
            ExprKind::Derived(..) => "a derived fact of the entity",
            ExprKind::Inverse(..) => "the way back from another entity",
            ExprKind::ActField(..) => "data of the act",
            ExprKind::RowField(_) => "a field of the row",
            ExprKind::CommandField(_) => "a field of the command",
            ExprKind::StateField(_) => "a field of the state",
            ExprKind::Read(_) => "what the command reads",
            _ => "something else",
        },
    }
}
