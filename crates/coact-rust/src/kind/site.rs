//! How an act finds its instance.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, EntityId, KindId, Type};

use crate::cx::{Address, Cx};
use crate::names;

/// Struct `Site`: one of several instances at its place, or the place of one to be.
pub(super) fn site(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let finder = finder(cx, kind);
    if !cx.place(kind).many {
        return finder;
    }
    let key = cx.key_type(cx.subject(kind));
    let entry = entry_type(cx, kind);
    let (field, of) = match parent_key(cx, kind) {
        Some(parent) => (
            quote! {
                /// What encloses it.
                pub parent: &'a #parent,
            },
            quote!(parent: &entry.parent,),
        ),
        None => (quote!(), quote!()),
    };
    quote! {
        /// One of several instances in a case, or the place of one that is asked for.
        #[derive(Clone, Copy, Debug)]
        pub struct Site<'a> {
            /// What it is about.
            pub subject: &'a #key,
            #field
            /// The instance; none before its first request.
            pub instance: ::core::option::Option<&'a Instance>,
        }
        impl<'a> Site<'a> {
            /// The site of an instance.
            pub const fn of(entry: &'a #entry) -> Self {
                Self {
                    subject: &entry.subject,
                    #of
                    instance: Some(&entry.instance),
                }
            }
            /// Where the instance stands.
            pub fn status(&self) -> ::coact_runtime::ctp::Status {
                self.instance.map(|instance| instance.status).unwrap_or_default()
            }
        }
        #finder
    }
}

