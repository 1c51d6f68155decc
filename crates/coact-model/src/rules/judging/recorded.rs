//! What a command records where.

use super::decided::{Given, nearest, of_command, required};
use crate::conditions::{Found, Term};
use crate::model::{Command, CommandId, Expr, ExprKind, Model};

/// Where none of the conditions of a command holds.
pub(super) struct Rest {
    /// Whether there is such a case; none where that cannot be said.
    pub(super) found: Option<Found>,
    /// Such a case in words.
    pub(super) words: Option<String>,
}

impl Rest {
    /// What the emissions of a command leave over, of which each is recorded under a condition.
    pub(super) fn of(model: &Model, id: CommandId) -> Self {
        let command = &model.commands[id];
        let place = of_command(model, id);
        let mut space = place.space();
        let required = required(command);
        let given: Vec<Term> = nearest(&required)
            .iter()
            .filter_map(|given: &Given<'_>| given.term(&mut space))
            .collect();
        let whens = conditions(command);
        let all = whens.iter().copied().flatten();
        let terms: Vec<Term> = all.map(|when| space.term(when)).collect();
        let mut found = space.gap(&given, &terms);
        if whens.contains(&None)
            && let Some(found) = &mut found
        {
            // Which elements there are is not looked into.
            found.case = None;
        }
        let case = found.as_ref().and_then(|found| found.case.as_ref());
        let case = case.filter(|case| !case.is_any());
        let words = case.and_then(|case| space.case_words(&place.scope, case));
        Self { found, words }
    }
}

/// The condition of each emission; none of one that is recorded per element, where it is asked of the element.
fn conditions(command: &Command) -> Vec<Option<&Expr>> {
    let emits = command.emits.iter();
    emits
        .map(|emission| {
            let when = emission.when.as_ref()?;
            let of_element = emission.each.as_ref().is_some_and(|(local, _)| {
                let mut parts = when.all().into_iter();
                parts.any(|part| matches!(&part.kind, ExprKind::Local(known) if **known == *local))
            });
            (!of_element).then_some(when)
        })
        .collect()
}
