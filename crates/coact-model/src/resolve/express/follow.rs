//! Reading items again after an edit, in the places where they were.

use coact_syntax::ast::ItemKind;

use super::super::cx::{ItemRef, Names};
use super::super::notes::{Notes, Stage};
use super::pass::Pass;
use super::specs::Scope;
use super::{BY_ITEM, Expressed, automated, rules, stories, views};
use crate::model::{
    ActionRule, Automation, Id as _, Model, Response, RuleId, Spec, Story, Translation,
};

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

impl Expressed {
    /// Reads the changed items again. Answers whether all others can stay as they are; if not, the model is
    /// good for nothing.
    pub(crate) fn follow(
        &mut self,
        items: &[ItemRef<'_>],
        changed: &[ItemRef<'_>],
        names: &Names,
        model: &mut Model,
        notes: &mut Notes,
    ) -> bool {
        if !self.index.doubt_again(changed, names) {
            return false;
        }
        let mut findings = Vec::new();
        let mut pass = Pass {
            names,
            index: &self.index,
            model,
            findings: &mut findings,
        };
        let (mut ruled, mut viewed) = (false, false);
        for item in changed {
            self.index.reads(Some(item));
            viewed |= matches!(item.item.kind, ItemKind::View(_));
            let stage = match item.item.kind {
                ItemKind::Rule(_) => Stage::Rules,
                ItemKind::Story(_) | ItemKind::Spec(_) => Stage::Stories,
                _ => {
                    for (stage, read) in BY_ITEM {
                        read(&mut pass, item);
                        notes.replace(*stage, item.index, pass.findings);
                    }
                    continue;
                }
            };
            let Some(made) = self.made.get(&item.index) else {
                return false;
            };
            let rest = Rest::cut(pass.model, made.from);
            if let ItemKind::Rule(written) = &item.item.kind {
                ruled = true;
                let complete = rules::rule(&mut pass, *item, written);
                if !complete || self.incomplete.contains(&item.index) {
                    return false;
                }
            } else {
                let level = stories::constants(items);
                let scope = Scope::global(&level);
                stories::story_or_spec(&mut pass, *item, &scope, &self.rejections);
            }
            if Lengths::of(pass.model) != made.to {
                return false;
            }
            let before = rest.put_back(pass.model, *made);
            let again = before.iter().zip((made.from.rules..).map(RuleId::new));
            for (before, id) in again {
                if !is_alike(before, &pass.model.rules[id]) {
                    return false;
                }
                rules::refresh_defaults(&mut pass, id);
            }
            notes.replace(stage, item.index, pass.findings);
        }
        self.index.reads(None);
        if ruled {
            automated::automated(&mut pass, self.incomplete.is_empty(), &self.broken);
            notes.replace(Stage::Automated, 0, pass.findings);
        }
        if viewed {
            views::circles(&mut pass);
            notes.replace(Stage::Circles, 0, pass.findings);
        }
        true
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
