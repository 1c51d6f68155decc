//! Where transaction kinds live, and what has to be remembered of them.

use coact_model::ctp::{FactWord, Outcome};
use coact_model::model::{ExprKind, KindId, LawBody, Model};

use super::{Gap, Place};

pub(super) fn place(model: &Model, kind: KindId) -> Result<Place, Gap> {
    let mut found = Vec::new();
    for (case, def) in model.cases.iter() {
        for node in def.nodes.values().filter(|node| node.kind == kind) {
            // One of several where it, or something around it, has a subject of its own.
            let mut many = node.many;
            let mut around = node.parent;
            while let Some((parent, _)) = around {
                many |= def.nodes[parent].many;
                around = def.nodes[parent].parent;
            }
            found.push(Place {
                case,
                parent: node
                    .parent
                    .map(|(parent, link)| (def.nodes[parent].kind, link)),
                own_subject: node.many,
                many,
            });
        }
    }
    let name = &model.kinds[kind].name;
    let what = match found.as_slice() {
        [place] => return Ok(*place),
        [] => format!("`{}`, which is part of no case", name.text),
        _ => format!("`{}`, which happens at several places", name.text),
    };
    let loc = name.loc;
    Err(Gap { what, loc })
}

/// Every settled revocation that a link, a rule, a law or an expression of the model names.
pub(super) fn asked_for(model: &Model) -> Vec<(KindId, FactWord)> {
    let links = model.links.values().map(|link| link.source);
    let rules = model.rules.values().flat_map(|rule| {
        let whiles = rule.while_.iter().copied();
        whiles.chain([(rule.kind, rule.on)])
    });
    let laws = model.orders().into_iter();
    let laws = laws.filter_map(|law| match law.body {
        LawBody::Before(first, _) | LawBody::Precludes(first, _) => Some(first),
        LawBody::Excludes(..) | LawBody::Condition(_) => None,
    });
    let tests = model.expressions().into_iter().flat_map(|root| root.all());
    let tests = tests.filter_map(|part| match &part.kind {
        ExprKind::FactTest(instance, fact) => Some((instance.kind, *fact)),
        _ => None,
    });
    let mut found: Vec<(KindId, FactWord)> = Vec::new();
    for (kind, fact) in links.chain(rules).chain(laws).chain(tests) {
        let is_settled = matches!(
            fact,
            FactWord::Revocation(_, Outcome::Allowed | Outcome::Refused)
        );
        if is_settled && !found.contains(&(kind, fact)) {
            found.push((kind, fact));
        }
    }
    found
}
