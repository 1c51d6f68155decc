//! Fact Model.

use super::types::many;
use crate::json::Document;
use crate::json::facts::{Demand, Derived, Entity, Fact, Inverse, Law};
use crate::json::read::language::Text;

impl Entity {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            imported: _,
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
        text.name("name", name);
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
        if !one_of.is_empty() {
            text.put(" = ");
            text.names("one_of", one_of, " or ");
        }
        let base = document
            .entities
            .iter()
            .find(|entity| Some(&entity.name) == is.as_ref());
        let inherited = base.map_or(0, |base| base.facts.len());
        let members = set_of
            .as_ref()
            .is_some_and(|of| key.name == "members" && key.ty == format!("[{of}]"));
        text.block(|text| {
            if is.is_none() && one_of.is_empty() && !members {
                let words = if *key_generated { " generated" } else { "" };
                text.at("key", |text| key.write(words, text));
                text.member_past(name, "fact", &key.name);
                text.put("\n");
            }
            text.each("facts", facts, |text, at, fact| {
                if at >= inherited {
                    fact.write(name, document, text);
                }
            });
            text.gone(name, "fact", |_| false);
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
        let (words, refused) = words.done();
        for _ in refused {
            text.refuse("the way back from this fact has no name of the language");
        }
        field.write(&words, text);
        text.member_past(of, "fact", &field.name);
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
