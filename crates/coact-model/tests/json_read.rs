//! The JSON form is read back as the model that it was written from.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its models and fails by panicking"
)]

#[path = "json_read/models.rs"]
mod models;

use std::collections::BTreeSet;

use coact_model::{Sources, check, json};
use serde_json::Value;

/// Reading what was written of a model gives a model of which the same is written.
#[test]
fn every_model_is_read_back() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, sources) in models::all() {
        let checked = check(&sources);
        if checked.has_errors() {
            continue;
        }
        let written = json::to_text(&checked.model);
        if !checked.model.imports.is_empty() || !checked.model.contexts.is_empty() {
            assert_eq!(refused(&written), ["J003"], "{name}");
            continue;
        }
        count += 1;
        match json::read("read.coact", written.as_bytes()) {
            Err(findings) => wrong.push(format!("{name}: {findings:#?}")),
            Ok(read) if read.checked.has_errors() => wrong.push(format!(
                "{name}: {:#?}\n{}",
                read.checked.diagnostics,
                text(&read.sources)
            )),
            Ok(read) => {
                let again = json::to_text(&read.checked.model);
                if again != written {
                    wrong.push(format!("{name}: {again}"));
                }
            }
        }
    }
    assert!(count > 300, "{count} models");
    assert!(
        wrong.is_empty(),
        "{} of {count}:\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}

/// What names were, and how older records are read, stands behind each thing that can have a past.
#[test]
fn histories_are_read_back() {
    let checked = check(&Sources::single("history.coact", HISTORY));
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    let form = json::to_value(&checked.model);
    let said = |list: &str, member: &str| -> BTreeSet<String> {
        let all = form[list].as_array().unwrap().iter();
        all.map(|it| it[member].as_str().unwrap().to_owned())
            .collect()
    };
    let sorts = [
        "actor",
        "aggregate",
        "bank",
        "command",
        "entity",
        "enum",
        "event",
        "external system",
        "fact",
        "field",
        "lookup",
        "position",
        "query",
        "scalar",
        "screen",
        "transaction",
        "value",
        "variant",
        "view",
    ];
    assert_eq!(said("pasts", "sort"), sorts.map(str::to_owned).into());
    let records = [
        "AskedFor",
        "Begun",
        "Clouded",
        "Line",
        "Rained",
        "SellingDeclined",
    ];
    assert_eq!(said("upcasts", "of"), records.map(str::to_owned).into());
    let read = json::read("read.coact", json::to_text(&checked.model).as_bytes()).unwrap();
    assert_eq!(json::to_value(&read.checked.model), form);
}

/// A past of what the form has not is refused at its place.
#[test]
fn a_past_of_nothing_is_refused() {
    let checked = check(&Sources::single("history.coact", HISTORY));
    for (list, member) in [("pasts", "of"), ("pasts", "owner"), ("upcasts", "of")] {
        let mut form = json::to_value(&checked.model);
        form[list][3][member] = "Nothing".into();
        assert_eq!(refused(&form.to_string()), ["J003"], "{list} {member}");
    }
    for (list, member, value) in [("pasts", "since", 7), ("upcasts", "to", 9)] {
        let mut form = json::to_value(&checked.model);
        form[list][0][member] = value.into();
        let read = json::read("read.coact", form.to_string().as_bytes());
        let held = read.is_err() || read.is_ok_and(|read| read.checked.has_errors());
        assert!(held, "{list} {member}");
    }
}

/// The codes of what is said of a form, each once.
fn refused(form: &str) -> Vec<&'static str> {
    let findings = json::read("read.coact", form.as_bytes()).unwrap_err();
    let mut codes: Vec<_> = findings.iter().map(|finding| finding.code).collect();
    codes.dedup();
    codes
}

