//! What automations and translations read by key, and what is answered to their calls.

use quote::quote;

use coact_model::model::{EntityId, Expr, Type, ViewId};

use super::{ByKey, Exprs, Piece, Scene};
use crate::names;

impl Exprs<'_, '_, '_> {
    /// The row of a view under a key, sought outside.
    pub(super) fn row_outside(&self, view: ViewId, keys: &[Expr]) -> Piece {
        let name = names::ident(&self.model().views[view].name.text);
        let keys = keys.iter().map(|key| self.value(key));
        Piece::Value(quote!(outside.row::<super::views::#name>(&(#(#keys,)*))?))
    }

    /// An entity that is found by its key, or by unique facts.
    pub(super) fn found(&self, id: EntityId, keys: &[(Option<usize>, Expr)]) -> Piece {
        let cx = self.cx;
        let key = cx.key_type(id);
        if let [(None, value)] = keys {
            let value = self
                .entity_key(id, value)
                .value(cx.is_copy(&Type::Entity(id)));
            if cx.maker(id).is_none() {
                // Whether somebody outside the scope of interest exists is not known here.
                return Piece::Value(value);
            }
            return Piece::Value(quote!({
                let key = #value;
                outside.entity(key.claim(), key)?
            }));
        }
        let found = ByKey {
            entity: id,
            keys,
            at: None,
        };
        match self.unique_values(&found) {
            Some((law, values)) => Piece::Value(quote!(outside.holder::<#key>(#law, #values)?)),
            None => Piece::Value(quote!(())),
        }
    }

    /// A field of the answer to a call: a variable of the arm.
    pub(super) fn result_field(&self, index: usize) -> Piece {
        let Scene::Reaction(_, Some((call, outcome))) = &self.scene else {
            return Piece::Value(quote!(()));
        };
        let outcome = self.model().calls[*call].outcomes.get(*outcome);
        let field = outcome.and_then(|outcome| outcome.fields.get(index));
        let name = result(field.map_or("", |field| &field.name.text));
        Piece::Ref(quote!(#name))
    }
}

/// The variable of a field of an answer.
pub(crate) fn result(field: &str) -> proc_macro2::Ident {
    names::of_field(field, "result")
}
