//! What the language allows and this generator does not cover: found before a line is generated.

mod by_key;
mod exprs;
mod facts;
mod past;
mod plain;
mod process;
mod reactions;
mod stories;

use std::fmt::Display;

use coact_model::diagnostics::{Diagnostic, Label, Severity};
use coact_model::model::{Ident, Model, Type, more_than_a_row};
use coact_model::rules::Rule;
use coact_model::topology::Topology;
use coact_model::{Loc, Sources};

use crate::cx::Cx;

/// Something is not generated yet.
const NOT_YET: Rule = Rule::of_other_crate(
    "GEN001",
    "not-generated-yet",
    Severity::Error,
    include_str!("../rules/GEN001.md"),
);

/// Two names would be one in Rust.
const NAMES_MEET: Rule = Rule::of_other_crate(
    "GEN002",
    "names-meet",
    Severity::Error,
    include_str!("../rules/GEN002.md"),
);

/// The rules of the generator, with their pages. `GEN003` and `GEN004` refused patterns and values that `FM007` and
/// `FM005` refuse; they are not used again.
pub const RULES: [&Rule; 2] = [&NOT_YET, &NAMES_MEET];

/// `what` is not covered.
pub(crate) fn not_yet(loc: Loc, what: impl Display) -> Diagnostic {
    Diagnostic::of(
        &NOT_YET,
        loc,
        format!("no Rust is generated yet for {what}"),
        "the model itself holds; leave this out to generate the rest",
    )
}

/// Two elements whose names are one in Rust.
pub(crate) fn names_meet(
    loc: Loc,
    name: &str,
    rust: &str,
    other: &str,
    there: Option<Loc>,
) -> Diagnostic {
    let mut found = Diagnostic::of(
        &NAMES_MEET,
        loc,
        format!("`{name}` would be `{rust}` in Rust, and so would {other}"),
        "give one of them another name",
    );
    found.others.extend(there.map(|loc| Label {
        loc,
        text: "the other one".to_owned(),
    }));
    found
}

/// The finding for a model whose generated files would be those of another one.
pub fn models_meet(name: &Ident, other: &str) -> Diagnostic {
    let rust = crate::names::snake(&name.text);
    names_meet(
        name.loc,
        &name.text,
        &rust,
        &format!("the model `{other}`"),
        None,
    )
}

/// The model with the place of every kind.
///
/// # Errors
/// What it uses and the generator does not cover.
pub(crate) fn check<'a>(model: &'a Model, sources: &'a Sources) -> Result<Cx<'a>, Vec<Diagnostic>> {
    let lent = more_than_a_row(model).into_iter();
    let mut findings: Vec<Diagnostic> = lent.map(|(loc, what)| not_yet(loc, what)).collect();
    if !findings.is_empty() {
        return Err(findings);
    }
    let topology = Topology::of(model);
    for homeless in topology.as_ref().err().into_iter().flatten() {
        let loc = model.kinds[homeless.kind].name.loc;
        findings.push(not_yet(loc, homeless.words(model)));
    }
    types(model, &mut findings);
    let Some(topology) = topology.ok().filter(|_| findings.is_empty()) else {
        return Err(findings);
    };
    let cx = Cx::new(topology, sources);
    process::check(&cx, &mut findings);
    facts::check(&cx, &mut findings);
    past::check(&cx, &mut findings);
    plain::check(&cx, &mut findings);
    exprs::check(&cx, &mut findings);
    reactions::check(&cx, &mut findings);
    stories::check(&cx, &mut findings);
    if findings.is_empty() {
        Ok(cx)
    } else {
        Err(findings)
    }
}

fn types(model: &Model, findings: &mut Vec<Diagnostic>) {
    for entity in model.entities.values() {
        if entity.key_generated && !is_uuid(model, &entity.key.ty) {
            findings.push(not_yet(
                entity.key.name.loc,
                "a generated key that is no `Uuid`",
            ));
        }
        if !is_key(model, &entity.key.ty) {
            findings.push(not_yet(entity.key.name.loc, "a key of this type"));
        }
    }
}

/// Whether the type is a UUID, perhaps under a name of its own.
fn is_uuid(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Scalar(id) => is_uuid(model, &model.scalars[*id].base),
        ty => *ty == Type::Uuid,
    }
}

/// Whether the type can be written as the text of a key and read back.
fn is_key(model: &Model, ty: &Type) -> bool {
    match ty {
        Type::Uuid | Type::Int(_) | Type::Text | Type::Date | Type::Bool => true,
        Type::Scalar(id) => is_key(model, &model.scalars[*id].base),
        Type::Entity(id) => is_key(model, &model.entities[*id].key.ty),
        _ => false,
    }
}
