//! Module `specs`: every spec of the model as a test.

mod acts;
mod constants;
mod entitled;
mod expect;
mod outside;
mod plain;

use std::collections::{BTreeMap, BTreeSet};

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::diagnostics::Diagnostic;
use coact_model::model::{Binding, ConstantId, Spec, SpecStep, SpecStepKind};

use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::{names, tokens};

/// Longest name of a test.
const NAME: usize = 80;

/// The whole module.
///
/// # Errors
/// A step that is not generated.
pub(crate) fn module(cx: &Cx<'_>) -> Result<TokenStream, Vec<Diagnostic>> {
    let mut findings = Vec::new();
    // What the module has beside its tests.
    let mut taken = BTreeMap::from([(entitled::TELLER.to_owned(), 1)]);
    let mut tests = Vec::new();
    for spec in cx.model.specs.values() {
        let name = test_name(spec, &mut taken);
        tests.push(test(cx, spec, &name, &mut findings));
    }
    if !findings.is_empty() {
        return Err(findings);
    }
    let specified = entitled::specified(cx);
    Ok(quote!(use ::coact_runtime::steps; #specified #(#tests)*))
}

/// The title as a function's name; a number tells equal titles apart.
fn test_name(spec: &Spec, taken: &mut BTreeMap<String, usize>) -> String {
    let mut name = names::module_text(&spec.title.text);
    name.truncate(NAME);
    let count = taken.entry(name.clone()).or_default();
    *count += 1;
    if *count == 1 {
        name
    } else {
        format!("{name}_{count}")
    }
}

/// One spec while it is generated.
struct Writer<'c, 'a, 's> {
    cx: &'c Cx<'a>,
    spec: &'s Spec,
    /// Constants that an event has bound.
    bound: BTreeSet<ConstantId>,
    findings: &'c mut Vec<Diagnostic>,
}

fn test(cx: &Cx<'_>, spec: &Spec, name: &str, findings: &mut Vec<Diagnostic>) -> TokenStream {
    let function = names::ident(name);
    let mut titles = spec.path.clone();
    titles.push(spec.title.text.clone());
    let title = tokens::text(&titles.join(" / "));
    let docs = tokens::doc_or(
        spec.doc.as_deref(),
        &format!(
            "{} ({}).",
            titles.join(" / "),
            cx.place_text(spec.title.loc)
        ),
    );
    let model = cx.model_type();
    let mut writer = Writer {
        cx,
        spec,
        bound: BTreeSet::new(),
        findings,
    };
    let constants = writer.constants();
    let fillers = writer.fillers();
    let steps: Vec<TokenStream> = spec.steps.iter().map(|step| writer.step(step)).collect();
    quote! {
        #docs
        #[test]
        fn #function() -> ::coact_runtime::spec::Outcome {
            let mut spec: ::coact_runtime::spec::Spec<#model> = ::coact_runtime::spec::Spec::new(#title);
            #constants
            #fillers
            #(#steps)*
            Ok(())
        }
    }
}

impl<'c, 'a, 's> Writer<'c, 'a, 's> {
    fn exprs(&self, daring: bool) -> Exprs<'c, 'a, 's> {
        Exprs::new(
            self.cx,
            Scene::Spec {
                spec: self.spec,
                daring,
            },
        )
    }

    fn step(&mut self, step: &SpecStep) -> TokenStream {
        let at = tokens::text(&self.cx.place_text(step.loc));
        let body = match &step.kind {
            SpecStepKind::Now(now) => {
                let now = self.exprs(false).value(now);
                quote!(spec.now(#now);)
            }
            SpecStepKind::Lookup(id, args, answer) => {
                let name = names::ident(&self.cx.model.lookups[*id].name.text);
                let exprs = self.exprs(false);
                let args = args.iter().map(|arg| exprs.value(arg));
                let answer = exprs.value(answer);
                quote! {
                    // The latest answer comes first.
                    spec.answers().#name.insert(0, ((#(#args,)*), #answer));
                }
            }
            SpecStepKind::Given { act, unchecked } => {
                let command = self.command(act, false);
                match self.speaker(act) {
                    Some(by) => {
                        let who = self.who(by);
                        quote!(spec.given_by(#who, #command, #unchecked)?;)
                    }
                    None => quote!(spec.given(#command, #unchecked)?;),
                }
            }
            SpecStepKind::When(act) => {
                let command = self.command(act, true);
                match self.speaker(act) {
                    Some(by) => {
                        let (who, roles) = (self.who(by), self.roles(by));
                        quote!(spec.when_by(#who, #roles, #command)?;)
                    }
                    None => quote!(spec.when(#command)?;),
                }
            }
            SpecStepKind::GivenEvent {
                event,
                fields,
                by,
                unchecked,
            } => {
                if let Some(child) = self.cx.model.events[*event].no_more {
                    self.said(child, fields, by.as_ref(), *unchecked)
                } else {
                    let event = self.plain_event(*event, fields);
                    let by = match by {
                        Some(by) => {
                            let who = self.who(by);
                            quote!(Some(::coact_runtime::ActorId::from(#who)))
                        }
                        None => quote!(None),
                    };
                    quote!(spec.given_event(#by, #event, #unchecked)?;)
                }
            }
            SpecStepKind::WhenCommand {
                command,
                fields,
                by,
            } => {
                let command = self.plain_command(*command, fields);
                match by {
                    Some(by) => {
                        let (who, roles) = (self.who(by), self.roles(by));
                        quote!(spec.when_by(#who, #roles, #command)?;)
                    }
                    None => quote!(spec.when(#command)?;),
                }
            }
            SpecStepKind::Answer {
                call,
                outcome,
                fields,
            } => self.answer(*call, *outcome, fields),
            SpecStepKind::Arrives { event, fields, .. } => self.arrives(*event, fields),
            SpecStepKind::Automations => quote!(spec.automations()?;),
            SpecStepKind::Then(expect) => self.expect(expect, step.loc),
        };
        quote! {
            spec.at(#at);
            #body
        }
    }

    /// Whether a constant is bound by what the spec produces.
    fn is_produced(&self, id: ConstantId) -> bool {
        matches!(self.spec.constants[id].binding, Binding::Produced)
    }
}
