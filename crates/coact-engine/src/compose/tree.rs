//! A case put together from its leaves to its roots, each subtree made small before what encloses it is added.

use std::collections::BTreeSet;

use super::component::Component;
use super::events::Events;
use super::leaf::About;
use super::product::{Product, Table};
use super::questions::Questions;
use super::rest::acts_alone;
use super::tag::{Edge, Tag, Tags, Told};
use super::{Run, Without};
use crate::net::Net;
use crate::property::Property;

/// What was proved without going through every state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proved {
    /// The properties that hold.
    pub holds: BTreeSet<Property>,
    /// The most states that were held at once.
    pub largest: usize,
}

/// Proves what can be proved part by part, holding at most so many states at once; none where the case cannot be taken
/// apart.
pub fn prove(net: &Net<'_>, limit: usize) -> Option<Proved> {
    if !acts_alone(net) {
        return None;
    }
    let (mut holds, mut largest) = (BTreeSet::new(), 0);
    let runs = [
        Run::Near,
        Run::Completion,
        Run::Acts,
        Run::Ends(Without::Nothing),
        Run::Ends(Without::Revoking),
        Run::Ends(Without::Allowing),
    ];
    for about in runs {
        let questions = Questions::of(net, about);
        let mut tree = Tree {
            subtrees: Vec::new(),
            events: Events::of(net),
            table: Table {
                net,
                judged: vec![false; questions.never.len()],
                questions,
                tags: Tags::new(),
                largest: 0,
                limit,
            },
            about,
            broken: BTreeSet::new(),
        };
        // Where there are too many states for one question, there may be few enough for another.
        let whole = tree.whole();
        largest = largest.max(tree.table.largest);
        let Some(whole) = whole else { continue };
        let asked = match about {
            Run::Near => &[
                Property::NoOrphan,
                Property::NoUndoneWait,
                Property::CanBeWoundDown,
            ][..],
            Run::Completion => &[Property::ProperCompletion],
            Run::Acts => match tree.acts().unwrap_or((false, false)) {
                (true, true) => &[Property::NoDeadAct, Property::WaitsOpen][..],
                (true, false) => &[Property::NoDeadAct],
                (false, true) => &[Property::WaitsOpen],
                (false, false) => &[],
            },
            Run::Ends(_) if !tree.all_end(&whole) => &[],
            // From where there is a way to an end, something can happen.
            Run::Ends(Without::Nothing) => &[Property::NoDeadlock, Property::CanComplete],
            Run::Ends(Without::Revoking) => &[Property::CompletesWithoutRevoking],
            Run::Ends(Without::Allowing) => &[Property::CompletesWithoutAllowing],
        };
        holds.extend(asked.iter().filter(|it| !tree.broken.contains(it)));
    }
    Some(Proved { holds, largest })
}

pub(super) struct Tree<'n, 'a> {
    pub(super) table: Table<'n, 'a>,
    /// By its place, each transaction with all that it encloses.
    pub(super) subtrees: Vec<Component>,
    events: Events,
    about: Run,
    /// The properties that were found not to hold, or not to be known to.
    broken: BTreeSet<Property>,
}

impl Tree<'_, '_> {
    /// Everything together.
    fn whole(&mut self) -> Option<Component> {
        let net = self.table.net;
        let mut subtrees: Vec<Option<Component>> = vec![None; net.places.len()];
        for at in (0..net.places.len()).rev() {
            let place = net.places.get(at)?;
            let mut subtree = self.own(at, false)?;
            // What encloses takes in one after the other: what it lets them do keeps it small.
            for (number, child) in place.children.iter().enumerate() {
                let child = subtrees.get(*child)?.as_ref()?;
                let product = self.together(&subtree, child)?;
                subtree = if number.saturating_add(1) == place.children.len() {
                    self.wind_down(product)
                } else {
                    product.component
                };
                subtree = subtree.quotient();
            }
            if place.children.is_empty() {
                subtree = subtree.quotient();
            }
            *subtrees.get_mut(at)? = Some(subtree);
        }
        self.subtrees = subtrees.into_iter().collect::<Option<_>>()?;
        let places = net.places.iter().enumerate();
        let roots = places.filter(|(_, place)| place.parent.is_none());
        let roots: Vec<usize> = roots.map(|(at, _)| at).collect();
        let nothing = Component::nothing(&mut self.table.tags);
        self.with(nothing, &roots)
    }

    /// A transaction with its decisions, without what it encloses.
    pub(super) fn own(&mut self, at: usize, tells: bool) -> Option<Component> {
        let net = self.table.net;
        let mut own = self.leaf(at, tells)?;
        for (number, decision) in net.decisions.iter().enumerate() {
            if decision.of == at {
                let decision = self.leaf(net.places.len().checked_add(number)?, false)?;
                own = self.together(&own, &decision)?.component.quotient();
            }
        }
        Some(own)
    }

