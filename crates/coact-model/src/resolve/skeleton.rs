//! Which part of an item others may rest on. Places count: what is remembered of it bears them.

use coact_syntax::ast::{Item, ItemKind, RuleItem, ViewItem, ViewMember};

use super::structure::requested;

/// Whether two items, as far as they could be read, differ at most in what no other item rests on and what the
/// express phase reads item by item.
pub(super) fn same(before: &Item, now: &Item) -> bool {
    before.doc == now.doc
        && before.marks == now.marks
        && before.pasts == now.pasts
        // A mark in something without a name bears its place.
        && (before.marks.is_empty() || before.span == now.span)
        && before.span.start == now.span.start
        && match (&before.kind, &now.kind) {
            (ItemKind::View(before), ItemKind::View(now)) => view(before, now),
            (ItemKind::Query(before), ItemKind::Query(now)) => {
                (&before.name, &before.params, &before.from) == (&now.name, &now.params, &now.from)
            }
            (ItemKind::Screen(before), ItemKind::Screen(now)) => before.name == now.name,
            (ItemKind::Rule(before), ItemKind::Rule(now)) => rule(before, now),
            // How many specs and automations they have is seen when they are read again.
            (ItemKind::Story(_), ItemKind::Story(_))
            | (ItemKind::Spec(_), ItemKind::Spec(_))
            | (ItemKind::Broken, ItemKind::Broken) => true,
            _ => false,
        }
}

/// Whether two items without faults differ at most in what can be read again with all that names it.
pub(super) fn may_be_read_again(before: &Item, now: &Item) -> bool {
    let has_nothing = |item: &Item| item.marks.is_empty() && item.pasts.is_empty();
    before.span.start == now.span.start
        && has_nothing(before)
        && has_nothing(now)
        && matches!(
            (&before.kind, &now.kind),
            (ItemKind::Entity(_), ItemKind::Entity(_))
                | (ItemKind::Transaction(_), ItemKind::Transaction(_))
                | (ItemKind::Process(_), ItemKind::Process(_))
        )
        && before.kind.name().map(|name| &name.text) == now.kind.name().map(|name| &name.text)
}

fn view(before: &ViewItem, now: &ViewItem) -> bool {
    let fields = |view: &'_ ViewItem| -> Vec<coact_syntax::ast::FieldDef> {
        let members = view.members.iter().filter_map(|member| match member {
            ViewMember::Field(field) => Some(field.clone()),
            ViewMember::Handler(_) | ViewMember::Broken(_) => None,
        });
        members.collect()
    };
    before.name == now.name
        && before.readers == now.readers
        // Handlers of such a view follow from the entity.
        && before.facts_of.is_none()
        && now.facts_of.is_none()
        && fields(before) == fields(now)
}

/// What a rule is about, and the names under which specs may speak of its assessments.
fn rule(before: &RuleItem, now: &RuleItem) -> bool {
    let names = |rule: &RuleItem| -> Vec<Option<String>> {
        let assessments = rule.assessments.iter();
        let names = assessments.map(|it| it.name.as_ref().map(|name| name.text.clone()));
        names.collect()
    };
    before.on == now.on
        && before.while_ == now.while_
        && before.mode == now.mode
        && names(before) == names(now)
        // Nobody has to say that no more will be asked for of what a rule asks for.
        && requested(before).eq(requested(now))
}
