//! Why some faults are not told: what they leave is a model that holds too.

/// The sort of the fault, a part of what was done, and the reason.
const REASONS: &[(&str, &str, &str)] = &[
    (
        "a reversed link",
        "`OrderPaying ",
        "the order waits for both, in either order; no law of the shop says which comes first",
    ),
    (
        "a dropped link",
        "`OrderPaying ",
        "the order waits for the payment itself; no law of the shop says that it comes first",
    ),
    (
        "a renamed field",
        "`cart` ->",
        "the key of an aggregate is found by its type, whatever it is called",
    ),
    (
        "a dropped handler",
        "on ItemAdded",
        "a view may count some changes and not others",
    ),
    (
        "a dropped handler",
        "on CartSubmitted",
        "a view may keep what is done",
    ),
    (
        "a dropped handler",
        "accept revocation allowed",
        "nothing else speaks of that revocation, and few accepts are ever taken back",
    ),
    (
        "a dropped handler",
        "update { status: ",
        "a view may be less fine than the transaction it shows",
    ),
    (
        "a dropped item",
        "`story ",
        "a model may be without a story: its event model follows from the rest",
    ),
];

/// Why a fault is not told.
pub(crate) fn reason(sort: &str, what: &str) -> Option<&'static str> {
    let known = REASONS.iter();
    let mut known = known.filter(|(of, part, _)| *of == sort && what.contains(part));
    known.next().map(|(_, _, reason)| *reason)
}

/// All reasons.
pub(crate) fn all() -> impl Iterator<Item = &'static str> {
    REASONS.iter().map(|(_, _, reason)| *reason)
}
