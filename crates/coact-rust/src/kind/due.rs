//! Automated work that is due: level-triggered, derived anew from the fold each time.
//!
//! An act is due while the facts of its link or rule stand, the act is admitted and nothing answers it yet:
//! no live instance, and none asked for since the standing fact, its *occasion*.

mod apart;
mod children;
mod command;

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, FactWord, Step};
use coact_model::model::{Expr, KindId, Local, Retry};

use super::{admits, authority, facts, instance, operative, rules, waits};
use crate::cx::Cx;
use crate::expr::{Exprs, Piece};
use crate::{names, tokens};

/// One automated act: of a link, or of a rule's response.
pub(super) struct Work<'a> {
    /// The kind that it starts from, and the fact.
    pub(super) source: (KindId, FactWord),
    /// What it performs.
    pub(super) target: (KindId, Step),
    /// What it is known by.
    pub(super) identity: String,
    /// Which response of the rule it is; empty for a link.
    pub(super) response: String,
    /// How often it asks for a child.
    pub(super) times: u64,
    /// The instance that it is of, where that is said.
    pub(super) about: Option<&'a Expr>,
    /// Once per element.
    pub(super) each: Option<(&'a Local, &'a Expr)>,
    /// The key of what is asked for, where it comes with the request.
    pub(super) key: Option<&'a Expr>,
    /// Values for the payload.
    pub(super) payload: Vec<(usize, &'a Expr)>,
    /// Asked again after a decline.
    pub(super) retry: Option<Retry>,
}

