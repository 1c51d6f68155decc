use std::collections::BTreeMap;

use super::*;

/// Every file below a folder.
pub(super) fn tree(root: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut out = BTreeMap::new();
    let mut open = vec![root.to_path_buf()];
    while let Some(dir) = open.pop() {
        for entry in fs::read_dir(dir).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(root).unwrap().display().to_string();
                out.insert(name, fs::read(&path).unwrap());
            }
        }
    }
    out
}

fn generate(dir: &Path, arguments: &[&str]) -> Output {
    run(coact(dir).arg("generate").args(arguments))
}

#[test]
fn two_folders_in_any_order_give_the_same_bytes() {
    let (head, rest) = GOOD.split_once("/// What lies").unwrap();
    let rest = format!("model repairs\n/// What lies{rest}");
    let here = folder(&[("model/a.coact", head), ("model/b.coact", &rest)]);
    let there = folder(&[("x/y/model/b.coact", &rest), ("x/y/model/a.coact", head)]);
    let first = generate(here.path(), &["--out", "gen"]);
    assert_eq!(first.status.code(), Some(0), "{}", shown(&first));
    let second = run(coact(there.path())
        .env("TZ", "Asia/Tokyo")
        .env("LANG", "tr_TR.UTF-8")
        .args(["generate", "x/y", "--out", "deep/er/gen"]));
    assert_eq!(second.status.code(), Some(0), "{}", shown(&second));
    let (first, second) = (
        tree(&here.path().join("gen")),
        tree(&there.path().join("deep/er/gen")),
    );
    assert!(first.len() > 2, "{:?}", first.keys());
    assert_eq!(first, second);
}

#[test]
fn a_second_run_changes_nothing() {
    let dir = folder(&[("model/m.coact", &GOOD)]);
    generate(dir.path(), &["--out", "gen"]);
    let times = |dir: &Path| -> Vec<_> {
        tree(dir)
            .keys()
            .map(|name| fs::metadata(dir.join(name)).unwrap().modified().unwrap())
            .collect()
    };
    let before = times(&dir.path().join("gen"));
    let again = generate(dir.path(), &["--out", "gen"]);
    assert_eq!(shown(&again), "exit code: 0\n---- stdout\n---- stderr\n");
    assert_eq!(times(&dir.path().join("gen")), before);
    let check = generate(dir.path(), &["--out", "gen", "--check"]);
    assert_eq!(shown(&check), "exit code: 0\n---- stdout\n---- stderr\n");
}

#[test]
fn check_shows_the_difference_and_writes_nothing() {
    let dir = folder(&[("model/m.coact", &GOOD)]);
    let new = generate(dir.path(), &["--out", "gen", "--check"]);
    assert_eq!(new.status.code(), Some(1));
    assert!(
        text(&new.stdout).contains("--- /dev/null\n+++ b/"),
        "{}",
        shown(&new)
    );
    assert!(!dir.path().join("gen").exists());

    generate(dir.path(), &["--out", "gen"]);
    let before = tree(dir.path());
    fs::write(
        dir.path().join("model/m.coact"),
        GOOD.replace("SendBack", "Complain"),
    )
    .unwrap();
    let changed = generate(dir.path(), &["--out", "gen", "--check"]);
    assert_eq!(changed.status.code(), Some(1));
    let diff = text(&changed.stdout);
    assert!(
        diff.lines()
            .any(|line| line.starts_with('-') && line.contains("SendBack")),
        "{diff}"
    );
    assert!(
        diff.lines()
            .any(|line| line.starts_with('+') && line.contains("Complain")),
        "{diff}"
    );
    fs::write(dir.path().join("model/m.coact"), GOOD.as_str()).unwrap();
    assert_eq!(tree(dir.path()), before);
}

