//! Which modules there are, and what makes each.

use proc_macro2::TokenStream;

use coact_model::diagnostics::Diagnostic;

use crate::cx::Cx;
use crate::side_by_side::side_by_side;
use crate::systems::Reporter;
use crate::{
    Options, automations, case, conformance, gaps, giver, groups, kind, lookups, names, plain,
    queries, root, specs, systems, types, views,
};

/// A generated module.
pub(crate) struct Module {
    pub(crate) name: String,
    pub(crate) docs: String,
    pub(crate) public: bool,
    pub(crate) test: bool,
    /// Its formatted items.
    pub(crate) text: String,
}

/// The root's items and all modules, formatted one by one.
pub(crate) struct Modules {
    pub(crate) root: String,
    pub(crate) modules: Vec<Module>,
}

/// The items of a module before they are text.
struct Items {
    /// What is laid out already.
    tables: String,
    tokens: TokenStream,
}

impl From<TokenStream> for Items {
    fn from(tokens: TokenStream) -> Self {
        let tables = String::new();
        Self { tables, tokens }
    }
}

/// What makes the items of a module.
type Make<'a> = Box<dyn Fn() -> Result<Items, Vec<Diagnostic>> + Send + Sync + 'a>;

/// A module before it is made.
struct Plan<'a> {
    name: String,
    docs: String,
    public: bool,
    test: bool,
    make: Make<'a>,
}

impl<'a> Plan<'a> {
    fn public(
        name: impl Into<String>,
        docs: impl Into<String>,
        make: impl Fn() -> Items + Send + Sync + 'a,
    ) -> Self {
        Self {
            name: name.into(),
            docs: docs.into(),
            public: true,
            test: false,
            make: Box::new(move || Ok(make())),
        }
    }

    fn private(name: &str, test: bool, make: Make<'a>) -> Self {
        Self {
            name: name.to_owned(),
            docs: String::new(),
            public: false,
            test,
            make,
        }
    }
}

/// Generates and formats every module, side by side where the machine can.
///
/// # Errors
/// A module that cannot be generated.
pub(crate) fn modules(cx: &Cx<'_>, options: &Options) -> Result<Modules, Vec<Diagnostic>> {
    let root = Plan::private("", false, Box::new(|| Ok(root::types(cx).into())));
    let mut plans = plans(cx, options);
    plans.push(root);
    let texts = side_by_side(&plans, |plan| {
        (plan.make)().and_then(|items| {
            let mut text = items.tables;
            text.push_str(&format(cx, items.tokens)?);
            Ok(text)
        })
    });
    let mut modules = Vec::new();
    for (plan, text) in plans.into_iter().zip(texts) {
        modules.push(Module {
            name: plan.name,
            docs: plan.docs,
            public: plan.public,
            test: plan.test,
            text: text?,
        });
    }
    let root = modules.pop().map(|root| root.text).unwrap_or_default();
    Ok(Modules { root, modules })
}

/// Every module but the root, in the order of their declarations.
fn plans<'a>(cx: &'a Cx<'_>, options: &Options) -> Vec<Plan<'a>> {
    let mut plans = vec![Plan::public(
        "types",
        "Scalars, enumerations, values and keys.",
        || types::module(cx).into(),
    )];
    for (id, def) in cx.model.kinds.iter() {
        let about = if def.product.sentence.is_empty() {
            format!("Transaction kind `{}`.", def.name.text)
        } else {
            let entity = &cx.entity(def.product.entity).name.text;
            format!(
                "Transaction kind `{}`: a `{entity}` {}.",
                def.name.text, def.product.sentence
            )
        };
        let name = names::module_text(&def.name.text);
        plans.push(Plan::public(name, about, move || Items {
            tables: kind::tables(cx, id),
            tokens: kind::module(cx, id),
        }));
    }
    for (id, def) in cx.model.cases.iter() {
        let entity = &cx.entity(def.entity).name.text;
        let name = names::plain(&cx.case_module(id));
        plans.push(Plan::public(
            name,
            format!("The case of a `{entity}`."),
            move || case::module(cx, id).into(),
        ));
    }
    for group in plain::all(cx) {
        let name = names::plain(&group.module(cx));
        plans.push(Plan::public(name, group.about(cx), move || {
            plain::module(cx, group).into()
        }));
    }
    for (id, system) in cx.model.systems.iter() {
        let name = names::plain(&systems::module_of(cx, id));
        let about = format!("External system `{}`.", system.name.text);
        plans.push(Plan::public(name, about, move || {
            systems::module(cx, id).into()
        }));
    }
    for model in systems::reporters(cx) {
        if let Reporter::Model(name) = model {
            let about = format!(
                "The events of the model `{}` that this one answers.",
                name.text
            );
            let name = names::plain(&model.module(cx));
            plans.push(Plan::public(name, about, move || {
                systems::reports(cx, model).into()
            }));
        }
    }
    if giver::is_asked(cx) {
        let about = "What is done about the entries of lists, and about what other systems report.";
        plans.push(Plan::public("automations", about, || {
            automations::module(cx).into()
        }));
    }
    plans.extend([
        Plan::public("commands", "All commands.", || {
            let of_group = |group: plain::Group| {
                let commands = group.commands(cx);
                commands.map(|(_, def)| def.name.text.clone()).collect()
            };
            root::reexports(cx, |def| &def.command.text, of_group).into()
        }),
        Plan::public("events", "All events.", || {
            let of_group = |group: plain::Group| {
                let events = group.events(cx);
                events.map(|(_, def)| def.name.text.clone()).collect()
            };
            root::reexports(cx, |def| &def.event.text, of_group).into()
        }),
        Plan::public("views", "Read models.", || views::module(cx).into()),
        Plan::public("queries", "Questions to read models.", || {
            queries::module(cx).into()
        }),
        Plan::public("lookups", "What is asked of the host.", || {
            lookups::module(cx).into()
        }),
        Plan::private(
            "contract",
            false,
            Box::new(|| Ok(root::contract(cx).into())),
        ),
    ]);
    if options.tests {
        plans.extend([
            Plan::private("specs", true, Box::new(|| Ok(specs::module(cx)?.into()))),
            Plan::private(
                "conformance",
                true,
                Box::new(|| Ok(conformance::module(cx).into())),
            ),
        ]);
    }
    plans
}

/// Items as text. They always parse; a bug here must not become wrong code.
fn format(cx: &Cx<'_>, items: TokenStream) -> Result<String, Vec<Diagnostic>> {
    match syn::parse2::<syn::File>(items) {
        Ok(file) => Ok(prettyplease::unparse(&groups::without(file))),
        Err(error) => Err(vec![gaps::not_yet(
            cx.model.name.loc,
            format_args!("something in this model ({error})"),
        )]),
    }
}
