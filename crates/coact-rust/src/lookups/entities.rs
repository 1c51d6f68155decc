//! Entities among the answers: what decisions read of them by key, as their cases tell of it.

use std::collections::BTreeSet;

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::model::{EntityForm, EntityId, Expr, ExprKind, Type};

use super::kept;
use super::rows::decided;
use crate::cx::{Cx, Own};
use crate::expr::{by_key, read_of};
use crate::kind::facts;
use crate::types::rust;
use crate::{names, plain, tokens};

/// What is read of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Member {
    Fact(usize),
    Derived(usize),
    Inverse(usize),
}

/// What decisions read of an entity.
struct Read {
    entity: EntityId,
    members: BTreeSet<Member>,
    /// Whether it is sought by unique facts somewhere.
    by_facts: bool,
}

/// The entities that decisions read by key. Of those outside the scope of interest no case tells.
fn reads(cx: &Cx<'_>) -> Vec<Read> {
    let mut reads: Vec<Read> = Vec::new();
    for part in decided(cx).flat_map(Expr::all) {
        let (found, member) = match &part.kind {
            ExprKind::Fact(of, _, at) => (read_of(of), Some(Member::Fact(*at))),
            ExprKind::Derived(of, _, at) => (read_of(of), Some(Member::Derived(*at))),
            ExprKind::Inverse(of, _, at) => (read_of(of), Some(Member::Inverse(*at))),
            _ => (by_key(part), None),
        };
        let Some(found) = found else {
            continue;
        };
        let entity = found.entity;
        if cx.maker(entity).is_none() {
            continue;
        }
        let by_facts = !found.facts().is_empty();
        match reads.iter_mut().find(|read| read.entity == entity) {
            Some(read) => {
                read.members.extend(member);
                read.by_facts |= by_facts;
            }
            None => reads.push(Read {
                entity,
                members: member.into_iter().collect(),
                by_facts,
            }),
        }
    }
    reads.sort_by_key(|read| read.entity);
    reads
}

/// `MembershipRead`
fn type_name(cx: &Cx<'_>, entity: EntityId) -> Ident {
    names::ident(&format!("{}Read", cx.entity(entity).name.text))
}

/// `entity_membership`: what answers an entity.
pub(crate) fn getter(cx: &Cx<'_>, entity: EntityId) -> Ident {
    names::function("entity", &cx.entity(entity).name.text)
}

/// `key_of_membership`: what answers the key of the one with unique facts.
pub(crate) fn key_getter(cx: &Cx<'_>, entity: EntityId) -> Ident {
    names::function("key_of", &cx.entity(entity).name.text)
}

fn field(cx: &Cx<'_>, entity: EntityId) -> Ident {
    names::function("entities_of", &cx.entity(entity).name.text)
}

fn key_field(cx: &Cx<'_>, entity: EntityId) -> Ident {
    names::function("keys_of", &cx.entity(entity).name.text)
}

/// The name of what is read, and its type.
fn named<'a>(cx: &Cx<'a>, entity: EntityId, member: Member) -> Option<(&'a str, Type)> {
    let entity = cx.entity(entity);
    Some(match member {
        Member::Fact(at) => {
            let field = &entity.facts.get(at)?.field;
            (&field.name.text, field.ty.clone())
        }
        Member::Derived(at) => {
            let derived = entity.derived.get(at)?;
            (&derived.name.text, derived.value.ty.clone())
        }
        Member::Inverse(at) => {
            let inverse = entity.inverses.get(at)?;
            let of = Type::Entity(inverse.entity);
            (&inverse.name.text, Type::List(Box::new(of)))
        }
    })
}

