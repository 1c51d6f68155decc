//! Actor roles that an act can have been performed in: `requested.role == Broker`.

use coact_syntax::ast;

use super::super::typer::Typer;
use crate::ctp::Performer;
use crate::model::{ActorId, Expr, ExprKind, KindId, Model, Type};
use crate::resolve::structure::contains;
use crate::rules;

/// The roles that a party of a kind can have.
pub(super) fn roles(model: &Model, kind: KindId, party: Performer) -> &[ActorId] {
    let kind = &model.kinds[kind];
    match party {
        Performer::Initiator => &kind.initiators,
        Performer::Executor => std::slice::from_ref(&kind.executor),
    }
}

impl Typer<'_> {
    /// `Broker`, compared with the role of this party.
    pub(super) fn role(&mut self, (kind, party): (KindId, Performer), name: &ast::Name) -> Expr {
        let path = ast::Path {
            model: None,
            name: name.clone(),
        };
        match self.role_of((kind, party), &path) {
            Some(actor) => self.expr(ExprKind::Role(actor), Type::Role(kind, party), name.span),
            None => self.broken(name.span),
        }
    }

    /// Which role of this party the name is; that it is none is reported.
    pub(super) fn role_of(
        &mut self,
        (kind, party): (KindId, Performer),
        path: &ast::Path,
    ) -> Option<ActorId> {
        let actor = self.names.actor(&self.item, path, self.findings)?;
        let model = self.model;
        let roles = roles(model, kind, party);
        let doubtful = |role: &ActorId| model.actors[*role].stand_in;
        if roles.contains(&actor) || roles.iter().any(doubtful) {
            return Some(actor);
        }
        let whole = roles
            .iter()
            .find(|role| contains(&model.actors, **role, actor));
        let name = |actor: ActorId| model.actors[actor].name.text.as_str();
        let finding = rules::role_never_had(
            self.loc(path.span()),
            name(actor),
            (&model.kinds[kind].name.text, party),
            whole.map(|whole| name(*whole)),
            &roles.iter().map(|role| name(*role)).collect::<Vec<_>>(),
        );
        self.report(finding);
        None
    }
}
