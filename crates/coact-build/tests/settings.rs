//! `coact.toml`: what it can say, and what is refused.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::fs;
use std::path::Path;

use coact_build::{Fault, Project, Settings};
use coact_model::diagnostics::{Level, Severity};
use tempfile::TempDir;

fn folder(files: &[(&str, &str)]) -> TempDir {
    let dir = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = dir.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }
    dir
}

fn names(project: &Project) -> Vec<String> {
    let files = project.sources().iter();
    files.map(|(_, file)| file.name.clone()).collect()
}

#[test]
fn a_project_is_found_from_below() {
    let dir = folder(&[
        (
            "coact.toml",
            "level = \"strict\"\n[generate]\nout = \"gen\"\n",
        ),
        ("model/a.coact", "model a"),
        ("src/deep/lib.rs", ""),
    ]);
    let root = dir.path();
    let settings = Settings::around(&root.join("src/deep")).unwrap().unwrap();
    assert_eq!(settings.folder, root);
    assert_eq!(settings.level, Some(Level::Strict));
    assert_eq!(settings.output(), Some(root.join("gen")));
    for project in [
        Project::around(&root.join("src/deep")).unwrap(),
        Project::around(root).unwrap(),
        Project::open(root).unwrap(),
        Project::open(&root.join("model")).unwrap(),
        Project::open(&root.join("model/a.coact")).unwrap(),
    ] {
        assert_eq!(names(&project), ["a.coact"]);
        assert_eq!(project.sources().level(), Some(Level::Strict));
        assert!(project.dependencies().contains(&root.join("coact.toml")));
        let shown = project.shown();
        assert!(Path::new(&shown.iter().next().unwrap().1.name).is_file());
    }
}

#[test]
fn an_empty_file_is_a_project() {
    let dir = folder(&[("coact.toml", ""), ("a.coact", "model a")]);
    assert_eq!(names(&Project::open(dir.path()).unwrap()), ["a.coact"]);
}

#[test]
fn without_a_file_a_folder_is_a_project_too() {
    let dir = folder(&[("a.coact", "model a")]);
    let project = Project::around(dir.path()).unwrap();
    assert_eq!(names(&project), ["a.coact"]);
    assert!(project.settings().is_none());
    assert_eq!(project.sources().level(), None);
}

#[test]
fn models_are_where_the_file_says() {
    let files = &[
        ("x/a.coact", "model a"),
        ("x/deep/b.coact", "model a"),
        ("y/c.coact", "model c"),
        ("z.coact", "model z"),
    ];
    for (model, expected) in [
        ("\"x\"", &["a.coact", "deep/b.coact"][..]),
        ("\"y/c.coact\"", &["c.coact"]),
        ("\"./x/deep\"", &["b.coact"]),
        ("[\"y\", \"x/a.coact\"]", &["x/a.coact", "y/c.coact"]),
        ("[\"x\", \"x/a.coact\"]", &["x/a.coact", "x/deep/b.coact"]),
        ("[\"z.coact\"]", &["z.coact"]),
    ] {
        let dir = folder(files);
        fs::write(dir.path().join("coact.toml"), format!("model = {model}\n")).unwrap();
        let project = Project::open(dir.path()).unwrap();
        assert_eq!(names(&project), expected, "{model}");
        let shown = project.shown();
        for (_, file) in shown.iter() {
            assert!(Path::new(&file.name).is_file(), "{model}: {}", file.name);
        }
    }
}

#[test]
fn a_project_inside_another_is_another() {
    let dir = folder(&[
        ("coact.toml", ""),
        ("a.coact", "model a"),
        ("inner/coact.toml", ""),
        ("inner/deep/b.coact", "model b"),
    ]);
    let open = |path: &str| names(&Project::open(&dir.path().join(path)).unwrap());
    assert_eq!(open(""), ["a.coact"]);
    assert_eq!(open("inner"), ["deep/b.coact"]);
    let around = Project::around(&dir.path().join("inner/deep")).unwrap();
    assert_eq!(names(&around), ["deep/b.coact"]);
    fs::remove_file(dir.path().join("a.coact")).unwrap();
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO002");
}

