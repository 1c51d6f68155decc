//! An order of models in which each comes after those that it rests on.

use std::collections::{BTreeMap, BTreeSet};

use crate::Loc;

/// What is found out about edges between models.
pub(super) struct Circles {
    /// Every model, after those that it rests on, circles aside.
    pub(super) order: Vec<usize>,
    /// For each model those of its edges that close a circle.
    pub(super) cut: Vec<BTreeSet<usize>>,
}

/// Walks the edges depth first, without recursion, and tells of each edge that closes a circle: the circle from the
/// model that comes first among them back to it, and the places of its edges.
pub(super) fn circles(
    edges: &[BTreeMap<usize, Loc>],
    mut tell: impl FnMut(&[usize], &[Loc]),
) -> Circles {
    let mut found = Circles {
        order: Vec::new(),
        cut: edges.iter().map(|_| BTreeSet::new()).collect(),
    };
    let mut done: BTreeSet<usize> = BTreeSet::new();
    for root in 0..edges.len() {
        // The way from the root, each with the edges that are still to be walked.
        let mut way: Vec<(usize, Vec<usize>)> = Vec::new();
        let mut places: BTreeMap<usize, usize> = BTreeMap::new();
        let open = |at: usize| -> Vec<usize> {
            let edges = edges.get(at).into_iter().flat_map(BTreeMap::keys);
            edges.rev().copied().collect()
        };
        if !done.contains(&root) {
            places.insert(root, 0);
            way.push((root, open(root)));
        }
        while let Some((at, rest)) = way.last_mut() {
            let at = *at;
            let Some(next) = rest.pop() else {
                done.insert(at);
                found.order.push(at);
                places.remove(&at);
                way.pop();
                continue;
            };
            if done.contains(&next) {
                continue;
            }
            if let Some(start) = places.get(&next) {
                let circle = way.iter().skip(*start).map(|(at, _)| *at);
                let path = from_the_first(circle.collect());
                let steps = path.iter().zip(path.iter().skip(1));
                let uses: Vec<Loc> = steps
                    .filter_map(|(from, to)| edges.get(*from)?.get(to).copied())
                    .collect();
                tell(&path, &uses);
                if let Some(cut) = found.cut.get_mut(at) {
                    cut.insert(next);
                }
                continue;
            }
            places.insert(next, way.len());
            way.push((next, open(next)));
        }
    }
    found
}

/// A circle from its smallest member back to it.
fn from_the_first(mut circle: Vec<usize>) -> Vec<usize> {
    let first = circle.iter().enumerate().min_by_key(|(_, at)| **at);
    let first = first.map_or(0, |(index, _)| index);
    circle.rotate_left(first);
    circle.extend(circle.first().copied());
    circle
}

#[cfg(test)]
mod tests {
    #![allow(clippy::indexing_slicing, reason = "a test fails by panicking")]

    use std::collections::BTreeMap;

    use super::circles;
    use crate::Loc;

    fn told(edges: &[&[usize]]) -> (Vec<usize>, Vec<Vec<usize>>) {
        let edges: Vec<BTreeMap<usize, Loc>> = edges
            .iter()
            .map(|to| to.iter().map(|to| (*to, Loc::default())).collect())
            .collect();
        let mut paths = Vec::new();
        let found = circles(&edges, |path, uses| {
            assert_eq!(uses.len() + 1, path.len());
            paths.push(path.to_vec());
        });
        (found.order, paths)
    }

    #[test]
    fn each_after_what_it_rests_on() {
        assert_eq!(
            told(&[&[2], &[], &[1], &[0, 1]]),
            (vec![1, 2, 0, 3], vec![])
        );
    }

    #[test]
    fn circles_begin_with_their_first() {
        let (order, paths) = told(&[&[1], &[2], &[0, 1], &[2]]);
        assert_eq!(order.len(), 4);
        assert_eq!(paths, [vec![0, 1, 2, 0], vec![1, 2, 1]]);
    }

    #[test]
    fn a_long_way_needs_no_stack() {
        let edges: Vec<BTreeMap<usize, Loc>> = (0..100_000)
            .map(|at| BTreeMap::from([(at + 1, Loc::default())]))
            .chain([BTreeMap::new()])
            .collect();
        let found = circles(&edges, |_, _| {});
        assert_eq!(found.order[0], 100_000);
    }
}
