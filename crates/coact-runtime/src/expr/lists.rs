//! Functions over lists.

use std::cmp::Ordering;

use super::{Absent, Add, Eval};

/// The sum of what `of` yields for each element.
///
/// # Errors
/// A value is absent, or the sum does not fit.
pub fn sum<'a, T: 'a, N: Default + Add<Output = N>>(
    list: impl IntoIterator<Item = &'a T>,
    of: impl Fn(&'a T) -> Eval<N>,
) -> Eval<N> {
    let mut total = N::default();
    for item in list {
        total = total.plus(of(item)?)?;
    }
    Ok(total)
}

/// Whether the condition holds for every element.
///
/// # Errors
/// The condition has no value for an element before one that fails.
pub fn all<'a, T: 'a>(
    list: impl IntoIterator<Item = &'a T>,
    holds: impl Fn(&'a T) -> Eval<bool>,
) -> Eval<bool> {
    for item in list {
        if !holds(item)? {
            return Ok(false);
        }
    }
    Ok(true)
}

/// Whether the condition holds for some element.
///
/// # Errors
/// The condition has no value for an element before one that holds.
pub fn any<'a, T: 'a>(
    list: impl IntoIterator<Item = &'a T>,
    holds: impl Fn(&'a T) -> Eval<bool>,
) -> Eval<bool> {
    for item in list {
        if holds(item)? {
            return Ok(true);
        }
    }
    Ok(false)
}

/// For how many elements the condition holds.
///
/// # Errors
/// The condition has no value for an element.
pub fn count<'a, T: 'a>(
    list: impl IntoIterator<Item = &'a T>,
    holds: impl Fn(&'a T) -> Eval<bool>,
) -> Eval<i64> {
    let mut found = 0_i64;
    for item in list {
        found += i64::from(holds(item)?);
    }
    Ok(found)
}

/// What `of` yields for each element.
///
/// # Errors
/// A value is absent.
pub fn map<'a, T: 'a, U>(
    list: impl IntoIterator<Item = &'a T>,
    of: impl Fn(&'a T) -> Eval<U>,
) -> Eval<Vec<U>> {
    list.into_iter().map(of).collect()
}

/// The elements for which the condition holds.
///
/// # Errors
/// The condition has no value for an element.
pub fn filter<'a, T: Clone + 'a>(
    list: impl IntoIterator<Item = &'a T>,
    holds: impl Fn(&'a T) -> Eval<bool>,
) -> Eval<Vec<T>> {
    let mut kept = Vec::new();
    for item in list {
        if holds(item)? {
            kept.push(item.clone());
        }
    }
    Ok(kept)
}

/// The first element for which the condition holds.
///
/// # Errors
/// The condition has no value for an element before it.
pub fn first<'a, T: Clone + 'a>(
    list: impl IntoIterator<Item = &'a T>,
    holds: impl Fn(&'a T) -> Eval<bool>,
) -> Eval<Option<T>> {
    for item in list {
        if holds(item)? {
            return Ok(Some(item.clone()));
        }
    }
    Ok(None)
}

/// The last element for which the condition holds.
///
/// # Errors
/// The condition has no value for an element after it.
pub fn last<'a, T: Clone + 'a, I>(list: I, holds: impl Fn(&'a T) -> Eval<bool>) -> Eval<Option<T>>
where
    I: IntoIterator<Item = &'a T, IntoIter: DoubleEndedIterator>,
{
    first(list.into_iter().rev(), holds)
}

/// The least of what `of` yields.
///
/// # Errors
/// A value is absent, or there is no element.
pub fn least<'a, T: 'a, U: Ord>(
    list: impl IntoIterator<Item = &'a T>,
    of: impl Fn(&'a T) -> Eval<U>,
) -> Eval<U> {
    map(list, of)?.into_iter().min().ok_or(Absent::Unknown)
}

/// The greatest of what `of` yields.
///
/// # Errors
/// A value is absent, or there is no element.
pub fn greatest<'a, T: 'a, U: Ord>(
    list: impl IntoIterator<Item = &'a T>,
    of: impl Fn(&'a T) -> Eval<U>,
) -> Eval<U> {
    map(list, of)?.into_iter().max().ok_or(Absent::Unknown)
}

/// Keeps the rows for which the condition holds; one that has no value does not.
pub fn where_<T>(rows: &mut Vec<T>, holds: impl Fn(&T) -> Eval<bool>) {
    rows.retain(|row| holds(row) == Ok(true));
}

/// The element of a keyed list with this key.
pub fn matching<T>(list: &mut [T], is: impl Fn(&T) -> bool) -> Option<&mut T> {
    list.iter_mut().find(|item| is(item))
}

/// A number of elements as a number of the language.
pub fn size(count: usize) -> i64 {
    i64::try_from(count).unwrap_or(i64::MAX)
}

/// Compares two rows by a key; one whose key has no value comes last.
pub fn ascending<T, K: Ord>(left: &T, right: &T, key: impl Fn(&T) -> Eval<K>) -> Ordering {
    key(left).cmp(&key(right))
}

/// Compares two rows by a key, the greater first; one whose key has no value comes last.
pub fn descending<T, K: Ord>(left: &T, right: &T, key: impl Fn(&T) -> Eval<K>) -> Ordering {
    match (key(left), key(right)) {
        (Ok(left), Ok(right)) => right.cmp(&left),
        (left, right) => left.is_err().cmp(&right.is_err()),
    }
}
