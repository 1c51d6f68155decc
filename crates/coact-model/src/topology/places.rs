//! Where transaction kinds live, and what has to be remembered of them.

use super::Place;
use crate::ctp::{FactWord, Outcome};
use crate::model::{ExprKind, KindId, LawBody, Model};

/// A kind that lives at no place, or at several.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Homeless {
    /// The kind.
    pub kind: KindId,
    /// At how many places it lives.
    pub places: usize,
}

impl Homeless {
    /// What it is, as part of a sentence.
    pub fn words(self, model: &Model) -> String {
        let name = &model.kinds[self.kind].name.text;
        match self.places {
            0 => format!("`{name}`, which is part of no case"),
            _ => format!("`{name}`, which happens at several places"),
        }
    }
}

pub(super) fn place(model: &Model, kind: KindId) -> Result<Place, Homeless> {
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
    match found.as_slice() {
        [place] => Ok(*place),
        _ => Err(Homeless {
            kind,
            places: found.len(),
        }),
    }
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
