//! The data that goes with an act: facts of the subject, and data of the act itself.

use coact_syntax::ast::{self, Act};

use super::members::Members;
use super::types::TypeCx;
use crate::ctp::{Step, step_words};
use crate::diagnostics::Diagnostic;
use crate::model::{Entity, Ident, PayloadField, PayloadOrigin, Type};
use crate::resolve::cx::{ItemRef, doc, nearest};
use crate::rules;

/// The field that every refusing step has.
pub(crate) const REASON: &str = "reason";

/// What the payload of one step is read against.
pub(super) struct Payload<'a, 'i> {
    pub(super) cx: TypeCx<'a>,
    pub(super) item: &'a ItemRef<'i>,
    pub(super) kind: &'a Ident,
    pub(super) step: Step,
    pub(super) subject: Option<&'a Entity>,
}

impl Payload<'_, '_> {
    /// The fields as written, then `reason` where the step always has one.
    pub(super) fn read(
        &self,
        written: &[ast::PayloadField],
        findings: &mut Vec<Diagnostic>,
    ) -> Vec<PayloadField> {
        let mut members = Members::default();
        let mut fields = Vec::new();
        let reason = has_reason(self.step);
        for source in written.iter().filter(|it| !it.is_retired()) {
            let name = self.item.ident(&source.name);
            let field = match &source.ty {
                Some(ty) => Some(self.data(source, name.clone(), ty, findings)),
                None => self.fact(source, name.clone(), findings),
            };
            if reason && name.text == REASON {
                findings.push(rules::reason_is_given(name.loc, &step_words(self.step)));
                continue;
            }
            if let Some(subject) = self.subject
                && source.ty.is_some()
                && name.text == subject.subject()
            {
                findings.push(rules::subject_is_given(
                    name.loc,
                    &name.text,
                    &subject.name.text,
                ));
                continue;
            }
            if members.add("field", &name, findings) {
                fields.extend(field);
            }
        }
        if reason {
            fields.push(PayloadField {
                name: Ident {
                    text: REASON.to_owned(),
                    loc: self.kind.loc,
                },
                doc: None,
                origin: PayloadOrigin::Data,
                ty: Type::Optional(Box::new(Type::Text)),
                bounds: Vec::new(),
                default: None,
            });
        }
        fields
    }

    fn data(
        &self,
        source: &ast::PayloadField,
        name: Ident,
        ty: &ast::TypeExpr,
        findings: &mut Vec<Diagnostic>,
    ) -> PayloadField {
        let typed = self.cx.resolve(self.item, ty, findings);
        self.cx.no_scale(&typed, findings);
        PayloadField {
            name,
            doc: doc(source.doc.as_ref()),
            origin: PayloadOrigin::Data,
            ty: typed.ty,
            bounds: typed.bounds,
            default: None,
        }
    }

    fn fact(
        &self,
        source: &ast::PayloadField,
        name: Ident,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PayloadField> {
        if has_reason(self.step) && name.text == REASON {
            return None;
        }
        let subject = self.subject?;
        let Some((index, fact)) = subject
            .facts
            .iter()
            .enumerate()
            .find(|(_, fact)| fact.field.name.text == name.text)
        else {
            findings.push(self.no_fact(subject, &name));
            // Kept without a type, so that the uses of the field stay silent.
            return Some(PayloadField {
                name,
                doc: None,
                origin: PayloadOrigin::Data,
                ty: Type::Error,
                bounds: Vec::new(),
                default: None,
            });
        };
        if !matches!(self.step, Step::Base(_)) {
            findings.push(rules::revocation_sets_fact(
                name.loc,
                &name.text,
                &step_words(self.step),
            ));
            return None;
        }
        Some(PayloadField {
            name,
            doc: doc(source.doc.as_ref()).or_else(|| fact.field.doc.clone()),
            origin: PayloadOrigin::Fact(index),
            ty: fact.field.ty.clone(),
            bounds: fact.field.bounds.clone(),
            default: None,
        })
    }

    /// Why an untyped field sets nothing: what it names cannot be set, or is not there.
    fn no_fact(&self, subject: &Entity, name: &Ident) -> Diagnostic {
        let entity = &subject.name.text;
        if subject
            .derived
            .iter()
            .any(|fact| fact.name.text == name.text)
        {
            return rules::not_a_settable_fact(name.loc, &name.text, entity, "is derived");
        }
        if subject.key.name.text == name.text || subject.subject() == name.text {
            return rules::subject_is_given(name.loc, &name.text, entity);
        }
        if subject
            .inverses
            .iter()
            .any(|back| back.name.text == name.text)
        {
            let why = "follows from the facts that refer to it";
            return rules::not_a_settable_fact(name.loc, &name.text, entity, why);
        }
        let near = nearest(
            &name.text,
            subject.facts.iter().map(|fact| &fact.field.name.text),
        );
        let noun = format!("fact of `{entity}`");
        let finding = rules::unknown_name(name.loc, &noun, &name.text, near);
        match near {
            Some(_) => finding,
            None => finding.hint(format!(
                "declare the fact in `{entity}`, or give it a type to make it data of the act: `{}: Text`",
                name.text
            )),
        }
    }
}

/// Whether a step always has a reason.
pub(crate) const fn has_reason(step: Step) -> bool {
    matches!(
        step,
        Step::Base(Act::Decline | Act::Reject) | Step::Revoke(_) | Step::Refuse(_)
    )
}
