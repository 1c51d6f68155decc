//! Excerpts of a text by the index of its lines. The handler's own sources walk the text from its first byte
//! for every place they read.

use coact_syntax::Span;
use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};

use super::file::File;

/// A place over more lines than these is marked on its first line only.
const MOST_LINES: u32 = 8;
/// More bytes of one line than these are marked by nobody's eye.
const MOST_MARKED: u32 = 200;
/// Context farther away than this many bytes is left out: the lines there are not for reading.
const FAR: usize = 600;
/// What is shown of such a line.
const NEAR: usize = 80;
/// Two places this near in lines are shown in one excerpt.
const JOINED_LINES: u32 = 4;

/// The part of a place that is marked; nothing where there is no text.
pub(super) fn marked(file: &File, span: Span) -> Option<SourceSpan> {
    if file.text.is_empty() {
        return None;
    }
    let span = file.clamp(span);
    let (first, last) = (
        file.lines.utf8(span.start).line,
        file.lines.utf8(span.end).line,
    );
    let mut end = span.end;
    if last.saturating_sub(first) >= MOST_LINES {
        end = end
            .min(file.line_end(first))
            .min(span.start.saturating_add(MOST_MARKED));
    } else if first == last {
        end = end.min(span.start.saturating_add(MOST_MARKED));
    }
    let start = floor(&file.text, span.start as usize);
    if start == file.text.len() && !file.text.ends_with('\n') {
        // Nothing is drawn behind the last character, so the last character is marked.
        let last = floor(&file.text, start - 1);
        return Some(SourceSpan::new(last.into(), start - last));
    }
    let end = ceil(&file.text, end as usize).max(start);
    Some(SourceSpan::new(start.into(), end - start))
}

