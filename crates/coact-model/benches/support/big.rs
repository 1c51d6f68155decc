//! The text of a model of any size, and edits of it. Knows no crate, so that benches of all crates read it.

const HEAD: &str = include_str!("../../../../xtask/src/head.coact.tmpl");
/// `@` stands for the group's number.
const GROUP: &str = include_str!("../../../../xtask/src/group.coact.tmpl");

/// The text of a model in one file with at least so many lines.
pub(crate) fn model(lines: usize) -> String {
    let head = HEAD.lines().count();
    let groups = lines.saturating_sub(head).div_ceil(GROUP.lines().count());
    let groups = (1..=groups).map(|group| GROUP.replace('@', &group.to_string()));
    format!("{HEAD}{}", groups.collect::<String>())
}

/// The model with one place changed, in the group in the middle.
pub(crate) fn edited(text: &str, from: &str, to: &str) -> String {
    let half = (0..=text.len() / 2)
        .rfind(|at| text.is_char_boundary(*at))
        .unwrap_or_default();
    let (before, behind) = text.split_at(half);
    assert!(behind.contains(from), "the text has `{from}`");
    format!("{before}{}", behind.replacen(from, to, 1))
}
