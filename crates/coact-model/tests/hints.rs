//! What a hint says where a name is known as something else, and where a step of a spec is mistaken.

use coact_model::{Sources, check};

/// Each finding on a line, its hint behind it.
fn told(text: &str) -> String {
    let found = check(&Sources::single("model.coact", text)).diagnostics;
    let lines = found.iter().map(|it| {
        let hint = it.hint.as_deref().unwrap_or_default();
        format!("{} {}\n    {hint}\n", it.code, it.message)
    });
    lines.collect()
}

#[test]
fn of_what_is_known_elsewhere() {
    insta::assert_snapshot!(told(include_str!("fixtures/spans/known_elsewhere.coact")));
}

#[test]
fn of_steps_of_specs() {
    insta::assert_snapshot!(told(include_str!("fixtures/spans/specs_beside.coact")));
}
