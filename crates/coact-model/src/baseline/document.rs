//! The file of a baseline: sorted, one line per entry, so that a difference of two is what changed.

use std::collections::BTreeMap;
use std::fmt;

use serde::{Deserialize, Serialize};

use super::{Baseline, Entry};

/// The version of the form.
const VERSION: u32 = 1;

/// Why a text is no baseline that can be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NotABaseline {
    /// It is no JSON, or not JSON of this kind.
    Malformed {
        /// The line, from one.
        line: usize,
        /// The column, from one.
        column: usize,
        /// What is wrong there.
        problem: String,
    },
    /// It is in another version of the form.
    Version(u32),
}

impl fmt::Display for NotABaseline {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Malformed {
                line,
                column,
                problem,
            } => write!(
                f,
                "is no baseline: {problem} (line {line}, column {column})"
            ),
            Self::Version(version) => write!(
                f,
                "is a baseline of version {version}, and this `coact` reads version {VERSION}"
            ),
        }
    }
}

impl std::error::Error for NotABaseline {}

/// What every version has.
#[derive(Deserialize)]
struct Head {
    #[serde(rename = "coact-baseline")]
    version: u32,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    #[serde(rename = "coact-baseline")]
    _version: u32,
    models: Vec<String>,
    findings: Vec<Line>,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    file: String,
    code: String,
    place: String,
    #[serde(default = "one", skip_serializing_if = "is_one")]
    count: u32,
}

fn one() -> u32 {
    1
}

#[expect(clippy::trivially_copy_pass_by_ref, reason = "serde passes so")]
fn is_one(count: &u32) -> bool {
    *count == 1
}

impl Baseline {
    /// Reads a baseline. Lines that are alike, as a merge may leave them, add up.
    ///
    /// # Errors
    /// The text is none, or of another version.
    pub fn read(text: &[u8]) -> Result<Self, NotABaseline> {
        let head: Head = serde_json::from_slice(text).map_err(malformed)?;
        if head.version != VERSION {
            return Err(NotABaseline::Version(head.version));
        }
        let document: Document = serde_json::from_slice(text).map_err(malformed)?;
        let mut entries: BTreeMap<Entry, u32> = BTreeMap::new();
        for line in document.findings.into_iter().filter(|line| line.count > 0) {
            let entry = Entry {
                file: line.file,
                code: line.code,
                place: line.place,
            };
            let count = entries.entry(entry).or_default();
            *count = count.saturating_add(line.count);
        }
        Ok(Self {
            models: document.models.into_iter().collect(),
            entries,
        })
    }

    /// Its text.
    pub fn text(&self) -> String {
        // Strings and numbers only: this cannot fail.
        let models = serde_json::to_string(&self.models).unwrap_or_default();
        let mut lines = Vec::new();
        for (entry, count) in &self.entries {
            let line = Line {
                file: entry.file.clone(),
                code: entry.code.clone(),
                place: entry.place.clone(),
                count: *count,
            };
            lines.push(serde_json::to_string(&line).unwrap_or_default());
        }
        let findings = match lines.as_slice() {
            [] => "[]".to_owned(),
            lines => format!("[\n    {}\n  ]", lines.join(",\n    ")),
        };
        format!(
            "{{\n  \"coact-baseline\": {VERSION},\n  \"models\": {models},\n  \"findings\": {findings}\n}}\n"
        )
    }
}

fn malformed(error: serde_json::Error) -> NotABaseline {
    let told = error.to_string();
    // The place is said once.
    let problem = told
        .split_once(" at line ")
        .map_or(told.as_str(), |(problem, _)| problem);
    NotABaseline::Malformed {
        line: error.line(),
        column: error.column(),
        problem: problem.to_owned(),
    }
}
