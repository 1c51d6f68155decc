//! The command line.

use std::path::PathBuf;

use clap::{Parser, Subcommand, ValueEnum};

const EXIT_CODES: &str = "Exit codes: 0 clean, 1 findings (errors or warnings of a check, or a difference found \
                          by --check), 2 the tool could not do its work.";

/// Compiler of the coact event-modeling language
#[derive(Debug, Parser)]
#[command(name = "coact", version, after_help = EXIT_CODES)]
#[command(propagate_version = true, arg_required_else_help = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) command: Command,

    /// When to use colours
    #[arg(long, global = true, default_value = "auto", value_name = "WHEN")]
    pub(crate) color: Color,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    /// On a terminal, unless NO_COLOR is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Check models and report what is wrong with them
    #[command(after_help = EXIT_CODES)]
    Check(Check),
    /// Format models: one canonical form, in place
    #[command(after_help = EXIT_CODES)]
    Fmt(Fmt),
    /// Generate Rust from a model into a folder
    #[command(after_help = EXIT_CODES)]
    Generate(Generate),
    /// Explain a code such as N001, or what follows from the model at a place of it
    Explain {
        /// The code, in capitals or not, or the place: model/shop.coact:12:8
        what: String,
    },
    /// Trace a field: where its value comes from and where it goes, with file and line
    #[command(after_help = EXIT_CODES)]
    Trace(Trace),
    /// Print the tables of DEMO that follow from a model: TPT, BCT, BAT, CUT
    #[command(after_help = EXIT_CODES)]
    Tables(Tables),
    /// Explore the cases of a model exhaustively, and tell what holds of them and what does not, with the way there
    #[command(after_help = EXIT_CODES)]
    Verify(Verify),
    /// Run all specs of a model without any code, and show of each that fails what was expected and what came instead
    #[command(after_help = EXIT_CODES)]
    Spec(Spec),
    /// List all rules
    Rules {
        /// How to print them
        #[arg(long, default_value = "human", value_name = "FORMAT")]
        output_format: ListFormat,
    },
    /// Start a project: a package with a small model, its specs and a program that runs it
    New {
        /// The folder to make; its last part names the package and the model
        path: PathBuf,
    },
}

/// Where the texts of models are.
#[derive(Debug, clap::Args)]
pub(crate) struct Texts {
    /// Projects, folders or files; `-` reads standard input. Several files are one project. Without any it is the
    /// project around the current folder
    #[arg(value_name = "PATH")]
    pub(crate) paths: Vec<PathBuf>,

