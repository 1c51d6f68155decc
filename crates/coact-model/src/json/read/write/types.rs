//! Types and fields.

use crate::json::Document;
use crate::json::read::language::Text;
use crate::json::types::{Bound, Demand, Enumeration, Field, Scalar, Scale, Value, Variant};

impl Scalar {
    pub(super) fn write(&self, text: &mut Text) {
        let Self {
            name,
            imported: _,
            doc,
            base,
            bounds,
            scale,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("scalar ");
        text.declared(name);
        text.item_past("scalar", name);
        text.put(" = ");
        text.ty("base", base);
        Bound::write_all(bounds, text);
        text.put(match scale {
            None => "",
            Some(Scale::Categorial) => " categorial",
            Some(Scale::Ordinal) => " ordinal",
            Some(Scale::Interval) => " interval",
            Some(Scale::Ratio) => " ratio",
            Some(Scale::Absolute) => " absolute",
        });
        text.put("\n");
    }
}

impl Enumeration {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            imported: _,
            doc,
            variants,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("enum ");
        text.declared(name);
        text.item_past("enum", name);
        text.block(|text| {
            text.each("variants", variants, |text, _, variant| {
                let Variant { name: of, doc } = variant;
                text.doc("///", doc.as_ref());
                text.name("name", of);
                text.member_past(("enum", name), "variant", of);
                text.put("\n");
            });
            document.write_marks("enum", name, text);
        });
    }
}

impl Value {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            imported: _,
            doc,
            fields,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("value ");
        text.declared(name);
        text.item_past("value", name);
        text.block(|text| {
            text.each("fields", fields, |text, _, field| {
                field.recorded(("value", name), text)
            });
            text.gone(("value", name), "field", |_| false);
            text.steps("value", name);
            document.write_marks("value", name, text);
        });
    }
}

impl Field {
    /// The field on its line.
    pub(super) fn line(&self, text: &mut Text) {
        self.write("", text);
        text.put("\n");
    }

    /// The field on its line, with what it was before in the records of its owner.
    pub(super) fn recorded(&self, owner: (&str, &str), text: &mut Text) {
        self.write("", text);
        text.member_past(owner, "field", &self.name);
        text.put("\n");
    }

    /// The field with further words on it.
    pub(super) fn write(&self, words: &str, text: &mut Text) {
        let Self {
            name,
            doc,
            key,
            ty,
            bounds,
            default,
        } = self;
        text.doc("///", doc.as_ref());
        if *key {
            text.put("key ");
        }
        text.field("name", name);
        text.ty("type", ty);
        Bound::write_all(bounds, text);
        text.put(words);
        if let Some(default) = default {
            text.put(" = ");
            text.expr("default", default);
        }
    }

    /// Fields between braces within a line.
    pub(super) fn inline(fields: &[Self], text: &mut Text) {
        if !fields.is_empty() {
            text.put(" {\n");
            text.each("fields", fields, |text, _, field| field.line(text));
            text.put("}");
        }
    }
}

impl Bound {
    pub(super) fn write_all(bounds: &[Self], text: &mut Text) {
        text.each("bounds", bounds, |text, _, bound| {
            let Self { demand, sentence } = bound;
            match demand {
                Demand::Length { min, max } => {
                    text.put(" ");
                    many(*min, *max, text);
                }
                Demand::Range { min, max } => {
                    text.put(" in ");
                    if let Some(min) = min {
                        text.expr("min", min);
                    }
                    text.put("..");
                    if let Some(max) = max {
                        text.expr("max", max);
                    }
                }
                Demand::Matching { pattern } => {
                    text.put(" matching");
                    text.string("pattern", Some(pattern));
                }
                Demand::MaxLength { max } => text.put(&format!(" max {max}")),
            }
            text.string("sentence", sentence.as_ref());
        });
    }
}

/// `k..n`, `k..*`
pub(super) fn many(min: u64, max: Option<u64>, text: &mut Text) {
    let max = max.map_or("*".to_owned(), |max| max.to_string());
    text.put(&format!("{min}..{max}"));
}
