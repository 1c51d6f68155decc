//! Constants of specs: `let`, `example`, and what a step binds.

use std::collections::{HashMap, HashSet};

use coact_syntax::ast;

use super::super::super::cx::{Space, TypeName, nearest};
use super::super::super::declare::BUILTIN_TYPES;
use super::super::super::structure::TypeCx;
use super::super::pass::Pass;
use super::super::scope::Root;
use super::super::typer::Typer;
use super::definitions::{Definition, Level, Scope, What};
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{
    self, AggregateId, Binding, Constant, ConstantId, EntityId, Expr, ExprKind, Ident, List, Type,
};
use crate::rules;

/// The constants of one spec: those it uses.
pub(in super::super) struct Constants<'a> {
    pub(super) scope: Scope<'a>,
    pub(super) list: List<ConstantId, Constant>,
    pub(super) ids: HashMap<String, ConstantId>,
    /// Names whose values are being read, against circles.
    open: Vec<String>,
    /// A circle was met; whoever began to read it reports it.
    circular: bool,
    /// Those that stand for what is left out: no text names them.
    unnamed: HashSet<ConstantId>,
    /// Names that a step would bind which could not be read.
    lost: HashSet<String>,
    /// The aggregates that the spec has spoken of, by their keys.
    pub(super) keys: Vec<(AggregateId, Expr)>,
}

impl<'a> Constants<'a> {
    pub(in super::super) fn new(scope: Scope<'a>) -> Self {
        Self {
            scope,
            list: List::default(),
            ids: HashMap::new(),
            open: Vec::new(),
            circular: false,
            unnamed: HashSet::new(),
            lost: HashSet::new(),
            keys: Vec::new(),
        }
    }

    pub(in super::super) fn knows(&self, name: &str) -> bool {
        self.named(name).is_some() || self.lost.contains(name) || self.scope.find(name).is_some()
    }

    pub(in super::super) fn names(&self) -> Vec<String> {
        let known = self.list.values().map(|constant| &constant.name.text);
        let mut names: Vec<String> = known.cloned().collect();
        names.extend(self.scope.names().map(str::to_owned));
        names.sort();
        names.dedup();
        names
    }

    pub(super) fn push(&mut self, name: Ident, ty: Type, binding: Binding) -> ConstantId {
        let text = name.text.clone();
        let before = self.ids.get(&text).copied();
        if let Some(unnamed) = before.filter(|id| self.unnamed.contains(id)) {
            let other = self.free(&text);
            self.list[unnamed].name.text.clone_from(&other);
            self.ids.insert(other, unnamed);
        }
        let id = self.list.push(Constant { name, ty, binding });
        self.ids.insert(text, id);
        id
    }

    /// The constant that a text names.
    fn named(&self, name: &str) -> Option<ConstantId> {
        let found = self.ids.get(name).copied();
        found.filter(|id| !self.unnamed.contains(id))
    }

    /// Such a name that nothing has yet.
    fn free(&self, name: &str) -> String {
        let taken = |text: &String| self.ids.contains_key(text) || self.knows(text);
        let numbered = (2_u32..).map(|count| format!("{name}_{count}"));
        let mut names = std::iter::once(name.to_owned()).chain(numbered);
        names.find(|text| !taken(text)).unwrap_or_default()
    }

    /// A constant for what is left out, called like this or almost.
    pub(super) fn push_unnamed(&mut self, name: &str, ty: Type, loc: Loc) -> ConstantId {
        let text = self.free(name);
        let id = self.push(Ident { text, loc }, ty, Binding::Generated);
        self.unnamed.insert(id);
        id
    }

    /// The constants of an entity, in order.
    pub(super) fn of_entity(&self, entity: EntityId) -> Vec<ConstantId> {
        self.list
            .iter()
            .filter(|(_, constant)| constant.ty == Type::Entity(entity))
            .map(|(id, _)| id)
            .collect()
    }
}

