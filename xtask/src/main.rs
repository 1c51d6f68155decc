//! Chores of this repository. `cargo xtask --help` lists them.
#![allow(clippy::print_stdout, reason = "a tool for people")]

mod big_model;
mod by_hand;
mod compile;
mod fuzz;
mod licences;
mod measure;
mod metadata;
mod msrv;
mod new_rule;
mod scale;
mod tidy;

use std::error::Error;
use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Chores of this repository
#[derive(Debug, Parser)]
struct Args {
    #[command(subcommand)]
    chore: Chore,
}

#[derive(Debug, Subcommand)]
enum Chore {
    /// Hold the stated minimum Rust version against every dependency
    Msrv,
    /// Hold the licences of all dependencies against the list of those allowed
    Licences,
    /// Check what no lint does: lints of the core in place, no path of this machine in a file
    Tidy,
    /// Begin a rule over the resolved model: its file, page and fixture, and its lines in the lists
    NewRule {
        /// Its code, never used before: `EM048`
        code: String,
        /// Its name: `event-of-another`
        name: String,
    },
    /// Write a model of any size into a folder
    BigModel {
        /// How many transaction kinds; rounded up to a multiple of four
        #[arg(long, default_value_t = 40)]
        kinds: usize,
        /// The folder, which is made
        folder: PathBuf,
    },
    /// Measure processor time and peak memory of `coact check` and `coact generate` on growing models
    Scale {
        /// Largest model to check, in kinds
        #[arg(long, default_value_t = 10_000)]
        check: usize,
        /// Largest model to generate from, in kinds
        #[arg(long, default_value_t = 500)]
        generate: usize,
        /// Fail where time per kind grows by more than half from the smaller models to the largest
        #[arg(long)]
        strict: bool,
        /// A `coact` that is built already, instead of a release build: growth shows in any build
        #[arg(long)]
        program: Option<PathBuf>,
        /// How often a model is measured; the least counts
        #[arg(long, default_value_t = 5)]
        times: u32,
    },
    /// Measure processor time and peak memory of the Rust compiler on generated code
    Compile {
        /// The model, in kinds
        #[arg(long, default_value_t = 500)]
        kinds: usize,
        /// A `coact` that is built already, instead of a release build
        #[arg(long)]
        program: Option<PathBuf>,
        /// How often it is measured; the least counts
        #[arg(long, default_value_t = 3)]
        times: u32,
        /// Fail where a kind takes more memory than this, in MiB
        #[arg(long)]
        most: Option<f64>,
        /// Measure generated kinds and the same kinds written by hand in turn instead; the medians count
        #[arg(long, conflicts_with = "most")]
        by_hand: bool,
    },
    /// Let fuzzers look for texts that break a promise
    Fuzz {
        /// How long each target runs, beginning anywhere
        #[arg(long, default_value_t = 60)]
        seconds: u64,
        /// The same runs each time, about a minute of each target, instead
        #[arg(long, conflicts_with = "seconds")]
        short: bool,
        /// How many targets run at a time
        #[arg(long, default_value_t = 1)]
        jobs: usize,
        /// The program `fuzz`, which writes the texts to begin with, where it is built already
        #[arg(long)]
        texts: Option<PathBuf>,
        /// The targets; all where none is named
        #[arg(value_parser = clap::builder::PossibleValuesParser::new(fuzz::TARGETS))]
        targets: Vec<String>,
    },
    /// Run a command five times and print the least processor time and peak memory
    Measure {
        /// The command with its arguments
        #[arg(trailing_var_arg = true, required = true)]
        command: Vec<String>,
    },
    /// Run a command once, as the only child of this process
    #[command(hide = true)]
    MeasureOnce {
        #[arg(trailing_var_arg = true, required = true)]
        command: Vec<String>,
    },
}

fn main() -> ExitCode {
    let result: Result<(), Box<dyn Error>> = match Args::parse().chore {
        Chore::Msrv => msrv::check(),
        Chore::Licences => licences::check(),
        Chore::Tidy => tidy::check(),
        Chore::NewRule { code, name } => new_rule::write(&code, &name),
        Chore::BigModel { kinds, folder } => big_model::write(kinds, &folder),
        Chore::Scale {
            check,
            generate,
            strict,
            program,
            times,
        } => scale::run([check, generate], program, times, strict),
        Chore::Compile {
            kinds,
            program,
            times,
            most,
            by_hand,
        } => {
            if by_hand {
                compile::against_hand(kinds, program, times)
            } else {
                compile::run(kinds, program, times, most)
            }
        }
        Chore::Fuzz {
            seconds,
            short,
            jobs,
            texts,
            targets,
        } => {
            let length = if short {
                fuzz::Length::Short
            } else {
                fuzz::Length::Seconds(seconds)
            };
            fuzz::run(&targets, length, jobs, texts.as_deref())
        }
        Chore::Measure { command } => measure::print(&command),
        Chore::MeasureOnce { command } => measure::once(&command),
    };
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            println!("error: {error}");
            ExitCode::FAILURE
        }
    }
}
