//! The algebra of units.

use coact_syntax::ast::UnitExpr;

use crate::model::Unit;

/// The words that count time. As literals they make periods and durations; below the line, and in what
/// `days` counts, they are units.
const TIME: [&str; 7] = ["second", "minute", "hour", "day", "week", "month", "year"];

/// A unit of one name.
pub(super) fn single(name: &str) -> Unit {
    Unit::new(vec![name.to_owned()], Vec::new())
}

/// The unit as written after a number.
pub(super) fn written(unit: &UnitExpr) -> Unit {
    let per = unit
        .per
        .as_ref()
        .map(|per| time_word(&per.text).unwrap_or(&per.text));
    Unit::new(
        vec![unit.unit.text.clone()],
        per.into_iter().map(str::to_owned).collect(),
    )
}

/// The singular of a word that counts time: `day` for `days`.
pub(super) fn time_word(word: &str) -> Option<&str> {
    let singular = word.strip_suffix('s').unwrap_or(word);
    TIME.contains(&singular).then_some(singular)
}

/// Whether the unit only counts time (`day`): such a count compares with a bare number.
pub(crate) fn counts_time(unit: &Unit) -> bool {
    unit.under().is_empty() && matches!(unit.over(), [only] if TIME.contains(&only.as_str()))
}

/// The unit of a product.
pub(super) fn product(a: &Unit, b: &Unit) -> Unit {
    reduced(
        [a.over(), b.over()].concat(),
        [a.under(), b.under()].concat(),
    )
}

/// The unit of a quotient.
pub(crate) fn quotient(a: &Unit, b: &Unit) -> Unit {
    reduced(
        [a.over(), b.under()].concat(),
        [a.under(), b.over()].concat(),
    )
}

/// Without what stands above and below the line.
fn reduced(mut over: Vec<String>, mut under: Vec<String>) -> Unit {
    over.retain(|name| match under.iter().position(|other| other == name) {
        Some(at) => {
            under.remove(at);
            false
        }
        None => true,
    });
    Unit::new(over, under)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rate_times_its_count_is_the_amount() {
        let rate = quotient(&single("EUR"), &single("day"));
        assert_eq!(product(&rate, &single("day")), single("EUR"));
        assert_eq!(quotient(&single("EUR"), &single("EUR")), Unit::default());
        assert_eq!(quotient(&Unit::default(), &single("day")).under(), ["day"]);
    }

    #[test]
    fn every_pair_cancels_once() {
        let square = product(&single("EUR"), &single("EUR"));
        assert_eq!(quotient(&square, &single("EUR")), single("EUR"));
    }
}
