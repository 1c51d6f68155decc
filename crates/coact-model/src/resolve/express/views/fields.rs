//! The fields of views and who may read them.

use coact_syntax::ast::{self, ItemKind};

use super::super::super::cx::{Element, ItemRef, Names};
use super::super::super::structure::TypeCx;
use crate::model::{Field, Model, Type};
use crate::rules::{self, Findings};

/// Types the fields, so that queries and handlers can speak of them; defaults are still to come.
pub(crate) fn fields(
    items: &[ItemRef<'_>],
    names: &Names,
    model: &mut Model,
    findings: &mut Findings,
) {
    for item in items {
        let (ItemKind::View(written), Some(Element::View(id))) =
            (&item.item.kind, names.item(item))
        else {
            continue;
        };
        let readers = written
            .readers
            .iter()
            .filter_map(|path| names.actor(item, path, findings));
        model.views[id].readers = readers.collect();
        let cx = TypeCx {
            names,
            scalars: &model.scalars,
        };
        let mut fields: Vec<Field> = Vec::new();
        for member in &written.members {
            let ast::ViewMember::Field(def) = member else {
                continue;
            };
            let mut field = cx.plain_field(item, def, findings);
            let first = fields
                .iter()
                .find(|known| known.name.text == field.name.text);
            if let Some(first) = first {
                let name = &field.name;
                let finding =
                    rules::duplicate_name(name.loc, "field", &name.text, first.name.loc, "field");
                findings.push(finding);
                continue;
            }
            if field.key && !cx.can_be_key(&field.ty) && !matches!(field.ty, Type::Entity(_)) {
                findings.push(rules::impossible_key(item.loc(def.ty.span), "a view"));
                field.ty = Type::Error;
            }
            fields.push(field);
        }
        model.views[id].fields = fields;
    }
}
