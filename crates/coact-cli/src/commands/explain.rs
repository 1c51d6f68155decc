//! `coact explain`

mod place;

use coact_build::{FAULTS, FaultPage};
use coact_model::rules::{self, Rule};

use crate::console;
use crate::exit::Exit;
use crate::trouble::{PAGES, Trouble, UNKNOWN_CODE};

use place::Place;

pub(crate) fn run(what: &str) -> Result<Exit, Trouble> {
    match Place::parse(what) {
        Some(place) => place.run(what),
        None => code(what),
    }
}

/// The page of a code.
fn code(code: &str) -> Result<Exit, Trouble> {
    let of_rule = |rule: &&&Rule| rule.code.eq_ignore_ascii_case(code);
    let of_fault = |fault: &&FaultPage| fault.code.eq_ignore_ascii_case(code);
    let others = || coact_rust::RULES.iter().chain(&coact_engine::RULES);
    let fault = || FAULTS.iter().chain(PAGES).find(of_fault);
    let page = rules::explain(code)
        .or_else(|| others().find(of_rule).map(|rule| rule.page))
        .or_else(|| fault().map(|fault| fault.page));
    let Some(page) = page else {
        return Err(Trouble::coded(
            UNKNOWN_CODE,
            format!("there is no code `{}`", code.escape_debug()),
            "`coact rules` lists the codes of all rules",
        ));
    };
    console::out(page);
    Ok(Exit::Clean)
}
