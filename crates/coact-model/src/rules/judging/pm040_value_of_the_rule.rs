use super::Cx;
use crate::Loc;
use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{ActionRule, Expr, Response, ResponseLink};
use crate::rules::{Findings, Rule};

/// A value of a link in the place of which a rule that carries the link out gives its own.
pub(crate) const RULE: Rule = Rule {
    code: "PM040",
    name: "value-of-the-rule",
    severity: Severity::Warning,
    page: include_str!("../../../rules/PM040.md"),
    check: Some(check),
};

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for (id, link) in cx.model.links.iter() {
        let rules = cx.carried_out_by(id).iter();
        let answers: Vec<(&ActionRule, &Response)> = rules
            .map(|rule| &cx.model.rules[*rule])
            .flat_map(|rule| {
                let all = rule.then.iter().chain(&rule.otherwise);
                all.map(move |response| (rule, response))
            })
            // Where there is one for each of several, the link says what a person finds filled in.
            .filter(|(_, response)| response.link == Some(id) && response.each.is_none())
            .collect();
        for (name, value, own) in values(cx, link) {
            let instead = answers
                .iter()
                .find_map(|(rule, response)| Some((rule, own.of(response)?)));
            if let Some((rule, instead)) = instead {
                findings.push(never_used(cx, rule, &name, value.loc, instead.loc));
            }
        }
    }
}

/// What a link says of the act that it asks for.
#[derive(Clone, Copy)]
enum Said {
    Subject,
    Key,
    Field(usize),
}

impl Said {
    /// The same by a rule.
    fn of(self, response: &Response) -> Option<&Expr> {
        match self {
            Self::Subject => response.subject.as_ref(),
            Self::Key => response.key.as_ref(),
            Self::Field(at) => {
                let mut fields = response.payload.iter();
                fields
                    .find(|(field, _)| *field == at)
                    .map(|(_, value)| value)
            }
        }
    }
}

/// All that a link says, by name.
fn values<'m>(cx: &Cx<'m>, link: &'m ResponseLink) -> Vec<(String, &'m Expr, Said)> {
    let (kind, step) = link.target;
    let kind = &cx.model.kinds[kind];
    let entity = cx.model.entities[kind.product.entity].subject();
    let payload = kind.act(step).map_or(&[][..], |act| act.payload.as_slice());
    let subject = link.subject.iter();
    let subject = subject.map(|value| (entity.clone(), value, Said::Subject));
    let key = link.key.iter();
    let key = key.map(|value| (entity.clone(), value, Said::Key));
    let fields = link.payload.iter().filter_map(|(at, value)| {
        let field = payload.get(*at)?;
        Some((field.name.text.clone(), value, Said::Field(*at)))
    });
    subject.chain(key).chain(fields).collect()
}

fn never_used(cx: &Cx<'_>, rule: &ActionRule, name: &str, loc: Loc, instead: Loc) -> Diagnostic {
    let fact = cx.fact((rule.kind, rule.on));
    RULE.at(
        loc,
        format!("`{name}` is given by the rule on `{fact}`, so this value is never used"),
    )
    .label("never used")
    .also(instead, "given here instead")
    .hint(format!(
        "leave `{name}` out of the link, or out of the rule"
    ))
}