/// A form is one text: what takes several is refused by its code, and not read in part.
#[test]
fn contexts_and_imports_are_refused() {
    let billing = check(&Sources::single(
        "billing.coact",
        "model shop context Billing\nenum Status { Open }\n",
    ));
    assert!(!billing.has_errors(), "{:?}", billing.diagnostics);
    assert_eq!(refused(&json::to_text(&billing.model)), ["J003"]);
    assert_eq!(json::to_language(&billing.model), None);
}

fn text(sources: &Sources) -> String {
    let texts = sources
        .iter()
        .map(|(_, file)| String::from_utf8_lossy(&file.bytes));
    texts.collect()
}

/// What is found in a form: the schema's names of its parts, each with a member.
type Members = BTreeSet<(String, String)>;

/// The members that the schema knows.
fn described(schema: &Value) -> Members {
    let mut found = Members::new();
    members("", schema, &mut found);
    for (part, node) in schema["$defs"].as_object().unwrap() {
        members(part, node, &mut found);
    }
    found
}

fn members(part: &str, node: &Value, found: &mut Members) {
    for (name, member) in node["properties"].as_object().into_iter().flatten() {
        found.insert((part.to_owned(), name.clone()));
        members(part, member, found);
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        for node in node[choice].as_array().into_iter().flatten() {
            members(part, node, found);
        }
    }
}

/// The members of a form that say something.
fn told(schema: &Value, part: &str, node: &Value, value: &Value, found: &mut Members) {
    if let Some(of) = node["$ref"].as_str() {
        let part = of.rsplit('/').next().unwrap();
        told(schema, part, &schema["$defs"][part], value, found);
    }
    for (name, member) in node["properties"].as_object().into_iter().flatten() {
        let value = &value[name.as_str()];
        let says_nothing = match value {
            Value::Null | Value::Bool(false) => true,
            Value::Array(items) => items.is_empty(),
            _ => false,
        };
        if !says_nothing {
            found.insert((part.to_owned(), name.clone()));
            told(schema, part, member, value, found);
        }
    }
    for item in value.as_array().into_iter().flatten() {
        told(schema, part, &node["items"], item, found);
    }
    for choice in ["anyOf", "oneOf", "allOf"] {
        for node in node[choice].as_array().into_iter().flatten() {
            // Of several shapes it is the one whose mark it bears.
            let mut marks = node["properties"].as_object().into_iter().flatten();
            let is_it = marks.all(|(name, mark)| {
                mark["const"].is_null() || mark["const"] == value[name.as_str()]
            });
            if is_it {
                told(schema, part, node, value, found);
            }
        }
    }
}

/// What else may be said, beside what the models of the repository say.
const REST: &str = include_str!("fixtures/json/rest.coact");

/// Everything that can have a past.
const HISTORY: &str = include_str!("fixtures/json/history.coact");

/// The reading refuses these where they say something; a fact is no key, and no fact has a default.
const NEVER_READ: &[(&str, &str)] = &[
    ("", "contexts"),
    ("", "imports"),
    ("Fact", "default"),
    ("Fact", "key"),
];

/// Every member of the form says something in a model that is read back, so that none can be forgotten.
#[test]
fn every_member_is_read_back_somewhere() {
    let schema = json::schema();
    let known = described(&schema);
    assert!(known.len() > 200, "{}", known.len());
    let rest = check(&Sources::single("rest.coact", REST));
    assert!(!rest.has_errors(), "{:#?}", rest.diagnostics);
    let mut seen = Members::new();
    let models = models::all()
        .into_iter()
        .map(|(_, sources)| check(&sources));
    for checked in models.filter(|checked| !checked.has_errors()) {
        told(
            &schema,
            "",
            &schema,
            &json::to_value(&checked.model),
            &mut seen,
        );
    }
    let read = |(part, name): &&(String, String)| {
        !NEVER_READ.contains(&(part.as_str(), name.as_str())) && name != "imported"
    };
    let missing: Vec<_> = known.difference(&seen).filter(read).collect();
    assert!(missing.is_empty(), "say these in rest.coact: {missing:#?}");
}
