//! Requests of children that live apart, as they are due in their parent.

use coact_model::ctp::{Act, Base};
use coact_model::model::ResponseLink;

use super::{Seen, command};
use crate::case::apart::{Child, may_ask};
use crate::evaluate::Scope;
use crate::message::ActCommand;
use crate::value::parsed;
use coact_model::model::Type;

impl Seen<'_, '_> {
    /// Asks for a child, or for one per element.
    pub(super) fn ask_apart(&mut self, link: &ResponseLink) {
        let target = self.work.target.0;
        let scope = self.scope();
        let children: Vec<Child> = self
            .case
            .bonds
            .children(target)
            .iter()
            .map(|(_, it)| it)
            .filter(|it| self.is_its(it))
            .cloned()
            .collect();
        let occasion = self.occasion;
        let answers = |child: &Child| child.status.is_live() || child.last_request > occasion;
        match self.work.each {
            Some((local, list)) => {
                for item in scope.items(list) {
                    let Ok((_, text)) = self.mark(&scope, &item) else {
                        continue;
                    };
                    let mark = Some(text);
                    let answered = children
                        .iter()
                        .any(|child| child.element == mark && answers(child));
                    if !answered {
                        scope.with(local, &item, |inner| self.ask_new_apart(inner, link, mark));
                    }
                }
            }
            None if self.work.times > 1 => {
                let asked = children.iter().filter(|child| answers(child)).count();
                let asked = u64::try_from(asked).unwrap_or(u64::MAX);
                for nth in asked..self.work.times {
                    self.ask_new_apart(&scope, link, Some(nth.to_string()));
                }
            }
            None => {
                if !children.iter().any(answers) {
                    self.ask_new_apart(&scope, link, None);
                }
            }
        }
        self.ask_apart_again(link);
    }

    /// Whether a child was asked for by this response, as far as that is to be told.
    fn is_its(&self, child: &Child) -> bool {
        !self.cx.several_ask(self.work.target.0)
            || child.response.as_deref() == Some(self.work.response.as_str())
    }

    fn ask_new_apart(&mut self, scope: &Scope<'_>, link: &ResponseLink, element: Option<String>) {
        let target = self.work.target.0;
        if may_ask(self.cx, self.case, self.site, target, link).is_err() {
            return;
        }
        let (by, role) = self.entitled();
        let Ok(key) = command::new_key(scope, self.work).transpose() else {
            return;
        };
        let command = command::command(self, scope, key, None);
        self.push(command, by, role, element, self.occasion);
    }

    /// Asks again for what was declined, with what was asked for.
    fn ask_apart_again(&mut self, link: &ResponseLink) {
        let (cx, case) = (self.cx, self.case);
        let target = self.work.target.0;
        let declines = cx.act(target, Act::Decline).is_some();
        let Some(retry) = self.work.retry.filter(|_| declines) else {
            return;
        };
        for (id, child) in case.bonds.children(target) {
            let is_again = child.status.base == Base::Declined
                && child.status.pending.is_none()
                && retry.times.is_none_or(|times| child.declines <= times);
            let Some(asked) = &child.asked else { continue };
            if !is_again
                || !self.is_its(child)
                || may_ask(cx, case, self.site, target, link).is_err()
            {
                continue;
            }
            let key = id.split_once('/').map(|(_, key)| key);
            let ty = Type::Entity(cx.subject(target));
            let Some(key) = key.and_then(|key| parsed(cx, &ty, key)) else {
                continue;
            };
            let command = ActCommand {
                subject: Some(key),
                ..asked.clone()
            };
            let (by, role) = self.entitled();
            self.push(Ok(command), by, role, None, child.returned);
        }
    }
}
