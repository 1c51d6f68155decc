//! What was found out about the cases of a model, for people and programs.

use coact_model::Loc;
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{CaseKindId, Model};
use coact_model::rules::Rule;

use super::explore::{Explored, Limits};
use super::judge::{Judged, Violation, judge};
use super::numbers::Numbers;
use super::trace::{Line, trace};
use crate::compose::{Proved, prove};
use crate::net::{Bounds, Net, Unexplored};
use crate::property::{About, Property};
use crate::rules;

/// What was found out about one case kind.
#[derive(Clone, Debug)]
pub struct Report {
    /// The case kind, by the entity that names it.
    pub case: String,
    /// What was explored; none where the case cannot be.
    pub seen: Option<Seen>,
    /// What does not hold, and what is not known.
    pub findings: Vec<Finding>,
}

/// How much was explored.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Seen {
    /// Transactions, each instance counted.
    pub transactions: usize,
    /// States.
    pub states: usize,
    /// Edges between them.
    pub edges: usize,
    /// Instances of a transaction within another, where several are possible; 1 where none of them is.
    pub instances: u64,
    /// All of them, or as many as the limit lets.
    pub explored: Explored,
    /// What was proved part by part, where not all were explored and the case can be taken apart.
    pub proved: Option<Proved>,
}

/// One finding with the way to where it shows.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The property that does not hold; none where something could not be explored.
    pub property: Option<Property>,
    /// The finding.
    pub diagnostic: Diagnostic,
    /// A shortest way, act by act; empty where it shows nowhere.
    pub trace: Vec<Line>,
}

/// The case kinds of a model that have transactions, with the entities that name them.
pub fn cases(model: &Model) -> impl Iterator<Item = (CaseKindId, &str)> {
    let cases = model.cases.iter();
    let cases = cases.filter(|(_, case)| !case.nodes.is_empty());
    cases.map(|(id, case)| (id, model.entities[case.entity].name.text.as_str()))
}

/// Explores every case kind of a model that has transactions.
pub fn verify(model: &Model, bounds: Bounds, limits: Limits) -> Vec<Report> {
    cases(model)
        .map(|(case, _)| verify_case(model, case, bounds, limits))
        .collect()
}

/// Explores one case kind.
pub fn verify_case(model: &Model, case: CaseKindId, bounds: Bounds, limits: Limits) -> Report {
    let entity = &model.entities[model.cases[case].entity].name;
    let name = entity.text.clone();
    let net = match Net::of(model, case, bounds) {
        Ok(net) => net,
        Err(why) => {
            let diagnostic = unexplored(model, case, &why);
            return Report {
                case: name,
                seen: None,
                findings: vec![only(diagnostic)],
            };
        }
    };
    let judged = match Numbers::of(&net) {
        Some(numbers) => judge(&net, numbers, limits),
        None => Judged::UNSEEN,
    };
    let proved = match judged.explored {
        Explored::Whole => None,
        Explored::Bounded => prove(&net, limits.states),
    };
    let mut findings: Vec<Finding> = judged
        .violations
        .iter()
        .map(|violation| finding(&net, &name, entity.loc, violation))
        .collect();
    let instances = net.places.iter().filter_map(|place| place.instance);
    let seen = Seen {
        transactions: net.places.len(),
        states: judged.states,
        edges: judged.edges,
        instances: instances.max().unwrap_or(1),
        explored: judged.explored,
        proved,
    };
    let is_open = |property: &Property| {
        let broken = judged.holds(*property) == Some(false);
        !broken && !seen.holds(*property)
    };
    if Property::ALL.iter().any(is_open) {
        findings.push(only(bounded(&name, entity.loc, limits)));
    }
    Report {
        case: name,
        seen: Some(seen),
        findings,
    }
}

impl Seen {
    /// Whether a property that is not found to be violated was found to hold.
    pub fn holds(&self, property: Property) -> bool {
        let proved = self.proved.as_ref();
        self.explored == Explored::Whole
            || proved.is_some_and(|proved| proved.holds.contains(&property))
    }
}

const fn only(diagnostic: Diagnostic) -> Finding {
    Finding {
        property: None,
        diagnostic,
        trace: Vec::new(),
    }
}

/// That a case is not explored.
pub fn unexplored(model: &Model, case: CaseKindId, why: &Unexplored) -> Diagnostic {
    let entity = &model.entities[model.cases[case].entity].name;
    let (case, at) = (&entity.text, entity.loc);
    match why {
        Unexplored::Apart(link) => Diagnostic::of(
            &rules::NOT_EXPLORED,
            model.links[*link].loc,
            format!(
                "the case of `{case}` is not explored: it is told of cases of their own by `apart`"
            ),
            "what holds of it is unknown; `apart` links are not explored yet",
        ),
        Unexplored::TooMany => Diagnostic::of(
            &rules::NOT_EXPLORED,
            at,
            format!(
                "the case of `{case}` is not explored: it has too many transactions to number its states"
            ),
            "what holds of it is unknown; fewer instances (`--instances 1`) may be explored",
        ),
    }
}

