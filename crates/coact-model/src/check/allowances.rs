//! Findings that are allowed in place: `// coact: allow(PM018) because …`.
//!
//! A comment on a line of its own is about the next line that says something; behind something it is about its own line.

use std::collections::{BTreeMap, BTreeSet};

use coact_syntax::Span;

use crate::diagnostics::{Diagnostic, Level};
use crate::rules::{self, Rule};
use crate::{FileId, Loc, SourceFile, Sources};

/// How a comment begins that speaks to the compiler.
const SPEAKS: &str = "coact:";

/// Takes out the findings that are allowed in place, and adds what is to be said about the comments. What is allowed and
/// not there is told where nothing was left out of the model.
pub(super) fn apply(
    sources: &Sources,
    files: &BTreeSet<FileId>,
    level: Level,
    whole: bool,
    findings: &mut Vec<Diagnostic>,
) {
    let mut told = Vec::new();
    for file in files {
        let Some(source) = sources.get(*file) else {
            continue;
        };
        let mut allowed = Allowed::default();
        read(*file, source, &mut allowed, &mut told);
        if allowed.codes.is_empty() {
            continue;
        }
        findings.retain(|finding| finding.primary.loc.file != *file || !allowed.takes(finding));
        if whole {
            let of_no_use = allowed.codes.into_values().filter(|code| !code.used);
            let speaks = of_no_use
                .filter(|code| rules::weight(code.rule, level, sources.weights()).is_some());
            told.extend(speaks.map(|it| rules::nothing_to_allow(it.loc, it.rule.code, it.comment)));
        }
    }
    told.retain_mut(|finding| rules::weigh(finding, level, sources.weights()));
    findings.extend(told);
}

/// What the comments of a file allow.
#[derive(Default)]
struct Allowed {
    /// The lines that they are about: where each begins and ends.
    lines: BTreeMap<u32, u32>,
    /// The codes, by the line that they are about.
    codes: BTreeMap<(u32, &'static str), Code>,
}

/// A code that is allowed.
struct Code {
    rule: &'static Rule,
    loc: Loc,
    /// Its comment with all that would be left of it, where that has no other code.
    comment: Option<Loc>,
    used: bool,
}

impl Allowed {
    /// Whether a finding of this file is allowed.
    fn takes(&mut self, finding: &Diagnostic) -> bool {
        let at = finding.primary.loc.span.start;
        let line = self.lines.range(..=at).next_back();
        let Some((line, _)) = line.filter(|(_, end)| at <= **end) else {
            return false;
        };
        let code = self.codes.get_mut(&(*line, finding.code));
        code.map(|code| code.used = true).is_some()
    }
}

/// Reads the comments of a file that allow something, and tells the others that speak to the compiler.
fn read(file: FileId, source: &SourceFile, allowed: &mut Allowed, told: &mut Vec<Diagnostic>) {
    // What is not text is told as a whole, and has no comments.
    let Ok(text) = std::str::from_utf8(&source.bytes) else {
        return;
    };
    let mut next: Option<Span> = None;
    let mut from = 0;
    while let Some(at) = text.get(from..).and_then(|rest| rest.find(SPEAKS)) {
        let before = text.get(..from + at).unwrap_or_default();
        let start = before.rfind('\n').map_or(0, |newline| newline + 1);
        let line = line(text, start);
        from = start + line.len();
        let Some(comment) = Comment::of(text, start, line) else {
            continue;
        };
        // Comments above each other are about one line, which is sought once.
        let about = match next {
            Some(next) if comment.is_alone() && next.start as usize > comment.end() => next,
            _ => comment.about(),
        };
        if comment.is_alone() {
            next = Some(about);
        }
        comment.read(file, about, allowed, told);
    }
}

/// The line that begins here, without its end.
fn line(text: &str, start: usize) -> &str {
    let rest = text.get(start..).unwrap_or_default();
    let line = rest.split('\n').next().unwrap_or_default();
    line.strip_suffix('\r').unwrap_or(line)
}

/// A comment that speaks to the compiler.
struct Comment<'t> {
    text: &'t str,
    /// Where its line begins, and itself.
    line: usize,
    start: usize,
    /// What it says behind `coact:`, and where.
    says: &'t str,
    at: usize,
}

impl<'t> Comment<'t> {
    fn of(text: &'t str, start: usize, line: &'t str) -> Option<Self> {
        let comment = coact_syntax::comment(line)?;
        let words = line.get(comment..)?.trim_start_matches('/');
        let says = words.trim_start().strip_prefix(SPEAKS)?;
        Some(Self {
            text,
            line: start,
            start: start + comment,
            says,
            at: start + line.len() - says.len(),
        })
    }

    fn end(&self) -> usize {
        self.at + self.says.len()
    }

    fn read(&self, file: FileId, about: Span, allowed: &mut Allowed, told: &mut Vec<Diagnostic>) {
        let loc = |start: usize, end: usize| Loc {
            file,
            span: span(start, end),
        };
        let said = self.says.trim_start().strip_prefix("allow");
        let said = said.and_then(|said| said.trim_start().strip_prefix('('));
        let Some((codes, rest)) = said.and_then(|said| said.split_once(')')) else {
            told.push(rules::no_allowance(loc(self.start, self.end())));
            return;
        };
        let reason = rest.trim_start().strip_prefix("because");
        if reason.is_none_or(|reason| reason.trim().is_empty()) {
            told.push(rules::no_reason(loc(self.start, self.end())));
        }
        allowed.lines.insert(about.start, about.end);
        let only = !codes.contains(',');
        let mut at = self.end() - rest.len() - ")".len() - codes.len();
        for part in codes.split(',') {
            let start = at + part.len() - part.trim_start().len();
            at += part.len() + ",".len();
            let code = part.trim();
            let loc = loc(start, start + code.len());
            match rules::weighable(code) {
                Ok(rule) => {
                    let code = Code {
                        rule,
                        loc,
                        comment: only.then(|| self.whole(file)),
                        used: false,
                    };
                    allowed
                        .codes
                        .entry((about.start, rule.code))
                        .or_insert(code);
                }
                Err(why) => told.push(rules::not_allowable(loc, code, why)),
            }
        }
    }

    /// Whether nothing stands in front of it.
    fn is_alone(&self) -> bool {
        let before = self.text.get(self.line..self.start);
        before.is_some_and(|before| before.trim().is_empty())
    }

    /// The line that it is about.
    fn about(&self) -> Span {
        if !self.is_alone() {
            return span(self.line, self.end());
        }
        let mut start = self.end();
        loop {
            let rest = self.text.get(start..).unwrap_or_default();
            let Some(newline) = rest.find('\n') else {
                return span(self.text.len(), self.text.len());
            };
            start += newline + 1;
            let line = line(self.text, start);
            let says = line.trim_start();
            if !says.is_empty() && !says.starts_with("//") {
                return span(start, start + line.len());
            }
        }
    }

    /// All of it, with the line that is empty without it, or with the blanks in front.
    fn whole(&self, file: FileId) -> Loc {
        let rest = self.text.get(self.end()..).unwrap_or_default();
        let span = if self.is_alone() {
            let newline = rest.find('\n').map_or(rest.len(), |newline| newline + 1);
            span(self.line, self.end() + newline)
        } else {
            let before = self.text.get(..self.start).unwrap_or_default();
            span(before.trim_end().len(), self.end())
        };
        Loc { file, span }
    }
}

/// Files are below 4 GiB, see `coact_syntax::limits`.
fn span(start: usize, end: usize) -> Span {
    let at = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span {
        start: at(start),
        end: at(end),
    }
}
