//! A JSON form from anywhere: whatever stands in it, the answer is a coded finding inside it, or a model that says
//! no more and no less.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::disallowed_methods,
    reason = "a test reads its models and fails by panicking"
)]

#[path = "json_read/models.rs"]
#[allow(dead_code, reason = "each test uses its part")]
mod models;

use coact_model::{check, json};
use serde_json::{Value, json};

/// What might break out of its place, or means something there.
const HOSTILE: &[&str] = &[
    "x }\nevent Stolen { a: Int }\nentity Y {",
    "x: Int }\n\nevent Stolen {}\n\nvalue Z { y",
    "`x`",
    "a b",
    "",
    "\u{202e}x",
    "if",
    "1 // and so on",
    "1, 2",
    "x) or (true",
    "\"",
    "\\",
    "e\u{301}x",
    "\r\n",
    "///",
    "Int = 1",
    "request OrderPaying accepted",
    "{ a: { b: { c: 1 } } }",
];

/// A form and what is made of it: findings with places in it, or a model of the same form.
fn holds(value: &Value) {
    let text = value.to_string();
    match json::read("read.coact", text.as_bytes()) {
        Err(findings) => {
            assert!(!findings.is_empty(), "{text}");
            for finding in findings {
                assert!(finding.code.starts_with('J'), "{finding:?}");
                let span = finding.primary.loc.span;
                let place = text.get(span.start as usize..span.end as usize);
                assert!(place.is_some(), "{finding:?}");
            }
        }
        Ok(read) if read.checked.has_errors() => {}
        Ok(read) => {
            let meant = json::to_value(&read.checked.model);
            for list in ["events", "entities", "transactions", "values"] {
                let count = |value: &Value| value[list].as_array().map_or(0, Vec::len);
                assert_eq!(count(value), count(&meant), "{text}");
            }
        }
    }
}

/// The ways to all values of a form.
fn ways(value: &Value, way: &str, found: &mut Vec<String>) {
    found.push(way.to_owned());
    match value {
        Value::Object(members) => {
            for (name, member) in members {
                ways(member, &format!("{way}/{name}"), found);
            }
        }
        Value::Array(items) => {
            for (at, item) in items.iter().enumerate() {
                ways(item, &format!("{way}/{at}"), found);
            }
        }
        _ => {}
    }
}

/// The forms of two small models that have much between them.
fn forms() -> Vec<Value> {
    let chosen = ["examples/cart/model", "examples/orders/model"];
    models::all()
        .into_iter()
        .filter(|(name, _)| chosen.iter().any(|end| name.ends_with(end)))
        .map(|(_, sources)| json::to_value(&check(&sources).model))
        .collect()
}

#[test]
fn hostile_texts_stay_in_their_place() {
    let mut hostile = HOSTILE.iter().cycle();
    for form in forms() {
        let mut found = Vec::new();
        ways(&form, "", &mut found);
        found.retain(|way| form.pointer(way).unwrap().is_string());
        assert!(found.len() > 100);
        for way in found.into_iter().step_by(3) {
            for text in hostile.by_ref().take(1) {
                let mut form = form.clone();
                *form.pointer_mut(&way).unwrap() = (*text).into();
                holds(&form);
            }
        }
    }
}

#[test]
fn other_shapes_are_refused_and_missing_parts_found() {
    let shapes = [
        Value::Null,
        json!(-1),
        json!(1e300),
        json!(u64::MAX),
        json!([]),
        json!({}),
        json!([[[[[[1]]]]]]),
        json!({ "name": "x", "bound": "length" }),
    ];
    let mut shapes = shapes.iter().cycle();
    for form in forms() {
        let mut found = Vec::new();
        ways(&form, "", &mut found);
        for way in found.iter().step_by(23) {
            let mut other = form.clone();
            *other.pointer_mut(way).unwrap() = shapes.next().unwrap().clone();
            holds(&other);
            let Some((parent, name)) = way.rsplit_once('/') else {
                continue;
            };
            let mut less = form.clone();
            match less.pointer_mut(parent).unwrap() {
                Value::Object(members) => drop(members.remove(name)),
                Value::Array(items) => drop(items.remove(name.parse().unwrap())),
                _ => panic!("{way}"),
            }
            holds(&less);
        }
    }
}

fn codes(bytes: &[u8]) -> Vec<&'static str> {
    let findings = json::read("read.coact", bytes).err().unwrap_or_default();
    findings.iter().map(|finding| finding.code).collect()
}

#[test]
fn what_is_no_form_has_its_code() {
    for bytes in [
        b"".as_slice(),
        b"model shop",
        b"[",
        b"{\"format\": 1",
        b"{\"format\": 1}",
        b"null",
        b"\xff\xfe",
        b"{\"format\": 1, \"model\": \"a\", \"model\": \"b\"}",
        b"{\"format\": 1, \"model\": \"\\ud800\"}",
        b"{\"format\": 1e999}",
        b"{\"format\": 18446744073709551616}",
    ] {
        assert_eq!(codes(bytes), ["J001"], "{}", bytes.escape_ascii());
    }
    assert_eq!(codes("[".repeat(100_000).as_bytes()), ["J001"]);
    assert_eq!(codes(&vec![b' '; (64 << 20) + 1]), ["J001"]);
    assert_eq!(codes(b"{\"format\": 2, \"new\": {}}"), ["J002"]);
}

/// What follows from other members may be left out, and is not believed.
#[test]
fn derived_members_are_compared() {
    for form in forms() {
        let text = |form: &Value| form.to_string().into_bytes();
        let mut less = form.clone();
        less.as_object_mut().unwrap().remove("cases");
        assert!(json::read("read.coact", &text(&less)).is_ok());
        let mut more = form.clone();
        more["cases"] = json!([{ "entity": "Nothing", "roots": [] }]);
        assert_eq!(codes(&text(&more)), ["J004"]);
        let mut more = form.clone();
        more["events"][0]["colour"] = "blue".into();
        let findings = json::read("read.coact", &text(&more)).unwrap_err();
        let [finding] = findings.as_slice() else {
            panic!("{findings:?}");
        };
        assert_eq!(finding.code, "J004");
        let span = finding.primary.loc.span;
        let more = more.to_string();
        assert_eq!(&more[span.start as usize..span.end as usize], "\"blue\"");
    }
}
