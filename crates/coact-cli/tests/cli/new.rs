use super::*;

#[test]
fn a_project_is_made_and_its_model_is_clean() {
    let dir = folder(&[]);
    let output = run(coact(dir.path()).args(["new", "order-desk"]));
    insta::assert_snapshot!(shown(&output), @r"
    exit code: 0
    ---- stdout
    ---- stderr
    made order-desk

        cd order-desk
        cargo test
        cargo run
    ");
    for file in [
        "Cargo.toml",
        "coact.toml",
        "build.rs",
        ".gitignore",
        "README.md",
        "src/main.rs",
        "model/order_desk.coact",
    ] {
        let text = fs::read_to_string(dir.path().join("order-desk").join(file)).unwrap();
        assert!(
            text.ends_with('\n') && !text.contains("{{") && !text.contains("{%"),
            "{file}:\n{text}"
        );
    }
    for (folder, arguments) in [
        ("", &["check", "order-desk"][..]),
        ("order-desk", &["check"]),
        ("order-desk/src", &["check"]),
        ("order-desk/model", &["check", "."]),
    ] {
        let check = run(coact(&dir.path().join(folder)).args(arguments));
        assert_eq!(
            shown(&check),
            "exit code: 0\n---- stdout\n---- stderr\n",
            "{folder}"
        );
    }
}

#[test]
fn the_dependencies_are_those_of_the_checkout_it_runs_from() {
    let dir = folder(&[]);
    // As `cargo run` starts it, wherever cargo builds into.
    run(coact(dir.path())
        .env("CARGO_MANIFEST_DIR", env!("CARGO_MANIFEST_DIR"))
        .args(["new", "shop"]));
    let manifest = fs::read_to_string(dir.path().join("shop/Cargo.toml")).unwrap();
    let path = manifest
        .lines()
        .find_map(|line| line.strip_prefix("coact-build = { path = \""))
        .and_then(|rest| rest.strip_suffix("\" }"))
        .unwrap_or_else(|| unreachable!("{manifest}"));
    assert!(Path::new(path).join("Cargo.toml").is_file(), "{path}");
    assert!(!manifest.contains("[workspace]"));
}

#[test]
fn an_installed_program_names_versions() {
    let dir = folder(&[]);
    let installed = dir.path().join("coact-installed");
    fs::copy(assert_cmd::cargo::cargo_bin("coact"), &installed).unwrap();
    let output = run(Command::new(&installed)
        .current_dir(dir.path())
        .env_remove("CARGO_MANIFEST_DIR")
        .args(["new", "shop"]));
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
    let manifest = fs::read_to_string(dir.path().join("shop/Cargo.toml")).unwrap();
    assert!(
        manifest.contains(concat!("coact-build = \"", env!("CARGO_PKG_VERSION"), "\"")),
        "{manifest}"
    );
}

#[test]
fn below_another_workspace_it_is_one_of_its_own() {
    let dir = folder(&[("Cargo.toml", "[workspace]\nmembers = []\n")]);
    run(coact(dir.path()).args(["new", "shop"]));
    let manifest = fs::read_to_string(dir.path().join("shop/Cargo.toml")).unwrap();
    assert!(manifest.ends_with("[workspace]\n"), "{manifest}");
}

#[test]
fn a_folder_that_holds_something_is_left_alone() {
    let dir = folder(&[("shop/notes.md", "mine"), ("file", "mine")]);
    fs::create_dir(dir.path().join("empty")).unwrap();
    for name in ["shop", "file"] {
        let output = run(coact(dir.path()).args(["new", name]));
        assert_eq!(output.status.code(), Some(2));
        assert!(
            text(&output.stderr).contains("error[CLI002]"),
            "{}",
            shown(&output)
        );
    }
    assert_eq!(fs::read_dir(dir.path().join("shop")).unwrap().count(), 1);
    assert_eq!(
        run(coact(dir.path()).args(["new", "empty"])).status.code(),
        Some(0)
    );
}

#[test]
fn a_name_that_is_none_is_refused() {
    let dir = folder(&[]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["new", "sh op"]))), @r"
    exit code: 2
    ---- stdout
    ---- stderr
    error[CLI001]: `sh op` holds something else than letters, digits, `-` and `_`
      hint: a project is named like a package: `order-desk`
    ");
    assert_eq!(
        run(coact(dir.path()).args(["new", "match"])).status.code(),
        Some(2)
    );
    assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
}
