//! Typed fields of commands, events, states and calls.

use coact_syntax::ast::{FieldBlock, FieldDef};

use super::members::Members;
use super::types::TypeCx;
use crate::diagnostics::Diagnostic;
use crate::model::{Field, Ident};
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
    let keys: Vec<Ident> = implicit.iter().map(|field| field.name.clone()).collect();
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
        let key = keys.iter().find(|key| key.text == field.name.text);
        if let Some(key) = key {
            findings.push(rules::key_is_there(field.name.loc, &key.text, key.loc));
        } else if members.add("field", &field.name, findings) {
            fields.push(field);
        }
    }
    fields
}
