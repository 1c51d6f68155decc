//! Where output goes. A reader that goes away (`coact rules | head -1`) is no failure: what cannot be
//! printed is not printed, and the exit code still says what was found.

use std::io::{IsTerminal, Write};

use crate::args::Color;

/// Sets when colours are used, for both outputs. `auto` honours `NO_COLOR` and `CLICOLOR_FORCE`.
pub(crate) fn choose_colors(color: Color) {
    let choice = match color {
        Color::Auto => anstream::ColorChoice::Auto,
        Color::Always => anstream::ColorChoice::Always,
        Color::Never => anstream::ColorChoice::Never,
    };
    choice.write_global();
}

/// What programs read.
pub(crate) fn out(text: &str) {
    let mut stdout = anstream::stdout().lock();
    let _ = stdout
        .write_all(text.as_bytes())
        .and_then(|()| stdout.flush());
}

/// What people read.
pub(crate) fn tell(text: &str) {
    let mut stderr = anstream::stderr().lock();
    let _ = stderr.write_all(text.as_bytes());
    if !text.ends_with('\n') {
        let _ = stderr.write_all(b"\n");
    }
}

/// What only somebody who watches wants to know.
pub(crate) fn mention(text: &str) {
    if std::io::stderr().is_terminal() {
        tell(text);
    }
}

/// Whether people are told in colours.
pub(crate) fn colour() -> bool {
    let choice = anstream::AutoStream::choice(&std::io::stderr());
    choice != anstream::ColorChoice::Never
}

/// How wide a report may be.
pub(crate) fn width() -> usize {
    let terminal = terminal_size::terminal_size_of(std::io::stderr());
    terminal.map_or(WIDEST, |(width, _)| usize::from(width.0).min(WIDEST))
}

/// Longer lines are hard to read; also what a file or a pipe gets.
const WIDEST: usize = 100;
