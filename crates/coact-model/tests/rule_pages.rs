//! Every rule has a page, and every page shows a model that has its finding and one that has none.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use std::collections::{BTreeMap, BTreeSet};

use coact_model::diagnostics::{Diagnostic, Level};
use coact_model::rules::{ALL, Rule, catalogue, explain, find};
use coact_model::{SourceFile, Sources, check, json};

/// The listings of a section: each a file of one project, or the JSON form of a model. Behind `coact` stand `escaped` (the listing is
/// written with escapes for what cannot be shown) and `also CODE …` (further findings that it has).
struct Listings {
    files: Vec<SourceFile>,
    also: BTreeSet<String>,
}

fn section<'p>(rule: &'p Rule, heading: &str) -> &'p str {
    rule.page
        .split(&format!("\n## {heading}\n"))
        .nth(1)
        .and_then(|rest| rest.split("\n## ").next())
        .unwrap_or_else(|| panic!("{}: no section {heading}", rule.code))
}

fn listings(rule: &Rule, heading: &str) -> Listings {
    let mut listings = Listings {
        files: Vec::new(),
        also: BTreeSet::new(),
    };
    let mut blocks = section(rule, heading).split("```").skip(1);
    while let Some(block) = blocks.next() {
        let (info, text) = block.split_once('\n').unwrap();
        let mut words = info.split_whitespace();
        let end = match words.next() {
            Some("coact") => "coact",
            Some("json") => "json",
            other => panic!("{}: {other:?}", rule.code),
        };
        let mut bytes = text.as_bytes().to_vec();
        match words.next() {
            Some("escaped") => bytes = unescape(text),
            Some("also") => listings.also.extend(words.map(str::to_owned)),
            other => assert_eq!(other, None, "{}: {info}", rule.code),
        }
        let name = format!("{}.{end}", listings.files.len());
        listings.files.push(SourceFile { name, bytes });
        blocks.next();
    }
    listings
}

/// `\r`, `\xHH` for a byte, `\u{…}` for a character.
fn unescape(text: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut rest = text;
    while let Some((plain, escape)) = rest.split_once('\\') {
        bytes.extend(plain.bytes());
        rest = if let Some(after) = escape.strip_prefix('r') {
            bytes.push(b'\r');
            after
        } else if let Some(after) = escape.strip_prefix('x') {
            let (digits, after) = after.split_at(2);
            bytes.push(u8::from_str_radix(digits, 16).unwrap());
            after
        } else {
            let (digits, after) = escape.strip_prefix("u{").unwrap().split_once('}').unwrap();
            let c = char::from_u32(u32::from_str_radix(digits, 16).unwrap()).unwrap();
            bytes.extend(c.to_string().bytes());
            after
        };
    }
    bytes.extend(rest.bytes());
    bytes
}

fn findings(files: Vec<SourceFile>) -> Vec<Diagnostic> {
    if let [file] = files.as_slice()
        && file.name.ends_with(".json")
    {
        return match json::read("read.coact", &file.bytes) {
            Ok(read) => read.checked.diagnostics,
            Err(findings) => findings,
        };
    }
    check(&Sources::new(files)).diagnostics
}

fn told(findings: &[Diagnostic]) -> Vec<String> {
    findings
        .iter()
        .map(|finding| format!("{}: {}", finding.code, finding.message))
        .collect()
}

#[test]
fn pages_have_one_shape() {
    for rule in ALL.iter() {
        let code = rule.code;
        assert!(rule.page.starts_with(&format!("# {code}: ")), "{code}");
        let headings: Vec<&str> = rule
            .page
            .lines()
            .filter_map(|line| line.strip_prefix("## "))
            .collect();
        assert_eq!(headings, ["Why", "Bad", "Good", "Source"], "{code}");
        for heading in headings {
            assert!(
                !section(rule, heading).trim().is_empty(),
                "{code}: {heading}"
            );
        }
        assert!(
            rule.page.ends_with('\n') && !rule.page.ends_with("\n\n"),
            "{code}"
        );
    }
}

