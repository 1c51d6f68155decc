//! The states of a net as numbers: the state of each part is a digit.

use crate::net::{Net, Next, State};

/// A state in one number.
pub type Index = u128;

/// How the states of a net are numbered.
#[derive(Clone, Debug)]
pub struct Numbers {
    sizes: Vec<u64>,
    weights: Vec<Index>,
    /// The weights again, where all numbers are so narrow: they are much faster to reckon with.
    narrow: Vec<u64>,
    /// How many there are.
    pub(super) product: Index,
}

impl Numbers {
    /// Numbers for the states of a net; none where there are too many.
    pub fn of(net: &Net<'_>) -> Option<Self> {
        let mut product: Index = 1;
        let (mut sizes, mut weights, mut narrow) = (Vec::new(), Vec::new(), Vec::new());
        for size in net.sizes() {
            let size = u64::try_from(size).ok()?;
            sizes.push(size.max(1));
            weights.push(product);
            narrow.extend(u64::try_from(product).ok());
            product = product.checked_mul(Index::from(size))?;
        }
        if u64::try_from(product).is_err() {
            narrow.clear();
        }
        Some(Self {
            sizes,
            weights,
            narrow,
            product,
        })
    }

    fn is_narrow(&self) -> bool {
        self.narrow.len() == self.weights.len()
    }

    /// The number of a state.
    pub fn index(&self, state: &[u16]) -> Index {
        if self.is_narrow() {
            let digits = state.iter().zip(&self.narrow);
            let sum = digits.fold(0_u64, |sum, (digit, weight)| {
                sum.wrapping_add(u64::from(*digit).wrapping_mul(*weight))
            });
            return Index::from(sum);
        }
        let digits = state.iter().zip(&self.weights);
        digits.fold(0, |sum, (digit, weight)| {
            sum.wrapping_add(weight.wrapping_mul(Index::from(*digit)))
        })
    }

    /// The number of the state behind a move, which leaves the state of the number `from`.
    #[inline]
    pub(super) fn behind(&self, from: Index, state: &[u16], next: Next<'_>) -> Index {
        let (part, to) = match next {
            Next::One { part, to } => (part, to),
            Next::Many { state, .. } => return self.index(state),
        };
        let own = state.get(part).copied().unwrap_or(0);
        if self.is_narrow() {
            let weight = self.narrow.get(part).copied().unwrap_or(0);
            let moved = u64::from(to).wrapping_sub(u64::from(own));
            // The number is narrow, as all are.
            let from = from as u64;
            return Index::from(from.wrapping_add(weight.wrapping_mul(moved)));
        }
        let weight = self.weights.get(part).copied().unwrap_or(0);
        let moved = Index::from(to).wrapping_sub(Index::from(own));
        from.wrapping_add(weight.wrapping_mul(moved))
    }

    /// Writes the state of a number.
    pub fn read(&self, index: Index, state: &mut State) {
        state.clear();
        if let Ok(mut rest) = u64::try_from(index) {
            for size in &self.sizes {
                state.push(u16::try_from(rest.checked_rem(*size).unwrap_or(0)).unwrap_or(0));
                rest = rest.checked_div(*size).unwrap_or(0);
            }
            return;
        }
        let mut rest = index;
        for size in &self.sizes {
            let size = Index::from(*size);
            state.push(u16::try_from(rest.checked_rem(size).unwrap_or(0)).unwrap_or(0));
            rest = rest.checked_div(size).unwrap_or(0);
        }
    }
}
