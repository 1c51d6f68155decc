//! Commands of specs. The given history is told by commands too: the state admits them or not.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Expr, PayloadField, SpecAct, SpecField, Type};

use super::Writer;
use crate::cx::Address;
use crate::expr::constant_name;
use crate::gaps;
use crate::kind::authority::themselves;
use crate::kind::{Given, in_command, is_optional};

impl Writer<'_, '_, '_> {
    /// Who acts, where the spec says it. Where nothing is said and several fields, or several roles, could tell who
    /// asks, it is the one that is made up for each of them.
    pub(super) fn speaker<'s>(&self, act: &'s SpecAct) -> Option<&'s Expr> {
        if act.by.is_some() {
            return act.by.as_ref();
        }
        let def = self.cx.step(act.kind, act.step)?;
        let known = themselves(self.cx, act.kind, def);
        let own = def.payload.iter().zip(&act.fields).filter(|(field, _)| {
            let mut of_a_role = known.iter().flat_map(|(_, fields)| fields);
            of_a_role.any(|own| std::ptr::eq(*own, *field))
        });
        let values = own.map(|(_, value)| match value {
            SpecField::Seeded(value) => Some(value),
            _ => None,
        });
        let values: Vec<&Expr> = values.collect::<Option<_>>()?;
        let (first, rest) = values.split_first()?;
        let several = known.len() > 1 || !rest.is_empty();
        let one = rest.iter().all(|other| other.kind == first.kind);
        (several && one).then_some(*first)
    }

    /// The command of an act.
    pub(super) fn command(&mut self, act: &SpecAct, daring: bool) -> TokenStream {
        let cx = self.cx;
        let Some(def) = cx.step(act.kind, act.step) else {
            return quote!(return Ok(()));
        };
        // What a link gives a child that lives apart, nobody else can compute.
        let address = cx.apart(act.kind).and(cx.address(act.kind));
        let is_missing = |(field, given): (&PayloadField, &SpecField)| {
            let is_address = matches!(address, Some(Address::Given(by)) if std::ptr::eq(by, field));
            value(given).is_none()
                && in_command(field)
                && !is_optional(cx, act.kind, field)
                && !is_address
                && !matches!(field.ty, Type::Optional(_))
        };
        if address.is_some() && def.payload.iter().zip(&act.fields).any(is_missing) {
            let name = cx.kind_name(act.kind);
            self.findings.push(gaps::not_yet(
                self.spec.title.loc,
                format!("a request of `{name}` that leaves out what its parent has to give"),
            ));
            return quote!(return Ok(()));
        }
        let exprs = self.exprs(daring);
        let given = Given {
            kind: act.kind,
            def,
            subject: act.subject.as_ref(),
            values: act.fields.iter().map(value).collect(),
        };
        given.command(cx, &exprs, |ty| self.only(ty, act))
    }

    /// The only constant of a type: what a child belongs to where the spec does not say it.
    fn only(&mut self, ty: &Type, act: &SpecAct) -> Option<TokenStream> {
        let found = self
            .spec
            .constants
            .values()
            .find(|constant| constant.ty == *ty);
        match found {
            Some(constant) => {
                let name = constant_name(&constant.name.text);
                Some(quote!(::core::clone::Clone::clone(&#name)))
            }
            None => {
                let name = self.cx.kind_name(act.kind);
                self.findings.push(gaps::not_yet(
                    self.spec.title.loc,
                    format!("a request of `{name}` that does not say what it belongs to"),
                ));
                None
            }
        }
    }
}

/// The value of a field, where the spec has one.
fn value(field: &SpecField) -> Option<&Expr> {
    match field {
        SpecField::Written(value) | SpecField::Example(value) | SpecField::Seeded(value) => {
            Some(value)
        }
        SpecField::Default => None,
    }
}
