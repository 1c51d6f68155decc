use super::*;

#[test]
fn a_clean_model_says_nothing() {
    let dir = folder(&[("model/repairs.coact", &GOOD)]);
    let output = run(coact(dir.path()).arg("check"));
    insta::assert_snapshot!(shown(&output), @r"
    exit code: 0
    ---- stdout
    ---- stderr
    ");
}

#[test]
fn a_mistake_is_reported_to_people() {
    let dir = folder(&[("model/repairs.coact", &bad())]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).arg("check"))));
}

#[test]
fn a_mistake_is_reported_in_one_line() {
    let dir = folder(&[("model/repairs.coact", &bad())]);
    let output = run(coact(dir.path()).args(["check", "--output-format", "concise"]));
    insta::assert_snapshot!(shown(&output));
}

#[test]
fn a_mistake_is_reported_to_machines() {
    let dir = folder(&[("model/repairs.coact", &bad())]);
    let output = run(coact(dir.path()).args(["check", "--output-format", "json"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stderr.is_empty());
    let mut lines = 0;
    for line in text(&output.stdout).lines() {
        let finding: serde_json::Value = serde_json::from_str(line).unwrap();
        assert!(finding["code"].is_string(), "{line}");
        lines += 1;
    }
    assert!(lines > 0);
    insta::assert_snapshot!(shown(&output));
}

#[test]
fn a_path_may_be_a_project_a_folder_a_file_or_several_files() {
    let (head, rest) = GOOD.split_once("/// What lies").unwrap();
    let rest = format!("model repairs\n/// What lies{rest}");
    let dir = folder(&[
        ("p/Cargo.toml", ""),
        ("p/model/a.coact", head),
        ("p/model/b.coact", &rest),
        ("q/one.coact", &GOOD),
    ]);
    for paths in [
        &["p"][..],
        &["p/model"],
        &["p/model/a.coact", "p/model/b.coact"],
        &["q/one.coact"],
        &["p", "q"],
    ] {
        let output = run(coact(dir.path()).arg("check").args(paths));
        assert_eq!(
            shown(&output),
            "exit code: 0\n---- stdout\n---- stderr\n",
            "{paths:?}"
        );
    }
}

#[test]
fn standard_input_is_a_model() {
    let dir = folder(&[]);
    let good = run(coact(dir.path())
        .args(["check", "-"])
        .write_stdin(GOOD.as_str()));
    assert_eq!(good.status.code(), Some(0));
    let bad = run(coact(dir.path())
        .args([
            "check",
            "-",
            "--output-format",
            "concise",
            "--stdin-filename",
            "editor.coact",
        ])
        .write_stdin(bad()));
    assert_eq!(bad.status.code(), Some(1));
    assert!(
        text(&bad.stdout).starts_with("editor.coact:"),
        "{}",
        shown(&bad)
    );

    let mixed = run(coact(dir.path())
        .args(["check", "-", "."])
        .write_stdin(GOOD.as_str()));
    insta::assert_snapshot!(shown(&mixed), @r"
    exit code: 2
    ---- stdout
    ---- stderr
    error[CLI004]: standard input cannot be read together with other paths
      hint: give `-` alone
    ");
}

#[test]
fn colours_are_for_who_wants_them() {
    let dir = folder(&[("m.coact", &bad())]);
    let coloured = |arguments: &[&str], variable: Option<(&str, &str)>| {
        let mut command = coact(dir.path());
        command.env_remove("NO_COLOR").args(arguments);
        if let Some((name, value)) = variable {
            command.env(name, value);
        }
        text(&run(&mut command).stderr).contains('\x1b')
    };
    assert!(!coloured(&["check"], None), "not a terminal");
    assert!(coloured(&["check", "--color", "always"], None));
    assert!(!coloured(
        &["check", "--color", "never"],
        Some(("CLICOLOR_FORCE", "1"))
    ));
    assert!(coloured(&["check"], Some(("CLICOLOR_FORCE", "1"))));
}

#[test]
fn the_model_can_be_had_as_json() {
    let dir = folder(&[("good/m.coact", &GOOD), ("bad/m.coact", &bad())]);
    let output = run(coact(dir.path()).args(["check", "good", "--emit", "json"]));
    assert_eq!(output.status.code(), Some(0));
    let model: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(model["model"], "repairs");
    assert!(output.stderr.is_empty());

    let output = run(coact(dir.path()).args(["check", "bad", "--emit", "json"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        output.stdout.is_empty(),
        "half a model would be taken for a whole one"
    );
    assert!(text(&output.stderr).contains("N001"));
}

/// What `--emit json` prints is read as the model that it was printed from.
#[test]
fn the_json_form_is_read_back() {
    let dir = folder(&[("good/m.coact", GOOD.as_str())]);
    let printed = run(coact(dir.path()).args(["check", "good", "--emit", "json"]));
    let form = text(&printed.stdout);
    fs::write(dir.path().join("shop.json"), &form).unwrap();
    let again = run(coact(dir.path()).args(["check", "shop.json", "--emit", "json"]));
    assert_eq!(again.status.code(), Some(0), "{}", shown(&again));
    assert_eq!(text(&again.stdout), form);
    let written = run(coact(dir.path()).args(["check", "shop.json", "--emit", "text"]));
    fs::write(dir.path().join("shop.coact"), &written.stdout).unwrap();
    let last = run(coact(dir.path()).args(["check", "shop.coact", "--emit", "json"]));
    assert_eq!(text(&last.stdout), form, "{}", shown(&last));
    let broken = form.replacen("\"name\": \"", "\"name\": \"no name ", 1);
    fs::write(dir.path().join("shop.json"), broken).unwrap();
    let output = run(coact(dir.path()).args(["check", "shop.json", "--output-format", "concise"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(
        text(&output.stdout).contains(": J003 "),
        "{}",
        shown(&output)
    );
}
