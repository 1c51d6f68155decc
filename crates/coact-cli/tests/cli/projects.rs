//! Projects of several models, and `coact.toml` as the command meets it.

use super::*;

const BILLING: &str = "model billing\nscalar Amount = Decimal unit EUR\n";
const SHOP: &str = "model shop\nimport billing\nvalue Bill { total: billing.Amount }\n";

#[test]
fn all_models_of_a_folder_are_checked() {
    let dir = folder(&[
        ("a/shop.coact", SHOP),
        ("b/billing.coact", BILLING),
        (
            "b/more.coact",
            "model billing\nvalue Line { amount: Amont }\n",
        ),
        ("c.coact", "model third\nvalue V { a: Nothing }\n"),
    ]);
    let output = run(coact(dir.path()).args(["check", "--output-format", "concise"]));
    insta::assert_snapshot!(shown(&output));
}

#[test]
fn each_model_is_emitted() {
    let dir = folder(&[("shop.coact", SHOP), ("billing.coact", BILLING)]);
    let output = run(coact(dir.path()).args(["check", "--emit", "json"]));
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let models = serde_json::Deserializer::from_slice(&output.stdout).into_iter();
    let names: Vec<String> = models
        .map(|model: Result<serde_json::Value, _>| {
            model.unwrap()["model"].as_str().unwrap().to_owned()
        })
        .collect();
    assert_eq!(names, ["billing", "shop"]);
}

#[test]
fn each_model_is_generated() {
    let dir = folder(&[
        ("one.coact", &GOOD),
        ("two.coact", &GOOD.replace("model repairs", "model others")),
        ("coact.toml", "[generate]\nout = \"gen\"\n"),
        ("src/x", ""),
    ]);
    let output = run(coact(&dir.path().join("src")).arg("generate"));
    assert_eq!(shown(&output), "exit code: 0\n---- stdout\n---- stderr\n");
    for model in ["repairs", "others"] {
        assert!(dir.path().join("gen").join(model).join("mod.rs").is_file());
    }
    let check = run(coact(dir.path()).args(["generate", "--check"]));
    assert_eq!(shown(&check), "exit code: 0\n---- stdout\n---- stderr\n");
    fs::remove_file(dir.path().join("two.coact")).unwrap();
    let check = run(coact(dir.path()).args(["generate", "--check"]));
    assert_eq!(
        check.status.code(),
        Some(0),
        "the other model is not this one's: {}",
        shown(&check)
    );
}

#[test]
fn models_whose_files_would_meet_are_told() {
    let dir = folder(&[
        ("one.coact", &GOOD),
        ("two.coact", &GOOD.replace("model repairs", "model Repairs")),
    ]);
    let output = run(coact(dir.path()).args(["generate", "--out", "gen"]));
    assert_eq!(output.status.code(), Some(1), "{}", shown(&output));
    assert!(
        text(&output.stderr).contains("GEN002"),
        "{}",
        shown(&output)
    );
    assert!(!dir.path().join("gen").exists());
}

#[test]
fn queries_of_views_of_another_model_are_not_generated_yet() {
    let billing = format!(
        "{BILLING}actor Clerk\ncommand Pay {{ number: Int }} by Clerk {{ emits Paid {{ number }} }}\n\
         view Payments for Clerk {{ key number: Int, on Paid add }}\n"
    );
    let shop = "model shop\nimport billing\nactor Clerk\nquery All from billing.Payments\n";
    let dir = folder(&[("shop.coact", shop), ("billing.coact", &billing)]);
    let output = run(coact(dir.path()).args(["generate", "--out", "gen"]));
    insta::assert_snapshot!(shown(&output));
    assert!(!dir.path().join("gen").exists());
}

#[test]
fn nowhere_to_write_is_told() {
    let dir = folder(&[("one.coact", &GOOD)]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).arg("generate"))));
}

#[test]
fn the_level_of_the_project_holds_for_silent_models() {
    let unused = "scalar Unused = Int\n";
    let dir = folder(&[
        ("a.coact", &format!("model a\n{unused}")),
        ("b.coact", &format!("model b level sketch\n{unused}")),
        ("coact.toml", "level = \"strict\"\n"),
    ]);
    for arguments in [&[][..], &["."], &["a.coact", "b.coact"]] {
        let output = run(coact(dir.path())
            .args(["check", "--output-format", "concise"])
            .args(arguments));
        let lines = text(&output.stdout);
        let files: Vec<&str> = lines
            .lines()
            .filter_map(|line| line.split(':').next())
            .collect();
        assert_eq!(files, ["a.coact"], "{}", shown(&output));
    }
}

#[test]
fn settings_that_mean_nothing_stop_the_command() {
    let dir = folder(&[
        ("a.coact", &GOOD),
        ("coact.toml", "levl = \"strict\"\n"),
        ("src/x", ""),
    ]);
    insta::assert_snapshot!(shown(&run(coact(&dir.path().join("src")).arg("check"))));
    let page = run(coact(dir.path()).args(["explain", "IO009"]));
    assert_eq!(page.status.code(), Some(0));
}
