//! Action Model: rules and look-ups.

use super::{ActRef, Doc, Expr, FactRef, FieldInit, Name, Path, Sentence, TypeExpr};
use crate::Span;

/// `rule on OrderCompleting requested [while …] enforced { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct RuleItem {
    /// The fact it answers.
    pub on: FactRef,
    /// Further facts that must stand.
    pub while_: Vec<FactRef>,
    /// `advised | enforced | automated`
    pub mode: Option<Name>,
    /// Its assessments, in the order written.
    pub assessments: Vec<Assessment>,
    /// What follows where all assessments hold.
    pub then: Vec<Response>,
    /// What follows where one fails.
    pub otherwise: Vec<Response>,
    /// Members that could not be read; reported already.
    pub broken: Vec<Span>,
}

/// `truth InStock "every line is in stock": …`
#[derive(Clone, Debug, PartialEq)]
pub struct Assessment {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Which of the three claims to validity.
    pub claim: Claim,
    /// Its name.
    pub name: Option<Name>,
    /// The sentence for people.
    pub sentence: Sentence,
    /// The condition.
    pub condition: Expr,
    /// The whole member.
    pub span: Span,
}

/// The claim to validity that an assessment judges.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Claim {
    /// About performer and addressee.
    Rightness,
    /// About the performer.
    Sincerity,
    /// About the production and coordination world.
    Truth,
}

/// `[for each x in E] ACTREF [for X] [{ payload }] [if E]`
#[derive(Clone, Debug, PartialEq)]
pub struct Response {
    /// `for each l in order.lines`
    pub each: Option<(Name, Expr)>,
    /// The act to perform.
    pub act: ActRef,
    /// `for X`: the subject it is about.
    pub subject: Option<Expr>,
    /// Its payload.
    pub payload: Option<Vec<FieldInit>>,
    /// `if E`
    pub condition: Option<Expr>,
    /// The whole response.
    pub span: Span,
}

/// `lookup stock(sku: Sku) -> Int from StockLevels`
#[derive(Clone, Debug, PartialEq)]
pub struct LookupItem {
    /// Its name.
    pub name: Name,
    /// What it is asked with.
    pub params: Vec<Param>,
    /// What it answers.
    pub result: TypeExpr,
    /// The view that answers it; without one the host does.
    pub from: Option<Path>,
}

/// `sku: Sku`
#[derive(Clone, Debug, PartialEq)]
pub struct Param {
    /// Its name.
    pub name: Name,
    /// Its type.
    pub ty: TypeExpr,
}
