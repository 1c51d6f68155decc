//! What a form has of other models, as texts of these: no more of each than what the form's model uses.

use std::collections::BTreeSet;

use super::Written;
use crate::json::Document;
use crate::json::read::home::Home;
use crate::json::read::language::Text;
use crate::json::words::spelt;
use crate::resolve::mentions;

/// A text for every model that the form's one imports.
pub(in crate::json::read) fn imported(document: &Document, text: &mut Text) -> Vec<Written> {
    let models: BTreeSet<&str> = document.imports.iter().map(String::as_str).collect();
    let others = models.iter().filter(|name| **name != document.model);
    let texts = others.map(|name| {
        text.next(Home::imported(name, &document.model, document.own_types()));
        document.write_imported(name, text);
        let body = text.next(Home::default());
        Written {
            imported: Some((*name).to_owned()),
            context: None,
            text: document.headed(name, &models, &body),
        }
    });
    let texts = texts.collect();
    document.hold_imported(&models, text);
    texts
}

/// Each list of a form that may have something of other models, with what is done about an element of it.
macro_rules! lists {
    ($document:ident, |$member:ident, $at:ident, $it:ident| $act:expr) => {
        lists!(@ $document $member $at $it $act;
            scalars enumerations values entities events views);
    };
    (@ $document:ident $member:ident $at:ident $it:ident $act:expr; $($list:ident)*) => {
        $(for ($at, $it) in $document.$list.iter().enumerate() {
            let $member = stringify!($list);
            $act
        })*
    };
}

impl Document {
    /// The names of the types that are declared in the form's own model.
    fn own_types(&self) -> BTreeSet<String> {
        let scalars = self.scalars.iter().map(|it| (&it.name, &it.imported));
        let enums = self.enumerations.iter().map(|it| (&it.name, &it.imported));
        let values = self.values.iter().map(|it| (&it.name, &it.imported));
        let entities = self.entities.iter().map(|it| (&it.name, &it.imported));
        let all = scalars.chain(enums).chain(values).chain(entities);
        all.filter(|(_, imported)| imported.is_none())
            .map(|(name, _)| name.clone())
            .collect()
    }

    /// Whether there is something of another model in the form.
    pub(super) fn has_some_of(&self, model: &str) -> bool {
        lists!(self, |_list, _at, it| {
            if it.imported.as_deref() == Some(model) {
                return true;
            }
        });
        false
    }

    fn write_imported(&self, model: &str, text: &mut Text) {
        let is_of = |imported: &Option<String>| imported.as_deref() == Some(model);
        text.each("scalars", &self.scalars, |text, _, it| {
            if is_of(&it.imported) {
                it.write(text);
            }
        });
        text.each("enumerations", &self.enumerations, |text, _, it| {
            if is_of(&it.imported) {
                it.write(self, text);
            }
        });
        text.each("values", &self.values, |text, _, it| {
            if is_of(&it.imported) {
                it.write(self, text);
            }
        });
        text.each("entities", &self.entities, |text, _, it| {
            if is_of(&it.imported) {
                it.write(self, text);
            }
        });
        text.each("events", &self.events, |text, _, it| {
            if is_of(&it.imported) {
                it.write(self, text);
            }
        });
        text.each("views", &self.views, |text, _, it| {
            if is_of(&it.imported) {
                it.write(self, text);
            }
        });
    }

    /// The text of an imported model with its first lines. It is no whole model, and is not held to be one.
    fn headed(&self, name: &str, models: &BTreeSet<&str>, body: &str) -> String {
        let other = |word: &str| word != name && (word == self.model || models.contains(word));
        let uses: BTreeSet<&str> = mentions(body, other).map(|it| it.model).collect();
        let mut text = format!("model {} level sketch\n", spelt(name));
        for model in uses {
            text.push_str("import ");
            text.push_str(&spelt(model));
            text.push('\n');
        }
        text.push('\n');
        text.push_str(body);
        text
    }

    /// Refuses what is of a model that is not imported.
    fn hold_imported(&self, models: &BTreeSet<&str>, text: &mut Text) {
        let is_other = |name: &str| name != self.model && models.contains(name);
        lists!(self, |list, at, it| {
            if it.imported.as_deref().is_some_and(|of| !is_other(of)) {
                text.beside(list, at, |text| {
                    text.at("imported", |text| {
                        text.refuse("this is not among the models that the form imports");
                    });
                });
            }
        });
    }
}