/// What a `coact.toml` with these bytes is refused for: line, column, sentence and hint.
fn refused(bytes: impl AsRef<[u8]>) -> String {
    let dir = folder(&[("a.coact", "model a")]);
    fs::write(dir.path().join("coact.toml"), bytes).unwrap();
    match Project::open(dir.path()) {
        Err(
            ref fault @ Fault::Settings {
                line,
                column,
                ref problem,
                ..
            },
        ) => {
            assert_eq!(fault.code(), "IO009");
            format!("{line}:{column}: {problem} ({})", fault.hint())
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn what_means_nothing_is_refused_at_its_place() {
    let texts = [
        "modle = \"x\"\n",
        "[generte]\nout = \"x\"\n",
        "level = \"strict\"\n[generate]\nout = \"x\"\nouput = 1\n",
        "[lints]\n",
        "model = 5\n",
        "model = [\"a.coact\", 5]\n",
        "model = []\n",
        "model = \"\"\n",
        "model = \"nowhere\"\n",
        "model = \"../x\"\n",
        "model = \"/x\"\n",
        "level = \"stict\"\n",
        "level = \"hard\"\n",
        "level = true\n",
        "generate = \"x\"\n",
        "[generate]\nout = \"a/../../x\"\n",
        "level = \"sketch\"\nlevel = \"strict\"\n",
        "level = \n",
        "model = \"a\n",
        "\u{feff}level = 1\n",
    ];
    let told: String = texts
        .iter()
        .map(|text| format!("{}\n    {}\n", text.escape_debug(), refused(text)))
        .collect();
    insta::assert_snapshot!(told);
}

#[test]
fn what_is_no_text_is_refused() {
    assert_eq!(
        refused(b"level = \"strict\"\n\xff"),
        "2:1: this is not text in UTF-8 (save the file as UTF-8)"
    );
    assert!(refused(b"\x7fELF\x01\0\0").contains(": this is not TOML: "));
    let large = format!("# {}\n", "x".repeat(64 * 1024));
    assert_eq!(
        refused(large),
        "1:1: the file has more than 64 KiB (a `coact.toml` is a few lines)"
    );
    let edge = format!("# {}\n", "x".repeat(64 * 1024 - 3));
    let dir = folder(&[("a.coact", "model a"), ("coact.toml", &edge)]);
    assert!(Project::open(dir.path()).is_ok());
    refused("a=[".to_owned() + &"[".repeat(20_000));
}

#[test]
fn a_folder_or_a_link_to_nothing_is_no_settings() {
    let dir = folder(&[("a.coact", "model a"), ("coact.toml/x", "")]);
    assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO003");
    #[cfg(unix)]
    {
        let dir = folder(&[("a.coact", "model a")]);
        std::os::unix::fs::symlink("nowhere", dir.path().join("coact.toml")).unwrap();
        assert_eq!(Project::open(dir.path()).unwrap_err().code(), "IO001");
    }
}

#[test]
fn rules_are_weighed_for_the_project() {
    let strict = "model a level strict\nactor Courier\nactor Packer\n";
    let standard = "model a\nactor Courier\n";
    let found = |model: &str, rules: &str| {
        let dir = folder(&[("coact.toml", rules), ("a.coact", model)]);
        let project = Project::open(dir.path()).unwrap();
        let checked = coact_model::check(project.sources());
        let findings = checked.diagnostics.into_iter();
        let findings = findings.map(|it| (it.code, it.severity));
        findings.collect::<Vec<_>>()
    };
    let usual = ("CM038", Severity::Warning);
    assert_eq!(found(strict, ""), [usual, usual]);
    assert_eq!(found(strict, "[rules]\nCM038 = \"off\"\n"), []);
    let error = ("CM038", Severity::Error);
    assert_eq!(
        found(strict, "[rules]\ncm038 = \"error\"\n"),
        [error, error]
    );
    // Also what the level would not ask for.
    assert_eq!(found(standard, ""), []);
    assert_eq!(found(standard, "[rules]\nCM038 = \"warning\"\n"), [usual]);
}

#[test]
fn rules_that_cannot_be_weighed_so_are_told() {
    for (rules, place, problem, hint) in [
        (
            "CM38 = \"off\"",
            (2, 1),
            "there is no rule `CM38`",
            "did you mean `CM038`?",
        ),
        (
            "QQQ = \"off\"",
            (2, 1),
            "there is no rule `QQQ`",
            "`coact rules` lists",
        ),
        (
            "N001 = \"off\"",
            (2, 1),
            "`N001` is an error",
            "only warnings and advice",
        ),
        (
            "CM038 = \"of\"",
            (2, 9),
            "`of` is no severity",
            "write `off`",
        ),
        (
            "CM038 = \"loud\"",
            (2, 9),
            "`loud` is no severity",
            "write `off`",
        ),
        (
            "CM038 = 3",
            (2, 9),
            "`rules.CM038` is a text",
            "quotation marks",
        ),
    ] {
        let dir = folder(&[
            ("coact.toml", &format!("[rules]\n{rules}\n")),
            ("a.coact", "model a"),
        ]);
        match Project::open(dir.path()) {
            Err(Fault::Settings {
                line,
                column,
                problem: found,
                hint: help,
                ..
            }) => {
                assert_eq!((line, column), place, "{rules}");
                assert!(found.contains(problem), "{rules}: {found}");
                assert!(help.contains(hint), "{rules}: {help}");
            }
            other => panic!("{rules}: {other:?}"),
        }
    }
    let dir = folder(&[("coact.toml", "rules = \"off\"\n"), ("a.coact", "model a")]);
    assert!(matches!(
        Project::open(dir.path()),
        Err(Fault::Settings { .. })
    ));
}
