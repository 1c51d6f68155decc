//! Automated work that is due: level-triggered, derived anew from the fold each time.
//!
//! An act is due while the facts of its link or rule stand, the act is admitted and nothing answers it yet: no live instance,
//! and none asked for since the standing fact, its *occasion*.

mod apart;
mod children;
mod command;

use coact_model::ctp::{self, Act, FactWord, Step};
use coact_model::model::{ActorId, Expr, KindId, Local, Retry};
use coact_runtime::ActorId as Who;
use coact_runtime::export::jiff::Timestamp;
use coact_runtime::expr::Eval;

use super::{Case, Site, Sort, admits, authority, elements, occasion, operative};
use super::{rules, stands};
use crate::cx::Cx;
use crate::evaluate::Scope;
use crate::message::ActCommand;
use crate::value::Value;

/// Automated work that is due in a case.
#[derive(Clone, Debug)]
pub(crate) struct Due {
    /// The link or rule, by its identity in the model.
    pub(crate) rule: String,
    /// Which of the rule's responses; empty for a link.
    pub(crate) response: String,
    pub(crate) command: ActCommand,
    /// In whose name; none where nobody is bound yet.
    pub(crate) by: Option<Who>,
    pub(crate) role: ActorId,
    /// The case's version right after the standing fact that the rule answers.
    pub(crate) occasion: u64,
    /// The element's key, in a `for each`.
    pub(crate) element: Option<String>,
    pub(crate) not_before: Option<Timestamp>,
}

/// One automated act: of a link, or of a rule's response.
struct Work<'a> {
    /// The kind that it starts from, and the fact.
    source: (KindId, FactWord),
    /// What it performs.
    target: (KindId, Step),
    identity: String,
    response: String,
    /// How often it asks for a child.
    times: u64,
    /// The instance that it is of, where that is said.
    about: Option<&'a Expr>,
    /// Once per element.
    each: Option<(&'a Local, &'a Expr)>,
    /// The key of what is asked for, where it comes with the request.
    key: Option<&'a Expr>,
    /// Values for the payload.
    payload: &'a [(usize, Expr)],
    /// Asked again after a decline.
    retry: Option<Retry>,
}

/// Work as it is seen from an instance of the kind that it starts from.
struct Seen<'d, 'w> {
    cx: &'d Cx<'d>,
    case: &'d Case,
    site: &'d Site<'d>,
    work: &'w Work<'w>,
    occasion: u64,
    out: &'w mut Vec<Due>,
}

/// All automated work that is due in a case.
pub(crate) fn due(cx: &Cx<'_>, case: &Case) -> Vec<Due> {
    let mut out = Vec::new();
    if let Sort::Case(sort) = case.sort {
        for kind in cx.kinds_of(sort) {
            for entry in case.entries(kind) {
                of_instance(cx, case, &Site::of(kind, entry), &mut out);
            }
        }
    }
    out
}

fn of_instance(cx: &Cx<'_>, case: &Case, site: &Site<'_>, out: &mut Vec<Due>) {
    let kind = site.kind;
    for (_, link) in cx.automated_links(kind) {
        if !stands(site.instance, link.source.1) {
            continue;
        }
        let work = Work {
            source: link.source,
            target: link.target,
            identity: cx.link_identity(link),
            response: String::new(),
            times: link.min.max(1),
            about: None,
            each: None,
            key: link.key.as_ref(),
            payload: &link.payload,
            retry: link.retry,
        };
        Seen::of(cx, case, site, &work, out).ask();
    }
    for answer in rules::starting_at(cx, kind) {
        if !cx.is_by_itself(answer.rule, answer.response) || !is_called_for(cx, case, site, &answer)
        {
            continue;
        }
        let response = answer.response;
        let link = response.link.map(|link| &cx.model.links[link]);
        let work = Work {
            source: (kind, answer.rule.on),
            target: (response.kind, response.step),
            identity: cx.rule_identity(answer.rule),
            response: cx.response_identity(answer.rule, response),
            times: 1,
            about: response.subject.as_ref(),
            each: response.each.as_ref().map(|(local, list)| (local, list)),
            key: (response.key.as_ref()).or_else(|| link.and_then(|link| link.key.as_ref())),
            payload: &response.payload,
            retry: link.and_then(|link| link.retry),
        };
        Seen::of(cx, case, site, &work, out).ask();
    }
}

/// Whether a rule calls for a response now. What needs the host or the clock is judged when the act is decided.
fn is_called_for(cx: &Cx<'_>, case: &Case, site: &Site<'_>, answer: &rules::Answer<'_>) -> bool {
    let rule = answer.rule;
    if !rules::applies(cx, case, site, rule) {
        return false;
    }
    if rules::is_plain(rule) && !rule.assessments.is_empty() {
        let mut assessments = rule.assessments.iter();
        let all = assessments.all(|it| rules::holds(cx, case, site, it));
        if all != (answer.branch == rules::Branch::Then) {
            return false;
        }
    }
    let condition = answer.response.condition.as_ref();
    condition.is_none_or(|condition| {
        let scope = Scope::about(cx, case, site.subject.clone());
        scope.holds(condition) == Ok(true)
    })
}

