//! Whatever a file holds: a coded error or a correct run, never a crash, a hang or half an output.

use super::*;

/// Exit code and the codes of the findings.
fn codes(dir: &Path, path: &str) -> (i32, Vec<String>) {
    let output = run(coact(dir).args(["check", path, "--output-format", "json"]));
    let codes = text(&output.stdout)
        .lines()
        .map(|line| serde_json::from_str::<serde_json::Value>(line).unwrap())
        .map(|finding| finding["code"].as_str().unwrap().to_owned())
        .collect();
    assert!(
        !text(&output.stderr).contains("coact itself failed"),
        "{}",
        shown(&output)
    );
    (output.status.code().unwrap(), codes)
}

fn file(bytes: impl AsRef<[u8]>) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join("m.coact"), bytes).unwrap();
    dir
}

/// Findings, and each with a page.
fn is_refused(bytes: impl AsRef<[u8]>) -> Vec<String> {
    let dir = file(bytes);
    let (code, codes) = codes(dir.path(), "m.coact");
    assert_eq!(code, 1, "{codes:?}");
    assert!(!codes.is_empty());
    for code in &codes {
        let output = run(coact(dir.path()).args(["explain", code]));
        assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    }
    codes
}

#[test]
fn a_missing_folder() {
    let dir = folder(&[]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["check", "nowhere"]))), @r"
    exit code: 2
    ---- stdout
    ---- stderr
    error[IO001]: there is no file or folder `nowhere`
      hint: check the spelling; the path is relative to the folder the command runs in
    ");
}

#[test]
fn a_folder_without_a_model() {
    let dir = folder(&[("notes.md", "")]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["check", "."]))), @r"
    exit code: 2
    ---- stdout
    ---- stderr
    error[IO002]: no `.coact` file lies in `.` or below
      hint: give the folder that holds the model, or start one with `coact new`
    ");
}

#[test]
fn an_empty_file() {
    is_refused("");
}

#[test]
fn a_binary_file() {
    let bytes: Vec<u8> = (0..=255).cycle().take(100_000).collect();
    is_refused(bytes);
    is_refused(b"model m\0".as_slice());
    is_refused(b"\x7fELF\x02\x01\x01\0\xff\xfe".as_slice());
}

#[test]
fn a_file_of_nine_mebibytes() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("m.coact");
    fs::write(&path, "// ").unwrap();
    fs::OpenOptions::new()
        .write(true)
        .open(&path)
        .unwrap()
        .set_len(9 << 20)
        .unwrap();
    let (code, codes) = codes(dir.path(), "m.coact");
    assert_eq!((code, codes.len()), (1, 1), "{codes:?}");
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["check", "m.coact"]))));
}

#[test]
fn nesting_of_two_hundred() {
    for (open, close) in [("(", ")"), ("[", "]"), ("{", "}")] {
        let text = format!(
            "model m\nentity E {{ derived d: Int = {}1{} }}\n",
            open.repeat(200),
            close.repeat(200)
        );
        is_refused(text);
    }
}

#[test]
fn unclosed_everything() {
    for text in [
        "model m\nentity E {",
        "model m\nentity E { key k: [",
        "model m zone \"Eur",
        "model m\nstory \"s\" { slice \"a\" { spec \"b\" { when ((((",
    ] {
        is_refused(text);
    }
    is_refused("model m\n".to_owned() + &"entity E { a: [".repeat(2000));
}

#[test]
fn every_beginning_of_a_model_is_read() {
    let dir = tempfile::tempdir().unwrap();
    for end in (0..GOOD.len()).step_by(61) {
        let beginning = GOOD.get(..end).unwrap_or_default();
        fs::write(dir.path().join("m.coact"), beginning).unwrap();
        let (code, _) = codes(dir.path(), "m.coact");
        assert!(code <= 1, "after {end} bytes");
    }
}