/// Types every definition once, so that its faults are reported once, and forbids hiding.
pub(in super::super) fn check_definitions(
    pass: &mut Pass<'_>,
    scope: &Scope<'_>,
    own: &Level<'_>,
) -> Vec<model::Definition> {
    let mut made = Vec::new();
    for definition in own.definitions() {
        let name = definition.name;
        let place = definition.item.loc(name.span);
        // By places: items that read alike may be read once, and then are the same.
        let first = scope
            .each(&name.text)
            .map(|other| other.item.loc(other.name.span))
            .find(|other| *other != place);
        if let Some(first) = first
            && first < place
        {
            pass.findings
                .push(rules::constant_twice(place, &name.text, first));
        }
        let mut typer = pass.typer(definition.item, Root::Spec);
        typer.constants = Some(Constants::new(scope.clone()));
        let id = typer.define(definition);
        let constants = typer.constants.take();
        if let (Some(id), Some(constants)) = (id, constants) {
            made.push(declared(definition, id, constants.list));
        }
    }
    made
}

/// A definition as it is written, where it could be read.
fn declared(
    definition: &Definition<'_>,
    id: ConstantId,
    constants: List<ConstantId, Constant>,
) -> model::Definition {
    let (example, typed, valued) = match definition.what {
        What::Let(written) => (false, written.ty.is_some(), written.value.is_some()),
        What::Example(_) => (true, true, true),
    };
    let Constant { name, ty, binding } = constants[id].clone();
    let value = match binding {
        Binding::Value(value) if valued => Some(value),
        Binding::Value(_) | Binding::Generated | Binding::Produced => None,
    };
    model::Definition {
        name,
        example,
        ty: typed.then_some(ty),
        value,
        constants,
    }
}

impl<'a> Typer<'a> {
    /// A constant by its name, read at its first use.
    pub(in super::super) fn constant(&mut self, name: &ast::Name) -> Option<Expr> {
        let constants = self.constants.as_mut()?;
        if constants.open.is_empty() {
            constants.circular = false;
        }
        if let Some(id) = constants.named(&name.text) {
            return self.constant_expr(id, name.span);
        }
        let found = constants.scope.find(&name.text).copied();
        match found {
            Some(definition) => {
                if constants.open.contains(&name.text) {
                    self.meet_circle();
                    return None;
                }
                // Reported where the definition is checked.
                let before = self.findings.len();
                let daring = std::mem::replace(&mut self.daring, false);
                let id = self.define(&definition);
                self.daring = daring;
                self.findings.truncate(before);
                if id.is_none() && self.is_circular() {
                    let finding = rules::constant_circle(self.loc(name.span), &name.text);
                    self.report(finding);
                }
                self.constant_expr(id?, name.span)
            }
            None if constants.lost.contains(&name.text) => None,
            None => {
                let names = constants.names();
                let near = nearest(&name.text, names.iter());
                // It may stand in what could not be read.
                if !self.item.faulty {
                    let loc = self.loc(name.span);
                    let finding = if self.names.actors.contains_key(&name.text) {
                        rules::actor_for_a_constant(loc, &name.text)
                    } else {
                        rules::unknown_constant(loc, &name.text, near)
                    };
                    self.report(finding);
                }
                None
            }
        }
    }

    /// Takes note of the names that a step would have bound, had it been read.
    pub(in super::super) fn lose(&mut self, inits: &[ast::FieldInit]) {
        for init in inits {
            let name = match &init.value {
                None => &init.name,
                Some(ast::Expr {
                    kind: ast::ExprKind::Name(name),
                    ..
                }) => name,
                Some(_) => continue,
            };
            if let Some(constants) = &mut self.constants
                && !constants.knows(&name.text)
            {
                constants.lost.insert(name.text.clone());
            }
        }
    }

    /// Whether a step could not be read.
    pub(super) fn lost_any(&self) -> bool {
        let constants = self.constants.as_ref();
        constants.is_some_and(|constants| !constants.lost.is_empty())
    }

    fn meet_circle(&mut self) {
        if let Some(constants) = &mut self.constants {
            constants.circular = true;
        }
    }

    /// Whether a definition that is being read met a circle.
    fn is_circular(&self) -> bool {
        let constants = self.constants.as_ref();
        constants.is_some_and(|constants| constants.circular && !constants.open.is_empty())
    }

