//! Which acts happen without a person, and what they are known by.

use super::Topology;
use crate::ctp::{Step, fact_words, step_of_kind, step_words};
use crate::model::{ActionRule, KindId, LinkId, Mode, Response, ResponseLink, RuleId};

impl<'a> Topology<'a> {
    /// The responses of rules that carry out a link.
    pub fn responses(&self, link: LinkId) -> Vec<(RuleId, &'a ActionRule, &'a Response)> {
        let mut found = Vec::new();
        for (id, rule) in self.model.rules.iter() {
            for response in rule.then.iter().chain(&rule.otherwise) {
                if response.link == Some(link) {
                    found.push((id, rule, response));
                }
            }
        }
        found
    }

    /// Whether a response is performed without a person.
    pub fn is_by_itself(&self, rule: &ActionRule, response: &Response) -> bool {
        let link = response.link.map(|link| &self.model.links[link]);
        rule.mode == Mode::Automated || link.is_some_and(|link| link.automated)
    }

    /// Whether a link or rule performs a step by itself.
    pub fn is_automated(&self, kind: KindId, step: Step) -> bool {
        let mut links = self.model.links.values();
        let mut rules = self.model.rules.values();
        links.any(|link| link.automated && link.target == (kind, step))
            || rules.any(|rule| {
                let mut responses = rule.then.iter().chain(&rule.otherwise);
                responses.any(|response| {
                    (response.kind, response.step) == (kind, step)
                        && self.is_by_itself(rule, response)
                })
            })
    }

    /// The automated links that start from a fact of this kind and that no rule carries out.
    pub fn automated_links(&self, kind: KindId) -> Vec<(LinkId, &'a ResponseLink)> {
        let links = self.model.links.iter();
        links
            .filter(|(id, link)| {
                link.automated && link.source.0 == kind && self.responses(*id).is_empty()
            })
            .collect()
    }

    /// What a link is known by for good: `OrderCompleting promised -> request OrderPaying`.
    pub fn link_identity(&self, link: &ResponseLink) -> String {
        format!(
            "{} {} -> {} {}",
            self.first_kind_name(link.source.0),
            fact_words(link.source.1),
            step_words(link.target.1),
            self.first_kind_name(link.target.0)
        )
    }

    /// What a rule is known by for good, as it stands in the model where nothing has another name by now.
    pub fn rule_identity(&self, rule: &ActionRule) -> String {
        let mut acts: Vec<String> = Vec::new();
        for response in rule.then.iter().chain(&rule.otherwise) {
            let act = if response.kind == rule.kind {
                step_words(response.step)
            } else {
                step_of_kind(response.step, self.first_kind_name(response.kind))
            };
            if !acts.contains(&act) {
                acts.push(act);
            }
        }
        let (own, fact) = (self.first_kind_name(rule.kind), fact_words(rule.on));
        format!("{own} {fact}: {}", acts.join(", "))
    }

    /// Which of a rule's responses this is: `then request OrderPaying`. A number tells those of one act apart.
    pub fn response_identity(&self, rule: &ActionRule, response: &Response) -> String {
        let is_it = |other: &Response| std::ptr::eq(other, response);
        let (branch, responses) = if rule.otherwise.iter().any(is_it) {
            ("else", &rule.otherwise)
        } else {
            ("then", &rule.then)
        };
        let (kind, step) = (response.kind, response.step);
        let before = responses
            .iter()
            .take_while(|other| !is_it(other))
            .filter(|other| (other.kind, other.step) == (kind, step))
            .count();
        let (act, kind) = (step_words(step), self.first_kind_name(kind));
        match before {
            0 => format!("{branch} {act} {kind}"),
            before => format!("{branch} {act} {kind} {}", before + 1),
        }
    }
}
