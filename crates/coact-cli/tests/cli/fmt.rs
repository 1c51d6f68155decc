use super::*;

const UGLY: &str = "model   shop\nenum A {B,\nC}";
const NICE: &str = "model shop\nenum A {\n    B\n    C\n}\n";
const WRONG: &str = "model   shop\nenum {";

fn fmt(dir: &Path, arguments: &[&str]) -> Output {
    run(coact(dir).arg("fmt").args(arguments))
}

#[test]
fn files_are_formatted_in_place() {
    let dir = folder(&[("model/ugly.coact", UGLY), ("model/nice.coact", NICE)]);
    let nice = dir.path().join("model/nice.coact");
    let before = fs::metadata(&nice).unwrap().modified().unwrap();
    let output = fmt(dir.path(), &[]);
    assert_eq!(shown(&output), "exit code: 0\n---- stdout\n---- stderr\n");
    let ugly = fs::read_to_string(dir.path().join("model/ugly.coact")).unwrap();
    assert_eq!(ugly, NICE);
    assert_eq!(fs::metadata(&nice).unwrap().modified().unwrap(), before);
    let left = fs::read_dir(dir.path().join("model")).unwrap().count();
    assert_eq!(left, 2);
}

#[test]
fn a_check_lists_and_writes_nothing() {
    let dir = folder(&[("p/ugly.coact", UGLY), ("p/nice.coact", NICE)]);
    let output = fmt(dir.path(), &["--check", "p"]);
    insta::assert_snapshot!(shown(&output), @r"
    exit code: 1
    ---- stdout
    p/ugly.coact
    ---- stderr
    ");
    let ugly = fs::read_to_string(dir.path().join("p/ugly.coact")).unwrap();
    assert_eq!(ugly, UGLY);
    let output = fmt(dir.path(), &["--check", "p/nice.coact"]);
    assert_eq!(shown(&output), "exit code: 0\n---- stdout\n---- stderr\n");
}

#[test]
fn standard_input_becomes_standard_output() {
    let dir = folder(&[]);
    let output = run(coact(dir.path()).args(["fmt", "-"]).write_stdin(UGLY));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stdout), NICE);
    let output = run(coact(dir.path())
        .args(["fmt", "-", "--check", "--stdin-filename", "editor.coact"])
        .write_stdin(UGLY));
    insta::assert_snapshot!(shown(&output), @r"
    exit code: 1
    ---- stdout
    editor.coact
    ---- stderr
    ");
}

/// A file with faults stays as it is and does not keep the others from being formatted.
#[test]
fn faults_are_reported() {
    let dir = folder(&[("ugly.coact", UGLY), ("wrong.coact", WRONG)]);
    let output = fmt(dir.path(), &[]);
    insta::assert_snapshot!(shown(&output));
    let read = |name: &str| fs::read_to_string(dir.path().join(name)).unwrap();
    assert_eq!(read("ugly.coact"), NICE);
    assert_eq!(read("wrong.coact"), WRONG);

    let output = run(coact(dir.path()).args(["fmt", "-"]).write_stdin(WRONG));
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty(), "half a text is worse than none");
}

#[test]
fn what_is_not_there_is_a_failure_of_the_tool() {
    let dir = folder(&[]);
    for paths in [&["nowhere"][..], &["."], &["-", "."]] {
        let output = fmt(dir.path(), paths);
        assert_eq!(output.status.code(), Some(2), "{paths:?}");
        assert!(text(&output.stderr).starts_with("error["), "{paths:?}");
    }
}

#[cfg(unix)]
#[test]
fn links_and_permissions_stay() {
    use std::os::unix::fs::{PermissionsExt, symlink};

    let dir = folder(&[("texts/ugly.coact", UGLY)]);
    let (file, link) = (
        dir.path().join("texts/ugly.coact"),
        dir.path().join("link.coact"),
    );
    fs::set_permissions(&file, fs::Permissions::from_mode(0o640)).unwrap();
    symlink(&file, &link).unwrap();
    let output = fmt(dir.path(), &["link.coact"]);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    assert!(fs::symlink_metadata(&link).unwrap().is_symlink());
    assert_eq!(fs::read_to_string(&file).unwrap(), NICE);
    let mode = fs::metadata(&file).unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o640);

    fs::write(&file, UGLY).unwrap();
    fs::set_permissions(&file, fs::Permissions::from_mode(0o440)).unwrap();
    let output = fmt(dir.path(), &["link.coact"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).starts_with("error[IO006]"),
        "{}",
        shown(&output)
    );
    assert_eq!(fs::read_to_string(&file).unwrap(), UGLY);
}

/// What `coact new` starts with is what `coact fmt` makes of it.
#[test]
fn a_started_model_is_formatted() {
    let output = run(coact(folder(&[]).path())
        .args(["fmt", "-"])
        .write_stdin(GOOD.as_str()));
    assert_eq!(text(&output.stdout), *GOOD);
}
