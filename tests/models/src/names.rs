//! Names that a careless generator would stumble over: words of Rust and of coact, names of its prelude, letters
//! of other scripts, names that differ in little.

use std::collections::BTreeSet;

use coact_syntax::keywords::KEYWORDS;

use crate::chance::Chance;

/// Words that Rust or its prelude uses, or that generated code may.
const RUST: &[&str] = &[
    "abstract",
    "as",
    "async",
    "await",
    "become",
    "box",
    "break",
    "const",
    "continue",
    "crate",
    "do",
    "dyn",
    "else",
    "enum",
    "extern",
    "final",
    "fn",
    "for",
    "gen",
    "if",
    "impl",
    "in",
    "let",
    "loop",
    "macro",
    "match",
    "mod",
    "move",
    "mut",
    "override",
    "priv",
    "pub",
    "ref",
    "return",
    "self",
    "static",
    "struct",
    "super",
    "trait",
    "try",
    "type",
    "typeof",
    "unsafe",
    "unsized",
    "use",
    "virtual",
    "where",
    "while",
    "yield",
    "union",
    "raw",
    "safe",
    "auto",
    "default",
    "macro_rules",
    "i64",
    "u8",
    "str",
    "bool",
    "usize",
    "core",
    "std",
    "alloc",
    "vec",
    "format",
    "println",
    "panic",
    "assert",
    "drop",
    "clone",
    "into",
    "iter",
    "map",
    "ok",
    "err",
    "some",
    "serde",
    "test",
    "main",
    "new",
    "fmt",
    "len",
    "push",
    "this",
    "that",
    "it",
    "value",
    "key",
    "case",
    "event",
    "command",
    "state",
    "ctx",
    "role",
    "at",
    "by",
    "facts",
    "subject",
    "site",
    "instance",
    "status",
    "element",
    "version",
    "position",
    "envelope",
    "coact_runtime",
    "model",
    "item",
    "entry",
    "row",
    "rows",
    "fresh",
    "answer",
    "answers",
    "lookup",
    "party",
    "who",
    "of",
    "plain",
    "check",
    "parse",
    "name",
    "step",
    "about",
    "decide",
    "evolve",
    "tacit",
    "agenda",
    "due",
    "legal",
    "get",
    "executor",
    "initiator",
    "from",
    "try_from",
    "set",
    "as_str",
    "is_live",
    "open",
    "entitled",
    "char",
    "f64",
    "field",
    "u00e9",
    "index",
    "steps",
    "sample",
    "some_key",
    "then",
    "view",
];

const TYPES: &[&str] = &[
    "Option",
    "Some",
    "None",
    "Result",
    "Ok",
    "Err",
    "Vec",
    "Box",
    "String",
    "Self",
    "Default",
    "Clone",
    "Copy",
    "Send",
    "Sync",
    "Sized",
    "Drop",
    "Fn",
    "FnMut",
    "FnOnce",
    "Iterator",
    "Into",
    "From",
    "AsRef",
    "ToString",
    "ToOwned",
    "Eq",
    "Ord",
    "PartialEq",
    "PartialOrd",
    "Debug",
    "Hash",
    "Extend",
    "Serialize",
    "Deserialize",
    "BTreeMap",
    "HashMap",
    "Rc",
    "Arc",
    "Cow",
    "Command",
    "Event",
    "Case",
    "Role",
    "Instance",
    "Site",
    "Rejection",
    "Envelope",
    "Model",
    "Principal",
    "Store",
    "Subject",
    "Status",
    "Base",
    "Act",
    "Facts",
    "Key",
    "Row",
    "View",
    "Query",
    "Steps",
    "Types",
    "Views",
    "Queries",
    "Lookups",
    "Contract",
    "Specs",
    "ALL",
    "Id",
    "Order",
    "OrderId",
    "Payment",
    "Thing",
    "Größe",
    "Straße",
    "Ñandú",
    "Ελλάδα",
    "Книга",
    "名前",
    "İd",
    "ŉame",
    "Ωmega2",
    "ªb",
    "Ligaﬁ",
    "A",
    "B1",
    "X_Y",
    "X__Y",
    "X_",
    "__",
    "_X",
    "HTTPServer2",
    "Http2Server",
    "aB",
    "AB",
    "Ab",
    "e1",
    "E0",
];

const FIELDS: &[&str] = &[
    "größe",
    "straße",
    "ñandú",
    "ελλάδα",
    "книга",
    "名前",
    "a",
    "b",
    "x_y",
    "x__y",
    "x_",
    "_x",
    "__",
    "fooBar",
    "foo_bar",
    "FooBar",
    "Foo",
    "line_",
    "self_",
    "type_",
    "order_id",
    "id",
    "total",
    "amount",
    "name",
    "note",
    "none_",
    "true_",
    "i",
    "l",
    "ª",
    "ﬁ",
];

