//! Entities that a decision reads by key: what is asked for, and what was answered.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::{EntityId, Expr, ExprKind, Type};

use super::{Exprs, Piece, Scene};
use crate::case::held;
use crate::lookups::entities::{getter, key_getter};
use crate::{names, tokens};

/// An entity that is found by its key, or by unique facts.
pub(crate) struct ByKey<'e> {
    pub(crate) entity: EntityId,
    /// By what: each with the fact, none for the key.
    pub(crate) keys: &'e [(Option<usize>, Expr)],
    /// Of many keys, the one that is meant.
    pub(crate) at: Option<&'e Expr>,
}

impl ByKey<'_> {
    /// The unique facts that it is found by; none where it is found by its key.
    pub(crate) fn facts(&self) -> Vec<usize> {
        self.keys.iter().filter_map(|(fact, _)| *fact).collect()
    }
}

/// The entity that an expression finds by itself; none where it is another expression.
pub(crate) fn by_key(expr: &Expr) -> Option<ByKey<'_>> {
    let (found, at) = match &expr.kind {
        ExprKind::At(of, key) => (&**of, Some(&**key)),
        _ => (expr, None),
    };
    match &found.kind {
        ExprKind::Find(entity, keys) => Some(ByKey {
            entity: *entity,
            keys,
            at,
        }),
        _ => None,
    }
}

/// The entity of which something is read: found by key, or referred to by what was read.
pub(crate) fn read_of(of: &Expr) -> Option<ByKey<'_>> {
    by_key(of).or_else(|| match of.ty {
        Type::Entity(entity) if is_read(of) => Some(ByKey {
            entity,
            keys: &[],
            at: Some(of),
        }),
        _ => None,
    })
}

/// Whether the value comes of something read by key.
pub(crate) fn is_read(of: &Expr) -> bool {
    let parts = of.all();
    let mut kinds = parts.iter().map(|part| &part.kind);
    kinds.any(|kind| matches!(kind, ExprKind::Find(..) | ExprKind::RowAt(..)))
}

impl Exprs<'_, '_, '_> {
    /// The entity of which a decision reads something by key.
    pub(super) fn decided_by<'e>(&self, of: &'e Expr) -> Option<ByKey<'e>> {
        match self.scene {
            Scene::Subject(_) | Scene::Command(_) => read_of(of),
            _ => None,
        }
    }

    /// The key of an entity, as it is given: a reference to the entity, or a value of the key's type.
    pub(crate) fn entity_key(&self, entity: EntityId, key: &Expr) -> Piece {
        match &key.kind {
            ExprKind::Key(of) if of.ty == Type::Entity(entity) => self.piece(of),
            _ if key.ty == Type::Entity(entity) => self.piece(key),
            _ => {
                let (name, value) = (self.cx.key_type(entity), self.value(key));
                Piece::Value(quote!(#name(#value)))
            }
        }
    }

    /// The law by which the facts are unique, and their values as they are held.
    pub(crate) fn unique_values(&self, found: &ByKey<'_>) -> Option<(TokenStream, TokenStream)> {
        let (law, order) = held::unique(self.cx, found.entity, &found.facts())?;
        let values = order.iter().filter_map(|fact| {
            let mut keys = found.keys.iter();
            let (_, value) = keys.find(|(known, _)| known.as_ref() == Some(fact))?;
            Some(held::compared(self.cx, &value.ty, self.reference(value)))
        });
        let values: Vec<TokenStream> = values.collect();
        let law = tokens::text(&law);
        Some((
            quote!(#law),
            quote!(::coact_runtime::expr::element(&(#(#values,)*))),
        ))
    }

    /// What was read of an entity: `facts.entity_membership(&key)?`, and its key.
    fn answered(&self, found: &ByKey<'_>) -> (TokenStream, TokenStream) {
        let get = getter(self.cx, found.entity);
        let key = match (found.at, found.keys) {
            (Some(key), _) | (None, [(None, key)]) => {
                self.entity_key(found.entity, key).reference()
            }
            _ => {
                let of = key_getter(self.cx, found.entity);
                match self.unique_values(found) {
                    Some((law, values)) => quote!(facts.#of(#law, &#values)?),
                    None => quote!(()),
                }
            }
        };
        (quote!(facts.#get(#key)?), key)
    }

    /// An entity that was read, as a value.
    pub(super) fn found_read(&self, found: &ByKey<'_>) -> Piece {
        if self.cx.maker(found.entity).is_none() {
            // Whether somebody outside the scope of interest exists is not known here.
            return match (found.at, found.keys) {
                (Some(key), _) | (None, [(_, key)]) => self.entity_key(found.entity, key),
                _ => Piece::Value(quote!(())),
            };
        }
        let (read, key) = self.answered(found);
        Piece::Value(quote!({
            let _ = #read;
            ::core::clone::Clone::clone(#key)
        }))
    }

    /// A fact, a derived fact or a way back of an entity that was read.
    pub(super) fn member_read(&self, found: &ByKey<'_>, name: &str, ty: &Type) -> Piece {
        let (read, _) = self.answered(found);
        let name = names::ident(name);
        let known = quote!(ok_or(::coact_runtime::expr::Absent::Unknown)?);
        Piece::Ref(match ty {
            Type::Optional(_) => quote!(#read.#name.as_ref().map(|(known,)| known).#known),
            _ => quote!(#read.#name.as_ref().#known),
        })
    }
}
