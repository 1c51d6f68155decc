//! Names of other models: `billing.Invoice`.

use std::collections::BTreeMap;

use coact_syntax::ast;

use super::{Declared, Gone, Names, Space, TypeName};
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{EventRef, SystemId, ViewId};
use crate::resolve::cx::{ItemRef, nearest};
use crate::rules;

/// What a model lends of one kind of thing; none of a kind that stays at home.
pub(super) type Lent<T> = fn(&Imported) -> Option<&BTreeMap<String, T>>;

/// An imported model, as far as this one uses it.
#[derive(Debug, Default)]
pub(crate) struct Imported {
    /// Its types, by their name there.
    pub(crate) types: BTreeMap<String, TypeName>,
    /// Its views.
    pub(crate) views: BTreeMap<String, ViewId>,
    /// Its events.
    pub(crate) events: BTreeMap<String, EventRef>,
    /// Its retired names.
    pub(crate) retired: Gone,
    /// Its retired variants, by their places.
    pub(crate) gone_variants: BTreeMap<crate::Loc, crate::Loc>,
    /// Why it cannot be used is reported already.
    pub(crate) silent: bool,
}

impl Imported {
    /// An import that is reported, so that its uses need not be.
    pub(crate) fn silent() -> Self {
        Self {
            silent: true,
            ..Self::default()
        }
    }

    pub(super) fn types(&self) -> Option<&BTreeMap<String, TypeName>> {
        Some(&self.types)
    }

    pub(super) fn views(&self) -> Option<&BTreeMap<String, ViewId>> {
        Some(&self.views)
    }

    pub(super) fn events(&self) -> Option<&BTreeMap<String, EventRef>> {
        Some(&self.events)
    }

    /// Everything but types, events and views stays at home.
    pub(super) fn nothing<T>(&self) -> Option<&BTreeMap<String, T>> {
        None
    }
}

fn in_space<'d>(
    declared: &'d Declared,
    space: Space,
    name: &str,
) -> Option<&'d (crate::Loc, &'static str)> {
    declared.get(&space)?.get(name)
}

impl Names {
    /// What a name of another model stands for.
    pub(super) fn lent<T: Copy>(
        &self,
        lent: Lent<T>,
        sought: &[Space],
        noun: &str,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let model = path.model.as_ref()?;
        let imported = self.import(item, model, &path.name, findings)?;
        if imported.silent {
            return None;
        }
        let Some(known) = lent(imported) else {
            let loc = item.loc(path.span());
            findings.push(rules::stays_at_home(
                loc,
                noun,
                &model.text,
                &path.name.text,
            ));
            return None;
        };
        let found = known.get(&path.name.text).copied();
        if found.is_none() {
            findings.extend(self.missing_there(sought, noun, item, model, &path.name));
        } else {
            for space in sought {
                self.used_there(*space, item, (&model.text, &path.name), findings);
            }
        }
        found
    }

    /// The imported model of this name; reports a name that is none.
    fn import(
        &self,
        item: &ItemRef<'_>,
        model: &ast::Name,
        name: &ast::Name,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<&Imported> {
        if let Some(imported) = self.imports.get(&model.text) {
            return Some(imported);
        }
        let loc = item.loc(model.span);
        findings.push(if let Some(system) = self.systems.get(&model.text) {
            let loc = item.loc(model.span.to(name.span));
            let call = self.calls.contains_key(&(*system, name.text.clone()));
            rules::from_outside(loc, &model.text, &name.text, call)
        } else if self.everywhere.contains_key(&model.text) {
            rules::not_imported(loc, &model.text)
        } else {
            let known = self.imports.keys().chain(self.everywhere.keys());
            match (
                nearest(&model.text, known),
                nearest(&model.text, self.systems.keys()),
            ) {
                (None, Some(system)) => {
                    rules::unknown_name(loc, Space::System.noun(), &model.text, Some(system))
                }
                (near, _) => rules::unknown_model(loc, &model.text, near),
            }
        });
        None
    }

    /// Whether a path is that of a view of an imported model.
    pub(crate) fn view_there(&self, path: &ast::Path) -> bool {
        let model = path.model.as_ref();
        let imported = model.and_then(|model| self.imports.get(&model.text));
        imported.is_some_and(|imported| imported.views.contains_key(&path.name.text))
    }

    /// The finding for a type of another model where an entity is needed.
    pub(super) fn no_entity_there(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
    ) -> Option<Diagnostic> {
        let model = path.model.as_ref()?;
        let declared = self.everywhere.get(&model.text)?;
        let (place, what) = in_space(declared, Space::Type, &path.name.text)?;
        let name = format!("{}.{}", model.text, path.name.text);
        let loc = item.loc(path.span());
        Some(rules::other_kind(loc, "entity", &name, *place, what, &[]))
    }

    /// The finding for the name of what an external system reports or does, without the system in front.
    pub(super) fn outside_of(&self, sought: &[Space], name: &str, loc: Loc) -> Option<Diagnostic> {
        let is_it = |(_, known): &&(SystemId, String)| known == name;
        let event = sought.contains(&Space::Event);
        let reported = self.reported.keys().filter(|_| event).find(is_it);
        let called = self.calls.keys().find(is_it);
        let called = called.filter(|_| event || sought.contains(&Space::Command));
        let (id, _) = reported.or(called)?;
        let system = self.systems.iter().find(|(_, system)| *system == id);
        let call = reported.is_none();
        system.map(|(system, _)| rules::from_outside(loc, system, name, call))
    }

    /// The name with its model in front, where another model of the project declares it.
    pub(super) fn elsewhere(&self, sought: &[Space], name: &str) -> Option<String> {
        let (model, _) = self.everywhere.iter().find(|(_, declared)| {
            let mut sought = sought.iter();
            sought.any(|space| in_space(declared, *space, name).is_some())
        })?;
        Some(format!("{model}.{name}"))
    }

    /// The finding for a name that the model does not have; none where it was left out there, which is reported.
    fn missing_there(
        &self,
        sought: &[Space],
        noun: &str,
        item: &ItemRef<'_>,
        model: &ast::Name,
        name: &ast::Name,
    ) -> Option<Diagnostic> {
        let declared = self.everywhere.get(&model.text)?;
        if sought
            .iter()
            .any(|space| in_space(declared, *space, &name.text).is_some())
        {
            return None;
        }
        let loc = item.loc(name.span);
        let near = sought
            .iter()
            .filter_map(|space| declared.get(space))
            .flat_map(BTreeMap::keys);
        let near = nearest(&name.text, near);
        let elsewhere = Space::ALL
            .iter()
            .find_map(|space| in_space(declared, *space, &name.text));
        Some(match elsewhere {
            Some((place, what)) => {
                let name = format!("{}.{}", model.text, name.text);
                rules::other_kind(
                    loc,
                    noun,
                    &name,
                    *place,
                    what,
                    &near.into_iter().collect::<Vec<_>>(),
                )
            }
            None => {
                let noun = format!("{noun} of `{}`", model.text);
                rules::unknown_name(loc, &noun, &name.text, near)
            }
        })
    }
}