#[test]
fn the_bad_example_has_the_finding_and_the_good_one_none() {
    let mut wrong = Vec::new();
    for rule in ALL.iter() {
        let bad = listings(rule, "Bad");
        if !bad.files.is_empty() {
            let found = findings(bad.files);
            let codes: BTreeSet<String> = found.iter().map(|one| one.code.to_owned()).collect();
            let mut wanted = bad.also;
            wanted.insert(rule.code.to_owned());
            if codes != wanted {
                wrong.push(format!("{} bad: {:#?}", rule.code, told(&found)));
            }
        }
        let good = listings(rule, "Good");
        // At `strict` a short model leaves much open that other rules name.
        let strict = rule.severity_at(Level::Standard).is_none();
        assert!(strict || good.also.is_empty(), "{}", rule.code);
        if !good.files.is_empty() {
            let found = findings(good.files);
            let codes: BTreeSet<String> = found.iter().map(|one| one.code.to_owned()).collect();
            if codes != good.also {
                wrong.push(format!("{} good: {:#?}", rule.code, told(&found)));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// At another level the same model has the same findings, less grave or not at all.
#[test]
fn a_level_presets_what_is_said() {
    for rule in ALL
        .iter()
        .filter(|rule| !section(rule, "Bad").contains(" level "))
    {
        let at = |level: &str| {
            let mut files = listings(rule, "Bad").files;
            if let Some(file) = files.first_mut()
                && let Ok(text) = std::str::from_utf8(&file.bytes)
            {
                let header = format!("model shop level {level}\n");
                file.bytes = text.replacen("model shop\n", &header, 1).into_bytes();
            }
            let found = findings(files)
                .into_iter()
                .find(|one| one.code == rule.code);
            found.map(|one| one.severity)
        };
        if section(rule, "Bad").contains("model shop\n") {
            for (level, word) in [(Level::Sketch, "sketch"), (Level::Strict, "strict")] {
                assert_eq!(at(word), rule.severity_at(level), "{} {word}", rule.code);
            }
        }
    }
    for rule in ALL
        .iter()
        .filter(|rule| rule.severity_at(Level::Standard).is_none())
    {
        let mut bad = listings(rule, "Bad").files;
        for file in &mut bad {
            let text = std::str::from_utf8(&file.bytes).unwrap();
            file.bytes = text.replace(" level strict", "").into_bytes();
        }
        assert!(findings(bad).is_empty(), "{}", rule.code);
    }
}

/// What no page can show, made here.
fn too_large_to_show() -> Vec<(&'static str, Vec<SourceFile>)> {
    let file = |bytes: Vec<u8>| SourceFile {
        name: "large.coact".to_owned(),
        bytes,
    };
    let model = |rest: &str| vec![file(format!("model shop\n{rest}").into_bytes())];
    let project = (0..9)
        .map(|index| SourceFile {
            name: format!("{index}.coact"),
            bytes: vec![b' '; 8 << 20],
        })
        .collect();
    vec![
        ("E001", vec![file(vec![b' '; (8 << 20) + 1])]),
        ("E006", model(&"\n".repeat(1_000_001))),
        (
            "E007",
            model(&format!(
                "let deep = {}1{}\n",
                "(".repeat(129),
                ")".repeat(129)
            )),
        ),
        (
            "E009",
            model(&format!(
                "external actor Shopper \"{}\"\n",
                "x".repeat((64 << 10) + 1)
            )),
        ),
        (
            "E021",
            model(&format!("story \"all\" {{{}}}\n", " ".repeat(1 << 20))),
        ),
        (
            "E022",
            model(&format!("let sum = 1{}\n", " + 1".repeat(501))),
        ),
        ("N011", project),
    ]
}

/// Nothing is known that has these findings, or another test makes them.
const NOT_SHOWN: &[(&str, &str)] = &[
    (
        "E020",
        "the parser's own step limit, which no known text reaches",
    ),
    (
        "PM016",
        "a case of more than 10,000 transactions: `structure.rs`",
    ),
];

#[test]
fn every_rule_has_a_text_that_triggers_it() {
    for (code, files) in too_large_to_show() {
        let found = findings(files);
        assert!(
            found.iter().any(|one| one.code == code),
            "{code}: {:?}",
            told(&found)
        );
    }
    for rule in ALL.iter() {
        let elsewhere = too_large_to_show()
            .iter()
            .any(|(code, _)| *code == rule.code)
            || NOT_SHOWN.iter().any(|(code, _)| *code == rule.code);
        assert_ne!(
            listings(rule, "Bad").files.is_empty(),
            !elsewhere,
            "{}: an example on its page, or one here",
            rule.code
        );
    }
}

/// How much of the shorter of two texts stands in the other: its words, however often.
fn shared(one: &[SourceFile], other: &[SourceFile]) -> f64 {
    let words = |files: &[SourceFile]| {
        let mut count: BTreeMap<String, usize> = BTreeMap::new();
        let texts = files
            .iter()
            .map(|file| String::from_utf8_lossy(&file.bytes));
        for word in texts
            .collect::<String>()
            .split(|c: char| !c.is_alphanumeric())
        {
            if !word.is_empty() {
                *count.entry(word.to_owned()).or_default() += 1;
            }
        }
        count
    };
    let (one, other) = (words(one), words(other));
    let both = one
        .iter()
        .map(|(word, count)| other.get(word).map_or(0, |there| *there.min(count)));
    let least = one.values().sum::<usize>().min(other.values().sum());
    both.sum::<usize>() as f64 / least as f64
}

/// What has the finding and what comes close and has it not: only so can a rule be seen to be neither too quiet nor too
/// loud. What no page shows has both at the edge of its limit, in the tests of limits.
#[test]
fn every_rule_has_a_near_miss() {
    for rule in ALL.iter() {
        let (bad, good) = (listings(rule, "Bad"), listings(rule, "Good"));
        assert_eq!(bad.files.is_empty(), good.files.is_empty(), "{}", rule.code);
        if !bad.files.is_empty() {
            let shared = shared(&bad.files, &good.files);
            assert!(
                shared > 0.6,
                "{}: the good example is another model, not the bad one mended: {shared:.2}",
                rule.code
            );
        }
    }
}

#[test]
fn codes_and_names_are_unique_and_in_order() {
    let codes: Vec<&str> = ALL.iter().map(|rule| rule.code).collect();
    assert!(codes.is_sorted());
    assert!(codes.windows(2).all(|pair| pair.first() != pair.last()));
    let names: BTreeSet<&str> = ALL.iter().map(|rule| rule.name).collect();
    assert_eq!(names.len(), codes.len());
    let families = [
        "E", "N", "T", "CTP", "CM", "PM", "AM", "FM", "EM", "VM", "AG", "EV", "J", "S",
    ];
    for rule in ALL.iter() {
        let letters = rule.code.trim_end_matches(|c: char| c.is_ascii_digit());
        assert!(families.contains(&letters), "{}", rule.code);
        assert_eq!(rule.code.len(), letters.len() + 3, "{}", rule.code);
        let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
        assert!(rule.name.chars().all(kebab), "{}", rule.name);
    }
}

/// No page of a rule that is gone, no rule whose page lies elsewhere.
#[test]
#[allow(
    clippy::disallowed_methods,
    reason = "a test looks at the folder of the pages"
)]
fn pages_and_rules_are_the_same() {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/rules");
    let mut pages: Vec<String> = std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    pages.sort();
    let rules: Vec<String> = ALL.iter().map(|rule| format!("{}.md", rule.code)).collect();
    assert_eq!(pages, rules);
    for rule in ALL.iter() {
        let page = std::fs::read_to_string(format!("{folder}/{}.md", rule.code)).unwrap();
        assert_eq!(page, rule.page, "{}", rule.code);
    }
}

#[test]
fn the_list_of_all() {
    let list = catalogue();
    assert_eq!(list.len(), ALL.len());
    for (entry, rule) in list.iter().zip(ALL.iter()) {
        assert_eq!(explain(entry.code), Some(rule.page));
        assert_eq!(
            find(&rule.code.to_lowercase()).map(|rule| rule.code),
            Some(rule.code)
        );
        assert_eq!(
            entry.severity.is_none(),
            rule.severity_at(Level::Standard).is_none()
        );
        assert!(rule.severity_at(Level::Strict).is_some(), "{}", rule.code);
        assert!(
            rule.severity_at(Level::Sketch) <= rule.severity_at(Level::Standard),
            "{}",
            rule.code
        );
    }
    assert_eq!(explain("XX001"), None);
}
