//! Every example is a model without findings, at every level.

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

/// Whoever asks for all there is to say hears nothing either, and no example allows itself a finding.
#[test]
fn no_example_has_a_finding_at_level_strict() {
    let examples = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples");
    let mut seen = 0;
    for entry in fs::read_dir(&examples).unwrap() {
        let model = entry.unwrap().path().join("model");
        let mut files = vec![("coact.toml".to_owned(), "level = \"strict\"\n".to_owned())];
        for file in fs::read_dir(&model).unwrap() {
            let path = file.unwrap().path();
            let name = path.file_name().unwrap().to_str().unwrap().to_owned();
            let text = fs::read_to_string(&path).unwrap();
            assert!(!text.contains("coact: allow"), "{}", path.display());
            files.push((name, text));
        }
        let files: Vec<(&str, &str)> = files.iter().map(|(a, b)| (&**a, &**b)).collect();
        let dir = folder(&files);
        let output = run(coact(dir.path()).args(["check", "."]));
        assert_eq!(
            shown(&output),
            "exit code: 0\n---- stdout\n---- stderr\n",
            "{}",
            model.display()
        );
        seen += 1;
    }
    assert!(seen >= 8, "{seen} examples");
}
