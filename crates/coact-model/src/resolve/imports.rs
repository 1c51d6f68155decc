//! Models that use each other: what is imported, in which order models are resolved, and what of one stands in
//! another.

mod circles;
mod constants;
mod lend;
mod mentions;

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::ast::ItemKind;

use super::cx::{ItemRef, Space, nearest};
use super::names::Imported;
use super::shares::Share;
use crate::diagnostics::Diagnostic;
use crate::model::Ident;
use crate::{Loc, Sources, rules};

pub(super) use lend::{Lender, Work};
pub(crate) use mentions::{Words, mentions};

/// What a model says about others.
#[derive(Debug, Default)]
pub(super) struct Imports {
    /// The models that it imports and that are there, with where it says so.
    pub(super) models: Vec<(usize, Ident)>,
    /// Names of imports that are not there, which is reported.
    missing: Vec<String>,
    /// What each of these imports takes of its text.
    places: Vec<Loc>,
    /// The names of those models that it uses, with the first place of each.
    pub(super) uses: BTreeMap<(usize, String), Loc>,
}

/// Reads the imports of every model.
pub(super) fn imports(
    sources: &Sources,
    shares: &[Share],
    items: &[Vec<ItemRef<'_>>],
    findings: &mut [Vec<Diagnostic>],
) -> Vec<Imports> {
    let names = shares.iter().enumerate();
    let names: BTreeMap<String, usize> =
        names.map(|(at, share)| (share.name.clone(), at)).collect();
    let mut all = Vec::new();
    for (at, (share, items)) in shares.iter().zip(items).enumerate() {
        let mut imports = Imports::default();
        if let Some(findings) = findings.get_mut(at) {
            imports.read(&names, &share.name, items, findings);
        }
        imports.find_uses(sources, share);
        all.push(imports);
    }
    all
}

impl Imports {
    fn read(
        &mut self,
        names: &BTreeMap<String, usize>,
        own: &str,
        items: &[ItemRef<'_>],
        findings: &mut Vec<Diagnostic>,
    ) {
        let mut first: BTreeMap<String, Loc> = BTreeMap::new();
        for item in items {
            let ItemKind::Import(name) = &item.item.kind else {
                continue;
            };
            let name = item.ident(name);
            if name.text == own {
                findings.push(rules::own_model(name.loc, own));
                continue;
            }
            if let Some(first) = first.get(&name.text) {
                findings.push(rules::imported_twice(name.loc, &name.text, *first));
                continue;
            }
            first.insert(name.text.clone(), name.loc);
            match names.get(&name.text) {
                Some(at) => {
                    self.models.push((*at, name));
                    self.places.push(item.loc(item.item.span));
                }
                None => {
                    let others = names.keys().filter(|known| *known != own);
                    let near = nearest(&name.text, others);
                    findings.push(rules::unknown_model(name.loc, &name.text, near));
                    self.missing.push(name.text);
                }
            }
        }
    }

    fn find_uses(&mut self, sources: &Sources, share: &Share) {
        if self.models.is_empty() {
            return;
        }
        let of_name: BTreeMap<&str, usize> = self
            .models
            .iter()
            .map(|(at, name)| (name.text.as_str(), *at))
            .collect();
        for (file, _) in &share.files {
            let bytes = sources.get(*file).map(|file| file.bytes.as_slice());
            let text = std::str::from_utf8(bytes.unwrap_or_default()).unwrap_or_default();
            for mention in mentions(text, |name| of_name.contains_key(name)) {
                let Some(model) = of_name.get(mention.model) else {
                    continue;
                };
                let loc = Loc {
                    file: *file,
                    span: mention.span,
                };
                let key = (*model, mention.name.to_owned());
                self.uses.entry(key).or_insert(loc);
            }
        }
    }

    /// Reports the imports of which nothing is named.
    pub(super) fn tell_unused(&self, findings: &mut Vec<Diagnostic>) {
        for ((at, name), place) in self.models.iter().zip(&self.places) {
            if !self.uses.keys().any(|(used, _)| used == at) {
                findings.push(rules::unused_import(name.loc, &name.text, *place));
            }
        }
    }

    /// What is imported, still without anything that is lent; imports that cannot be used are silent.
    pub(super) fn names(&self, cut: &BTreeSet<usize>) -> BTreeMap<String, Imported> {
        let missing = self
            .missing
            .iter()
            .map(|name| (name.clone(), Imported::silent()));
        let there = self.models.iter().map(|(at, name)| {
            let silent = cut.contains(at);
            let imported = if silent {
                Imported::silent()
            } else {
                Imported::default()
            };
            (name.text.clone(), imported)
        });
        missing.chain(there).collect()
    }
}

/// In which order models are resolved, so that each comes after those whose types and views it uses.
pub(super) struct Order {
    pub(super) models: Vec<usize>,
    /// For each model the imports that lead into a circle, which is reported.
    pub(super) cut: Vec<BTreeSet<usize>>,
}

/// Orders the models, and reports circles.
pub(super) fn order(
    shares: &[Share],
    imports: &[Imports],
    items: &[Vec<ItemRef<'_>>],
    findings: &mut [Vec<Diagnostic>],
) -> Order {
    let lent: Vec<BTreeSet<&str>> = items.iter().map(|items| types_and_views(items)).collect();
    let edges: Vec<BTreeMap<usize, Loc>> = imports
        .iter()
        .map(|imports| {
            let mut edges = BTreeMap::new();
            for ((to, name), loc) in &imports.uses {
                if lent
                    .get(*to)
                    .is_some_and(|lent| lent.contains(name.as_str()))
                {
                    let first = edges.entry(*to).or_insert(*loc);
                    *first = (*first).min(*loc);
                }
            }
            edges
        })
        .collect();
    let circles::Circles { order, cut } = circles::circles(&edges, |path, uses| {
        let names: Vec<&str> = path
            .iter()
            .filter_map(|at| Some(shares.get(*at)?.name.as_str()))
            .collect();
        let first = path.first().and_then(|first| findings.get_mut(*first));
        if let Some(findings) = first {
            findings.push(rules::models_in_a_circle(&names, uses));
        }
    });
    Order { models: order, cut }
}

/// The types and views that items declare.
fn types_and_views<'i>(items: &[ItemRef<'i>]) -> BTreeSet<&'i str> {
    let lends = |kind: &ItemKind| {
        matches!(
            kind,
            ItemKind::Scalar(_)
                | ItemKind::Enum(_)
                | ItemKind::Value(_)
                | ItemKind::Entity(_)
                | ItemKind::View(_)
        )
    };
    items
        .iter()
        .map(|item| &item.item.kind)
        .filter(|kind| lends(kind))
        .filter_map(|kind| Some(kind.name()?.text.as_str()))
        .collect()
}

/// An external system under the name of an imported model would leave open whose `billing.X` is.
pub(super) fn beside_systems(imports: &Imports, work: &mut Work) {
    for (_, name) in &imports.models {
        if let Some(place) = work.names.declared_at(Space::System, &name.text) {
            let finding = rules::import_beside_system(name.loc, &name.text, place);
            work.findings.push(finding);
        }
    }
}