/// The types of what is read, the fields of `Facts`, and its methods.
pub(super) fn entities(cx: &Cx<'_>) -> (TokenStream, TokenStream, TokenStream) {
    let (mut types, mut fields, mut getters) = (Vec::new(), Vec::new(), Vec::new());
    for read in reads(cx) {
        let entity = read.entity;
        let name = &cx.entity(entity).name.text;
        let (ty, key) = (type_name(cx, entity), cx.key_type(entity));
        let members = read.members.iter().filter_map(|member| {
            let (name, ty) = named(cx, entity, *member)?;
            let ident = names::ident(name);
            let (rename, docs) = (
                tokens::rename(&ident, name),
                tokens::doc(&format!("`{name}`; none where it was not known.")),
            );
            let of = rust(cx, &ty);
            // What is known to be absent is another thing than what is not known.
            let of = match ty {
                Type::Optional(_) => quote!((#of,)),
                _ => of,
            };
            Some(quote! {
                #docs
                #rename
                #[serde(default, skip_serializing_if = "::core::option::Option::is_none")]
                pub #ident: ::core::option::Option<#of>
            })
        });
        let docs = tokens::doc(&format!("What was read of one `{name}`."));
        let derives = tokens::data(quote!(Default,));
        types.push(quote!(#docs #derives pub struct #ty { #(#members),* }));
        let (list, get) = (field(cx, entity), getter(cx, entity));
        let docs = tokens::doc(&format!("What was read of each `{name}`, beside its key."));
        let declared = cx.entity(entity).name.loc;
        let of_list = kept(cx, declared, |was| names::function("entities_of", was));
        fields.push(quote! {
            #docs
            #of_list
            pub #list: ::std::vec::Vec<(#key, ::core::option::Option<#ty>)>,
        });
        let docs = tokens::doc(&format!("The `{name}` of this key."));
        getters.push(quote! {
            #docs
            ///
            /// # Errors
            /// There is none.
            pub fn #get(&self, key: &#key) -> ::coact_runtime::expr::Eval<&#ty> {
                self.#list
                    .iter()
                    .find(|(known, _)| known == key)
                    .and_then(|(_, read)| read.as_ref())
                    .ok_or(::coact_runtime::expr::Absent::Unknown)
            }
        });
        if !read.by_facts {
            continue;
        }
        let (keys, get) = (key_field(cx, entity), key_getter(cx, entity));
        let of_keys = kept(cx, declared, |was| names::function("keys_of", was));
        let docs = tokens::doc(&format!(
            "The key of each `{name}` that was sought by unique facts, beside the law and their values."
        ));
        fields.push(quote! {
            #docs
            #of_keys
            pub #keys: ::std::vec::Vec<(
                ::std::string::String, ::std::string::String, ::core::option::Option<#key>
            )>,
        });
        let docs = tokens::doc(&format!(
            "The key of the `{name}` whose unique facts have these values."
        ));
        getters.push(quote! {
            #docs
            ///
            /// # Errors
            /// There is none.
            pub fn #get(&self, law: &str, values: &str) -> ::coact_runtime::expr::Eval<&#key> {
                self.#keys
                    .iter()
                    .find(|(by, of, _)| by == law && of == values)
                    .and_then(|(_, _, key)| key.as_ref())
                    .ok_or(::coact_runtime::expr::Absent::Unknown)
            }
        });
    }
    (
        quote!(#(#types)*),
        quote!(#(#fields)*),
        quote!(#(#getters)*),
    )
}

/// `found`, of the contract: takes what a case tells of an entity among the answers.
pub(crate) fn found(cx: &Cx<'_>) -> Option<TokenStream> {
    // What is known with one key is found at once.
    let mut same: Vec<(EntityId, Vec<Told>)> = Vec::new();
    for read in reads(cx) {
        let told = told(cx, &read)?;
        let foundation = cx.model.foundation(read.entity);
        match same.iter_mut().find(|(known, _)| *known == foundation) {
            Some((_, all)) => all.push(told),
            None => same.push((foundation, vec![told])),
        }
    }
    let arms = same.iter().map(|(foundation, told)| {
        let label = tokens::text(cx.model.first_name(&cx.entity(*foundation).name));
        let by_key = told.iter().map(|told| &told.by_key);
        let by_facts: Vec<_> = told
            .iter()
            .filter_map(|told| told.by_facts.as_ref())
            .collect();
        let by_facts = if by_facts.is_empty() {
            quote!(::coact_runtime::reads::FoundBy::Facts { .. } => {})
        } else {
            quote! {
                ::coact_runtime::reads::FoundBy::Facts { law, values } => { #(#by_facts)* }
            }
        };
        quote! {
            #label => match &read.by {
                ::coact_runtime::reads::FoundBy::Key(text) => { #(#by_key)* }
                #by_facts
            }
        }
    });
    let arms: Vec<TokenStream> = arms.collect();
    (!arms.is_empty()).then(|| {
        quote! {
            fn found(
                facts: &mut Self::Facts,
                read: &::coact_runtime::reads::EntityRead,
                found: ::core::option::Option<(&str, &Self::Case)>,
            ) {
                match read.entity {
                    #(#arms)*
                    _ => {}
                }
            }
        }
    })
}

/// How an entity is taken among the answers: found by its key, and by unique facts where it is sought by some.
struct Told {
    by_key: TokenStream,
    by_facts: Option<TokenStream>,
}

fn told(cx: &Cx<'_>, read: &Read) -> Option<Told> {
    let entity = read.entity;
    let creator = cx.maker(entity)?;
    let case = names::ident(&cx.entity(cx.case_entity(creator)).name.text);
    let (ty, key) = (type_name(cx, entity), cx.key_type(entity));
    let (list, keys) = (field(cx, entity), key_field(cx, entity));
    let subject = names::ident(&cx.entity(entity).subject());
    let members = read.members.iter().filter_map(|member| {
        let (name, ty) = named(cx, entity, *member)?;
        let name = names::ident(name);
        let optional = matches!(ty, Type::Optional(_));
        let value = match member {
            Member::Fact(_) if optional => {
                quote!(told.#name().ok().map(|known| (::core::clone::Clone::clone(known),)))
            }
            Member::Fact(_) => quote!(told.#name().ok().cloned()),
            Member::Derived(_) if optional => quote!(told.#name().ok().map(|known| (known,))),
            Member::Derived(_) => quote!(told.#name().ok()),
            Member::Inverse(_) => quote!(Some(told.#name())),
        };
        Some(quote!(#name: #value))
    });
    let members: Vec<TokenStream> = members.collect();
    let told = if members.is_empty() {
        quote!(let _ = case;)
    } else {
        quote!(let told = case.#subject(&key);)
    };
    let is_one = is_one(cx, entity);
    let all = cx.model.cases.len() + plain::case_variants(cx).len();
    let others = (all > 1 || !is_one.is_empty()).then(|| quote!(_ => None,));
    let tell = quote! {
        let told = case.and_then(|case| match case {
            super::Case::#case(case) #is_one => {
                #told
                Some(super::lookups::#ty { #(#members),* })
            }
            #others
        });
        facts.#list.push((key, told));
    };
    // Of an entity that is not there, the key is what was asked for.
    let by_key = quote! {
        if let Ok(key) = text.parse::<#key>() {
            let case = found.map(|(_, case)| case);
            #tell
        }
    };
    let by_facts = read.by_facts.then(|| {
        quote! {
            let of_law = found.and_then(|(text, case)| Some((text.parse::<#key>().ok()?, case)));
            let key = of_law.as_ref().map(|(key, _)| ::core::clone::Clone::clone(key));
            facts.#keys.push((
                ::std::string::String::from(*law),
                ::core::clone::Clone::clone(values),
                key,
            ));
            if let Some((key, case)) = of_law {
                let case = Some(case);
                #tell
            }
        }
    });
    Some(Told { by_key, by_facts })
}

/// The condition of an arm: what another entity becomes is there once it has become one.
fn is_one(cx: &Cx<'_>, entity: EntityId) -> TokenStream {
    let becoming = cx
        .model
        .lineage(entity)
        .filter_map(|more| match cx.entity(more).form {
            EntityForm::Specialised(_, fact) => fact,
            _ => None,
        });
    let conditions = becoming.map(|(kind, fact)| {
        let module = cx.module(kind);
        if !cx.place(kind).many {
            let own = Own::Always(quote!(case.#module));
            return facts::stands(&quote!(case.#module.status), &own, fact);
        }
        let own = Own::Always(quote!(entry.instance));
        let stands = facts::stands(&quote!(entry.instance.status), &own, fact);
        quote!(case.#module.get(&key).is_some_and(|entry| #stands))
    });
    let all = conditions
        .map(tokens::one)
        .reduce(|one, other| quote!(#one && #other));
    all.map(|all| quote!(if #all)).unwrap_or_default()
}
