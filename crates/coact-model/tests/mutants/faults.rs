//! The sorts of faults.

use std::ops::Range;

use super::model::Example;

/// One fault in one file.
pub(crate) struct Fault {
    /// What was done, for people.
    pub(crate) what: String,
    pub(crate) file: usize,
    /// The whole text of the file with it.
    pub(crate) text: String,
    /// The item with the fault in that text: where a person would look.
    pub(crate) item: Range<usize>,
    /// The names that the fault is about.
    pub(crate) names: Vec<String>,
}

type Sort = fn(&Example) -> Vec<Fault>;

/// All sorts, by their names.
pub(crate) const SORTS: &[(&str, Sort)] = &[
    ("a dropped act", dropped_act),
    ("a wrong role", wrong_role),
    ("a reversed link", reversed_link),
    ("a dropped link", dropped_link),
    ("a wrong fact", wrong_fact),
    ("a renamed field", renamed_field),
    ("a dropped field", dropped_field),
    ("a wrong type", wrong_type),
    ("a missing rule", missing_rule),
    ("a dropped handler", dropped_handler),
    ("a dropped key", dropped_key),
    ("a dropped item", dropped_item),
    ("a misspelt name", misspelt_name),
];

impl Fault {
    /// A place of a file replaced by another text.
    fn new(example: &Example, file: usize, place: Range<usize>, by: &str, names: &[&str]) -> Self {
        let old = example.text(file);
        let text = format!("{}{by}{}", &old[..place.start], &old[place.end..]);
        let line = old[..place.start].matches('\n').count() + 1;
        let removed = old[place.clone()].lines().next().unwrap_or_default().trim();
        Self {
            what: format!(
                "{}:{line}: `{removed}` -> `{}`",
                example.files[file].name,
                by.trim()
            ),
            item: item(&text, place.start),
            file,
            text,
            names: names.iter().map(|name| (*name).to_owned()).collect(),
        }
    }
}

/// The lines of the item around a place: from the line that begins in the first column to the next one.
fn item(text: &str, at: usize) -> Range<usize> {
    let begins = |line: &str| line.starts_with(|c: char| c.is_ascii_lowercase());
    let (mut from, mut to, mut start) = (0, text.len(), 0);
    for line in text.split_inclusive('\n') {
        if begins(line) {
            if start <= at {
                from = start;
            } else {
                to = start;
                break;
            }
        }
        start += line.len();
    }
    from..to
}

/// The words of a text that are names.
fn names(text: &str) -> Vec<&str> {
    text.split(|c: char| !c.is_alphanumeric() && c != '_')
        .filter(|word| word.starts_with(|c: char| c.is_alphabetic()))
        .collect()
}

fn begins_with<'l>(line: &'l str, words: &[&str]) -> Option<&'l str> {
    let said = line.trim_start();
    let first = said.split(' ').next()?;
    words.contains(&first).then_some(said)
}

/// Takes out a line and its end.
fn without_line(example: &Example, file: usize, start: usize, line: &str) -> Fault {
    let names = names(line);
    Fault::new(example, file, start..start + line.len() + 1, "", &names)
}

/// A clause of an act; a line of its own, without a block below.
fn dropped_act(example: &Example) -> Vec<Fault> {
    const ACTS: &[&str] = &[
        "request", "promise", "decline", "declare", "accept", "reject", "revoke",
    ];
    let lines = example.lines();
    let clauses = lines.filter(|(_, _, line)| {
        line.starts_with(' ')
            && line.contains(" as ")
            && begins_with(line, ACTS).is_some()
            && line.matches('{').count() == line.matches('}').count()
    });
    clauses
        .map(|(file, start, line)| without_line(example, file, start, line))
        .collect()
}

