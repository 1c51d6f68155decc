//! Who fills a role where a spec does not say.

use coact_syntax::{Span, ast};

use super::super::scope::snake;
use super::super::typer::Typer;
use crate::model::{
    ActorId, Bound, BoundKind, ConstantId, EntityId, Expr, ExprKind, KindId, SpecStep,
    SpecStepKind, Type,
};

impl Typer<'_> {
    /// For every role of the cases that the spec plays in: the first constant that can fill it, or one that
    /// is made up.
    pub(super) fn fillers(&mut self, steps: &[SpecStep]) -> Vec<(ActorId, ConstantId)> {
        let mut fillers = Vec::new();
        for actor in self.roles(steps) {
            let known = self.model.actors[actor].is;
            let found = self.first_filler(actor, known);
            let id = match found {
                Some(id) => id,
                None => {
                    let name = snake(&self.model.actors[actor].name.text);
                    let ty = known.map_or(Type::Actor(actor), Type::Entity);
                    self.made_up(&name, ty)
                }
            };
            fillers.push((actor, id));
        }
        fillers
    }

    /// The roles of all kinds in the cases of the acts, and the first of those that may give each plain command, in the
    /// order of the model.
    fn roles(&self, steps: &[SpecStep]) -> Vec<ActorId> {
        let mut kinds: Vec<KindId> = Vec::new();
        for step in steps {
            if let SpecStepKind::Given { act, .. } | SpecStepKind::When(act) = &step.kind {
                kinds.push(act.kind);
                for (case, _) in self.index.nodes(act.kind) {
                    kinds.extend(self.model.cases[*case].nodes.values().map(|node| node.kind));
                }
            }
        }
        let of_kinds = kinds.into_iter().flat_map(|kind| {
            let kind = &self.model.kinds[kind];
            kind.initiators.iter().copied().chain([kind.executor])
        });
        let of_commands = steps.iter().filter_map(|step| match &step.kind {
            SpecStepKind::WhenCommand { command, .. } => {
                self.model.commands[*command].by.first().copied()
            }
            _ => None,
        });
        let mut actors: Vec<ActorId> = of_kinds.chain(of_commands).collect();
        actors.sort();
        actors.dedup();
        actors
    }

    fn first_filler(&mut self, actor: ActorId, known: Option<EntityId>) -> Option<ConstantId> {
        let model = self.model;
        let mut names = vec![model.actors[actor].name.text.as_str()];
        names.extend(known.map(|entity| model.entities[entity].name.text.as_str()));
        let name = self.declared(&names)?;
        let value = self.constant(&name)?;
        match value.kind {
            ExprKind::Constant(id) => Some(id),
            _ => None,
        }
    }

    /// The first constant declared with one of these types.
    fn declared(&self, types: &[&str]) -> Option<ast::Name> {
        let found = self.constants.as_ref()?.scope.declared(types)?;
        Some(found.name.clone())
    }

    /// Some entity: the first constant of it, or one that is made up.
    pub(super) fn someone(&mut self, entity: EntityId, span: Span) -> Option<Expr> {
        let model = self.model;
        let name = model.entities[entity].name.text.as_str();
        if let Some(found) = self.declared(&[name]) {
            let value = self.constant(&found)?;
            return Some(Expr {
                loc: self.loc(span),
                ..value
            });
        }
        let known = self.constants.as_ref()?.of_entity(entity).first().copied();
        let id = match known {
            Some(id) => id,
            None => self.made_up(&snake(name), Type::Entity(entity)),
        };
        self.constant_expr(id, span)
    }

    /// A constant under a name that nothing else has.
    pub(super) fn made_up(&mut self, name: &str, ty: Type) -> ConstantId {
        let loc = self.loc(Span::default());
        match &mut self.constants {
            Some(constants) => constants.push_unnamed(name, ty, loc),
            None => ConstantId(0),
        }
    }

    /// A value from the examples of its type; of a list as many as it needs.
    pub(super) fn example(&mut self, ty: &Type, bounds: &[Bound], span: Span) -> Option<Expr> {
        match ty {
            Type::Value(id) => {
                let name = self
                    .examples(&self.model.values[*id].name.text)
                    .into_iter()
                    .next()?;
                self.at_place(&name, span)
            }
            Type::List(element) => {
                let Type::Value(id) = &**element else {
                    return None;
                };
                let least = bounds
                    .iter()
                    .find_map(|bound| match bound.kind {
                        BoundKind::Length(min, _) => usize::try_from(min).ok(),
                        _ => None,
                    })
                    .unwrap_or(0)
                    .max(1);
                let names = self.examples(&self.model.values[*id].name.text);
                let names = names.get(..least)?;
                let items: Option<Vec<Expr>> =
                    names.iter().map(|name| self.at_place(name, span)).collect();
                Some(self.expr(ExprKind::List(items?), ty.clone(), span))
            }
            _ => None,
        }
    }

    fn at_place(&mut self, name: &ast::Name, span: Span) -> Option<Expr> {
        let value = self.constant(name)?;
        Some(Expr {
            loc: self.loc(span),
            ..value
        })
    }

    fn examples(&self, value: &str) -> Vec<ast::Name> {
        self.constants.as_ref().map_or_else(Vec::new, |constants| {
            let found = constants.scope.examples(value);
            found.map(|definition| definition.name.clone()).collect()
        })
    }
}
