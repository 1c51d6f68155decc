//! Looking a written name up: the element, or the finding why there is none.

use std::collections::BTreeMap;

use coact_syntax::ast;

use super::imported::Lent;
use super::{Imported, Names, Space, TypeName};
use crate::diagnostics::Diagnostic;
use crate::model::{
    ActorId, BankId, CommandRef, EntityId, EventRef, KindId, PositionId, ScreenId, SystemId, ViewId,
};
use crate::resolve::cx::{ItemRef, nearest};
use crate::rules;

impl Names {
    /// What a path means, in this model or in an imported one that lends things of this kind.
    fn find<T: Copy>(
        &self,
        own: &BTreeMap<String, T>,
        lent: Lent<T>,
        space: Space,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if path.model.is_some() {
            let noun = space.noun();
            return self.lent(lent, &[space], noun, item, path, findings);
        }
        let found = own.get(&path.name.text).copied();
        if found.is_none() {
            findings.extend(self.missing(
                &[space],
                space.noun(),
                &path.name.text,
                item.loc(path.name.span),
            ));
        } else {
            self.used(space, item, &path.name, findings);
        }
        found
    }

    /// The type of this name.
    pub(crate) fn ty(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<TypeName> {
        self.find(
            &self.types,
            Imported::types,
            Space::Type,
            item,
            path,
            findings,
        )
    }

    /// The entity of this name; a type that is no entity is reported.
    pub(crate) fn entity(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<EntityId> {
        let name = path.name.text.as_str();
        let loc = item.loc(path.name.span);
        if path.model.is_some() {
            let spaces = &[Space::Type];
            let found = self.lent(Imported::types, spaces, "entity", item, path, findings);
            return match found? {
                TypeName::Entity(id) => Some(id),
                _ => {
                    findings.extend(self.no_entity_there(item, path));
                    None
                }
            };
        }
        if let Some(TypeName::Entity(id)) = self.types.get(name) {
            self.used(Space::Type, item, &path.name, findings);
            return Some(*id);
        }
        let entities = || {
            self.types
                .iter()
                .filter(|(_, ty)| matches!(ty, TypeName::Entity(_)))
                .map(|(name, _)| name)
        };
        let near = nearest(name, entities().filter(|other| *other != name));
        let elsewhere = Space::ALL
            .iter()
            .filter_map(|space| self.declared.get(space)?.get(name))
            .next();
        findings.push(match elsewhere {
            Some((place, what)) => {
                let near: Vec<&str> = near.into_iter().collect();
                rules::other_kind(loc, "entity", name, *place, what, &near)
            }
            None => rules::unknown_name(loc, "entity", name, near),
        });
        None
    }

    /// The actor role of this name.
    pub(crate) fn actor(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ActorId> {
        self.find(
            &self.actors,
            Imported::nothing,
            Space::Actor,
            item,
            path,
            findings,
        )
    }

    /// The bank of this name.
    pub(crate) fn bank(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<BankId> {
        self.find(
            &self.banks,
            Imported::nothing,
            Space::Bank,
            item,
            path,
            findings,
        )
    }

    /// The position of this name.
    pub(crate) fn position(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PositionId> {
        self.find(
            &self.positions,
            Imported::nothing,
            Space::Position,
            item,
            path,
            findings,
        )
    }

    /// The transaction kind of this name.
    pub(crate) fn kind(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<KindId> {
        self.find(
            &self.kinds,
            Imported::nothing,
            Space::Kind,
            item,
            path,
            findings,
        )
    }

    /// The view of this name.
    pub(crate) fn view(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ViewId> {
        self.find(
            &self.views,
            Imported::views,
            Space::View,
            item,
            path,
            findings,
        )
    }

    /// The screen of this name.
    pub(crate) fn screen(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ScreenId> {
        self.find(
            &self.screens,
            Imported::nothing,
            Space::Screen,
            item,
            path,
            findings,
        )
    }

    /// What an external system reports, or can be asked to do: `PaymentProvider.Refund`.
    pub(crate) fn outside<T: Copy>(
        &self,
        map: &BTreeMap<(SystemId, String), T>,
        noun: &str,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        let Some(system) = &path.model else {
            let loc = item.loc(path.name.span);
            let of = map.keys().find(|(_, name)| *name == path.name.text);
            let of = of.and_then(|(id, _)| {
                let known = self.systems.iter().find(|(_, system)| *system == id);
                known.map(|(name, _)| format!("{name}.{}", path.name.text))
            });
            let name = &path.name.text;
            findings.push(rules::unknown_name(loc, noun, name, of.as_deref()));
            return None;
        };
        let Some(id) = self.systems.get(&system.text).copied() else {
            let loc = item.loc(system.span);
            let space = Space::System;
            findings.extend(self.missing(&[space], space.noun(), &system.text, loc));
            return None;
        };
        let found = map.get(&(id, path.name.text.clone())).copied();
        if found.is_none() {
            let known = map.keys().filter(|(of, _)| *of == id);
            let near = nearest(&path.name.text, known.map(|(_, name)| name));
            let loc = item.loc(path.name.span);
            let (name, sought) = (&path.name.text, format!("{noun} of `{}`", system.text));
            let finding = rules::unknown_name(loc, &sought, name, near);
            let key = (id, name.clone());
            let path = format!("{}.{name}", system.text);
            findings.push(if noun == "call" && self.reported.contains_key(&key) {
                finding.hint(format!("it is an event: `translation {path} -> …`"))
            } else if noun == "event" && self.calls.contains_key(&key) {
                finding.hint(format!("it is a call: `automation … -> {path}`"))
            } else {
                finding
            });
        }
        found
    }

    /// The command of this name.
    pub(crate) fn command(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<CommandRef> {
        self.find(
            &self.commands,
            Imported::nothing,
            Space::Command,
            item,
            path,
            findings,
        )
    }

    /// The event of this name.
    pub(crate) fn event(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<EventRef> {
        self.find(
            &self.events,
            Imported::events,
            Space::Event,
            item,
            path,
            findings,
        )
    }
}
