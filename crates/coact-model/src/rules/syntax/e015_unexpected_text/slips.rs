//! What is said where it is known what was meant.

use coact_syntax::{Clause, Slip};

use super::RULE;
use crate::Loc;
use crate::diagnostics::Diagnostic;

/// The finding for a slip that is known.
pub(in super::super) fn slip(loc: Loc, slip: &Slip) -> Diagnostic {
    let said = |message: String, hint: String| RULE.at(loc, message).hint(hint);
    let cannot = |what: &str| format!("`{what}` cannot stand here");
    let instead = |text: String| vec![(loc, text)];
    match slip {
        Slip::Misspelt { word, meant } => said(
            format!("expected `{meant}`, found `{word}`"),
            format!("did you mean `{meant}`?"),
        )
        .label("not a word of the language")
        .fix(format!("write `{meant}`"), instead((*meant).to_owned())),
        Slip::Sign { written, meant } => {
            let word = meant.trim_end();
            said(cannot(written), advice(word))
                .fix(format!("write `{word}`"), instead((*meant).to_owned()))
        }
        Slip::Between => said(
            cannot("between"),
            "write both bounds: `n >= 1 and n <= 3`".to_owned(),
        ),
        Slip::SingleQuotes { text } => {
            let message = "a text stands between double quotes".to_owned();
            match text {
                Some(text) => {
                    let meant = format!("\"{text}\"");
                    said(message, format!("write `{meant}`"))
                        .fix("use double quotes", instead(meant))
                }
                None => said(message, "write `\"…\"`".to_owned()),
            }
        }
        Slip::CommaInNumber { meant } => {
            let message = "a comma stands in no number".to_owned();
            match meant {
                Some(meant) => said(message, format!("write `{meant}`"))
                    .fix(format!("write `{meant}`"), instead(meant.clone())),
                None => said(
                    message,
                    "a decimal has a point, as `1.5`; thousands have no sign between them"
                        .to_owned(),
                ),
            }
        }
        Slip::Percent { meant } => said(
            "a percentage is written as a decimal number".to_owned(),
            format!("write `{meant}`"),
        )
        .fix(format!("write `{meant}`"), instead(meant.clone())),
        Slip::ShortTime { meant } => said(
            "a time of the day has two digits for the hour and two for the minute".to_owned(),
            format!("write `{meant}`"),
        )
        .fix(format!("write `{meant}`"), instead(meant.clone())),
        Slip::Of { name } => said(
            format!("`of` is missing before `{name}`"),
            format!("write `of {name}`"),
        )
        .fix("write `of`", instead(format!("of {name}"))),
        Slip::UnitTouches { number, unit } => {
            let meant = format!("{number} {unit}");
            said(
                "a unit does not touch its number".to_owned(),
                format!("write `{meant}`"),
            )
            .fix("put a blank between them", instead(meant))
        }
        Slip::Apart { name, bracket } => said(
            format!("`{bracket}` does not touch `{name}`"),
            match bracket {
                '[' => format!("a key touches its name: `{name}[…]`"),
                _ => format!("the parenthesis of a call touches its name: `{name}(…)`"),
            },
        )
        .fix("take out the blanks", instead(String::new())),
        Slip::NamedArgument { name } => said(
            format!("an argument has no name, and here stands `{name}:`"),
            "give the arguments in the order of the parameters".to_owned(),
        ),
        Slip::SmallUnit { meant } => {
            let message = "a unit begins with a capital".to_owned();
            match meant {
                Some(meant) => said(message, format!("write `{meant}`"))
                    .fix(format!("write `{meant}`"), instead(meant.clone())),
                None => said(
                    message,
                    "write it as `EUR` or `Piece` is written".to_owned(),
                ),
            }
        }
        Slip::FactMeant { act, fact } => said(
            format!("`{act}` is an act, and a fact is needed here"),
            format!("did you mean `{fact}`?"),
        )
        .fix(format!("write `{fact}`"), instead((*fact).to_owned())),
        Slip::NamelessCondition { word } => said(
            format!("what stands behind `{word}` has a name"),
            format!("give it one: `{word} Name \"what it says\": …`"),
        ),
        Slip::ListType { of } => said(
            "a list is written between brackets".to_owned(),
            format!("write `[{of}]`"),
        )
        .fix(format!("write `[{of}]`"), instead(format!("[{of}]"))),
        Slip::Comment { sign } => {
            let finding = said(
                format!("`{sign}` begins no comment"),
                "a comment begins with `//` and ends with its line".to_owned(),
            );
            match *sign {
                "/*" => finding,
                _ => finding.fix("write `//`", instead("//".to_owned())),
            }
        }
        Slip::SettlementApart { word, act } => {
            let act = act.unwrap_or("request");
            said(
                format!("`{word}` belongs to the act whose revocation it answers"),
                format!("write it once, behind that one: `revoke {act} {word} as … -> …`"),
            )
        }
        Slip::DelegatedRevocation => said(
            "revocations are not delegated".to_owned(),
            "acts are, such as `promise` or `accept`; whoever has the role asks for their revocation and answers it"
                .to_owned(),
        ),
        Slip::Settlement { word } => said(
            format!("`{word}` says nothing without the act whose revocation it answers"),
            format!("write it out: `{word} request revocation`"),
        ),
        Slip::Joined { by } => said(
            "names of one clause are joined by words".to_owned(),
            format!("write `{by}` for the comma"),
        )
        .fix(format!("write `{by}`"), instead(format!(" {by}"))),
        Slip::Colon { word, name } => said(
            format!("no `:` stands behind `{word}`"),
            format!("write `{word} {name}`"),
        )
        .fix("take out the `:`", instead(String::new())),
        Slip::OneExecutor => said(
            "exactly one actor executes a transaction kind".to_owned(),
            "leave one, or give each its own kind".to_owned(),
        ),
        Slip::Order { word, clause } => {
            said(cannot(word), format!("the order is {}", order(*clause)))
        }
        Slip::LinkBounds { written } => said(
            "how often an act is asked for stands between brackets".to_owned(),
            format!("write `[{written}]`"),
        )
        .fix(
            format!("write `[{written}]`"),
            instead(format!("[{written}]")),
        ),
        Slip::ExternalFirst => said(
            "`external` comes first".to_owned(),
            "write `external composite actor`".to_owned(),
        )
        .fix(
            "write `external` first",
            instead("external composite".to_owned()),
        ),
        Slip::StrokeInName { meant } => {
            said("a name has no `-`".to_owned(), format!("write `{meant}`"))
                .fix(format!("write `{meant}`"), instead(meant.clone()))
        }
        Slip::FieldsFirst { word } => said(
            format!("`{word}` stands where the fields of the command do"),
            format!("the first braces hold the fields: `command Name {{}} {{ {word} … }}`"),
        ),
        Slip::OrderBy => said(
            "a condition is missing before `order by`".to_owned(),
            "a field of that name is `row.order`, or stands between backticks".to_owned(),
        ),
        Slip::GivenLookup { name } => said(
            format!("`{name}` is given an answer without its arguments"),
            format!("write which call is answered: `given {name}(…) = …`"),
        ),
        Slip::GivenAnswer { name } => said(
            format!("the answer is given to every call of `{name}`, whatever is asked for"),
            format!("write `given {name} = …`"),
        ),
        Slip::WordOfAFact { word } => said(
            format!("`{word}` is said of a fact of an entity, not of what an act carries"),
            format!(
                "make it a fact of the entity, `{word}` there, and name it here without a type"
            ),
        ),
    }
}

/// The words of a clause in their order.
const fn order(clause: Clause) -> &'static str {
    match clause {
        Clause::Link => "`FACT -> ACT [k..n] { … } automated retry apart on revert … risk …`",
        Clause::Act => "`ACT as COMMAND -> EVENT tacit { … } due …`",
        Clause::Revocation => "`revoke ACT as COMMAND -> EVENT { … } allow … refuse …`",
    }
}

/// What to write instead.
fn advice(word: &str) -> String {
    match word {
        "and" | "or" | "not" | "%" | "automations" => format!("write `{word}`"),
        _ => format!("`{word}` compares"),
    }
}
