//! One module per command.

mod baseline;
mod check;
mod diff;
mod explain;
mod fmt;
mod form;
mod fresh;
mod generate;
mod mend;
mod models;
mod new;
mod rules;
mod spec;
mod tables;
mod texts;
mod trace;
mod verify;
mod watch;

use crate::args::{Args, Command};
use crate::console;
use crate::exit::Exit;

/// Runs the command and reports what it could not do.
pub(crate) fn run(args: &Args) -> Exit {
    console::choose_colors(args.color);
    let result = match &args.command {
        Command::Check(args) => check::run(args),
        Command::Fmt(args) => fmt::run(args),
        Command::Generate(args) => generate::run(args),
        Command::Explain { what } => explain::run(what),
        Command::Trace(args) => trace::run(args),
        Command::Tables(args) => tables::run(args),
        Command::Verify(args) => verify::run(args),
        Command::Spec(args) => spec::run(args),
        Command::Rules { output_format } => Ok(rules::run(*output_format)),
        Command::New { path } => new::run(path),
    };
    result.unwrap_or_else(|trouble| {
        console::tell(&trouble.to_string());
        Exit::Failed
    })
}
