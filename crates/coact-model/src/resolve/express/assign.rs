//! Values for fields: of events, commands, calls and elements alike.

use coact_syntax::ast;

use super::missing::Owner;
use super::typer::Typer;
use crate::model::{Expr, Field, Type};
use crate::rules;

impl Typer<'_> {
    /// What is written for fields: an index into them, and the value that `read` makes of it. What the owner does not
    /// have, what is given twice and what breaks a bound is reported.
    pub(super) fn assigned(
        &mut self,
        owner: Owner,
        fields: &[Field],
        inits: &[ast::FieldInit],
        mut read: impl FnMut(&mut Self, &ast::FieldInit, &Field) -> Expr,
    ) -> Vec<(usize, Expr)> {
        let mut given: Vec<(usize, Expr)> = Vec::new();
        for init in inits {
            let loc = self.loc(init.name.span);
            let found = fields
                .iter()
                .enumerate()
                .find(|(_, field)| field.name.text == init.name.text);
            let Some((at, field)) = found else {
                self.lacks(owner, &init.name);
                self.lose(std::slice::from_ref(init));
                continue;
            };
            if given.iter().any(|(known, _)| *known == at) {
                self.report(rules::given_twice(loc, &init.name.text));
                continue;
            }
            let value = read(self, init, field);
            self.within(value.loc, &value, &field.name.text, &field.bounds);
            if value.ty != Type::Error {
                given.push((at, value));
            }
        }
        given
    }

    /// Reports the fields that nobody wrote and that may not be left out. The first `drawn` of them come by
    /// themselves. Where a name is written that is no field, that is told, and it may be the one that is missed.
    pub(super) fn needs(
        &mut self,
        fields: &[Field],
        drawn: usize,
        name: &ast::Path,
        inits: &[ast::FieldInit],
    ) {
        let is_field = |init: &ast::FieldInit| {
            let mut names = fields.iter().map(|field| &field.name.text);
            names.any(|name| *name == init.name.text)
        };
        if !inits.iter().all(is_field) {
            return;
        }
        let missing: Vec<&str> = fields
            .iter()
            .skip(drawn)
            .filter(|field| {
                let optional = matches!(field.ty, Type::Optional(_)) || field.default.is_some();
                !optional && !inits.iter().any(|init| init.name.text == field.name.text)
            })
            .map(|field| field.name.text.as_str())
            .collect();
        if !missing.is_empty() && !self.item.faulty {
            let what = format!("`{}`", name.name.text);
            let finding = rules::missing_fields(self.loc(name.span()), &what, &missing);
            self.report(finding);
        }
    }

    /// One value per field, in order: as given, or what stands for a field that is left out.
    pub(super) fn all_of(
        &self,
        fields: &[Field],
        given: &[(usize, Expr)],
        name: &ast::Path,
    ) -> Option<Vec<Expr>> {
        fields
            .iter()
            .enumerate()
            .map(|(at, field)| {
                let value = given.iter().find(|(known, _)| *known == at);
                match value {
                    Some((_, value)) => Some(value.clone()),
                    None => self.absent(field, name.span()),
                }
            })
            .collect()
    }
}
