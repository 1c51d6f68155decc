//! What one event does to the rows of a view.

use coact_syntax::ast::RowVerb;
use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{Each, Expr, Handler, RowSet, Type, View, ViewId};

use super::fold_fn;
use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::{names, tokens};

/// The function that folds an event into the view.
pub(super) fn fold(cx: &Cx<'_>, id: ViewId, view: &View) -> TokenStream {
    let function = fold_fn(cx, id);
    // Several handlers of one event run one after the other, in the order of the text.
    let mut groups: Vec<(&Handler, Vec<&Handler>)> = Vec::new();
    for handler in &view.handlers {
        match groups
            .iter_mut()
            .find(|(first, _)| (first.kind, first.step) == (handler.kind, handler.step))
        {
            Some((_, group)) => group.push(handler),
            None => groups.push((handler, vec![handler])),
        }
    }
    let arms = groups.iter().filter_map(|(first, group)| {
        let act = cx.step(first.kind, first.step)?;
        let bodies = group.iter().map(|handler| {
            let body = body(cx, id, view, handler);
            quote!({ #body })
        });
        let body = quote!(#(#bodies)*);
        let case_name = &cx.entity(cx.case_entity(first.kind)).name.text;
        let (case_variant, kind) = (
            names::ident(case_name),
            names::ident(cx.kind_name(first.kind)),
        );
        let module = cx.module(first.kind);
        let event_name = names::ident(&act.event.text);
        let case = pattern("case", &body);
        let event = pattern("event", &body);
        Some(quote! {
            (
                super::Case::#case_variant(#case),
                super::Event::#kind(super::#module::Event::#event_name(#event)),
            ) => { #body }
        })
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

fn pattern(name: &str, body: &TokenStream) -> proc_macro2::Ident {
    if tokens::mentions(body, name) {
        names::ident(name)
    } else {
        proc_macro2::Ident::new("_", proc_macro2::Span::call_site())
    }
}

struct Change<'c, 'a, 's> {
    cx: &'c Cx<'a>,
    view: &'a View,
    handler: &'a Handler,
    exprs: Exprs<'c, 'a, 's>,
}

fn body(cx: &Cx<'_>, id: ViewId, view: &View, handler: &Handler) -> TokenStream {
    let Some(act) = cx.step(handler.kind, handler.step) else {
        return quote!();
    };
    let scene = Scene::View {
        kind: handler.kind,
        act,
        view: id,
    };
    let change = Change {
        cx,
        view,
        handler,
        exprs: Exprs::new(cx, scene),
    };
    match &handler.each {
        None => change.at_route(),
        Some(Each::In(local, list)) => {
            let list = change.exprs.value(list);
            let inner = change.at_route();
            let local = names::local(local);
            let local = if tokens::mentions(&inner, &local.to_string()) {
                local
            } else {
                names::ident("_item")
            };
            let skipped = change.skipped();
            quote! {
                match ::coact_runtime::expr::attempt(|| Ok(#list)) {
                    Ok(items) => {
                        for #local in &items { #inner }
                    }
                    Err(_) => #skipped,
                }
            }
        }
        Some(Each::Rows(condition)) => {
            let name = names::ident(&view.name.text);
            let condition = change.exprs.eval(condition);
            let inner = match handler.verb {
                RowVerb::Remove => quote!(rows.remove::<#name>(&key);),
                _ => change.touch(&quote!(key)),
            };
            let mutable = (handler.verb != RowVerb::Remove).then(|| quote!(mut));
            quote! {
                for (key, #mutable row) in rows.all::<#name>()? {
                    if #condition == Ok(true) { #inner }
                }
            }
        }
    }
}

impl Change<'_, '_, '_> {
    fn name(&self) -> proc_macro2::Ident {
        names::ident(&self.view.name.text)
    }

    fn skipped(&self) -> TokenStream {
        let name = self.name();
        quote!(rows.skipped(<#name as ::coact_runtime::ReadModel>::NAME))
    }

    /// The row at the handler's route.
    fn at_route(&self) -> TokenStream {
        let text = tokens::text(&self.view.name.text);
        let keys: Vec<_> = self
            .view
            .fields
            .iter()
            .filter(|field| field.key)
            .zip(&self.handler.route)
            .map(|(field, route)| {
                (
                    names::ident(&format!("key_{}", field.name.text)),
                    field,
                    route,
                )
            })
            .collect();
        let names_of = keys.iter().map(|(name, ..)| name);
        let values = keys.iter().map(|(_, _, route)| self.exprs.value(route));
        let parts = keys.iter().map(|(name, field, _)| {
            if matches!(field.ty, Type::Decimal(_)) {
                quote!(#name.normalize())
            } else {
                quote!(&#name)
            }
        });
        let name = self.name();
        let skipped = self.skipped();
        let fresh = self.fresh();
        let act = match self.handler.verb {
            RowVerb::Remove => quote!(rows.remove::<#name>(&key);),
            RowVerb::Add => self.put_new(&fresh, &skipped),
            RowVerb::Update => {
                let touch = self.touch(&quote!(key));
                quote! {
                    match rows.get::<#name>(&key)? {
                        Some(mut row) => { #touch }
                        None => #skipped,
                    }
                }
            }
            RowVerb::Set => {
                let touch = self.touch(&quote!(key));
                let new = self.put_new(&fresh, &skipped);
                quote! {
                    match rows.get::<#name>(&key)? {
                        Some(mut row) => { #touch }
                        None => { #new }
                    }
                }
            }
        };
        quote! {
            let route = ::coact_runtime::expr::attempt(|| Ok((#(#values,)*)));
            match route {
                Ok((#(#names_of,)*)) => {
                    let key = key_of(#text, &(#(#parts,)*))?;
                    #act
                }
                Err(_) => #skipped,
            }
        }
    }

    /// A new row, with the defaults of the fields that are not set.
    fn fresh(&self) -> TokenStream {
        let name = self.name();
        let fields = self.view.fields.iter().enumerate().map(|(at, field)| {
            let ident = names::ident(&field.name.text);
            if field.key {
                let key = names::ident(&format!("key_{}", field.name.text));
                let key = if self.cx.is_copy(&field.ty) {
                    quote!(#key)
                } else {
                    quote!(::core::clone::Clone::clone(&#key))
                };
                return quote!(#ident: #key);
            }
            let set = self.handler.sets.iter().find_map(|set| match set {
                RowSet::Field(index, value) if *index == at => Some(value),
                _ => None,
            });
            let value = match (set, &field.default, &field.ty) {
                (Some(value), ..) | (None, Some(value), _) => self.exprs.value(value),
                (None, None, Type::Optional(_)) => quote!(None),
                (None, None, Type::List(_)) => quote!(::std::vec::Vec::new()),
                // The checker has shown that a row that may be made gets every field.
                (None, None, _) => {
                    quote!(return Err(::coact_runtime::expr::Absent::Unknown))
                }
            };
            quote!(#ident: #value)
        });
        quote!(#name { #(#fields),* })
    }

    fn put_new(&self, fresh: &TokenStream, skipped: &TokenStream) -> TokenStream {
        let elements = self.elements();
        let (mutable, change) = if elements.is_empty() {
            (quote!(), quote!())
        } else {
            (
                quote!(mut),
                quote! {
                    let changed = ::coact_runtime::expr::attempt(|| {
                        #elements
                        Ok(())
                    });
                    if changed.is_err() { #skipped; }
                },
            )
        };
        quote! {
            match ::coact_runtime::expr::attempt(|| Ok(#fresh)) {
                Ok(#mutable row) => {
                    #change
                    rows.put(key, &row)?;
                }
                Err(_) => #skipped,
            }
        }
    }

    /// Changes `row` and puts it back, where every value is known.
    fn touch(&self, key: &TokenStream) -> TokenStream {
        let sets = self.handler.sets.iter().filter_map(|set| match set {
            RowSet::Field(index, value) => {
                let ident = names::ident(&self.view.fields.get(*index)?.name.text);
                let value = self.exprs.value(value);
                Some(quote!(row.#ident = #value;))
            }
            RowSet::Element { .. } => None,
        });
        let sets = quote!(#(#sets)*);
        let elements = self.elements();
        let skipped = self.skipped();
        quote! {
            let changed = ::coact_runtime::expr::attempt(|| {
                #sets #elements
                Ok(())
            });
            match changed {
                Ok(()) => rows.put(#key, &row)?,
                Err(_) => #skipped,
            }
        }
    }

    /// Changes of elements of keyed lists inside the row.
    fn elements(&self) -> TokenStream {
        let changes = self.handler.sets.iter().filter_map(|set| match set {
            RowSet::Element {
                field,
                verb,
                key,
                sets,
                ..
            } => self.element(*field, *verb, key.as_ref(), sets),
            RowSet::Field(..) => None,
        });
        quote!(#(#changes)*)
    }

    fn element(
        &self,
        field: usize,
        verb: RowVerb,
        key: Option<&Expr>,
        sets: &[(usize, Expr)],
    ) -> Option<TokenStream> {
        let def = self.view.fields.get(field)?;
        let list = names::ident(&def.name.text);
        let Type::List(inner) = &def.ty else {
            return None;
        };
        let Type::Value(id) = &**inner else {
            return None;
        };
        let value = &self.cx.model.values[*id];
        let keys: Vec<usize> = value
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| field.key)
            .map(|(at, _)| at)
            .collect();
        // The key as given, or as the fields say it.
        let tests = keys.iter().map(|at| {
            let name = names::ident(&value.fields[*at].name.text);
            let given = sets
                .iter()
                .find(|(index, _)| index == at)
                .map(|(_, value)| value)
                .or(key);
            match given {
                Some(given) => {
                    let given = self.exprs.reference(given);
                    quote!(element.#name == *(#given))
                }
                None => quote!(false),
            }
        });
        let is = quote!(#(#tests)&&*);
        let update = sets.iter().map(|(at, new)| {
            let name = names::ident(&value.fields[*at].name.text);
            let new = self.exprs.value(new);
            quote!(element.#name = #new;)
        });
        let update = quote!(#(#update)*);
        let name = names::ident(&value.name.text);
        let fields = value.fields.iter().enumerate().map(|(at, field)| {
            let ident = names::ident(&field.name.text);
            let given = sets
                .iter()
                .find(|(index, _)| *index == at)
                .map(|(_, value)| value)
                .or(if field.key {
                    key
                } else {
                    field.default.as_ref()
                });
            let new = match (given, &field.ty) {
                (Some(given), _) => self.exprs.value(given),
                (None, Type::Optional(_)) => quote!(None),
                (None, _) => quote!(return Err(::coact_runtime::expr::Absent::Unknown)),
            };
            quote!(#ident: #new)
        });
        let fresh = quote!(super::types::#name { #(#fields),* });
        let place = quote! {
            let mut place = None;
            for (at, element) in row.#list.iter().enumerate() {
                if #is {
                    place = Some(at);
                    break;
                }
            }
        };
        let found = quote! {
            place.and_then(|at| row.#list.get_mut(at))
        };
        Some(match verb {
            RowVerb::Remove => quote!({
                #place
                if let Some(at) = place { row.#list.remove(at); }
            }),
            RowVerb::Update => quote!({
                #place
                if let Some(element) = #found { #update }
            }),
            RowVerb::Add => quote!({
                #place
                let fresh = #fresh;
                match #found {
                    Some(element) => *element = fresh,
                    None => row.#list.push(fresh),
                }
            }),
            RowVerb::Set => quote!({
                #place
                match #found {
                    Some(element) => { #update }
                    None => {
                        let fresh = #fresh;
                        row.#list.push(fresh);
                    }
                }
            }),
        })
    }
}
