//! `coact check --baseline` and `coact check --write-baseline`

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use coact_build::{BaselineFile, Fault};
use coact_model::baseline::{Baseline, Entry};

use super::check::Looked;
use crate::args::Check;
use crate::console;
use crate::trouble::{NOT_A_BASELINE, OTHER_BASELINE, Trouble};

/// So many entries that match nothing are named.
const MOST_NAMED: usize = 10;

/// Leaves out of the reports what a baseline holds. What it holds and nothing matches any more is answered as a
/// note.
pub(super) fn apply(args: &Check, all: &mut [Looked]) -> Result<Option<String>, Trouble> {
    if let Some(path) = &args.write_baseline {
        let file = BaselineFile::at(path);
        let baseline = write(&file, all)?;
        hide(&file, &baseline, all);
        console::mention(&format!(
            "`{}` lists {}",
            path.display(),
            findings(baseline.len())
        ));
        return Ok(None);
    }
    let Some(path) = &args.baseline else {
        return Ok(None);
    };
    let file = BaselineFile::at(path);
    let text = file.read()?;
    let text = text.ok_or_else(|| Fault::Missing { path: path.clone() })?;
    let baseline = parsed(path, &text)?;
    same_models(path, &baseline, all)?;
    Ok(hide(&file, &baseline, all))
}

fn parsed(path: &Path, text: &[u8]) -> Result<Baseline, Trouble> {
    Baseline::read(text).map_err(|problem| {
        Trouble::coded(
            NOT_A_BASELINE,
            format!("`{}` {problem}", path.display()),
            "give a file that `coact check --write-baseline` wrote; nothing was changed",
        )
    })
}

/// A baseline of another model would hide nothing and call every entry of its own stale.
fn same_models(path: &Path, baseline: &Baseline, all: &[Looked]) -> Result<(), Trouble> {
    let models = || all.iter().flat_map(|looked| &looked.models);
    if models().next().is_none() || baseline.is_of(models().map(String::as_str)) {
        return Ok(());
    }
    let listed = |names: &mut dyn Iterator<Item = &str>| {
        let names: Vec<String> = names
            .map(|name| format!("`{}`", name.escape_debug()))
            .collect();
        match names.as_slice() {
            [] => "no model".to_owned(),
            names => names.join(", "),
        }
    };
    Err(Trouble::coded(
        OTHER_BASELINE,
        format!(
            "`{}` is the baseline of {}, and what is checked is {}",
            path.display(),
            listed(&mut baseline.models()),
            listed(&mut models().map(String::as_str)),
        ),
        "give the baseline of this model, or write one with `--write-baseline`",
    ))
}

/// Writes what is found now. Only a baseline is replaced.
fn write(file: &BaselineFile, all: &[Looked]) -> Result<Baseline, Trouble> {
    if let Some(text) = file.read()? {
        parsed(file.path(), &text)?;
    }
    let mut baseline = Baseline::default();
    for looked in all {
        for model in &looked.models {
            baseline.add_model(model);
        }
        let sources = looked.report.sources();
        for finding in looked.report.findings() {
            let shown = sources.get(finding.primary.loc.file);
            let name = file.name(shown.map_or("", |shown| &shown.name));
            baseline.add(&name, sources, finding);
        }
    }
    file.write(&baseline.text())?;
    Ok(baseline)
}

fn hide(file: &BaselineFile, baseline: &Baseline, all: &mut [Looked]) -> Option<String> {
    let mut matching = baseline.matching();
    let mut read = BTreeSet::new();
    for looked in all.iter_mut() {
        let sources = looked.report.sources();
        let names: Vec<String> = sources.iter().map(|(_, it)| file.name(&it.name)).collect();
        looked.report.retain(|sources, finding| {
            let name = names.get(finding.primary.loc.file.0 as usize);
            !matching.hides(name.map_or("", String::as_str), sources, finding)
        });
        read.extend(names);
    }
    let models = all.iter().flat_map(|looked| &looked.models);
    let models: BTreeSet<&str> = models.map(String::as_str).collect();
    match matching.hidden() {
        0 => {}
        1 => console::mention("1 finding is in the baseline and not told"),
        several => console::mention(&format!(
            "{several} findings are in the baseline and not told"
        )),
    }
    let stale = matching.stale(&models, &read);
    (!stale.is_empty()).then(|| note(file.path(), &stale))
}

/// What the baseline could do without.
fn note(path: &Path, stale: &[(&Entry, u32)]) -> String {
    let path = path.display();
    let count = stale.iter().map(|(_, count)| *count as usize).sum();
    let are = if count == 1 { "is" } else { "are" };
    let mut text = format!(
        "note: {} of `{path}` {are} no longer there:\n",
        findings(count)
    );
    for (entry, count) in stale.iter().take(MOST_NAMED) {
        let Entry { file, code, place } = entry;
        let (file, code, place) = (
            file.escape_debug(),
            code.escape_debug(),
            place.escape_debug(),
        );
        let _ = write!(text, "  {file}: {code} at `{place}`");
        if *count > 1 {
            let _ = write!(text, ", {count} times");
        }
        text.push('\n');
    }
    if let Some(more) = stale.len().checked_sub(MOST_NAMED).filter(|more| *more > 0) {
        let _ = writeln!(text, "  and {more} more");
    }
    let _ = write!(
        text,
        "  `coact check --write-baseline {path}` lists only what is found now"
    );
    text
}

fn findings(count: usize) -> String {
    let s = if count == 1 { "" } else { "s" };
    format!("{count} finding{s}")
}
