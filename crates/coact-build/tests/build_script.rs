//! What cargo and its user see of a build script.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use std::fs;
use std::path::Path;
use std::process::{Command, Output};

use tempfile::TempDir;

const GOOD: &str = "\
model shop
external actor Shopper
actor Seller
entity Order { key order_id: Uuid generated, note: Text }
transaction OrderCompleting {
    initiator Shopper
    executor  Seller
    product   new Order \"is completed\"
    request as PlaceOrder -> OrderPlaced { note }
}
";

/// A package with this model.
fn package(model: &str) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir_all(dir.path().join("model")).unwrap();
    fs::create_dir_all(dir.path().join("out")).unwrap();
    fs::write(dir.path().join("model/shop.coact"), model).unwrap();
    dir
}

/// Runs the example's `main` in the package, with the variables that cargo sets.
fn build(dir: &Path) -> Output {
    script(dir)
        .env("CARGO", "cargo")
        .env("OUT_DIR", dir.join("out"))
        .output()
        .unwrap()
}

fn script(dir: &Path) -> Command {
    let test = std::env::current_exe().unwrap();
    let profile = test.ancestors().nth(2).unwrap();
    let mut command = Command::new(profile.join("examples/build_script"));
    command
        .current_dir(dir)
        .env("CARGO_MANIFEST_DIR", dir)
        .env_remove("CARGO")
        .env_remove("OUT_DIR");
    command
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8(bytes.to_vec()).unwrap()
}

/// The lines that begin like this, without that beginning.
fn lines(output: &Output, directive: &str) -> Vec<String> {
    text(&output.stdout)
        .lines()
        .filter_map(|line| line.strip_prefix(directive))
        .map(str::to_owned)
        .collect()
}

#[test]
fn a_good_model_becomes_one_file_and_cargo_learns_when_to_run_again() {
    let dir = package(GOOD);
    let output = build(dir.path());
    assert!(
        output.status.success(),
        "{}{}",
        text(&output.stdout),
        text(&output.stderr)
    );
    assert!(
        fs::read_to_string(dir.path().join("out/shop.rs"))
            .unwrap()
            .contains("OrderPlaced")
    );
    assert_eq!(
        lines(&output, "cargo::rerun-if-changed="),
        ["model", "model/shop.coact"]
    );
    assert!(lines(&output, "cargo::error=").is_empty());

    let written = fs::metadata(dir.path().join("out/shop.rs"))
        .unwrap()
        .modified()
        .unwrap();
    assert!(build(dir.path()).status.success());
    let again = fs::metadata(dir.path().join("out/shop.rs"))
        .unwrap()
        .modified()
        .unwrap();
    assert_eq!(written, again, "what did not change is not written");
}

#[test]
fn a_mistake_is_one_line_for_cargo_and_a_report_for_people() {
    let dir = package(&GOOD.replace("executor  Seller", "executor  Seler"));
    let output = build(dir.path());
    assert!(!output.status.success());
    let errors = lines(&output, "cargo::error=");
    assert_eq!(errors.len(), 1, "{errors:?}");
    assert!(
        errors[0].starts_with("model/shop.coact:7:15: N001 "),
        "{errors:?}"
    );
    let report = text(&output.stderr);
    for part in [
        "N001",
        "Seler",
        "did you mean `Seller`?",
        "model/shop.coact",
    ] {
        assert!(report.contains(part), "{part} is not in:\n{report}");
    }
    assert!(
        !report.contains('\x1b'),
        "a build script is no terminal:\n{report}"
    );
    assert!(
        !report.contains("Model("),
        "a report, not a value:\n{report}"
    );
    assert_eq!(lines(&output, "cargo::rerun-if-changed="), ["model"]);
    assert!(!dir.path().join("out/shop.rs").exists());
}

#[test]
fn every_error_has_its_line_and_the_last_output_stays() {
    let dir = package(GOOD);
    build(dir.path());
    let before = fs::read(dir.path().join("out/shop.rs")).unwrap();
    let twice = GOOD
        .replace("initiator Shopper", "initiator Shoper")
        .replace("executor  Seller", "executor  Seler");
    fs::write(dir.path().join("model/shop.coact"), twice).unwrap();
    let output = build(dir.path());
    assert_eq!(lines(&output, "cargo::error=").len(), 2);
    assert_eq!(fs::read(dir.path().join("out/shop.rs")).unwrap(), before);
}

#[test]
fn a_missing_folder_is_said_with_its_code() {
    let dir = tempfile::tempdir().unwrap();
    fs::create_dir(dir.path().join("out")).unwrap();
    let output = build(dir.path());
    assert!(!output.status.success());
    assert_eq!(
        lines(&output, "cargo::error="),
        ["IO001 there is no file or folder `model`"]
    );
    assert!(
        text(&output.stderr).contains("error[IO001]"),
        "{}",
        text(&output.stderr)
    );
}

#[test]
fn outside_of_cargo_it_needs_a_folder_and_says_nothing_to_cargo() {
    let dir = package(GOOD);
    let output = script(dir.path()).output().unwrap();
    assert!(!output.status.success());
    assert!(output.stdout.is_empty());
    assert!(
        text(&output.stderr).contains("OUT_DIR"),
        "{}",
        text(&output.stderr)
    );

    let output = script(dir.path())
        .env("OUT_DIR", dir.path().join("out"))
        .output()
        .unwrap();
    assert!(output.status.success(), "{}", text(&output.stderr));
    assert!(output.stdout.is_empty(), "rerun lines are for cargo only");
}
