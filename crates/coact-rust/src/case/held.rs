//! What the entities of a case have by their facts as they stand, and only so many may have at a time: the values
//! of unique facts, and places among those that refer to one.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::Loc;
use coact_model::model::{CaseKindId, EntityId, Fact, Type};

use crate::cx::Cx;
use crate::{names, tokens};

/// A law over the facts of an entity by which only so many may have the same.
struct Law<'a> {
    identity: String,
    most: u64,
    name: String,
    sentence: String,
    facts: Vec<&'a Fact>,
    loc: Loc,
}

/// The laws by which what an entity has is limited: those of facts that some act sets.
fn laws<'a>(cx: &Cx<'a>, id: EntityId) -> Vec<Law<'a>> {
    let entity = cx.entity(id);
    let (owner, stored) = (&entity.name.text, cx.model.first_name(&entity.name));
    let set = |facts: &[&Fact]| facts.iter().all(|fact| !fact.setters.is_empty());
    let mut laws = Vec::new();
    for (unique, loc) in &entity.uniques {
        let facts: Vec<&Fact> = unique
            .iter()
            .filter_map(|at| entity.facts.get(*at))
            .collect();
        let names: Vec<&str> = facts.iter().map(|fact| &*fact.field.name.text).collect();
        let first = facts
            .iter()
            .map(|fact| cx.model.first_name(&fact.field.name));
        let first: Vec<&str> = first.collect();
        laws.push(Law {
            identity: format!("{stored}({})", first.join(", ")),
            most: 1,
            name: format!("{owner}.unique"),
            sentence: format!("no two have the same {}", names.join(" and ")),
            facts,
            loc: *loc,
        });
    }
    for target in cx.model.entities.values() {
        let ways = target.inverses.iter().filter(|way| way.entity == id);
        for way in ways {
            let (Some(most), Some(fact)) = (way.max, entity.facts.get(way.fact)) else {
                continue;
            };
            let (referred, back) = (&target.name.text, &way.name.text);
            laws.push(Law {
                identity: format!("{}.{back}", cx.model.first_name(&target.name)),
                most,
                name: format!("{referred}.{back}"),
                sentence: format!("no more than {most} at a time"),
                facts: vec![fact],
                loc: way.name.loc,
            });
        }
    }
    laws.retain(|law| set(&law.facts));
    laws
}

/// Whether a case has anything that is limited.
pub(crate) fn is_limited(cx: &Cx<'_>, case: CaseKindId) -> bool {
    let mut entities = cx.entities_of(case).into_iter();
    entities.any(|entity| !laws(cx, entity).is_empty())
}

/// `holds`: adds what is had.
pub(super) fn holds(cx: &Cx<'_>, case: CaseKindId) -> TokenStream {
    let entities = cx.entities_of(case).into_iter();
    let blocks = entities.filter_map(|entity| of_entity(cx, case, entity));
    let blocks: Vec<TokenStream> = blocks.collect();
    if blocks.is_empty() {
        return quote!();
    }
    quote! {
        /// Adds what its entities have by their facts as they stand, and only so many may have at a time.
        pub fn holds(&self, out: &mut ::std::vec::Vec<::coact_runtime::Hold>) {
            #(#blocks)*
        }
    }
}

