//! The model as the generator sees it: where each transaction kind lives and what it is called there.

use std::collections::BTreeMap;
use std::ops::Deref;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{
    ActDef, Actor, ActorId, CaseKindId, Command, Entity, EntityId, KindId, PayloadDefault,
    PayloadField, Type,
};
use coact_model::topology::Topology;
use coact_model::{FileId, Loc, Sources};
use coact_syntax::LineIndex;

use crate::expr::Piece;
use crate::{names, plain};

/// The model with what every part of the generator asks of it.
pub(crate) struct Cx<'a> {
    topology: Topology<'a>,
    sources: &'a Sources,
    /// The lines of each source.
    lines: BTreeMap<FileId, LineIndex>,
}

impl<'a> Deref for Cx<'a> {
    type Target = Topology<'a>;

    fn deref(&self) -> &Topology<'a> {
        &self.topology
    }
}

impl<'a> Cx<'a> {
    /// The model, laid out, with its texts.
    pub(crate) fn new(topology: Topology<'a>, sources: &'a Sources) -> Self {
        let lines = sources.iter().map(|(id, file)| {
            let text = String::from_utf8_lossy(&file.bytes);
            (id, LineIndex::new(&text))
        });
        Self {
            topology,
            sources,
            lines: lines.collect(),
        }
    }