fn wrong_role(example: &Example) -> Vec<Fault> {
    let actors = example.declared("actor");
    let mut faults = Vec::new();
    for (file, start, line) in example.lines() {
        for word in ["executor ", "initiator ", " by ", " for "] {
            let code = line.split("//").next().unwrap_or_default();
            let Some(at) = code.find(word) else { continue };
            let from = at + word.len() + code[at + word.len()..].len()
                - code[at + word.len()..].trim_start().len();
            let name: &str = code[from..]
                .split(|c: char| !c.is_alphanumeric())
                .next()
                .unwrap_or_default();
            let Some(known) = actors.iter().position(|actor| actor == name) else {
                continue;
            };
            let other = &actors[(known + 1) % actors.len()];
            if other != name {
                let place = start + from..start + from + name.len();
                faults.push(Fault::new(example, file, place, other, &[name, other]));
            }
        }
    }
    faults
}

/// `A fact -> act B`: where the kinds and the arrow are.
fn link(line: &str) -> Option<(&str, Range<usize>, Range<usize>)> {
    let (from, arrow) = [" -> ", " ~> "]
        .iter()
        .find_map(|arrow| line.find(arrow).map(|at| (at, arrow)))?;
    let kind = line.trim_start().split(' ').next()?;
    if !kind.starts_with(|c: char| c.is_uppercase()) {
        return None;
    }
    let first = line.len() - line.trim_start().len();
    let behind = from + arrow.len();
    let to = line[behind..].find(|c: char| c.is_uppercase())? + behind;
    let end = line[to..]
        .find(|c: char| !c.is_alphanumeric())
        .map_or(line.len(), |len| to + len);
    Some((kind, first..first + kind.len(), to..end))
}

fn reversed_link(example: &Example) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, start, line) in example.lines() {
        let Some((kind, a, b)) = link(line) else {
            continue;
        };
        let other = &line[b.clone()];
        if kind == other {
            continue;
        }
        let turned = format!(
            "{}{other}{}{kind}{}",
            &line[..a.start],
            &line[a.end..b.start],
            &line[b.end..]
        );
        faults.push(Fault::new(
            example,
            file,
            start..start + line.len(),
            &turned,
            &[kind, other],
        ));
    }
    faults
}

fn dropped_link(example: &Example) -> Vec<Fault> {
    let links = example
        .lines()
        .filter(|(_, _, line)| link(line).is_some() && !line.ends_with('{'));
    links
        .map(|(file, start, line)| without_line(example, file, start, line))
        .collect()
}

fn wrong_fact(example: &Example) -> Vec<Fault> {
    const INSTEAD: &[(&str, &str)] = &[
        (" requested ", " promised "),
        (" promised ", " declared "),
        (" declared ", " promised "),
        (" accepted ", " declined "),
        (" declined ", " rejected "),
    ];
    let mut faults = Vec::new();
    for (file, start, line) in example.lines() {
        let is_it = link(line).is_some() || line.starts_with("rule on ");
        for (fact, other) in INSTEAD.iter().filter(|_| is_it) {
            if let Some(at) = line.find(fact) {
                let place = start + at..start + at + fact.len();
                faults.push(Fault::new(example, file, place, other, &names(line)));
                break;
            }
        }
    }
    faults
}

/// `name: Type` on a line of its own below an item: where the name is.
fn field(line: &str) -> Option<(Range<usize>, &str)> {
    let said = line.trim_start();
    let indent = line.len() - said.len();
    let said = said.strip_prefix("key ").unwrap_or(said);
    let from = line.len() - said.len();
    let (name, ty) = said.split_once(": ")?;
    let is_name = name
        .chars()
        .all(|c| c.is_ascii_lowercase() || c == '_' || c.is_ascii_digit());
    let is_type = ty.starts_with(|c: char| c.is_ascii_uppercase() || c == '[');
    (indent == 4 && is_name && is_type).then_some((from..from + name.len(), ty))
}

/// Lines of fields that stand in a declaration.
fn fields(example: &Example) -> Vec<(usize, usize, &str)> {
    const DECLARE: &[&str] = &["entity", "value", "view", "external", "aggregate"];
    let mut declares = false;
    let mut found = Vec::new();
    for (file, start, line) in example.lines() {
        if line.starts_with(|c: char| c.is_ascii_lowercase()) {
            declares = begins_with(line, DECLARE).is_some();
        }
        if declares && field(line).is_some() {
            found.push((file, start, line));
        }
    }
    found
}

