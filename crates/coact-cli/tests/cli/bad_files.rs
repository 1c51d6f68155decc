//! Whatever lies in the folder: a coded error or a correct run.

use super::*;

/// Exit code, and the codes of the findings or of the refusal.
fn codes(dir: &Path, arguments: &[&str]) -> (i32, Vec<String>) {
    let output = run(coact(dir)
        .args(["check", "--output-format", "json"])
        .args(arguments));
    assert!(
        !text(&output.stderr).contains("coact itself failed"),
        "{}",
        shown(&output)
    );
    let findings = text(&output.stdout);
    let of_findings = findings.lines().map(|line| {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        finding["code"].as_str().unwrap().to_owned()
    });
    let refusal = text(&output.stderr);
    let of_refusal = refusal
        .lines()
        .filter_map(|line| line.strip_prefix("error[")?.split_once(']'))
        .map(|(code, _)| code.to_owned());
    let codes = of_findings.chain(of_refusal).collect();
    (output.status.code().unwrap(), codes)
}

fn refused(dir: &Path, arguments: &[&str]) -> String {
    let (exit, codes) = codes(dir, arguments);
    assert_eq!((exit, codes.len()), (2, 1), "{codes:?}");
    codes.concat()
}

#[test]
fn models_in_a_circle() {
    let dir = folder(&[
        (
            "a.coact",
            "model a\nimport b\nscalar X = Int\nvalue V { x: b.X }\n",
        ),
        (
            "b.coact",
            "model b\nimport a\nscalar X = Int\nvalue V { x: a.X }\n",
        ),
    ]);
    let output = run(coact(dir.path()).arg("check"));
    insta::assert_snapshot!(shown(&output));
    let (exit, codes) = codes(dir.path(), &[]);
    assert_eq!((exit, codes), (1, vec!["N014".to_owned()]));
}

