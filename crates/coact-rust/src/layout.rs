//! Modules to files.

use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

use proc_macro2::TokenStream;
use quote::quote;

use coact_model::diagnostics::Diagnostic;

use crate::cx::Cx;
use crate::{
    Files, Layout, Options, case, conformance, gaps, kind, lookups, names, queries, root, specs,
    tokens, types, views,
};

/// A generated module.
pub(crate) struct Module {
    name: String,
    docs: String,
    public: bool,
    test: bool,
    /// Its formatted items.
    text: String,
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

/// The root's items and all modules, formatted one by one.
pub(crate) struct Modules {
    root: String,
    modules: Vec<Module>,
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
    plans.extend([
        Plan::public("commands", "All commands.", || {
            root::reexports(cx, |def| &def.command.text).into()
        }),
        Plan::public("events", "All events.", || {
            root::reexports(cx, |def| &def.event.text).into()
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

/// What the main thread of a program usually has, in bytes: nested expressions take what they take there.
const STACK: usize = 8 << 20;

/// The answers of `work` in the order of `items`. Tokens never leave the thread that made them; texts do.
fn side_by_side<T: Sync, R: Send + Sync>(items: &[T], work: impl Fn(&T) -> R + Sync) -> Vec<R> {
    let next = AtomicUsize::new(0);
    let answers: Vec<OnceLock<R>> = items.iter().map(|_| OnceLock::new()).collect();
    let worker = || {
        while let Some((item, answer)) = {
            let at = next.fetch_add(1, Ordering::Relaxed);
            items.get(at).zip(answers.get(at))
        } {
            // Each place is handed out once.
            let _ = answer.set(work(item));
        }
    };
    let threads = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        for _ in 1..threads.min(items.len()) {
            // Without a further thread this one does all.
            let _ = thread::Builder::new()
                .stack_size(STACK)
                .spawn_scoped(scope, worker);
        }
        worker();
    });
    answers
        .into_iter()
        .filter_map(OnceLock::into_inner)
        .collect()
}

/// Items as text. They always parse; a bug here must not become wrong code.
fn format(cx: &Cx<'_>, items: TokenStream) -> Result<String, Vec<Diagnostic>> {
    match syn::parse2::<syn::File>(items) {
        Ok(file) => Ok(prettyplease::unparse(&file)),
        Err(error) => Err(vec![gaps::not_yet(
            cx.model.name.loc,
            format_args!("something in this model ({error})"),
        )]),
    }
}

/// What lints of the user's crate would say of code that nobody writes by hand.
const ALLOWED: [&str; 35] = [
    "dead_code",
    "missing_docs",
    "non_camel_case_types",
    "non_snake_case",
    "non_upper_case_globals",
    "unreachable_patterns",
    "unreachable_pub",
    "unused_imports",
    "clippy::bool_comparison",
    "clippy::borrow_deref_ref",
    "clippy::clone_on_copy",
    "clippy::cmp_owned",
    "clippy::collapsible_if",
    "clippy::collapsible_match",
    "clippy::deref_addrof",
    "clippy::double_parens",
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::len_zero",
    "clippy::manual_filter",
    "clippy::manual_map",
    "clippy::manual_unwrap_or",
    "clippy::manual_unwrap_or_default",
    "clippy::match_single_binding",
    "clippy::module_inception",
    "clippy::needless_lifetimes",
    "clippy::needless_question_mark",
    "clippy::redundant_field_names",
    "clippy::single_match",
    "clippy::needless_borrow",
    "clippy::nonminimal_bool",
    "clippy::op_ref",
    "clippy::partialeq_to_none",
    "clippy::too_many_arguments",
    "clippy::type_complexity",
];

/// The first lines of every file.
fn header(cx: &Cx<'_>) -> String {
    format!(
        "// @generated by coact-rust {} from the model {}. Do not edit: change the model.\n\n",
        env!("CARGO_PKG_VERSION"),
        cx.model.name.text
    )
}

/// The attributes of the module of the model; inner ones in a file of its own.
fn attributes(inner: bool) -> String {
    let mark = if inner { "#!" } else { "#" };
    let mut text = format!("{mark}[forbid(unsafe_code)]\n{mark}[allow(\n");
    for lint in ALLOWED {
        text.push_str(&format!("    {lint},\n"));
    }
    text.push_str("    reason = \"generated\"\n)]\n");
    text
}

/// The doc of the module of the model.
fn docs(cx: &Cx<'_>, inner: bool) -> String {
    let fallback = format!("The model `{}`.", cx.model.name.text);
    let docs = tokens::doc_or(cx.model.doc.as_deref(), &fallback);
    // Through the printer, as every other doc.
    let item = syn::parse2::<syn::File>(quote!(#docs struct Doc;))
        .map(|file| prettyplease::unparse(&file));
    let text = item.unwrap_or_default();
    let lines = text
        .lines()
        .filter(|line| line.starts_with("///") || line.starts_with("#[doc"));
    lines
        .map(|line| {
            let line = if inner {
                line.replacen("///", "//!", 1)
                    .replacen("#[doc", "#![doc", 1)
            } else {
                line.to_owned()
            };
            format!("{line}\n")
        })
        .collect()
}

/// The files of a layout.
pub(crate) fn files(cx: &Cx<'_>, modules: Modules, layout: Layout) -> Files {
    let name = names::module_text(&cx.model.name.text);
    match layout {
        Layout::SingleFile => {
            let mut text = header(cx);
            text.push_str(&docs(cx, false));
            text.push_str(&attributes(false));
            let ident = names::module(&cx.model.name.text);
            text.push_str(&format!("pub mod {ident} {{\n"));
            text.push_str(&indented(&modules.root));
            for module in &modules.modules {
                text.push('\n');
                text.push_str(&indented(&nested(module)));
            }
            text.push_str("}\n");
            Files::from([(format!("{name}.rs"), text)])
        }
        Layout::Folder => {
            let mut files = Files::new();
            let mut root = header(cx);
            root.push_str(&docs(cx, true));
            root.push_str(&attributes(true));
            root.push('\n');
            for module in &modules.modules {
                root.push_str(&declaration(module, ";\n"));
            }
            root.push('\n');
            root.push_str(&modules.root);
            files.insert(format!("{name}/mod.rs"), root);
            for module in modules.modules {
                files.insert(
                    format!("{name}/{}.rs", module.name),
                    format!("{}{}", header(cx), module.text),
                );
            }
            files
        }
    }
}

fn declaration(module: &Module, end: &str) -> String {
    let ident = names::ident(&module.name);
    let docs = if module.docs.is_empty() {
        String::new()
    } else {
        format!("/// {}\n", shown(&module.docs))
    };
    let test = if module.test {
        "#[cfg(test)]\n#[allow(unused_variables, clippy::print_literal, clippy::print_stdout, reason = \"generated tests\")]\n"
    } else {
        ""
    };
    let public = if module.public { "pub " } else { "" };
    format!("{docs}{test}{public}mod {ident}{end}")
}

/// A doc of one line.
fn shown(docs: &str) -> String {
    docs.chars()
        .filter(|character| !tokens::is_hidden(*character))
        .collect()
}

fn nested(module: &Module) -> String {
    format!(
        "{}{}}}\n",
        declaration(module, " {\n"),
        indented(&module.text)
    )
}

/// The text one level deeper. No literal of generated code spans lines.
fn indented(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 8);
    for line in text.lines() {
        if !line.is_empty() {
            out.push_str("    ");
            out.push_str(line);
        }
        out.push('\n');
    }
    out
}