/// `::coact_runtime::Enclosed<ShipmentId, (), Instance>` as the kind's own module spells it.
pub(super) fn entry_type(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let key = cx.key_type(cx.subject(kind));
    let parent = cx.parent_key(kind);
    quote!(::coact_runtime::Enclosed<#key, #parent, Instance>)
}

/// The key of what encloses an instance, where a site has to say it.
fn parent_key(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    let parent = cx.parent(kind)?;
    (cx.place(kind).own_subject && cx.place(parent).many).then(|| cx.key_type(cx.subject(parent)))
}

/// A key that the shell drew.
pub(crate) fn drawn(cx: &Cx<'_>, entity: EntityId) -> TokenStream {
    drawn_as(cx, entity, &quote!(ctx.new_id))
}

/// The key of this UUID.
pub(crate) fn drawn_as(cx: &Cx<'_>, entity: EntityId, id: &TokenStream) -> TokenStream {
    fn wrapped(cx: &Cx<'_>, ty: &Type, id: &TokenStream) -> TokenStream {
        match ty {
            Type::Scalar(scalar) => {
                let scalar = &cx.model.scalars[*scalar];
                let name = names::scalar(&scalar.name.text);
                let inner = wrapped(cx, &scalar.base, id);
                quote!(super::types::#name(#inner))
            }
            _ => quote!(#id),
        }
    }
    let key = cx.key_type(entity);
    let value = wrapped(cx, &cx.entity(entity).key.ty, id);
    quote!(#key(#value))
}

/// Statements that find the instance a command is for: `at` for one of several, nothing else. Where the sender
/// is judged, keys that name nothing, or something of another case, are refused.
pub(super) fn find(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let request = def.step == Step::Base(Act::Request);
    let subject = cx.subject_field(kind);
    // What was asked for apart stays what it is of.
    let tied = cx
        .apart(kind)
        .and(cx.address(kind))
        .filter(|_| request)
        .map(|address| {
            let by = address.field(cx);
            quote! {
                if C::SENDER
                    && case.tie.parent.as_ref().is_some_and(|parent| *parent != command.#by.case())
                {
                    return Err(::coact_runtime::Rejection::identity());
                }
            }
        });
    let found = found(cx, kind, request, &subject);
    quote!(#found #tied)
}

fn found(cx: &Cx<'_>, kind: KindId, request: bool, subject: &proc_macro2::Ident) -> TokenStream {
    match (cx.place(kind).many, request) {
        (false, true) if cx.draws_key(kind) => {
            let drawn = drawn(cx, cx.subject(kind));
            let exists = exists(cx, kind).unwrap_or_else(|| quote!(true));
            quote! {
                if C::SENDER {
                    let exists = #exists;
                    let fits = match &command.#subject {
                        Some(key) => exists && *key == case.key,
                        None => !exists && case.key == #drawn,
                    };
                    if !fits { return Err(::coact_runtime::Rejection::identity()); }
                }
            }
        }
        (false, true) if cx.kind(kind).product.new => quote! {
            if C::SENDER && command.#subject != case.key {
                return Err(::coact_runtime::Rejection::identity());
            }
        },
        (false, _) => quote!(is_about::<C>(case, &command.#subject)?;),
        (true, false) => quote!(let at = site(case, &command.#subject)?;),
        (true, true) => of_several(cx, kind),
    }
}

/// Whether the entity that a kind with one instance is about was made, where a transaction makes it.
fn exists(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    let makers = cx.model.makers(cx.subject(kind)).into_iter();
    let makers = makers.filter(|maker| !cx.place(*maker).many);
    let made = makers.map(|maker| {
        let field = cx.module(maker);
        quote!(case.#field.initiator.is_some())
    });
    made.reduce(|one, other| quote!(#one || #other))
}

/// The function that finds the instance of a command that is no request.
pub(super) fn finder(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let case = cx.case_type(kind);
    let key = cx.key_type(cx.subject(kind));
    if cx.place(kind).many {
        let field = cx.module(kind);
        return quote! {
            /// The instance about this subject.
            pub(super) fn site<'a>(case: &'a #case, subject: &#key) -> ::coact_runtime::Decision<Site<'a>> {
                match case.#field.get(subject) {
                    Some(entry) => Ok(Site::of(entry)),
                    None => Err(::coact_runtime::Rejection::identity()),
                }
            }
        };
    }
    let exists = exists(cx, kind).map(|exists| quote!(&& #exists));
    quote! {
        /// Refuses a key that is not the case's, or names nothing.
        fn is_about<C: ::coact_runtime::checks::Checks>(
            case: &#case,
            subject: &#key,
        ) -> ::coact_runtime::Decision<()> {
            if !C::SENDER || (*subject == case.key #exists) {
                Ok(())
            } else {
                Err(::coact_runtime::Rejection::identity())
            }
        }
    }
}

/// The request of one of several: a new one, or one that was asked for before.
fn of_several(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let (field, subject) = (cx.module(kind), cx.subject_field(kind));
    let entity = cx.subject(kind);
    let draws = cx.draws_key(kind);
    let key = if draws {
        let drawn = drawn(cx, entity);
        quote! {
            let subject = match &command.#subject {
                Some(key) => ::core::clone::Clone::clone(key),
                None => #drawn,
            };
            let subject = &subject;
        }
    } else {
        quote!(let subject = &command.#subject;)
    };
    // What encloses it must be there, and stay what it was.
    let place = cx.place(kind);
    let mut unfit = Vec::new();
    let mut parent_field = quote!();
    match (cx.parent(kind), cx.address(kind)) {
        (Some(parent), Some(address)) if place.own_subject => {
            let address: Address<'_> = address;
            let by = address.field(cx);
            if cx.place(parent).many {
                let parents = cx.module(parent);
                unfit.push(quote!(case.#parents.get(&command.#by).is_none()));
                unfit.push(quote!(
                    case.#field.get(subject).is_some_and(|entry| entry.parent != command.#by)
                ));
                parent_field = quote!(parent: &command.#by,);
            } else {
                unfit.push(quote!(command.#by != case.key));
            }
        }
        (Some(parent), _) => {
            let parents = cx.module(parent);
            unfit.push(quote!(case.#parents.get(subject).is_none()));
        }
        // A root about what is created inside the case.
        (None, _) => {
            if let Some(creator) = cx
                .maker(entity)
                .filter(|creator| *creator != kind && cx.place(*creator).many)
            {
                let creators = cx.module(creator);
                unfit.push(quote!(case.#creators.get(subject).is_none()));
            }
        }
    }
    if draws {
        unfit.push(quote!((command.#subject.is_some() && at.instance.is_none())));
    }
    let check = (!unfit.is_empty()).then(|| {
        quote! {
            if C::SENDER && (#(#unfit)||*) {
                return Err(::coact_runtime::Rejection::identity());
            }
        }
    });
    quote! {
        #key
        let at = Site {
            subject,
            #parent_field
            instance: case.#field.get(subject).map(|entry| &entry.instance),
        };
        #check
    }
}
