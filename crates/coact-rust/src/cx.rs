//! The model as the generator sees it: where each transaction kind lives and what it is called there.

use std::collections::BTreeMap;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, FactWord, Step};
use coact_model::model::{
    ActDef, Actor, ActorId, CaseKindId, Command, Entity, EntityId, Id, KindId, LinkId, Model,
    PayloadDefault, PayloadField, PayloadOrigin, ResponseLink, TransactionKind, Type,
};
use coact_model::{FileId, Loc, Sources};
use coact_syntax::LineIndex;

use crate::expr::Piece;
use crate::kind::settled;
use crate::{names, plain};

const REQUEST: Step = Step::Base(Act::Request);

/// The model with what every part of the generator asks of it.
pub(crate) struct Cx<'a> {
    pub(crate) model: &'a Model,
    sources: &'a Sources,
    /// The lines of each source.
    lines: BTreeMap<FileId, LineIndex>,
    places: Vec<Place>,
    /// What became of revocations, where the model asks for it.
    settled: Vec<(KindId, FactWord)>,
}

/// Where a transaction kind lives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) case: CaseKindId,
    /// The enclosing kind, and the link that initiates this one.
    pub(crate) parent: Option<(KindId, LinkId)>,
    /// Its instances have subjects of their own.
    pub(crate) own_subject: bool,
    /// There may be several in a case, so they are kept by their subjects.
    pub(crate) many: bool,
}

impl<'a> Cx<'a> {
    /// The model with its places, one per kind.
    pub(crate) fn new(model: &'a Model, sources: &'a Sources, places: Vec<Place>) -> Self {
        let lines = sources.iter().map(|(id, file)| {
            let text = String::from_utf8_lossy(&file.bytes);
            (id, LineIndex::new(&text))
        });
        Self {
            model,
            sources,
            lines: lines.collect(),
            places,
            settled: settled::asked_for(model),
        }
    }

    /// What became of the revocations of a kind, where the model asks for it: that has to be remembered.
    pub(crate) fn settled(&self, kind: KindId) -> impl Iterator<Item = FactWord> {
        let of_kind = self.settled.iter().filter(move |(of, _)| *of == kind);
        of_kind.map(|(_, fact)| *fact)
    }

    pub(crate) fn place(&self, kind: KindId) -> Place {
        self.places[kind.index()]
    }