/// `due`: adds what is due from instances of this kind.
pub(super) fn due(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let mut blocks = Vec::new();
    for (_, link) in cx.automated_links(kind) {
        let work = Work {
            source: link.source,
            target: link.target,
            identity: cx.link_identity(link),
            response: String::new(),
            times: link.min.max(1),
            about: None,
            each: None,
            key: link.key.as_ref(),
            payload: link
                .payload
                .iter()
                .map(|(at, value)| (*at, value))
                .collect(),
            retry: link.retry,
        };
        let stands = facts::stands(&cx.own_status(kind), &cx.own_instance(kind), link.source.1);
        let act = work.tokens(cx);
        blocks.push(quote!(if #stands { #act }));
    }
    for answer in rules::starting_at(cx, kind) {
        if !cx.is_by_itself(answer.rule, answer.response) {
            continue;
        }
        let link = answer.response.link.map(|link| &cx.model.links[link]);
        let work = Work {
            source: (kind, answer.rule.on),
            target: (answer.response.kind, answer.response.step),
            identity: cx.rule_identity(answer.rule),
            response: cx.response_identity(answer.rule, answer.response),
            times: 1,
            about: answer.response.subject.as_ref(),
            each: answer
                .response
                .each
                .as_ref()
                .map(|(local, list)| (local, list)),
            key: (answer.response.key.as_ref()).or_else(|| link.and_then(|link| link.key.as_ref())),
            payload: answer
                .response
                .payload
                .iter()
                .map(|(at, value)| (*at, value))
                .collect(),
            retry: link.and_then(|link| link.retry),
        };
        let mut conditions = vec![rules::applies(cx, answer.id, kind)];
        // What needs the host or the clock is judged when the act is decided.
        if rules::is_plain(answer.rule) && !answer.rule.assessments.is_empty() {
            let all = answer.rule.assessments.iter().map(|assessment| {
                let call = rules::call(cx, answer.id, assessment);
                quote!(#call == Ok(true))
            });
            let all = quote!((#(#all)&&*));
            conditions.push(match answer.branch {
                rules::Branch::Then => all,
                rules::Branch::Else => quote!(!#all),
            });
        }
        if let Some(condition) = &answer.response.condition {
            let condition = Exprs::own(cx, kind).eval(condition);
            conditions.push(quote!(#condition == Ok(true)));
        }
        let act = work.tokens(cx);
        blocks.push(quote!(if #(#conditions)&&* { #act }));
    }
    if blocks.is_empty() {
        return quote!();
    }
    let case = cx.case_type(kind);
    let model = cx.model_type();
    let body = if cx.place(kind).many {
        let field = cx.module(kind);
        quote! {
            for entry in &case.#field {
                let at = Site::of(entry);
                #(#blocks)*
            }
        }
    } else {
        quote!(#(#blocks)*)
    };
    quote! {
        /// Adds the automated work that is due from the facts of this kind.
        pub(super) fn due(case: &#case, out: &mut ::std::vec::Vec<::coact_runtime::Due<#model>>) {
            #body
        }
    }
}

/// Whether a kind has automated work that starts from it.
pub(crate) fn has_due(cx: &Cx<'_>, kind: KindId) -> bool {
    !cx.automated_links(kind).is_empty()
        || rules::starting_at(cx, kind)
            .iter()
            .any(|answer| cx.is_by_itself(answer.rule, answer.response))
}

impl Work<'_> {
    fn tokens(&self, cx: &Cx<'_>) -> TokenStream {
        let (target, step) = self.target;
        let is_child = step == Step::Base(Act::Request)
            && target != self.source.0
            && cx.parent(target).is_some();
        let occasion = waits::occasion(&cx.own_instance(self.source.0), self.source.1);
        let act = if step == Step::Base(Act::Request)
            && cx.apart(target).is_some()
            && target != self.source.0
        {
            apart::ask(cx, self)
        } else if is_child {
            children::ask(cx, self)
        } else if operative::is_activation(self.source.0, self.target) {
            self.activate(cx)
        } else {
            self.perform(cx)
        };
        quote! {
            let occasion = #occasion;
            #act
        }
    }

    /// The request of the next one: a case of its own, which the record tells whether it was opened.
    fn activate(&self, cx: &Cx<'_>) -> TokenStream {
        let kind = self.source.0;
        let args = cx.site_args(kind);
        let by = quote!(executor(#args).or_else(|| initiator(#args)));
        let role = cx.role(cx.kind(kind).executor);
        let new = command::new_key(cx, self).unwrap_or_else(|| quote!(None));
        let command = command::command(cx, self, &new, false);
        self.push(cx, &command, &by, &role, quote!(None))
    }

    /// An act of an instance that is there: this one, what encloses it, or one that is named.
    fn perform(&self, cx: &Cx<'_>) -> TokenStream {
        let (target, step) = self.target;
        let own = target == self.source.0 && self.about.is_none();
        let module = cx.module(target);
        let path = if own {
            quote!()
        } else {
            quote!(super::#module::)
        };
        let key = match self.about {
            Some(_) => Some(Piece::Place(quote!(about))),
            None => waits::around_key(cx, self.source.0, target),
        };
        let args = match (&key, own) {
            (Some(_), true) => quote!(case, at),
            (Some(_), false) => quote!(case, target),
            (None, _) => quote!(case),
        };
        let site = if own { quote!(at) } else { quote!(target) };
        let may = admits::may(cx, target, step, own, &site);
        let once = match step {
            Step::Base(act) => {
                let last = instance::last(act);
                let last = if key.is_some() {
                    let at = if own { quote!(at) } else { quote!(target) };
                    quote!(#at.instance.map_or(0, |instance| instance.#last))
                } else {
                    quote!(case.#module.#last)
                };
                quote!(#last <= occasion &&)
            }
            _ => quote!(),
        };
        let performer = coact_model::ctp::performer(step);
        let party = match performer {
            coact_model::ctp::Performer::Initiator => quote!(#path initiator(#args)),
            coact_model::ctp::Performer::Executor => quote!(#path executor(#args)),
        };
        let role = authority::roles(cx, target, performer)
            .first()
            .map(|role| cx.role(*role));
        let role = if own {
            authority::bound_role(cx, target, performer)
        } else {
            quote!(#role)
        };
        let subject = key.clone().unwrap_or_else(|| cx.case_key());
        let subject = subject.value(cx.copies_key(cx.subject(target)));
        let command = command::command(cx, self, &subject, false);
        let element = self.each.filter(|_| self.about.is_some());
        let element = element.map_or_else(
            || quote!(None),
            |(local, _)| {
                let name = names::local(local);
                quote!(Some(::coact_runtime::expr::element(#name)))
            },
        );
        let push = self.push(cx, &command, &party, &role, element);
        let body = quote!(if #once #may.is_ok() { #push });
        let act = match key.filter(|_| !own) {
            Some(key) => {
                let key = key.reference();
                quote! {
                    if let Some(target) =
                        case.#module.get(#key).map(super::#module::Site::of)
                    { #body }
                }
            }
            None => body,
        };
        match self.about {
            Some(about) => self.of_named(cx, about, &act),
            None => act,
        }
    }

    /// An act of the instance that is named, or of one per element.
    fn of_named(&self, cx: &Cx<'_>, about: &Expr, act: &TokenStream) -> TokenStream {
        let exprs = Exprs::own(cx, self.source.0);
        let about = exprs.value(about);
        let act = quote! {
            let about = ::coact_runtime::expr::attempt(|| Ok(#about));
            if let Ok(about) = about { #act }
        };
        match self.each {
            Some((local, list)) => {
                let (items, iter) = exprs.items(list);
                let name = names::local(local);
                quote!(#items for #name in #iter { #act })
            }
            None => act,
        }
    }

    /// Adds the work, where the values of its payload are known.
    fn push(
        &self,
        cx: &Cx<'_>,
        command: &TokenStream,
        by: &TokenStream,
        role: &TokenStream,
        element: TokenStream,
    ) -> TokenStream {
        let (target, _) = self.target;
        let variant = names::ident(cx.kind_name(target));
        let rule = tokens::text(&self.identity);
        let response = tokens::text(&self.response);
        let not_before = if operative::holds_back(cx, self.source.0, self.source.1) {
            operative::call(cx, self.source.0)
        } else {
            quote!(None)
        };
        quote! {
            let command = ::coact_runtime::expr::attempt(|| Ok(#command));
            if let Ok(command) = command {
                out.push(::coact_runtime::Due {
                    rule: #rule,
                    response: #response,
                    command: super::Command::#variant(command),
                    by: #by,
                    role: #role,
                    occasion,
                    element: #element,
                    not_before: #not_before,
                });
            }
        }
    }
}
