//! Operative times: from when on what is asked for is on somebody's list, and a transaction that asks for itself.

use coact_model::ctp::{Act, FactWord, Step};
use coact_model::model::{Expr, KindId};
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::expr;

use super::{Case, Site};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::value::Value;

/// When what is asked for is due.
fn time<'a>(cx: &Cx<'a>, kind: KindId) -> Option<&'a Expr> {
    cx.act(kind, Act::Request)?.due.as_ref()
}

/// Whether a fact leads to nothing before the operative time.
pub(super) fn holds_back(cx: &Cx<'_>, kind: KindId, fact: FactWord) -> bool {
    fact == FactWord::Base(Act::Request) && time(cx, kind).is_some()
}

/// Whether a step answers a request that has an operative time.
pub(super) fn is_held_back(cx: &Cx<'_>, kind: KindId, step: Step) -> bool {
    matches!(step, Step::Base(Act::Promise | Act::Decline)) && time(cx, kind).is_some()
}

/// Whether an act opens a new case of the very kind that it follows in.
pub(crate) fn is_activation(source: KindId, target: (KindId, Step)) -> bool {
    (source, Step::Base(Act::Request)) == target
}

/// From when on what is asked for is due; at once where that is not known.
pub(super) fn operative_time(cx: &Cx<'_>, case: &Case, site: &Site<'_>) -> Option<Timestamp> {
    let time = time(cx, site.kind)?;
    let value = Scope::about(cx, case, site.subject.clone()).eval(time);
    moment(cx, value.ok()?)
}

/// A moment; of a day its beginning.
pub(crate) fn moment(cx: &Cx<'_>, value: Value) -> Option<Timestamp> {
    match value {
        Value::DateTime(at) => Some(at),
        Value::Date(day) => expr::begin_of_day(&cx.model.zone, day).ok(),
        _ => None,
    }
}
