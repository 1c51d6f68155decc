//! Rules and look-ups.

use super::block::Separated;
use super::{Cursor, Lowering, Node};
use crate::SyntaxErrorKind;
use crate::ast::{Assessment, Claim, LookupItem, Response, RuleItem};
use crate::engine::Rule;

/// A member of a rule while it is read.
enum Member {
    Assessment(Assessment),
    Then(Vec<Response>),
    Else(Vec<Response>),
    Broken(crate::Span),
}

impl<'t> Lowering<'_, 't> {
    pub(super) fn rule(&mut self, node: Node<'t>) -> Option<RuleItem> {
        let mut cursor = Cursor::of(node);
        let on = self.next_fact_ref(&mut cursor)?;
        let while_ = match cursor.maybe(Rule::rule_while) {
            Some(node) => self.fact_refs(&mut Cursor::of(node))?,
            None => Vec::new(),
        };
        let mode = cursor.maybe(Rule::rule_mode).map(|node| self.name(&node));
        let block = cursor.maybe(Rule::rule_block)?;
        let members = self.block(
            block,
            Rule::only_rule_member,
            Separated::Yes,
            Self::rule_member,
            |span| Some(Member::Broken(span)),
        );
        let mut rule = RuleItem {
            on,
            while_,
            mode,
            assessments: Vec::new(),
            then: Vec::new(),
            otherwise: Vec::new(),
            broken: Vec::new(),
        };
        for member in members {
            match member {
                Member::Assessment(assessment) => rule.assessments.push(assessment),
                Member::Then(responses) => self.once(&mut rule.then, responses, "`then` once"),
                Member::Else(responses) => self.once(&mut rule.otherwise, responses, "`else` once"),
                Member::Broken(span) => rule.broken.push(span),
            }
        }
        Some(rule)
    }

    /// A second `then` or `else` has no meaning of its own: it is said, and the first one stands.
    fn once(&mut self, into: &mut Vec<Response>, responses: Vec<Response>, what: &'static str) {
        if into.is_empty() {
            *into = responses;
        } else if let (Some(first), Some(last)) = (responses.first(), responses.last()) {
            let at = first.span.to(last.span);
            let kind = SyntaxErrorKind::Expected {
                expected: vec![what, "`and` between the acts"],
                found: self.source.found(at.start as usize, at.end as usize),
            };
            self.report(kind, at);
        }
    }

    fn rule_member(&mut self, node: Node<'t>) -> Option<Member> {
        let rule = node.as_rule();
        if rule == Rule::assessment {
            return self.assessment(node).map(Member::Assessment);
        }
        let mut cursor = Cursor::of(node);
        self.doc();
        let responses = cursor
            .many(Rule::response)
            .into_iter()
            .map(|node| self.response(node))
            .collect::<Option<_>>()?;
        Some(if rule == Rule::then_clause {
            Member::Then(responses)
        } else {
            Member::Else(responses)
        })
    }

    fn assessment(&mut self, node: Node<'t>) -> Option<Assessment> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let claim = match cursor.maybe(Rule::claim)?.as_str() {
            "rightness" => Claim::Rightness,
            "sincerity" => Claim::Sincerity,
            _ => Claim::Truth,
        };
        Some(Assessment {
            span,
            doc,
            claim,
            name: self.next_name(&mut cursor),
            sentence: self.next_text(&mut cursor),
            condition: self.next_expr(&mut cursor)?,
        })
    }

    fn response(&mut self, node: Node<'t>) -> Option<Response> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let each = match cursor.maybe(Rule::response_each) {
            Some(each) => {
                let mut inside = Cursor::of(each);
                Some((self.next_name(&mut inside)?, self.next_expr(&mut inside)?))
            }
            None => None,
        };
        let act = self.next_act_ref(&mut cursor)?;
        let subject = match cursor.maybe(Rule::response_for) {
            Some(subject) => Some(self.only_expr(subject)?),
            None => None,
        };
        let payload = self.next_inits(&mut cursor);
        let condition = match cursor.maybe(Rule::response_if) {
            Some(condition) => Some(self.only_expr(condition)?),
            None => None,
        };
        Some(Response {
            each,
            act,
            subject,
            payload,
            condition,
            span,
        })
    }

    pub(super) fn lookup(&mut self, node: Node<'t>) -> Option<LookupItem> {
        let mut cursor = Cursor::of(node);
        let mut signature = Cursor::of(cursor.maybe(Rule::signature)?);
        let name = self.next_name(&mut signature)?;
        let params = self.params(signature.maybe(Rule::param_list)?)?;
        self.past_of("lookup", &name, &mut cursor)?;
        let result = self.next_type(&mut cursor)?;
        let from = match cursor.maybe(Rule::lookup_from) {
            Some(from) => Some(self.next_path(&mut Cursor::of(from))?),
            None => None,
        };
        Some(LookupItem {
            name,
            params,
            result,
            from,
        })
    }
}
