//! Scalars, enums and values.

use coact_syntax::ast::{self, EnumItem, ScalarItem, ValueItem};

use super::members::Members;
use super::types::TypeCx;
use crate::diagnostics::Diagnostic;
use crate::model::{Enum, Field, Ident, List, Scalar, Type, Value, ValueId};
use crate::resolve::cx::{ItemRef, Names, doc};
use crate::rules;

/// Reads a scalar; its base is a type of the language.
pub(super) fn scalar(
    names: &Names,
    item: &ItemRef<'_>,
    source: &ScalarItem,
    scalar: &mut Scalar,
    findings: &mut Vec<Diagnostic>,
) {
    // A scalar stands over types of the language only, so that no other scalar is needed here.
    let none = List::default();
    let over_scalar = match &source.base.kind {
        ast::TypeKind::Named(path) => {
            path.model.is_none()
                && super::types::builtin(&path.name.text).is_none()
                && names.types.contains_key(&path.name.text)
        }
        ast::TypeKind::List(_) | ast::TypeKind::Map(..) => true,
    };
    if over_scalar || source.base.optional {
        findings.push(rules::scalar_over(
            item.loc(source.base.span),
            &scalar.name.text,
        ));
        return;
    }
    let cx = TypeCx {
        names,
        scalars: &none,
    };
    let typed = cx.resolve(item, &source.base, findings);
    // What stands behind the type and could not be read may have been its unit.
    scalar.base = match typed.ty {
        Type::Int(_) | Type::Decimal(_) if item.faulty => Type::Error,
        ty => ty,
    };
    // Bounds that could not be read are those of no value.
    if !item.faulty {
        scalar.bounds = typed.bounds;
    }
    scalar.scale = typed.scale.map(|(scale, _)| scale);
}

/// Reads an enum.
pub(super) fn enumeration(
    item: &ItemRef<'_>,
    source: &EnumItem,
    target: &mut Enum,
    findings: &mut Vec<Diagnostic>,
) {
    let mut members = Members::default();
    for variant in &source.variants {
        let name = item.ident(&variant.name);
        if members.add("variant", &name, findings) {
            target.variants.push((name, doc(variant.doc.as_ref())));
        }
    }
    if target.variants.is_empty() {
        findings.push(rules::empty_enum(target.name.loc, &target.name.text));
    }
}

/// The fields of a value.
pub(super) fn fields(
    cx: TypeCx<'_>,
    item: &ItemRef<'_>,
    source: &ValueItem,
    findings: &mut Vec<Diagnostic>,
) -> Vec<Field> {
    let mut members = Members::default();
    let mut fields = Vec::new();
    let kept = |def: &&ast::FieldDef| !def.is_retired();
    for def in source.fields.read().filter(kept) {
        let field = cx.plain_field(item, def, findings);
        if !members.add("field", &field.name, findings) {
            continue;
        }
        if field.key && !cx.can_be_key(&field.ty) && !matches!(field.ty, Type::Entity(_)) {
            findings.push(rules::impossible_key(item.loc(def.ty.span), "a value"));
        }
        fields.push(field);
    }
    fields
}

/// Reports values that contain themselves without a list or map in between: none of them could ever be
/// written down. The first field on the way back is cut, so that later phases find an end.
pub(super) fn endless(values: &mut List<ValueId, Value>, findings: &mut Vec<Diagnostic>) {
    let mut state = vec![State::New; values.len()];
    let ids: Vec<ValueId> = values.ids().collect();
    for id in ids {
        walk(values, id, &mut state, findings);
    }
}

#[derive(Clone, Copy, PartialEq)]
enum State {
    New,
    Open,
    Done,
}

/// Depth first, with a stack of its own: a chain of values may be as long as the text.
fn walk(
    values: &mut List<ValueId, Value>,
    start: ValueId,
    state: &mut [State],
    findings: &mut Vec<Diagnostic>,
) {
    use crate::model::Id;
    let mut stack: Vec<(ValueId, usize)> = vec![(start, 0)];
    if state.get(start.index()) != Some(&State::New) {
        return;
    }
    set(state, start.index(), State::Open);
    while let Some((id, next)) = stack.pop() {
        let Some(field) = values[id].fields.get(next) else {
            set(state, id.index(), State::Done);
            continue;
        };
        stack.push((id, next + 1));
        let Some(inner) = direct(&field.ty) else {
            continue;
        };
        match state.get(inner.index()) {
            Some(State::New) => {
                set(state, inner.index(), State::Open);
                stack.push((inner, 0));
            }
            Some(State::Open) => {
                let place: Ident = field.name.clone();
                let name = values[inner].name.clone();
                findings.push(rules::endless_value(
                    place.loc,
                    &place.text,
                    &name.text,
                    name.loc,
                ));
                if let Some(field) = values[id].fields.get_mut(next) {
                    field.ty = Type::Error;
                }
            }
            _ => {}
        }
    }
}

fn set(state: &mut [State], index: usize, to: State) {
    if let Some(place) = state.get_mut(index) {
        *place = to;
    }
}

/// The value that a field of this type always or possibly holds one of.
fn direct(ty: &Type) -> Option<ValueId> {
    match ty {
        Type::Value(id) => Some(*id),
        Type::Optional(inner) => direct(inner),
        _ => None,
    }
}