    pub(super) fn constant_expr(
        &mut self,
        id: ConstantId,
        span: coact_syntax::Span,
    ) -> Option<Expr> {
        let ty = self.constants.as_ref()?.list[id].ty.clone();
        (ty != Type::Error).then(|| self.expr(ExprKind::Constant(id), ty, span))
    }

    /// Reads a definition into the constants of this spec.
    fn define(&mut self, definition: &Definition<'a>) -> Option<ConstantId> {
        let outer = std::mem::replace(&mut self.item, definition.item);
        if let Some(constants) = &mut self.constants {
            constants.open.push(definition.name.text.clone());
        }
        let made = match definition.what {
            What::Let(written) => self.let_value(written),
            What::Example(written) => self.example_value(written),
        };
        let name = self.item.ident(definition.name);
        self.item = outer;
        let constants = self.constants.as_mut()?;
        constants.open.pop();
        let (ty, binding) = made?;
        Some(constants.push(name, ty, binding))
    }

    fn let_value(&mut self, written: &ast::LetItem) -> Option<(Type, Binding)> {
        let ty = match &written.ty {
            Some(ty) => Some(self.constant_type(ty)?),
            None => None,
        };
        match (&written.value, ty) {
            (Some(value), Some(ty)) => {
                let value = self.expect(value, &ty);
                (value.ty != Type::Error).then_some((ty, Binding::Value(value)))
            }
            (Some(value), None) => {
                let value = self.infer(value, None);
                (value.ty != Type::Error).then(|| (value.ty.clone(), Binding::Value(value)))
            }
            (None, Some(ty)) => match &ty {
                Type::Entity(_) | Type::Actor(_) | Type::Uuid | Type::Bytes => {
                    Some((ty, Binding::Generated))
                }
                _ => {
                    let value = self.seed(&ty, &[], 0, written.name.span);
                    if value.is_none() {
                        let finding =
                            rules::no_seed(self.loc(written.name.span), &written.name.text);
                        self.report(finding);
                    }
                    value.map(|value| (ty, Binding::Value(value)))
                }
            },
            (None, None) => None,
        }
    }

    /// The type of a constant; actors count as types here.
    fn constant_type(&mut self, written: &ast::TypeExpr) -> Option<Type> {
        if let ast::TypeKind::Named(path) = &written.kind
            && path.model.is_none()
            && !written.optional
            && !self.names.types.contains_key(&path.name.text)
            && let Some(actor) = self.names.actors.get(&path.name.text).copied()
        {
            self.not_retired(Space::Actor, &path.name);
            return Some(Type::Actor(actor));
        }
        if let ast::TypeKind::Named(path) = &written.kind
            && let Some(finding) = self.actor_meant(path)
        {
            self.report(finding);
            return None;
        }
        let cx = TypeCx {
            names: self.names,
            scalars: &self.model.scalars,
        };
        let ty = cx.resolve(&self.item, written, self.findings).ty;
        (ty != Type::Error).then_some(ty)
    }

    /// The finding for a name that is none of a type, and almost that of an actor.
    fn actor_meant(&self, path: &ast::Path) -> Option<Diagnostic> {
        let name = path.name.text.as_str();
        let is_type = |space| self.names.is_declared(space, name);
        if path.model.is_some()
            || is_type(Space::Type)
            || is_type(Space::Actor)
            || BUILTIN_TYPES.contains(&name)
        {
            return None;
        }
        let near = self.names.nearest_to(Space::Actor, name)?;
        let loc = self.loc(path.name.span);
        Some(rules::unknown_name(loc, "actor or type", name, Some(near)))
    }

    fn example_value(&mut self, written: &ast::ExampleItem) -> Option<(Type, Binding)> {
        match self.names.ty(&self.item, &written.ty, self.findings)? {
            TypeName::Value(id) => {
                let span = written.ty.span();
                let value = self.record_of(id, &written.ty.name, &written.fields, span);
                (value.ty != Type::Error).then_some((Type::Value(id), Binding::Value(value)))
            }
            _ => {
                let finding =
                    rules::not_a_record(self.loc(written.ty.span()), &written.ty.name.text);
                self.report(finding);
                None
            }
        }
    }
}
