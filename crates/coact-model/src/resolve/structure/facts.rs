//! Entities: key, facts, derived facts, unique sets. Laws are conditions over facts and acts and belong to
//! the next phase, all but their names.

use coact_syntax::Span;
use coact_syntax::ast::{EntityForm, EntityItem, EntityMember, FieldDef, Name};

use super::members::Members;
use super::types::TypeCx;
use crate::diagnostics::Diagnostic;
use crate::model::{Derived, Entity, Expr, Fact, Ident, Type};
use crate::resolve::cx::{ItemRef, doc, nearest};
use crate::rules;

/// Reads an entity; `target` is empty but for its name.
pub(in crate::resolve) fn entity(
    cx: TypeCx<'_>,
    item: &ItemRef<'_>,
    source: &EntityItem,
    target: &mut Entity,
    findings: &mut Vec<Diagnostic>,
) {
    let mut reader = Reader {
        cx,
        item,
        target,
        members: Members::default(),
        laws: Members::default(),
        has_key: false,
        findings,
    };
    let mut broken = false;
    for member in &source.members {
        match member {
            EntityMember::Fact(def) if def.key && has_key_of_others(source) => {
                let name = item.ident(&def.name);
                let finding = rules::key_of_others(name.loc, &name.text, &source.name.text);
                reader.findings.push(finding);
            }
            EntityMember::Fact(def) if def.key => reader.key(def),
            // What is no more is told with the pasts.
            EntityMember::Fact(def) if def.is_retired() => {}
            EntityMember::Fact(def) => reader.fact(def),
            EntityMember::Derived(derived) => {
                let name = item.ident(&derived.name);
                let typed = cx.resolve(item, &derived.ty, reader.findings);
                cx.no_scale(&typed, reader.findings);
                for bound in &typed.bounds {
                    reader.findings.push(rules::bound_of_derived(bound.loc));
                }
                reader.hides(&name);
                if reader.members.add("derived fact", &name, reader.findings) {
                    reader.target.derived.push(Derived {
                        name,
                        doc: doc(derived.doc.as_ref()),
                        value: Expr::pending(typed.ty, item.loc(derived.value.span)),
                    });
                }
            }
            EntityMember::Law(law) => {
                let name = item.ident(&law.name);
                reader.laws.add("law", &name, reader.findings);
            }
            EntityMember::Unique(..) | EntityMember::Upcast(_) => {}
            EntityMember::Broken(_) => broken = true,
        }
    }
    // Sets of facts come last: they may name facts that stand below them.
    for member in &source.members {
        if let EntityMember::Unique(names, span) = member {
            reader.unique(names, *span);
        }
    }
    // A member that could not be read may have been the key.
    if !reader.has_key && !broken && source.form.is_none() && !item.faulty {
        let finding = rules::no_key(reader.target.name.loc, &reader.target.name.text);
        reader.findings.push(finding);
    }
}

/// Whether an entity is known by the key of another.
fn has_key_of_others(source: &EntityItem) -> bool {
    matches!(source.form, Some(EntityForm::Is(..) | EntityForm::OneOf(_)))
}

struct Reader<'a, 'i> {
    cx: TypeCx<'a>,
    item: &'a ItemRef<'i>,
    target: &'a mut Entity,
    members: Members,
    laws: Members,
    has_key: bool,
    findings: &'a mut Vec<Diagnostic>,
}

impl Reader<'_, '_> {
    fn key(&mut self, def: &FieldDef) {
        let mut field = self.cx.field(self.item, def, self.findings);
        let loc = self.item.loc(def.ty.span);
        if self.has_key {
            self.findings.push(rules::second_key(
                field.name.loc,
                &self.target.name.text,
                self.target.key.name.loc,
                &self.target.key.name.text,
            ));
            return;
        }
        self.has_key = true;
        self.members.add("key", &field.name, self.findings);
        if !self.cx.can_be_key(&field.ty) {
            self.findings.push(rules::impossible_key(loc, "an entity"));
            field.ty = Type::Error;
        }
        if def.generated && !matches!(self.cx.base(&field.ty), Type::Uuid | Type::Error) {
            self.findings
                .push(rules::generated_not_uuid(loc, "request"));
        }
        let words = [
            (def.personal, "personal"),
            (def.inverse.is_some(), "inverse"),
        ];
        for (_, word) in words.iter().filter(|(written, _)| *written) {
            self.findings
                .push(rules::word_of_a_fact(self.item.loc(def.span), word));
        }
        if let Some(default) = field.default.take() {
            self.findings.push(rules::key_with_default(default.loc));
        }
        self.target.key_generated = def.generated;
        self.target.key = field;
    }

    fn fact(&mut self, def: &FieldDef) {
        let field = self.cx.field(self.item, def, self.findings);
        if def.generated {
            self.findings
                .push(rules::word_of_a_key(self.item.loc(def.span)));
        }
        if let Some(inverse) = &def.inverse {
            let refers = matches!(
                match &field.ty {
                    Type::Optional(inner) => inner.as_ref(),
                    ty => ty,
                },
                Type::Entity(_) | Type::Error
            );
            if !refers {
                let loc = self.item.loc(inverse.name.span);
                self.findings
                    .push(rules::inverse_without_reference(loc, &field.name.text));
            }
        }
        self.hides(&field.name);
        if self.members.add("fact", &field.name, self.findings) {
            self.target.facts.push(Fact {
                field,
                personal: def.personal,
                inherited: None,
                setters: Vec::new(),
            });
        }
    }

    /// Under the name of the entity stands the instance itself, wherever its facts are read.
    fn hides(&mut self, name: &Ident) {
        if name.text == self.target.subject() {
            let finding = rules::hides_the_entity(name.loc, &name.text, &self.target.name.text);
            self.findings.push(finding);
        }
    }

    fn unique(&mut self, names: &[Name], span: Span) {
        let mut set = Vec::new();
        let mut complete = true;
        let mut seen = Members::default();
        for name in names {
            let ident = self.item.ident(name);
            if !seen.add("name in this set", &ident, self.findings) {
                continue;
            }
            let facts = &self.target.facts;
            match facts
                .iter()
                .position(|fact| fact.field.name.text == name.text)
            {
                Some(index) => set.push(index),
                None => {
                    complete = false;
                    let near = nearest(&name.text, facts.iter().map(|fact| &fact.field.name.text));
                    let finding = rules::unknown_name(
                        ident.loc,
                        &format!("fact of `{}`", self.target.name.text),
                        &name.text,
                        near,
                    );
                    self.findings.push(finding);
                }
            }
        }
        if complete {
            self.target.uniques.push((set, self.item.loc(span)));
        }
    }
}
