//! The laws of the style page, `docs/messages.md`, as far as they can be tested.

use std::fmt;

use coact_model::diagnostics::Diagnostic;

/// The parts of a finding.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Part {
    /// What is the case.
    Message,
    /// What is said at a place.
    Label,
    /// What to change.
    Hint,
    /// What a change that is offered does.
    Fix,
}

impl fmt::Display for Part {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Message => "message",
            Self::Label => "label",
            Self::Hint => "hint",
            Self::Fix => "fix",
        })
    }
}

impl Part {
    /// The most characters. A message is one line of a report, which is at most 100 columns wide; a hint is two.
    pub const fn most(self) -> usize {
        match self {
            Self::Message => 100,
            Self::Label => 55,
            Self::Hint => 160,
            Self::Fix => 40,
        }
    }
}

/// A name counts as so many characters at most: how long it is was not ours to choose.
const NAME: usize = 20;

/// Names of one kind that are listed count as so many.
const NAMES: usize = 2;

/// The parts of a finding with their texts.
pub fn parts(finding: &Diagnostic) -> Vec<(Part, &str)> {
    let mut parts = vec![(Part::Message, finding.message.as_str())];
    let labels = std::iter::once(&finding.primary).chain(&finding.others);
    parts.extend(labels.map(|label| (Part::Label, label.text.as_str())));
    parts.extend(finding.hint.as_deref().map(|hint| (Part::Hint, hint)));
    parts.extend(
        finding
            .fix
            .as_ref()
            .map(|fix| (Part::Fix, fix.title.as_str())),
    );
    parts
}

/// Findings that say by themselves what to write: they name what can stand in the place.
pub const WITHOUT_A_HINT: &[(&str, &str)] = &[("E015", "the message says what is expected there")];

/// What is wrong with a finding as a whole.
pub fn of_finding(finding: &Diagnostic) -> Vec<String> {
    let mut wrong: Vec<String> = parts(finding)
        .into_iter()
        .flat_map(|(part, text)| of_part(part, text))
        .collect();
    match &finding.hint {
        None if WITHOUT_A_HINT.iter().all(|(code, _)| *code != finding.code) => {
            wrong.push("has no hint".to_owned());
        }
        Some(hint) if *hint == finding.message => wrong.push("the hint is the message".to_owned()),
        _ => {}
    }
    if finding.primary.text == finding.message {
        wrong.push("the label is the message".to_owned());
    }
    wrong
}

/// What is wrong with one text of a finding.
fn of_part(part: Part, text: &str) -> Vec<String> {
    let mut wrong = of_words(text);
    if text.is_empty() && part != Part::Label {
        wrong.push("says nothing".to_owned());
    }
    let length = length(text);
    if length > part.most() {
        wrong.push(format!("is long: {length}"));
    }
    let question = part == Part::Hint && text.contains("did you mean") || part == Part::Label;
    if text.ends_with(['.', '!', ',', ';', ':', ' ']) || text.ends_with('?') && !question {
        wrong.push("ends otherwise than a sentence without a full stop".to_owned());
    }
    if text.starts_with(|c: char| c.is_uppercase() || c.is_whitespace())
        && ALLOWED.iter().all(|word| !text.starts_with(word))
    {
        wrong.push("begins otherwise than small or with a backtick".to_owned());
    }
    for wrong in &mut wrong {
        *wrong = format!("{part} {wrong}: {text}");
    }
    wrong
}

/// The characters of a text, its names counted as names of a usual length.
fn length(text: &str) -> usize {
    let mut length = 0;
    let mut listed = 0;
    for (at, piece) in text.split('`').enumerate() {
        let count = piece.chars().count();
        if at % 2 == 0 {
            listed = if piece == ", " { listed + 1 } else { 0 };
            length += count;
        } else if listed < NAMES {
            length += count.min(NAME) + 2;
        }
    }
    length
}

