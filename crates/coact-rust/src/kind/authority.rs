//! Who may act: the role at the door, and the party of the very instance.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::{Act, Performer, Step};
use coact_model::model::{ActDef, ActorId, EntityId, KindId, PayloadField, PayloadOrigin, Type};

use crate::cx::Cx;
use crate::expr::Piece;
use crate::kind::is_optional;
use crate::{names, tokens};

/// Functions that name the parties of an instance.
pub(super) fn authority(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let own = cx.own_instance(kind);
    let of = |party: &str| {
        let bound = own.option(&names::ident(party));
        quote!(#bound.cloned())
    };
    let initiator = of("initiator");
    let executor = of("executor");
    let executor = match named(cx, kind) {
        Some(named) => quote!(#executor.or_else(|| #named)),
        None => executor,
    };
    let case_type = cx.case_type(kind);
    let function = |name: &str, doc: &str, body: &TokenStream| {
        let name = names::ident(name);
        let docs = tokens::doc(doc);
        let case = tokens::parameter("case", body);
        let at = cx.place(kind).many.then(|| {
            let at = tokens::parameter("at", body);
            quote!(, #at: Site<'_>)
        });
        quote! {
            #docs
            pub fn #name(#case: &#case_type #at) -> ::core::option::Option<::coact_runtime::ActorId> {
                #body
            }
        }
    };
    let initiator = function("initiator", "Who asked, or asked last.", &initiator);
    let executor = function(
        "executor",
        "Who was asked: bound by their first act, or named by the case.",
        &executor,
    );
    let doors = doors(cx, kind);
    quote!(#initiator #executor #doors)
}

/// The party that the case names before it is bound: an external executor of a child who is known as the
/// entity that the case's only fact of its type refers to.
fn named(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    let (entity, fact) = named_by(cx, kind)?;
    let at = names::ident(&cx.entity(entity).subject());
    let name = names::ident(&cx.entity(entity).facts.get(fact)?.field.name.text);
    let key = if cx.model.foundation(entity) == cx.case_entity(kind) {
        cx.case_key()
    } else {
        cx.own_key(kind)
    };
    let key = key.reference();
    Some(quote! {
        case.#at(#key).#name().ok().map(|key| {
            ::coact_runtime::ActorId::from(::core::clone::Clone::clone(key))
        })
    })
}

fn named_by(cx: &Cx<'_>, kind: KindId) -> Option<(EntityId, usize)> {
    cx.parent(kind)?;
    let actor = cx.actor(cx.kind(kind).executor);
    let wanted = Type::Entity(actor.is.filter(|_| actor.external)?);
    let mut found = Vec::new();
    for entity in cx.entities_of(cx.place(kind).case) {
        for (index, fact) in cx.entity(entity).facts.iter().enumerate() {
            if fact.field.ty == wanted && fact.inherited.is_none() {
                found.push((entity, index));
            }
        }
    }
    match found.as_slice() {
        [(entity, fact)] => {
            let known = cx.model.foundation(*entity);
            let own = cx.model.foundation(cx.subject(kind));
            (known == cx.case_entity(kind) || known == own).then_some((*entity, *fact))
        }
        _ => None,
    }
}

/// The roles in which a step may be performed.
pub(crate) fn roles<'a>(cx: &Cx<'a>, kind: KindId, performer: Performer) -> &'a [ActorId] {
    match performer {
        Performer::Initiator => &cx.kind(kind).initiators,
        Performer::Executor => std::slice::from_ref(&cx.kind(kind).executor),
    }
}

