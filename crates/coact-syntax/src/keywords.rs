//! The words of the language and where each is special. The grammar's keyword rules are held to this table;
//! highlighters, completion and messages read it.

/// Where a word is special. Elsewhere it is a name like any other.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// Starts an item of a file.
    Item,
    /// In the header of an item, or between the clauses of one.
    Header,
    /// After a type.
    Bound,
    /// In front of or behind a field.
    Field,
    /// Starts a member of an entity, or joins the facts of a law.
    Entity,
    /// Starts a clause of a transaction kind.
    Transaction,
    /// An act of the transaction pattern.
    Act,
    /// A fact of the transaction pattern.
    Fact,
    /// In a link of a process.
    Process,
    /// In a rule.
    Rule,
    /// In a view.
    View,
    /// In a query.
    Query,
    /// In a screen.
    Screen,
    /// In a story or a slice.
    Story,
    /// In an aggregate or a command.
    Aggregate,
    /// In a spec.
    Spec,
    /// In an expression, where it can be a name only between backticks.
    Expression,
}

/// A word of the language.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyword {
    /// The word.
    pub word: &'static str,
    /// The word between backticks, as messages show it.
    pub shown: &'static str,
    /// Where it is special.
    pub places: &'static [Place],
}

macro_rules! keywords {
    ($($word:literal: $($place:ident)+;)+) => {
        /// Every word of the language, in alphabetical order.
        pub const KEYWORDS: &[Keyword] = &[$(Keyword {
            word: $word,
            shown: concat!("`", $word, "`"),
            places: &[$(Place::$place),+],
        }),+];
    };
}

keywords! {
    "absolute": Bound;
    "accept": Act;
    "accepted": Fact;
    "access": Item;
    "actor": Item;
    "add": View;
    "advised": Rule;
    "agenda": Spec;
    "aggregate": Item;
    "allow": Act Transaction;
    "allowed": Fact;
    "and": Expression Header Rule View;
    "apart": Process;
    "apply": Aggregate;
    "as": Aggregate Transaction;
    "asc": Query;
    "asked": Fact;
    "at": View;
    "automated": Process Rule;
    "automation": Story;
    "automations": Spec;
    "bank": Item;
    "before": Entity;
    "blocked": Story;
    "building": Story;
    "by": Aggregate Query Spec;
    "call": Story;
    "categorial": Bound;
    "command": Item Aggregate Story;
    "composite": Item;
    "context": Header;
    "ctp": Header;
    "declare": Act;
    "declared": Fact;
    "decline": Act;
    "declined": Fact;
    "default": Field;
    "delegate": Item;
    "derived": Entity;
    "desc": Query;
    "done": Story;
    "due": Story Transaction;
    "each": Aggregate Rule View;
    "else": Expression Rule;
    "emits": Aggregate;
    "empty": Spec;
    "enforced": Rule;
    "entity": Item;
    "enum": Item;
    "event": Item Aggregate Story;
    "exactly": Spec;
    "example": Item Story;
    "excludes": Entity;
    "execute": Act;
    "executed": Fact;
    "executor": Transaction;
    "external": Item;
    "facts": View;
    "false": Expression;
    "fills": Header;
    "for": Header Rule Story;
    "form": Screen;
    "from": Header Query;
    "generated": Field;
    "given": Spec;
    "if": Expression Rule;
    "image": Story;
    "import": Item;
    "in": Bound Expression Rule View;
    "initiator": Transaction;
    "interval": Bound;
    "inverse": Field;
    "is": Header;
    "key": Field;
    "law": Entity;
    "let": Item Story Spec;
    "level": Header;
    "link": Story;
    "lookup": Item;
    "match": Expression;
    "matching": Bound;
    "max": Bound;
    "model": Item;
    "new": Item Aggregate Transaction;
    "none": Expression;
    "not": Expression;
    "note": Story;
    "nothing": Aggregate Spec;
    "now": Spec;
    "of": Header Process Rule View;
    "on": Header Process Story View;
    "opens": Screen;
    "or": Expression Header Transaction View;
    "order": Query;
    "ordinal": Bound;
    "otherwise": Aggregate;
    "pattern": Transaction;
    "personal": Field;
    "planned": Story;
    "position": Item;
    "precludes": Entity;
    "process": Item;
    "product": Transaction;
    "promise": Act;
    "promised": Fact;
    "query": Item;
    "question": Story;
    "quit": Act;
    "quitted": Fact;
    "ratio": Bound;
    "reads": Aggregate Header;
    "refuse": Act Transaction;
    "refused": Fact;
    "reject": Act;
    "rejected": Fact Spec;
    "remove": View;
    "request": Act;
    "requested": Fact;
    "requires": Aggregate;
    "retired": Field Header;
    "retry": Process;
    "revert": Process;
    "revocation": Act Fact;
    "revoke": Act Transaction;
    "rightness": Rule;
    "risk": Process;
    "row": View;
    "rule": Item;
    "run": Spec;
    "scalar": Item;
    "screen": Item Story;
    "set": Header View;
    "shows": Screen;
    "since": Field;
    "sincerity": Rule;
    "slice": Story;
    "some": Expression;
    "sort": Transaction;
    "spec": Item Story;
    "state": Aggregate;
    "stop": Act;
    "stopped": Fact;
    "story": Item;
    "system": Item;
    "tacit": Transaction;
    "then": Expression Rule Spec Story;
    "to": Header;
    "transaction": Item;
    "translation": Story;
    "true": Expression;
    "truth": Rule;
    "unchecked": Spec;
    "unique": Entity;
    "unit": Bound;
    "upcast": Field;
    "update": View;
    "value": Item;
    "view": Item Story;
    "was": Field Header Transaction;
    "when": Aggregate Header Spec;
    "where": Query Story View;
    "while": Rule;
    "zone": Header;
}