/// What is wrong with the words of a text, be it a part of a sentence only.
pub fn of_words(text: &str) -> Vec<String> {
    let mut wrong = Vec::new();
    if !text.matches('`').count().is_multiple_of(2) || text.contains("``") {
        wrong.push("has a lone backtick".to_owned());
        return wrong;
    }
    let outside = outside(text);
    if ["  ", "( ", " )", " ,", " ;", "\n", "\t", ";;", ",,", "(s)"]
        .iter()
        .any(|odd| outside.contains(odd))
    {
        wrong.push("has blanks or signs that belong elsewhere".to_owned());
    }
    if outside.contains('!') || outside.contains("{:?}") || outside.contains(". ") {
        wrong.push("has a sign that belongs in no sentence of these".to_owned());
    }
    let words: Vec<&str> = outside
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '+' | '`'))
        .filter(|word| !word.is_empty())
        .collect();
    for pair in words.windows(2) {
        let [article, noun] = [pair[0], pair[1]];
        let vowel = noun.starts_with(['a', 'e', 'i', 'o', 'u'])
            && !["uni", "use", "uui", "one", "eur"]
                .iter()
                .any(|it| noun.starts_with(it));
        if article == "a" && vowel
            || article == "an" && noun.starts_with(|c: char| "bcdfgjklmnpqrstvwxyz".contains(c))
        {
            wrong.push(format!("says `{article} {noun}`"));
        }
        if article == noun && !["that", "`"].contains(&noun) {
            wrong.push(format!("says {noun} twice"));
        }
    }
    for word in words {
        let small = word.to_lowercase();
        if INTERNAL.contains(&small.as_str()) || BLAME.contains(&small.as_str()) {
            wrong.push(format!("says {word:?}"));
        }
        if AMERICAN.iter().any(|end| small.ends_with(end)) && !BRITISH.contains(&small.as_str()) {
            wrong.push(format!("spells {word:?} as elsewhere"));
        }
        let name = word.chars().any(char::is_uppercase) || word.contains('_');
        let stands_for = word.chars().all(|c| c.is_uppercase());
        if name && !stands_for && !ALLOWED.contains(&word) && !word.starts_with("U+") {
            wrong.push(format!("has the name {word:?} outside of backticks"));
        }
    }
    let phrases = PHRASES
        .iter()
        .filter(|phrase| outside.to_lowercase().contains(**phrase));
    wrong.extend(phrases.map(|phrase| format!("says {phrase:?}")));
    wrong
}

/// A text without what is quoted in it: names, code, titles, and the line of a file.
fn outside(text: &str) -> String {
    let mut outside = String::new();
    for (at, piece) in text.split('`').enumerate() {
        outside.push_str(if at % 2 == 0 { piece } else { "`" });
    }
    let pieces: Vec<&str> = outside.split('"').collect();
    // A lone quote is a sign that is spoken of.
    if pieces.len().is_multiple_of(2) {
        return outside;
    }
    pieces.into_iter().step_by(2).collect::<Vec<_>>().join("`")
}

/// Words for the inside of the compiler, and of what it is made of.
const INTERNAL: &[&str] = &[
    "ast",
    "token",
    "tokens",
    "lexer",
    "node",
    "nodes",
    "parse",
    "parsed",
    "parser",
    "parsing",
    "syntax",
    "grammar",
    "resolve",
    "resolved",
    "resolver",
    "unresolved",
    "lookup",
    "span",
    "spans",
    "ident",
    "identifier",
    "identifiers",
    "expr",
    "struct",
    "stmt",
    "null",
    "nil",
    "undefined",
    "unwrap",
    "iterator",
    "enumerator",
    "kindid",
    "usize",
    "i64",
    "vec",
    "str",
    "typecheck",
    "mismatch",
    "mismatched",
    "unexpected",
    "panic",
    "internal",
    "compiler",
    "unsupported",
    "deprecated",
    "unreachable",
    "literal",
    "literals",
    "operand",
    "operands",
    "lhs",
    "rhs",
    "arity",
    "boolean",
    "integer",
    "keyword",
    "keywords",
    "symbol",
    "scope",
    "shadow",
    "shadows",
    "semantic",
    "instantiate",
    "ambiguous",
];

/// Words that judge or beg.
const BLAME: &[&str] = &[
    "invalid",
    "illegal",
    "bad",
    "incorrect",
    "failed",
    "please",
    "sorry",
    "oops",
    "must",
    "forgot",
    "obviously",
    "simply",
    "just",
    "disallowed",
    "forbidden",
];

/// The same, of several words.
const PHRASES: &[&str] = &[
    "failed to",
    "unable to",
    "you must",
    "you should",
    "you have",
    "not supported",
];

/// How words end that are spelt otherwise here.
const AMERICAN: &[&str] = &[
    "ize", "izes", "ized", "izing", "color", "colors", "behavior", "center", "labeled", "canceled",
    "modeler",
];

/// Words that end so and are spelt so here.
const BRITISH: &[&str] = &["size", "sizes"];

/// Words with a capital that are no names of a model.
const ALLOWED: &[&str] = &["Rust", "UTF", "JSON", "Schema", "IANA", "MiB", "LF", "CRLF"];
