//! `k..n`.

use coact_syntax::ast::Multiplicity;

use crate::diagnostics::Diagnostic;
use crate::resolve::cx::ItemRef;
use crate::rules;

/// The two ends, where they make sense.
pub(super) fn checked(
    item: &ItemRef<'_>,
    bounds: &Multiplicity,
    findings: &mut Vec<Diagnostic>,
) -> Option<(u64, Option<u64>)> {
    let problem = match bounds.max {
        Some(0) => "nothing could ever be there",
        Some(max) if max < bounds.min => "the greatest number is below the least",
        _ => return Some((bounds.min, bounds.max)),
    };
    findings.push(rules::impossible_multiplicity(
        item.loc(bounds.span),
        problem,
    ));
    None
}
