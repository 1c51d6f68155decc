//! Every example is a model without findings.

use super::*;

#[test]
fn no_example_has_a_finding() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut seen = 0;
    for entry in fs::read_dir(&examples).unwrap() {
        let dir = entry.unwrap().path();
        let output = run(coact(&examples).arg("check").arg(&dir));
        assert_eq!(
            (
                output.status.code(),
                text(&output.stdout),
                text(&output.stderr)
            ),
            (Some(0), String::new(), String::new()),
            "{}",
            dir.display()
        );
        seen += 1;
    }
    assert!(seen >= 8, "{seen} examples");
}
