//! Typed fields of commands, events, states and calls.

use coact_syntax::ast::{FieldBlock, FieldDef};

use super::members::Members;
use super::types::TypeCx;
use crate::diagnostics::Diagnostic;
use crate::model::Field;
use crate::resolve::cx::ItemRef;
use crate::rules;

/// Fields as written, behind those that are there already. None of them is a key.
pub(super) fn fields(
    cx: TypeCx<'_>,
    item: &ItemRef<'_>,
    defs: &FieldBlock,
    implicit: Vec<Field>,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Field> {
    let mut members = Members::default();
    for field in &implicit {
        members.add("key", &field.name, findings);
    }
    let mut fields = implicit;
    let kept = |def: &&FieldDef| !def.is_retired();
    for def in defs.read().filter(kept) {
        let field = cx.plain_field(item, def, findings);
        if field.key {
            findings.push(rules::key_of_the_aggregate(
                field.name.loc,
                &field.name.text,
            ));
        }
        if members.add("field", &field.name, findings) {
            fields.push(field);
        }
    }
    fields
}
