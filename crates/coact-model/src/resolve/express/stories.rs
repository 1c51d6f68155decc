//! Stories and slices.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{ItemRef, doc};
use super::known::{has_step, step_text};
use super::pass::Pass;
use super::reactions;
use super::specs::{self, Definition, Level, Rejections, Scope};
use crate::ctp::Step;
use crate::model::{
    ActionRule, Ident, ItemMark, KindId, Mark, Mode, Model, SketchId, Slice, SliceElement, SpecId,
    Story, StubSort,
};
use crate::{Loc, rules};

/// Marks on items that are no stories.
pub(super) fn marks(pass: &mut Pass<'_>, items: &[ItemRef<'_>]) {
    for item in items {
        let noun = item.item.kind.noun();
        let on = match item.item.kind.name() {
            Some(name) => item.ident(name),
            None => nameless(pass.model, item),
        };
        for written in &item.item.marks {
            let (on, mark) = (on.clone(), mark(*item, written));
            pass.model.marks.push(ItemMark { noun, on, mark });
        }
    }
}

/// What stands for the name of an item that has none.
fn nameless(model: &Model, item: &ItemRef<'_>) -> Ident {
    let loc = item.loc(item.item.span);
    let is_it = |rule: &&ActionRule| {
        loc.file == rule.loc.file
            && loc.span.start <= rule.loc.span.start
            && rule.loc.span.end <= loc.span.end
    };
    let rule = model.rules.values().find(is_it);
    let text = rule.map_or(item.item.kind.noun(), |rule| &rule.identity);
    Ident {
        text: text.to_owned(),
        loc,
    }
}

/// The constants and examples that all specs see.
pub(super) fn constants<'a>(items: &[ItemRef<'a>]) -> Level<'a> {
    Level::of(items.iter().filter_map(|item| match &item.item.kind {
        ItemKind::Let(written) => Some(Definition::constant(*item, written)),
        ItemKind::Example(written) => Some(Definition::example(*item, written)),
        _ => None,
    }))
}

/// Reads a story or spec, where the item is one.
pub(super) fn story_or_spec(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    scope: &Scope<'_>,
    rejections: &Rejections,
) {
    match &item.item.kind {
        ItemKind::Story(written) => story(pass, item, written, scope, rejections),
        ItemKind::Spec(written) => {
            specs::spec(pass, item, written, scope, Vec::new(), rejections);
        }
        _ => {}
    }
}

fn story(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    written: &ast::StoryItem,
    global: &Scope<'_>,
    rejections: &Rejections,
) {
    let own = Level::of(written.members.iter().filter_map(|member| match member {
        ast::StoryMember::Let(written) => Some(Definition::constant(item, written)),
        ast::StoryMember::Example(written) => Some(Definition::example(item, written)),
        _ => None,
    }));
    let scope = global.with(&own);
    let definitions = specs::check_definitions(pass, &scope, &own);
    let title = title(item, &written.title);
    let mut made = Story {
        title: title.clone(),
        doc: doc(item.item.doc.as_ref()),
        slices: Vec::new(),
        specs: Vec::new(),
        definitions,
        marks: Vec::new(),
    };
    for member in &written.members {
        match member {
            ast::StoryMember::Slice(written) => {
                let slice = slice(pass, item, written, &title.text, &scope, rejections);
                if let Some(first) = made
                    .slices
                    .iter()
                    .find(|known| known.title.text == slice.title.text)
                {
                    let finding = rules::title_twice(
                        slice.title.loc,
                        "slice",
                        &slice.title.text,
                        first.title.loc,
                    );
                    pass.findings.push(finding);
                }
                made.slices.push(slice);
            }
            ast::StoryMember::Spec(written) => {
                let path = vec![title.text.clone()];
                let spec = specs::spec(pass, item, written, &scope, path, rejections);
                add_spec(pass, &mut made.specs, spec);
            }
            ast::StoryMember::Mark(written) => made.marks.push(mark(item, written)),
            ast::StoryMember::Let(_)
            | ast::StoryMember::Example(_)
            | ast::StoryMember::Broken(_) => {}
        }
    }
    pass.model.stories.push(made);
}

