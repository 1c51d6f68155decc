//! Looking a written name up: the element, or the finding why there is none.

use std::collections::BTreeMap;

use coact_syntax::ast;

use super::{Names, Space, TypeName};
use crate::diagnostics::Diagnostic;
use crate::model::{
    ActorId, BankId, CommandRef, EntityId, EventRef, KindId, PositionId, ScreenId, ViewId,
};
use crate::resolve::cx::{ItemRef, nearest};
use crate::rules;

impl Names {
    /// Whether a path stays inside this model; reports it where not.
    fn local(&self, item: &ItemRef<'_>, path: &ast::Path, findings: &mut Vec<Diagnostic>) -> bool {
        let Some(model) = &path.model else {
            return true;
        };
        if !self.imports.contains(&model.text) {
            findings.push(rules::unknown_model(item.loc(model.span), &model.text));
        }
        false
    }

    fn find<T: Copy>(
        &self,
        map: &BTreeMap<String, T>,
        space: Space,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<T> {
        if !self.local(item, path, findings) {
            return None;
        }
        let found = map.get(&path.name.text).copied();
        if found.is_none() {
            findings.extend(self.missing(
                &[space],
                space.noun(),
                &path.name.text,
                item.loc(path.name.span),
            ));
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
        self.find(&self.types, Space::Type, item, path, findings)
    }

    /// The entity of this name; a type that is no entity is reported.
    pub(crate) fn entity(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<EntityId> {
        if !self.local(item, path, findings) {
            return None;
        }
        let name = path.name.text.as_str();
        let loc = item.loc(path.name.span);
        if let Some(TypeName::Entity(id)) = self.types.get(name) {
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
            Some((place, what)) => rules::other_kind(loc, "entity", name, *place, what, near),
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
        self.find(&self.actors, Space::Actor, item, path, findings)
    }

    /// The bank of this name.
    pub(crate) fn bank(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<BankId> {
        self.find(&self.banks, Space::Bank, item, path, findings)
    }

    /// The position of this name.
    pub(crate) fn position(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<PositionId> {
        self.find(&self.positions, Space::Position, item, path, findings)
    }

    /// The transaction kind of this name.
    pub(crate) fn kind(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<KindId> {
        self.find(&self.kinds, Space::Kind, item, path, findings)
    }

    /// The view of this name.
    pub(crate) fn view(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ViewId> {
        self.find(&self.views, Space::View, item, path, findings)
    }

    /// The screen of this name.
    pub(crate) fn screen(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<ScreenId> {
        self.find(&self.screens, Space::Screen, item, path, findings)
    }

    /// The command of this name.
    pub(crate) fn command(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<CommandRef> {
        self.find(&self.commands, Space::Command, item, path, findings)
    }

    /// The event of this name.
    pub(crate) fn event(
        &self,
        item: &ItemRef<'_>,
        path: &ast::Path,
        findings: &mut Vec<Diagnostic>,
    ) -> Option<EventRef> {
        self.find(&self.events, Space::Event, item, path, findings)
    }
}
