//! What the model says at a place: `model/shop.coact:12:8`.

use std::path::Path;

use coact_build::Project;
use coact_model::meaning::{self, Meaning};
use coact_model::{FileId, SourceFile};
use coact_syntax::LineIndex;

use crate::console;
use crate::exit::Exit;
use crate::trouble::{NOTHING_THERE, Trouble};

/// A line of a file, and a character of it: both from 1, as in reports.
pub(super) struct Place<'a> {
    path: &'a Path,
    line: u32,
    column: Option<u32>,
}

impl<'a> Place<'a> {
    /// `path:line` or `path:line:column`; nothing where it is neither.
    pub(super) fn parse(text: &'a str) -> Option<Self> {
        let (rest, last) = text.rsplit_once(':')?;
        let last: u32 = last.parse().ok()?;
        let both = rest
            .rsplit_once(':')
            .and_then(|(path, line)| Some((path, line.parse().ok()?)));
        let (path, line, column) = match both {
            Some((path, line)) => (path, line, Some(last)),
            None => (rest, last, None),
        };
        Some(Self {
            path: Path::new(path),
            line,
            column,
        })
    }

    pub(super) fn run(&self, written: &str) -> Result<Exit, Trouble> {
        let parent = self.path.parent().unwrap_or(Path::new(""));
        let folder = if parent.as_os_str().is_empty() {
            Path::new(".")
        } else {
            parent
        };
        let project = Project::around(folder)?;
        let Some((id, file)) = self.find(&project) else {
            return Err(Trouble::coded(
                NOTHING_THERE,
                format!(
                    "`{}` is no file of the models around it",
                    self.path.display().to_string().escape_debug()
                ),
                "name a `.coact` file of the project, with the line and the column behind it",
            ));
        };
        let all = coact_model::check_all(project.sources());
        let found = self
            .places(&file)
            .unwrap_or_default()
            .into_iter()
            .find_map(|offset| {
                all.iter()
                    .find_map(|checked| meaning::at(&checked.model, id, offset))
            });
        match found {
            Some(found) => {
                console::out(&shown(&found));
                Ok(Exit::Clean)
            }
            None => Err(Trouble::coded(
                NOTHING_THERE,
                format!("nothing is derived at `{}`", written.escape_debug()),
                "point at the name of a transaction or of an act, at the title of a slice, a link, a handler of a view, or an expression",
            )),
        }
    }

    /// The file of the project that stands at the path.
    fn find(&self, project: &Project) -> Option<(FileId, SourceFile)> {
        let wanted = std::fs::canonicalize(self.path).ok()?;
        project
            .shown()
            .iter()
            .find(|(_, file)| std::fs::canonicalize(&file.name).is_ok_and(|path| path == wanted))
            .map(|(id, file)| (id, file.clone()))
    }

    /// The byte offset; without a column those of the words of the line, of which the first with a meaning is meant.
    fn places(&self, file: &SourceFile) -> Option<Vec<u32>> {
        let text = std::str::from_utf8(&file.bytes).ok()?;
        let range = LineIndex::new(text).line_range(self.line.checked_sub(1)?)?;
        let line = text.get(range.start as usize..range.end as usize)?;
        let mut begins_word = true;
        let words = line.char_indices().filter(|(_, c)| {
            let begins = begins_word && !c.is_whitespace();
            begins_word = c.is_whitespace();
            begins
        });
        let within: Vec<usize> = match self.column {
            Some(column) => {
                let at = usize::try_from(column.checked_sub(1)?).ok()?;
                vec![line.char_indices().nth(at)?.0]
            }
            None => words.map(|(at, _)| at).collect(),
        };
        within
            .into_iter()
            .map(|at| Some(range.start + u32::try_from(at).ok()?))
            .collect()
    }
}

fn shown(meaning: &Meaning) -> String {
    let mut text = format!("{}\n", meaning.title);
    for sentence in &meaning.sentences {
        text.push_str("  ");
        text.push_str(sentence);
        text.push('\n');
    }
    text
}