fn title(item: ItemRef<'_>, title: &ast::Str) -> Ident {
    Ident {
        text: title.value.clone(),
        loc: item.loc(title.span),
    }
}

/// Two specs of one title in one place would be one test.
fn add_spec(pass: &mut Pass<'_>, specs: &mut Vec<SpecId>, spec: SpecId) {
    let title = &pass.model.specs[spec].title;
    let first = specs
        .iter()
        .map(|known| &pass.model.specs[*known].title)
        .find(|known| known.text == title.text);
    if let Some(first) = first {
        let finding = rules::title_twice(title.loc, "spec", &title.text, first.loc);
        pass.findings.push(finding);
    }
    specs.push(spec);
}

fn mark(item: ItemRef<'_>, written: &ast::Mark) -> Mark {
    Mark {
        word: item.ident(&written.word),
        text: written.text.value.clone(),
        addressee: written.addressee.as_ref().map(|text| text.value.clone()),
    }
}

fn slice(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    written: &ast::Slice,
    story: &str,
    outer: &Scope<'_>,
    rejections: &Rejections,
) -> Slice {
    let own = Level::of(written.members.iter().filter_map(|member| match member {
        ast::SliceMember::Let(written) => Some(Definition::constant(item, written)),
        ast::SliceMember::Example(written) => Some(Definition::example(item, written)),
        _ => None,
    }));
    let scope = outer.with(&own);
    let definitions = specs::check_definitions(pass, &scope, &own);
    let mut made = Slice {
        title: title(item, &written.title),
        doc: doc(written.doc.as_ref()),
        status: written.status.as_ref().map(|status| item.ident(status)),
        elements: Vec::new(),
        specs: Vec::new(),
        definitions,
        marks: Vec::new(),
    };
    for member in &written.members {
        match member {
            ast::SliceMember::Spec(written) => {
                let path = vec![story.to_owned(), made.title.text.clone()];
                let spec = specs::spec(pass, item, written, &scope, path, rejections);
                add_spec(pass, &mut made.specs, spec);
            }
            ast::SliceMember::Mark(written) => made.marks.push(mark(item, written)),
            _ => {
                let Some((element, loc)) = element(pass, item, member) else {
                    continue;
                };
                let first = made.elements.iter().find(|(known, _)| *known == element);
                if let (Some((_, first)), Some(name)) = (first, named(member)) {
                    pass.findings.push(rules::shown_twice(loc, name, *first));
                    continue;
                }
                made.elements.push((element, loc));
            }
        }
    }
    made
}

/// The name of an element that is declared elsewhere.
fn named(member: &ast::SliceMember) -> Option<&str> {
    match member {
        ast::SliceMember::Screen(path)
        | ast::SliceMember::Command(path)
        | ast::SliceMember::View(path)
        | ast::SliceMember::Event(path) => Some(&path.name.text),
        _ => None,
    }
}

