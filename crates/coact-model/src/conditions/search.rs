//! Trying all cases.

use super::space::Space;
use super::term::Term;
use super::value::Value;

/// How many cases are tried at most.
const MOST: usize = 4096;

/// What was looked for among all cases.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Found {
    /// Whether there is such a case as far as the types can tell.
    pub(crate) possible: bool,
    /// One that is such a case whatever else holds.
    pub(crate) case: Option<Case>,
}

/// A case: the values that matter of some of the things that are read.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Case(pub(super) Vec<(usize, Value)>);

impl Case {
    /// Whether it is every case.
    pub(crate) fn is_any(&self) -> bool {
        self.0.is_empty()
    }
}

impl Space<'_> {
    /// Whether a condition can never hold where all of these are given; none where that cannot be said.
    pub(crate) fn never(&self, given: &[Term], condition: &Term) -> Option<bool> {
        let found = self.find(given, &[condition], |point| condition.holds(point))?;
        Some(!found.possible)
    }

    /// Whether a condition holds in every case in which these are given, of which there is one.
    pub(crate) fn always(&self, given: &[Term], condition: &Term) -> Option<bool> {
        let all = self.find(given, &[condition], |_| true)?;
        let found = self.find(given, &[condition], |point| !condition.holds(point))?;
        Some(all.possible && !found.possible)
    }

    /// A case that none of several conditions covers.
    pub(crate) fn gap(&self, given: &[Term], conditions: &[Term]) -> Option<Found> {
        let all: Vec<&Term> = conditions.iter().collect();
        self.find(given, &all, |point| {
            !conditions.iter().any(|condition| condition.holds(point))
        })
    }

    /// A case in which two conditions hold.
    pub(crate) fn overlap(&self, given: &[Term], a: &Term, b: &Term) -> Option<Found> {
        self.find(given, &[a, b], |point| a.holds(point) && b.holds(point))
    }

    /// Looks for a case that is given and of which something is true.
    fn find(
        &self,
        given: &[Term],
        about: &[&Term],
        goal: impl Fn(&[Value]) -> bool,
    ) -> Option<Found> {
        let mut used = Vec::new();
        about.iter().for_each(|term| term.reads(&mut used));
        let given = self.about_the_same(given, &mut used);
        // What is free comes first, so that all cases of the rest follow each other.
        let is_free = |at: &usize| self.reads.get(*at).is_some_and(|read| read.free);
        let (free, bound): (Vec<usize>, Vec<usize>) = used.into_iter().partition(is_free);
        let axes = free.iter().chain(&bound);
        let axes: Vec<(usize, Vec<Value>)> = axes
            .map(|at| {
                let read = self.reads.get(*at)?;
                Some((*at, read.domain.values(&read.constants)?))
            })
            .collect::<Option<_>>()?;
        let count = |axes: &[(usize, Vec<Value>)]| {
            axes.iter()
                .try_fold(1_usize, |all, (_, values)| all.checked_mul(values.len()))
                .filter(|all| *all <= MOST)
        };
        count(&axes)?;
        let (free, bound) = axes.split_at(free.len());
        let mut point = vec![Value::Unknown; self.reads.len()];
        let mut possible = false;
        let mut certain = Vec::new();
        for outer in 0..count(free)? {
            place(free, outer, &mut point);
            let mut all = true;
            for inner in 0..count(bound)? {
                place(bound, inner, &mut point);
                let is = given.iter().all(|term| term.holds(&point)) && goal(&point);
                possible |= is;
                all &= is;
            }
            certain.push(all && count(bound)? > 0);
        }
        let case = certain
            .iter()
            .position(|is| *is)
            .map(|at| least(free, &certain, at));
        Some(Found { possible, case })
    }

    /// Those of the given conditions that say something about what is read already, or about what one of them reads. The
    /// others are as they are whatever is looked for.
    fn about_the_same<'g>(&self, given: &'g [Term], used: &mut Vec<usize>) -> Vec<&'g Term> {
        let mut kept = Vec::new();
        let mut open: Vec<(&Term, Vec<usize>)> = given
            .iter()
            .map(|term| {
                let mut reads = Vec::new();
                term.reads(&mut reads);
                (term, reads)
            })
            .collect();
        while let Some(next) = open
            .iter()
            .position(|(_, reads)| reads.iter().any(|at| self.touches(*at, used)))
        {
            let (term, reads) = open.remove(next);
            kept.push(term);
            for at in reads {
                if !used.contains(&at) {
                    used.push(at);
                }
            }
        }
        kept
    }

    /// Whether something that is read has to do with others.
    fn touches(&self, at: usize, others: &[usize]) -> bool {
        let of = |at: usize| self.reads.get(at).map(|read| read.what);
        others
            .iter()
            .any(|other| *other == at || of(at).zip(of(*other)).is_some_and(|(a, b)| a.touches(b)))
    }
}

/// Sets the values of the `nth` combination; the last axis changes first.
fn place(axes: &[(usize, Vec<Value>)], mut nth: usize, point: &mut [Value]) {
    for (at, values) in axes.iter().rev() {
        let size = values.len().max(1);
        if let (Some(place), Some(value)) = (point.get_mut(*at), values.get(nth % size)) {
            *place = value.clone();
        }
        nth /= size;
    }
}

/// The case with only what matters: what may have any value is left out.
fn least(axes: &[(usize, Vec<Value>)], certain: &[bool], case: usize) -> Case {
    let sizes: Vec<usize> = axes.iter().map(|(_, values)| values.len().max(1)).collect();
    let digits = |mut nth: usize| {
        let mut digits: Vec<usize> = sizes
            .iter()
            .rev()
            .map(|size| {
                let digit = nth % size;
                nth /= size;
                digit
            })
            .collect();
        digits.reverse();
        digits
    };
    let chosen = digits(case);
    let mut kept: Vec<usize> = (0..axes.len()).collect();
    for axis in 0..axes.len() {
        let fewer: Vec<usize> = kept.iter().copied().filter(|at| *at != axis).collect();
        let agrees = |nth: usize| {
            let other = digits(nth);
            fewer.iter().all(|at| other.get(*at) == chosen.get(*at))
        };
        let holds = certain
            .iter()
            .enumerate()
            .all(|(nth, is)| *is || !agrees(nth));
        if holds {
            kept = fewer;
        }
    }
    let value = |axis: usize| {
        let (at, values) = axes.get(axis)?;
        Some((*at, values.get(*chosen.get(axis)?)?.clone()))
    };
    Case(kept.into_iter().filter_map(value).collect())
}
