//! What a level makes of the severities of the rules.

use super::Rule;
use crate::diagnostics::{Level, Severity};

/// How grave a finding is at a level; nothing where the rule is silent there.
pub(super) fn preset(rule: &Rule, level: Level) -> Option<Severity> {
    match level {
        Level::Strict => Some(rule.severity),
        _ if super::judging::STRICT
            .iter()
            .any(|strict| strict.code == rule.code) =>
        {
            None
        }
        Level::Sketch
            if super::judging::NOT_IN_A_SKETCH
                .iter()
                .any(|silent| silent.code == rule.code) =>
        {
            None
        }
        Level::Standard => Some(rule.severity),
        Level::Sketch => Some(match rule.severity {
            Severity::Error => Severity::Error,
            Severity::Warning | Severity::Advice => Severity::Advice,
        }),
    }
}
