//! What an expression may reach: the facts of its own case.

use super::scope::Root;
use super::typer::Typer;
use crate::model::{EventRef, Expr, ExprKind};
use crate::rules;

impl Typer<'_> {
    /// Whether what is read lies inside the case; reports it where not.
    pub(super) fn reaches(&mut self, value: &Expr) -> bool {
        let (entity, referring) = match &value.kind {
            ExprKind::Fact(_, entity, _) | ExprKind::Derived(_, entity, _) => (*entity, *entity),
            ExprKind::Inverse(_, entity, index) => {
                let inverse = self.model.entities[*entity].inverses.get(*index);
                (*entity, inverse.map_or(*entity, |inverse| inverse.entity))
            }
            _ => return true,
        };
        if self.root.reads() && value.children().into_iter().any(read) {
            return true;
        }
        let inside = match self.root {
            Root::Instance { kind, .. }
            | Root::Event {
                on: EventRef::Act(kind, _),
                ..
            } => {
                self.index.in_case_of(self.model, kind, entity)
                    && self.index.in_case_of(self.model, kind, referring)
            }
            Root::Entity(own) => {
                self.index.together(own, entity) && self.index.together(own, referring)
            }
            Root::Row(_)
            | Root::Event { .. }
            | Root::Command(_)
            | Root::Reaction { .. }
            | Root::Apply(_)
            | Root::Constant
            | Root::Spec => false,
        };
        if !inside {
            let name = &self.model.entities[referring].name.text;
            let finding = match self.root {
                Root::Row(_) => rules::outside_view(value.loc, name),
                Root::Command(_) | Root::Reaction { .. } => rules::outside_command(value.loc, name),
                Root::Event {
                    on: EventRef::Plain(_),
                    ..
                }
                | Root::Apply(_) => rules::outside_event(value.loc, name),
                _ => rules::outside_case(value.loc, name),
            };
            self.report(finding);
        }
        inside
    }
}

/// Whether the value comes of something read by key: what it refers to is read with it.
fn read(value: &Expr) -> bool {
    match &value.kind {
        ExprKind::Find(..) | ExprKind::RowAt(..) => true,
        ExprKind::Fact(of, ..)
        | ExprKind::Derived(of, ..)
        | ExprKind::RowMember(of, ..)
        | ExprKind::At(of, _)
        | ExprKind::Convert(of) => read(of),
        _ => false,
    }
}
