//! The least number of those that refer to an entity (`order: Order inverse parcels 1..*`): its product is accepted with no
//! fewer, and from then on none of them is taken away.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Base, Step};
use coact_model::model::{ActDef, Entity, Inverse, KindId, PayloadOrigin};

use super::guards::Guard;
use crate::cx::Cx;
use crate::{names, tokens};

/// A way back with a least number.
struct Way<'a> {
    entity: &'a Entity,
    inverse: &'a Inverse,
    /// The kind that makes the entity.
    maker: KindId,
}

/// All that can be counted: the kind that makes the entity, and who refers to it, live in one case.
fn ways<'a>(cx: &Cx<'a>) -> Vec<Way<'a>> {
    let entities = cx.model.entities.values();
    let ways = entities.flat_map(|entity| entity.inverses.iter().map(move |way| (entity, way)));
    ways.filter(|(entity, inverse)| inverse.min > 0 && is_covered(cx, entity, inverse))
        .filter_map(|(entity, inverse)| {
            let maker = entity.created_by?;
            Some(Way {
                entity,
                inverse,
                maker,
            })
        })
        .collect()
}

/// Whether those who refer to an entity can be counted where it is made.
pub(crate) fn is_covered(cx: &Cx<'_>, entity: &Entity, inverse: &Inverse) -> bool {
    let referring = cx.entity(inverse.entity).created_by;
    entity
        .created_by
        .zip(referring)
        .is_some_and(|(maker, of)| cx.place(of).many && cx.place(of).case == cx.place(maker).case)
}

impl Way<'_> {
    /// How many refer to the entity of this key.
    fn count(&self, case: &TokenStream, key: &TokenStream) -> TokenStream {
        let (entity, way) = (
            names::ident(&self.entity.subject()),
            names::ident(&self.inverse.name.text),
        );
        quote!(#case.#entity(#key).#way().len())
    }

    fn name(&self) -> String {
        format!("{}.{}", self.entity.name.text, self.inverse.name.text)
    }

    fn refuse(&self) -> TokenStream {
        let sentence = format!("no fewer than {}", self.inverse.min);
        tokens::refuse("Law", &self.name(), &sentence)
    }

    fn guard(&self, check: TokenStream) -> Guard {
        Guard {
            name: self.name(),
            loc: self.inverse.name.loc,
            check,
        }
    }

    fn least(&self) -> proc_macro2::Literal {
        super::waits::count_literal(self.inverse.min)
    }

    fn is_completed_by(&self, kind: KindId, step: Step) -> bool {
        self.maker == kind && step == Step::Base(Act::Accept)
    }

    /// Whether one may refer to the entity no longer after this act.
    fn may_lose(&self, cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
        let fact = self.inverse.fact;
        let sets = |def: &ActDef| {
            def.payload.iter().any(|field| {
                matches!(field.origin, PayloadOrigin::Fact(at) | PayloadOrigin::FilledIn(at) if at == fact)
            })
        };
        cx.subject(kind) == self.inverse.entity
            && match def.step {
                Step::Base(_) => sets(def),
                Step::Allow(_) => cx.acts(kind).any(sets),
                Step::Revoke(_) | Step::Refuse(_) => false,
            }
    }
}

/// Refusals to accept what too few refer to.
pub(super) fn checks(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<Guard> {
    let ways = ways(cx);
    let key = cx.own_key(kind).reference();
    let checks = ways
        .iter()
        .filter(|way| way.is_completed_by(kind, step))
        .map(|way| {
            let (count, least, refuse) =
                (way.count(&quote!(case), &key), way.least(), way.refuse());
            way.guard(quote!(if #count < #least { #refuse; }))
        });
    checks.collect()
}

/// Refusals to take away what is too few then, asked of the case `before` the act and as it would leave it.
pub(super) fn after(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> Vec<Guard> {
    let ways = ways(cx);
    let lost = ways.iter().filter(|way| way.may_lose(cx, kind, def));
    lost.map(|way| {
        let module = cx.module(way.maker);
        let accepted = tokens::base(Base::Accepted);
        let (least, refuse) = (way.least(), way.refuse());
        let fewer = |key: TokenStream| {
            let (now, then) = (
                way.count(&quote!(case), &key),
                way.count(&quote!(before), &key),
            );
            quote!(#now < #least && #now < #then)
        };
        let check = if cx.place(way.maker).many {
            let fewer = fewer(quote!(&entry.subject));
            quote! {
                if case.#module.iter().any(|entry| {
                    entry.instance.status.base == #accepted && #fewer
                }) { #refuse; }
            }
        } else {
            let fewer = fewer(quote!(&case.key));
            quote!(if case.#module.status.base == #accepted && #fewer { #refuse; })
        };
        way.guard(check)
    })
    .collect()
}

/// Whether such a law may hold a step back.
pub(crate) fn gates(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    ways(cx).iter().any(|way| {
        way.is_completed_by(kind, step)
            || cx
                .step(kind, step)
                .is_some_and(|def| way.may_lose(cx, kind, def))
    })
}

/// Whether an event of `of` may open the acceptance of `kind`.
pub(super) fn opens(cx: &Cx<'_>, kind: KindId, act: Act, of: KindId) -> bool {
    ways(cx).iter().any(|way| {
        way.is_completed_by(kind, Step::Base(act)) && cx.subject(of) == way.inverse.entity
    })
}
