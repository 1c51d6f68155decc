use super::Cx;
use super::trials::Trial;
use crate::ctp::{Act, Step};
use crate::diagnostics::Severity;
use crate::model::{Command, EntityForm, Expect, KindId, Mode, Policy, SpecStepKind};
use crate::rules::{Findings, Rule, or};

/// A rejection that this command never meets.
pub(crate) const RULE: Rule = Rule {
    code: "EM050",
    name: "never-rejected-so",
    severity: Severity::Error,
    page: include_str!("../../../rules/EM050.md"),
    check: Some(check),
};

/// How many names a hint tells.
const MOST: usize = 4;

fn check(cx: &Cx<'_>, findings: &mut Findings) {
    for trial in cx.model.specs.values().flat_map(Trial::of) {
        let done = &trial.done.kind;
        let (name, may) = match done {
            SpecStepKind::When(act) => {
                let Some(def) = cx.model.kinds[act.kind].act(act.step) else {
                    continue;
                };
                (&def.command.text, of_act(cx, act.kind, act.step))
            }
            SpecStepKind::WhenCommand { command, .. } => {
                let command = &cx.model.commands[*command];
                (&command.name.text, of_command(cx, command))
            }
            _ => continue,
        };
        for (expect, loc) in &trial.expected {
            let Expect::Rejected(Some(reason)) = expect else {
                continue;
            };
            if may.contains(reason) || is_bound(cx, done, reason) || !names_elsewhere(cx, reason) {
                continue;
            }
            let mut told: Vec<String> = may.iter().map(|name| format!("`{name}`")).collect();
            told.truncate(MOST);
            let hint = if told.is_empty() {
                "expect `rejected pattern`, `role` or `party`, or try the command that it is about"
                    .to_owned()
            } else {
                format!(
                    "it may be rejected as {}; or try the command that `{reason}` is about",
                    or(&told)
                )
            };
            findings.push(
                RULE.at(*loc, format!("`{name}` is never rejected as `{reason}`"))
                    .label("of another command")
                    .also(trial.done.named, "the command")
                    .hint(hint),
            );
        }
    }
}

/// Whether a name is that of something which rejects certain commands only. A law may be broken by every act of its case,
/// and by those of others that refer to it.
fn names_elsewhere(cx: &Cx<'_>, reason: &str) -> bool {
    let mut entities = cx.model.entities.values();
    let is_law = entities.any(|entity| {
        let mut laws = entity.laws.iter();
        laws.any(|law| law.name.text == reason) || entity.limits().any(|name| name == reason)
    });
    let mut rules = cx.model.rules.values();
    let mut commands = cx.model.commands.values();
    let assessed = || {
        rules.any(|rule| rule.assessments.iter().any(|it| it.name.text == reason))
            || commands.any(|command| command.requires.iter().any(|it| it.name.text == reason))
    };
    !is_law && (reason.contains('.') || { assessed }())
}

/// The names by which an act may be rejected, the checks themselves aside.
fn of_act(cx: &Cx<'_>, kind: KindId, step: Step) -> Vec<String> {
    let model = cx.model;
    let mut names = Vec::new();
    for rule in model
        .rules
        .values()
        .filter(|rule| rule.mode == Mode::Enforced)
    {
        let mut responses = rule.then.iter();
        if responses.any(|response| (response.kind, response.step) == (kind, step)) {
            names.extend(rule.assessments.iter().map(|it| it.name.text.clone()));
        }
    }
    for wait in model.waits.values() {
        if step == Step::Base(wait.target.1) && kind == wait.target.0 {
            names.push(format!("waits.{}", cx.kind(wait.source.0)));
        }
    }
    let children = || {
        let places = cx.places(kind).iter();
        places.flat_map(|(case, node)| {
            let nodes = &model.cases[*case].nodes;
            let children = nodes[*node].children.iter();
            children.map(|child| nodes[*child].kind)
        })
    };
    // Apart or not, they are held to each other.
    let apart = || model.links.values().filter(|link| link.apart);
    let away = || {
        let asked = apart().filter(|link| link.source.0 == kind);
        asked.map(|link| link.target.0)
    };
    let from = apart().filter(|link| link.target.0 == kind);
    let parents = cx.places(kind).iter().filter_map(|(case, node)| {
        let nodes = &model.cases[*case].nodes;
        nodes[*node].parent.map(|(parent, _)| nodes[parent].kind)
    });
    match step {
        Step::Allow(Act::Request | Act::Promise) => {
            names.extend(
                children()
                    .chain(away())
                    .map(|child| format!("contained.{}", cx.kind(child))),
            );
        }
        Step::Base(Act::Request) | Step::Revoke(_) => {
            let own = cx.links_to(kind).iter().map(|link| &model.links[*link]);
            let free = own.into_iter().any(|link| link.policy == Policy::Free);
            for parent in parents.chain(from.map(|link| link.source.0)) {
                names.push(format!("contained.{}", cx.kind(kind)));
                if free {
                    names.push(format!("waits.{}", cx.kind(parent)));
                }
            }
        }
        _ => {}
    }
    names.dedup();
    names
}

/// Whether a name is that of a bound on a field of what is done: of an act by its entity, one that this is a special case
/// of, or its kind.
fn is_bound(cx: &Cx<'_>, done: &SpecStepKind, reason: &str) -> bool {
    let model = cx.model;
    let Some((owner, field)) = reason.split_once('.') else {
        return false;
    };
    match done {
        SpecStepKind::When(act) => {
            let mut owners = vec![cx.kind(act.kind)];
            let mut about = Some(model.kinds[act.kind].product.entity);
            while let Some(entity) = about {
                let entity = &model.entities[entity];
                if owners.contains(&entity.name.text.as_str()) {
                    break;
                }
                owners.push(&entity.name.text);
                about = match entity.form {
                    EntityForm::Specialised(general, _) => Some(general),
                    _ => None,
                };
            }
            let def = model.kinds[act.kind].act(act.step);
            let mut fields = def.iter().flat_map(|def| &def.payload);
            owners.contains(&owner) && fields.any(|it| it.name.text == field)
        }
        SpecStepKind::WhenCommand { command, .. } => {
            let command = &model.commands[*command];
            // Of what it records, too, and of what that leaves of the state.
            let events = || {
                let emissions = command.emissions();
                emissions.map(|emission| &model.events[emission.event])
            };
            let aggregate = command.aggregate.map(|id| &model.aggregates[id]);
            command.name.text == owner
                || events().any(|event| event.name.text == owner)
                || aggregate.is_some_and(|aggregate| {
                    let at = aggregate.state.iter().position(|it| it.name.text == field);
                    aggregate.name.text == owner
                        && at.is_some_and(|at| events().any(|event| event.changes(at)))
                })
        }
        _ => false,
    }
}

/// The names by which a plain command may be rejected.
fn of_command(cx: &Cx<'_>, command: &Command) -> Vec<String> {
    let requires = command.requires.iter().map(|it| it.name.text.clone());
    let children = command.no_more.iter();
    let contained = children.map(|child| format!("contained.{}", cx.kind(*child)));
    requires.chain(contained).collect()
}
