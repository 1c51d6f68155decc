use super::*;

#[test]
fn help_is_a_promise() {
    let dir = folder(&[]);
    let mut all = String::new();
    for command in ["", "check", "fmt", "generate", "explain", "rules", "new"] {
        let mut run_it = coact(dir.path());
        if !command.is_empty() {
            run_it.arg(command);
        }
        let output = run(run_it.arg("--help"));
        assert_eq!(output.status.code(), Some(0));
        all += &format!("==== coact {command}\n{}\n", text(&output.stdout));
    }
    insta::assert_snapshot!(all);
}

#[test]
fn a_mistake_in_the_command_line_is_a_failure_of_the_tool() {
    let dir = folder(&[]);
    for arguments in [
        &[][..],
        &["chekc"],
        &["check", "--nope"],
        &["generate"],
        &["check", "--emit", "xml"],
    ] {
        let output = run(coact(dir.path()).args(arguments));
        assert_eq!(output.status.code(), Some(2), "{arguments:?}");
        assert!(output.stdout.is_empty(), "{arguments:?}");
        assert!(!output.stderr.is_empty(), "{arguments:?}");
    }
}

#[cfg(unix)]
#[test]
fn a_reader_that_goes_away_is_no_failure() {
    use std::process::Stdio;

    let dir = folder(&[]);
    for arguments in [
        &["rules", "--output-format", "json"][..],
        &["rules", "--output-format", "markdown"],
        &["explain", "N001"],
        &["--help"],
    ] {
        let (reader, writer) = std::io::pipe().unwrap();
        drop(reader);
        let output = std::process::Command::new(assert_cmd::cargo::cargo_bin("coact"))
            .args(arguments)
            .current_dir(dir.path())
            .stdout(writer)
            .stderr(Stdio::piped())
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments:?}");
        assert_eq!(text(&output.stderr), "", "{arguments:?}");
    }
}
