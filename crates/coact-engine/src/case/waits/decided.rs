//! When nothing more will be asked for.

use coact_model::model::{ActionRule, KindId, Response};
use coact_runtime::expr;

use super::view::View;
use crate::case::{Instance, elements, no_more, occasion};
use crate::evaluate::Scope;
use crate::value::Value;

/// Whether nothing more will be asked for: the maximum is reached, the rules that ask have asked, or somebody said so.
pub(super) fn decided(view: &View<'_>, source: KindId, around: KindId) -> bool {
    let Some((_, link_id)) = view.cx.place(source).parent else {
        return true;
    };
    let link = &view.cx.model.links[link_id];
    let responses = view.cx.responses(link_id);
    if link
        .max
        .is_some_and(|max| view.living(source, around) >= max)
    {
        return true;
    }
    if responses.is_empty() {
        let parent = view.cx.parent(source);
        return parent.is_some_and(|parent| no_more::said(view.instance(parent), source));
    }
    responses
        .into_iter()
        .all(|(_, rule, response)| has_asked(view, source, around, rule, response))
}

/// Whether a rule has asked for all that it asks for.
fn has_asked(
    view: &View<'_>,
    source: KindId,
    around: KindId,
    rule: &ActionRule,
    response: &Response,
) -> bool {
    let since = occasion(view.instance(rule.kind), rule.on);
    // A rule has run only where its fact stands.
    if since == 0 {
        return false;
    }
    let scope = Scope::about(view.cx, view.case, view.key(rule.kind));
    let each = view.each(source, around);
    let name = view
        .cx
        .is_by_itself(rule, response)
        .then(|| view.cx.response_identity(rule, response));
    let answers = |instance: &Instance| {
        elements::is_answer(view.cx, source, instance, since, name.as_deref())
    };
    match &response.each {
        Some((local, list)) => {
            let Ok(list) = scope.eval(list) else {
                return false;
            };
            let element = view.cx.element_of(
                local,
                response.payload.iter().map(|(at, value)| (*at, value)),
            );
            let is_asked = |item: &Value| {
                let mark = Some(elements::mark(&scope, &element, item)?);
                Ok(each
                    .iter()
                    .any(|entry| entry.instance.element == mark && answers(&entry.instance)))
            };
            expr::all(list.items(), is_asked) == Ok(true)
        }
        None => {
            let condition = response.condition.as_ref();
            condition.is_some_and(|condition| scope.holds(condition) == Ok(false))
                || each.iter().any(|entry| answers(&entry.instance))
        }
    }
}
