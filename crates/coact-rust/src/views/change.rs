//! Changes of what has fields: of the row of a view, of the state of an aggregate.

use coact_syntax::ast::RowVerb;
use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{Expr, ExprKind, Field, RowSet, Type};

use crate::cx::Cx;
use crate::expr::Exprs;
use crate::names;

/// What is set of the fields of something.
pub(crate) struct Change<'c, 'a, 's> {
    pub(crate) cx: &'c Cx<'a>,
    pub(crate) fields: &'a [Field],
    pub(crate) sets: &'a [RowSet],
    /// The variable that has the fields.
    pub(crate) place: Ident,
    /// Whether a field is kept as an option, because it has no value at first.
    pub(crate) open: fn(&Cx<'_>, &Field) -> bool,
    pub(crate) exprs: Exprs<'c, 'a, 's>,
}

/// The field that is changed.
fn field_of(set: &RowSet) -> usize {
    match set {
        RowSet::Field(index, _) => *index,
        RowSet::Element { field, .. } => *field,
    }
}

/// What is set, and where.
fn expressions(set: &RowSet) -> impl Iterator<Item = &Expr> {
    let (key, values) = match set {
        RowSet::Field(_, value) => (Some(value), &[][..]),
        RowSet::Element { key, sets, .. } => (key.as_ref(), sets.as_slice()),
    };
    let values = values.iter().map(|(_, value)| value);
    key.into_iter().chain(values)
}

/// Whether an expression reads this field of the row or of the state.
fn reads(expr: &Expr, field: usize) -> bool {
    expr.all().into_iter().any(|part| {
        matches!(part.kind, ExprKind::RowField(index) | ExprKind::StateField(index) if index == field)
    })
}

impl Change<'_, '_, '_> {
    /// All changes. What a value reads is what was there before, whatever else is set.
    pub(crate) fn sets(&self) -> TokenStream {
        let apart = self.reads_what_is_set();
        let (mut values, mut changes) = (Vec::new(), Vec::new());
        for set in self.sets {
            let RowSet::Field(index, value) = set else {
                continue;
            };
            let Some(field) = self.fields.get(*index) else {
                continue;
            };
            let (place, ident) = (&self.place, names::ident(&field.name.text));
            let mut value = self.exprs.value(value);
            if apart {
                let before = names::of_field(&field.name.text, "set");
                values.push(quote!(let #before = #value;));
                value = quote!(#before);
            }
            if (self.open)(self.cx, field) {
                value = quote!(Some(#value));
            }
            changes.push(quote!(#place.#ident = #value;));
        }
        let elements = self.elements();
        quote!(#(#values)* #elements #(#changes)*)
    }

    /// Whether a value is read from what another one sets.
    fn reads_what_is_set(&self) -> bool {
        let set: Vec<usize> = self.sets.iter().map(field_of).collect();
        set.len() > 1
            && self.sets.iter().any(|one| {
                let others = || set.iter().filter(|at| **at != field_of(one));
                expressions(one).any(|expr| others().any(|at| reads(expr, *at)))
            })
    }

    /// Changes of elements of keyed lists alone.
    pub(super) fn elements(&self) -> TokenStream {
        let changes = self.sets.iter().filter_map(|set| self.element(set));
        quote!(#(#changes)*)
    }

    /// Whether a value is what the place showed before.
    pub(super) fn reads(&self, field: usize) -> bool {
        self.sets
            .iter()
            .flat_map(expressions)
            .any(|expr| reads(expr, field))
    }

    /// The change of a list's element; none where the set is of a field.
    fn element(&self, set: &RowSet) -> Option<TokenStream> {
        let RowSet::Element {
            field,
            verb,
            key,
            sets,
            ..
        } = set
        else {
            return None;
        };
        let key = key.as_ref();
        let def = self.fields.get(*field)?;
        let (row, list) = (&self.place, names::ident(&def.name.text));
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
            for (at, element) in #row.#list.iter().enumerate() {
                if #is {
                    place = Some(at);
                    break;
                }
            }
        };
        let found = quote! {
            place.and_then(|at| #row.#list.get_mut(at))
        };
        Some(match verb {
            RowVerb::Remove => quote!({
                #place
                if let Some(at) = place { #row.#list.remove(at); }
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
                    None => #row.#list.push(fresh),
                }
            }),
            RowVerb::Set => quote!({
                #place
                match #found {
                    Some(element) => { #update }
                    None => {
                        let fresh = #fresh;
                        #row.#list.push(fresh);
                    }
                }
            }),
        })
    }
}
