//! The command `coact`: the only place that reads arguments, prints and ends the process. What it does
//! lives in the libraries; a command here is a few lines that call them.

mod args;
mod commands;
mod console;
mod crash;
mod exit;
mod trouble;

use std::process::ExitCode;

use clap::Parser;
use mimalloc::MiMalloc;

use args::Args;
use exit::Exit;

/// A check makes many small allocations on a thread of its own, where that of glibc is at its slowest.
#[global_allocator]
static ALLOCATOR: MiMalloc = MiMalloc;

fn main() -> ExitCode {
    let exit = match Args::try_parse() {
        Ok(args) => crash::guarded(move || commands::run(&args)),
        Err(usage) => {
            // Help and version are asked for; anything else is a mistake in the command line.
            let _ = usage.print();
            if usage.use_stderr() {
                Exit::Failed
            } else {
                Exit::Clean
            }
        }
    };
    exit.into()
}
