//! Action Model.

use coact_syntax::ast::Claim;
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::expression::{Assignment, Scope};
use super::words::{self, sentence, text};
use crate::model::{self, Mode, Model};

/// An action rule.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Rule {
    /// The fact and the acts it answers with: `OrderCompleting promised: request OrderShipping`.
    pub(super) name: String,
    pub(super) doc: Option<String>,
    /// The fact it answers: `OrderCompleting promised`.
    pub(super) on: String,
    /// Further facts that must stand, those that follow from waits included.
    #[serde(rename = "while")]
    pub(super) while_: Vec<String>,
    pub(super) mode: ModeWord,
    pub(super) assessments: Vec<Assessment>,
    /// What follows where all assessments hold.
    pub(super) then: Vec<Answer>,
    /// What follows where one fails.
    #[serde(rename = "else")]
    pub(super) otherwise: Vec<Answer>,
}

/// How binding a rule is.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ModeWord {
    /// A person decides; the assessment is shown and recorded.
    Advised,
    /// The act is rejected when an assessment fails.
    Enforced,
    /// Performed without a person.
    Automated,
}

/// An assessment.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Assessment {
    pub(super) name: String,
    pub(super) claim: ClaimWord,
    pub(super) sentence: Option<String>,
    /// An expression.
    pub(super) condition: String,
}

/// The claim to validity that is judged.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub(super) enum ClaimWord {
    /// About performer and addressee.
    Rightness,
    /// About the performer.
    Sincerity,
    /// About the world.
    Truth,
}

/// An act that a rule answers with.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Answer {
    /// `request OrderShipping`
    pub(super) act: String,
    /// One performance per element of a list.
    pub(super) each: Option<Each>,
    /// The entity it is about, an expression.
    #[serde(rename = "for")]
    pub(super) subject: Option<String>,
    pub(super) payload: Vec<Assignment>,
    /// Only where this expression holds.
    #[serde(rename = "if")]
    pub(super) condition: Option<String>,
}

/// A list and the name of its elements.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Each {
    pub(super) name: String,
    /// An expression.
    pub(super) list: String,
}

/// A look-up: a pure read that the host answers.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Lookup {
    pub(super) name: String,
    pub(super) doc: Option<String>,
    pub(super) parameters: Vec<Parameter>,
    /// The type of the answer.
    pub(super) result: String,
    /// The view that answers it; none where the host does.
    pub(super) view: Option<String>,
}

/// A parameter.
#[derive(Debug, Serialize, Deserialize, JsonSchema)]
pub(super) struct Parameter {
    pub(super) name: String,
    #[serde(rename = "type")]
    pub(super) ty: String,
}

impl Rule {
    pub(super) fn of(model: &Model, rule: &model::ActionRule) -> Self {
        let scope = Scope::of(model).in_kind(rule.kind);
        let answers = |responses: &[model::Response]| {
            responses
                .iter()
                .map(|response| Answer::of(model, &scope, response))
                .collect()
        };
        Self {
            name: rule.identity.clone(),
            doc: rule.doc.clone(),
            on: words::fact(model, (rule.kind, rule.on)),
            while_: rule
                .while_
                .iter()
                .map(|fact| words::fact(model, *fact))
                .collect(),
            mode: match rule.mode {
                Mode::Advised => ModeWord::Advised,
                Mode::Enforced => ModeWord::Enforced,
                Mode::Automated => ModeWord::Automated,
            },
            assessments: rule
                .assessments
                .iter()
                .map(|assessment| Assessment {
                    name: text(&assessment.name),
                    claim: match assessment.claim {
                        Claim::Rightness => ClaimWord::Rightness,
                        Claim::Sincerity => ClaimWord::Sincerity,
                        Claim::Truth => ClaimWord::Truth,
                    },
                    sentence: sentence(&assessment.sentence),
                    condition: scope.text(&assessment.condition),
                })
                .collect(),
            then: answers(&rule.then),
            otherwise: answers(&rule.otherwise),
        }
    }
}

impl Answer {
    fn of(model: &Model, scope: &Scope<'_>, response: &model::Response) -> Self {
        Self {
            act: words::act(model, (response.kind, response.step)),
            each: response.each.as_ref().map(|(local, list)| Each {
                name: local.name.clone(),
                list: scope.text(list),
            }),
            subject: response.subject.as_ref().map(|subject| scope.text(subject)),
            payload: scope.given(
                (response.kind, response.step),
                response.key.as_ref(),
                &response.payload,
            ),
            condition: response
                .condition
                .as_ref()
                .map(|condition| scope.text(condition)),
        }
    }
}

impl Lookup {
    pub(super) fn of(model: &Model, lookup: &model::Lookup) -> Self {
        let parameters = lookup.params.iter().map(|(name, ty)| Parameter {
            name: text(name),
            ty: words::ty(model, ty),
        });
        Self {
            name: text(&lookup.name),
            doc: lookup.doc.clone(),
            parameters: parameters.collect(),
            result: words::ty(model, &lookup.result),
            view: lookup.from.map(|view| text(&model.views[view].name)),
        }
    }
}
