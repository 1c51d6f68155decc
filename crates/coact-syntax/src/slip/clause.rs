//! Clauses whose words are known, and stand where they cannot.

use super::{Around, Clause, Slip};
use crate::ast::Act;
use crate::engine::{self, Rule};
use crate::keywords::keyword;
use crate::lex::TokenKind;
use crate::scan::span;
use crate::words::{ACT, BOUND, EXPRESSION, OPERATOR};
use crate::{SyntaxError, SyntaxErrorKind};

/// The words of a link behind its act, and those of an act clause behind its act.
const LINK: &[&str] = &["[", "{", "automated", "retry", "apart", "on", "risk"];
const ACT_CLAUSE: &[&str] = &["as", "->", "tacit", "{", "due"];

pub(super) fn slip(around: &Around<'_, '_>) -> Option<SyntaxError> {
    fact_meant(around)
        .or_else(|| settlement(around))
        .or_else(|| nameless(around))
        .or_else(|| list_type(around))
        .or_else(|| joined(around))
        .or_else(|| one_executor(around))
        .or_else(|| order(around))
        .or_else(|| link_bounds(around))
        .or_else(|| external_first(around))
        .or_else(|| stroke_in_name(around))
        .or_else(|| fields_first(around))
        .or_else(|| order_by(around))
        .or_else(|| automations(around))
        .or_else(|| given_lookup(around))
        .or_else(|| given_answer(around))
        .or_else(|| of(around))
        .or_else(|| colon(around))
}

/// `executor: Seller`
fn colon(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let word = keyword(around.text(-1))
        .filter(|_| around.text(0) == ":")?
        .word;
    if !around.is(1, TokenKind::Word) {
        return None;
    }
    let name = around.text(1).to_owned();
    around.fault(0, 0, Slip::Colon { word, name })
}

fn act(word: &str) -> Option<Act> {
    Act::ALL.into_iter().find(|act| act.word() == word)
}

/// `T request -> …`: an act where its fact is meant. The grammar hopes for the fact of a revocation.
fn fact_meant(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let hoped = around.expects("`revocation`") && !matches!(around.text(-2), "allow" | "refuse");
    let act = act(around.text(-1)).filter(|_| hoped)?;
    let slip = Slip::FactMeant {
        act: act.word(),
        fact: act.fact_word(),
    };
    around.fault(-1, -1, slip)
}

/// `then allow`
fn settlement(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let delegated = around.first() == "delegate" && around.expects(ACT);
    let word = match around.text(0) {
        "allow" | "refuse" | "revoke" if delegated => {
            return around.fault(0, 0, Slip::DelegatedRevocation);
        }
        "allow" => "allow",
        "refuse" => "refuse",
        _ => return None,
    };
    if around.expects("`initiator`") {
        let act = act(around.text(1)).map(Act::word);
        return around.fault(0, 0, Slip::SettlementApart { word, act });
    }
    if !around.expects(ACT) {
        return None;
    }
    around.fault(0, 0, Slip::Settlement { word })
}

/// `requires x > 0`, `requires not paid`: what is required has no name.
fn nameless(around: &Around<'_, '_>) -> Option<SyntaxError> {
    const NAMED: [&str; 3] = ["requires", "law", "truth"];
    let word = |offset| NAMED.into_iter().find(|word| *word == around.text(offset));
    if around.is(0, TokenKind::Open('('))
        && let Some(word) = word(-1)
    {
        return around.fault(0, 0, Slip::NamelessCondition { word });
    }
    if around.text(-1) == "not"
        && let Some(word) = word(-2)
    {
        return around.fault(-1, -1, Slip::NamelessCondition { word });
    }
    if !around.expects("`:`") || around.is(0, TokenKind::Word) || around.text(0) == "}" {
        return None;
    }
    let word = word(-2)?;
    around.fault(-1, -1, Slip::NamelessCondition { word })
}

/// `List<Text>`, `Text[]`
fn list_type(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if !around.expects(BOUND) {
        return None;
    }
    let list = |of: &str| Slip::ListType { of: of.to_owned() };
    match (
        around.text(-1),
        around.text(0),
        around.text(1),
        around.text(2),
    ) {
        ("List" | "Array" | "Set" | "Seq" | "Vec", "<", of, ">") => around.fault(-1, 2, list(of)),
        (of, "[", "]", _) if around.is(-1, TokenKind::Word) => around.fault(-1, 1, list(of)),
        _ => None,
    }
}

/// `initiator Shopper, Broker {`: names of a clause are joined by a word.
fn joined(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if around.text(0) != "," {
        return None;
    }
    let by = ["and", "or"].into_iter().find(|word| {
        around
            .expected
            .iter()
            .any(|it| it.trim_matches('`') == *word)
    })?;
    around.fault(0, 0, Slip::Joined { by })
}

/// `executor Seller or Broker`
fn one_executor(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let more = matches!(around.text(0), "or" | "and" | ",") && around.text(-2) == "executor";
    let slip = Slip::OneExecutor;
    more.then(|| around.fault(0, 0, slip)).flatten()
}

