//! `coact verify --export`

use coact_engine::export::{Unsaid, pnml, promela, tla};
use coact_engine::net::{Bounds, Net};
use coact_engine::verify::unexplored;
use coact_model::render;

use super::{Chosen, quoted};
use crate::args::NetFormat;
use crate::console;
use crate::exit::Exit;
use crate::trouble::{NOT_A_NET, SEVERAL_CASES, Trouble};

pub(super) fn run(
    chosen: &[Chosen<'_>],
    format: NetFormat,
    bounds: Bounds,
) -> Result<Exit, Trouble> {
    let [one] = chosen else {
        let names: Vec<&str> = chosen
            .iter()
            .map(|one| {
                one.model.entities[one.model.cases[one.case].entity]
                    .name
                    .text
                    .as_str()
            })
            .collect();
        return Err(Trouble::coded(
            SEVERAL_CASES,
            format!(
                "the net of one case is printed, and there are {}",
                names.len()
            ),
            match names.is_empty() {
                true => "the model has no transactions".to_owned(),
                false => format!("choose one with `--case`: {}", quoted(&names)),
            },
        ));
    };
    let net = match Net::of(one.model, one.case, bounds) {
        Ok(net) => net,
        Err(why) => {
            let found = [unexplored(one.model, one.case, &why)];
            let (width, colour) = (console::width(), console::colour());
            console::tell(&render::human(one.sources, &found, width, colour));
            return Ok(Exit::Findings);
        }
    };
    let text = match format {
        NetFormat::Promela => promela(&net),
        // The name of the module is that of the file to keep it in.
        NetFormat::Tla => tla(&net, "Case"),
        NetFormat::Pnml => pnml(&net).map_err(|Unsaid::Urgent| {
            Trouble::coded(
                NOT_A_NET,
                "what follows at once in this case cannot be said in PNML",
                "export it as `promela` or `tla`",
            )
        })?,
    };
    console::out(&text);
    Ok(Exit::Clean)
}
