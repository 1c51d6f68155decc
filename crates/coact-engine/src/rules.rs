//! The rules that verification reports by, one per property, and those by which specs are reported.

use coact_model::diagnostics::Severity::{Advice, Error, Warning};
use coact_model::rules::Rule;

macro_rules! rule {
    ($name:ident, $code:literal, $words:literal, $severity:expr) => {
        pub(crate) const $name: Rule = Rule::of_other_crate(
            $code,
            $words,
            $severity,
            include_str!(concat!("../rules/", $code, ".md")),
        );
    };
}

rule!(NOT_EXPLORED, "VER001", "not-explored", Advice);
rule!(DEADLOCK, "VER002", "standstill", Error);
rule!(NO_END, "VER003", "no-way-to-an-end", Error);
rule!(
    ONLY_BY_TAKING_BACK,
    "VER004",
    "end-only-by-taking-back",
    Warning
);
rule!(ORPHAN, "VER005", "left-under-way", Error);
rule!(UNDONE_WAIT, "VER006", "wait-undone", Error);
rule!(DEAD_ACT, "VER007", "act-never-happens", Warning);
rule!(CLOSED_WAIT, "VER008", "wait-never-opens", Error);
rule!(PENDS_BELOW, "VER009", "taken-back-below-an-end", Warning);
rule!(NOT_WOUND_DOWN, "VER010", "cannot-be-wound-down", Error);
rule!(NEEDS_LEAVE, "VER011", "end-only-by-leave", Advice);
rule!(SPEC_FAILS, "SPC001", "spec-fails", Error);
rule!(SPEC_NOT_RUN, "SPC002", "spec-not-run", Warning);

/// All of them.
pub const RULES: [&Rule; 13] = [
    &NOT_EXPLORED,
    &DEADLOCK,
    &NO_END,
    &ONLY_BY_TAKING_BACK,
    &ORPHAN,
    &UNDONE_WAIT,
    &DEAD_ACT,
    &CLOSED_WAIT,
    &PENDS_BELOW,
    &NOT_WOUND_DOWN,
    &NEEDS_LEAVE,
    &SPEC_FAILS,
    &SPEC_NOT_RUN,
];