    /// More and more subtrees added.
    pub(super) fn with(&mut self, to: Component, subtrees: &[usize]) -> Option<Component> {
        let mut all = to;
        for at in subtrees {
            let subtree = self.subtrees.get(*at)?.clone();
            all = self.together(&all, &subtree)?.component.quotient();
        }
        Some(all)
    }

    fn leaf(&mut self, part: usize, tells: bool) -> Option<Component> {
        let without = match self.about {
            Run::Near | Run::Completion | Run::Acts => Without::Nothing,
            Run::Ends(without) => without,
        };
        let Table {
            net,
            questions,
            tags,
            ..
        } = &mut self.table;
        let about = About { without, tells };
        Component::leaf(net, questions, tags, &self.events, (part, about))
    }

    pub(super) fn together(&mut self, one: &Component, other: &Component) -> Option<Product> {
        let product = self.table.product(one, other)?;
        self.judge(&product);
        Some(product)
    }

    fn judge(&mut self, product: &Product) {
        for number in &product.broken {
            if let Some(never) = self.table.questions.never.get(*number) {
                self.broken.insert(never.property);
            }
        }
    }

    /// Judges whether a transaction that is asked to be taken back can be wound down, whatever is around it. From here on
    /// nobody asks any more how it is allowed.
    fn wind_down(&mut self, product: Product) -> Component {
        let Product {
            mut component,
            recalled,
            ..
        } = product;
        let is_recalled = |state: usize| recalled.get(state).copied().unwrap_or(false);
        let edges = |state: usize| component.states.get(state).map_or(&[][..], |it| &it.edges);
        let tags = &self.table.tags;
        let step = |edge: &Edge| match tags.get(edge.tag) {
            Tag::Step { told, .. } => Some(told == Told::Allows),
            Tag::MovedBy(_) | Tag::Around(_) | Tag::Turn => None,
        };
        let can = reaches(
            component.states.len(),
            |state| edges(state).iter().any(|edge| step(edge) == Some(true)),
            |from| {
                let steps = edges(from).iter().filter(|edge| step(edge).is_some());
                let to = steps.filter_map(|edge| usize::try_from(edge.to).ok());
                to.filter(|to| is_recalled(from) && is_recalled(*to))
                    .collect()
            },
        );
        let mut states = can.iter().enumerate();
        if states.any(|(state, can)| is_recalled(state) && !can) {
            self.broken.insert(Property::CanBeWoundDown);
        }
        for state in &mut component.states {
            for edge in &mut state.edges {
                if let Tag::Step { moves, .. } = self.table.tags.get(edge.tag) {
                    let told = Told::Nothing;
                    edge.tag = self.table.tags.number(Tag::Step { moves, told });
                }
            }
        }
        component
    }

    /// Whether there are ways to an end from every state, of those behind the turn where there is one.
    fn all_end(&self, whole: &Component) -> bool {
        let questions = &self.table.questions;
        let goals = [questions.settled, questions.failed].map(|id| Some((id, whole.place(id)?)));
        let is_end = |state: usize| {
            let adds = whole.states.get(state).map(|state| &state.adds);
            goals.iter().flatten().any(|(id, place)| {
                let add = adds.and_then(|adds| adds.get(*place)).copied();
                questions.admits(*id, add.unwrap_or_default())
            })
        };
        let edges = |state: usize| whole.states.get(state).map_or(&[][..], |it| &it.edges);
        let turns = |state: usize| {
            let mut edges = edges(state).iter();
            edges.any(|edge| self.table.tags.get(edge.tag) == Tag::Turn)
        };
        let can = reaches(whole.states.len(), is_end, |from| {
            let to = edges(from).iter().map(|edge| usize::try_from(edge.to));
            to.filter_map(Result::ok).collect()
        });
        let mut states = can.iter().enumerate();
        let turned = self.about != Run::Ends(Without::Nothing);
        states.all(|(state, can)| *can || (turned && turns(state)))
    }
}

/// From which states a goal is reached.
fn reaches(
    count: usize,
    is_goal: impl Fn(usize) -> bool,
    behind: impl Fn(usize) -> Vec<usize>,
) -> Vec<bool> {
    let mut into: Vec<Vec<usize>> = vec![Vec::new(); count];
    for from in 0..count {
        for to in behind(from) {
            if let Some(into) = into.get_mut(to) {
                into.push(from);
            }
        }
    }
    let mut can: Vec<bool> = (0..count).map(is_goal).collect();
    let mut open: Vec<usize> = (0..count)
        .filter(|at| can.get(*at) == Some(&true))
        .collect();
    while let Some(to) = open.pop() {
        for from in into.get(to).into_iter().flatten() {
            if let Some(known) = can.get_mut(*from).filter(|known| !**known) {
                *known = true;
                open.push(*from);
            }
        }
    }
    can
}
