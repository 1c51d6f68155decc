//! Verbs on a keyed list inside a row.

use coact_syntax::ast::{self, RowVerb};

use super::super::missing::Owner;
use super::super::typer::Typer;
use super::sets::Target;
use crate::model::{Element, Expr, Field, RowSet, Type, Value};
use crate::rules;

impl Typer<'_> {
    /// `lines add { … }`, `lines update KEY { … }`, `lines remove KEY`
    pub(super) fn element_set(
        &mut self,
        target: Target,
        written: &ast::ListField,
    ) -> Option<RowSet> {
        let (field, found) = self.target_field(target, &written.list)?;
        let ty = found.ty;
        let model = self.model;
        let id = match &ty {
            Type::List(element) => match &**element {
                Type::Value(id) => *id,
                _ => return self.not_keyed(written),
            },
            Type::Error => return None,
            _ => return self.not_keyed(written),
        };
        if self.index.is_doubtful(Element::Value(id)) {
            return None;
        }
        let value = &model.values[id];
        let mut keys = value
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.key);
        let (Some((key_at, key)), None) = (keys.next(), keys.next()) else {
            return self.not_keyed(written);
        };
        let owner = Owner::Value(id);
        let mut sets = self.assigned(
            owner,
            &value.fields,
            &written.fields,
            |typer, init, field| typer.event_init(init, &field.ty),
        );
        let makes = matches!(written.verb, RowVerb::Add | RowVerb::Set);
        if makes {
            self.element_complete(value, written)?;
        }
        let known = sets.iter().find(|(at, _)| *at == key_at);
        let key = match (&written.key, known) {
            (Some(place), Some(_)) => {
                let loc = self.loc(place.span);
                self.report(rules::given_twice(loc, &key.name.text));
                return None;
            }
            (Some(place), None) => self.expect(place, &key.ty),
            (None, Some((_, value))) if makes => value.clone(),
            (None, _) if makes => return None,
            (None, _) => self.element_key(key, written)?,
        };
        if key.ty == Type::Error {
            return None;
        }
        if makes {
            self.fill_in(value, (key_at, &key), written, &mut sets);
        }
        Some(RowSet::Element {
            field,
            verb: written.verb,
            key: Some(key),
            sets,
            loc: self.loc(written.span),
        })
    }

    /// An element that is made has every field: its key, and the defaults of what is left out.
    fn fill_in(
        &self,
        value: &Value,
        key: (usize, &Expr),
        written: &ast::ListField,
        sets: &mut Vec<(usize, Expr)>,
    ) {
        for (at, field) in value.fields.iter().enumerate() {
            if sets.iter().any(|(known, _)| *known == at) {
                continue;
            }
            let left_out = if at == key.0 {
                Some(key.1.clone())
            } else {
                self.absent(field, written.list.span)
            };
            sets.extend(left_out.map(|value| (at, value)));
        }
        sets.sort_by_key(|(at, _)| *at);
    }

    fn not_keyed(&mut self, written: &ast::ListField) -> Option<RowSet> {
        let finding = rules::list_without_key(self.loc(written.list.span), &written.list.text);
        self.report(finding);
        None
    }

    /// Without a key the event's field of its name is meant.
    fn element_key(&mut self, key: &Field, written: &ast::ListField) -> Option<Expr> {
        match self.event_value(&key.name.text, written.list.span) {
            Some(found) if self.converts(&found.ty, &key.ty) => Some(self.fit(found, &key.ty)),
            _ => {
                let finding = rules::element_without_key(
                    self.loc(written.list.span),
                    &written.list.text,
                    &key.name.text,
                );
                self.report(finding);
                None
            }
        }
    }

    fn element_complete(&mut self, value: &Value, written: &ast::ListField) -> Option<()> {
        let needed = |field: &&Field| {
            let keyed = field.key && written.key.is_some();
            let optional = matches!(field.ty, Type::Optional(_) | Type::Error);
            let given = written
                .fields
                .iter()
                .any(|init| init.name.text == field.name.text);
            !keyed && !optional && !given && field.default.is_none()
        };
        let missing: Vec<&str> = value
            .fields
            .iter()
            .filter(needed)
            .map(|field| field.name.text.as_str())
            .collect();
        if missing.is_empty() {
            return Some(());
        }
        let what = format!("an element of `{}`", written.list.text);
        let finding = rules::missing_fields(self.loc(written.list.span), &what, &missing);
        self.report(finding);
        None
    }
}