/// Names of types of the language, which nothing can be called.
const OF_THE_LANGUAGE: &[&str] = &[
    "Text", "Bool", "Int", "Decimal", "Date", "Time", "DateTime", "Duration", "Period", "Uuid",
    "Bytes",
];

/// A name of the model.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Name(String);

impl Name {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    pub(crate) fn text(&self) -> &str {
        &self.0
    }

    /// As it is written where a word of the language could stand.
    pub(crate) fn spelt(&self) -> String {
        if KEYWORDS.iter().any(|keyword| keyword.word == self.0) {
            format!("`{}`", self.0)
        } else {
            self.0.clone()
        }
    }
}

/// How like two names of one scope may be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Apart {
    /// Not the same letters.
    ByLetter,
    /// Not the same once they are functions or modules: capitals and `_` do not tell them apart.
    BySound,
}

/// The names that are taken in one scope.
#[derive(Clone, Debug)]
pub(crate) struct Scope {
    apart: Apart,
    taken: BTreeSet<String>,
}

impl Scope {
    pub(crate) fn new(apart: Apart, taken: &[&str]) -> Self {
        let mut scope = Self {
            apart,
            taken: BTreeSet::new(),
        };
        for name in taken {
            scope.take(name);
        }
        scope
    }

    fn form(&self, name: &str) -> String {
        match self.apart {
            // `self` would be `self_`.
            Apart::ByLetter => name.trim_end_matches('_').to_owned(),
            Apart::BySound => name
                .chars()
                .filter(|character| *character != '_')
                .flat_map(char::to_lowercase)
                .collect(),
        }
    }

    /// Whether the name is taken.
    pub(crate) fn has(&self, name: &str) -> bool {
        self.taken.contains(&self.form(name))
    }

    /// Takes all names of another scope.
    pub(crate) fn join(&mut self, other: &Self) {
        self.taken.extend(other.taken.iter().cloned());
    }

    /// Whether the name was free; it is no longer.
    pub(crate) fn take(&mut self, name: &str) -> bool {
        self.taken.insert(self.form(name))
    }
}

/// A name for a type, a role, a transaction.
pub(crate) fn capital(chance: &mut Chance, scope: &mut Scope) -> Name {
    drawn(chance, scope, |chance| match chance.below(10) {
        0 => capitalised(any_keyword(chance)),
        1 => capitalised(chance.word(RUST)),
        2 => any_keyword(chance).to_owned(),
        3 => chance.word(RUST).to_owned(),
        4 => format!("{}{}", chance.word(TYPES), chance.word(TYPES)),
        5 if chance.percent(10) => "Long".repeat(24),
        _ => chance.word(TYPES).to_owned(),
    })
}

/// A name for a field, a parameter, a constant.
pub(crate) fn small(chance: &mut Chance, scope: &mut Scope) -> Name {
    drawn(chance, scope, |chance| match chance.below(10) {
        0..=2 => any_keyword(chance).to_owned(),
        3..=5 => chance.word(RUST).to_owned(),
        6 => chance.word(TYPES).to_owned(),
        7 => format!("{}_{}", chance.word(RUST), chance.word(FIELDS)),
        _ => chance.word(FIELDS).to_owned(),
    })
}

fn any_keyword(chance: &mut Chance) -> &'static str {
    chance
        .pick(KEYWORDS)
        .map_or("model", |keyword| keyword.word)
}

fn drawn(
    chance: &mut Chance,
    scope: &mut Scope,
    mut propose: impl FnMut(&mut Chance) -> String,
) -> Name {
    for turn in 0_u32.. {
        let mut name = propose(chance);
        if turn > 20 {
            name = format!("{}{turn}", name.chars().take(40).collect::<String>());
        }
        let fits = name.len() <= 100 && !mixed(&name) && !OF_THE_LANGUAGE.contains(&name.as_str());
        if fits && scope.take(&name) {
            return Name(name);
        }
    }
    Name::new("never")
}

/// Whether two scripts meet in it, which the language refuses.
fn mixed(name: &str) -> bool {
    let of = |low: char, high: char| name.chars().any(move |c| (low..=high).contains(&c));
    let latin = name.chars().any(|c| c.is_ascii_alphabetic()) || of('\u{aa}', '\u{24f}');
    let (greek, cyrillic) = (of('\u{370}', '\u{3ff}'), of('\u{400}', '\u{52f}'));
    usize::from(latin) + usize::from(greek) + usize::from(cyrillic) > 1
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters
        .next()
        .map(|first| first.to_uppercase().chain(letters).collect())
        .unwrap_or_default()
}
