//! Fact Model.

use super::types::many;
use crate::json::Document;
use crate::json::facts::{Demand, Derived, Entity, Fact, Inverse, Law};
use crate::json::read::home::Home;
use crate::json::read::language::Text;

impl Entity {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            imported,
            doc,
            external,
            is,
            when,
            one_of,
            set_of,
            key,
            key_generated,
            facts,
            derived,
            laws,
            unique,
            inverses: _,
            created_by: _,
        } = self;
        text.doc("///", doc.as_ref());
        text.put(if *external {
            "external entity "
        } else {
            "entity "
        });
        text.declared(name);
        text.item_past("entity", name);
        if let Some(is) = is {
            text.put(" is ");
            text.name("is", is);
        }
        if let Some(when) = when {
            text.put(" when ");
            text.fact("when", when);
        }
        if let Some(of) = set_of {
            text.put(" = set of ");
            text.name("set_of", of);
        }
        // Of an entity of another model the key is all that is known: that of a set is its members.
        let lent_set = self.members().filter(|_| imported.is_some());
        if let Some(of) = lent_set {
            text.put(" = set of ");
            text.at("key", |text| text.ty("type", of));
        }
        if !one_of.is_empty() {
            text.put(" = ");
            text.names("one_of", one_of, " or ");
        }
        let base = document
            .entities
            .iter()
            .find(|entity| Some(&entity.name) == is.as_ref());
        let inherited = base.map_or(0, |base| base.facts.len());
        let members = lent_set.is_some() || set_of.is_some() && self.members() == set_of.as_deref();
        text.block(|text| {
            if is.is_none() && one_of.is_empty() && !members {
                let words = if *key_generated { " generated" } else { "" };
                text.at("key", |text| key.write(words, text));
                text.member_past(("entity", name), "fact", &key.name);
                text.put("\n");
            }
            text.each("facts", facts, |text, at, fact| {
                if at >= inherited {
                    fact.write(name, document, text);
                }
            });
            text.gone(("entity", name), "fact", |_| false);
            text.each("derived", derived, |text, _, derived| derived.write(text));
            text.each("laws", laws, |text, _, law| law.write(text));
            text.each("unique", unique, |text, _, facts| {
                text.put("unique (");
                for (at, fact) in facts.iter().enumerate() {
                    text.put(if at > 0 { ", " } else { "" });
                    text.element(at, |text| text.bare_name(fact));
                }
                text.put(")\n");
            });
            document.write_marks("entity", name, text);
        });
    }
}

impl Entity {
    /// The entity that it would be a set of, by its key.
    fn members(&self) -> Option<&str> {
        let of = self.key.ty.strip_prefix('[')?.strip_suffix(']')?;
        (self.key.name == "members").then_some(of)
    }
}

impl Fact {
    fn write(&self, of: &str, document: &Document, text: &mut Text) {
        let Self {
            field,
            personal,
            set_by: _,
        } = self;
        let mut words = Text::default();
        if *personal {
            words.put(" personal");
        }
        // The way back is told of the entity that it leads from.
        for entity in &document.entities {
            for Inverse {
                name,
                entity,
                fact,
                min,
                max,
            } in &entity.inverses
            {
                if entity == of && *fact == field.name {
                    words.put(" inverse ");
                    words.name("name", name);
                    words.put(" ");
                    many(*min, *max, &mut words);
                }
            }
        }
        let inverse = words.next(Home::default());
        for _ in words.done() {
            text.refuse("the way back from this fact has no name of the language");
        }
        field.write(&inverse, text);
        text.member_past(("entity", of), "fact", &field.name);
        text.put("\n");
    }
}

impl Derived {
    fn write(&self, text: &mut Text) {
        let Self {
            name,
            doc,
            ty,
            value,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("derived ");
        text.field("name", name);
        text.ty("type", ty);
        text.put(" = ");
        text.expr("value", value);
        text.put("\n");
    }
}

impl Law {
    fn write(&self, text: &mut Text) {
        let Self {
            name,
            sentence,
            demand,
        } = self;
        text.put("law ");
        text.name("name", name);
        text.string("sentence", sentence.as_ref());
        text.put(": ");
        match demand {
            Demand::Before { first, then } => {
                text.fact("first", first);
                text.put(" before ");
                text.fact("then", then);
            }
            Demand::Precludes { first, then } => {
                text.fact("first", first);
                text.put(" precludes ");
                text.fact("then", then);
            }
            Demand::Excludes { one, other } => {
                text.name("one", one);
                text.put(" excludes ");
                text.name("other", other);
            }
            Demand::Condition { condition } => text.expr("condition", condition),
        }
        text.put("\n");
    }
}
