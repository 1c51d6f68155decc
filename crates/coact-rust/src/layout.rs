//! Modules to files.

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
    table: String,
    tokens: TokenStream,
}

impl From<TokenStream> for Items {
    fn from(tokens: TokenStream) -> Self {
        let table = String::new();
        Self { table, tokens }
    }
}

/// The root's items and all modules, formatted one by one.
pub(crate) struct Modules {
    root: String,
    modules: Vec<Module>,
}

/// Generates and formats every module.
///
/// # Errors
/// A module that cannot be generated.
pub(crate) fn modules(cx: &Cx<'_>, options: &Options) -> Result<Modules, Vec<Diagnostic>> {
    let mut list: Vec<(String, String, bool, bool, Items)> = Vec::new();
    let mut public = |name: String, docs: String, items: Items| {
        list.push((name, docs, true, false, items));
    };
    public(
        "types".to_owned(),
        "Scalars, enumerations, values and keys.".to_owned(),
        types::module(cx).into(),
    );
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
        public(
            names::module_text(&def.name.text),
            about,
            Items {
                table: kind::table(cx, id),
                tokens: kind::module(cx, id),
            },
        );
    }
    for (id, def) in cx.model.cases.iter() {
        let entity = &cx.entity(def.entity).name.text;
        let name = names::plain(&cx.case_module(id));
        public(
            name,
            format!("The case of a `{entity}`."),
            case::module(cx, id).into(),
        );
    }
    let commands = root::reexports(cx, |def| &def.command.text);
    public(
        "commands".to_owned(),
        "All commands.".to_owned(),
        commands.into(),
    );
    let events = root::reexports(cx, |def| &def.event.text);
    public("events".to_owned(), "All events.".to_owned(), events.into());
    public(
        "views".to_owned(),
        "Read models.".to_owned(),
        views::module(cx).into(),
    );
    public(
        "queries".to_owned(),
        "Questions to read models.".to_owned(),
        queries::module(cx).into(),
    );
    public(
        "lookups".to_owned(),
        "What is asked of the host.".to_owned(),
        lookups::module(cx).into(),
    );
    list.push((
        "contract".to_owned(),
        String::new(),
        false,
        false,
        root::contract(cx).into(),
    ));
    if options.tests {
        list.push((
            "specs".to_owned(),
            String::new(),
            false,
            true,
            specs::module(cx)?.into(),
        ));
        list.push((
            "conformance".to_owned(),
            String::new(),
            false,
            true,
            conformance::module(cx).into(),
        ));
    }
    let mut modules = Vec::new();
    for (name, docs, public, test, items) in list {
        let mut text = items.table;
        text.push_str(&format(cx, items.tokens)?);
        modules.push(Module {
            name,
            docs,
            public,
            test,
            text,
        });
    }
    let root = format(cx, root::types(cx))?;
    Ok(Modules { root, modules })
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
const ALLOWED: [&str; 27] = [
    "dead_code",
    "missing_docs",
    "non_camel_case_types",
    "non_snake_case",
    "non_upper_case_globals",
    "unreachable_patterns",
    "unreachable_pub",
    "unused_imports",
    "clippy::borrow_deref_ref",
    "clippy::clone_on_copy",
    "clippy::collapsible_if",
    "clippy::collapsible_match",
    "clippy::deref_addrof",
    "clippy::enum_variant_names",
    "clippy::large_enum_variant",
    "clippy::len_zero",
    "clippy::match_single_binding",
    "clippy::module_inception",
    "clippy::needless_lifetimes",
    "clippy::needless_question_mark",
    "clippy::redundant_field_names",
    "clippy::single_match",
    "clippy::needless_borrow",
    "clippy::nonminimal_bool",
    "clippy::op_ref",
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
