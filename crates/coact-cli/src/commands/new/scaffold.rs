//! The files of a new project, from templates.

use std::collections::BTreeMap;
use std::path::Path;

use heck::ToUpperCamelCase;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{Environment, UndefinedBehavior, Value};
use serde::Serialize;

use super::name::Name;
use super::origin;
use crate::trouble::Trouble;

/// What the templates may say.
#[derive(Serialize)]
struct Values<'a> {
    package: &'a str,
    model: &'a str,
    /// The generated type that stands for the model.
    marker: String,
    /// The value of a dependency in `Cargo.toml`, by crate.
    build: String,
    runtime: String,
    rust_version: &'static str,
    /// Whether the package has to say that it is a workspace of its own.
    own_workspace: bool,
}

macro_rules! templates {
    ($($file:literal)*) => {
        &[$(($file, include_str!(concat!("../../../templates/new/", $file, ".jinja")))),*]
    };
}

const TEMPLATES: &[(&str, &str)] = templates! {
    "Cargo.toml"
    "coact.toml"
    "build.rs"
    "README.md"
    "gitignore"
    "src/main.rs"
    "model/model.coact"
};

/// Path in the project and text of every file.
pub(super) fn files(name: &Name, path: &Path) -> Result<BTreeMap<String, String>, Trouble> {
    let checkout = origin::checkout();
    let dependency = |crate_name: &str| match &checkout {
        Some(checkout) => {
            let path = checkout.join("crates").join(crate_name);
            // A string of JSON is one of TOML.
            let path = serde_json::Value::from(path.to_string_lossy().into_owned());
            format!("{{ path = {path} }}")
        }
        None => format!("\"{}\"", env!("CARGO_PKG_VERSION")),
    };
    let values = Values {
        package: &name.package,
        model: &name.model,
        marker: name.model.to_upper_camel_case(),
        build: dependency("coact-build"),
        runtime: dependency("coact-runtime"),
        rust_version: env!("CARGO_PKG_RUST_VERSION"),
        own_workspace: origin::below_a_workspace(path),
    };
    render(&values)
}

fn render(values: &Values<'_>) -> Result<BTreeMap<String, String>, Trouble> {
    let mut environment = Environment::new();
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    let syntax = SyntaxConfig::builder()
        .keep_trailing_newline(true)
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(broken)?;
    environment.set_syntax(syntax);
    let model = values.model;
    let values = Value::from(Serde(values));
    TEMPLATES
        .iter()
        .map(|(file, template)| {
            let path = match *file {
                "gitignore" => ".gitignore".to_owned(),
                "model/model.coact" => format!("model/{model}.coact"),
                other => other.to_owned(),
            };
            Ok((path, environment.render_str(template, &values)?))
        })
        .collect::<Result<_, minijinja::Error>>()
        .map_err(broken)
}

fn broken(error: minijinja::Error) -> Trouble {
    Trouble::Template(error.to_string())
}
