//! Findings of several projects as one document for programs.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::diagnostics::{Diagnostic, Fix, Label, Severity};
use coact_model::render::{Found, github, junit, sarif};
use coact_model::{FileId, Loc, SourceFile, Sources};
use coact_syntax::Span;
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::Value;

fn sources(files: &[(&str, &str)]) -> Sources {
    let file = |(name, text): &(&str, &str)| SourceFile {
        name: (*name).to_owned(),
        bytes: (*text).into(),
    };
    Sources::new(files.iter().map(file).collect())
}

fn at(sources: &Sources, file: u32, word: &str) -> Loc {
    let text = String::from_utf8_lossy(&sources.get(FileId(file)).unwrap().bytes);
    let start = text.find(word).unwrap();
    let narrow = |at: usize| u32::try_from(at).unwrap();
    Loc {
        file: FileId(file),
        span: Span::new(narrow(start), narrow(start + word.len())),
    }
}

fn finding(code: &'static str, severity: Severity, loc: Loc, message: &str) -> Diagnostic {
    Diagnostic {
        code,
        severity,
        message: message.to_owned(),
        primary: Label {
            loc,
            text: String::new(),
        },
        others: Vec::new(),
        hint: None,
        fix: None,
    }
}

/// Two projects: in one findings of every gravity, in two files, with all that a finding may have; the other is
/// clean.
fn two_projects() -> [(&'static str, Sources, Vec<Diagnostic>); 2] {
    let shop = sources(&[
        (
            "shop/actors.coact",
            "model shop\nactor Seller\nactor Idle\n",
        ),
        (
            "shop/paying.coact",
            "model shop\n\ntransaction OrderPaying {\n    /* 💶 é */ executor Seler\n}\n",
        ),
        ("shop/views.coact", "model shop\n"),
    ]);
    let seler = at(&shop, 1, "Seler");
    let mut unknown = finding(
        "N001",
        Severity::Error,
        seler,
        "there is no actor called `Seler`",
    );
    unknown.primary.text = "not declared anywhere".to_owned();
    unknown.others.push(Label {
        loc: at(&shop, 0, "Seller"),
        text: "declared here".to_owned(),
    });
    unknown.hint = Some("did you mean `Seller`?".to_owned());
    unknown.fix = Some(Fix {
        title: "write `Seller`".to_owned(),
        edits: vec![(seler, "Seller".to_owned())],
    });
    let body = "{\n    /* 💶 é */ executor Seler\n}";
    let idle = at(&shop, 0, "Idle");
    let findings = vec![
        finding("CM004", Severity::Advice, idle, "nobody plays `Idle`"),
        unknown,
        finding(
            "EM034",
            Severity::Warning,
            at(&shop, 1, body),
            "the block `{ … }` is odd",
        ),
    ];
    let billing = sources(&[("billing/billing.coact", "model billing\n")]);
    [("shop", shop, findings), ("billing", billing, Vec::new())]
}

fn found<'a>(projects: &'a [(&'a str, Sources, Vec<Diagnostic>)]) -> Vec<Found<'a>> {
    let one = |(name, sources, findings): &'a (&'a str, Sources, Vec<Diagnostic>)| Found {
        name,
        sources,
        findings,
    };
    projects.iter().map(one).collect()
}

/// A log that the schema allows.
fn log(text: &str) -> Value {
    let schema = serde_json::from_str(include_str!("sarif/log.schema.json")).unwrap();
    let log: Value = serde_json::from_str(text).unwrap();
    let validator = jsonschema::validator_for(&schema).unwrap();
    let wrong: Vec<String> = validator
        .iter_errors(&log)
        .map(|error| format!("{}: {error}", error.instance_path()))
        .collect();
    assert!(wrong.is_empty(), "{wrong:#?}");
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        let rule = &log["runs"][0]["tool"]["driver"]["rules"][index];
        assert_eq!(rule["id"], result["ruleId"]);
    }
    log
}

/// A document that XML allows, and the values of all its attributes.
fn attributes(text: &str) -> Vec<String> {
    let possible = |c: char| matches!(c, '\n' | '\t' | ' '..='\u{D7FF}' | '\u{E000}'..='\u{FFFD}' | '\u{10000}'..);
    assert!(text.chars().all(possible), "{text:?}");
    let mut reader = Reader::from_str(text);
    let mut values = Vec::new();
    loop {
        match reader.read_event().unwrap() {
            Event::Eof => return values,
            Event::Start(tag) | Event::Empty(tag) => {
                for attribute in tag.attributes() {
                    let value = attribute.unwrap().value;
                    values.push(quick_xml::escape::unescape(&value).unwrap().into_owned());
                }
            }
            _ => {}
        }
    }
}

#[test]
fn sarif_of_two_projects() {
    let projects = two_projects();
    let mut text = sarif(&found(&projects));
    let log = log(&text);
    for rule in log["runs"][0]["tool"]["driver"]["rules"]
        .as_array()
        .unwrap()
    {
        let page = &rule["help"]["markdown"];
        assert_eq!(&rule["help"]["text"], page);
        assert!(page.as_str().unwrap().starts_with("# "));
        text = text.replace(&page.to_string(), "\"(its page)\"");
    }
    let text = text.replace(env!("CARGO_PKG_VERSION"), "(the version)");
    insta::assert_snapshot!(text);
}

#[test]
fn github_of_two_projects() {
    insta::assert_snapshot!(github(&found(&two_projects())));
}

#[test]
fn junit_of_two_projects() {
    let projects = two_projects();
    let text = junit(&found(&projects));
    attributes(&text);
    insta::assert_snapshot!(text);
}

#[test]
fn nothing_found_is_a_document_too() {
    for projects in [&two_projects()[1..], &[]] {
        let found = found(projects);
        let log = log(&sarif(&found));
        assert_eq!(log["runs"][0]["results"], Value::Array(Vec::new()));
        assert_eq!(github(&found), "");
        attributes(&junit(&found));
    }
}

/// Whatever a file is called and a message says, a document stays one, each finding one line of its own, and
/// nothing in it is acted on.
#[test]
fn hostile_names_and_messages_stay_text() {
    let hostile = "a,b:c%0A::error::\x1b[31m\r\n::stop-commands::x]]>\"'<&{0}\u{202E}\u{FFFE}\u{FFFF}\0é 💶#?[x](1)";
    let sources = sources(&[(hostile, hostile)]);
    let mut worst = finding("N001", Severity::Error, at(&sources, 0, "💶"), hostile);
    worst.hint = Some(hostile.to_owned());
    worst.primary.text = hostile.to_owned();
    worst.others = vec![worst.primary.clone()];
    worst.fix = Some(Fix {
        title: hostile.to_owned(),
        edits: vec![(worst.primary.loc, hostile.to_owned())],
    });
    // Beside a place that is in no text.
    let nowhere = Loc {
        file: FileId(7),
        span: Span::new(5, u32::MAX),
    };
    let findings = [
        worst.clone(),
        finding("X999", Severity::Warning, nowhere, ""),
    ];
    let projects = [Found {
        name: hostile,
        sources: &sources,
        findings: &findings[..1],
    }];

    let commands = github(&projects);
    assert_eq!(commands.lines().count(), 1);
    assert!(!commands.contains(['\x1b', '\r', '\0', '\u{202E}']));
    let (head, message) = commands[2..].split_once("::").unwrap();
    let (_, properties) = head.split_once(' ').unwrap();
    let names: Vec<&str> = properties
        .split(',')
        .map(|property| property.split_once('=').unwrap().0)
        .collect();
    assert_eq!(
        names,
        ["file", "line", "endLine", "col", "endColumn", "title"]
    );
    assert!(message.starts_with("a,b:c%250A::error::?[31m"), "{message}");

    let xml = junit(&projects);
    assert!(
        attributes(&xml)
            .iter()
            .any(|value| value.contains("]]>\"'<&{0}"))
    );

    let log = log(&sarif(&projects));
    let result = &log["runs"][0]["results"][0];
    let text = result["message"]["text"].as_str().unwrap();
    assert!(text.contains("{{0}}"));
    let inserted =
        &result["fixes"][0]["artifactChanges"][0]["replacements"][0]["insertedContent"]["text"];
    assert_eq!(inserted, hostile, "what is written is written as it is");

    let lost = [Found {
        findings: &findings,
        ..projects[0]
    }];
    assert_eq!(github(&lost).lines().count(), 2);
    attributes(&junit(&lost));
    serde_json::from_str::<Value>(&sarif(&lost)).unwrap();
}
