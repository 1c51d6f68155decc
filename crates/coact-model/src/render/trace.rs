//! How traces look: as trees for people, as JSON for programs.

use serde::Serialize;

use super::file::{Files, Position};
use crate::trace::{Step, Trace};
use crate::{Loc, Sources};

/// Trees of what each field comes from and goes into, with file and line; no line is wider than `width` where it
/// need not be.
pub fn traces(told: &[(&Sources, Vec<Trace>)], width: usize) -> String {
    let mut texts = Vec::new();
    for (sources, traces) in told {
        let mut files = Files::new(sources);
        for trace in traces {
            let mut lines = Lines {
                files: &mut files,
                width,
                text: String::new(),
            };
            lines.line(0, &trace.name, &[trace.loc]);
            lines.part("comes from", &trace.origins, "nothing");
            lines.part("goes into", &trace.uses, "nothing");
            texts.push(lines.text);
        }
    }
    texts.join("\n")
}

struct Lines<'a, 'b> {
    files: &'a mut Files<'b>,
    width: usize,
    text: String,
}

impl Lines<'_, '_> {
    fn part(&mut self, title: &str, steps: &[Step], none: &str) {
        if steps.is_empty() {
            self.text.push_str(&format!("  {title} {none}\n"));
            return;
        }
        self.text.push_str(&format!("  {title}\n"));
        self.steps(2, steps);
    }

    fn steps(&mut self, depth: usize, steps: &[Step]) {
        for step in steps {
            let text = match step.cut {
                Some(cut) => format!("{} ({})", step.text, cut.words()),
                None => step.text.clone(),
            };
            self.line(depth, &text, &step.locs);
            self.steps(depth + 1, &step.steps);
        }
    }

    /// The place stands behind the text, or below it where both are too wide.
    fn line(&mut self, depth: usize, text: &str, locs: &[Loc]) {
        let indent = "  ".repeat(depth);
        self.text.push_str(&indent);
        self.text.push_str(text);
        let mut known = locs.iter().filter(|loc| **loc != Loc::default());
        if let Some(first) = known.next() {
            let (file, at) = self.files.start(*first);
            let place = format!("{file}:{}", at.line);
            let place = match known.count() {
                0 => format!("({place})"),
                1 => format!("({place} and one more place)"),
                more => format!("({place} and {more} more places)"),
            };
            let length = |text: &str| text.chars().count();
            if length(&indent) + length(text) + 1 + length(&place) <= self.width {
                self.text.push(' ');
            } else {
                self.text.push_str(&format!("\n{indent}    "));
            }
            self.text.push_str(&place);
        }
        self.text.push('\n');
    }
}

#[derive(Serialize)]
struct Told<'a> {
    field: &'a str,
    place: Option<Place>,
    comes_from: Vec<Behind<'a>>,
    goes_into: Vec<Behind<'a>>,
}

#[derive(Serialize)]
struct Behind<'a> {
    text: &'a str,
    /// The field that it is, where it is one.
    field: Option<&'a str>,
    places: Vec<Place>,
    /// Why nothing is behind it although there is more.
    cut: Option<&'a str>,
    steps: Vec<Behind<'a>>,
}

/// Where: line and byte column, counted from 1.
#[derive(Serialize)]
struct Place {
    file: String,
    #[serde(flatten)]
    at: Position,
}

/// A JSON array with one object per field: `field`, `place`, `comes_from`, `goes_into`; the last two are arrays of
/// objects with `text`, `field`, `places`, `cut` and `steps`, which is such an array again.
pub fn traces_json(told: &[(&Sources, Vec<Trace>)]) -> String {
    let mut all = Vec::new();
    for (sources, traces) in told {
        let mut files = Files::new(sources);
        all.extend(traces.iter().map(|trace| Told {
            field: &trace.name,
            place: place(&mut files, trace.loc),
            comes_from: behind(&mut files, &trace.origins),
            goes_into: behind(&mut files, &trace.uses),
        }));
    }
    // Strings and numbers only: this cannot fail.
    serde_json::to_string_pretty(&all).unwrap_or_default() + "\n"
}

fn behind<'a>(files: &mut Files<'_>, steps: &'a [Step]) -> Vec<Behind<'a>> {
    let told = steps.iter().map(|step| Behind {
        text: &step.text,
        field: step.field.as_deref(),
        places: step
            .locs
            .iter()
            .filter_map(|loc| place(files, *loc))
            .collect(),
        cut: step.cut.map(crate::trace::Cut::words),
        steps: behind(files, &step.steps),
    });
    told.collect()
}

fn place(files: &mut Files<'_>, loc: Loc) -> Option<Place> {
    if loc == Loc::default() {
        return None;
    }
    let (file, at) = files.start(loc);
    Some(Place {
        file: file.to_owned(),
        at,
    })
}
