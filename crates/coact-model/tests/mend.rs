//! Mending comes to an end, and leaves nothing that could be mended.

#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its fixtures and fails by panicking"
)]

use std::fs;
use std::path::Path;

use coact_model::{Sources, check, mend};

fn text(sources: &Sources) -> String {
    let (_, file) = sources.iter().next().unwrap();
    String::from_utf8_lossy(&file.bytes).into_owned()
}

/// Every text of the fixtures, with whatever is wrong with it.
#[test]
fn nothing_is_left_to_mend() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures/spans");
    let mut changes = 0;
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap();
        let mended = mend(&Sources::single(name, fs::read(&path).unwrap()));
        changes += mended.changes;
        let left = check(&mended.sources).diagnostics;
        let left: Vec<_> = left
            .iter()
            .filter(|finding| finding.fix.is_some())
            .collect();
        assert!(left.is_empty(), "{name}: {left:?}");
    }
    assert!(changes > 20, "{changes}");
}

#[test]
fn changes_that_touch_are_made_one_after_the_other() {
    let mended = mend(&Sources::single("a", "model shop\nenum C { A B C D }\n"));
    assert_eq!(text(&mended.sources), "model shop\nenum C { A, B, C, D }\n");
    assert_eq!(mended.changes, 3);
}

/// What one mistake hides is mended too.
#[test]
fn what_comes_to_light_is_mended_as_well() {
    let written = "model shop\nvalue Line\n    a: Int\n    b: Int\n}\nenum C { A B }\n";
    let mended = mend(&Sources::single("a", written));
    assert_eq!(
        text(&mended.sources),
        "model shop\nvalue Line {\n    a: Int\n    b: Int\n}\nenum C { A, B }\n"
    );
}

#[test]
fn what_holds_stays_as_it_is() {
    let written = "model shop\nenum C { A, B }\n";
    let mended = mend(&Sources::single("a", written));
    assert_eq!(
        (text(&mended.sources).as_str(), mended.changes),
        (written, 0)
    );
}

/// What could be meant otherwise is left to whoever wrote it.
#[test]
fn what_is_not_certain_stays_as_it_is() {
    const MODEL: &str =
        "model shop\nexternal actor S\ncommand A { x: Int } by S { emits B { x } }\n";
    for written in [
        "translation P.E -> A { x: event.x }\n",
        "spec \"p\" {\n    when A { x: 2 by s then B { x: 2 }\n}\n",
        "rule on RC request revocation asked advised { then allow request revocation else refuse }\n",
    ] {
        let text = format!("{MODEL}{written}");
        let mended = mend(&Sources::single("a", text.as_str()));
        assert_eq!(mended.changes, 0, "{written}");
    }
}
