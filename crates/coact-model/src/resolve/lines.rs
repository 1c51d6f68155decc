//! Changes that take something out take its line along, where nothing else stands there.

use coact_syntax::Span;

use crate::Sources;
use crate::diagnostics::Diagnostic;

/// Makes whole lines of what the change of a finding takes out.
pub(super) fn whole(sources: &Sources, finding: &mut Diagnostic) {
    let edits = finding.fix.iter_mut().flat_map(|fix| &mut fix.edits);
    for (loc, _) in edits.filter(|(_, text)| text.is_empty()) {
        let source = sources.get(loc.file);
        let bytes = source.map_or(&[][..], |source| source.bytes.as_slice());
        if let Some(line) = line(bytes, loc.span) {
            loc.span = line;
        }
    }
}

/// The lines of a stretch with the end of the last one, where they hold nothing else.
fn line(bytes: &[u8], span: Span) -> Option<Span> {
    let before = bytes.get(..span.start as usize)?;
    let behind = bytes.get(span.end as usize..)?;
    let first = before
        .iter()
        .rposition(|byte| *byte == b'\n')
        .map_or(0, |newline| newline + 1);
    let rest = behind.iter().position(|byte| *byte == b'\n');
    let rest = rest.map_or(behind.len(), |newline| newline + 1);
    let is_blank = |bytes: &[u8]| bytes.iter().all(u8::is_ascii_whitespace);
    if span.is_empty() || !is_blank(before.get(first..)?) || !is_blank(behind.get(..rest)?) {
        return None;
    }
    let end = u32::try_from(span.end as usize + rest).ok()?;
    Some(Span::new(u32::try_from(first).ok()?, end))
}

#[cfg(test)]
mod tests {
    use coact_syntax::Span;

    use super::line;

    #[test]
    fn a_line_goes_with_all_that_stands_on_it() {
        for (text, out, left) in [
            ("a\n  b\nc", "b", Some("a\nc")),
            ("a\r\n  b \r\nc", "b", Some("a\r\nc")),
            ("a\n  b\n  c\nd", "b\n  c", Some("a\nd")),
            ("b", "b", Some("")),
            ("a\nb", "b", Some("a\n")),
            ("a b\nc", "b", None),
            ("b // why\nc", "b", None),
        ] {
            let start = text.find(out).unwrap_or_default();
            let at = |at: usize| u32::try_from(at).unwrap_or_default();
            let found = line(text.as_bytes(), Span::new(at(start), at(start + out.len())));
            let rest = found.map(|line| {
                let (start, end) = (line.start as usize, line.end as usize);
                let part = |from, to| text.get(from..to).unwrap_or_default();
                format!("{}{}", part(0, start), part(end, text.len()))
            });
            assert_eq!(rest.as_deref(), left, "{text}");
        }
    }
}
