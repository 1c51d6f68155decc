//! Requests of children that are due.

use coact_model::ctp::{Act, Base};
use coact_model::model::ActorId;
use coact_runtime::ActorId as Who;

use super::{Seen, command};
use crate::case::{Instance, Site, admits, authority, elements, site};
use crate::evaluate::Scope;
use crate::value::Value;
use coact_runtime::export::uuid::Uuid;

impl Seen<'_, '_> {
    /// Asks for a child, or for one per element.
    pub(super) fn ask_for_child(&mut self) {
        if self.cx.place(self.work.target.0).own_subject {
            self.ask_several();
            self.ask_again();
        } else {
            self.ask_one();
        }
    }

    /// The key of the transaction that encloses the child.
    fn parent_key(&self) -> Value {
        match self.cx.parent(self.work.target.0) {
            Some(parent) => self.site.key_of(self.cx, self.case, parent),
            None => self.case.key.clone(),
        }
    }

    /// There is one child per parent, about the parent's subject.
    fn ask_one(&mut self) {
        let (cx, case) = (self.cx, self.case);
        let (target, step) = self.work.target;
        let key = self.parent_key();
        let child = site::to_be(cx, case, target, key.clone(), None);
        let blank = Instance::default();
        let instance = child.instance.unwrap_or(&blank);
        let is_first = !instance.status.is_live() && instance.last(Act::Request) <= self.occasion;
        if !(is_first || self.is_again(instance)) || !admits::may(cx, case, &child, step) {
            return;
        }
        let occasion = if is_first {
            self.occasion
        } else {
            declined(instance)
        };
        let (by, role) = self.entitled();
        let by = instance.initiator.clone().or(by);
        let scope = self.scope();
        let command = command::command(self, &scope, Some(key), None);
        self.push(command, by, role, None, occasion);
    }

    /// Whether a declined instance is asked for again.
    fn is_again(&self, instance: &Instance) -> bool {
        let declines = self.cx.act(self.work.target.0, Act::Decline).is_some();
        self.work.retry.filter(|_| declines).is_some_and(|retry| {
            instance.status.base == Base::Declined
                && instance.status.pending.is_none()
                && retry.times.is_none_or(|times| instance.declines <= times)
        })
    }

    /// Whether an instance answers what is due.
    fn is_answer(&self, instance: &Instance) -> bool {
        let response = Some(self.work.response.as_str());
        let target = self.work.target.0;
        elements::is_answer(self.cx, target, instance, self.occasion, response)
    }

    /// Children have subjects of their own: one is asked for, or one per element.
    fn ask_several(&mut self) {
        let (cx, case) = (self.cx, self.case);
        let (target, _) = self.work.target;
        let scope = self.scope();
        let key = self.parent_key();
        let each = case.within(cx, target, &key);
        match self.work.each {
            Some((local, list)) => {
                for item in scope.items(list) {
                    let Ok((mark, text)) = self.mark(&scope, &item) else {
                        continue;
                    };
                    let answered = each.iter().any(|entry| {
                        entry.instance.element.as_ref() == Some(&mark)
                            && self.is_answer(&entry.instance)
                    });
                    if !answered {
                        scope.with(local, &item, |inner| self.ask_new(inner, &key, Some(text)));
                    }
                }
            }
            None if self.work.times > 1 => {
                let answers = each.iter().filter(|entry| self.is_answer(&entry.instance));
                let asked = u64::try_from(answers.count()).unwrap_or(u64::MAX);
                for nth in asked..self.work.times {
                    self.ask_new(&scope, &key, Some(nth.to_string()));
                }
            }
            None => {
                if !each.iter().any(|entry| self.is_answer(&entry.instance)) {
                    self.ask_new(&scope, &key, None);
                }
            }
        }
    }

    /// Asks for a new one, where the state admits it.
    fn ask_new(&mut self, scope: &Scope<'_>, around: &Value, element: Option<String>) {
        let (cx, case) = (self.cx, self.case);
        let (target, step) = self.work.target;
        let Ok(given) = command::new_key(scope, self.work).transpose() else {
            return;
        };
        let subject = given.clone().unwrap_or(Value::Uuid(Uuid::nil()));
        let child = site::to_be(cx, case, target, subject, Some(around));
        if !admits::may(cx, case, &child, step) {
            return;
        }
        let (by, role) = self.entitled();
        let command = command::command(self, scope, given, None);
        self.push(command, by, role, element, self.occasion);
    }

    /// Asks again for those that were declined.
    fn ask_again(&mut self) {
        let (cx, case) = (self.cx, self.case);
        let (target, step) = self.work.target;
        let scope = self.scope();
        let key = self.parent_key();
        for entry in case.within(cx, target, &key) {
            let instance = &entry.instance;
            let child = Site::of(target, entry);
            let is_its = elements::is_by(cx, target, instance, Some(&self.work.response));
            if !is_its || !self.is_again(instance) || !admits::may(cx, case, &child, step) {
                continue;
            }
            let (by, role) = self.entitled();
            let by = instance.initiator.clone().or(by);
            let subject = Some(entry.subject.clone());
            let command = command::command(self, &scope, subject, Some(instance));
            self.push(command, by, role, None, declined(instance));
        }
    }

    /// In whose name a child is asked for, and in which role: the party of the source who plays an initiator's role, else that
    /// of the transaction around.
    pub(super) fn entitled(&self) -> (Option<Who>, ActorId) {
        let (cx, case) = (self.cx, self.case);
        let (target, _) = self.work.target;
        let source = self.work.source.0;
        let roles = &cx.kind(target).initiators;
        let plays = |actor: &&ActorId| roles.contains(actor);
        let executor = cx.kind(source).executor;
        if roles.contains(&executor) {
            return (authority::executor(cx, case, self.site), executor);
        }
        if let Some(role) = cx.kind(source).initiators.iter().find(plays) {
            return (authority::initiator(self.site), *role);
        }
        let parent = cx.parent(target).filter(|parent| !cx.place(*parent).many);
        if let Some(parent) = parent
            && let Some(entry) = case.only(parent)
        {
            let site = Site::of(parent, entry);
            let executor = cx.kind(parent).executor;
            if roles.contains(&executor) {
                return (authority::executor(cx, case, &site), executor);
            }
            if let Some(role) = cx.kind(parent).initiators.iter().find(plays) {
                return (authority::initiator(&site), *role);
            }
        }
        let first = roles.first().copied();
        (None, first.unwrap_or_else(|| cx.kind(target).executor))
    }
}

/// The case's version right after the decline that stands.
fn declined(instance: &Instance) -> u64 {
    let decline = instance.standing.get(&Act::Decline);
    decline.map_or(0, |decline| decline.version)
}
