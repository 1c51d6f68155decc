//! What stands behind the act of a link, and which of it a wait link has.

use coact_syntax::ast::{self, Arrow};

use super::cooperation::choose;
use super::multiplicity;
use crate::diagnostics::Diagnostic;
use crate::model::Policy;
use crate::resolve::cx::ItemRef;
use crate::rules;

const POLICIES: &[&str] = &["contained", "cascade", "free"];

/// What stands behind the act of a link.
pub(super) struct Words {
    pub(super) bounds: Option<(u64, Option<u64>)>,
    pub(super) policy: Policy,
}

impl Words {
    pub(super) fn read(
        item: &ItemRef<'_>,
        link: &ast::Link,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<Self> {
        let bounds = match &link.bounds {
            None => None,
            Some(bounds) => Some(multiplicity::checked(item, bounds, findings)?),
        };
        let mut policy = Policy::default();
        if let Some(word) = &link.on_revert {
            policy = match choose("policy", POLICIES, item, word, findings)? {
                "cascade" => Policy::Cascade,
                "free" => Policy::Free,
                _ => Policy::Contained,
            };
        }
        if link.arrow == Arrow::Wait {
            let retry = link.retry.map(|retry| retry.span);
            let payload = link
                .payload
                .as_ref()
                .and_then(|fields| fields.first())
                .map(|field| field.name.span);
            let words = [
                (payload, "a payload"),
                (link.automated, "`automated`"),
                (retry, "`retry`"),
                (link.apart, "`apart`"),
                (link.on_revert.as_ref().map(|word| word.span), "`on revert`"),
                (link.risk.as_ref().map(|risk| risk.span), "`risk`"),
            ];
            for (span, word) in words {
                if let Some(span) = span {
                    findings.push(rules::word_of_a_response(item.loc(span), word));
                }
            }
            if let (Some(written), Some((min, max))) = (&link.bounds, bounds)
                && max != Some(min)
            {
                findings.push(rules::range_in_a_wait(item.loc(written.span)));
                return None;
            }
        }
        Some(Self { bounds, policy })
    }
}
