//! What programs read.

use super::*;

const FORMATS: [&str; 5] = ["concise", "json", "sarif", "github", "junit"];

fn two_projects() -> TempDir {
    folder(&[
        ("one/model/repairs.coact", &bad()),
        (
            "two/other.coact",
            &GOOD.replace("model repairs", "model other"),
        ),
    ])
}

#[test]
fn several_projects_are_one_document() {
    let dir = two_projects();
    let document = |format: &str| {
        let output =
            run(coact(dir.path()).args(["check", "one", "two", "--output-format", format]));
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(output.stderr.is_empty(), "{format}: {}", shown(&output));
        text(&output.stdout)
    };
    let sarif: serde_json::Value = serde_json::from_str(&document("sarif")).unwrap();
    assert_eq!(sarif["runs"].as_array().unwrap().len(), 1);
    let result = &sarif["runs"][0]["results"][0];
    let place = &result["locations"][0]["physicalLocation"]["artifactLocation"];
    assert_eq!(place["uri"], "one/model/repairs.coact");
    insta::assert_snapshot!(document("junit"));
    insta::assert_snapshot!(document("github"));
}

#[test]
fn nothing_found_is_told_in_the_format_too() {
    let dir = folder(&[("model/repairs.coact", &GOOD)]);
    for (format, beginning) in [("sarif", "{"), ("junit", "<?xml"), ("github", "")] {
        let output = run(coact(dir.path()).args(["check", "--output-format", format]));
        assert_eq!(output.status.code(), Some(0), "{format}");
        let printed = text(&output.stdout);
        assert_eq!(printed.is_empty(), beginning.is_empty(), "{format}");
        assert!(printed.starts_with(beginning), "{format}");
    }
}

#[test]
fn programs_are_told_without_colours() {
    let dir = two_projects();
    for format in FORMATS {
        let mut command = coact(dir.path());
        command.env_remove("NO_COLOR").env("CLICOLOR_FORCE", "1");
        let args = [
            "check",
            "--color",
            "always",
            "one",
            "--output-format",
            format,
        ];
        let output = run(command.args(args));
        assert_eq!(output.status.code(), Some(1), "{format}");
        assert!(!output.stdout.contains(&0x1b), "{format}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_changes_no_exit_code() {
    use std::process::Stdio;

    let dir = two_projects();
    for format in FORMATS.into_iter().chain(["human"]) {
        for (project, code) in [("one", 1), ("two", 0)] {
            let (reader, writer) = std::io::pipe().unwrap();
            drop(reader);
            let gone = Stdio::from(writer.try_clone().unwrap());
            let status = std::process::Command::new(assert_cmd::cargo::cargo_bin("coact"))
                .args(["check", project, "--output-format", format])
                .current_dir(dir.path())
                .stdout(writer)
                .stderr(gone)
                .status()
                .unwrap();
            assert_eq!(status.code(), Some(code), "{format} {project}");
        }
    }
}
