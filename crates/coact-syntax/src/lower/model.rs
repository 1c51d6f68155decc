//! The header of a model.

use super::{Cursor, Lowering, Node};
use crate::SyntaxErrorKind;
use crate::ast::{Doc, ModelHeader};
use crate::engine::Rule;

impl<'t> Lowering<'_, 't> {
    pub(super) fn model(&mut self, node: Node<'t>, doc: Option<Doc>) -> Option<ModelHeader> {
        let mut cursor = Cursor::of(node);
        let mut header = ModelHeader {
            name: self.next_name(&mut cursor)?,
            profile: None,
            zone: None,
            context: None,
            level: None,
            doc,
        };
        while let Some(option) = cursor.next() {
            let (start, end) = self.range(&option);
            let twice = match option.as_rule() {
                Rule::model_ctp => header.profile.replace(self.only_name(option)?).is_some(),
                Rule::model_zone => {
                    let zone = self.next_str(&mut Cursor::of(option))?;
                    header.zone.replace(zone).is_some()
                }
                Rule::model_context => header.context.replace(self.only_name(option)?).is_some(),
                Rule::model_level => header.level.replace(self.only_name(option)?).is_some(),
                _ => return None,
            };
            if twice {
                let kind = SyntaxErrorKind::Expected {
                    expected: vec!["each option once"],
                    found: self.source.found(start, end),
                };
                self.report(kind, crate::scan::span(start, end));
            }
        }
        Some(header)
    }
}
