//! Module of a transaction kind: its commands and events, the fold of an instance, what it admits, what it
//! decides, what follows from it.

mod act_names;
mod acts;
pub(crate) mod admits;
mod agenda;
pub(crate) mod apart;
pub(crate) mod authority;
pub(crate) mod automation;
pub(crate) mod cascade;
mod contained;
mod decide;
pub(crate) mod due;
pub(crate) mod elements;
pub(crate) mod facts;
mod given;
pub(crate) mod guards;
pub(crate) mod instance;
pub(crate) mod laws;
pub(crate) mod least;
mod needs;
pub(crate) mod operative;
mod pattern;
pub(crate) mod payload;
pub(crate) mod rules;
pub(crate) mod settled;
mod site;
pub(crate) mod tacit;
pub(crate) mod waits;

pub(crate) use act_names::{decide_fn, held_fn};
pub(crate) use acts::{in_command, is_optional, is_plain, versions};
pub(crate) use given::{Given, lacks_address};
pub(crate) use needs::{Sought, asks as seeks, questions};
pub(crate) use site::drawn_as as site_of_new;

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::model::KindId;

use crate::cx::Cx;
use crate::no_more;

/// The tables with which the module begins: the acts, and when they are legal.
pub(crate) fn tables(cx: &Cx<'_>, kind: KindId) -> String {
    let (acts, legal) = (acts::table(cx, kind), pattern::table(cx, kind));
    format!("{acts}{legal}")
}

/// The rest of the module.
pub(crate) fn module(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let acts = acts::acts(cx, kind);
    let instance = instance::instance(cx, kind);
    let site = site::site(cx, kind);
    let admits = admits::admits(cx, kind);
    let authority = authority::authority(cx, kind);
    let rules = rules::rules(cx, kind);
    let decide = decide::decide(cx, kind);
    let needs = needs::needs(cx, kind);
    let tacit = tacit::tacit(cx, kind);
    let cascade = cascade::cascade(cx, kind);
    let operative = operative::operative(cx, kind);
    let due = due::due(cx, kind);
    let agenda = agenda::agenda(cx, kind);
    let lends = apart::lends(cx, kind);
    let no_more = no_more::functions(cx, kind);
    quote! {
        use ::coact_runtime::steps;
        #acts #instance #site #admits #authority #rules #decide #needs #tacit #cascade #operative #due #agenda #lends #no_more
    }
}