fn renamed_field(example: &Example) -> Vec<Fault> {
    let named = |name: &str| {
        let uses = example.lines().flat_map(|(_, _, line)| names(line));
        uses.filter(|word| *word == name).count() > 1
    };
    let renamed = fields(example)
        .into_iter()
        .filter_map(|(file, start, line)| {
            let (name, _) = field(line)?;
            let (old, place) = (&line[name.clone()], start + name.start..start + name.end);
            let new = format!("{old}_x");
            // What nobody names may be called anything.
            named(old).then(|| Fault::new(example, file, place, &new, &[old, &new]))
        });
    renamed.collect()
}

fn dropped_field(example: &Example) -> Vec<Fault> {
    let dropped = fields(example).into_iter();
    dropped
        .map(|(file, start, line)| without_line(example, file, start, line))
        .collect()
}

fn wrong_type(example: &Example) -> Vec<Fault> {
    let wrong = fields(example)
        .into_iter()
        .filter_map(|(file, start, line)| {
            let (name, ty) = field(line)?;
            let word: &str = ty.split(|c: char| !c.is_alphanumeric()).next()?;
            let at = line.len() - ty.len();
            let other = if word == "Bool" { "Int" } else { "Bool" };
            (!word.is_empty()).then(|| {
                let place = start + at..start + at + word.len();
                Fault::new(example, file, place, other, &[&line[name.clone()], word])
            })
        });
    wrong.collect()
}

/// Items that begin with a word, without the comments in front.
fn items(example: &Example, words: &[&str]) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, start, line) in example.lines() {
        if line.starts_with(' ') || begins_with(line, words).is_none() {
            continue;
        }
        let text = example.text(file);
        let end = if line.ends_with('{') {
            text[start..]
                .find("\n}\n")
                .map_or(text.len(), |at| start + at + 3)
        } else {
            start + line.len() + 1
        };
        let end = end.min(text.len());
        faults.push(Fault::new(
            example,
            file,
            start..end,
            "",
            &names(&text[start..end]),
        ));
    }
    faults
}

fn missing_rule(example: &Example) -> Vec<Fault> {
    items(example, &["rule"])
}

fn dropped_item(example: &Example) -> Vec<Fault> {
    items(
        example,
        &[
            "transaction",
            "view",
            "entity",
            "value",
            "enum",
            "scalar",
            "screen",
            "query",
            "lookup",
            "actor",
            "command",
            "event",
            "aggregate",
            "let",
            "story",
        ],
    )
}

fn dropped_handler(example: &Example) -> Vec<Fault> {
    let lines = example.lines().filter(|(_, _, line)| {
        line.starts_with("    on ") && line.matches('{').count() == line.matches('}').count()
    });
    lines
        .map(|(file, start, line)| without_line(example, file, start, line))
        .collect()
}

fn dropped_key(example: &Example) -> Vec<Fault> {
    let keys = example
        .lines()
        .filter(|(_, _, line)| line.starts_with("    key "));
    keys.map(|(file, start, line)| {
        Fault::new(example, file, start + 4..start + 8, "", &names(line))
    })
    .collect()
}

/// A name in which two letters are swapped, where it is used.
fn misspelt_name(example: &Example) -> Vec<Fault> {
    let mut faults = Vec::new();
    for (file, start, line) in example.lines() {
        let code = line.split("//").next().unwrap_or_default();
        if !code.starts_with(' ') || code.contains('"') {
            continue;
        }
        let used = names(code)
            .into_iter()
            .find(|name| name.len() > 4 && name.starts_with(|c: char| c.is_uppercase()));
        let Some(name) = used else { continue };
        let Some(at) = code.find(name) else { continue };
        let mut letters: Vec<char> = name.chars().collect();
        letters.swap(2, 3);
        let other: String = letters.into_iter().collect();
        if other != name {
            let place = start + at..start + at + name.len();
            faults.push(Fault::new(example, file, place, &other, &[name, &other]));
        }
    }
    faults
}
