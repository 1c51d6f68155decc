use super::*;

const WRONG: &str = "model shop\nimport billing\nenum Size { Small Large }\ncommand Open { size: Size } {\n    emits Opened { size } when size <> Small\n}\nview V {\n    siz: Size\n}\n";
const BILLING: &str = "model billing\n";

fn check(dir: &Path, arguments: &[&str]) -> Output {
    run(coact(dir).arg("check").args(arguments))
}

#[test]
fn a_difference_is_shown_and_nothing_written() {
    let dir = folder(&[("shop.coact", WRONG), ("billing.coact", BILLING)]);
    let output = check(dir.path(), &["--diff"]);
    insta::assert_snapshot!(shown(&output));
    let left = fs::read_to_string(dir.path().join("shop.coact")).unwrap();
    assert_eq!(left, WRONG);
}

#[test]
fn what_is_certain_is_mended_and_the_rest_told() {
    let dir = folder(&[("shop.coact", WRONG), ("billing.coact", BILLING)]);
    let output = check(dir.path(), &["--fix", "--output-format", "concise"]);
    let mended = fs::read_to_string(dir.path().join("shop.coact")).unwrap();
    insta::assert_snapshot!(format!("{mended}\n{}", shown(&output)));
    let again = check(dir.path(), &["--diff"]);
    assert_eq!(shown(&again), "exit code: 0\n---- stdout\n---- stderr\n");
}

#[test]
fn a_file_that_may_not_be_written_stays_and_so_do_the_others() {
    let dir = folder(&[
        ("a.coact", WRONG),
        ("b.coact", "model shop\nenum C { A B }\n"),
    ]);
    let locked = dir.path().join("b.coact");
    let mut permissions = fs::metadata(&locked).unwrap().permissions();
    permissions.set_readonly(true);
    fs::set_permissions(&locked, permissions).unwrap();
    let output = check(dir.path(), &["--fix"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error[IO"), "{output:?}");
    assert_eq!(
        fs::read_to_string(dir.path().join("a.coact")).unwrap(),
        WRONG
    );
}

#[test]
fn standard_input_is_shown_but_not_written() {
    let dir = folder(&[]);
    let output = run(coact(dir.path())
        .args(["check", "--diff", "-"])
        .write_stdin("model shop\nenum C { A B }\n"));
    insta::assert_snapshot!(shown(&output));
    let output = run(coact(dir.path())
        .args(["check", "--fix", "-"])
        .write_stdin(WRONG));
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).starts_with("error[CLI007]"),
        "{output:?}"
    );
}

/// The form is made by tools: its places are not those of a text that somebody wrote.
#[test]
fn the_json_form_is_left_alone() {
    let dir = folder(&[("shop.json", "{ \"model\": \"shop\" enum }")]);
    let output = check(dir.path(), &["--fix", "shop.json"]);
    assert_eq!(output.status.code(), Some(1));
    let left = fs::read_to_string(dir.path().join("shop.json")).unwrap();
    assert_eq!(left, "{ \"model\": \"shop\" enum }");
}
