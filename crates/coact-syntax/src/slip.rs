//! Slips that are known: what people write because other languages, or the sentence they think in, have it so; and
//! words that are almost the ones that were meant.

mod clause;
mod commas;
mod misspelt;
mod number;
mod sign;

pub(crate) use number::{as_unit, is_unit};

use crate::engine::{Asked, Refusal};
use crate::item::Source;
use crate::lex::{Token, TokenKind};
use crate::scan::span;
use crate::{SyntaxError, SyntaxErrorKind};

/// Something of which it is known what was meant. The span of its error is what is to be written otherwise.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Slip {
    /// A word that is almost the one that was meant.
    Misspelt {
        /// The word.
        word: String,
        /// The word of the language.
        meant: &'static str,
    },
    /// A sign or word for which the language has another one: `<>`, `AND`.
    Sign {
        /// As it stands there.
        written: String,
        /// The sign or word of the language.
        meant: &'static str,
    },
    /// `n between 1 and 3`
    Between,
    /// A text between single quotes.
    SingleQuotes {
        /// The text, where it needs no escapes.
        text: Option<String>,
    },
    /// A comma inside a number: `5,00`, `1,000.00`.
    CommaInNumber {
        /// The number as the language writes it, where that is certain.
        meant: Option<String>,
    },
    /// `10%`, `10% of`
    Percent {
        /// What it comes to, and `*` for `of`.
        meant: String,
    },
    /// `9:00`: the span is the whole time.
    ShortTime {
        /// With two digits each.
        meant: String,
    },
    /// `revoke promise OrderPaying`: a word is missing before the name.
    Of {
        /// The name.
        name: String,
    },
    /// `5EUR`
    UnitTouches {
        /// The number.
        number: String,
        /// What touches it, as a unit.
        unit: String,
    },
    /// `sum (xs)`, `stock [sku]`: the span is the blanks.
    Apart {
        /// The name.
        name: String,
        /// The bracket that should touch it.
        bracket: char,
    },
    /// `stock(sku: "a")`: the span is the name with its colon.
    NamedArgument {
        /// The name.
        name: String,
    },
    /// A unit, or what it is divided by, that begins small.
    SmallUnit {
        /// The word as a unit, if it can be one.
        meant: Option<String>,
    },
    /// `T request -> …`: an act where a fact is told.
    FactMeant {
        /// The act.
        act: &'static str,
        /// Its fact.
        fact: &'static str,
    },
    /// `requires x > 0`: the span is what stands in the place of the name.
    NamelessCondition {
        /// `requires`, `law` or `truth`.
        word: &'static str,
    },
    /// `List<Text>`, `Text[]`: the span is the whole type.
    ListType {
        /// The type of its elements.
        of: String,
    },
    /// A comment of another language: the span is what begins it.
    Comment {
        /// `#`, `--` or `/*`.
        sign: &'static str,
    },
    /// `then allow`
    Settlement {
        /// `allow` or `refuse`.
        word: &'static str,
    },
    /// `allow request revocation as …` as a line of a transaction kind.
    SettlementApart {
        /// `allow` or `refuse`.
        word: &'static str,
        /// The act whose revocation it answers, if it is written.
        act: Option<&'static str>,
    },
    /// `delegate revoke promise of …`
    DelegatedRevocation,
    /// A comma between names that a word joins: `initiator Shopper, Broker`.
    Joined {
        /// The word.
        by: &'static str,
    },
    /// `executor Seller or Broker`
    OneExecutor,
    /// `executor: Seller`: the span is the colon.
    Colon {
        /// The word in front of it.
        word: &'static str,
        /// The name behind it.
        name: String,
    },
    /// A word of a clause that stands behind one which comes after it.
    Order {
        /// The word.
        word: &'static str,
        /// What it is a word of.
        clause: Clause,
    },
    /// `request OrderShipping 1..*`: the span is what stands without its brackets.
    LinkBounds {
        /// As it stands there.
        written: String,
    },
    /// `composite external actor`: the span is both words.
    ExternalFirst,
    /// `my-shop`
    StrokeInName {
        /// A name that is one.
        meant: String,
    },
    /// `command Foo { emits Fooed }`
    FieldsFirst {
        /// The word that stands in the place of a field.
        word: &'static str,
    },
    /// `where order by total`: the name `order` is missed, or what stands before it.
    OrderBy,
    /// `given stock = 5`
    GivenLookup {
        /// The look-up.
        name: String,
    },
    /// `given Bank.Charge { … } = Charged`: the span is the call.
    GivenAnswer {
        /// What is answered.
        name: String,
    },
    /// `request { phone: Text personal }`
    WordOfAFact {
        /// `personal` or `generated`.
        word: &'static str,
    },
}

