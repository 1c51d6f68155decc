//! Module of a case kind: the fold of one stream, and the entities in it as rules read them.

pub(crate) mod apart;
mod entity;
pub(crate) mod held;

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::ctp::{Act, Step};
use coact_model::model::{CaseKindId, KindId};

use crate::cx::Cx;
use crate::kind::{cascade, due, tacit};
use crate::{names, no_more, plain, tokens};

/// The whole module.
pub(crate) fn module(cx: &Cx<'_>, id: CaseKindId) -> TokenStream {
    let entity = cx.model.cases[id].entity;
    let name = &cx.entity(entity).name.text;
    let docs = tokens::doc(&format!(
        "All that happens about one `{name}`: one stream, one version, one fold."
    ));
    let key_field = names::ident("key");
    let key = cx.key_type(entity);
    let kinds = cx.kinds_of(id);
    let modules: Vec<_> = kinds.iter().map(|kind| cx.module(*kind)).collect();
    let fields = kinds.iter().zip(&modules).map(|(kind, module)| {
        let docs = tokens::doc(&format!("`{}`.", cx.kind_name(*kind)));
        let ty = if cx.place(*kind).many {
            let subject = cx.key_type(cx.subject(*kind));
            let parent = cx.parent_key(*kind);
            quote!(::coact_runtime::Instances<#subject, #parent, super::#module::Instance>)
        } else {
            quote!(super::#module::Instance)
        };
        quote!(#docs pub #module: #ty)
    });
    let key_doc = tokens::doc(&format!("The key that names it: the `{name}` it is about."));
    let folds = kinds.iter().map(|kind| fold(cx, *kind));
    let alone = cx.model.kinds.len() == kinds.len() && plain::groups(cx).is_empty();
    let others = (!alone).then(|| quote!(_ => {}));
    let lookups = kinds.iter().map(|kind| instances(cx, *kind));
    let entities = cx.entities_of(id);
    let getters = entities.iter().map(|entity| entity::getter(cx, *entity));
    let views = entities
        .iter()
        .map(|entity| entity::entity(cx, id, *entity));
    let envelope = cx.envelope_type();
    let follow = follow(cx, id, &kinds);
    let (apart_fields, apart_values) = apart::fields(cx, id);
    let (noted, bound) = (apart::fold(cx, id), apart::methods(cx, id));
    let apart_lookups = apart::lookups(cx, id);
    let holds = held::holds(cx, id);
    let no_more = no_more::fold(cx, id);
    quote! {
        #docs
        #[derive(Clone, Debug, PartialEq)]
        pub struct Case {
            /// How many events it has.
            pub version: u64,
            #key_doc
            pub #key_field: #key,
            #apart_fields
            #(#fields),*
        }
        impl Case {
            /// The case before its first event.
            pub fn new(#key_field: #key) -> Self {
                Self {
                    version: 0,
                    #key_field,
                    #apart_values
                    #(#modules: ::core::default::Default::default()),*
                }
            }
            /// Folds one event. Whatever the event, this never fails.
            pub fn evolve(&mut self, envelope: &#envelope) {
                self.version += 1;
                match &envelope.event { #(#folds)* #noted #no_more #others }
            }
            #follow
            #bound
            #holds
            #(#lookups)*
            #apart_lookups
            #(#getters)*
        }
        #(#views)*
    }
}

/// The arm that folds an event of a kind.
fn fold(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let variant = names::ident(cx.kind_name(kind));
    let module = cx.module(kind);
    if !cx.place(kind).many {
        let evolve = quote!(self.#module.evolve(self.version, envelope, event));
        return match apart::follow(cx, kind) {
            Some(follow) => quote!(super::Event::#variant(event) => { #evolve; #follow }),
            None => quote!(super::Event::#variant(event) => #evolve,),
        };
    }
    let request = cx.act(kind, Act::Request).map(|def| {
        let event = names::ident(&def.event.text);
        let subject = cx.subject_field(kind);
        let parent = match cx.parent(kind) {
            Some(parent) if cx.place(kind).own_subject && cx.place(parent).many => {
                let field = cx.address(kind).map(|address| address.field(cx));
                quote!(::core::clone::Clone::clone(&request.#field))
            }
            _ => quote!(()),
        };
        quote! {
            if let super::#module::Event::#event(request) = event {
                self.#module
                    .at(&request.#subject, || #parent)
                    .evolve(self.version, envelope, event);
                return;
            }
        }
    });
    quote! {
        super::Event::#variant(event) => {
            #request
            if let Some(entry) = self.#module.get_mut(event.subject()) {
                entry.instance.evolve(self.version, envelope, event);
            }
        }
    }
}

/// How the instances of a kind are found: by their subject, and by what encloses them.
fn instances(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let name = cx.kind_name(kind);
    let module = cx.module(kind);
    let (about, each) = (
        names::function("about", name),
        names::function("each", name),
    );
    let key = cx.key_type(cx.subject(kind));
    let about_docs = tokens::doc(&format!("The instance of `{name}` about this subject."));
    let about_body = if cx.place(kind).many {
        quote!(self.#module.get(subject).map(|entry| &entry.instance))
    } else {
        quote!((*subject == self.key).then_some(&self.#module))
    };
    let each = cx.place(kind).many.then(|| {
        let docs = tokens::doc(&format!("The instances of `{name}`, in the order in which they were asked for."));
        let instance = quote!(&'a super::#module::Instance);
        match cx.parent(kind).filter(|parent| cx.place(*parent).many) {
            Some(parent) if cx.place(kind).own_subject => {
                let parent = cx.key_type(cx.subject(parent));
                quote! {
                    #docs
                    pub fn #each<'a>(&'a self, parent: &'a #parent) -> impl ::core::iter::Iterator<Item = #instance> {
                        self.#module
                            .iter()
                            .filter(move |entry| entry.parent == *parent)
                            .map(|entry| &entry.instance)
                    }
                }
            }
            Some(_) => quote! {
                #docs
                pub fn #each<'a>(&'a self, subject: &'a #key) -> impl ::core::iter::Iterator<Item = #instance> {
                    self.#module.get(subject).map(|entry| &entry.instance).into_iter()
                }
            },
            None => quote! {
                #docs
                pub fn #each<'a>(&'a self) -> impl ::core::iter::Iterator<Item = #instance> {
                    self.#module.iter().map(|entry| &entry.instance)
                }
            },
        }
    });
    quote! {
        #about_docs
        pub fn #about(&self, subject: &#key) -> ::core::option::Option<&super::#module::Instance> {
            #about_body
        }
        #each
    }
}

/// What follows from the fold: tacit acts, automated work, agendas.
fn follow(cx: &Cx<'_>, id: CaseKindId, kinds: &[KindId]) -> TokenStream {
    let tacit = tacit_of(cx, id, kinds);
    let cascade = cascade_of(cx, kinds);
    let due = kinds
        .iter()
        .filter(|kind| due::has_due(cx, **kind))
        .map(|kind| {
            let module = cx.module(*kind);
            quote!(super::#module::due(self, out);)
        });
    let due: Vec<TokenStream> = due.collect();
    let due_body = quote!(#(#due)*);
    let out = tokens::parameter("out", &due_body);
    let agenda = kinds.iter().map(|kind| {
        let module = cx.module(*kind);
        quote!(super::#module::agenda(self, out);)
    });
    let model = cx.model_type();
    quote! {
        #tacit
        #cascade
        /// Adds the automated work that is due.
        pub fn due(&self, #out: &mut ::std::vec::Vec<::coact_runtime::Due<#model>>) {
            #due_body
        }
        /// Adds the acts that people owe.
        pub fn agenda(&self, out: &mut ::std::vec::Vec<::coact_runtime::AgendaItem<#model>>) {
            #(#agenda)*
        }
    }
}

/// `tacit`: which kinds an event may make tacit acts of.
fn tacit_of(cx: &Cx<'_>, id: CaseKindId, kinds: &[KindId]) -> TokenStream {
    let (ctx_type, envelope) = (cx.ctx_type(), cx.envelope_type());
    let mut arms = Vec::new();
    for of in kinds {
        let acting: Vec<KindId> = kinds
            .iter()
            .copied()
            .filter(|kind| tacit::depends(cx, *kind, *of))
            .collect();
        let taken_back = cascade::concerns(cx, *of).then(|| quote!(self.cascade(ctx)));
        let calls = acting.iter().map(|kind| call(cx, *kind, *of));
        let Some(chain) = first_of(calls.chain(taken_back.clone())) else {
            continue;
        };
        let variant = names::ident(cx.kind_name(*of));
        let module = cx.module(*of);
        let allowed: Vec<_> = cx
            .acts(*of)
            .filter(|def| matches!(def.step, Step::Allow(_)))
            .map(|def| names::ident(&def.event.text))
            .collect();
        if !allowed.is_empty() && !acting.is_empty() {
            let follows = taken_back.unwrap_or_else(|| quote!(None));
            arms.push(quote! {
                // A return by an allowed revocation makes nothing tacit.
                super::Event::#variant(#(super::#module::Event::#allowed(_))|*) => #follows,
            });
        }
        let event = tokens::parameter("event", &chain);
        arms.push(quote!(super::Event::#variant(#event) => #chain,));
    }
    if !no_more::in_case(cx, id).is_empty() {
        let acting = kinds.iter().filter(|kind| tacit::has_tacit(cx, **kind));
        if let Some(chain) = first_of(acting.map(|kind| any(cx, *kind))) {
            let variant = names::ident(no_more::VARIANT);
            arms.push(quote!(super::Event::#variant(_) => #chain,));
        }
    }
    if apart::is_recalled(cx, kinds) {
        arms.push(quote! {
            super::Event::Apart(::coact_runtime::apart::Noted::Recalled) => self.cascade(ctx),
        });
    }
    let body = if arms.is_empty() {
        quote!(None)
    } else {
        quote!(match &last.event { #(#arms)* _ => None })
    };
    let (ctx, last) = (
        tokens::parameter("ctx", &body),
        tokens::parameter("last", &body),
    );
    quote! {
        /// The next tacit act that `last` made legal.
        pub fn tacit(&self, #ctx: &#ctx_type, #last: &#envelope) -> ::core::option::Option<#envelope> {
            #body
        }
    }
}

/// The first of these that is there.
fn first_of(calls: impl IntoIterator<Item = TokenStream>) -> Option<TokenStream> {
    calls
        .into_iter()
        .reduce(|before, next| quote!(#before.or_else(|| #next)))
}

/// `cascade`: what is asked to be taken back with what encloses it.
fn cascade_of(cx: &Cx<'_>, kinds: &[KindId]) -> TokenStream {
    let cascading = kinds.iter().filter(|kind| cascade::cascades(cx, **kind));
    let Some(first) = first_of(cascading.map(|kind| cascaded(cx, *kind))) else {
        return quote!();
    };
    let (ctx, envelope) = (cx.ctx_type(), cx.envelope_type());
    quote! {
        /// The next request that is asked to be taken back with what encloses it.
        fn cascade(&self, ctx: &#ctx) -> ::core::option::Option<#envelope> {
            #first
        }
    }
}

/// Asks the instances of `kind` for a revocation that follows from that of what encloses them.
fn cascaded(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let module = cx.module(kind);
    if cx.place(kind).many {
        quote! {
            self.#module
                .iter()
                .find_map(|entry| super::#module::cascade(self, super::#module::Site::of(entry), ctx))
        }
    } else {
        quote!(super::#module::cascade(self, ctx))
    }
}

/// Asks the instances of `kind` for a tacit act after an event of `of`.
fn call(cx: &Cx<'_>, kind: KindId, of: KindId) -> TokenStream {
    let module = cx.module(kind);
    if cx.place(kind).many && kind == of {
        quote! {
            self.#module
                .get(event.subject())
                .and_then(|entry| super::#module::tacit(self, super::#module::Site::of(entry), ctx))
        }
    } else {
        any(cx, kind)
    }
}

/// Asks all instances of `kind` for a tacit act.
fn any(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let module = cx.module(kind);
    if !cx.place(kind).many {
        return quote!(super::#module::tacit(self, ctx));
    }
    quote! {
        self.#module
            .iter()
            .find_map(|entry| super::#module::tacit(self, super::#module::Site::of(entry), ctx))
    }
}
