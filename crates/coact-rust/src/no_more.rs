//! Module `no_more`: the say of who asks for children that no more of them will be asked for.
//!
//! What encloses the children remembers it, as long as it is promised; waits over all of them open only then.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::ctp::Base;
use coact_model::model::{CaseKindId, Command, CommandId, Event, KindId};

use crate::cx::Cx;
use crate::kind::{authority, waits};
use crate::record::{Absent, Record};
use crate::{names, tokens};

/// The module.
pub(crate) const MODULE: &str = "no_more";

/// The variant of commands and events.
pub(crate) const VARIANT: &str = "NoMore";

/// One kind of children of which it can be said.
#[derive(Clone, Copy)]
pub(crate) struct Saying<'a> {
    pub(crate) id: CommandId,
    pub(crate) command: &'a Command,
    pub(crate) event: &'a Event,
    pub(crate) child: KindId,
    /// What encloses them.
    pub(crate) parent: KindId,
}

/// All of them, in the order of the model.
pub(crate) fn all<'a>(cx: &Cx<'a>) -> Vec<Saying<'a>> {
    let model = cx.model;
    let commands = model.commands.iter();
    let found = commands.filter_map(|(id, command)| {
        let child = command.no_more?;
        Some(Saying {
            id,
            command,
            event: &model.events[command.emits.first()?.event],
            child,
            parent: cx.parent(child)?,
        })
    });
    found.collect()
}

/// Whether the model has any.
pub(crate) fn has(cx: &Cx<'_>) -> bool {
    !all(cx).is_empty()
}

/// Of what a kind encloses.
pub(crate) fn within<'a>(cx: &Cx<'a>, parent: KindId) -> Vec<Saying<'a>> {
    let all = all(cx).into_iter();
    all.filter(|saying| saying.parent == parent).collect()
}

/// Of the children of one kind.
pub(crate) fn of<'a>(cx: &Cx<'a>, child: KindId) -> Option<Saying<'a>> {
    all(cx).into_iter().find(|saying| saying.child == child)
}

/// Of the kinds of a case.
pub(crate) fn in_case<'a>(cx: &Cx<'a>, case: CaseKindId) -> Vec<Saying<'a>> {
    let all = all(cx).into_iter();
    all.filter(|saying| cx.place(saying.parent).case == case)
        .collect()
}

impl Saying<'_> {
    /// `no_more_order_shipping`: what its parent remembers, and the function that decides.
    pub(crate) fn name(&self, cx: &Cx<'_>) -> Ident {
        names::function("no_more", cx.kind_name(self.child))
    }

    /// `may_say_no_more_order_shipping`
    pub(crate) fn may(&self, cx: &Cx<'_>) -> Ident {
        names::function("may_say_no_more", cx.kind_name(self.child))
    }

    fn variant(&self) -> Ident {
        names::ident(&self.command.name.text)
    }

    fn told(&self) -> Ident {
        names::ident(&self.event.name.text)
    }
}

