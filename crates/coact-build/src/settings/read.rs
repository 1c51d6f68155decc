//! From the file to its settings, within limits.

use std::path::{Component, Path, PathBuf};

use coact_model::diagnostics::{Level, Severity};
use coact_model::{Unweighable, Weights};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::table::{Table, Value};
use super::{FILE, MAX_BYTES, Settings};
use crate::{Fault, project};

/// What is wrong with the file: where, what, and what to do.
pub(super) struct Wrong {
    pub(super) at: usize,
    pub(super) problem: String,
    pub(super) hint: String,
}

/// Reads the `coact.toml` of a folder.
pub(super) fn read(folder: &Path) -> Result<Settings, Fault> {
    let path = folder.join(FILE);
    let bytes = project::bytes(&path, MAX_BYTES)?;
    let (text, problem) = match std::str::from_utf8(&bytes) {
        Ok(text) => (text, None),
        Err(error) => {
            let valid = bytes.get(..error.valid_up_to()).unwrap_or_default();
            (
                std::str::from_utf8(valid).unwrap_or_default(),
                Some("this is not text in UTF-8"),
            )
        }
    };
    let fault = |wrong: Wrong| {
        let (line, column) = place(text, wrong.at);
        Fault::Settings {
            path: project::shown(&path),
            line,
            column,
            problem: wrong.problem,
            hint: wrong.hint,
        }
    };
    if bytes.len() as u64 > MAX_BYTES {
        return Err(fault(Wrong {
            at: 0,
            problem: format!("the file has more than {} KiB", MAX_BYTES >> 10),
            hint: "a `coact.toml` is a few lines".to_owned(),
        }));
    }
    if let Some(problem) = problem {
        return Err(fault(Wrong {
            at: text.len(),
            problem: problem.to_owned(),
            hint: "save the file as UTF-8".to_owned(),
        }));
    }
    let table = DeTable::parse(text).map_err(|error| {
        fault(Wrong {
            at: error.span().map_or(0, |span| span.start),
            problem: format!("this is not TOML: {}", error.message()),
            hint: "write `key = \"value\"` on lines of their own, and tables as `[generate]`"
                .to_owned(),
        })
    })?;
    settings(folder, &table).map_err(fault)
}

fn settings(folder: &Path, table: &Spanned<DeTable<'_>>) -> Result<Settings, Wrong> {
    let table = Table::new(
        "",
        table.get_ref(),
        &["model", "level", "rules", "generate"],
    )?;
    let mut settings = Settings {
        folder: folder.into(),
        ..Settings::default()
    };
    if let Some(model) = table.get("model") {
        settings.model = models(folder, &model)?;
    }
    if let Some(level) = table.get("level") {
        settings.level = Some(self::level(&level)?);
    }
    if let Some(rules) = table.get("rules") {
        settings.weights = weights(&rules)?;
    }
    if let Some(generate) = table.get("generate") {
        let generate = generate.table(&["out"])?;
        if let Some(out) = generate.get("out") {
            settings.out = Some(inside(&out, out.text()?)?);
        }
    }
    Ok(settings)
}

/// One path or a list of paths, each of something that is there.
fn models(folder: &Path, value: &Value<'_, '_>) -> Result<Vec<PathBuf>, Wrong> {
    let values = match value.kind() {
        DeValue::Array(_) => value.list()?,
        _ => vec![value.clone()],
    };
    if values.is_empty() {
        return Err(value.wrong(
            "`model` names nothing",
            "name a folder or a file, or leave the key out",
        ));
    }
    let mut paths = Vec::new();
    for value in values {
        let path = inside(&value, value.text_of("a path or a list of paths")?)?;
        if std::fs::symlink_metadata(folder.join(&path)).is_err() {
            return Err(value.wrong(
                format!("there is no file or folder `{}`", path.display()),
                "the path is relative to the folder of this file",
            ));
        }
        paths.push(path);
    }
    Ok(paths)
}

fn level(value: &Value<'_, '_>) -> Result<Level, Wrong> {
    const WORDS: [(&str, Level); 3] = [
        ("sketch", Level::Sketch),
        ("standard", Level::Standard),
        ("strict", Level::Strict),
    ];
    let word = value.text()?;
    let found = WORDS.iter().find(|(known, _)| *known == word);
    found.map(|(_, level)| *level).ok_or_else(|| {
        let near = coact_syntax::nearest(word, WORDS.iter().map(|(word, _)| *word));
        let hint = match near {
            Some(near) => format!("did you mean `{near}`?"),
            None => "write `sketch`, `standard` or `strict`".to_owned(),
        };
        value.wrong(format!("there is no level called `{word}`"), hint)
    })
}

/// How grave the findings of rules are: codes with their words.
fn weights(rules: &Value<'_, '_>) -> Result<Weights, Wrong> {
    const WORDS: &[(&str, Option<Severity>)] = &[
        ("off", None),
        ("advice", Some(Severity::Advice)),
        ("warning", Some(Severity::Warning)),
        ("error", Some(Severity::Error)),
    ];
    let mut weights = Weights::default();
    for (at, code, value) in rules.entries()? {
        let word = value.text()?;
        let Some((_, severity)) = WORDS.iter().find(|(known, _)| *known == word) else {
            let near = coact_syntax::nearest(word, WORDS.iter().map(|(word, _)| *word));
            let hint = match near {
                Some(near) => format!("did you mean `{near}`?"),
                None => "write `off`, `advice`, `warning` or `error`".to_owned(),
            };
            return Err(value.wrong(format!("`{word}` is no severity"), hint));
        };
        weights.set(code, *severity).map_err(|why| match why {
            Unweighable::Unknown(near) => Wrong {
                at,
                problem: format!("there is no rule `{code}`"),
                hint: match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => "`coact rules` lists the codes".to_owned(),
                },
            },
            Unweighable::Error(code) => Wrong {
                at,
                problem: format!("`{code}` is an error, which no setting changes"),
                hint:
                    "what it is about means nothing as it stands; only warnings and advice can be \
                       weighed otherwise"
                        .to_owned(),
            },
        })?;
    }
    Ok(weights)
}

/// A path that leads nowhere but into the folder.
fn inside(value: &Value<'_, '_>, written: &str) -> Result<PathBuf, Wrong> {
    let path = PathBuf::from(written);
    let stays = |part: Component<'_>| matches!(part, Component::Normal(_) | Component::CurDir);
    if written.is_empty() || written.contains('\0') {
        return Err(value.wrong(
            "this is not a path",
            "name a folder or a file below this one",
        ));
    }
    if !path.components().all(stays) {
        return Err(value.wrong(
            format!("`{written}` leads out of the project"),
            "give a path below the folder of this file",
        ));
    }
    Ok(path)
}

/// Line and column of a byte, counted from one; columns in characters.
fn place(text: &str, at: usize) -> (usize, usize) {
    let before = text.get(..at).unwrap_or(text);
    let before = before.trim_start_matches('\u{feff}');
    let line = before.matches('\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |at| at + 1);
    let column = before.get(start..).unwrap_or_default().chars().count() + 1;
    (line, column)
}