    pub(crate) fn actor(&self, actor: ActorId) -> &'a Actor {
        &self.model.actors[actor]
    }

    /// The base acts of a kind that have a command.
    pub(crate) fn base_acts(
        &self,
        kind: KindId,
    ) -> impl Iterator<Item = (Act, &'a ActDef)> + use<'a> {
        self.acts(kind).filter_map(|def| match def.step {
            Step::Base(act) => Some((act, def)),
            Step::Revoke(_) | Step::Allow(_) | Step::Refuse(_) => None,
        })
    }

    /// Whether a kind has any revocation.
    pub(crate) fn revocable(&self, kind: KindId) -> bool {
        self.acts(kind)
            .any(|def| matches!(def.step, Step::Revoke(_)))
    }

    /// How the request of an instance with a subject of its own says what encloses it.
    pub(crate) fn address(&self, kind: KindId) -> Option<Address<'a>> {
        use coact_model::topology::Address as At;

        let field = |at: usize| self.act(kind, Act::Request)?.payload.get(at);
        Some(match self.topology.address(kind)? {
            At::FilledIn(at) => Address::FilledIn(field(at)?),
            At::Given(at) => Address::Given(field(at)?),
            At::Added(parent) => Address::Added(parent),
        })
    }

    /// What a link or rule gives a payload field that is left out.
    pub(crate) fn default_of<'f>(
        &self,
        kind: KindId,
        field: &'f PayloadField,
    ) -> Option<&'f PayloadDefault> {
        let request = self.act(kind, Act::Request);
        let mut fields = request.into_iter().flat_map(|act| act.payload.iter());
        let at = fields.position(|of_request| std::ptr::eq(of_request, field));
        let is_left = at.is_none_or(|at| {
            let default = self.topology.default_of(kind, Step::Base(Act::Request), at);
            default.is_some()
        });
        field.default.as_ref().filter(|_| is_left)
    }

    // --- spellings ---

    /// `order_completing`: the module of a kind, and its field in the case.
    pub(crate) fn module(&self, kind: KindId) -> Ident {
        names::module(self.kind_name(kind))
    }

    /// `order_case`: the module of a case kind.
    pub(crate) fn case_module(&self, case: CaseKindId) -> Ident {
        let entity = &self.entity(self.model.cases[case].entity).name.text;
        names::ident(&format!("{}_case", names::module_text(entity)))
    }

    /// `super::order_case::Case` for the case that a kind lives in.
    pub(crate) fn case_type(&self, kind: KindId) -> TokenStream {
        let module = self.case_module(self.place(kind).case);
        quote!(super::#module::Case)
    }

    /// `super::types::OrderId`; what specialises another entity has the key of that one.
    pub(crate) fn key_type(&self, entity: EntityId) -> TokenStream {
        let key = names::key(&self.entity(self.model.foundation(entity)).name.text);
        quote!(super::types::#key)
    }

    /// The field by which acts name their subject: `order`.
    pub(crate) fn subject_field(&self, kind: KindId) -> Ident {
        names::ident(&self.entity(self.subject(kind)).subject())
    }

    /// The same as it was called before, where its entity has earlier names.
    pub(crate) fn earlier_subjects(&self, kind: KindId) -> Vec<String> {
        let entity = &self.entity(self.subject(kind)).name;
        let names = crate::tokens::earlier(self.model, &[entity.loc]);
        let names = names.iter().map(|name| Entity::subject_of(name));
        names
            .filter(|name| *name != Entity::subject_of(&entity.text))
            .collect()
    }

    /// `super::Role::Seller`
    pub(crate) fn role(&self, actor: ActorId) -> TokenStream {
        let role = names::ident(&self.actor(actor).name.text);
        quote!(super::Role::#role)
    }

    /// Whether commands are given in no role: by nobody in particular, or where the model has no actor.
    pub(crate) fn has_anyone(&self) -> bool {
        let anyone = |command: &Command| command.by.is_empty();
        self.model.commands.values().any(anyone)
            || self.model.actors.is_empty() && !plain::groups(self).is_empty()
    }

    /// Some role: that of no command in particular.
    pub(crate) fn some_role(&self) -> TokenStream {
        match self.model.actors.ids().next() {
            Some(actor) => self.role(actor),
            None => quote!(super::Role::Anyone),
        }
    }

    /// `super::Shop`: the struct that stands for the model.
    pub(crate) fn model_type(&self) -> TokenStream {
        let name = names::model(&self.model.name.text);
        quote!(super::#name)
    }

    /// `::coact_runtime::Ctx<'_, super::Shop>`
    pub(crate) fn ctx_type(&self) -> TokenStream {
        let model = self.model_type();
        quote!(::coact_runtime::Ctx<'_, #model>)
    }

    /// `::coact_runtime::Envelope<super::Shop>`
    pub(crate) fn envelope_type(&self) -> TokenStream {
        let model = self.model_type();
        quote!(::coact_runtime::Envelope<#model>)
    }

    /// The key of what encloses an instance, as its type: `()` where there is only one such transaction.
    pub(crate) fn parent_key(&self, kind: KindId) -> TokenStream {
        match self.parent(kind) {
            Some(parent) if self.place(kind).own_subject && self.place(parent).many => {
                self.key_type(self.subject(parent))
            }
            _ => quote!(()),
        }
    }

    /// The key of the own subject, seen from an instance of the kind.
    pub(crate) fn own_key(&self, kind: KindId) -> Piece {
        if self.place(kind).many {
            Piece::Ref(quote!(at.subject))
        } else {
            Piece::Place(quote!(case.key))
        }
    }

    /// The key that names the case: the subject of every kind that has one instance per case.
    pub(crate) fn case_key(&self) -> Piece {
        Piece::Place(quote!(case.key))
    }

    /// The key of what encloses an instance directly, seen from the instance.
    pub(crate) fn parent_piece(&self, kind: KindId) -> Option<Piece> {
        let parent = self.parent(kind)?;
        Some(if !self.place(parent).many {
            Piece::Place(quote!(case.key))
        } else if self.place(kind).own_subject {
            Piece::Ref(quote!(at.parent))
        } else {
            Piece::Ref(quote!(at.subject))
        })
    }

    /// Whether an entity's key is `Copy`.
    pub(crate) fn copies_key(&self, entity: EntityId) -> bool {
        self.is_copy(&Type::Entity(entity))
    }

    /// The parameters `case: &Case` and, for one of several instances, `at: Site`.
    pub(crate) fn site_params(&self, kind: KindId) -> TokenStream {
        let case = self.case_type(kind);
        if self.place(kind).many {
            quote!(case: &#case, at: Site<'_>)
        } else {
            quote!(case: &#case)
        }
    }

    /// The arguments for [`Self::site_params`].
    pub(crate) fn site_args(&self, kind: KindId) -> TokenStream {
        if self.place(kind).many {
            quote!(case, at)
        } else {
            quote!(case)
        }
    }

    /// The status of the own instance.
    pub(crate) fn own_status(&self, kind: KindId) -> TokenStream {
        if self.place(kind).many {
            quote!(at.status())
        } else {
            let field = self.module(kind);
            quote!(case.#field.status)
        }
    }

    /// The own instance as `Option<&Instance>`, or as a place where there is always one.
    pub(crate) fn own_instance(&self, kind: KindId) -> Own {
        if self.place(kind).many {
            Own::Maybe(quote!(at.instance))
        } else {
            let field = self.module(kind);
            Own::Always(quote!(case.#field))
        }
    }

    /// Whether values of a type are `Copy`.
    pub(crate) fn is_copy(&self, ty: &Type) -> bool {
        match ty {
            Type::Bool
            | Type::Int(_)
            | Type::Decimal(_)
            | Type::Date
            | Type::Time
            | Type::DateTime
            | Type::Duration
            | Type::Period
            | Type::Uuid
            | Type::Enum(_)
            | Type::Role(..) => true,
            Type::Scalar(id) => self.is_copy(&self.model.scalars[*id].base),
            Type::Entity(id) => self.is_copy(&self.entity(*id).key.ty),
            Type::Optional(inner) => self.is_copy(inner),
            Type::Text
            | Type::Bytes
            | Type::Value(_)
            | Type::Actor(_)
            | Type::List(_)
            | Type::Map(..)
            | Type::Row(_)
            | Type::Error => false,
        }
    }

    /// The text of a place on one line, for failure messages.
    pub(crate) fn text(&self, loc: Loc) -> String {
        let range = loc.span.start as usize..loc.span.end as usize;
        let bytes = self
            .sources
            .get(loc.file)
            .and_then(|file| file.bytes.get(range));
        let text = String::from_utf8_lossy(bytes.unwrap_or_default());
        text.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// `file:line` of a place, for docs and failure messages.
    pub(crate) fn place_text(&self, loc: Loc) -> String {
        let (Some(file), Some(lines)) = (self.sources.get(loc.file), self.lines.get(&loc.file))
        else {
            return String::new();
        };
        let line = lines.utf8(loc.span.start).line + 1;
        format!("{}:{line}", file.name)
    }
}

/// How a request says what encloses the new instance.
#[derive(Clone, Copy)]
pub(crate) enum Address<'a> {
    /// By a payload field that is in the event only; the command has it to be found by.
    FilledIn(&'a PayloadField),
    /// By a payload field that the command gives anyway.
    Given(&'a PayloadField),
    /// By a field of the command beside its payload: the subject of this kind.
    Added(KindId),
}

impl Address<'_> {
    /// The command's field.
    pub(crate) fn field(&self, cx: &Cx<'_>) -> Ident {
        match self {
            Self::FilledIn(field) | Self::Given(field) => names::ident(&field.name.text),
            Self::Added(parent) => cx.subject_field(*parent),
        }
    }
}

/// The instance that a function is about.
pub(crate) enum Own {
    /// It is always there.
    Always(TokenStream),
    /// It may not be there yet: an `Option<&Instance>`.
    Maybe(TokenStream),
}

impl Own {
    /// An optional field of it, as `Option<&T>`.
    pub(crate) fn option(&self, field: &Ident) -> TokenStream {
        match self {
            Self::Always(place) => quote!(#place.#field.as_ref()),
            Self::Maybe(place) => quote!(#place.and_then(|instance| instance.#field.as_ref())),
        }
    }

    /// A `Copy` field of it; its default where there is no instance.
    pub(crate) fn field(&self, field: &Ident) -> TokenStream {
        match self {
            Self::Always(place) => quote!(#place.#field),
            Self::Maybe(place) => {
                quote!(#place.map(|instance| instance.#field).unwrap_or_default())
            }
        }
    }
}
