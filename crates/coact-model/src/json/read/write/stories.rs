//! Stories, slices, and what stands in them though the form lists it elsewhere.

use crate::json::Document;
use crate::json::read::language::Text;
use crate::json::stories::{Element, Sketch, SketchedAnswer, Slice, Story};

/// What has not been written yet of the lists that follow the order of the stories.
pub(super) struct Rest<'d> {
    document: &'d Document,
    specs: usize,
    automations: usize,
    translations: usize,
}

impl<'d> Rest<'d> {
    pub(super) const fn of(document: &'d Document) -> Self {
        Self {
            document,
            specs: 0,
            automations: 0,
            translations: 0,
        }
    }

    /// The next specs, as far as they stand under these titles.
    pub(super) fn specs(&mut self, path: &[&str], text: &mut Text) {
        while let Some(spec) = self.document.specs.get(self.specs)
            && spec.path == path
        {
            text.beside("specs", self.specs, |text| spec.write(self.document, text));
            self.specs += 1;
        }
    }

    fn automation(&mut self, text: &mut Text) {
        let found = self.document.automations.get(self.automations);
        let Some(automation) = found else {
            return text.refuse("there is no automation left for this");
        };
        text.beside("automations", self.automations, |text| {
            automation.write(self.document, text);
        });
        self.automations += 1;
    }

    fn translation(&mut self, text: &mut Text) {
        let found = self.document.translations.get(self.translations);
        let Some(translation) = found else {
            return text.refuse("there is no translation left for this");
        };
        text.beside("translations", self.translations, |text| {
            translation.write(self.document, text);
        });
        self.translations += 1;
    }

    /// What no story had a place for.
    pub(super) fn left(&self, text: &mut Text) {
        let lists = [
            ("specs", self.specs, self.document.specs.len()),
            (
                "automations",
                self.automations,
                self.document.automations.len(),
            ),
            (
                "translations",
                self.translations,
                self.document.translations.len(),
            ),
        ];
        for (list, written, all) in lists {
            if written < all {
                text.beside(list, written, |text| {
                    text.refuse("no story has a place for this");
                });
            }
        }
    }
}

impl Story {
    pub(super) fn write(&self, rest: &mut Rest<'_>, text: &mut Text) {
        let Self {
            title,
            doc,
            slices,
            definitions,
            specs: _,
            marks,
        } = self;
        // What stands beside the stories stands in their order.
        rest.specs(&[], text);
        text.doc("///", doc.as_ref());
        text.put("story");
        text.string("title", Some(title));
        text.block(|text| {
            text.each("marks", marks, |text, _, mark| mark.write(text));
            text.each("definitions", definitions, |text, _, it| it.write(text));
            text.at("slices", |text| {
                for (at, slice) in slices.iter().enumerate() {
                    rest.specs(&[title], text);
                    text.element(at, |text| slice.write(title, rest, text));
                }
            });
            rest.specs(&[title], text);
        });
    }
}

impl Slice {
    fn write(&self, story: &str, rest: &mut Rest<'_>, text: &mut Text) {
        let Self {
            title,
            doc,
            status,
            pattern: _,
            elements,
            definitions,
            specs: _,
            marks,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("slice");
        text.string("title", Some(title));
        if let Some(status) = status {
            if ["planned", "building", "done", "blocked"].contains(&status.as_str()) {
                text.put(" ");
                text.put(status);
            } else {
                text.at("status", |text| text.refuse("this is not a status"));
            }
        }
        text.block(|text| {
            text.each("marks", marks, |text, _, mark| mark.write(text));
            text.each("elements", elements, |text, _, element| {
                element.write(rest, text);
                text.put("\n");
            });
            text.each("definitions", definitions, |text, _, it| it.write(text));
            rest.specs(&[story, title], text);
        });
    }
}

impl Element {
    fn write(&self, rest: &mut Rest<'_>, text: &mut Text) {
        match self {
            Self::Screen(name) => {
                text.put("screen ");
                text.name("screen", name);
            }
            Self::Command(name) => {
                text.put("command ");
                text.name("command", name);
            }
            Self::Event(name) => {
                text.put("event ");
                text.reference("event", name);
            }
            Self::View(name) => {
                text.put("view ");
                text.reference("view", name);
            }
            Self::Automation(act) => {
                text.put("automation ");
                text.act("automation", act);
            }
            Self::Reaction(_) => {
                text.put("automation ");
                rest.automation(text);
            }
            Self::Translation(_) => {
                text.put("translation ");
                rest.translation(text);
            }
            Self::SketchedAutomation(sketch) => {
                text.put("automation ");
                text.at("sketched_automation", |text| sketch.write("on ", text));
            }
            Self::SketchedTranslation(sketch) => {
                text.put("translation ");
                text.at("sketched_translation", |text| sketch.write("", text));
            }
        }
    }
}

impl Sketch {
    fn write(&self, on: &'static str, text: &mut Text) {
        let Self {
            view,
            event,
            target,
            answers,
        } = self;
        if let Some(view) = view {
            text.reference("view", view);
        }
        if let Some(event) = event {
            text.put(on);
            text.at("event", |text| text.path(event));
        }
        text.put(" -> ");
        text.at("target", |text| text.path(target));
        if answers.is_empty() {
            return;
        }
        text.put(" then {\n");
        text.each("answers", answers, |text, _, answer| {
            let SketchedAnswer { after, command } = answer;
            text.name("after", after);
            text.put(" -> ");
            text.at("command", |text| text.path(command));
            text.put("\n");
        });
        text.put("}");
    }
}