/// The nearest boundary of characters before a place.
fn floor(text: &str, mut at: usize) -> usize {
    while at > 0 && !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

/// The nearest boundary of characters behind a place.
fn ceil(text: &str, mut at: usize) -> usize {
    while at < text.len() && !text.is_char_boundary(at) {
        at += 1;
    }
    at.min(text.len())
}

impl File {
    /// The end of a line without its line break.
    fn line_end(&self, line: u32) -> u32 {
        let range = self.lines.line_range(line).unwrap_or_default();
        let text = self
            .text
            .get(range.start as usize..range.end as usize)
            .unwrap_or_default();
        let text = text.strip_suffix('\n').unwrap_or(text);
        let text = text.strip_suffix('\r').unwrap_or(text);
        range
            .start
            .saturating_add(u32::try_from(text.len()).unwrap_or_default())
    }

    /// Whether two places are so near in lines that they share an excerpt, and so far in bytes that it
    /// would be too long to read.
    pub(super) fn joins_badly(&self, a: Span, b: Span) -> bool {
        let line = |span: Span| self.lines.utf8(span.start).line;
        line(a).abs_diff(line(b)) <= JOINED_LINES && a.start.abs_diff(b.start) as usize > 4 * FAR
    }

    fn line_start(&self, line: u32) -> usize {
        self.lines
            .line_range(line)
            .map_or(self.text.len(), |range| range.start as usize)
    }
}

impl SourceCode for File {
    fn read_span<'a>(
        &'a self,
        span: &SourceSpan,
        before: usize,
        after: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let start = span.offset();
        let end = start.saturating_add(span.len());
        let offset = |at: usize| u32::try_from(at).map_err(|_| MietteError::OutOfBounds);
        let own = self.lines.utf8(offset(start)?).line;
        let last = self.lines.utf8(offset(end)?).line;
        let first = own.saturating_sub(offset(before)?);
        let past = last.saturating_add(offset(after)?).saturating_add(1);
        let from = match before {
            // No context asks for the bare span: it starts and ends inside lines.
            0 => start,
            _ => self.line_start(first),
        };
        let to = match after {
            0 => end,
            _ => self.line_start(past),
        };
        let from = if start.saturating_sub(from) > FAR {
            let near = floor(&self.text, start.saturating_sub(NEAR));
            near.max(self.line_start(own))
        } else {
            from
        };
        let to = if to.saturating_sub(end) > FAR {
            let near = ceil(&self.text, end.saturating_add(NEAR));
            near.min(self.line_start(last.saturating_add(1)))
        } else {
            to
        };
        let line = self.lines.utf8(offset(from)?);
        let data = self.text.get(from..to).ok_or(MietteError::OutOfBounds)?;
        let count = data.matches('\n').count() + usize::from(!data.ends_with('\n'));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            data.as_bytes(),
            (from, to - from).into(),
            line.line as usize,
            line.column as usize,
            count,
        )))
    }
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test fails by panicking")]
mod tests {
    use coact_syntax::Span;
    use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};
    use proptest::prelude::*;

    use super::super::file::Files;
    use super::marked;
    use crate::{FileId, Sources};

    #[derive(Debug)]
    struct One<S> {
        source: S,
        label: LabeledSpan,
    }

    impl<S> std::fmt::Display for One<S> {
        fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
            f.write_str("found")
        }
    }

    impl<S: std::fmt::Debug> std::error::Error for One<S> {}

    impl<S: SourceCode + std::fmt::Debug> miette::Diagnostic for One<S> {
        fn source_code(&self) -> Option<&dyn SourceCode> {
            Some(&self.source)
        }

        fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
            Some(Box::new(std::iter::once(self.label.clone())))
        }
    }

    fn report(diagnostic: &dyn miette::Diagnostic) -> String {
        let handler = GraphicalReportHandler::new_themed(GraphicalTheme::unicode_nocolor());
        let mut text = String::new();
        handler.render_report(&mut text, diagnostic).unwrap();
        text
    }

    /// What the index gives, and what the handler's own source gives by walking the text.
    fn both(text: &str, span: Span) -> (String, String) {
        let sources = Sources::single("shop.coact", text);
        let mut files = Files::new(&sources);
        let file = files.get(FileId(0));
        let Some(place) = marked(file, span) else {
            return (String::new(), String::new());
        };
        let label = LabeledSpan::new_primary_with_span(Some("here".into()), place);
        let walked = NamedSource::new("shop.coact", text.to_owned());
        (
            report(&One {
                source: Borrowed(file),
                label: label.clone(),
            }),
            report(&One {
                source: walked,
                label,
            }),
        )
    }

    #[derive(Debug)]
    struct Borrowed<'a>(&'a super::File);

    impl SourceCode for Borrowed<'_> {
        fn read_span<'a>(
            &'a self,
            span: &miette::SourceSpan,
            before: usize,
            after: usize,
        ) -> Result<Box<dyn miette::SpanContents<'a> + 'a>, miette::MietteError> {
            self.0.read_span(span, before, after)
        }
    }

    proptest! {
        /// The index shows what the walk over the whole text shows.
        #[test]
        fn same_as_the_walk(
            lines in prop::collection::vec("[a-z{} é\u{4e2d}\t]{0,12}", 1..12),
            crlf: bool,
            closed: bool,
            start: prop::sample::Index,
            length in 0_usize..40,
        ) {
            let newline = if crlf { "\r\n" } else { "\n" };
            let mut text = lines.join(newline);
            if closed {
                text.push_str(newline);
            }
            // No place begins or ends between the two halves of a line end.
            let whole = |at: usize| match text.get(..at) {
                Some(before) if before.ends_with('\r') => at - 1,
                _ => at,
            };
            let start = whole(super::floor(&text, start.index(text.len() + 1)));
            let end = whole(super::ceil(&text, start + length));
            // Of an empty place at the end of a line the walk shows one line more than of any other place.
            let rest = text.get(start..).unwrap_or_default();
            prop_assume!(start < end || !(rest.is_empty() || rest.starts_with(['\r', '\n'])));
            let span = Span::new(u32::try_from(start).unwrap(), u32::try_from(end.max(start)).unwrap());
            let (indexed, walked) = both(&text, span);
            prop_assert_eq!(indexed, walked);
        }
    }
}
