//! Notes, questions, links, images and statuses.

use crate::json::Document;
use crate::json::read::language::Text;
use crate::json::stories::{ItemMark, Mark};

/// What a mark may be.
const SORTS: &[&str] = &[
    "note", "question", "link", "image", "planned", "building", "done", "blocked",
];

impl Document {
    pub(super) fn has_marks(&self, item: &str, name: &str) -> bool {
        let mut marks = self.marks.iter();
        marks.any(|it| it.noun == item && it.on == name)
    }

    /// The marks in an item.
    pub(super) fn write_marks(&self, item: &str, name: &str, text: &mut Text) {
        for ItemMark { noun, on, mark } in &self.marks {
            if noun == item && on == name {
                mark.write(text);
            }
        }
    }
}

impl Mark {
    pub(super) fn write(&self, text: &mut Text) {
        let Self {
            sort,
            text: says,
            addressee,
        } = self;
        if SORTS.contains(&sort.as_str()) {
            text.put(sort);
        } else {
            text.at("sort", |text| {
                text.refuse("this is not a mark of the language")
            });
        }
        // A status says nothing beside its word.
        if !says.is_empty() || ["note", "question", "link", "image"].contains(&sort.as_str()) {
            text.string("text", Some(says));
        }
        if let Some(addressee) = addressee {
            text.put(" for");
            text.string("for", Some(addressee));
        }
        text.put("\n");
    }
}