#[test]
fn a_file_of_another_model_is_another_model() {
    let dir = folder(&[
        ("a.coact", "model shop\nscalar Amount = Int\n"),
        ("b.coact", "model shpo\nvalue Line { amount: Amount }\n"),
    ]);
    let output = run(coact(dir.path()).args(["check", "--output-format", "concise"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains("b.coact:2:22: N001"),
        "{}",
        shown(&output)
    );
    let full = run(coact(dir.path()).arg("check"));
    assert!(
        text(&full.stderr).contains("did you mean `shop.Amount`?"),
        "{}",
        shown(&full)
    );
}

#[test]
fn a_folder_in_place_of_a_file() {
    let dir = folder(&[("x.coact/a.coact", "model a\n"), ("b.coact", "model a\n")]);
    // It is searched like any other folder.
    assert_eq!(codes(dir.path(), &[]), (0, vec![]));
    assert_eq!(codes(dir.path(), &["x.coact"]), (0, vec![]));
    let dir = folder(&[("coact.toml", "model = \"m\"\n"), ("m/readme", "")]);
    assert_eq!(refused(dir.path(), &[]), "IO002");
}

#[test]
fn a_file_in_place_of_a_folder() {
    let dir = folder(&[("m.coact", "model m\n")]);
    assert_eq!(refused(dir.path(), &["m.coact/a.coact"]), "IO003");
    assert_eq!(refused(dir.path(), &["m.coact/"]), "IO003");
}

#[cfg(unix)]
#[test]
fn links() {
    use std::os::unix::fs::symlink;

    let dir = folder(&[("m/a.coact", "model a\n"), ("n/a.coact", "model a\n")]);
    // A folder that holds itself is not followed.
    symlink(".", dir.path().join("m/again")).unwrap();
    assert_eq!(codes(dir.path(), &["m"]), (0, vec![]));
    // A file that is a link to itself, or two that are links to each other.
    symlink("loop.coact", dir.path().join("m/loop.coact")).unwrap();
    assert_eq!(refused(dir.path(), &["m"]), "IO005");
    assert_eq!(refused(dir.path(), &["m/loop.coact"]), "IO005");
    fs::remove_file(dir.path().join("m/loop.coact")).unwrap();
    symlink("y.coact", dir.path().join("m/x.coact")).unwrap();
    symlink("x.coact", dir.path().join("m/y.coact")).unwrap();
    assert_eq!(refused(dir.path(), &["m"]), "IO005");
    // A link to nothing, and one to a folder.
    symlink("gone.coact", dir.path().join("n/x.coact")).unwrap();
    assert_eq!(refused(dir.path(), &["n"]), "IO003");
    assert_eq!(refused(dir.path(), &["n/x.coact"]), "IO001");
    fs::remove_file(dir.path().join("n/x.coact")).unwrap();
    symlink("../m", dir.path().join("n/x.coact")).unwrap();
    assert_eq!(refused(dir.path(), &["n"]), "IO003");
    // A folder that is a link to itself.
    symlink("round", dir.path().join("round")).unwrap();
    assert_eq!(refused(dir.path(), &["round"]), "IO005");
}

#[cfg(target_os = "linux")]
#[test]
fn a_name_that_is_not_unicode() {
    use std::os::unix::ffi::OsStrExt;

    let dir = folder(&[("a.coact", "model a\n")]);
    let name = std::ffi::OsStr::from_bytes(b"\xff.coact");
    fs::write(dir.path().join(name), "model a\n").unwrap();
    assert_eq!(refused(dir.path(), &[]), "IO003");
    let output = run(coact(dir.path()).arg("check").arg(name));
    assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
    assert!(
        text(&output.stderr).contains("error[IO003]"),
        "{}",
        shown(&output)
    );
}

/// Names live per kind: one name may stand for one thing of each.
#[test]
fn one_name_in_every_kind() {
    let all = [
        "entity X { key id: Uuid generated, note: Text }",
        "actor X",
        "external actor Y",
        "bank X { X }",
        "position X fills X",
        "transaction X { initiator Y, executor X, product new X \"is done\", request as Ask -> Asked { note } }",
        "lookup X(n: Int) -> Int",
        "view X for X { key x: X\n note: Text\n on Asked add { note: event.note } }",
        "query X(x: Text) from X where row.note == x",
        "screen X for X { shows X, form Ask }",
        "command X { note: Text } by Y { emits X { note } }",
        "event X { note: Text }",
        "external system X { event X { note: Text } }",
        "aggregate X { key id: Uuid\n state { n: Int = 0 }\n event Counted apply { n: 1 }\n \
         new command Count {} by Y { emits Counted {} } }",
        "story \"X\" { slice \"X\" { view X, spec \"X\" { when Ask { note: \"a\" }\n then Asked { note: \"a\" } } } }",
        "rule on X requested {\ntruth X: X(1) > 0\n then promise\n else decline }",
    ];
    let text = format!("model X\n{}\n", all.join("\n"));
    let dir = folder(&[("X.coact", &text)]);
    let output = run(coact(dir.path()).args(["check", "--output-format", "concise"]));
    let said = super::text(&output.stdout);
    assert!(!said.contains("N00"), "{said}");
    insta::assert_snapshot!(said);
    // Types are one kind, whatever they are.
    let dir = folder(&[(
        "X.coact",
        "model X\nscalar X = Int\nenum X { A }\nvalue X { a: Int }\nentity X { key id: Uuid }\n",
    )]);
    assert_eq!(codes(dir.path(), &[]), (1, vec!["N003".to_owned(); 3]));
}

/// A model in one file and the same in five hundred: the same findings and the same bytes.
#[test]
fn a_model_in_five_hundred_files() {
    let (head, rest) = GOOD.split_once("/// What lies").unwrap();
    let values: Vec<String> = (0..498)
        .map(|n| {
            format!(
                "value Part{n} {{ next: [Part{}], text: Text }}\n",
                (n + 1) % 498
            )
        })
        .collect();
    let whole = format!("{head}/// What lies{rest}{}", values.concat());
    let one = folder(&[("m.coact", &whole)]);
    let many = tempfile::tempdir().unwrap();
    let put = |name: String, text: &str| fs::write(many.path().join(name), text).unwrap();
    put("0.coact".to_owned(), head);
    put(
        "1.coact".to_owned(),
        &format!("model repairs\n/// What lies{rest}"),
    );
    for (n, value) in values.iter().enumerate() {
        put(format!("p{n:03}.coact"), &format!("model repairs\n{value}"));
    }
    assert_eq!(fs::read_dir(many.path()).unwrap().count(), 500);
    let mut generated = Vec::new();
    for dir in [one.path(), many.path()] {
        assert_eq!(codes(dir, &[]), (0, vec![]));
        let output = run(coact(dir).args(["generate", "--out", "gen"]));
        assert_eq!(shown(&output), "exit code: 0\n---- stdout\n---- stderr\n");
        let mut files = super::generate::tree(&dir.join("gen"));
        // A list of the files with their hashes.
        files.retain(|name, _| name.ends_with(".rs"));
        let texts = files
            .into_iter()
            .map(|(name, bytes)| (name, without_places(&text(&bytes))));
        generated.push(texts.collect::<Vec<_>>());
    }
    let [one, many] = generated.as_slice() else {
        unreachable!()
    };
    assert!(one.len() > 2);
    assert_eq!(one, many);
}

/// A generated text without the names and lines of what it was made from: `m.coact:12`.
fn without_places(text: &str) -> String {
    let is_name = |c: char| c.is_alphanumeric();
    let mut parts = text.split(".coact:");
    let mut out = parts.next().unwrap().to_owned();
    for part in parts {
        out.truncate(out.trim_end_matches(is_name).len());
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    out
}
