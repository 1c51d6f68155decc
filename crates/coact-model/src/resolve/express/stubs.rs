//! What the slices of a sketch name and nothing declares yet: half a model is a model.

use coact_syntax::ast::{self, ItemKind, SliceMember, StoryMember};
use coact_syntax::{Span, edit_distance};

use super::super::cx::{ItemRef, Names, Space};
use crate::diagnostics::{Diagnostic, Level};
use crate::model::{Id as _, Ident, Model, Sketch, SketchSource, Stub, StubId, StubSort};
use crate::{Loc, rules};

/// Makes a stub of each name that a slice of a sketch uses and nothing declares. It is known from here on: whatever
/// else uses the name is not told that it is unknown.
pub(super) fn declare(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    if model.level != Level::Sketch {
        return;
    }
    let mut stubs = Stubs { names, model };
    let mut made = Vec::new();
    for item in items {
        for slice in slices(item) {
            let from = stubs.model.stubs.len();
            for member in &slice.members {
                stubs.member(item, member);
            }
            made.push((item, from, stubs.model.stubs.len()));
        }
    }
    for (item, from, to) in made {
        let of_slice = || (from..to).map(|at| &stubs.model.stubs[StubId::new(at)]);
        let events: Vec<&str> = of_slice()
            .filter(|stub| stub.sort == StubSort::Event)
            .map(|stub| stub.name.text.as_str())
            .collect();
        for stub in of_slice() {
            let near = stubs.names.nearest_to(stub.sort.space(), &stub.name.text);
            let doc = item.item.doc.as_ref();
            let start = doc.map_or(item.item.span, |doc| doc.span).start;
            let before = item.loc(Span::new(start, start));
            findings.push(rules::stub(stub, near, before, &events));
        }
    }
}

fn slices<'i>(item: &'i ItemRef<'_>) -> impl Iterator<Item = &'i ast::Slice> {
    let members = match &item.item.kind {
        ItemKind::Story(story) => story.members.as_slice(),
        _ => &[],
    };
    members.iter().filter_map(|member| match member {
        StoryMember::Slice(slice) => Some(slice),
        _ => None,
    })
}

struct Stubs<'n> {
    names: &'n mut Names,
    model: &'n mut Model,
}

impl Stubs<'_> {
    fn member(&mut self, item: &ItemRef<'_>, member: &SliceMember) {
        match member {
            SliceMember::Screen(path) => {
                self.name(item, StubSort::Screen, path);
            }
            SliceMember::Command(path) => {
                self.name(item, StubSort::Command, path);
            }
            SliceMember::Event(path) => {
                self.name(item, StubSort::Event, path);
            }
            SliceMember::View(path) => {
                self.name(item, StubSort::View, path);
            }
            SliceMember::Reaction(written) => {
                let sort = if written.on_event {
                    StubSort::Event
                } else {
                    StubSort::View
                };
                let known = self.name(item, sort, &written.source);
                let known = self.target(item, &written.target) && known;
                let source = ident(item, &written.source);
                let source = if written.on_event {
                    SketchSource::Event(source)
                } else {
                    SketchSource::View(source)
                };
                self.sketch(item, known, source, &written.target, written.span);
            }
            SliceMember::Translation(written) => {
                let known = self.target(item, &written.target);
                let source = SketchSource::Outside(ident(item, &written.source));
                self.sketch(item, known, source, &written.target, written.span);
            }
            _ => {}
        }
    }

    /// Whether all that is given in answer to a row or event is declared.
    fn target(&mut self, item: &ItemRef<'_>, target: &ast::Target) -> bool {
        let mut known = self.name(item, StubSort::Command, &target.name);
        for arm in &target.outcomes {
            known &= self.name(item, StubSort::Command, &arm.command);
        }
        known
    }

    fn sketch(
        &mut self,
        item: &ItemRef<'_>,
        known: bool,
        source: SketchSource,
        target: &ast::Target,
        span: Span,
    ) {
        if known {
            return;
        }
        let answers = target.outcomes.iter();
        let answers = answers.map(|arm| (item.ident(&arm.outcome), ident(item, &arm.command)));
        self.model.sketches.push(Sketch {
            source,
            target: ident(item, &target.name),
            answers: answers.collect(),
            loc: item.loc(span),
        });
    }

    /// Whether the name is declared, or not taken for a stub; else it is one from here on.
    fn name(&mut self, item: &ItemRef<'_>, sort: StubSort, path: &ast::Path) -> bool {
        let (space, name) = (sort.space(), &path.name.text);
        let known = |stub: &Stub| stub.sort == sort && stub.name.text == *name;
        if path.model.is_some() {
            return true;
        }
        if self.names.is_declared(space, name) {
            return !self.model.stubs.values().any(known);
        }
        if self
            .names
            .declared(space)
            .any(|other| misspelt(name, other))
        {
            return true;
        }
        let name = item.ident(&path.name);
        self.names.sketch(space, &name);
        self.model.stubs.push(Stub { sort, name });
        false
    }
}

/// Whether a name is certainly meant to be another one: a letter is too much, is missing, is another one, or two
/// are swapped. Names of a sketch are often alike, so that no more than this is taken for a mistake.
fn misspelt(name: &str, other: &str) -> bool {
    let letters = |name: &str| -> String { name.chars().filter(|c| !c.is_numeric()).collect() };
    name.chars().count() > 4 && letters(name) != letters(other) && edit_distance(name, other) == 1
}

/// A path as it is written.
fn ident(item: &ItemRef<'_>, path: &ast::Path) -> Ident {
    let name = &path.name.text;
    let text = match &path.model {
        Some(model) => format!("{}.{name}", model.text),
        None => name.clone(),
    };
    let loc: Loc = item.loc(path.span());
    Ident { text, loc }
}

impl StubSort {
    /// The space of its name.
    pub(super) const fn space(self) -> Space {
        match self {
            Self::Screen => Space::Screen,
            Self::Command => Space::Command,
            Self::Event => Space::Event,
            Self::View => Space::View,
        }
    }
}
