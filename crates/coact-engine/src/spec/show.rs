//! What happened and what was expected, in the words of the model.

use coact_model::ctp::{Step, step_of_kind};
use coact_model::model::{ActorId, EventRef, Expr, Field, KindId, Type, ViewId};

use super::run::Running;
use crate::message::Event;
use crate::value::{Value, text};

impl Running<'_> {
    /// What happened since the last command.
    pub(super) fn happened(&self) -> String {
        if let Some(rejection) = &self.world.rejection {
            return rejection.to_string();
        }
        let events: Vec<String> = self
            .world
            .events
            .iter()
            .map(|(envelope, _)| self.shown(&envelope.event))
            .collect();
        if events.is_empty() {
            "nothing".to_owned()
        } else {
            events.join("\n")
        }
    }

    fn shown(&self, event: &Event) -> String {
        let Some(of) = event.of() else {
            return String::new();
        };
        let name = self.cx.model.event_name(of);
        let mut said: Vec<String> = Vec::new();
        if let (Event::Act(event), Some(subject)) = (event, self.subject_of(of)) {
            let shown = self.show(&event.subject);
            said.push(format!("{subject}: {shown}"));
        }
        for (name, value) in self.names_of(of).iter().zip(event.fields()) {
            // What is left out is not told.
            if *value != Value::None {
                said.push(format!("{name}: {}", self.show(value)));
            }
        }
        braced(name, &said)
    }

    pub(super) fn subject_of(&self, of: EventRef) -> Option<String> {
        let (kind, _) = of.act()?;
        Some(self.cx.entity(self.cx.subject(kind)).subject())
    }

    pub(super) fn names_of(&self, of: EventRef) -> Vec<&str> {
        match of {
            EventRef::Act(kind, step) => {
                let payload = self.cx.step(kind, step).map(|def| &def.payload);
                let payload = payload.into_iter().flatten();
                payload.map(|field| &*field.name.text).collect()
            }
            EventRef::Plain(id) => names(&self.cx.model.events[id].fields),
        }
    }

    /// An event that is expected.
    pub(super) fn shown_event(
        &self,
        of: EventRef,
        subject: Option<&Expr>,
        fields: &[(usize, Expr)],
    ) -> String {
        let mut said: Vec<String> = Vec::new();
        if let (Some(subject), Some(name)) = (subject, self.subject_of(of)) {
            said.push(format!("{name}: {}", self.expected(subject)));
        }
        let names = self.names_of(of);
        said.extend(self.expected_fields(&names, fields));
        braced(self.cx.model.event_name(of), &said)
    }

    fn expected_fields(&self, names: &[&str], fields: &[(usize, Expr)]) -> Vec<String> {
        let fields = fields.iter().map(|(at, value)| {
            let name = names.get(*at).copied().unwrap_or_default();
            format!("{name}: {}", self.expected(value))
        });
        fields.collect()
    }

    /// A value that is expected; one that is not known yet by the name that it is going to have.
    fn expected(&self, value: &Expr) -> String {
        match (self.scope(false).eval(value), self.produced(value)) {
            (Ok(value), _) => self.show(&value),
            (Err(_), Some(constant)) => self.spec.constants[constant].name.text.clone(),
            (Err(_), None) => "something that is not known".to_owned(),
        }
    }

    /// How fields are others than are expected: `amount` is 10, not 12.
    pub(super) fn unlike_fields(
        &self,
        names: &[&str],
        wanted: &[(usize, Expr)],
        found: &[Value],
    ) -> Vec<String> {
        let unlike = wanted.iter().filter_map(|(at, wanted)| {
            let name = names.get(*at).copied().unwrap_or_default();
            self.unlike(name, wanted, found.get(*at)?)
        });
        unlike.collect()
    }

    /// How a value is another than is expected.
    pub(super) fn unlike(&self, name: &str, wanted: &Expr, found: &Value) -> Option<String> {
        if self.scope(false).eval(wanted).as_ref() == Ok(found) || self.produced(wanted).is_some() {
            return None;
        }
        let (found, wanted) = (self.show(found), self.expected(wanted));
        Some(format!("{name} is {found}, not {wanted}"))
    }

    /// Rows that are expected.
    pub(super) fn wanted_rows(
        &self,
        view: ViewId,
        exactly: bool,
        rows: &[Vec<(usize, Expr)>],
    ) -> String {
        let def = &self.cx.model.views[view];
        let names = names(&def.fields);
        let rows = rows
            .iter()
            .map(|row| braced(&def.name.text, &self.expected_fields(&names, row)));
        let rows: Vec<String> = rows.collect();
        match (rows.is_empty(), exactly) {
            (true, _) => format!("no row of {}", def.name.text),
            (false, true) => format!("exactly\n{}", rows.join("\n")),
            (false, false) => rows.join("\n"),
        }
    }

    /// Rows as they are.
    pub(super) fn shown_rows(&self, view: ViewId, rows: &[Vec<Value>]) -> String {
        let def = &self.cx.model.views[view];
        let names = names(&def.fields);
        let rows = rows.iter().map(|row| {
            let said = names
                .iter()
                .zip(row)
                .map(|(name, value)| format!("{name}: {}", self.show(value)));
            braced(&def.name.text, &said.collect::<Vec<_>>())
        });
        let rows: Vec<String> = rows.collect();
        if rows.is_empty() {
            format!("no row of {}", def.name.text)
        } else {
            rows.join("\n")
        }
    }

    /// The acts of an agenda.
    pub(super) fn shown_acts(&self, role: ActorId, acts: &[(KindId, Step)]) -> String {
        let acts = acts
            .iter()
            .map(|(kind, step)| step_of_kind(*step, self.cx.kind_name(*kind)));
        let acts: Vec<String> = acts.collect();
        let role = &self.cx.model.actors[role].name.text;
        if acts.is_empty() {
            format!("nothing on the agenda of {role}")
        } else {
            braced(&format!("agenda {role}"), &acts)
        }
    }

    /// A value in the words of the model: by the name of a constant that stands for it, where one is made up.
    fn show(&self, value: &Value) -> String {
        if matches!(value, Value::Uuid(_) | Value::Actor(_))
            && let Some(name) = self.named(value)
        {
            return name;
        }
        match value {
            Value::Text(text) => format!("{text:?}"),
            Value::None => "none".to_owned(),
            Value::Some(value) => self.show(value),
            Value::Enum(id, variant) => {
                let variants = &self.cx.model.enums[*id].variants;
                let name = variants.get(*variant).map(|(name, _)| name.text.clone());
                name.unwrap_or_default()
            }
            Value::Role(role) => self.cx.model.actors[*role].name.text.clone(),
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.show(item)).collect();
                format!("[{}]", items.join(", "))
            }
            Value::Map(entries) => {
                let entries = entries
                    .iter()
                    .map(|(key, value)| format!("{}: {}", self.show(key), self.show(value)));
                format!("{{{}}}", entries.collect::<Vec<_>>().join(", "))
            }
            Value::Record(id, fields) => {
                let def = &self.cx.model.values[*id];
                let said = names(&def.fields)
                    .into_iter()
                    .zip(fields)
                    .map(|(name, value)| format!("{name}: {}", self.show(value)));
                braced(&def.name.text, &said.collect::<Vec<_>>())
            }
            other => text(self.cx, other),
        }
    }

    /// The constant that stands for a value which is made up.
    fn named(&self, value: &Value) -> Option<String> {
        let constants = self.spec.constants.values().zip(&self.constants);
        let mut known = constants.filter_map(|(constant, known)| {
            let made_up = matches!(
                constant.ty,
                Type::Entity(_) | Type::Actor(_) | Type::Uuid | Type::Scalar(_)
            );
            Some((&constant.name.text, known.as_ref().filter(|_| made_up)?))
        });
        let same = |known: &Value| known == value || known.who(self.cx) == value.who(self.cx);
        let found = known.find(|(_, known)| same(known));
        found.map(|(name, _)| name.clone())
    }
}

fn names(fields: &[Field]) -> Vec<&str> {
    fields.iter().map(|field| &*field.name.text).collect()
}

/// `OrderPlaced { order: o1 }`
fn braced(name: &str, said: &[String]) -> String {
    if said.is_empty() {
        name.to_owned()
    } else {
        format!("{name} {{ {} }}", said.join(", "))
    }
}
