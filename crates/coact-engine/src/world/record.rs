//! Folds and projects what was decided, with its tacit acts.

use coact_model::ctp::{Act, Step};
use coact_model::model::EntityId;
use coact_runtime::Via;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::spec::ACTS;

use super::{Going, Stuck, World};
use crate::case::held::{self, Hold};
use crate::case::{Case, tacit};
use crate::message::{Envelope, Event};
use crate::rejection::Decision;
use crate::value::text;
use crate::views;

impl World<'_> {
    /// Folds and projects events, each with its tacit acts; where they would give an entity what others have, nothing.
    pub(super) fn record(
        &mut self,
        id: &str,
        decided: Vec<Envelope>,
        unchecked: bool,
    ) -> Going<Decision<Vec<Envelope>>> {
        let before = self.case(id)?;
        let mut case = before.clone();
        let mut events = Vec::new();
        for event in decided {
            let mut next = Some(event);
            while let Some(event) = next {
                case.evolve(self.cx, &event);
                if events.len() == ACTS {
                    return Err(Stuck::new(
                        "tacit acts that come to rest",
                        "acts without end",
                    ));
                }
                let ctx = self.ctx(event.by.clone(), &[], Uuid::nil(), Via::Tacit);
                next = tacit::next(self.cx, &case, &ctx, &event);
                events.push(event);
            }
        }
        if let Err(rejection) = self.hold(&before, &case)
            && !unchecked
        {
            return Ok(Err(rejection));
        }
        let mut shown = before;
        for event in &events {
            shown.evolve(self.cx, event);
            if let Some(claim) = self.claim(event) {
                let claim = (self.cx.model.foundation(claim.0), claim.1);
                self.outside.claims.insert(claim, id.to_owned());
            }
            views::project(self.cx, &self.views, &mut self.outside, &shown, event);
            let changed = self.outside.rows.take_changed();
            self.lists.happened(id, &shown, event, changed);
        }
        self.outside.cases.insert(id.to_owned(), case);
        Ok(Ok(events))
    }

    /// The key that an event reserves for its case, where it creates an entity.
    fn claim(&self, envelope: &Envelope) -> Option<(EntityId, String)> {
        let Event::Act(event) = &envelope.event else {
            return None;
        };
        let product = &self.cx.kind(event.kind).product;
        let makes = event.step == Step::Base(Act::Request) && product.new;
        makes.then(|| (product.entity, text(self.cx, &event.subject)))
    }

    /// Takes and gives back what only so many may have at a time; takes nothing of which there is no more.
    fn hold(&mut self, before: &Case, after: &Case) -> Decision<()> {
        let had = held::holds(self.cx, before);
        let has = held::holds(self.cx, after);
        if had == has {
            return Ok(());
        }
        let mut held: Vec<Hold> = self.outside.held.clone();
        held.retain(|hold| !had.contains(hold) || has.contains(hold));
        for hold in has.into_iter().filter(|hold| !had.contains(hold)) {
            let same = held.iter().filter(|other| other.is_same(&hold));
            if u64::try_from(same.count()).unwrap_or(u64::MAX) >= hold.law.most {
                return Err(hold.rejection());
            }
            held.push(hold);
        }
        self.outside.held = held;
        Ok(())
    }
}