impl<'d, 'w> Seen<'d, 'w> {
    fn of(
        cx: &'d Cx<'d>,
        case: &'d Case,
        site: &'d Site<'d>,
        work: &'w Work<'w>,
        out: &'w mut Vec<Due>,
    ) -> Self {
        Self {
            cx,
            case,
            site,
            work,
            occasion: occasion(site.instance, work.source.1),
            out,
        }
    }

    fn scope(&self) -> Scope<'d> {
        Scope::about(self.cx, self.case, self.site.subject.clone())
    }

    fn ask(&mut self) {
        let (cx, source) = (self.cx, self.work.source.0);
        let (target, step) = self.work.target;
        let is_request = step == Step::Base(Act::Request);
        if let Some((_, link)) = cx.apart(target).filter(|_| is_request && target != source) {
            self.ask_apart(link);
        } else if is_request && target != source && cx.parent(target).is_some() {
            self.ask_for_child();
        } else if operative::is_activation(source, self.work.target) {
            self.activate();
        } else {
            self.perform();
        }
    }

    /// The request of the next one: a case of its own, which the record tells whether it was opened.
    fn activate(&mut self) {
        let (cx, case, site) = (self.cx, self.case, self.site);
        let scope = self.scope();
        let by = authority::executor(cx, case, site).or_else(|| authority::initiator(site));
        let role = cx.kind(site.kind).executor;
        let key = command::new_key(&scope, self.work);
        let Ok(key) = key.transpose() else { return };
        let command = command::command(self, &scope, key, None);
        self.push(command, by, role, None, self.occasion);
    }

    /// An act of an instance that is there: this one, what encloses it, or one that is named.
    fn perform(&mut self) {
        let scope = self.scope();
        let Some(about) = self.work.about else {
            self.perform_of(&scope, None, None);
            return;
        };
        match self.work.each {
            Some((local, list)) => {
                for item in scope.items(list) {
                    let element = Some(coact_runtime::expr::element(&crate::value::Json(
                        self.cx, &item,
                    )));
                    scope.with(local, &item, |inner| {
                        if let Ok(about) = inner.eval(about) {
                            self.perform_of(inner, Some(about), element);
                        }
                    });
                }
            }
            None => {
                if let Ok(about) = scope.eval(about) {
                    self.perform_of(&scope, Some(about), None);
                }
            }
        }
    }

    fn perform_of(&mut self, scope: &Scope<'_>, about: Option<Value>, element: Option<String>) {
        let (cx, case) = (self.cx, self.case);
        let (target, step) = self.work.target;
        let is_own = target == self.work.source.0 && about.is_none();
        let site = if is_own {
            self.site.clone()
        } else {
            let key = about.unwrap_or_else(|| self.site.key_of(cx, case, target));
            let entry = if cx.place(target).many {
                case.entry(target, &key)
            } else {
                case.only(target)
            };
            match entry {
                Some(entry) => Site::of(target, entry),
                None => return,
            }
        };
        if let Step::Base(act) = step
            && site
                .instance
                .is_some_and(|instance| instance.last(act) > self.occasion)
        {
            return;
        }
        if !admits::may(cx, case, &site, step) {
            return;
        }
        let performer = ctp::performer(step);
        let by = authority::party(cx, case, &site, performer);
        let role = if is_own {
            Some(authority::bound_role(cx, &site, performer))
        } else {
            authority::roles(cx, target, performer).first().copied()
        };
        let Some(role) = role else { return };
        let command = command::command(self, scope, Some(site.subject.clone()), None);
        self.push(command, by, role, element, self.occasion);
    }

    /// Adds the work, where the values of its payload are known.
    fn push(
        &mut self,
        command: Eval<ActCommand>,
        by: Option<Who>,
        role: ActorId,
        element: Option<String>,
        occasion: u64,
    ) {
        let Ok(command) = command else { return };
        let source = self.work.source;
        let not_before = if operative::holds_back(self.cx, source.0, source.1) {
            operative::operative_time(self.cx, self.case, self.site)
        } else {
            None
        };
        self.out.push(Due {
            rule: self.work.identity.clone(),
            response: self.work.response.clone(),
            command,
            by,
            role,
            occasion,
            element,
            not_before,
        });
    }

    /// What tells an element of the list from others, and the same as text.
    fn mark(&self, scope: &Scope<'_>, item: &Value) -> Eval<(Value, String)> {
        let each = self.work.each.as_ref();
        let payload = self.work.payload.iter().map(|(at, value)| (*at, value));
        let element = each.map(|(local, _)| self.cx.element_of(local, payload));
        let mark = match &element {
            Some(element) => elements::mark(scope, element, item)?,
            None => elements::whole(self.cx, item),
        };
        let is_keyed = element.is_some_and(|element| element.key.is_some());
        let text = match &mark {
            Value::Text(text) if !is_keyed => text.clone(),
            mark => coact_runtime::expr::element(&crate::value::Json(self.cx, mark)),
        };
        Ok((mark, text))
    }
}