fn of_entity(cx: &Cx<'_>, case: CaseKindId, id: EntityId) -> Option<TokenStream> {
    let laws = laws(cx, id);
    if laws.is_empty() {
        return None;
    }
    let getter = names::ident(&cx.entity(id).subject());
    let laws = laws.iter().map(|law| {
        let (identity, name, sentence) = (
            tokens::text(&law.identity),
            tokens::text(&law.name),
            tokens::text(&law.sentence),
        );
        let most = proc_macro2::Literal::u64_unsuffixed(law.most);
        let docs = tokens::doc(&format!("`{}` ({}).", law.identity, cx.place_text(law.loc)));
        let facts = law.facts.iter().map(|fact| value(cx, fact));
        quote! {{
            #docs
            static LAW: ::coact_runtime::Limited = ::coact_runtime::Limited {
                identity: #identity,
                most: #most,
                name: #name,
                sentence: #sentence,
            };
            // What is not known, or is none, is shared with nobody.
            let what = ::coact_runtime::expr::attempt(|| Ok((#(#facts,)*)));
            out.extend(what.map(|what| ::coact_runtime::Hold::new(&LAW, &what, holder)));
        }}
    });
    let laws = quote! {
        let entity = self.#getter(holder);
        #(#laws)*
    };
    if cx.model.foundation(id) == cx.model.cases[case].entity {
        return Some(quote! {{
            let holder = &self.key;
            #laws
        }});
    }
    let several = |kind: &_| {
        let subject = cx.subject(*kind);
        cx.model.foundation(subject) == cx.model.foundation(id) && cx.place(*kind).many
    };
    let kinds = cx.kinds_of(case);
    let creator = cx.maker(id).filter(|kind| kinds.contains(kind));
    let kind = creator.or_else(|| kinds.iter().copied().find(several))?;
    let module = cx.module(kind);
    Some(quote! {
        for entry in &self.#module {
            let holder = &entry.subject;
            #laws
        }
    })
}

/// The value of a fact of `entity`, as it is compared with those of others.
fn value(cx: &Cx<'_>, fact: &Fact) -> TokenStream {
    let name = names::ident(&fact.field.name.text);
    let known = quote!(entity.#name()?);
    match &fact.field.ty {
        Type::Optional(inner) => normal(
            cx,
            inner,
            quote!(#known.as_ref().ok_or(::coact_runtime::expr::Absent::Unknown)?),
        ),
        ty => normal(cx, ty, known),
    }
}

/// The law by which these facts of an entity are unique, in the store, and the facts in its order; none where no act sets
/// them all, or nothing makes them unique.
pub(crate) fn unique(cx: &Cx<'_>, id: EntityId, facts: &[usize]) -> Option<(String, Vec<usize>)> {
    let entity = cx.entity(id);
    let same = |unique: &[usize]| {
        unique.len() == facts.len() && unique.iter().all(|fact| facts.contains(fact))
    };
    let (order, loc) = entity.uniques.iter().find(|(unique, _)| same(unique))?;
    let law = laws(cx, id).into_iter().find(|law| law.loc == *loc)?;
    Some((law.identity, order.clone()))
}

/// A reference to a value, as it is compared with those of others.
pub(crate) fn compared(cx: &Cx<'_>, ty: &Type, value: TokenStream) -> TokenStream {
    match ty {
        Type::Optional(inner) => normal(
            cx,
            inner,
            quote!(#value.as_ref().ok_or(::coact_runtime::expr::Absent::Unknown)?),
        ),
        ty => normal(cx, ty, tokens::one(value)),
    }
}

/// Numbers with a fraction are equal however many zeros they end in.
fn normal(cx: &Cx<'_>, ty: &Type, value: TokenStream) -> TokenStream {
    match ty {
        Type::Decimal(_) => quote!(#value.normalize()),
        Type::Scalar(id) if has_fraction(cx, ty) => {
            normal(cx, &cx.model.scalars[*id].base, quote!(#value.0))
        }
        _ => value,
    }
}

/// Whether values of a type have numbers with a fraction in them.
pub(crate) fn has_fraction(cx: &Cx<'_>, ty: &Type) -> bool {
    has(cx, ty, |ty| matches!(ty, Type::Decimal(_)))
}

/// Whether older records of a type are written otherwise than those of today, so that the same is not found by its text.
pub(crate) fn is_rewritten(cx: &Cx<'_>, ty: &Type) -> bool {
    has(cx, ty, |ty| match ty {
        Type::Enum(id) => {
            let variants = cx.model.enums[*id].variants.iter();
            let mut pasts = variants.filter_map(|(name, _)| cx.model.past(name.loc));
            pasts.any(|past| !past.was.is_empty())
        }
        Type::Value(id) => {
            let name = &cx.model.values[*id].name;
            let mut pasts = cx.model.pasts.iter();
            pasts.any(|past| past.owner.as_ref() == Some(name))
                || cx.model.upcasts.iter().any(|upcast| upcast.of == *name)
        }
        _ => false,
    })
}

/// Whether such a type stands anywhere in a type.
fn has(cx: &Cx<'_>, ty: &Type, such: impl Fn(&Type) -> bool) -> bool {
    let mut types = vec![ty];
    let mut seen = Vec::new();
    while let Some(ty) = types.pop() {
        match ty {
            ty if such(ty) => return true,
            Type::Scalar(id) => types.push(&cx.model.scalars[*id].base),
            Type::Entity(id) => types.push(&cx.entity(*id).key.ty),
            Type::Optional(inner) | Type::List(inner) => types.push(inner),
            Type::Map(key, value) => types.extend([&**key, &**value]),
            Type::Value(id) if !seen.contains(id) => {
                seen.push(*id);
                types.extend(cx.model.values[*id].fields.iter().map(|field| &field.ty));
            }
            _ => {}
        }
    }
    false
}

/// Whether equal values of a type are written alike.
pub(crate) fn is_comparable(cx: &Cx<'_>, ty: &Type) -> bool {
    match ty {
        Type::Decimal(_) => true,
        Type::Scalar(id) => is_comparable(cx, &cx.model.scalars[*id].base),
        Type::Optional(inner) => is_comparable(cx, inner),
        ty => !has_fraction(cx, ty),
    }
}
