//! The command of an automated act.

use coact_model::ctp::{Act, Step};
use coact_model::model::{PayloadField, PayloadOrigin, Type};
use coact_runtime::expr::{Absent, Eval};

use super::{Seen, Work};
use crate::case::{Instance, payload};
use crate::cx::{Address, in_command};
use crate::evaluate::Scope;
use crate::message::ActCommand;
use crate::value::Value;

/// The key of what is asked for, where it comes with the request and the model gives it.
pub(super) fn new_key(scope: &Scope<'_>, work: &Work<'_>) -> Option<Eval<Value>> {
    work.key.map(|key| scope.eval(key))
}

/// The command about a subject. Where it is given `again`, the payload is that of the standing request of this instance.
pub(super) fn command(
    of: &Seen<'_, '_>,
    scope: &Scope<'_>,
    subject: Option<Value>,
    again: Option<&Instance>,
) -> Eval<ActCommand> {
    let (cx, work) = (of.cx, of.work);
    let (kind, step) = work.target;
    let def = cx.step(kind, step).ok_or(Absent::Unknown)?;
    let is_request = step == Step::Base(Act::Request);
    let address = cx.address(kind).filter(|_| is_request);
    let mut values = Vec::new();
    for (at, field) in def.payload.iter().enumerate() {
        // What is the default is computed when the act is decided: that may read the clock and ask the host.
        let given = work.payload.iter().find(|(index, _)| *index == at);
        let is_its_own = given.is_some_and(|(_, value)| {
            !value.has_inputs() && !payload::is_default(cx, kind, step, at, value)
        });
        let has_default = cx.default_of(kind, step, at).is_some();
        let is_left = !in_command(field) || has_default && !is_its_own;
        values.push(if is_left {
            None
        } else if let Some(instance) = again {
            let request = instance.standing.get(&Act::Request);
            let said = request.and_then(|request| request.payload.get(at));
            Some(said.cloned().ok_or(Absent::Unknown)?)
        } else {
            let is_address = address == Some(Address::Given(at));
            let value = value(of, scope, at, field, is_address)?;
            payload::given(cx, kind, step, at, &field.ty, Some(value))
        });
    }
    let beside = matches!(address, Some(Address::FilledIn(_) | Address::Added(_)));
    Ok(ActCommand {
        kind,
        step,
        subject,
        around: beside.then(|| around(of)).flatten(),
        payload: values,
    })
}

fn value(
    of: &Seen<'_, '_>,
    scope: &Scope<'_>,
    at: usize,
    field: &PayloadField,
    is_address: bool,
) -> Eval<Value> {
    let mut payload = of.work.payload.iter();
    let given = payload.find(|(index, _)| *index == at);
    match (given, field.origin, &field.ty) {
        (Some((_, value)), _, _) => scope.eval(value),
        (None, PayloadOrigin::Fact(_), Type::Entity(_)) if is_address => {
            around(of).ok_or(Absent::Unknown)
        }
        (None, _, Type::Optional(_)) => Ok(Value::None),
        // The checker has shown that every other field is given.
        (None, _, _) => Err(Absent::Unknown),
    }
}

/// The key of what encloses the child that is asked for.
fn around(of: &Seen<'_, '_>) -> Option<Value> {
    let (cx, target) = (of.cx, of.work.target.0);
    if cx.apart(target).is_some() {
        return Some(of.case.key.clone());
    }
    let parent = cx.parent(target)?;
    Some(of.site.key_of(cx, of.case, parent))
}
