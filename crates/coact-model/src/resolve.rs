//! From syntax trees to the resolved model, in phases.
//!
//! 1. [`files`]: texts to items, syntax errors to diagnostics; [`shares`]: which files are which model.
//! 2. [`declare`]: every declared name gets its id.
//! 3. [`structure`]: types, facts, actors, kinds, links, waits, cases: all that needs no expression.
//!    Expressions are left as [`Expr::pending`](crate::model::Expr::pending) of the right type.
//! 4. [`express`]: derived facts, laws, bounds, payload defaults, rules, views, queries, screens, stories, specs.
//!
//! Of several models each goes through phase 3 after those whose types and views it uses. Phase 4 begins when the events of
//! all are known, and comes to views and stories when their fields are, too: events may be declared where they are
//! emitted. What a model uses of another one ([`imports`]) lies at the end of its own lists.
//!
//! A phase reports what it cannot resolve and leaves the element out; nothing is reported twice. Where leaving
//! out would take half of the model along, something stands in for what is missing: an actor role for one that
//! is unknown, so that its transactions and all that names them stay.
//!
//! Phases 3 and 4 walk the same trees. They agree on elements by what the model records anyway:
//!
//! - an item's element is [`Names::item`](names::Names::item) of the item; none where it was left out;
//! - a member (field, fact, derived fact, bound, payload field, link, wait) bears the place of its
//!   declaration: `name.loc` of what has a name, `loc` of what has none. A member that is not found by its
//!   place was left out;
//! - ids are in the order of the texts. Types, actors, views and screens are pushed empty by phase 2 and
//!   filled in later, so that their names resolve everywhere; kinds, links, waits, cases and look-ups are
//!   pushed whole by phase 3, queries and all the rest by phase 4.

mod again;
mod contexts;
mod cx;
mod declare;
mod echo;
mod express;
mod files;
mod header;
mod imports;
mod lines;
mod memory;
mod names;
mod notes;
mod retired;
mod shares;
mod skeleton;
mod structure;

pub(crate) use cx::nearest;
pub(crate) use express::counts_time;
pub(crate) use express::{explained, function_name, type_name, unit_name, unit_quotient};
pub(crate) use imports::{Words, mentions};
pub(crate) use structure::{REASON, has_reason};

pub(crate) use memory::Bases;

use std::collections::{BTreeMap, BTreeSet};
use std::rc::Rc;

use coact_syntax::ast::ItemKind;
use coact_syntax::{Parsed, Parser};

use crate::diagnostics::{Diagnostic, Severity};
use crate::model::{Ident, Model};
use crate::places::Moves;
use crate::rules::Parts;
use crate::{FileId, Loc, Sources};
use imports::{Lender, Work};
use memory::Memory;
use names::Everywhere;
use notes::{Notes, Stage};

/// One model of the texts.
#[derive(Debug)]
pub(crate) struct Resolved {
    pub(crate) model: Model,
    pub(crate) findings: Vec<Diagnostic>,
    /// The files that it is written in.
    pub(crate) files: BTreeSet<FileId>,
    /// Where those of its elements are declared that other models use.
    pub(crate) used: BTreeSet<Loc>,
    /// What the next edit may rest on; none where there are several models.
    memory: Option<Memory>,
    /// What changed since the one before, where it was made from that.
    pub(crate) edit: Option<Edit>,
}

/// What an edit changed.
#[derive(Debug)]
pub(crate) struct Edit {
    /// How places moved.
    pub(crate) moves: Moves,
    /// The parts of the model that are not as before.
    pub(crate) parts: Parts,
}

impl Default for Resolved {
    fn default() -> Self {
        Self {
            model: Model::new(Ident::default()),
            findings: Vec::new(),
            files: BTreeSet::new(),
            used: BTreeSet::new(),
            memory: None,
            edit: None,
        }
    }
}

/// Resolves the texts. What is remembered of the texts before them is used where it holds, and never shows.
pub(crate) fn resolve(
    sources: &Sources,
    parser: &mut Parser,
    before: Option<(&Sources, Resolved)>,
) -> Vec<Resolved> {
    let mut of_files = Vec::new();
    let known = before.as_ref().and_then(|(old, resolved)| {
        let memory = resolved.memory.as_ref()?;
        Some((*old, memory.parsed.as_slice()))
    });
    let parsed = files::parse(sources, parser, known, &mut of_files);
    if let Some((old, resolved)) = before
        && old.level() == sources.level()
        && old.names().eq(sources.names())
        && let Some(followed) = resolved.follow((old, sources), &parsed, &of_files)
    {
        return vec![followed];
    }
    whole(sources, parsed, of_files)
}

