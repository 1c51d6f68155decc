//! Every declared name gets its id.

use coact_syntax::ast::{ItemKind, Name, Str};

use super::cx::{Element, ItemRef, Names, Space, TypeName, doc};
use super::header;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Actor, Aggregate, Bank, Entity, EntityForm, Enum, Field, Ident, Model, Position, Scalar,
    Screen, System, Type, Value, View,
};
use crate::{Sources, rules};

/// The types of the language.
pub(crate) const BUILTIN_TYPES: [&str; 11] = [
    "Text", "Bool", "Int", "Decimal", "Date", "Time", "DateTime", "Duration", "Period", "Uuid",
    "Bytes",
];

/// The model with everything that is referred to by name, still empty inside.
pub(crate) fn declare(
    sources: &Sources,
    items: &[ItemRef<'_>],
    findings: &mut Vec<Diagnostic>,
) -> (Model, Names) {
    let mut declare = Declare {
        model: header::model(sources, items, findings),
        names: Names::default(),
        findings,
    };
    for item in items {
        declare.item(item);
        declare.names.retire(item);
        declare.names.relate(item);
    }
    (declare.model, declare.names)
}

struct Declare<'a> {
    model: Model,
    names: Names,
    findings: &'a mut Vec<Diagnostic>,
}

impl Declare<'_> {
    fn item(&mut self, item: &ItemRef<'_>) {
        let text = doc(item.item.doc.as_ref());
        match &item.item.kind {
            ItemKind::Scalar(scalar) => {
                if let Some(name) = self.type_name(item, "scalar", &scalar.name) {
                    let id = self.model.scalars.push(Scalar {
                        name: name.clone(),
                        imported: None,
                        doc: text,
                        base: Type::Error,
                        bounds: Vec::new(),
                        scale: None,
                    });
                    self.names.types.insert(name.text, TypeName::Scalar(id));
                    self.names.bind(item, Element::Scalar(id));
                }
            }
            ItemKind::Enum(enumeration) => {
                if let Some(name) = self.type_name(item, "enum", &enumeration.name) {
                    let id = self.model.enums.push(Enum {
                        name: name.clone(),
                        imported: None,
                        doc: text,
                        variants: Vec::new(),
                    });
                    self.names.types.insert(name.text, TypeName::Enum(id));
                    self.names.bind(item, Element::Enum(id));
                }
            }
            ItemKind::Value(value) => {
                if let Some(name) = self.type_name(item, "value", &value.name) {
                    let id = self.model.values.push(Value {
                        name: name.clone(),
                        imported: None,
                        doc: text,
                        fields: Vec::new(),
                    });
                    self.names.types.insert(name.text, TypeName::Value(id));
                    self.names.bind(item, Element::Value(id));
                }
            }
            ItemKind::Entity(entity) => {
                if let Some(name) = self.type_name(item, "entity", &entity.name) {
                    let declared = empty_entity(name.clone(), text, entity.external);
                    let id = self.model.entities.push(declared);
                    self.names.types.insert(name.text, TypeName::Entity(id));
                    self.names.bind(item, Element::Entity(id));
                }
            }
            ItemKind::Actor(actor) => {
                if let Some(name) = self.name(item, Space::Actor, "actor", &actor.name) {
                    let id = self.model.actors.push(Actor {
                        name: name.clone(),
                        doc: text,
                        number: number(item, actor.number.as_ref()),
                        external: actor.external,
                        composite: actor.composite,
                        is: None,
                        parts: Vec::new(),
                        stand_in: false,
                    });
                    self.names.actors.insert(name.text, id);
                    self.names.bind(item, Element::Actor(id));
                }
            }
            ItemKind::Bank(bank) => {
                if let Some(name) = self.name(item, Space::Bank, "bank", &bank.name) {
                    let id = self.model.banks.push(Bank {
                        name: name.clone(),
                        doc: text,
                        number: number(item, bank.number.as_ref()),
                        external: bank.external,
                        entities: Vec::new(),
                        kinds: Vec::new(),
                        from: None,
                    });
                    self.names.banks.insert(name.text, id);
                    self.names.bind(item, Element::Bank(id));
                }
            }
            ItemKind::Position(position) => {
                if let Some(name) = self.name(item, Space::Position, "position", &position.name) {
                    let id = self.model.positions.push(Position {
                        name: name.clone(),
                        doc: text,
                        roles: Vec::new(),
                    });
                    self.names.positions.insert(name.text, id);
                    self.names.bind(item, Element::Position(id));
                }
            }
            ItemKind::View(view) => {
                if let Some(name) = self.name(item, Space::View, "view", &view.name) {
                    let id = self.model.views.push(View {
                        name: name.clone(),
                        imported: None,
                        doc: text,
                        readers: Vec::new(),
                        facts_of: None,
                        fields: Vec::new(),
                        handlers: Vec::new(),
                    });
                    self.names.views.insert(name.text, id);
                    self.names.bind(item, Element::View(id));
                }
            }
            ItemKind::Screen(screen) => {
                if let Some(name) = self.name(item, Space::Screen, "screen", &screen.name) {
                    let id = self.model.screens.push(Screen {
                        name: name.clone(),
                        doc: text,
                        users: Vec::new(),
                        shows: Vec::new(),
                        forms: Vec::new(),
                        opens: Vec::new(),
                    });
                    self.names.screens.insert(name.text, id);
                    self.names.bind(item, Element::Screen(id));
                }
            }
            ItemKind::Aggregate(aggregate) => {
                if let Some(name) = self.name(item, Space::Aggregate, "aggregate", &aggregate.name)
                {
                    let id = self.model.aggregates.push(Aggregate {
                        name: name.clone(),
                        doc: text,
                        key: unknown_key(&name),
                        key_generated: false,
                        state: Vec::new(),
                    });
                    self.names.bind(item, Element::Aggregate(id));
                }
            }
            ItemKind::System(system) => {
                if let Some(name) = self.name(item, Space::System, "external system", &system.name)
                {
                    let id = self.model.systems.push(System {
                        name: name.clone(),
                        doc: text,
                        events: Vec::new(),
                        calls: Vec::new(),
                    });
                    self.names.systems.insert(name.text, id);
                    self.names.bind(item, Element::System(id));
                }
            }
            ItemKind::Query(query) => {
                self.name(item, Space::Query, "query", &query.name);
            }
            ItemKind::Transaction(kind) => {
                self.name(item, Space::Kind, "transaction", &kind.name);
            }
            ItemKind::Lookup(lookup) => {
                self.name(item, Space::Lookup, "look-up", &lookup.name);
            }
            ItemKind::Model(_)
            | ItemKind::Import(_)
            | ItemKind::Access(_)
            | ItemKind::Delegation(_)
            | ItemKind::Command(_)
            | ItemKind::Event(_)
            | ItemKind::Process(_)
            | ItemKind::Rule(_)
            | ItemKind::Story(_)
            | ItemKind::Let(_)
            | ItemKind::Example(_)
            | ItemKind::Spec(_)
            | ItemKind::Broken => {}
        }
    }

    fn name(
        &mut self,
        item: &ItemRef<'_>,
        space: Space,
        noun: &'static str,
        name: &Name,
    ) -> Option<Ident> {
        let ident = item.ident(name);
        let first = self
            .names
            .declare(space, noun, &ident.text, ident.loc, self.findings);
        if first {
            self.names.first(item);
        }
        first.then_some(ident)
    }

    fn type_name(&mut self, item: &ItemRef<'_>, noun: &'static str, name: &Name) -> Option<Ident> {
        if BUILTIN_TYPES.contains(&name.text.as_str()) {
            let loc = item.loc(name.span);
            self.findings
                .push(rules::name_of_the_language(loc, noun, &name.text));
            return None;
        }
        self.name(item, Space::Type, noun, name)
    }
}

/// A number in the organisation's tables.
fn number(item: &ItemRef<'_>, number: Option<&Str>) -> Option<Ident> {
    number.map(|number| Ident {
        text: number.value.clone(),
        loc: item.loc(number.span),
    })
}

/// An entity of which only the name is known.
pub(super) fn empty_entity(name: Ident, doc: Option<String>, external: bool) -> Entity {
    Entity {
        key: unknown_key(&name),
        name,
        imported: None,
        doc,
        external,
        form: EntityForm::Own,
        key_generated: false,
        facts: Vec::new(),
        derived: Vec::new(),
        laws: Vec::new(),
        uniques: Vec::new(),
        inverses: Vec::new(),
        created_by: None,
    }
}

/// The key of an entity before it is read; stays where the text gives none, which is reported.
fn unknown_key(entity: &Ident) -> Field {
    Field {
        name: entity.clone(),
        doc: None,
        key: true,
        ty: Type::Error,
        bounds: Vec::new(),
        default: None,
    }
}
