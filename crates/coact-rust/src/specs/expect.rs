//! Expectations of specs.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::Loc;
use coact_model::model::{Expect, Expr, ExprKind, RowSource, ViewId};

use super::Writer;
use crate::expr::constant_name;
use crate::queries::asks_for_me;
use crate::{names, tokens};

impl Writer<'_, '_, '_> {
    pub(super) fn expect(&mut self, expect: &Expect, loc: Loc) -> TokenStream {
        let text = tokens::text(&self.cx.text(loc));
        match expect {
            Expect::Nothing => quote!(spec.nothing()?;),
            Expect::PlainEvent { event, fields } => self.expect_plain_event(*event, fields, &text),
            Expect::Rejected(None) => quote!(spec.rejected(None)?;),
            Expect::Rejected(Some(name)) => {
                let name = tokens::text(name);
                quote!(spec.rejected(Some(#name))?;)
            }
            Expect::Event {
                kind,
                step,
                subject,
                fields,
            } => {
                let cx = self.cx;
                let Some(def) = cx.step(*kind, *step) else {
                    return quote!(return Ok(()));
                };
                let exprs = self.exprs(false);
                let (variant, event) = (
                    names::ident(cx.kind_name(*kind)),
                    names::ident(&def.event.text),
                );
                let module = cx.module(*kind);
                let subject_field = cx.subject_field(*kind);
                let produced = subject.as_ref().and_then(|subject| self.produced(subject));
                let mut tests: Vec<TokenStream> = Vec::new();
                if let (Some(subject), None) = (subject, &produced) {
                    let value = tokens::one(exprs.value(subject));
                    tests.push(quote!(event.#subject_field == #value));
                }
                for (at, value) in fields {
                    let Some(field) = def.payload.get(*at) else {
                        continue;
                    };
                    let ident = names::ident(&field.name.text);
                    let value = tokens::one(exprs.value(value));
                    tests.push(quote!(event.#ident == #value));
                }
                let found = if produced.is_some() {
                    quote!(::core::clone::Clone::clone(&event.#subject_field))
                } else {
                    quote!(())
                };
                let binding = produced.map(|name| quote!(let #name =));
                let pattern = if tests.is_empty() && binding.is_none() {
                    quote!(_)
                } else {
                    quote!(event)
                };
                let guard = (!tests.is_empty()).then(|| quote!(if #(#tests)&&*));
                quote! {
                    #binding spec.event(#text, |event| match event {
                        super::Event::#variant(super::#module::Event::#event(#pattern)) #guard => Ok(Some(#found)),
                        _ => Ok(None),
                    })?;
                }
            }
            Expect::Rows {
                source,
                exactly,
                rows,
            } => self.rows(source, *exactly, rows, &text),
            Expect::Agenda(actor, acts) => {
                let role = self.cx.role(*actor);
                let acts = acts.iter().map(|(kind, step)| {
                    let (kind, step) =
                        (tokens::text(self.cx.kind_name(*kind)), tokens::step(*step));
                    quote!((#kind, #step))
                });
                quote!(spec.agenda(#text, #role, &[#(#acts),*])?;)
            }
        }
    }

    /// The name that an event binds, where the subject is a constant that waits for it.
    pub(super) fn produced(&mut self, subject: &Expr) -> Option<proc_macro2::Ident> {
        let ExprKind::Constant(id) = &subject.kind else {
            return None;
        };
        if !self.is_produced(*id) || !self.bound.insert(*id) {
            return None;
        }
        Some(constant_name(&self.spec.constants[*id].name.text))
    }

    fn rows(
        &self,
        source: &RowSource,
        exactly: bool,
        rows: &[Vec<(usize, Expr)>],
        text: &proc_macro2::Literal,
    ) -> TokenStream {
        let exprs = self.exprs(false);
        let view: ViewId = match source {
            RowSource::View(view) => *view,
            RowSource::Query(query, _) => self.cx.model.queries[*query].view,
        };
        let def = &self.cx.model.views[view];
        let row_type = names::ident(&def.name.text);
        let tests = rows.iter().map(|row| {
            let fields = row.iter().filter_map(|(at, value)| {
                let field = def.fields.get(*at)?;
                let ident = names::ident(&field.name.text);
                let value = tokens::one(exprs.value(value));
                Some(quote!(row.#ident == #value))
            });
            let fields: Vec<TokenStream> = fields.collect();
            if fields.is_empty() {
                quote!(&|_: &super::views::#row_type| Ok(true))
            } else {
                quote!(&|row: &super::views::#row_type| Ok(#(#fields)&&*))
            }
        });
        let tests = quote!(&[#(#tests),*]);
        match source {
            RowSource::View(_) => quote! {
                spec.rows::<super::views::#row_type>(#text, #exactly, #tests)?;
            },
            RowSource::Query(query, args) => {
                let query = &self.cx.model.queries[*query];
                let name = names::ident(&query.name.text);
                let args = query.params.iter().zip(args).map(|(param, arg)| {
                    let (param, arg) = (names::ident(&param.name), exprs.value(arg));
                    quote!(#param: #arg)
                });
                let me = asks_for_me(query).then(|| quote!(me: spec.asker(),));
                quote! {
                    spec.query(#text, &super::queries::#name { #me #(#args),* }, #exactly, #tests)?;
                }
            }
        }
    }
}