fn element(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    member: &ast::SliceMember,
) -> Option<(SliceElement, Loc)> {
    match member {
        ast::SliceMember::Reaction(written) => {
            let loc = item.loc(written.span);
            if let Some(sketch) = sketched(pass.model, loc) {
                if written.on_event {
                    pass.names.event(&item, &written.source, pass.findings);
                } else {
                    pass.names.view(&item, &written.source, pass.findings);
                }
                target(pass, item, &written.target);
                return Some((SliceElement::Sketch(sketch), loc));
            }
            return reactions::reaction(pass, item, written)
                .map(|id| (SliceElement::Reaction(id), loc));
        }
        ast::SliceMember::Translation(written) => {
            let loc = item.loc(written.span);
            if let Some(sketch) = sketched(pass.model, loc) {
                let names = pass.names;
                let (reported, source) = (&names.reported, &written.source);
                names.outside(reported, "event", &item, source, pass.findings);
                target(pass, item, &written.target);
                return Some((SliceElement::Sketch(sketch), loc));
            }
            return reactions::translation(pass, item, written)
                .map(|id| (SliceElement::Translation(id), loc));
        }
        _ => {}
    }
    let (names, findings) = (pass.names, &mut *pass.findings);
    Some(match member {
        ast::SliceMember::Screen(path) => {
            let loc = item.loc(path.span());
            match names.screen(&item, path, findings) {
                Some(screen) => (SliceElement::Screen(screen), loc),
                None => (stub(pass.model, StubSort::Screen, path)?, loc),
            }
        }
        ast::SliceMember::Command(path) => {
            let loc = item.loc(path.span());
            match names.command(&item, path, findings) {
                Some(command) => (SliceElement::Command(command), loc),
                None => (stub(pass.model, StubSort::Command, path)?, loc),
            }
        }
        ast::SliceMember::Event(path) => {
            let loc = item.loc(path.span());
            match names.event(&item, path, findings) {
                Some(event) => (SliceElement::Event(event), loc),
                None => (stub(pass.model, StubSort::Event, path)?, loc),
            }
        }
        ast::SliceMember::View(path) => {
            let loc = item.loc(path.span());
            match names.view(&item, path, findings) {
                Some(view) => (SliceElement::View(view), loc),
                None => (stub(pass.model, StubSort::View, path)?, loc),
            }
        }
        ast::SliceMember::Automation(act) => {
            let loc = item.loc(act.span);
            let kind = pass.model.kinds.values().next();
            let kind = kind.map(|kind| kind.name.text.as_str());
            let Some(path) = &act.kind else {
                findings.push(rules::act_of_which_kind(loc, &step_text(act.step), kind));
                return None;
            };
            let kind = names.kind(&item, path, findings)?;
            if !has_step(&pass.model.kinds[kind], act.step) {
                let name = &pass.model.kinds[kind].name.text;
                findings.push(rules::act_outside_pattern(loc, name, &step_text(act.step)));
                return None;
            }
            if !is_automated(pass, kind, act.step) {
                let name = &pass.model.kinds[kind].name.text;
                pass.findings
                    .push(rules::nothing_automates(loc, &step_text(act.step), name));
            }
            (SliceElement::Automation(kind, act.step), loc)
        }
        _ => return None,
    })
}

/// What a slice of a sketch only names.
fn stub(model: &Model, sort: StubSort, path: &ast::Path) -> Option<SliceElement> {
    let mut stubs = model.stubs.iter();
    let (id, _) = stubs.find(|(_, stub)| stub.sort == sort && stub.name.text == path.name.text)?;
    path.model.is_none().then_some(SliceElement::Stub(id))
}

/// The automation or translation here, where a part of it is a stub.
fn sketched(model: &Model, loc: Loc) -> Option<SketchId> {
    let mut sketches = model.sketches.iter();
    sketches.find(|(_, it)| it.loc == loc).map(|(id, _)| id)
}

/// Reports what is misspelt in the target of a sketch.
fn target(pass: &mut Pass<'_>, item: ItemRef<'_>, target: &ast::Target) {
    let names = pass.names;
    if target.name.model.is_some() {
        names.outside(&names.calls, "call", &item, &target.name, pass.findings);
    } else {
        names.command(&item, &target.name, pass.findings);
    }
    for arm in &target.outcomes {
        names.command(&item, &arm.command, pass.findings);
    }
}

/// Whether a link or rule performs the act without a person.
fn is_automated(pass: &Pass<'_>, kind: KindId, step: Step) -> bool {
    let by_link = pass
        .index
        .links(kind, step)
        .iter()
        .any(|link| pass.model.links[*link].automated);
    by_link
        || pass.model.rules.values().any(|rule| {
            rule.mode == Mode::Automated
                && rule
                    .then
                    .iter()
                    .chain(&rule.otherwise)
                    .any(|response| (response.kind, response.step) == (kind, step))
        })
}