#[test]
fn a_model_with_errors_leaves_the_outputs_as_they_were() {
    let dir = folder(&[("model/m.coact", &GOOD)]);
    generate(dir.path(), &["--out", "gen"]);
    let before = tree(&dir.path().join("gen"));
    fs::write(dir.path().join("model/m.coact"), bad()).unwrap();
    let output = generate(dir.path(), &["--out", "gen"]);
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("N001"), "{}", shown(&output));
    assert!(output.stdout.is_empty());
    assert_eq!(tree(&dir.path().join("gen")), before);
}

#[test]
fn a_users_file_is_never_touched() {
    let dir = folder(&[("model/m.coact", &GOOD)]);
    generate(dir.path(), &["--out", "gen"]);
    let generated = tree(&dir.path().join("gen"));
    let name = generated.keys().find(|name| name.ends_with(".rs")).unwrap();
    fs::write(dir.path().join("gen").join(name), "fn mine() {}\n").unwrap();
    fs::write(dir.path().join("gen/also_mine.rs"), "fn mine() {}\n").unwrap();
    let before = tree(&dir.path().join("gen"));
    let output = generate(dir.path(), &["--out", "gen"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("error[IO007]"),
        "{}",
        shown(&output)
    );
    assert_eq!(tree(&dir.path().join("gen")), before);
}

#[test]
fn an_output_folder_that_cannot_be_is_a_coded_error() {
    let dir = folder(&[("model/m.coact", &GOOD), ("file", "in the way")]);
    for out in ["file", "file/below"] {
        let output = generate(dir.path(), &["--out", out]);
        assert_eq!(output.status.code(), Some(2), "{}", shown(&output));
        assert!(
            text(&output.stderr).contains("error[IO006]"),
            "{}",
            shown(&output)
        );
    }
    assert_eq!(
        fs::read_to_string(dir.path().join("file")).unwrap(),
        "in the way"
    );
}

#[cfg(unix)]
#[test]
fn a_read_only_output_folder_is_a_coded_error() {
    use std::os::unix::fs::PermissionsExt;

    let dir = folder(&[("model/m.coact", &GOOD)]);
    let out = dir.path().join("gen");
    fs::create_dir(&out).unwrap();
    fs::set_permissions(&out, fs::Permissions::from_mode(0o555)).unwrap();
    if fs::write(out.join("probe"), "").is_ok() {
        eprintln!(
            "SKIPPED: this user may write into read-only folders; a file in place of the folder is tested"
        );
        return;
    }
    let output = generate(dir.path(), &["--out", "gen"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(
        text(&output.stderr).contains("error[IO006]"),
        "{}",
        shown(&output)
    );
    assert!(tree(&out).is_empty());
}

#[test]
fn other_build_systems_learn_what_is_read() {
    let dir = folder(&[("my model/m.coact", &GOOD)]);
    let arguments = ["my model", "--out", "gen", "--depfile", "gen.d"];
    let output = generate(dir.path(), &arguments);
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let rule = fs::read_to_string(dir.path().join("gen.d")).unwrap();
    let (target, dependencies) = rule.split_once(": \\\n").unwrap();
    assert!(dir.path().join(target).is_file(), "{target}");
    assert!(target.ends_with("/mod.rs"), "{target}");
    let named: Vec<String> = dependencies
        .lines()
        .map(|line| line.trim().trim_end_matches(" \\").replace("\\ ", " "))
        .collect();
    assert!(
        named.iter().any(|name| name.ends_with("my model/m.coact")),
        "{named:?}"
    );
    for name in &named {
        assert!(dir.path().join(name).exists(), "{name}");
    }
    // Where nothing is generated, nothing is said of it.
    fs::write(dir.path().join("my model/m.coact"), "model m\nactor").unwrap();
    fs::remove_file(dir.path().join("gen.d")).unwrap();
    let failed = generate(dir.path(), &arguments);
    assert_eq!(failed.status.code(), Some(1), "{}", shown(&failed));
    assert!(!dir.path().join("gen.d").exists());
}
