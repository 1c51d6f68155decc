//! What the language allows and the interpreter does not cover: found before a spec runs, so that none is judged by half.

use coact_model::ctp::{Act, Step};
use coact_model::model::ResponseLink;

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
    for link in model.links.values().filter(|link| link.apart) {
        if let Some(what) = apart(cx, link) {
            return lacks(link.loc, what);
        }
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

/// What is not covered of a link by which a child is asked for apart.
fn apart(cx: &Cx<'_>, link: &ResponseLink) -> Option<&'static str> {
    let (source, child) = (link.source.0, link.target.0);
    let request = Step::Base(Act::Request);
    let product = &cx.kind(child).product;
    if link.target.1 != request {
        return Some("`apart` at what is no request");
    }
    if !product.new || product.fact.is_some() {
        return Some("a child apart that is about what exists already");
    }
    if cx.place(source).many || cx.place(child).many {
        return Some("`apart` between transactions of which a case has several");
    }
    let links = cx.model.links.values();
    let asking = links.filter(|other| other.target == (child, request));
    (asking.count() > 1).then_some("a child apart that several links ask for")
}
