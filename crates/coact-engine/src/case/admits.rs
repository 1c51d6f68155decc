//! What the state admits, in the order pattern, waits, containment, laws. Decisions, tacit acts, automations and agendas all
//! ask these.

use coact_model::ctp::Step;

use super::{Case, Site, contained, laws, waits};
use crate::cx::Cx;
use crate::rejection::Decision;

/// Refuses a step where more than the pattern stands against it.
pub(crate) fn held(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> Decision<()> {
    waits::check(cx, case, site, step)?;
    contained::check(cx, case, site, step)?;
    laws::check(cx, case, site, step)
}

/// Whether the state admits a step.
pub(crate) fn may(cx: &Cx<'_>, case: &Case, site: &Site<'_>, step: Step) -> bool {
    cx.next(site.kind, site.status(), step).is_some() && held(cx, case, site, step).is_ok()
}