    /// The name by which standard input is reported
    #[arg(long, value_name = "NAME", default_value = "stdin.coact")]
    pub(crate) stdin_filename: String,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Check {
    /// How to report findings: to people on standard error, to machines on standard output
    #[arg(
        long,
        default_value = "human",
        value_name = "FORMAT",
        visible_alias = "message-format"
    )]
    pub(crate) output_format: OutputFormat,

    /// Print the model too, on standard output, where it has no errors. A path that ends in `.json` is read as
    /// the form that `json` prints
    #[arg(long, value_name = "FORM", conflicts_with = "output_format")]
    pub(crate) emit: Option<Emit>,

    /// Write what is emitted into a folder that is new or empty, one file per model or text
    #[arg(long, value_name = "DIR", requires = "emit")]
    pub(crate) out: Option<PathBuf>,

    /// Do not report the findings that a file lists; errors are reported whatever it lists
    #[arg(long, value_name = "FILE", conflicts_with_all = ["write_baseline", "diff"])]
    pub(crate) baseline: Option<PathBuf>,

    /// Write a file that lists what is found now, and report the errors, which it does not list
    #[arg(long, value_name = "FILE", conflicts_with = "diff")]
    pub(crate) write_baseline: Option<PathBuf>,

    /// Make the changes that certainly mend a finding, and report what is left
    #[arg(long, conflicts_with_all = ["emit", "diff"])]
    pub(crate) fix: bool,

    /// Write nothing; print the changes that `--fix` would make and exit with 1 if there are any
    #[arg(long, conflicts_with_all = ["emit", "output_format"])]
    pub(crate) diff: bool,

    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Fmt {
    /// Write nothing; list the files that would change and exit with 1 if there are any
    #[arg(long)]
    pub(crate) check: bool,

    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Generate {
    /// The project, folder or file to generate from; without one the project around the current folder
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<PathBuf>,

    /// The folder to write into; without it the one that `coact.toml` names
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<PathBuf>,

    /// Write nothing; print the difference and exit with 1 if there is one
    #[arg(long)]
    pub(crate) check: bool,

    /// Also write what the generated files depend on, in the form of make, for other build systems
    #[arg(long, value_name = "FILE", conflicts_with = "check")]
    pub(crate) depfile: Option<PathBuf>,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Trace {
    /// The field, such as OpenOrders.total; or what has fields: a view, an event, a command, a screen
    #[arg(value_name = "NAME")]
    pub(crate) name: String,

    /// How to print it
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(crate) output_format: TreeFormat,

    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Tables {
    /// How to print them
    #[arg(long, default_value = "markdown", value_name = "FORMAT")]
    pub(crate) output_format: TableFormat,

    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Verify {
    /// How many instances of a transaction there are within another, where the model lets there be several
    #[arg(long, value_name = "COUNT", default_value_t = 2)]
    pub(crate) instances: u64,

    /// How many states of a case are looked at, at most
    #[arg(long, value_name = "COUNT", default_value_t = 2_000_000)]
    pub(crate) states: usize,

    /// Only the case of this entity
    #[arg(long, value_name = "ENTITY")]
    pub(crate) case: Option<String>,

    /// Explore nothing; print the net of the case for other tools to explore
    #[arg(long, value_name = "FORMAT", conflicts_with_all = ["states", "output_format"])]
    pub(crate) export: Option<NetFormat>,

    /// How to print what was found out
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(crate) output_format: TreeFormat,

    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum NetFormat {
    /// Promela, for spin
    Promela,
    /// A module of TLA+, for TLC
    Tla,
    /// A place/transition net, for tools of Petri nets
    Pnml,
}

#[derive(Debug, clap::Args)]
pub(crate) struct Spec {
    /// Only specs with this text in their title, or in that of their story or slice
    #[arg(long, value_name = "TEXT")]
    pub(crate) filter: Option<String>,

    /// Run them again whenever a text changes, until Ctrl-C
    #[arg(long)]
    pub(crate) watch: bool,

    /// How to print what became of them
    #[arg(long, default_value = "human", value_name = "FORMAT")]
    pub(crate) output_format: SpecFormat,

    #[command(flatten)]
    pub(crate) texts: Texts,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum OutputFormat {
    /// The full report: text, place, hint
    Human,
    /// One line per finding
    Concise,
    /// One JSON object per line and finding
    Json,
    /// SARIF 2.1.0, for code scanning services
    Sarif,
    /// Workflow commands of GitHub Actions: annotations at the places
    Github,
    /// JUnit XML: a suite per project, a case per file
    Junit,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum ListFormat {
    /// A table
    Human,
    /// A JSON array
    Json,
    /// A page with a table for each family of rules, with links to their pages
    Markdown,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TreeFormat {
    /// For people
    Human,
    /// A JSON array
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum SpecFormat {
    /// A line per spec, and what does not hold
    Human,
    /// A JSON array with one object per model
    Json,
    /// JUnit XML: a suite per model, a case per spec
    Junit,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum TableFormat {
    /// Markdown, a heading per table
    Markdown,
    /// A JSON array with one object per model
    Json,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Emit {
    /// The resolved model as JSON
    Json,
    /// The resolved model as texts of the language, with all default names written out
    Text,
}