/// Who asks for a child, or says that no more will be asked for: whoever of the two parties of what encloses it plays a
/// role that asks; the role, and the function of the parent's module that names the party.
pub(crate) fn asking(cx: &Cx<'_>, parent: KindId, child: KindId) -> (TokenStream, Option<Ident>) {
    let roles = &cx.kind(child).initiators;
    let parent = cx.kind(parent);
    if roles.contains(&parent.executor) {
        return (cx.role(parent.executor), Some(names::ident("executor")));
    }
    match parent.initiators.iter().find(|role| roles.contains(role)) {
        Some(role) => (cx.role(*role), Some(names::ident("initiator"))),
        None => {
            let first = roles.first().map(|role| cx.role(*role));
            (quote!(#first), None)
        }
    }
}

/// The role in which a party acts, where it does not depend on who is at the door: the only one, or the one
/// it asked in.
pub(crate) fn bound_role(cx: &Cx<'_>, kind: KindId, performer: Performer) -> TokenStream {
    let roles = roles(cx, kind, performer);
    let first = roles.first().map(|role| cx.role(*role));
    if roles.len() == 1 {
        return quote!(#first);
    }
    let requested = cx.own_instance(kind).option(&names::slot(Act::Request));
    quote!(#requested.map_or(#first, |request| request.role))
}

/// Whether a request may be made in one of several roles.
fn has_choice(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    def.step == Step::Base(Act::Request) && cx.kind(kind).initiators.len() > 1
}

/// A statement that leaves the variable `role`, and refuses who may not perform the step.
pub(super) fn role(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let args = cx.site_args(kind);
    let step = tokens::step(def.step);
    if has_choice(cx, kind, def) {
        let roles = cx.kind(kind).initiators.iter().map(|role| cx.role(*role));
        return quote! {
            let role = [#(#roles),*].into_iter().find(|role| ctx.roles.contains(role));
            let role = as_initiator::<C>(#args, ctx, #step, role)?;
        };
    }
    let several = cx.kind(kind).initiators.len() > 1;
    match def.performer {
        Performer::Initiator if several => {
            quote!(let role = as_initiator::<C>(#args, ctx, #step, None)?;)
        }
        Performer::Initiator => quote!(let role = as_initiator::<C>(#args, ctx, #step)?;),
        Performer::Executor => quote!(let role = as_executor::<C>(#args, ctx, #step)?;),
    }
}

/// Functions that judge who acts as one of the two parties.
fn doors(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let args = cx.site_args(kind);
    let (case_type, ctx) = (cx.case_type(kind), cx.ctx_type());
    let at = cx.place(kind).many.then(|| quote!(at: Site<'_>,));
    let own = cx.own_instance(kind);
    let status = cx.own_status(kind);
    let door = |name: &str, doc: &str, performer: Performer, bound: TokenStream| {
        let name = names::ident(name);
        let docs = tokens::doc(doc);
        let role = bound_role(cx, kind, performer);
        let (asked, role) = if roles(cx, kind, performer).len() > 1 {
            (
                quote!(asked: ::core::option::Option<super::Role>,),
                quote!(match asked { Some(role) => role, None => #role }),
            )
        } else {
            (quote!(), role)
        };
        let body = quote! {
            let role = #role;
            if C::SENDER {
                if !ctx.roles.contains(&role) { return Err(::coact_runtime::Rejection::role()); }
                if #bound { return Err(::coact_runtime::Rejection::party()); }
            }
            if C::STATE { legal(#status, step)?; }
            Ok(role)
        };
        let case = tokens::parameter("case", &body);
        quote! {
            #docs
            #[inline]
            fn #name<C: ::coact_runtime::checks::Checks>(
                #case: &#case_type, #at ctx: &#ctx, step: ::coact_runtime::ctp::Step, #asked
            ) -> ::coact_runtime::Decision<super::Role> {
                #body
            }
        }
    };
    let bound = own.option(&names::ident("initiator"));
    let initiator = door(
        "as_initiator",
        "The role in which the initiator acts; refuses anybody else, and what the pattern does not admit.",
        Performer::Initiator,
        quote!(#bound.is_some_and(|party| *party != ctx.who)),
    );
    let bound = own.option(&names::ident("executor"));
    let bound = if named_by(cx, kind).is_none() {
        quote!(#bound.is_some_and(|party| *party != ctx.who))
    } else {
        // Only who is not bound yet has to be looked up.
        quote!(match #bound {
            Some(party) => *party != ctx.who,
            None => executor(#args).is_some_and(|party| party != ctx.who),
        })
    };
    let executor = door(
        "as_executor",
        "The role in which the executor acts; refuses anybody else, and what the pattern does not admit.",
        Performer::Executor,
        bound,
    );
    quote!(#initiator #executor)
}

/// The payload fields of a request in which a performer may speak of themselves, by the role that they ask in.
/// Where there are several, one of them is the performer: nobody asks for others alone.
pub(crate) fn themselves<'a>(
    cx: &Cx<'a>,
    kind: KindId,
    def: &'a ActDef,
) -> Vec<(ActorId, Vec<&'a PayloadField>)> {
    if def.step != Step::Base(Act::Request) {
        return Vec::new();
    }
    let initiators = cx.kind(kind).initiators.iter().copied();
    initiators
        .map(|actor| {
            let known_as = cx.actor(actor).is.map(Type::Entity);
            let fields = def.payload.iter().filter(|field| {
                matches!(field.origin, PayloadOrigin::Fact(_))
                    && known_as.as_ref() == Some(&field.ty)
            });
            (actor, fields.collect::<Vec<_>>())
        })
        .filter(|(_, fields)| !fields.is_empty())
        .collect()
}

/// A refusal of who speaks for somebody else.
pub(super) fn identity(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let refuse = quote!(return Err(::coact_runtime::Rejection::identity()));
    let initiators = &cx.kind(kind).initiators;
    let checks = themselves(cx, kind, def).into_iter().map(|(actor, fields)| {
        let differs = fields.into_iter().map(|field| {
            let name = names::ident(&field.name.text);
            let copies = cx.is_copy(&field.ty);
            if is_optional(cx, kind, field) {
                // Where it is left out, the model says whom it is about.
                let key = Piece::Ref(quote!(key)).value(copies);
                return quote! {
                    command.#name.as_ref().is_some_and(|key| ::coact_runtime::ActorId::from(#key) != ctx.who)
                };
            }
            let key = Piece::Place(quote!(command.#name)).value(copies);
            quote!(::coact_runtime::ActorId::from(#key) != ctx.who)
        });
        // Who asks in another role does not speak of themselves.
        let acting = (initiators.len() > 1).then(|| {
            let roles = initiators.iter().map(|role| cx.role(*role));
            let role = cx.role(actor);
            quote!([#(#roles),*].into_iter().find(|role| ctx.roles.contains(role)) == Some(#role) &&)
        });
        quote!(if C::SENDER && #acting #(#differs)&&* { #refuse; })
    });
    quote!(#(#checks)*)
}