impl Resolved {
    /// The model after an edit, where the edit can be followed.
    fn follow(
        mut self,
        (old, sources): (&Sources, &Sources),
        parsed: &[(FileId, Parsed)],
        of_files: &[Diagnostic],
    ) -> Option<Self> {
        let mut text = of_files.to_vec();
        header::placed(parsed, &mut text);
        let memory = self.memory.take()?;
        let (memory, edit) =
            memory.follow(&mut self.model, (old, sources), parsed.to_vec(), text)?;
        self.findings = memory.findings(sources);
        self.memory = Some(memory);
        self.edit = Some(edit);
        Some(self)
    }
}

/// Every model of the texts, in the order of their first files; one without a name where no text has any.
fn whole(
    sources: &Sources,
    parsed: Vec<(FileId, Parsed)>,
    mut of_files: Vec<Diagnostic>,
) -> Vec<Resolved> {
    let shares = shares::shares(sources, parsed);
    let items: Vec<Vec<cx::ItemRef<'_>>> = shares
        .iter()
        .map(|share| files::items(&share.files))
        .collect();
    let mut findings: Vec<Vec<Diagnostic>> = shares
        .iter()
        .map(|share| {
            let mut findings = files::of(&mut of_files, &share.files);
            header::placed(&share.files, &mut findings);
            findings
        })
        .collect();
    if let Some(first) = findings.first_mut() {
        first.append(&mut of_files);
    }
    let imports = imports::imports(sources, &shares, &items, &mut findings);
    let imports::Order { models: order, cut } =
        imports::order(&shares, &imports, &items, &mut findings);

    let mut works: Vec<Option<Work>> = Vec::new();
    // How many findings there are after the texts were read, and after structure.
    let of_texts: Vec<usize> = findings.iter().map(Vec::len).collect();
    let mut of_structure: BTreeMap<usize, usize> = BTreeMap::new();
    let mut grounds = BTreeMap::new();
    let mut expressed = BTreeMap::new();
    for (at, mut findings) in findings.into_iter().enumerate() {
        let items = items.get(at).map_or(&[][..], Vec::as_slice);
        let (mut model, mut names) = declare::declare(sources, items, &mut findings);
        if let (Some(imports), Some(cut)) = (imports.get(at), cut.get(at)) {
            model.imports = imports
                .models
                .iter()
                .map(|(_, name)| name.clone())
                .collect();
            names.imports = imports.names(cut);
        }
        works.push(Some(Work::new(model, names, findings)));
    }
    know_each_other(&mut works);
    let mut incomplete: BTreeSet<usize> = BTreeSet::new();
    for at in &order {
        with(&mut works, *at, |work, others| {
            let (Some(items), Some(imports)) = (items.get(*at), imports.get(*at)) else {
                return;
            };
            imports::beside_systems(imports, work);
            Lender::new(*at, work, others).types_and_views(imports);
            let Work {
                model,
                names,
                findings,
                ..
            } = work;
            structure::structure(items, names, model, findings);
            // Structure leaves out only what it finds wrong.
            let wrong = |found: &Diagnostic| found.severity == Severity::Error;
            if findings.iter().any(wrong) {
                incomplete.insert(*at);
            }
            of_structure.insert(*at, findings.len());
            express::view_fields(items, names, model, findings);
        });
    }
    // Acts have declared their commands and events meanwhile.
    know_each_other(&mut works);
    for at in &order {
        with(&mut works, *at, |work, others| {
            let (Some(items), Some(imports)) = (items.get(*at), imports.get(*at)) else {
                return;
            };
            let mut lender = Lender::new(*at, work, others);
            lender.events(imports);
            lender.settle();
            let Work {
                model,
                names,
                findings,
                ..
            } = work;
            let mut notes = Notes::default();
            let texts = of_texts.get(*at).copied().unwrap_or_default();
            let structure = of_structure.get(at).copied().unwrap_or_default();
            notes.take_parts(findings, texts, structure);
            let ground = express::ground(items, names, model, &mut notes);
            grounds.insert(*at, (ground, notes));
        });
    }
    for at in &order {
        with(&mut works, *at, |work, others| {
            let (Some(items), Some(imports)) = (items.get(*at), imports.get(*at)) else {
                return;
            };
            let Some((ground, mut notes)) = grounds.remove(at) else {
                return;
            };
            Lender::new(*at, work, others).settle();
            let Work {
                model,
                names,
                findings,
                ..
            } = work;
            let remembered = express::stories(items, names, model, &mut notes, ground);
            // Beside a mistake it is open what the import was for.
            let is_error = |it: &Diagnostic| it.severity == Severity::Error;
            if !findings.iter().chain(notes.findings()).any(is_error) {
                imports.tell_unused(findings);
            }
            contexts::contexts(items, model);
            expressed.insert(*at, (remembered, notes));
        });
    }
    for at in &order {
        with(&mut works, *at, |work, others| {
            Lender::new(*at, work, others).settle()
        });
    }
    let used = used(&works);
    let alone = works.len() == 1
        && !items
            .iter()
            .flatten()
            .any(|item| matches!(item.item.kind, ItemKind::Import(_)));
    drop(items);
    // What is said of the past is looked for everywhere.
    let has_past: BTreeSet<usize> = works
        .iter()
        .enumerate()
        .filter(|(_, work)| {
            work.as_ref()
                .is_some_and(|work| !work.model.pasts.is_empty() || !work.model.upcasts.is_empty())
        })
        .map(|(at, _)| at)
        .collect();
    let of_works = works.iter().flatten().flat_map(|work| &work.findings);
    let of_notes = expressed.values().flat_map(|(_, notes)| notes.findings());
    let wrong = echo::is_wrong(of_works.chain(of_notes));
    let works = works.into_iter().flatten().zip(shares).zip(used);
    works
        .enumerate()
        .map(|(at, ((work, share), used))| {
            let (expressed, notes) = expressed.remove(&at).unzip();
            let found = work.findings.iter();
            let found = found.chain(notes.iter().flat_map(Notes::findings));
            let is_incomplete = incomplete.contains(&at);
            let mut findings = echo::silence(sources, &share.files, is_incomplete, found, wrong);
            retired::explain(sources, &work.model, &mut findings);
            let remembered = expressed.zip(notes);
            Resolved {
                model: work.model,
                findings,
                files: share.files.iter().map(|(file, _)| *file).collect(),
                used,
                memory: remembered.filter(|_| alone && !has_past.contains(&at)).map(
                    |(expressed, notes)| Memory {
                        unread: memory::unread(notes.of(Stage::Text)),
                        parsed: share.files,
                        names: work.names,
                        expressed,
                        notes,
                    },
                ),
                edit: None,
            }
        })
        .collect()
}

