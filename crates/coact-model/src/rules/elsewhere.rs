//! What people write who come from other languages, and what says the same here.

/// What a function of another language is called here. Capitals and underscores are no matter.
pub(crate) fn function(name: &str) -> Option<&'static str> {
    Some(match plain(name).as_str() {
        "len" | "size" | "cardinality" => {
            "write `count(…)` for how many there are in a list, `length(…)` for how long a text is"
        }
        "avg" | "average" | "mean" => {
            "divide: `sum(list, x => …) / count(list) ?? 0`; of an empty list there is no average"
        }
        "total" | "sumof" => "write `sum(…)`",
        "minimum" | "least" | "lowest" => "write `min(…)`",
        "maximum" | "greatest" | "highest" => "write `max(…)`",
        "exists" | "some" | "anyof" | "anymatch" => "write `any(list, x => …)`",
        "every" | "forall" | "allof" | "allmatch" => "write `all(list, x => …)`",
        "find" | "single" => "write `first(list, x => …)`",
        "where" | "select" | "only" => {
            "write `filter(list, x => …)` to choose, `map(list, x => …)` to make another list"
        }
        "collect" | "transform" | "apply" => "write `map(list, x => …)`",
        "reduce" | "fold" | "foldl" => {
            "say what is made of the list: `sum`, `count`, `min`, `max`, `all` or `any`"
        }
        "empty" | "isempty" => "compare: `count(list) == 0`, or `text == \"\"`",
        "includes" | "has" | "indexof" => "write `x in list`, or `contains(text, part)` of a text",
        "concat" | "append" | "join" => "join texts with `+`; lists are not joined",
        "coalesce" | "ifnull" | "nvl" | "isnull" | "orelse" | "getorelse" | "unwrapor" => {
            "write `value ?? other`: the other one where there is no value"
        }
        "isnone" | "isabsent" | "ispresent" | "issome" | "exist" | "defined" => {
            "compare: `value == none`, `value != none`"
        }
        "if" | "iif" | "cond" => "write `if … then … else …`",
        "case" | "switch" => "write `match … { … => …, _ => … }`",
        "touppercase" | "toupper" | "uppercase" | "ucase" => "write `upper(…)`",
        "tolowercase" | "tolower" | "lowercase" | "lcase" => "write `lower(…)`",
        "strip" => "write `trim(…)`",
        "startswith" => "write `starts_with(…)`",
        "endswith" => "write `ends_with(…)`",
        "currentdate" | "getdate" | "curdate" => {
            "`today()` is the day; one that is known is written `2026-05-01`"
        }
        "currenttime" | "sysdate" | "currenttimestamp" => {
            "`now()` is the moment; one that is known is written `2026-05-01T09:00Z`"
        }
        "date" | "dateof" | "todate" => {
            "a moment has no day of its own: keep the day in a field of type `Date`"
        }
        "datediff" | "daysbetween" | "diff" => "write `days(from, to)`",
        "dateadd" | "adddays" | "plusdays" => "add: `date + 3 days`",
        _ => return None,
    })
}

/// What a bare name of another language is called here.
pub(crate) fn name(name: &str) -> Option<&'static str> {
    Some(match name.to_lowercase().as_str() {
        "null" | "nil" | "undefined" | "nothing" | "empty" => "write `none` for what is absent",
        "true" | "yes" => "write `true`",
        "false" | "no" => "write `false`",
        "now" => "the clock is asked with brackets: `now()`",
        "today" => "the clock is asked with brackets: `today()`",
        "this" | "self" => "what it has is named by itself, with nothing before it",
        _ => return None,
    })
}

/// What stands for `found` between or before operands here; `expected` is what the parser could go on with. Signs that
/// have one meaning only are slips, which the parser tells with a fix.
pub(crate) fn sign(found: &str, expected: &[&str]) -> Option<&'static str> {
    let found = found.trim_matches('`');
    let can = |what: &str| expected.iter().any(|word| word.trim_matches('`') == what);
    let between = can("an operator");
    if can("=>") {
        return match found {
            "|" | "," | "or" => Some("give each pattern an arm of its own"),
            "->" | ":" | "then" | "=" => Some("an arm is written `pattern => value`"),
            _ => None,
        };
    }
    if can("and") && matches!(found, "<" | "<=" | ">" | ">=" | "==" | "!=") {
        return Some("compare twice: `1 < x and x < 3`");
    }
    if !between && !can("an expression") {
        return None;
    }
    if let Some(advice) = number(found) {
        return Some(advice);
    }
    Some(match found {
        "&" => "write `and`; texts are joined with `+`",
        "|" => "write `or`",
        "!" if between => "a value for what may be absent is supplied with `??`",
        "?" => "choose with `if … then … else …`; what may be absent is given a value with `??`",
        "=>" if can(")") => "a function of the elements is written `x => …`, without brackets",
        "=>" => "at least is written `>=`",
        "->" => "a function of the elements is written `x => …`",
        ">" if !between => "write `!=` for unequal",
        "^" => "there is no power: multiply",
        "*" if !between => "there is no power: multiply",
        "+" if !between => "write one `+`",
        ".." => "ask for both ends: `x >= 1 and x <= 3`",
        "div" => "write `/`",
        "elif" | "elseif" | "elsif" => "write `else if`",
        "days" | "day" | "weeks" | "week" | "months" | "month" | "years" | "year" => {
            "only a number that is written out bears such a word; multiply: `n * 1 days`"
        }
        "hours" | "hour" | "minutes" | "minute" | "seconds" | "second" => {
            "only a number that is written out bears such a word; multiply: `n * 1 hours`"
        }
        "€" | "$" | "£" => "money is a number with a unit: `5 EUR`",
        _ if can("a unit") && found.starts_with(char::is_alphabetic) => {
            "a unit begins with a capital: `5 EUR`; the words of time are `days`, `hours` and their like"
        }
        _ => return None,
    })
}

/// Numbers as other languages write them.
fn number(found: &str) -> Option<&'static str> {
    if !found.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    if found.contains('_') {
        return Some("digits are not grouped: `1000`");
    }
    found
        .contains(char::is_alphabetic)
        .then_some("a blank stands between a number and its unit: `5 EUR`")
}

/// Without capitals and underscores.
fn plain(name: &str) -> String {
    name.to_lowercase().replace('_', "")
}
