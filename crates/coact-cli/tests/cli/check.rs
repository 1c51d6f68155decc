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

const SHOP: &str =
    "model shop context Ordering\nimport billing\nvalue Bill { total: billing.Amount }\n";
const SHIPPING: &str = "model shop context Shipping\nvalue Parcel { weight: Int }\n";
const BILLING: &str = "model billing\nscalar Amount = Decimal unit EUR\n";

/// Several models and texts go into a folder of their own; printed, each text stands under its name.
#[test]
fn what_is_emitted_may_be_several_files() {
    let dir = folder(&[
        ("in/a.coact", SHOP),
        ("in/b.coact", SHIPPING),
        ("in/c.coact", BILLING),
    ]);
    let forms = run(coact(dir.path()).args(["check", "in", "--emit", "json", "--out", "forms"]));
    assert_eq!(forms.status.code(), Some(0), "{}", shown(&forms));
    assert!(dir.path().join("forms/billing.json").exists());
    let form = fs::read_to_string(dir.path().join("forms/shop.json")).unwrap();
    let path = "forms/shop.json";
    let printed = run(coact(dir.path()).args(["check", path, "--emit", "text"]));
    let printed = text(&printed.stdout);
    let names: Vec<&str> = printed
        .lines()
        .filter(|line| line.starts_with("//"))
        .collect();
    assert_eq!(
        names,
        [
            "// shop/1-Ordering.coact",
            "// shop/2-Shipping.coact",
            "// shop/billing.coact"
        ]
    );
    let args = ["check", path, "--emit", "text", "--out", "texts"];
    let written = run(coact(dir.path()).args(args));
    assert_eq!(written.status.code(), Some(0), "{}", shown(&written));
    let again = run(coact(dir.path()).args(["check", "texts", "--emit", "json"]));
    assert!(text(&again.stdout).starts_with(&form), "{}", shown(&again));
    let taken = run(coact(dir.path()).args(args));
    assert_eq!(taken.status.code(), Some(2));
    assert!(text(&taken.stderr).contains("CLI002"), "{}", shown(&taken));
}

/// What is wrong with the model of a form has its place in the text that the form stands for, which can be had.
#[test]
fn the_text_of_a_form_with_errors_is_printed() {
    let dir = folder(&[("in/b.coact", SHIPPING)]);
    let form = run(coact(dir.path()).args(["check", "in", "--emit", "json"]));
    let broken = text(&form.stdout).replace("\"Int\"", "\"Number\"");
    fs::write(dir.path().join("shop.json"), broken).unwrap();
    let output = run(coact(dir.path()).args(["check", "shop.json", "--emit", "text"]));
    assert_eq!(output.status.code(), Some(1));
    let printed = text(&output.stdout);
    let told = text(&output.stderr);
    assert!(told.contains("shop.coact:4:13"), "{told}");
    assert!(
        told.contains("`coact check --emit text` prints it"),
        "{told}"
    );
    assert_eq!(printed.lines().nth(3), Some("    weight: Number"));
}
