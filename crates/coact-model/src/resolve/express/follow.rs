//! Reading items again after an edit, in the places where they were.

mod ground;

use std::collections::{BTreeSet, HashMap};

use coact_syntax::ast::ItemKind;

use super::super::again::Differs;
use super::super::cx::{ItemRef, Names};
use super::super::notes::{Notes, Stage};
use super::pass::Pass;
use super::specs::{Rejections, Scope};
use super::{BY_ITEM, Expressed, automated, links, rules, stories, views};
use crate::model::{
    ActionRule, Automation, Id as _, Model, Response, RuleId, Spec, Story, Translation,
};
use crate::rules::{Part, Parts};

/// How long the lists are that rules, stories and specs add to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Lengths {
    rules: usize,
    stories: usize,
    specs: usize,
    automations: usize,
    translations: usize,
}

/// What an item added to the lists: from where to where.
#[derive(Clone, Copy, Debug)]
pub(super) struct Made {
    from: Lengths,
    to: Lengths,
}

impl Lengths {
    pub(super) fn of(model: &Model) -> Self {
        Self {
            rules: model.rules.len(),
            stories: model.stories.len(),
            specs: model.specs.len(),
            automations: model.automations.len(),
            translations: model.translations.len(),
        }
    }

    /// What was added since.
    pub(super) fn made(self, model: &Model) -> Made {
        Made {
            from: self,
            to: Self::of(model),
        }
    }
}

/// The ends of the lists, taken out while an item is read again, so that what it adds gets its ids again.
struct Rest {
    rules: Vec<ActionRule>,
    stories: Vec<Story>,
    specs: Vec<Spec>,
    automations: Vec<Automation>,
    translations: Vec<Translation>,
}

impl Rest {
    fn cut(model: &mut Model, from: Lengths) -> Self {
        Self {
            rules: model.rules.split_off(from.rules),
            stories: model.stories.split_off(from.stories),
            specs: model.specs.split_off(from.specs),
            automations: model.automations.split_off(from.automations),
            translations: model.translations.split_off(from.translations),
        }
    }

    /// Puts back what stood behind the item; answers the rules that it had before.
    fn put_back(mut self, model: &mut Model, made: Made) -> Vec<ActionRule> {
        let Made { from, to } = made;
        let rules = self
            .rules
            .split_off((to.rules - from.rules).min(self.rules.len()));
        model.rules.put_back(rules.into_iter());
        let behind = |from: usize, to: usize| to - from;
        let stories = behind(from.stories, to.stories);
        model
            .stories
            .put_back(self.stories.into_iter().skip(stories));
        let specs = behind(from.specs, to.specs);
        model.specs.put_back(self.specs.into_iter().skip(specs));
        let automations = behind(from.automations, to.automations);
        model
            .automations
            .put_back(self.automations.into_iter().skip(automations));
        let translations = behind(from.translations, to.translations);
        model
            .translations
            .put_back(self.translations.into_iter().skip(translations));
        self.rules
    }
}

/// The part of the model that an item is read into.
const fn part(kind: &ItemKind) -> Option<Part> {
    Some(match kind {
        ItemKind::View(_) => Part::Views,
        ItemKind::Query(_) => Part::Queries,
        ItemKind::Screen(_) => Part::Screens,
        ItemKind::Rule(_) => Part::Rules,
        ItemKind::Story(_) | ItemKind::Spec(_) => Part::Stories,
        ItemKind::Entity(_) | ItemKind::Transaction(_) => Part::Data,
        ItemKind::Process(_) => Part::Links,
        _ => return None,
    })
}

/// What of the stages that go through all items has to be done again.
#[derive(Default)]
struct Behind {
    automated: bool,
    circles: bool,
}

