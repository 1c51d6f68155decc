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

use coact_model::{Checked, SourceFile, Sources, check, check_all, json};
use serde_json::Value;

/// Reading what was written of a model gives a model of which the same is written.
#[test]
fn every_model_is_read_back() {
    let mut wrong = Vec::new();
    let mut count = 0;
    for (name, sources) in models::all() {
        let all = check_all(&sources);
        if all.iter().any(Checked::has_errors) {
            continue;
        }
        for checked in all {
            let written = json::to_text(&checked.model);
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
            assert!(
                json::to_language("read.coact", &checked.model).is_some(),
                "{name}"
            );
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
        "Sky.Clouded",
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

/// The names of texts.
fn names(sources: &Sources) -> Vec<&str> {
    let files = sources.iter().map(|(_, file)| file.name.as_str());
    files.collect()
}

/// A model of these files, by letters.
fn model(files: &[&str]) -> Checked {
    let files = files.iter().zip('a'..).map(|(text, name)| SourceFile {
        name: format!("{name}.coact"),
        bytes: text.as_bytes().to_vec(),
    });
    let checked = check(&Sources::new(files.collect()));
    assert!(!checked.has_errors(), "{:#?}", checked.diagnostics);
    checked
}

/// The texts that a form stands for, by their names.
fn texts_of(checked: &Checked) -> Sources {
    let form = json::to_text(&checked.model);
    let read = json::read("shop.coact", form.as_bytes()).unwrap();
    assert_eq!(json::to_text(&read.checked.model), form);
    read.sources
}

/// What stands in one context is one text; every change of the context begins another one.
#[test]
fn a_text_is_of_one_context() {
    let one = model(&["model shop context Billing\nenum Status { Open }\n"]);
    let texts = texts_of(&one);
    assert_eq!(names(&texts), ["shop.coact"]);
    assert_eq!(
        text(&texts),
        "model shop context Billing\n\nenum Status {\n    Open\n}\n"
    );
    let several = model(&[
        "//! A shop.\nmodel shop zone \"Asia/Tokyo\" context Empty\n",
        "model shop context Late\nscalar C = Int\nstory \"a\" {}\n",
        "model shop\nenum A { X }\nscalar D = Int\n",
        "model shop context Late\nenum B { X }\nstory \"b\" {}\n",
    ]);
    let texts = texts_of(&several);
    assert_eq!(
        names(&texts),
        [
            "shop/1-Empty.coact",
            "shop/2-Late.coact",
            "shop/3.coact",
            "shop/4-Late.coact"
        ]
    );
    let own = json::to_language("shop.coact", &several.model).unwrap();
    assert_eq!(own, texts);
    insta::assert_snapshot!(text(&texts));
}

/// What a model uses of others stands in a text of each, and is not among the texts of the model itself.
#[test]
fn what_is_imported_stands_in_texts_of_its_models() {
    let shop = model(&[
        "model shop\nimport billing\nvalue Bill { total: billing.Amount, by: billing.Payer }\n",
        "model billing\nimport tax\nscalar Amount = Decimal unit EUR in 0..100\nscalar Unused = Int\n\
         entity Payer { key payer: tax.Number, name: Text }\n",
        "model tax\nscalar Number = Text max 9\n",
    ]);
    let form = json::to_value(&shop.model);
    assert_eq!(form["imports"], serde_json::json!(["billing", "tax"]));
    let texts = texts_of(&shop);
    assert_eq!(
        names(&texts),
        ["shop.coact", "shop/billing.coact", "shop/tax.coact"]
    );
    insta::assert_snapshot!(text(&texts));
    let own = json::to_language("shop.coact", &shop.model).unwrap();
    assert_eq!(names(&own), ["shop.coact"]);
}

/// What is said of contexts and imports is held against the rest, each at its place.
#[test]
fn contexts_and_imports_are_held() {
    let shop = model(&[
        "model shop context Ordering\nimport billing\nvalue Bill { total: billing.Amount }\n",
        "model billing\nscalar Amount = Decimal unit EUR\n",
    ]);
    let with = |way: &str, value: Value| {
        let mut form = json::to_value(&shop.model);
        *form.pointer_mut(way).unwrap() = value;
        let read = json::read("read.coact", form.to_string().as_bytes());
        match read {
            Err(findings) => findings[0].code,
            Ok(read) => read.checked.diagnostics[0].code,
        }
    };
    for (way, value, code) in [
        ("/contexts/0/name", "x y".into(), "J003"),
        ("/contexts/0/elements/0/name", "Nothing".into(), "J004"),
        ("/imports/0", "x y".into(), "J003"),
        ("/imports/0", "tax".into(), "J003"),
        ("/imports/0", "shop".into(), "J003"),
        ("/scalars/0/imported", "shop".into(), "J003"),
        ("/scalars/0/imported", Value::Null, "J003"),
        ("/scalars/0/name", "Amount".into(), "J003"),
        ("/scalars/0/name", "billing.Total".into(), "N001"),
        ("/scalars/0/base", "Decimal unit".into(), "J003"),
        ("/scalars/0/base", "Nothing".into(), "N001"),
        ("/values/0/fields/0/type", "billing.Total".into(), "N001"),
    ] {
        assert_eq!(with(way, value), code, "{way}");
    }
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
const NEVER_READ: &[(&str, &str)] = &[("Fact", "default"), ("Fact", "key")];

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
        .flat_map(|(_, sources)| check_all(&sources));
    for checked in models.filter(|checked| !checked.has_errors()) {
        told(
            &schema,
            "",
            &schema,
            &json::to_value(&checked.model),
            &mut seen,
        );
    }
    let read =
        |(part, name): &&(String, String)| !NEVER_READ.contains(&(part.as_str(), name.as_str()));
    let missing: Vec<_> = known.difference(&seen).filter(read).collect();
    assert!(missing.is_empty(), "say these in rest.coact: {missing:#?}");
}
