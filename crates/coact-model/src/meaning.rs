//! What the model says at a place: what the text leaves to the compiler, in sentences.
//!
//! Whom an act addresses, which thing a child is about, which instances a wait means, which row an event
//! touches, of which type an expression is: all of it follows from the model and is written nowhere. [`at`]
//! tells it for one place of the texts, for whatever shows it: an editor on hover, or `coact explain
//! model/shop.coact:12:8`.

mod acts;
mod links;
mod rows;
mod slices;

use crate::model::{Expr, ExprKind, Model};
use crate::{FileId, Loc};

/// What there is to say about one element of the model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// The element, or the part of it that is told of.
    pub loc: Loc,
    /// The element as it is called in the model: `request OrderPaying`.
    pub title: String,
    /// What was derived about it, a sentence each.
    pub sentences: Vec<String>,
}

/// What there is to say about the smallest element at a byte offset; nothing where there is no element.
pub fn at(model: &Model, file: FileId, offset: u32) -> Option<Meaning> {
    let meets = |loc: Loc| {
        loc.file == file
            && loc.span.start <= offset
            && offset <= loc.span.end
            && loc != Loc::default()
    };
    let elements = acts::all(model)
        .chain(links::all(model))
        .chain(rows::all(model))
        .chain(slices::all(model))
        .filter(|(loc, _)| meets(*loc))
        .map(|(loc, element)| (loc, Found::Element(element)));
    let upcasts = model.upcasts.iter().flat_map(|upcast| &upcast.fields);
    let expressions = model
        .expressions()
        .into_iter()
        .chain(upcasts.map(|(_, value)| value))
        .flat_map(Expr::all)
        .filter(|expr| meets(expr.loc))
        .map(|expr| (expr.loc, Found::Expression(expr)));
    // Of two of one length the last is the inner one; but what a fact is read of without being written is no answer.
    let implied = |best: &Found<'_>, next: &Found<'_>| match (best, next) {
        (Found::Expression(read), Found::Expression(of)) => {
            read.loc == of.loc
                && !matches!(read.kind, ExprKind::Convert(_) | ExprKind::Coalesce(..))
                && matches!(of.kind, ExprKind::Subject(_) | ExprKind::EventSubject)
        }
        _ => false,
    };
    let (loc, found) = elements.chain(expressions).reduce(|best, next| {
        if length(next.0) <= length(best.0) && !implied(&best.1, &next.1) {
            next
        } else {
            best
        }
    })?;
    let (title, sentences) = match found {
        Found::Element(Element::Kind(kind)) => acts::kind(model, kind),
        Found::Element(Element::Act(kind, step)) => acts::act(model, kind, step),
        Found::Element(Element::Response(link)) => links::response(model, link),
        Found::Element(Element::Wait(wait)) => links::wait(model, wait),
        Found::Element(Element::Handler(view, handler)) => rows::handler(model, view, handler),
        Found::Element(Element::Slice(story, slice)) => slices::slice(model, story, slice),
        Found::Expression(expr) => {
            let ty = crate::resolve::explained(model, &expr.ty);
            (format!("an expression of type {ty}"), Vec::new())
        }
    };
    Some(Meaning {
        loc,
        title,
        sentences,
    })
}

enum Found<'m> {
    Element(Element),
    Expression(&'m Expr),
}

/// What there is something to say about.
#[derive(Clone, Copy)]
enum Element {
    Kind(crate::model::KindId),
    Act(crate::model::KindId, crate::ctp::Step),
    Response(crate::model::LinkId),
    Wait(crate::model::WaitId),
    /// A view, and where its handler stands.
    Handler(crate::model::ViewId, Loc),
    /// A story, and a slice in it by its place.
    Slice(crate::model::StoryId, usize),
}

fn length(loc: Loc) -> u32 {
    loc.span.end.saturating_sub(loc.span.start)
}

/// "a", "a and b", "a, b and c".
fn listed(parts: &[String], word: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., last] => format!("{} {word} {last}", first.join(", ")),
    }
}
