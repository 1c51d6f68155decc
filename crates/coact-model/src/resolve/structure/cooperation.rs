//! Transaction kinds: who asks whom for what.

use std::collections::BTreeSet;

use coact_syntax::ast::{self, ProductClause, TransactionItem};

use super::acts::Acts;
use super::clauses::Clauses;
use super::stand_ins::StandIns;
use super::types::TypeCx;
use crate::Loc;
use crate::ctp::Pattern;
use crate::diagnostics::Diagnostic;
use crate::model::{ActDef, ActorId, Ident, Model, Product, Sort, TransactionKind};
use crate::resolve::cx::{ItemRef, Names, doc, nearest, sentence};
use crate::rules;

const SORTS: &[&str] = &["original", "informational", "documental"];
const PATTERNS: &[&str] = &["basic", "standard", "complete"];

/// Reads a transaction kind. One that is about nothing known cannot be kept, but all of it is looked at: then
/// its acts are the answer, so that their names are known.
pub(super) fn kind(
    names: &Names,
    model: &mut Model,
    stand_ins: &mut StandIns,
    item: &ItemRef<'_>,
    source: &TransactionItem,
    findings: &mut Vec<Diagnostic>,
) -> Result<TransactionKind, Vec<ActDef>> {
    let name = item.ident(&source.name);
    let clauses = Clauses::read(item, source, findings);
    let sort = match clauses.sort {
        Some(word) => choose("sort", SORTS, item, word, findings).map_or(Sort::Original, sort),
        None => Sort::Original,
    };
    let pattern = match clauses.pattern {
        Some(word) => {
            choose("pattern", PATTERNS, item, word, findings).map_or(Pattern::Complete, pattern)
        }
        None => Pattern::Complete,
    };
    // A clause that could not be read may be the one that is missing.
    if !clauses.broken {
        if clauses.initiators.is_none() {
            findings.push(rules::no_initiator(name.loc, &name.text));
        }
        if clauses.executor.is_none() {
            findings.push(rules::no_executor(name.loc, &name.text));
        }
        if clauses.product.is_none() {
            findings.push(rules::no_product(name.loc, &name.text));
        }
    }
    let initiators = match &clauses.initiators {
        Some((paths, _)) => initiators(names, model, stand_ins, item, paths, findings),
        None => vec![(stand_ins.missing(model, &name), name.loc)],
    };
    let (initiators, initiators_at) = initiators.into_iter().unzip();
    let executor = match clauses.executor {
        Some(path) => role(names, model, stand_ins, item, path, findings),
        None => stand_ins.missing(model, &name),
    };
    let executor_at = (clauses.executor).map_or(name.loc, |path| item.loc(path.span()));
    let product = clauses
        .product
        .and_then(|clause| product(names, model, item, clause, findings));
    let acts = Acts {
        cx: TypeCx {
            names,
            scalars: &model.scalars,
        },
        item,
        kind: &name,
        profile: model.profile,
        pattern,
        subject: product
            .as_ref()
            .map(|product| &model.entities[product.entity]),
    }
    .read(source, findings);
    let Some(product) = product else {
        return Err(acts);
    };
    Ok(TransactionKind {
        doc: doc(item.item.doc.as_ref()),
        number: source.number.as_ref().map(|number| Ident {
            text: number.value.clone(),
            loc: item.loc(number.span),
        }),
        name,
        sort,
        initiators,
        initiators_at,
        executor,
        executor_at,
        product,
        pattern,
        acts,
    })
}

/// The role of this name, or what stands in for it.
fn role(
    names: &Names,
    model: &mut Model,
    stand_ins: &mut StandIns,
    item: &ItemRef<'_>,
    path: &ast::Path,
    findings: &mut Vec<Diagnostic>,
) -> ActorId {
    names
        .actor(item, path, findings)
        .unwrap_or_else(|| stand_ins.unknown(model, item.ident(&path.name)))
}

/// One of a choice of words.
pub(super) fn choose<'w>(
    what: &str,
    words: &[&'w str],
    item: &ItemRef<'_>,
    word: &ast::Name,
    findings: &mut Vec<Diagnostic>,
) -> Option<&'w str> {
    let found = words.iter().find(|known| **known == word.text).copied();
    if found.is_none() {
        findings.push(rules::unknown_word(
            item.loc(word.span),
            what,
            &word.text,
            words,
        ));
    }
    found
}

fn sort(word: &str) -> Sort {
    match word {
        "informational" => Sort::Informational,
        "documental" => Sort::Documental,
        _ => Sort::Original,
    }
}

fn pattern(word: &str) -> Pattern {
    match word {
        "basic" => Pattern::Basic,
        "standard" => Pattern::Standard,
        _ => Pattern::Complete,
    }
}

/// The roles that may ask, and where each of them is named.
fn initiators(
    names: &Names,
    model: &mut Model,
    stand_ins: &mut StandIns,
    item: &ItemRef<'_>,
    paths: &[&ast::Path],
    findings: &mut Vec<Diagnostic>,
) -> Vec<(ActorId, Loc)> {
    let mut seen = BTreeSet::new();
    let mut roles = Vec::new();
    for path in paths {
        let role = role(names, model, stand_ins, item, path, findings);
        let loc = item.loc(path.span());
        if seen.insert(role) {
            roles.push((role, loc));
        } else {
            findings.push(rules::named_twice(loc, &path.name.text));
        }
    }
    roles
}

fn product(
    names: &Names,
    model: &Model,
    item: &ItemRef<'_>,
    clause: &ProductClause,
    findings: &mut Vec<Diagnostic>,
) -> Option<Product> {
    let entity = names.entity(item, &clause.entity, findings)?;
    let about = &model.entities[entity];
    if about.imported.is_some() {
        let what = "a transaction of this model cannot be about";
        let loc = item.loc(clause.entity.span());
        findings.push(rules::about_a_lent_entity(loc, what, &about.name.text));
        return None;
    }
    let fact = match &clause.fact {
        None => None,
        Some(name) => {
            let loc = item.loc(name.span);
            if clause.new {
                findings.push(rules::new_with_fact(loc, &about.name.text, &name.text));
            }
            let found = about
                .facts
                .iter()
                .position(|fact| fact.field.name.text == name.text);
            if found.is_none() {
                let near = nearest(
                    &name.text,
                    about.facts.iter().map(|fact| &fact.field.name.text),
                );
                let noun = format!("fact of `{}`", about.name.text);
                findings.push(rules::unknown_name(loc, &noun, &name.text, near));
            }
            found
        }
    };
    if clause.new && about.external {
        findings.push(rules::external_created(
            item.loc(clause.entity.span()),
            &about.name.text,
            about.name.loc,
        ));
    }
    Some(Product {
        entity,
        new: clause.new,
        fact,
        sentence: sentence(&clause.sentence),
        loc: item.loc(clause.span),
    })
}
