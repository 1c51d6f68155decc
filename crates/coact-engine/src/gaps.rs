//! What the language allows and the interpreter does not cover: found before a spec runs, so that none is judged by half.

use coact_model::ctp::Act;

use crate::cx::{Cx, Gap};

/// What the model uses and the interpreter does not cover.
///
/// # Errors
/// The first such thing.
pub(crate) fn check(cx: &Cx<'_>) -> Result<(), Gap> {
    let lacks = |loc, what: &str| {
        Err(Gap {
            what: what.to_owned(),
            loc,
        })
    };
    let model = cx.model;
    for view in model.views.values() {
        if view.imported.is_some() {
            return lacks(view.name.loc, "a view of another model");
        }
    }
    if let Some(link) = model.links.values().find(|link| link.apart) {
        return lacks(link.loc, "a child that lives apart");
    }
    if let Some(said) = model.commands.values().find(|it| it.no_more.is_some()) {
        return lacks(said.name.loc, "that no more will be asked for");
    }
    for wait in model.waits.values() {
        let (target, act) = wait.target;
        let from = match act {
            Act::Request => cx.parent(target),
            _ => Some(target),
        };
        let Some(around) = from.and_then(|from| cx.shared(from, wait.source.0)) else {
            return lacks(wait.loc, "a wait between ends that share no transaction");
        };
        if !cx.sees(target, around) {
            return lacks(
                wait.loc,
                "a wait for what lies more than one level further out",
            );
        }
    }
    Ok(())
}
