//! The nearest of some words to one that was misspelt.

/// The candidate with the fewest edits, where a person could have meant it.
pub fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let limit = match word.chars().count() {
        0..=2 => return None,
        3..=5 => 1,
        6..=8 => 2,
        9..=64 => 3,
        _ => return None,
    };
    candidates
        .map(|candidate| (edit_distance(word, candidate), candidate))
        .filter(|(edits, _)| *edits <= limit)
        .min()
        .map(|(_, candidate)| candidate)
}

/// Insertions, deletions, substitutions and swaps of neighbours between two words; letters of either case are
/// equal.
pub fn edit_distance(left: &str, right: &str) -> usize {
    let left: Vec<char> = left.chars().flat_map(char::to_lowercase).collect();
    let right: Vec<char> = right.chars().flat_map(char::to_lowercase).collect();
    let mut before_last: Vec<usize> = Vec::new();
    let mut last: Vec<usize> = (0..=right.len()).collect();
    for (i, a) in left.iter().enumerate() {
        let mut row = Vec::with_capacity(right.len() + 1);
        row.push(i + 1);
        for (j, b) in right.iter().enumerate() {
            let get = |row: &[usize], at: usize| row.get(at).copied().unwrap_or(usize::MAX - 1);
            let mut best = (get(&last, j) + usize::from(a != b))
                .min(get(&last, j + 1) + 1)
                .min(get(&row, j) + 1);
            let swapped =
                i > 0 && j > 0 && left.get(i - 1) == Some(b) && right.get(j - 1) == Some(a);
            if swapped {
                best = best.min(get(&before_last, j - 1) + 1);
            }
            row.push(best);
        }
        before_last = std::mem::replace(&mut last, row);
    }
    last.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::{edit_distance, nearest};

    #[test]
    fn counts_edits() {
        assert_eq!(edit_distance("entity", "entity"), 0);
        assert_eq!(edit_distance("entty", "entity"), 1);
        assert_eq!(edit_distance("enitty", "entity"), 1);
        assert_eq!(edit_distance("Entity", "entity"), 0);
        assert_eq!(edit_distance("", "rule"), 4);
    }

    #[test]
    fn is_silent_about_strangers() {
        let words = ["entity", "view", "rule"];
        assert_eq!(nearest("veiw", words.into_iter()), Some("view"));
        assert_eq!(nearest("aggregate", words.into_iter()), None);
        assert_eq!(nearest("vx", words.into_iter()), None);
    }
}