/// The keyword that is spelt so.
pub fn keyword(word: &str) -> Option<&'static Keyword> {
    KEYWORDS
        .binary_search_by_key(&word, |keyword| keyword.word)
        .ok()
        .and_then(|at| KEYWORDS.get(at))
}

/// The words that are special in a place, in alphabetical order.
pub fn keywords_at(place: Place) -> impl Iterator<Item = &'static str> {
    KEYWORDS
        .iter()
        .filter(move |keyword| keyword.places.contains(&place))
        .map(|keyword| keyword.word)
}

#[cfg(test)]
mod tests {
    #![allow(clippy::expect_used, reason = "a test fails by panicking")]

    use std::collections::BTreeSet;

    use super::{KEYWORDS, Place, keyword};
    use crate::engine::Rule;

    #[test]
    fn the_table_is_sorted_without_doubles() {
        assert!(KEYWORDS.is_sorted_by(|a, b| a.word < b.word));
        for entry in KEYWORDS {
            assert_eq!(
                keyword(entry.word).expect("it is in the table").word,
                entry.word
            );
        }
    }

    /// Duration words are literals of numbers, not words of clauses.
    const DURATIONS: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

    /// The words that the grammar quotes, without its comments and without escapes such as `"\n"`.
    fn quoted_words() -> BTreeSet<&'static str> {
        let grammar = include_str!("../grammar/coact.pest");
        let code = grammar
            .lines()
            .filter(|line| !line.trim_start().starts_with("//"));
        let quoted = code.flat_map(|line| line.split('"').skip(1).step_by(2));
        quoted
            .filter(|word| word.len() > 1 && word.chars().all(|c| c.is_ascii_lowercase()))
            .collect()
    }

    #[test]
    fn the_grammar_has_exactly_these_keywords() {
        let mut words = quoted_words();
        for duration in DURATIONS {
            assert!(words.remove(duration), "{duration}");
        }
        let table: BTreeSet<&str> = KEYWORDS.iter().map(|keyword| keyword.word).collect();
        assert_eq!(words, table);
    }

    #[test]
    fn the_words_of_expressions_are_those_that_need_backticks() {
        use pest::Parser as _;
        for entry in KEYWORDS {
            let reserved = crate::engine::Engine::parse(Rule::reserved, entry.word).is_ok();
            assert_eq!(
                reserved,
                entry.places.contains(&Place::Expression),
                "{}",
                entry.word
            );
        }
    }

    #[test]
    fn a_keyword_rule_matches_its_word_and_no_longer_one() {
        use pest::Parser as _;
        for rule in Rule::all_rules() {
            let Some(word) = format!("{rule:?}").strip_prefix("kw_").map(str::to_owned) else {
                continue;
            };
            assert!(crate::engine::Engine::parse(*rule, &word).is_ok(), "{word}");
            assert!(
                crate::engine::Engine::parse(*rule, &format!("{word}x")).is_err(),
                "{word}x"
            );
        }
    }
}
