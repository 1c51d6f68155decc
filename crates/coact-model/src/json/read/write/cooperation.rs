//! Cooperation Model.

use super::types::many;
use crate::ctp::{self, step_words};
use crate::json::Document;
use crate::json::cooperation::{
    Act, Actor, Origin, PatternWord, PayloadField, Product, SortWord, Transaction,
};
use crate::json::read::language::{Text, steps};
use crate::json::types::Bound;

impl Actor {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            number,
            external,
            composite,
            is,
            parts,
        } = self;
        text.doc("///", doc.as_ref());
        text.put(if *external { "external " } else { "" });
        text.put(if *composite { "composite " } else { "" });
        text.put("actor ");
        text.name("name", name);
        text.item_past("actor", name);
        text.string("number", number.as_ref());
        if let Some(is) = is {
            text.put(" is ");
            text.reference("is", is);
        }
        if parts.is_empty() && !document.has_marks("actor", name) {
            text.put("\n");
            return;
        }
        text.block(|text| {
            text.names("parts", parts, ", ");
            text.put("\n");
            document.write_marks("actor", name, text);
        });
    }
}

impl Transaction {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            number,
            sort,
            initiators,
            executor,
            product,
            pattern,
            acts,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("transaction ");
        text.name("name", name);
        text.item_past("transaction", name);
        text.string("number", number.as_ref());
        text.block(|text| {
            text.put(match sort {
                SortWord::Original => "sort original\n",
                SortWord::Informational => "sort informational\n",
                SortWord::Documental => "sort documental\n",
            });
            text.put("initiator ");
            text.names("initiators", initiators, " or ");
            text.put("\nexecutor ");
            text.name("executor", executor);
            text.put("\n");
            text.at("product", |text| product.write(text));
            text.put(match pattern {
                PatternWord::Basic => "pattern basic\n",
                PatternWord::Standard => "pattern standard\n",
                PatternWord::Complete => "pattern complete\n",
            });
            text.each("acts", acts, |text, at, act| {
                let next = acts.get(at + 1).filter(|next| next.declared);
                act.write(|name| document.had_fact(&product.entity, name), text);
                // Allowing and refusing go on with the clause of what they settle.
                if !next.is_some_and(|next| next.step.contains(" revocation")) {
                    text.put("\n");
                }
            });
            document.write_marks("transaction", name, text);
        });
    }
}

impl Product {
    fn write(&self, text: &mut Text) {
        let Self {
            entity,
            new,
            fact,
            sentence,
        } = self;
        text.put(if *new { "product new " } else { "product " });
        text.name("entity", entity);
        if let Some(fact) = fact {
            text.put(".");
            text.name("fact", fact);
        }
        text.string("sentence", sentence.as_ref());
        text.put("\n");
    }
}

impl Act {
    /// Of a field that is no more, the type is known where it is a fact of the product's entity.
    fn write(&self, fact: impl Fn(&str) -> bool, text: &mut Text) {
        let Self {
            step,
            fact: _,
            performer: _,
            command,
            event,
            doc,
            tacit,
            payload,
            due,
            declared,
        } = self;
        // What the pattern alone brings has the names that it gives.
        if !declared {
            return;
        }
        text.doc("///", doc.as_ref());
        let Some(known) = steps().find(|known| step_words(*known) == *step) else {
            return text.at("step", |text| {
                text.refuse("this is not a step of a transaction")
            });
        };
        text.put(&match known {
            ctp::Step::Base(act) => act.word().to_owned(),
            ctp::Step::Revoke(act) => format!("revoke {}", act.word()),
            ctp::Step::Allow(_) => " allow".to_owned(),
            ctp::Step::Refuse(_) => " refuse".to_owned(),
        });
        // A tacit execute is done with declare, under its names.
        if *tacit && known == ctp::Step::Base(ctp::Act::Execute) {
            return text.put(" tacit");
        }
        text.put(" as ");
        text.name("command", command);
        text.put(" -> ");
        text.name("event", event);
        text.item_past("event", event);
        text.put(if *tacit { " tacit" } else { "" });
        let written =
            |field: &PayloadField| field.origin != Origin::FilledIn && !is_reason(known, field);
        if payload.iter().any(written) || text.has_history(event) {
            text.put(" {\n");
            text.each("payload", payload, |text, _, field| {
                if written(field) {
                    field.write(event, text);
                }
            });
            text.gone(("event", event), "field", fact);
            text.steps("event", event);
            text.put("}");
        }
        if let Some(due) = due {
            text.put(" due ");
            text.expr("due", due);
        }
    }
}

/// The reason that every refusing step has.
fn is_reason(step: ctp::Step, field: &PayloadField) -> bool {
    crate::resolve::has_reason(step) && field.name == crate::resolve::REASON
}

impl PayloadField {
    fn write(&self, event: &str, text: &mut Text) {
        let Self {
            name,
            doc,
            origin,
            ty,
            bounds,
            default: _,
        } = self;
        text.doc("///", doc.as_ref());
        match origin {
            Origin::Fact | Origin::FilledIn => text.name("name", name),
            Origin::Data => {
                text.field("name", name);
                text.ty("type", ty);
                Bound::write_all(bounds, text);
            }
        }
        text.member_past(("event", event), "field", name);
        text.put("\n");
    }
}

/// `[k..n]`
pub(super) fn bounds(min: u64, max: Option<u64>, text: &mut Text) {
    text.put(" [");
    many(min, max, text);
    text.put("]");
}