/// A word of a link or of an act clause, behind one that it should stand in front of.
fn order(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let (clause, words) = match around.asked.rule {
        Rule::only_link => (Clause::Link, LINK),
        Rule::only_transaction_member if act(around.first()).is_some() => (Clause::Act, ACT_CLAUSE),
        Rule::only_transaction_member if around.first() == "revoke" => {
            (Clause::Revocation, ACT_CLAUSE)
        }
        _ => return None,
    };
    let word = words.iter().find(|word| **word == around.text(0))?;
    around.fault(0, 0, Slip::Order { word, clause })
}

/// `request OrderShipping 1..*`
fn link_bounds(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if around.asked.rule != Rule::only_link || !around.expects("`[`") {
        return None;
    }
    let mut last = 0;
    while around.touches(last + 1) {
        last += 1;
    }
    let (from, to) = (around.token(0)?.start, around.token(last)?.end);
    let written = around.source.slice(from, to);
    let read = engine::parse(Rule::multiplicity, written).ok()?;
    if read.as_str().len() < written.len() {
        return None;
    }
    let slip = Slip::LinkBounds {
        written: written.to_owned(),
    };
    around.fault(0, last, slip)
}

/// `composite external actor`
fn external_first(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let swapped = around.text(-1) == "composite" && around.text(0) == "external";
    swapped
        .then(|| around.fault(-1, 0, Slip::ExternalFirst))
        .flatten()
}

/// `my-shop`
fn stroke_in_name(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let stroke = |at: isize| {
        around.text(at) == "-"
            && around.touches(at)
            && around.touches(at + 1)
            && around.is(at - 1, TokenKind::Word)
            && around.is(at + 1, TokenKind::Word)
    };
    if !stroke(0) || around.expects(OPERATOR) || around.expects(EXPRESSION) {
        return None;
    }
    let mut last = 1;
    while stroke(last + 1) {
        last += 2;
    }
    let written = around
        .source
        .slice(around.token(-1)?.start, around.token(last)?.end);
    let slip = Slip::StrokeInName {
        meant: written.replace('-', "_"),
    };
    around.fault(-1, last, slip)
}

/// `command Foo { emits Fooed }`
fn fields_first(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let word = ["emits", "requires", "reads", "otherwise"]
        .into_iter()
        .find(|word| *word == around.text(-1))?;
    let in_fields = around.asked.rule == Rule::only_field && around.first() == word;
    in_fields
        .then(|| around.fault(-1, -1, Slip::FieldsFirst { word }))
        .flatten()
}

/// `where order by total`
fn order_by(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let name = around.text(0) == "order" && around.text(1) == "by" && around.expects(EXPRESSION);
    name.then(|| around.fault(0, 0, Slip::OrderBy)).flatten()
}

/// `when automation run`
fn automations(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if around.text(-1) != "automation" || around.text(0) != "run" {
        return None;
    }
    let slip = Slip::Sign {
        written: "automation".to_owned(),
        meant: "automations",
    };
    around.fault(-1, -1, slip)
}

/// `given stock = 5`
fn given_lookup(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let answer = around.asked.rule == Rule::only_spec_member
        && around.text(0) == "="
        && around.text(-2) == "given"
        && around.is(-1, TokenKind::Word);
    if !answer {
        return None;
    }
    let name = around.text(-1).to_owned();
    around.fault(-1, -1, Slip::GivenLookup { name })
}

/// `given Bank.Charge { … } = Charged`, `given Bank.Charge -> Charged`
fn given_answer(around: &Around<'_, '_>) -> Option<SyntaxError> {
    let answer = around.asked.rule == Rule::only_spec_member
        && around.first() == "given"
        && matches!(around.text(0), "=" | "(" | "->");
    let tokens = &around.source.tokens;
    let given = tokens.partition_point(|token| token.end <= around.asked.start);
    let [of, point, name] = tokens.get(given + 1..given + 4)? else {
        return None;
    };
    if !answer || around.source.slice(point.start, point.end) != "." {
        return None;
    }
    let named = span(of.start, name.end);
    let name = around.source.slice(of.start, name.end).to_owned();
    Some(SyntaxError {
        kind: SyntaxErrorKind::Slip(Slip::GivenAnswer { name }),
        span: named,
    })
}

/// `revoke promise OrderPaying`, `facts Order`: the grammar reads on where `of` stands before the name.
fn of(around: &Around<'_, '_>) -> Option<SyntaxError> {
    if !around.expects("`of`") || !around.is(0, TokenKind::Word) {
        return None;
    }
    // `else refuse` goes on with the clause.
    if keyword(around.text(0)).is_some() {
        return None;
    }
    let (name, asked) = (around.token(0)?, around.asked);
    let part = |from, to| around.source.plain.get(from..to);
    let head = part(asked.start, name.start)?;
    let text = format!("{head}of {}", part(name.start, asked.end)?);
    let came = asked.start + head.len() + "of ".len() + (name.end - name.start);
    let reads_on = match engine::parse(asked.rule, &text) {
        Ok(_) => true,
        Err(refusal) => refusal.expected.is_some() && asked.start + refusal.at >= came,
    };
    let name = around.text(0).to_owned();
    reads_on
        .then(|| around.fault(0, 0, Slip::Of { name }))
        .flatten()
}