fn bounded(case: &str, at: Loc, limits: Limits) -> Diagnostic {
    Diagnostic::of(
        &rules::NOT_EXPLORED,
        at,
        format!(
            "the case of `{case}` is explored in part: {} states are the limit",
            limits.states
        ),
        "what is not found is unknown; raise the limit with `--states`, or lower `--instances`",
    )
}

fn finding(net: &Net<'_>, case: &str, at: Loc, violation: &Violation) -> Finding {
    let (rule, hint) = told(violation.property);
    let loc = place(net, violation.about).unwrap_or(at);
    let subject = subject(net, violation.about);
    let message = match violation.property {
        Property::NoDeadlock => format!("the case of `{case}` can come to a standstill"),
        Property::CanComplete => format!("the case of `{case}` can lose every way to an end"),
        Property::CompletesWithoutRevoking => {
            format!("the case of `{case}` may end only by taking back, and nothing says what")
        }
        Property::CompletesWithoutAllowing => {
            format!("the case of `{case}` may end only where somebody allows a revocation")
        }
        Property::NoOrphan => format!("{subject} can go on when what encloses it has ended"),
        Property::NoUndoneWait => {
            format!("{subject} can be undone behind the act that waited for it")
        }
        Property::NoDeadAct => format!("{subject} can never happen"),
        Property::WaitsOpen => format!("{subject} never stands where it is waited for"),
        Property::ProperCompletion => {
            format!("the case of `{case}` can end while something below is being taken back")
        }
        Property::CanBeWoundDown => {
            format!("{subject} can become impossible while the revocation is pending")
        }
    };
    Finding {
        property: Some(violation.property),
        diagnostic: Diagnostic::of(rule, loc, message, hint),
        trace: violation
            .way
            .as_ref()
            .map(|way| trace(net, way))
            .unwrap_or_default(),
    }
}

/// The rule of a property, and what to change.
const fn told(property: Property) -> (&'static Rule, &'static str) {
    match property {
        Property::NoDeadlock => (
            &rules::DEADLOCK,
            "let the last act be followed by one that a role may perform",
        ),
        Property::CanComplete => (
            &rules::NO_END,
            "add `retry`, or `risk` with the reason why this is acceptable",
        ),
        Property::CompletesWithoutRevoking => (
            &rules::ONLY_BY_TAKING_BACK,
            "add `retry`, another link for this case, or `risk` with the reason why it is acceptable",
        ),
        Property::CompletesWithoutAllowing => (
            &rules::NEEDS_LEAVE,
            "the other side may keep to what was agreed; with `retry` the case ends without its leave",
        ),
        Property::NoOrphan | Property::NoUndoneWait => (
            match property {
                Property::NoOrphan => &rules::ORPHAN,
                _ => &rules::UNDONE_WAIT,
            },
            "leave `on revert free` out, so that the transaction is contained",
        ),
        Property::NoDeadAct => (
            &rules::DEAD_ACT,
            "mend the wait or law that holds it back, or use a smaller `pattern`",
        ),
        Property::WaitsOpen => (
            &rules::CLOSED_WAIT,
            "ask for what is waited for by a link, or drop the wait",
        ),
        Property::ProperCompletion => (
            &rules::PENDS_BELOW,
            "let the act that ends what encloses it wait for it",
        ),
        Property::CanBeWoundDown => (
            &rules::NOT_WOUND_DOWN,
            "let what it encloses be taken back or brought to an end meanwhile",
        ),
    }
}

/// The line of the model that a violation is about.
fn place(net: &Net<'_>, about: About) -> Option<Loc> {
    match about {
        About::Case => None,
        About::Link(link) => Some(net.model.links[link].loc),
        About::Wait(wait) => Some(net.model.waits[wait].loc),
        About::Act(kind, step) => {
            let kind = &net.model.kinds[kind];
            let clause = kind.act(step).and_then(|act| act.declared);
            Some(clause.unwrap_or(kind.name.loc))
        }
    }
}

fn subject(net: &Net<'_>, about: About) -> String {
    let kind = |kind: coact_model::model::KindId| &net.model.kinds[kind].name.text;
    match about {
        About::Case => String::new(),
        About::Link(link) => format!("`{}`", kind(net.model.links[link].target.0)),
        About::Wait(wait) => {
            let (of, fact) = net.model.waits[wait].source;
            format!("`{} {}`", kind(of), coact_model::ctp::fact_words(fact))
        }
        About::Act(of, step) => format!("`{}`", coact_model::ctp::step_of_kind(step, kind(of))),
    }
}