/// `decide_order`: decides those of one case kind.
fn decide_fn(cx: &Cx<'_>, case: CaseKindId) -> Ident {
    names::function("decide", &cx.entity(cx.model.cases[case].entity).name.text)
}

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>) -> TokenStream {
    let all = all(cx);
    let messages = all.iter().map(|saying| {
        let name = cx.kind_name(saying.child);
        let says = format!("Says that no more `{name}` will be asked for.");
        let command = message(cx, saying, &saying.variant(), &says);
        let said = format!("It is said that no more `{name}` will be asked for.");
        let event = message(cx, saying, &saying.told(), &said);
        quote!(#command #event)
    });
    let commands = all.iter().map(|saying| (saying.variant(), saying));
    let commands = choice(cx, "Command", commands);
    let events = all.iter().map(|saying| (saying.told(), saying));
    let events = choice(cx, "Event", events);
    let cases = cx.model.cases.ids();
    let deciders = cases.filter_map(|case| decider(cx, case, all.len()));
    quote!(#(#messages)* #commands #events #(#deciders)*)
}

/// A command or an event: it says which one it is about.
fn message(cx: &Cx<'_>, saying: &Saying<'_>, ident: &Ident, doc: &str) -> TokenStream {
    let docs = tokens::doc(doc);
    let (field, key) = (
        cx.subject_field(saying.parent),
        cx.key_type(cx.subject(saying.parent)),
    );
    let mut record = Record::default();
    record.add_subject(cx, saying.parent, Absent::Never);
    let (attributes, derives) = (record.attributes(&field), record.derives(quote!()));
    let table = record.table(cx, ident);
    quote! {
        #docs #derives
        pub struct #ident {
            /// Which one it is about.
            #attributes
            pub #field: #key,
        }
        #table
    }
}

fn choice<'s>(
    cx: &Cx<'_>,
    what: &str,
    named: impl Iterator<Item = (Ident, &'s Saying<'s>)>,
) -> TokenStream {
    let (of, variant) = (names::ident(what), names::ident(VARIANT));
    let (mut variants, mut shown, mut from) = (Vec::new(), Vec::new(), Vec::new());
    for (ident, saying) in named {
        let is_event = what == "Event";
        let name = if is_event {
            &saying.event.name.text
        } else {
            &saying.command.name.text
        };
        let (text, docs) = (tokens::text(name), tokens::doc(&format!("`{name}`.")));
        let rename = tokens::rename(&ident, name);
        // It is called after the kind, which may have been called otherwise.
        let kinds = tokens::earlier(cx.model, &[cx.kind(saying.child).name.loc]);
        let ending = if is_event { "Said" } else { "" };
        let earlier: Vec<String> = kinds
            .iter()
            .map(|kind| format!("{VARIANT}{kind}{ending}"))
            .collect();
        let aliases = tokens::aliases_of(&earlier);
        variants.push(quote!(#docs #rename #aliases #ident(#ident)));
        shown.push(quote!(Self::#ident(_) => #text));
        from.push(quote! {
            impl ::core::convert::From<#ident> for super::#of {
                fn from(it: #ident) -> Self {
                    Self::#variant(#of::#ident(it))
                }
            }
        });
    }
    let docs = if what == "Event" {
        "That it is said that no more will be asked for."
    } else {
        "The commands that say that no more will be asked for."
    };
    let (docs, derives) = (tokens::doc(docs), tokens::data(quote!()));
    quote! {
        #docs #derives
        pub enum #of { #(#variants),* }
        impl #of {
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                match self { #(#shown),* }
            }
        }
        #(#from)*
    }
}

fn decider(cx: &Cx<'_>, id: CaseKindId, all: usize) -> Option<TokenStream> {
    let own = in_case(cx, id);
    let first = own.first()?;
    let (case, ctx, envelope) = (
        cx.case_type(first.parent),
        cx.ctx_type(),
        cx.envelope_type(),
    );
    let arms = own.iter().map(|saying| {
        let (command, told, variant) = (saying.variant(), saying.told(), names::ident(VARIANT));
        let (module, function) = (cx.module(saying.parent), saying.name(cx));
        let subject = cx.subject_field(saying.parent);
        quote! {
            Command::#command(command) => {
                let role = super::#module::#function::<C>(case, ctx, &command.#subject)?;
                let event = Event::#told(#told { #subject: command.#subject });
                (role, super::Event::#variant(event))
            }
        }
    });
    let rest =
        (own.len() < all).then(|| quote!(_ => return Err(::coact_runtime::Rejection::identity()),));
    let function = decide_fn(cx, id);
    let entity = &cx.entity(cx.model.cases[id].entity).name.text;
    let docs = tokens::doc(&format!("Decides a command in the case of a `{entity}`."));
    Some(quote! {
        #docs
        pub(super) fn #function<C: ::coact_runtime::checks::Checks, E: ::core::convert::From<#envelope>>(
            case: &#case,
            ctx: &#ctx,
            command: Command,
        ) -> ::coact_runtime::Decision<E> {
            let (role, event) = match command { #(#arms)* #rest };
            Ok(E::from(::coact_runtime::Envelope::new(ctx, role, event)))
        }
    })
}

/// What an instance remembers: fields.
pub(crate) fn fields(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let fields = within(cx, kind).into_iter().map(|saying| {
        let name = saying.name(cx);
        let docs = tokens::doc(&format!(
            "Whether somebody said that no more `{}` will be asked for.",
            cx.kind_name(saying.child)
        ));
        quote!(#docs pub #name: bool,)
    });
    quote!(#(#fields)*)
}

/// What is no longer promised is asked for anew, when it is promised again: a statement behind a step that leads to
/// `target`.
pub(crate) fn forgotten(cx: &Cx<'_>, kind: KindId, target: Base) -> TokenStream {
    let is_open = matches!(
        target,
        Base::Initial | Base::Requested | Base::Declined | Base::Quitted
    );
    let names = within(cx, kind)
        .into_iter()
        .filter(|_| is_open)
        .map(|saying| saying.name(cx));
    quote!(#(self.#names = false;)*)
}

/// The functions of the module of what encloses the children.
pub(crate) fn functions(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let functions = within(cx, kind).into_iter().map(|saying| {
        let (decide, may) = (saying.name(cx), saying.may(cx));
        let name = cx.kind_name(saying.child);
        let (params, args) = (cx.site_params(kind), cx.site_args(kind));
        let (case, ctx, key) = (
            cx.case_type(kind),
            cx.ctx_type(),
            cx.key_type(cx.subject(kind)),
        );
        let find = if cx.place(kind).many {
            quote!(let at = site(case, subject)?;)
        } else {
            quote!(is_about::<C>(case, subject)?;)
        };
        let roles = cx.kind(saying.child).initiators.iter();
        let roles: Vec<TokenStream> = roles.map(|role| cx.role(*role)).collect();
        let first = roles.first();
        let (status, own) = (cx.own_status(kind), cx.own_instance(kind));
        let rejection = format!("contained.{name}");
        let refuse = |sentence: &str| tokens::refuse("Contained", &rejection, sentence);
        let open = refuse(&format!(
            "{} is not promised, or being taken back",
            cx.kind_name(kind)
        ));
        let said = own.field(&decide);
        let again = refuse("that is said already");
        let least = cx.link(saying.child).map_or(0, |(_, link)| link.min);
        let enough = (least > 0).then(|| {
            let live = waits::live(cx, kind, saying.child, kind);
            let (count, refuse) = (
                waits::count_literal(least),
                refuse(&format!("at least {least} have to be asked for")),
            );
            quote!(if #live < #count { #refuse; })
        });
        let docs = tokens::doc(&format!("Says that no more `{name}` will be asked for."));
        let may_docs = tokens::doc(&format!(
            "Whether it may be said that no more `{name}` will be asked for."
        ));
        quote! {
            #docs
            pub(super) fn #decide<C: ::coact_runtime::checks::Checks>(
                case: &#case,
                ctx: &#ctx,
                subject: &#key,
            ) -> ::coact_runtime::Decision<super::Role> {
                #find
                let role = if C::SENDER { ctx.role_of(&[#(#roles),*])? } else { #first };
                if C::STATE { #may(#args)?; }
                Ok(role)
            }
            #may_docs
            fn #may(#params) -> ::coact_runtime::Decision<()> {
                if !#status.is_promised_and_quiet() { #open; }
                if #said { #again; }
                #enough
                Ok(())
            }
        }
    });
    quote!(#(#functions)*)
}

/// The arm that folds the events.
pub(crate) fn fold(cx: &Cx<'_>, case: CaseKindId) -> Option<TokenStream> {
    let own = in_case(cx, case);
    let arms = own.iter().map(|saying| {
        let (told, name) = (saying.told(), saying.name(cx));
        let parent = cx.module(saying.parent);
        if cx.place(saying.parent).many {
            let subject = cx.subject_field(saying.parent);
            quote! {
                super::no_more::Event::#told(event) => {
                    if let Some(entry) = self.#parent.get_mut(&event.#subject) {
                        entry.instance.#name = true;
                    }
                }
            }
        } else {
            quote!(super::no_more::Event::#told(_) => self.#parent.#name = true,)
        }
    });
    let rest = (own.len() < all(cx).len()).then(|| quote!(_ => {}));
    let variant = names::ident(VARIANT);
    (!own.is_empty())
        .then(|| quote!(super::Event::#variant(event) => match event { #(#arms)* #rest },))
}

/// Which case a command is for.
pub(crate) fn place_arm(cx: &Cx<'_>) -> Option<TokenStream> {
    let arms = all(cx).into_iter().map(|saying| {
        let command = saying.variant();
        let subject = cx.subject_field(saying.parent);
        let place = if cx.place(saying.parent).many {
            quote!(::coact_runtime::Place::Owner(command.#subject.claim()))
        } else {
            quote!(::coact_runtime::Place::Case(command.#subject.case()))
        };
        quote!(super::no_more::Command::#command(command) => #place,)
    });
    let arms: Vec<TokenStream> = arms.collect();
    let variant = names::ident(VARIANT);
    (!arms.is_empty())
        .then(|| quote!(super::Command::#variant(command) => match command { #(#arms)* },))
}

/// Arms over a case and a command that decide it, with these checks.
pub(crate) fn decide_arms(cx: &Cx<'_>, checks: &TokenStream) -> Vec<TokenStream> {
    let cases = cx.model.cases.iter();
    let arms = cases
        .filter(|(id, _)| !in_case(cx, *id).is_empty())
        .map(|(id, case)| {
            let (of, variant) = (
                names::ident(&cx.entity(case.entity).name.text),
                names::ident(VARIANT),
            );
            let function = decide_fn(cx, id);
            quote! {
                (super::Case::#of(case), super::Command::#variant(command)) => {
                    super::no_more::#function::<#checks, _>(case, ctx, command)
                }
            }
        });
    arms.collect()
}

/// Arms over a case and a command: the role and the party that may say it, as a pair.
pub(crate) fn giver_arms(cx: &Cx<'_>) -> Vec<TokenStream> {
    let arms = all(cx).into_iter().map(|saying| {
        let case = names::ident(&cx.entity(cx.case_entity(saying.parent)).name.text);
        let (variant, command) = (names::ident(VARIANT), saying.variant());
        let (module, subject) = (cx.module(saying.parent), cx.subject_field(saying.parent));
        let (role, party) = authority::asking(cx, saying.parent, saying.child);
        let party = party.map_or_else(
            || quote!(None),
            |party| {
                if cx.place(saying.parent).many {
                    quote! {
                        super::#module::site(case, &command.#subject)
                            .ok()
                            .and_then(|at| super::#module::#party(case, at))
                    }
                } else {
                    quote!(super::#module::#party(case))
                }
            },
        );
        let case_name = tokens::parameter("case", &party);
        let command_name = tokens::parameter("command", &party);
        quote! {
            (
                super::Case::#case(#case_name),
                super::Command::#variant(super::no_more::Command::#command(#command_name)),
            ) => (#role, #party),
        }
    });
    let rest = (cx.model.cases.len() > 1).then(|| {
        let nobody = all(cx)
            .first()
            .map(|saying| authority::asking(cx, saying.parent, saying.child).0)?;
        let variant = names::ident(VARIANT);
        Some(quote!((_, super::Command::#variant(_)) => (#nobody, None),))
    });
    arms.chain(rest.flatten()).collect()
}