/// Tells each of several models what all declare.
fn know_each_other(works: &mut [Option<Work>]) {
    if works.len() < 2 {
        return;
    }
    let all = works.iter().flatten();
    let everywhere: Everywhere = all
        .map(|work| {
            (
                work.model.name.text.clone(),
                work.names.all_declared().clone(),
            )
        })
        .collect();
    let everywhere = Rc::new(everywhere);
    for work in works.iter_mut().flatten() {
        work.names.everywhere = Rc::clone(&everywhere);
    }
}

/// Works on one model while the others lie open.
fn with(works: &mut [Option<Work>], at: usize, act: impl FnOnce(&mut Work, &[Option<Work>])) {
    if let Some(mut work) = works.get_mut(at).and_then(Option::take) {
        act(&mut work, works);
        if let Some(place) = works.get_mut(at) {
            *place = Some(work);
        }
    }
}

/// Where what others use of each model is declared.
fn used(works: &[Option<Work>]) -> Vec<BTreeSet<Loc>> {
    let mut used: Vec<BTreeSet<Loc>> = works.iter().map(|_| BTreeSet::new()).collect();
    for work in works.iter().flatten() {
        for (of, place) in work.borrowed_from(works) {
            if let Some(used) = used.get_mut(of) {
                used.insert(place);
            }
        }
    }
    used
}
