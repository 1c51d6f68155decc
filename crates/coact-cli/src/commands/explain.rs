//! `coact explain`

use coact_build::{FAULTS, FaultPage};
use coact_model::rules;

use crate::console;
use crate::exit::Exit;
use crate::trouble::{PAGES, Trouble, UNKNOWN_CODE};

pub(crate) fn run(code: &str) -> Result<Exit, Trouble> {
    let fault = |page: &&FaultPage| page.code.eq_ignore_ascii_case(code);
    let page = rules::find(code).map(|rule| rule.page).or_else(|| {
        FAULTS
            .iter()
            .chain(PAGES)
            .find(fault)
            .map(|fault| fault.page)
    });
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