impl Expressed {
    /// Reads the changed items again, and those that rest on what differs. Answers whether all others can stay as
    /// they are; if not, the model is good for nothing. `mentions` answers which items name one of several words.
    pub(crate) fn follow(
        &mut self,
        (items, changed): (&[ItemRef<'_>], &[ItemRef<'_>]),
        differs: Differs,
        mentions: impl Fn(&BTreeSet<String>) -> Option<BTreeSet<usize>>,
        names: &Names,
        model: &mut Model,
        notes: &mut Notes,
    ) -> Option<Parts> {
        let Self {
            index,
            incomplete,
            broken,
            rejections,
            made,
        } = self;
        if !index.doubt_again(changed, names) {
            return None;
        }
        let mut findings = Vec::new();
        let mut pass = Pass {
            names,
            index,
            model,
            findings: &mut findings,
        };
        let words = ground::ground(&mut pass, changed, differs, broken, notes)?;
        let dependent = mentions(&words)?;
        let dependent = dependent
            .into_iter()
            .filter(|at| changed.iter().all(|item| item.index != *at))
            .filter_map(|at| items.get(at).copied());
        let mut parts = Parts::new();
        let mut read: Vec<ItemRef<'_>> = changed.to_vec();
        let places = if words.is_empty() {
            HashMap::new()
        } else {
            links::places(pass.model)
        };
        for item in dependent {
            if ground::again(&mut pass, item, &places, broken, notes)? {
                read.push(item);
            }
        }
        parts.extend(read.iter().filter_map(|item| part(&item.item.kind)));
        if parts.contains(&Part::Data) {
            // Bounds and laws name what a command is rejected for.
            *rejections = Rejections::of(pass.model, items);
        }
        if read.len() > changed.len() {
            read.sort_by_key(|item| item.index);
        }
        let level = stories::constants(items);
        let scope = Scope::global(&level);
        let mut behind = Behind::default();
        for item in &read {
            pass.index.reads(Some(item));
            let stage = match item.item.kind {
                ItemKind::Rule(_) => Stage::Rules,
                ItemKind::Story(_) | ItemKind::Spec(_) => Stage::Stories,
                _ => {
                    behind.circles |= matches!(item.item.kind, ItemKind::View(_));
                    for (stage, read) in BY_ITEM {
                        read(&mut pass, item);
                        notes.replace(*stage, item.index, pass.findings);
                    }
                    continue;
                }
            };
            let made = made.get(&item.index)?;
            let rest = Rest::cut(pass.model, made.from);
            if let ItemKind::Rule(written) = &item.item.kind {
                behind.automated = true;
                let complete = rules::rule(&mut pass, *item, written);
                if !complete || incomplete.contains(&item.index) {
                    return None;
                }
            } else {
                stories::story_or_spec(&mut pass, *item, &scope, rejections);
            }
            if Lengths::of(pass.model) != made.to {
                return None;
            }
            let before = rest.put_back(pass.model, *made);
            let again = before.iter().zip((made.from.rules..).map(RuleId::new));
            for (before, id) in again {
                if !is_alike(before, &pass.model.rules[id]) {
                    return None;
                }
                rules::refresh_defaults(&mut pass, id);
            }
            notes.replace(stage, item.index, pass.findings);
        }
        pass.index.reads(None);
        if behind.automated || parts.contains(&Part::Data) || parts.contains(&Part::Links) {
            automated::automated(&mut pass, incomplete.is_empty(), broken);
            notes.replace(Stage::Automated, 0, pass.findings);
        }
        if behind.circles {
            views::circles(&mut pass);
            notes.replace(Stage::Circles, 0, pass.findings);
        }
        notes.is_whole().then_some(parts)
    }
}

/// Whether two rules are alike in all that others see of them: values and conditions may differ.
fn is_alike(a: &ActionRule, b: &ActionRule) -> bool {
    let names = |rule: &ActionRule| -> Vec<String> {
        let assessments = rule.assessments.iter();
        assessments.map(|it| it.name.text.clone()).collect()
    };
    let all_alike = |a: &[Response], b: &[Response]| {
        a.len() == b.len() && a.iter().zip(b).all(|(a, b)| responds_alike(a, b))
    };
    (a.kind, a.on, a.mode) == (b.kind, b.on, b.mode)
        && a.while_ == b.while_
        && a.identity == b.identity
        && names(a) == names(b)
        && all_alike(&a.then, &b.then)
        && all_alike(&a.otherwise, &b.otherwise)
}

fn responds_alike(a: &Response, b: &Response) -> bool {
    let fields = |response: &Response| -> Vec<usize> {
        response.payload.iter().map(|(at, _)| *at).collect()
    };
    (a.kind, a.step, a.link) == (b.kind, b.step, b.link)
        && a.each.is_some() == b.each.is_some()
        && fields(a) == fields(b)
}
