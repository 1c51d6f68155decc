//! Where two texts differ.

/// Bytes that are compared at once.
const BLOCK: usize = 4096;

/// The one stretch in which a text differs from the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Edit {
    /// Up to here both texts are the same.
    pub(crate) from: usize,
    /// From here on the new text is as the old one.
    pub(crate) to: usize,
    /// How much longer the new text is.
    longer: i64,
}

impl Edit {
    pub(crate) fn between(old: &[u8], new: &[u8]) -> Self {
        let from = same(old.chunks(BLOCK).zip(new.chunks(BLOCK)), |a, b| {
            a.iter().zip(b).take_while(|(a, b)| a == b).count()
        });
        // What is the same at both ends is not counted twice.
        let rest = old.len().min(new.len()) - from;
        let ends = |text: &'_ [u8]| text.len() - rest;
        let (old_end, new_end) = (
            old.get(ends(old)..).unwrap_or_default(),
            new.get(ends(new)..).unwrap_or_default(),
        );
        let behind = same(
            old_end.rchunks(BLOCK).zip(new_end.rchunks(BLOCK)),
            |a, b| {
                let pairs = a.iter().rev().zip(b.iter().rev());
                pairs.take_while(|(a, b)| a == b).count()
            },
        );
        let length = |text: &[u8]| i64::try_from(text.len()).unwrap_or(i64::MAX);
        Self {
            from,
            to: new.len() - behind,
            longer: length(new) - length(old),
        }
    }

    /// Where a place of the new text behind the edit stood in the old one.
    pub(crate) fn before(&self, at: usize) -> Option<u32> {
        let at = (at >= self.to).then_some(at)?;
        u32::try_from(i64::try_from(at).ok()? - self.longer).ok()
    }

    /// Where a place of the old text behind the edit stands in the new one.
    pub(crate) fn after(&self, at: u32) -> u32 {
        u32::try_from(i64::from(at) + self.longer).unwrap_or(at)
    }
}

/// How many bytes are the same: whole blocks, and what is the same of the first two that differ.
fn same<'t>(
    blocks: impl Iterator<Item = (&'t [u8], &'t [u8])>,
    inside: impl Fn(&[u8], &[u8]) -> usize,
) -> usize {
    let mut same = 0;
    for (a, b) in blocks {
        if a != b {
            return same + inside(a, b);
        }
        same += a.len();
    }
    same
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::Edit;

    proptest! {
        #[test]
        fn what_is_not_the_edit_is_the_same(
            old in prop::collection::vec(0_u8..3, 0..20),
            new in prop::collection::vec(0_u8..3, 0..20),
            before in 0_usize..10_000,
            behind in 0_usize..10_000,
        ) {
            let whole = |middle: &[u8]| [&vec![7; before], middle, &vec![8; behind]].concat();
            let (old, new) = (whole(&old), whole(&new));
            let edit = Edit::between(&old, &new);
            prop_assert!(edit.from >= before);
            prop_assert!(edit.from + (new.len() - edit.to) >= before + behind);
            prop_assert!(edit.from <= edit.to);
            prop_assert_eq!(&old[..edit.from], &new[..edit.from]);
            let old_end = old.len() - (new.len() - edit.to);
            prop_assert!(edit.from <= old_end);
            prop_assert_eq!(&old[old_end..], &new[edit.to..]);
            prop_assert_eq!(edit.before(edit.to), u32::try_from(old_end).ok());
        }
    }
}
