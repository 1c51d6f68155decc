//! External systems: what they report, and what they can be asked to do.

use coact_syntax::ast::{CallItem, EventItem, SystemItem, SystemMember};

use super::fields::fields;
use super::members::Members;
use super::types::TypeCx;
use crate::diagnostics::Diagnostic;
use crate::model::{Call, CallOutcome, Event, Model, SystemId};
use crate::resolve::cx::{ItemRef, Names, doc};

/// Reads a system.
pub(super) fn system(
    names: &mut Names,
    item: &ItemRef<'_>,
    source: &SystemItem,
    id: SystemId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let mut members = Members::default();
    for member in &source.members {
        match member {
            SystemMember::Event(event) => {
                if members.add("event", &item.ident(&event.name), findings) {
                    reported(names, item, event, id, model, findings);
                }
            }
            SystemMember::Call(call) => {
                if members.add("call", &item.ident(&call.name), findings) {
                    callable(names, item, call, id, model, findings);
                }
            }
            SystemMember::Broken(_) => {}
        }
    }
}

fn reported(
    names: &mut Names,
    item: &ItemRef<'_>,
    source: &EventItem,
    id: SystemId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let cx = TypeCx {
        names,
        scalars: &model.scalars,
    };
    let fields = fields(cx, item, &source.fields, Vec::new(), findings);
    let event = model.events.push(Event {
        imported: None,
        name: item.ident(&source.name),
        doc: doc(source.doc.as_ref()),
        aggregate: None,
        system: Some(id),
        fields,
        apply: Vec::new(),
        no_more: None,
    });
    model.systems[id].events.push(event);
    names.reported.insert((id, source.name.text.clone()), event);
}

fn callable(
    names: &mut Names,
    item: &ItemRef<'_>,
    source: &CallItem,
    id: SystemId,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let cx = TypeCx {
        names,
        scalars: &model.scalars,
    };
    let told = fields(cx, item, &source.fields, Vec::new(), findings);
    let mut members = Members::default();
    let mut outcomes = Vec::new();
    for (name, defs) in &source.outcomes {
        let name = item.ident(name);
        let fields = fields(cx, item, defs, Vec::new(), findings);
        if members.add("outcome", &name, findings) {
            outcomes.push(CallOutcome { name, fields });
        }
    }
    let call = model.calls.push(Call {
        name: item.ident(&source.name),
        doc: doc(source.doc.as_ref()),
        system: id,
        fields: told,
        outcomes,
    });
    model.systems[id].calls.push(call);
    names.calls.insert((id, source.name.text.clone()), call);
}