    pub(crate) fn kind(&self, kind: KindId) -> &'a TransactionKind {
        &self.model.kinds[kind]
    }

    pub(crate) fn kind_name(&self, kind: KindId) -> &'a str {
        &self.kind(kind).name.text
    }

    /// The first name of a kind, of which identities are made.
    pub(crate) fn first_kind_name(&self, kind: KindId) -> &'a str {
        self.model.first_name(&self.kind(kind).name)
    }

    pub(crate) fn entity(&self, entity: EntityId) -> &'a Entity {
        &self.model.entities[entity]
    }

    pub(crate) fn actor(&self, actor: ActorId) -> &'a Actor {
        &self.model.actors[actor]
    }

    /// The entity that the instances of a kind are about.
    pub(crate) fn subject(&self, kind: KindId) -> EntityId {
        self.kind(kind).product.entity
    }

    /// The entity whose key names the case that a kind lives in.
    pub(crate) fn case_entity(&self, kind: KindId) -> EntityId {
        self.model.cases[self.place(kind).case].entity
    }

    /// The steps that have a command and an event; a tacit execution has neither.
    pub(crate) fn acts(&self, kind: KindId) -> impl Iterator<Item = &'a ActDef> + use<'a> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        def.acts
            .iter()
            .filter(move |act| !(folded && act.step == Step::Base(Act::Execute)))
    }

    pub(crate) fn act(&self, kind: KindId, act: Act) -> Option<&'a ActDef> {
        self.acts(kind).find(|def| def.step == Step::Base(act))
    }

    pub(crate) fn step(&self, kind: KindId, step: Step) -> Option<&'a ActDef> {
        self.acts(kind).find(|def| def.step == step)
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

    /// The enclosing kind and the link by which a kind is initiated.
    pub(crate) fn link(&self, kind: KindId) -> Option<(KindId, &'a ResponseLink)> {
        self.place(kind)
            .parent
            .map(|(parent, link)| (parent, &self.model.links[link]))
    }

    pub(crate) fn parent(&self, kind: KindId) -> Option<KindId> {
        self.place(kind).parent.map(|(parent, _)| parent)
    }

    /// The kind that asks for this one apart, from a case of its own, and the link by which it does.
    pub(crate) fn apart(&self, kind: KindId) -> Option<(KindId, &'a ResponseLink)> {
        let mut links = self.model.links.values();
        let asks = |link: &&ResponseLink| link.apart && link.target == (kind, REQUEST);
        links.find(asks).map(|link| (link.source.0, link))
    }

    /// The kinds that a kind asks for apart.
    pub(crate) fn apart_children(&self, kind: KindId) -> Vec<(KindId, &'a ResponseLink)> {
        let asked = |child: KindId| {
            let (parent, link) = self.apart(child)?;
            (parent == kind).then_some((child, link))
        };
        self.model.kinds.ids().filter_map(asked).collect()
    }

    /// Whether any kind is asked for apart.
    pub(crate) fn has_apart(&self) -> bool {
        self.model
            .kinds
            .ids()
            .any(|kind| self.apart(kind).is_some())
    }

    /// The kind of a case that is asked for apart, where there is one.
    pub(crate) fn apart_root(&self, case: CaseKindId) -> Option<KindId> {
        let mut kinds = self.kinds_of(case).into_iter();
        kinds.find(|kind| self.apart(*kind).is_some())
    }

    /// The kind that encloses this one, or asks for it apart.
    pub(crate) fn around(&self, kind: KindId) -> Option<KindId> {
        let apart = || self.apart(kind).map(|(parent, _)| parent);
        self.parent(kind).or_else(apart)
    }

    /// The kinds that a kind encloses directly.
    pub(crate) fn children(&self, kind: KindId) -> Vec<(KindId, LinkId)> {
        let inside = |child: KindId| {
            let (parent, link) = self.place(child).parent?;
            (parent == kind).then_some((child, link))
        };
        self.model.kinds.ids().filter_map(inside).collect()
    }

    /// All kinds of a case kind, parents before children.
    pub(crate) fn kinds_of(&self, case: CaseKindId) -> Vec<KindId> {
        self.model.cases[case]
            .nodes
            .values()
            .map(|node| node.kind)
            .collect()
    }

    /// The entities that live in a case: the one that names it, and those its kinds are about, each with all that are known
    /// with its key.
    pub(crate) fn entities_of(&self, case: CaseKindId) -> Vec<EntityId> {
        let named = self.model.cases[case].entity;
        let subjects = self
            .kinds_of(case)
            .into_iter()
            .map(|kind| self.subject(kind));
        let mut entities = Vec::new();
        for entity in std::iter::once(named).chain(subjects) {
            for same in self.model.family(entity) {
                if !entities.contains(&same) {
                    entities.push(same);
                }
            }
        }
        entities
    }

    /// The kind whose request makes an entity, the first where several do.
    pub(crate) fn maker(&self, entity: EntityId) -> Option<KindId> {
        self.model.makers(entity).first().copied()
    }

    /// A kind with those that enclose it, innermost first.
    pub(crate) fn enclosing(&self, kind: KindId) -> Vec<KindId> {
        let mut all = vec![kind];
        let mut next = kind;
        while let Some(parent) = self.parent(next).filter(|parent| !all.contains(parent)) {
            all.push(parent);
            next = parent;
        }
        all
    }

    /// The nearest transaction that encloses both, either of them included.
    pub(crate) fn shared(&self, a: KindId, b: KindId) -> Option<KindId> {
        let outer = self.enclosing(b);
        self.enclosing(a)
            .into_iter()
            .find(|kind| outer.contains(kind))
    }

    /// Whether an instance of a kind tells which instance of `around` encloses it: its parent does, and what has the
    /// same subject.
    pub(crate) fn sees(&self, kind: KindId, around: KindId) -> bool {
        let enclosing = self.enclosing(kind);
        let mut beyond = enclosing.iter().skip(1).take_while(|next| **next != around);
        !self.place(around).many
            || kind == around
            || beyond.all(|next| !self.place(*next).own_subject)
    }

    /// Whether the entity that a kind asks for is made by its request under a key drawn by the shell.
    pub(crate) fn draws_key(&self, kind: KindId) -> bool {
        self.kind(kind).product.new && self.entity(self.subject(kind)).key_generated
    }

    /// How the request of an instance with a subject of its own says what encloses it: the payload field
    /// that is the parent's subject, else an additional field of the command.
    pub(crate) fn address(&self, kind: KindId) -> Option<Address<'a>> {
        let place = self.place(kind);
        let enclosing = place.parent.filter(|_| place.own_subject);
        let parent = match enclosing {
            Some((parent, _)) => parent,
            None => self.apart(kind)?.0,
        };
        let field = self.addresses(kind).first().copied();
        Some(match field {
            Some(field) if matches!(field.origin, PayloadOrigin::FilledIn(_)) => {
                Address::FilledIn(field)
            }
            Some(field) => Address::Given(field),
            None => Address::Added(parent),
        })
    }

    /// The payload fields of a request that may say what encloses the new instance; where there are several,
    /// nothing tells which. The fact that is filled in says it; else the subject's own fact before data of the
    /// act, and of several facts the one that has a way back.
    pub(crate) fn addresses(&self, kind: KindId) -> Vec<&'a PayloadField> {
        let (Some(parent), Some(request)) = (self.around(kind), self.act(kind, Act::Request))
        else {
            return Vec::new();
        };
        let subject = self.subject(kind);
        let around = self.subject(parent);
        let is_it = |ty: &Type| matches!(ty, Type::Entity(id) if self.model.lineage(around).any(|more| more == *id));
        let has_way_back = |fact: usize| {
            let lineage = self.model.lineage(around);
            let mut inverses = lineage.flat_map(|entity| &self.entity(entity).inverses);
            inverses.any(|inverse| {
                inverse.fact == fact
                    && self
                        .model
                        .bearers(subject, fact)
                        .any(|id| id == inverse.entity)
            })
        };
        let rank = |field: &PayloadField| match field.origin {
            PayloadOrigin::FilledIn(_) => 0,
            PayloadOrigin::Fact(fact) if has_way_back(fact) => 1,
            PayloadOrigin::Fact(_) => 2,
            PayloadOrigin::Data => 3,
        };
        let fields = || request.payload.iter().filter(|field| is_it(&field.ty));
        let Some(best) = fields().map(rank).min() else {
            return Vec::new();
        };
        fields().filter(|field| rank(field) == best).collect()
    }

    /// What a link or rule gives a payload field that is left out. By the field that says what encloses a new
    /// instance its case is found, before anything can be computed: it has no default.
    pub(crate) fn default_of<'f>(
        &self,
        kind: KindId,
        field: &'f PayloadField,
    ) -> Option<&'f PayloadDefault> {
        let is_address = matches!(
            self.address(kind),
            Some(Address::Given(address)) if std::ptr::eq(address, field)
        );
        // A transaction that asks for itself, or for another apart, opens another case: there is nothing of this one to
        // read in it.
        let source = field.default.as_ref().map(|default| match default {
            PayloadDefault::Link(link, _) => self.model.links[*link].source.0,
            PayloadDefault::Rule(rule, _) => self.model.rules[*rule].kind,
        });
        let asks = self.apart(kind).map(|(parent, _)| parent);
        let is_next = (source == Some(kind) || source.is_some() && source == asks)
            && self.act(kind, Act::Request).is_some_and(|request| {
                let mut fields = request.payload.iter();
                fields.any(|of_request| std::ptr::eq(of_request, field))
            });
        field.default.as_ref().filter(|_| !is_address && !is_next)
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
