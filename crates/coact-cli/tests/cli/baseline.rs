//! `--baseline` and `--write-baseline`

use super::*;

const SHOP: &str = "model shop
command CountStock { left: Int } by Clerk { emits StockCounted { left: left ?? 0 } }
command CountGoods { left: Int } by Clerk { emits GoodsCounted { left: left ?? 0 } }
actor Clerk
";

fn shop() -> TempDir {
    let dir = folder(&[("model/shop.coact", SHOP)]);
    let args = ["check", "--write-baseline", "known.json"];
    let output = run(coact(dir.path()).args(args));
    assert_eq!(shown(&output), "exit code: 0\n---- stdout\n---- stderr\n");
    dir
}

fn check(dir: &Path, more: &[&str]) -> Output {
    let args = [
        "check",
        "--output-format",
        "concise",
        "--baseline",
        "known.json",
    ];
    run(coact(dir).args(args).args(more))
}

fn write(dir: &Path, text: &str) {
    fs::write(dir.join("model/shop.coact"), text).unwrap();
}

#[test]
fn what_is_known_is_not_told() {
    let dir = shop();
    let known = fs::read_to_string(dir.path().join("known.json")).unwrap();
    insta::assert_snapshot!(known);
    assert_eq!(
        shown(&check(dir.path(), &[])),
        "exit code: 0\n---- stdout\n---- stderr\n"
    );
    for format in ["human", "json", "sarif", "github", "junit"] {
        let args = [
            "check",
            "--baseline",
            "known.json",
            "--output-format",
            format,
        ];
        let output = run(coact(dir.path()).args(args));
        assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
        assert!(!text(&output.stdout).contains("T023"), "{}", shown(&output));
    }
    // From another folder, under another name.
    let args = ["check", "--baseline", "../known.json", "shop.coact"];
    let output = run(coact(&dir.path().join("model")).args(args));
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
}

#[test]
fn what_is_new_is_told() {
    let dir = shop();
    let third =
        "command CountAll { left: Int } by Clerk { emits AllCounted { left: left ?? 0 } }\n";
    write(dir.path(), &format!("{SHOP}{third}"));
    insta::assert_snapshot!(shown(&check(dir.path(), &[])));
}

#[test]
fn what_is_known_and_gone_is_noted() {
    let dir = shop();
    write(dir.path(), &SHOP.replacen("left ?? 0", "left", 1));
    let output = check(dir.path(), &[]);
    insta::assert_snapshot!(shown(&output));
    let args = ["check", "--write-baseline", "known.json"];
    assert_eq!(run(coact(dir.path()).args(args)).status.code(), Some(0));
    assert_eq!(
        shown(&check(dir.path(), &[])),
        "exit code: 0\n---- stdout\n---- stderr\n"
    );
}

#[test]
fn errors_are_told_whatever_is_known() {
    let dir = shop();
    write(dir.path(), &SHOP.replace("actor Clerk", "actor Clark"));
    let args = [
        "check",
        "--write-baseline",
        "known.json",
        "--output-format",
        "concise",
    ];
    for output in [run(coact(dir.path()).args(args)), check(dir.path(), &[])] {
        assert_eq!(output.status.code(), Some(1));
        let told = text(&output.stdout);
        assert!(told.contains(": N001 "), "{told}");
        assert!(!told.contains("T023"), "{told}");
    }
}

#[test]
fn a_part_of_the_models_leaves_the_rest_alone() {
    let dir = folder(&[
        ("a/shop.coact", SHOP),
        ("b/other.coact", &SHOP.replace("model shop", "model other")),
    ]);
    let args = ["check", "a", "b", "--write-baseline", "known.json"];
    assert_eq!(run(coact(dir.path()).args(args)).status.code(), Some(0));
    let clean = "exit code: 0\n---- stdout\n---- stderr\n";
    for paths in [&["a", "b"][..], &["b", "a"], &["a"], &["b"]] {
        assert_eq!(shown(&check(dir.path(), paths)), clean, "{paths:?}");
    }
}

#[test]
fn what_is_no_baseline_of_the_model_is_refused() {
    let dir = shop();
    let refused = |args: &[&str]| {
        let output = run(coact(dir.path()).arg("check").args(args));
        assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
        assert!(output.stdout.is_empty());
        text(&output.stderr)
    };
    let file = |name: &str, text: &str| fs::write(dir.path().join(name), text).unwrap();
    file("newer.json", "{ \"coact-baseline\": 2 }");
    file(
        "other.json",
        "{ \"coact-baseline\": 1, \"models\": [\"other\"], \"findings\": [] }",
    );
    let all = [
        refused(&["--baseline", "none.json"]),
        refused(&["--baseline", "newer.json"]),
        refused(&["--baseline", "other.json"]),
        refused(&["--baseline", "model/shop.coact"]),
        refused(&["--write-baseline", "model/shop.coact"]),
    ];
    insta::assert_snapshot!(all.join("\n"));
    let kept = fs::read_to_string(dir.path().join("model/shop.coact")).unwrap();
    assert_eq!(kept, SHOP, "only a baseline is replaced");
}
