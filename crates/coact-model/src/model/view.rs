//! Views, queries and screens.

use super::{ActorId, CommandRef, EntityId, EventRef, Expr, Field, Ident, Local, QueryId, ViewId};
use crate::Loc;
use coact_syntax::ast::RowVerb;

/// A read model.
#[derive(Clone, Debug)]
pub struct View {
    /// Its name; of another model's with that model in front: `billing.Invoice`.
    pub name: Ident,
    /// The model that it is imported from.
    pub imported: Option<String>,
    /// Its doc text.
    pub doc: Option<String>,
    /// The roles it is for.
    pub readers: Vec<ActorId>,
    /// `= facts of E`: its fields and handlers follow from the entity.
    pub facts_of: Option<EntityId>,
    /// Its fields, key fields marked; at least one key.
    pub fields: Vec<Field>,
    /// Its handlers, one per trigger, in the order of the text.
    pub handlers: Vec<Handler>,
}

/// What one event does to the rows.
#[derive(Clone, Debug)]
pub struct Handler {
    /// The event.
    pub on: EventRef,
    /// Which rows.
    pub each: Option<Each>,
    /// The key: one expression per key field, in order; computed where the text is silent. Empty with
    /// [`Each::Rows`].
    pub route: Vec<Expr>,
    /// What happens to the row.
    pub verb: RowVerb,
    /// What is set.
    pub sets: Vec<RowSet>,
    /// The whole handler.
    pub loc: Loc,
}

/// Which rows a handler touches, where not the one at its route.
#[derive(Clone, Debug)]
pub enum Each {
    /// All rows for which the condition holds.
    Rows(Expr),
    /// One row per element.
    In(Local, Expr),
}

/// One thing a handler sets.
#[derive(Clone, Debug)]
pub enum RowSet {
    /// A field: an index into the view's fields, and the value.
    Field(usize, Expr),
    /// An element of a keyed list inside the row.
    Element {
        /// The list: an index into the view's fields.
        field: usize,
        /// What happens to the element.
        verb: RowVerb,
        /// Which element; computed from the fields where the verb is `add` or `set`.
        key: Option<Expr>,
        /// Indices into the value's fields, and their values; all of them where the verb is `add` or `set`.
        sets: Vec<(usize, Expr)>,
        /// Where it stands.
        loc: Loc,
    },
}

/// A query over a view.
#[derive(Clone, Debug)]
pub struct Query {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its parameters.
    pub params: Vec<Local>,
    /// The view.
    pub view: ViewId,
    /// `where`
    pub filter: Option<Expr>,
    /// `order by`: the key, and whether it descends.
    pub order: Vec<(Expr, bool)>,
}

/// What a person sees and does.
#[derive(Clone, Debug)]
pub struct Screen {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// The roles it is for.
    pub users: Vec<ActorId>,
    /// The views it shows, with the fields shown.
    pub shows: Vec<(Shown, Vec<usize>, Loc)>,
    /// The commands it offers.
    pub forms: Vec<(CommandRef, Loc)>,
    /// The screens it opens, by name.
    pub opens: Vec<Ident>,
}

/// What a screen shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Shown {
    /// A view.
    View(ViewId),
    /// A query.
    Query(QueryId),
}
