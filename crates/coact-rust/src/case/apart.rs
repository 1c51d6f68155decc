//! What a case knows of children that live apart, and of the parent that it lives apart from.

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{CaseKindId, KindId, Policy, ResponseLink};

use crate::cx::Cx;
use crate::kind::{apart, cascade};
use crate::{names, tokens};

/// The kinds of a case that ask for others apart, with these.
pub(crate) fn children<'a>(
    cx: &Cx<'a>,
    case: CaseKindId,
) -> Vec<(KindId, KindId, &'a ResponseLink)> {
    let kinds = cx.kinds_of(case).into_iter();
    let asked = kinds.flat_map(|kind| {
        let children = cx.apart_children(kind).into_iter();
        children.map(move |(child, link)| (kind, child, link))
    });
    asked.collect()
}

/// Whether tokens bind cases of this kind to others.
pub(crate) fn is_bound(cx: &Cx<'_>, case: CaseKindId) -> bool {
    cx.apart_root(case).is_some() || !children(cx, case).is_empty()
}

/// The fields, each with its value before the first event.
pub(super) fn fields(cx: &Cx<'_>, case: CaseKindId) -> (TokenStream, TokenStream) {
    let model = cx.model_type();
    let children = children(cx, case);
    let fields = children.iter().map(|(_, child, _)| {
        let field = cx.module(*child);
        let docs = tokens::doc(&format!(
            "`{}`, each in a case of its own, as this one knows them.",
            cx.kind_name(*child)
        ));
        quote!(#docs pub #field: ::coact_runtime::apart::Children<#model>,)
    });
    let names = children.iter().map(|(_, child, _)| cx.module(*child));
    let bound = cx.apart_root(case).is_some();
    let tie = bound.then(|| {
        quote! {
            /// What binds it to the case that asked for it.
            pub tie: ::coact_runtime::apart::Tie,
        }
    });
    let untied = bound.then(|| quote!(tie: ::core::default::Default::default(),));
    (
        quote!(#(#fields)* #tie),
        quote!(#(#names: ::core::default::Default::default(),)* #untied),
    )
}

/// How the children that live apart are found.
pub(super) fn lookups(cx: &Cx<'_>, case: CaseKindId) -> TokenStream {
    let model = cx.model_type();
    let children = children(cx, case).into_iter();
    let each = children.map(|(_, child, _)| {
        let (field, name) = (cx.module(child), cx.kind_name(child));
        let each = names::function("each", name);
        let docs = tokens::doc(&format!(
            "`{name}`, as known here, in the order in which they were asked for."
        ));
        quote! {
            #docs
            pub fn #each(&self) -> impl ::core::iter::Iterator<Item = &::coact_runtime::apart::Child<#model>> {
                self.#field.iter().map(|entry| &entry.instance)
            }
        }
    });
    quote!(#(#each)*)
}

/// What follows for the tie from an event of the kind that is bound by it; behind the event's own fold.
pub(super) fn follow(cx: &Cx<'_>, kind: KindId) -> Option<TokenStream> {
    cx.apart(kind)?;
    let request = cx.act(kind, Act::Request)?;
    let (by, name) = (
        cx.address(kind)?.field(cx),
        names::ident(&request.event.text),
    );
    let module = cx.module(kind);
    Some(quote! {
        if let super::#module::Event::#name(request) = event {
            self.tie.parent = Some(request.#by.case());
        }
        self.tie.follow(self.version, self.#module.status);
    })
}

/// The arm that folds what is noted of tokens.
pub(super) fn fold(cx: &Cx<'_>, case: CaseKindId) -> Option<TokenStream> {
    if !is_bound(cx, case) {
        return None;
    }
    let children = children(cx, case);
    let lent = (!children.is_empty()).then(|| {
        let arms = children.iter().map(|(_, child, _)| {
            let (variant, field) = (names::ident(cx.kind_name(*child)), cx.module(*child));
            let element = element(cx, *child);
            quote! {
                super::Command::#variant(command) => {
                    let asks = command.step() == ::coact_runtime::steps::REQUEST;
                    let element = #element;
                    self.#field
                        .at(child, || ())
                        .leave(self.version, envelope, *id, act, asks, element);
                }
            }
        });
        let back = children.iter().map(|(_, child, _)| {
            let field = cx.module(*child);
            quote! {
                if let Some(entry) = self.#field.get_mut(child) {
                    entry.instance.come_home(self.version, *since, *base);
                }
            }
        });
        quote! {
            ::coact_runtime::apart::Noted::Lent { child, id, act } => match &**act {
                #(#arms)*
                _ => {}
            },
            ::coact_runtime::apart::Noted::Returned { child, since, base } => { #(#back)* }
        }
    });
    let tied = cx.apart_root(case).map(|kind| {
        let field = cx.module(kind);
        quote! {
            ::coact_runtime::apart::Noted::TurnedDown { parent } => {
                self.tie.turn_down(self.version, parent, &envelope.by, self.#field.status);
            }
            ::coact_runtime::apart::Noted::Recalled => self.tie.recall(self.version),
        }
    });
    let rest = (lent.is_none() || tied.is_none()).then(|| quote!(_ => {}));
    Some(quote!(super::Event::Apart(noted) => match noted { #lent #tied #rest },))
}

/// The element that a child is asked for, as text.
fn element(cx: &Cx<'_>, child: KindId) -> TokenStream {
    let via = quote!(envelope.via.element().map(::std::string::String::from));
    let request = cx.act(child, Act::Request);
    let field = cx
        .per_element(child)
        .and_then(|element| element.key)
        .and_then(|(at, _)| request?.payload.get(at));
    match (field, request) {
        (Some(field), Some(request)) => {
            let (module, name) = (cx.module(child), names::ident(&request.command.text));
            let field = names::ident(&field.name.text);
            quote! {
                match command {
                    super::#module::Command::#name(request) => {
                        Some(::coact_runtime::expr::element(&request.#field))
                    }
                    _ => None,
                }
            }
        }
        _ => via,
    }
}

/// Whether what encloses the case may be told to it, so that its request is asked to be taken back.
pub(super) fn is_recalled(cx: &Cx<'_>, kinds: &[KindId]) -> bool {
    let mut kinds = kinds.iter();
    kinds.any(|kind| cx.apart(*kind).is_some() && cascade::cascades(cx, *kind))
}

/// What the case borrows, tells others, and makes of what it is told.
pub(super) fn methods(cx: &Cx<'_>, case: CaseKindId) -> TokenStream {
    if !is_bound(cx, case) {
        return quote!();
    }
    let (borrows, messages, pass) = (
        cx.apart_root(case).map(|kind| borrows(cx, kind)),
        messages(cx, case),
        pass(cx, case),
    );
    quote!(#borrows #messages #pass)
}

fn borrows(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let module = cx.module(kind);
    let request = cx.act(kind, Act::Request).zip(cx.address(kind));
    let asks = request.map(|(request, address)| {
        let (name, by) = (names::ident(&request.command.text), address.field(cx));
        quote! {
            super::#module::Command::#name(request) => {
                Some(self.tie.parent.clone().unwrap_or_else(|| request.#by.case()))
            }
        }
    });
    let free = cx
        .apart(kind)
        .is_some_and(|(_, link)| link.policy == Policy::Free);
    let revokes = cx
        .acts(kind)
        .filter(|def| matches!(def.step, Step::Revoke(_)));
    let revokes: Vec<_> = revokes
        .map(|def| {
            let name = names::ident(&def.command.text);
            quote!(super::#module::Command::#name(_))
        })
        .collect();
    let revokes =
        (!free && !revokes.is_empty()).then(|| quote!(#(#revokes)|* => self.tie.parent.clone(),));
    quote! {
        /// The case that must lend the token before the command can be decided in this one.
        pub fn borrows(&self, command: &super::#module::Command) -> ::core::option::Option<::coact_runtime::CaseId> {
            if !self.#module.status.is_settled() { return None; }
            match command { #asks #revokes _ => None }
        }
    }
}

fn messages(cx: &Cx<'_>, case: CaseKindId) -> TokenStream {
    let model = cx.model_type();
    let teller = |kind: KindId, link: &ResponseLink| {
        let module = cx.module(kind);
        let role = cx.kind(kind).initiators.first().map(|role| cx.role(*role));
        let link = tokens::text(&cx.link_identity(link));
        quote! {
            &::coact_runtime::apart::Teller {
                case: &case,
                by: self.#module.initiator.as_ref(),
                role: #role,
                link: #link,
            }
        }
    };
    let down = children(cx, case).into_iter().map(|(kind, child, link)| {
        let (field, module) = (cx.module(child), cx.module(kind));
        let recall = cascade::cascades(cx, child).then(|| {
            let (acts, teller) = (cascade::told(cx, kind), teller(kind, link));
            quote! {
                if matches!(self.#module.status.pending, Some(#acts)) {
                    let since = self.#module.pending_since;
                    ::coact_runtime::apart::recalled(#teller, since, &self.#field, out);
                }
            }
        });
        quote! {
            ::coact_runtime::apart::lent(&case, &self.#field, out);
            #recall
        }
    });
    let up = cx.apart_root(case).and_then(|kind| {
        let (_, link) = cx.apart(kind)?;
        let (module, teller) = (cx.module(kind), teller(kind, link));
        Some(quote!(self.tie.returned(#teller, self.#module.status, out);))
    });
    quote! {
        /// Adds what it has to tell the cases that a token binds it to.
        pub fn messages(&self, out: &mut ::std::vec::Vec<::coact_runtime::apart::Message<#model>>) {
            let case = self.key.case();
            #(#down)*
            #up
        }
    }
}

fn pass(cx: &Cx<'_>, case: CaseKindId) -> TokenStream {
    let (model, ctx) = (cx.model_type(), cx.ctx_type());
    let children = children(cx, case);
    let lends = (!children.is_empty()).then(|| {
        let arms = children.iter().map(|(kind, child, _)| {
            let (variant, module) = (names::ident(cx.kind_name(*child)), cx.module(*kind));
            let lend = apart::lend(cx, *child);
            quote!(super::Command::#variant(command) => super::#module::#lend(self, ctx, &child, command)?,)
        });
        let news = children.iter().map(|(_, child, _)| {
            let field = cx.module(*child);
            quote!(self.#field.get(&child).is_some_and(|entry| entry.instance.is_news(since)))
        });
        quote! {
            ::coact_runtime::apart::Passed::Lend { child, id, act } => {
                let role = match &*act {
                    #(#arms)*
                    _ => return Err(::coact_runtime::Rejection::identity()),
                };
                (role, ::coact_runtime::apart::Noted::Lent { child, id, act })
            }
            ::coact_runtime::apart::Passed::Return { child, since, base } if #(#news)||* => {
                (own?, ::coact_runtime::apart::Noted::Returned { child, since, base })
            }
        }
    });
    let tied = cx.apart_root(case).map(|kind| {
        let field = cx.module(kind);
        quote! {
            ::coact_runtime::apart::Passed::TurnDown { parent } => {
                (own?, ::coact_runtime::apart::Noted::TurnedDown { parent })
            }
            ::coact_runtime::apart::Passed::Recall if !self.#field.status.is_settled() => {
                (own?, ::coact_runtime::apart::Noted::Recalled)
            }
        }
    });
    quote! {
        /// What it notes of what another case asks; nothing where that is no news.
        ///
        /// # Errors
        /// The token is not lent.
        pub fn pass(
            &self,
            ctx: &#ctx,
            passed: ::coact_runtime::apart::Passed<super::Command>,
        ) -> ::coact_runtime::Decision<::coact_runtime::Events<#model>> {
            let own = ctx.roles.first().copied().ok_or_else(::coact_runtime::Rejection::role);
            let (role, noted) = match passed {
                #lends
                #tied
                _ => return Ok(::coact_runtime::Events::Many(::std::vec::Vec::new())),
            };
            Ok(::coact_runtime::Envelope::new(ctx, role, super::Event::Apart(noted)).into())
        }
    }
}