/// Clauses with words in an order.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Clause {
    /// A link of a process.
    Link,
    /// An act of a transaction kind.
    Act,
    /// A revocation of one.
    Revocation,
}

impl Source<'_> {
    /// A refusal of which it is known what was meant.
    pub(crate) fn slip(&self, refusal: &Refusal, asked: Asked) -> Option<SyntaxError> {
        let around = Around {
            source: self,
            at: self.tokens.partition_point(|token| token.end <= refusal.at),
            expected: refusal.expected.as_deref()?,
            asked,
        };
        self.comment(refusal.at)
            .or_else(|| number::slip(&around))
            .or_else(|| sign::slip(&around))
            .or_else(|| self.misspelt(refusal, asked))
            .or_else(|| clause::slip(&around))
            .or_else(|| number::small_unit(&around))
            .or_else(|| commas::slip(&around))
    }
}

impl Source<'_> {
    /// `# …`, `-- …`: what begins a comment in other languages, at or behind an offset.
    pub(crate) fn comment(&self, at: usize) -> Option<SyntaxError> {
        let at = self.tokens.partition_point(|token| token.end <= at);
        let token = self.tokens.get(at)?;
        let before = self.text.get(..token.start)?;
        let begins_line = before.rsplit('\n').next()?.trim().is_empty();
        let behind = self.text.get(token.start..)?;
        let sign = match behind {
            behind if behind.starts_with('#') => "#",
            behind if begins_line && behind.starts_with("--") => "--",
            _ => return None,
        };
        Some(SyntaxError {
            kind: SyntaxErrorKind::Slip(Slip::Comment { sign }),
            span: span(token.start, token.start + sign.len()),
        })
    }
}

/// The tokens around the place where the grammar gave up.
struct Around<'s, 't> {
    source: &'s Source<'t>,
    /// The token that was refused.
    at: usize,
    /// What could have stood there.
    expected: &'s [&'static str],
    /// What was to be read.
    asked: Asked,
}

impl<'t> Around<'_, 't> {
    fn expects(&self, what: &str) -> bool {
        self.expected.contains(&what)
    }

    /// The refused token, or one so many behind or before it.
    fn token(&self, offset: isize) -> Option<Token> {
        let at = self.at.checked_add_signed(offset)?;
        self.source.tokens.get(at).copied()
    }

    fn text(&self, offset: isize) -> &'t str {
        self.token(offset)
            .map_or("", |token| self.source.slice(token.start, token.end))
    }

    /// The word that the text begins with.
    fn first(&self) -> &'t str {
        self.source
            .next_token(self.asked.start)
            .map_or("", |token| self.source.slice(token.start, token.end))
    }

    /// Whether a token is of a kind.
    fn is(&self, offset: isize, kind: TokenKind) -> bool {
        self.token(offset).is_some_and(|token| token.kind == kind)
    }

    /// Whether a token touches the one before it.
    fn touches(&self, offset: isize) -> bool {
        match (self.token(offset - 1), self.token(offset)) {
            (Some(before), Some(token)) => before.end == token.start,
            _ => false,
        }
    }

    /// The fault from one token to another.
    fn fault(&self, from: isize, to: isize, slip: Slip) -> Option<SyntaxError> {
        Some(SyntaxError {
            kind: SyntaxErrorKind::Slip(slip),
            span: span(self.token(from)?.start, self.token(to)?.end),
        })
    }
}
