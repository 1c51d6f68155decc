//! The acts that follow a fact by its rules, and where each does.

use super::decided::{Place, laws, nearest, states};
use crate::conditions::{Space, Term};
use crate::ctp::{Act, FactWord, Outcome, Status};
use crate::json::Scope;
use crate::model::{ActionRule, KindId, LinkId, Mode, Response};

use super::Cx;

/// One act that a rule answers with.
#[derive(Clone, Copy)]
pub(super) struct Answer<'m> {
    pub(super) rule: &'m ActionRule,
    pub(super) response: &'m Response,
    /// It follows where an assessment fails.
    pub(super) otherwise: bool,
}

/// All that rules answer to one fact where the same other facts stand, once per act.
pub(super) struct Answers<'m> {
    pub(super) kind: KindId,
    pub(super) on: FactWord,
    pub(super) all: Vec<Answer<'m>>,
    pub(super) rules: Vec<&'m ActionRule>,
}

impl<'m> Answers<'m> {
    /// Those of all rules on facts of a kind.
    pub(super) fn of(cx: &Cx<'m>, kind: KindId) -> Vec<Self> {
        let mut found: Vec<Self> = Vec::new();
        let model = cx.model;
        for id in cx.rules_on(kind) {
            let rule = &model.rules[*id];
            let together = |it: &&mut Self| {
                it.on == rule.on && it.rules.iter().all(|other| other.while_ == rule.while_)
            };
            let then = rule.then.iter().map(|response| (response, false));
            let otherwise = rule.otherwise.iter().map(|response| (response, true));
            let answers = then.chain(otherwise).map(|(response, otherwise)| Answer {
                rule,
                response,
                otherwise,
            });
            match found.iter_mut().find(together) {
                Some(known) => {
                    known.all.extend(answers);
                    known.rules.push(rule);
                }
                None => found.push(Self {
                    kind,
                    on: rule.on,
                    all: answers.collect(),
                    rules: vec![rule],
                }),
            }
        }
        found
    }

    /// Whether the fact asks for a choice.
    pub(super) const fn is_choice(&self) -> bool {
        matches!(
            self.on,
            FactWord::Base(Act::Request | Act::Declare) | FactWord::Revocation(_, Outcome::Asked)
        )
    }

    /// What is read where they follow, and what is given there.
    pub(super) fn place<'s>(&self, cx: &Cx<'s>) -> Place<'s> {
        Place::plain(cx.model, Scope::of(cx.model).in_kind(self.kind))
    }

    /// The states in which one of them speaks.
    pub(super) fn states(&self, cx: &Cx<'_>) -> Vec<Status> {
        let mut all: Vec<Status> = Vec::new();
        for rule in &self.rules {
            for status in states(cx.model, rule) {
                if !all.contains(&status) {
                    all.push(status);
                }
            }
        }
        all
    }

    /// What the laws of the entity keep from failing.
    pub(super) fn given(&self, cx: &Cx<'m>, space: &mut Space<'m>) -> Vec<Term> {
        let laws = laws(cx.model, cx.model.kinds[self.kind].product.entity);
        nearest(&laws)
            .iter()
            .filter_map(|law| law.term(space))
            .collect()
    }
}

impl<'m> Answer<'m> {
    /// Whether it is performed without a person.
    pub(super) fn is_automated(&self, cx: &Cx<'_>) -> bool {
        let link = |link: LinkId| cx.model.links[link].automated;
        self.rule.mode == Mode::Automated || self.response.link.is_some_and(link)
    }

    /// Where it follows.
    pub(super) fn term(&self, space: &mut Space<'m>) -> Term {
        let held = assessed(self.rule, space);
        let held = if self.otherwise {
            Term::Not(Box::new(held.or_false()))
        } else {
            held
        };
        match &self.response.condition {
            Some(condition) => Term::And(vec![held, space.term(condition)]),
            None => held,
        }
    }
}

/// Where all that a rule assesses holds.
pub(super) fn assessed<'m>(rule: &'m ActionRule, space: &mut Space<'m>) -> Term {
    let all = rule.assessments.iter();
    Term::And(all.map(|it| space.term(&it.condition)).collect())
}
