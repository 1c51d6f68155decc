//! What one event does to the rows of a view.

use coact_syntax::ast::RowVerb;
use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Each, EventRef, Expr, Field, Handler, RowSet, Type, View, ViewId};

use super::{Change, fold_fn, reads};
use crate::cx::Cx;
use crate::expr::{Exprs, Happened, Scene};
use crate::{names, plain, tokens};

/// The function that folds an event into the view.
pub(super) fn fold(cx: &Cx<'_>, id: ViewId, view: &View) -> TokenStream {
    let function = fold_fn(cx, id);
    // Several handlers of one event run one after the other, in the order of the text.
    let mut groups: Vec<(&Handler, Vec<&Handler>)> = Vec::new();
    for handler in &view.handlers {
        match groups.iter_mut().find(|(first, _)| first.on == handler.on) {
            Some((_, group)) => group.push(handler),
            None => groups.push((handler, vec![handler])),
        }
    }
    let arms = groups.iter().filter_map(|(first, group)| {
        let happened = happened(cx, first.on)?;
        let bodies = group.iter().map(|handler| {
            let body = body(cx, id, view, handler, happened);
            quote!({ #body })
        });
        let body = quote!(#(#bodies)*);
        Some(arm(cx, happened, &body))
    });
    let arms: Vec<TokenStream> = arms.collect();
    let all = quote!(#(#arms)*);
    let rows = tokens::parameter("rows", &all);
    let text = &view.name.text;
    let docs = tokens::doc(&format!("Folds one event into the rows of `{text}`."));
    let envelope = cx.envelope_type();
    quote! {
        #docs
        ///
        /// # Errors
        /// A row that cannot be read or written.
        pub(super) fn #function<R: ::coact_runtime::Rows>(
            #rows: &mut R,
            case: &super::Case,
            envelope: &#envelope,
        ) -> ::core::result::Result<(), ::coact_runtime::RowError> {
            match (case, &envelope.event) {
                #all
                _ => {}
            }
            Ok(())
        }
    }
}

/// An arm of a match over a case and an event: what is done where it is this one, with `case` and `event`.
pub(crate) fn arm(cx: &Cx<'_>, happened: Happened<'_>, body: &TokenStream) -> TokenStream {
    let (case, event) = (pattern("case", body), pattern("event", body));
    let (kind, act) = match happened {
        Happened::Act(kind, act) => (kind, act),
        Happened::Plain(id) => {
            let event = plain::event_path(cx, &cx.model.events[id], quote!(#event));
            return quote!((#case, #event) => { #body });
        }
    };
    let case_name = &cx.entity(cx.case_entity(kind)).name.text;
    let (case_variant, kind_variant) = (names::ident(case_name), names::ident(cx.kind_name(kind)));
    let module = cx.module(kind);
    let event_name = names::ident(&act.event.text);
    quote! {
        (
            super::Case::#case_variant(#case),
            super::Event::#kind_variant(super::#module::Event::#event_name(#event)),
        ) => { #body }
    }
}

fn pattern(name: &str, body: &TokenStream) -> proc_macro2::Ident {
    if tokens::mentions(body, name) {
        names::ident(name)
    } else {
        proc_macro2::Ident::new("_", proc_macro2::Span::call_site())
    }
}

struct Handling<'c, 'a, 's> {
    cx: &'c Cx<'a>,
    view: &'a View,
    handler: &'a Handler,
    /// Whether decisions rest on its rows, and its rows on those of others.
    is_guarded: bool,
    exprs: Exprs<'c, 'a, 's>,
}

/// The event of the model's own that a handler is about.
pub(crate) fn happened<'a>(cx: &Cx<'a>, on: EventRef) -> Option<Happened<'a>> {
    match on {
        EventRef::Act(kind, step) => Some(Happened::Act(kind, cx.step(kind, step)?)),
        EventRef::Plain(event) => Some(Happened::Plain(event)),
    }
}

fn body(
    cx: &Cx<'_>,
    id: ViewId,
    view: &View,
    handler: &Handler,
    happened: Happened<'_>,
) -> TokenStream {
    let reads = reads::of(handler);
    let scene = Scene::View {
        of: happened,
        view: id,
        reads: &reads,
    };
    let is_guarded = !reads.is_empty() && plain::guarding(cx).contains(&id);
    let handling = Handling {
        cx,
        view,
        handler,
        is_guarded,
        exprs: Exprs::new(cx, scene),
    };
    let fetch = reads::fetch(cx, &handling.exprs, &reads);
    match &handler.each {
        None => {
            let changed = handling.at_route();
            quote!(#fetch #changed)
        }
        Some(Each::In(local, list)) => {
            let (items, iter) = handling.exprs.items(list);
            let inner = handling.at_route();
            let inner = quote!(#fetch #inner);
            let local = names::local(local);
            let local = if tokens::mentions(&inner, &local.to_string()) {
                local
            } else {
                names::ident("_item")
            };
            let name = handling.name();
            quote! {
                #items
                if items.is_err() {
                    rows.skipped(<#name as ::coact_runtime::ReadModel>::NAME);
                }
                for #local in #iter { #inner }
            }
        }
        Some(Each::Rows(condition)) => {
            let name = handling.name();
            let condition = handling.exprs.body(condition);
            let row = tokens::parameter("row", &condition);
            if handler.verb == RowVerb::Remove {
                return quote! {
                    #fetch
                    ::coact_runtime::views::remove_where::<#name, _>(rows, |#row| #condition)?;
                };
            }
            let sets = handling.change().sets();
            let changed = tokens::parameter("row", &sets);
            quote! {
                #fetch
                ::coact_runtime::views::update_where::<#name, _>(
                    rows, |#row| #condition, |#changed| { #sets Ok(()) }
                )?;
            }
        }
    }
}

impl<'c, 'a, 's> Handling<'c, 'a, 's> {
    /// What is changed of a row.
    fn change(&self) -> Change<'c, 'a, 's> {
        Change {
            cx: self.cx,
            fields: &self.view.fields,
            sets: &self.handler.sets,
            place: names::ident("row"),
            open: |_, _| false,
            exprs: self.exprs.clone(),
        }
    }

    fn name(&self) -> proc_macro2::Ident {
        names::ident(&self.view.name.text)
    }

    /// The row at the handler's route.
    fn at_route(&self) -> TokenStream {
        let keys: Vec<(&Field, &Expr)> = self
            .view
            .fields
            .iter()
            .filter(|field| field.key)
            .zip(&self.handler.route)
            .collect();
        let name = self.name();
        let parts = keys.iter().map(|(_, route)| self.exprs.value(route));
        let route = quote!(::coact_runtime::expr::attempt(|| Ok((#(#parts,)*))));
        match self.handler.verb {
            RowVerb::Remove => quote!(::coact_runtime::views::remove::<#name, _>(rows, #route)?;),
            RowVerb::Update => {
                let sets = self.change().sets();
                let row = tokens::parameter("row", &sets);
                quote! {
                    ::coact_runtime::views::update::<#name, _>(rows, #route, |#row| { #sets Ok(()) })?;
                }
            }
            RowVerb::Add => {
                let lets = keys.iter().map(|(field, route)| {
                    let (key, value) = (key_name(field), self.exprs.value(route));
                    quote!(let #key = #value;)
                });
                let parts = keys.iter().map(|(field, _)| self.copied(field));
                let (row, elements) = (self.fresh(), self.change().elements());
                let made = if elements.is_empty() {
                    quote!(Ok(((#(#parts,)*), #row)))
                } else {
                    quote! {
                        let fields = (#(#parts,)*);
                        let mut row = #row;
                        #elements
                        Ok((fields, row))
                    }
                };
                // Which row is changed is told also where what it would show is not known.
                let noted = self
                    .is_guarded
                    .then(|| quote!(::coact_runtime::views::read::<#name, _>(rows, #route)?.ok();));
                quote! {
                    #noted
                    ::coact_runtime::views::add::<#name, _, _>(
                        rows, ::coact_runtime::expr::attempt(|| { #(#lets)* #made })
                    )?;
                }
            }
            RowVerb::Set => {
                let lets = keys.iter().map(|(field, route)| {
                    let (key, value) = (key_name(field), self.exprs.value(route));
                    quote!(let #key = #value;)
                });
                let fresh = self.begun();
                let sets = self.change().sets();
                let changed = tokens::parameter("row", &sets);
                quote! {
                    ::coact_runtime::views::set::<#name, _>(
                        rows, #route, || { #(#lets)* #fresh }, |#changed| { #sets Ok(()) }
                    )?;
                }
            }
        }
    }

    /// The value of a key field, in a variable that is used again.
    fn copied(&self, field: &Field) -> TokenStream {
        let key = key_name(field);
        if self.cx.is_copy(&field.ty) {
            quote!(#key)
        } else {
            quote!(::core::clone::Clone::clone(&#key))
        }
    }

    /// The row that `set` makes where there is none. It shows what fields have to begin with, before it is changed.
    fn begun(&self) -> TokenStream {
        let change = self.change();
        let fields = || self.view.fields.iter().enumerate();
        let is_read = |at: &usize| change.reads(*at);
        if !fields().any(|(at, _)| is_read(&at)) {
            let (row, elements) = (self.fresh(), change.elements());
            return if elements.is_empty() {
                quote!(Ok(#row))
            } else {
                quote!(let mut row = #row; #elements Ok(row))
            };
        }
        // What no field has to begin with, no value can be made of.
        if fields().any(|(at, field)| is_read(&at) && !field.key && self.blank(field).is_none()) {
            return quote!(Err(::coact_runtime::expr::Absent::Unknown));
        }
        let row = self.row(|at, field| self.blank(field).or_else(|| self.given(at)));
        let sets = change.sets();
        quote!(let mut row = #row; #sets Ok(row))
    }

    /// What a field has to begin with.
    fn blank(&self, field: &Field) -> Option<TokenStream> {
        match (&field.default, &field.ty) {
            (Some(value), _) => Some(self.exprs.value(value)),
            (None, Type::Optional(_)) => Some(quote!(None)),
            (None, Type::List(_)) => Some(quote!(::std::vec::Vec::new())),
            (None, _) => None,
        }
    }

    /// What is set of a field.
    fn given(&self, at: usize) -> Option<TokenStream> {
        self.handler.sets.iter().find_map(|set| match set {
            RowSet::Field(index, value) if *index == at => Some(self.exprs.value(value)),
            _ => None,
        })
    }

    /// A new row, with the defaults of the fields that are not set.
    fn fresh(&self) -> TokenStream {
        self.row(|at, field| self.given(at).or_else(|| self.blank(field)))
    }

    /// A row with these values beside its key.
    fn row(&self, value: impl Fn(usize, &Field) -> Option<TokenStream>) -> TokenStream {
        let name = self.name();
        let fields = self.view.fields.iter().enumerate().map(|(at, field)| {
            let ident = names::ident(&field.name.text);
            let value = if field.key {
                self.copied(field)
            } else {
                // The checker has shown that a row that may be made gets every field.
                value(at, field)
                    .unwrap_or_else(|| quote!(return Err(::coact_runtime::expr::Absent::Unknown)))
            };
            quote!(#ident: #value)
        });
        quote!(#name { #(#fields),* })
    }
}

/// The variable of a key field.
fn key_name(field: &Field) -> proc_macro2::Ident {
    names::of_field(&field.name.text, "key")
}
