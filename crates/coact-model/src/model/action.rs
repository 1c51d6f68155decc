//! Action Model.

use super::{Expr, Field, Ident, KindId, LinkId, Local, Type, ValueId, ViewId};
use crate::Loc;
use crate::ctp::{FactWord, Step};
use coact_syntax::ast::Claim;

/// An action rule.
#[derive(Clone, Debug)]
pub struct ActionRule {
    /// Its doc text.
    pub doc: Option<String>,
    /// The kind of the fact it answers.
    pub kind: KindId,
    /// The fact.
    pub on: FactWord,
    /// Further facts that must stand, written or following from waits.
    pub while_: Vec<(KindId, FactWord)>,
    /// How binding it is.
    pub mode: Mode,
    /// Its assessments.
    pub assessments: Vec<Assessment>,
    /// What follows where all hold.
    pub then: Vec<Response>,
    /// What follows where one fails.
    pub otherwise: Vec<Response>,
    /// Its identity: the fact and the acts it answers with, `OrderCompleting promised: request OrderShipping`.
    pub identity: String,
    /// Its header.
    pub loc: Loc,
}

/// How binding a rule is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Mode {
    /// A person decides; the assessment is shown and recorded.
    #[default]
    Advised,
    /// The `then` act is rejected when an assessment fails.
    Enforced,
    /// Performed without a person.
    Automated,
}

/// One assessment.
#[derive(Clone, Debug)]
pub struct Assessment {
    /// Which claim to validity it judges.
    pub claim: Claim,
    /// Its name; derived from its place where the text gives none.
    pub name: Ident,
    /// The model's sentence; empty where it gives none.
    pub sentence: String,
    /// The condition.
    pub condition: Expr,
}

/// One response of a rule.
#[derive(Clone, Debug)]
pub struct Response {
    /// `for each x in E`: one performance per element.
    pub each: Option<(Local, Expr)>,
    /// The kind of the act.
    pub kind: KindId,
    /// The act.
    pub step: Step,
    /// `for X`: the subject it is about.
    pub subject: Option<Expr>,
    /// Values for the act's payload: an index into it, and the value.
    pub payload: Vec<(usize, Expr)>,
    /// The key of the new entity that the act makes, where it comes with the request.
    pub key: Option<Expr>,
    /// `if E`
    pub condition: Option<Expr>,
    /// The response link it carries out, where the act is of another kind.
    pub link: Option<LinkId>,
    /// The whole response.
    pub loc: Loc,
}

/// A look-up: a pure read answered by the host.
#[derive(Clone, Debug)]
pub struct Lookup {
    /// Its name.
    pub name: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// What it is asked with.
    pub params: Vec<(Ident, Type)>,
    /// What it answers.
    pub result: Type,
    /// The view that answers it; without one the host does.
    pub from: Option<ViewId>,
}

/// What of a row answers a look-up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RowAnswer {
    /// A field: an index into the view's fields.
    Field(usize),
    /// All fields of a value, by their names.
    Value(ValueId),
}

impl super::Model {
    /// What of a view's row answers a look-up: the field called like it, else all fields of the value that it answers, else
    /// the only field of its type. None where nothing or several would.
    pub fn row_answer(&self, lookup: &Lookup, view: ViewId) -> Option<RowAnswer> {
        let view = &self.views[view];
        let answers = |field: &Field| !field.key && lookup.fits(field);
        let mut fields = view.fields.iter();
        let named = fields.position(|field| field.name.text == lookup.name.text && answers(field));
        if let Some(at) = named {
            return Some(RowAnswer::Field(at));
        }
        let result = match &lookup.result {
            Type::Optional(inner) => inner,
            other => other,
        };
        if let Type::Value(id) = result {
            let has = |field: &Field| {
                let mut fields = view.fields.iter();
                fields.any(|of| of.name.text == field.name.text && of.ty == field.ty)
            };
            if self.values[*id].fields.iter().all(has) {
                return Some(RowAnswer::Value(*id));
            }
        }
        let mut found = view
            .fields
            .iter()
            .enumerate()
            .filter(|(_, field)| answers(field));
        match (found.next(), found.next()) {
            (Some((at, _)), None) => Some(RowAnswer::Field(at)),
            _ => None,
        }
    }
}

impl Lookup {
    /// Whether a field of a row is of the type that is answered: where there is no row, an optional one is absent.
    pub fn fits(&self, field: &Field) -> bool {
        field.ty == self.result
            || matches!(&self.result, Type::Optional(inner) if **inner == field.ty)
    }
}
