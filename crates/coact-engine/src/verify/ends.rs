//! What shows only in the ways from a state onward: from where a goal can be reached.
//!
//! No edges are kept. Each sweep over the states takes over what is known of those behind their moves, until nothing is
//! new; a state of which all is known is passed over.

use coact_model::ctp::{Act, Step};

use super::explore::{Explored, Found, Limits, Look, explore};
use super::space::Space;
use crate::net::{Guard, Move, Net, Next, Scratch, State};

/// A bit for each question.
type Answers = u16;

/// What is asked of every state.
#[derive(Clone, Debug)]
pub(super) enum Question {
    /// Whether there is a way to an end.
    End(Without),
    /// Whether a transaction that is asked to be taken back can be wound down to where that is allowed, as long as it is
    /// asked.
    WindDown {
        /// The transaction.
        place: usize,
        /// Where it is asked.
        pending: Guard,
    },
}

/// What a way does without.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Without {
    Nothing,
    /// Nobody asks to take anything back, but where the model says so.
    Revoking,
    /// Nobody allows anything to be taken back.
    Allowing,
}

/// Which questions can be answered at once.
pub(super) const AT_ONCE: usize = Answers::BITS as usize;

/// The answers for every state that was seen.
pub(super) struct Ends<'s, 'n, 'a> {
    space: &'s Space<'n, 'a>,
    questions: &'s [Question],
    known: Vec<Answers>,
}

const fn bit(number: usize) -> Answers {
    match 1_u16.checked_shl(number as u32) {
        Some(bit) => bit,
        None => 0,
    }
}

impl<'s, 'n, 'a> Ends<'s, 'n, 'a> {
    /// Answers at most [`AT_ONCE`] questions.
    pub(super) fn of(space: &'s Space<'n, 'a>, questions: &'s [Question]) -> Self {
        let mut ends = Self {
            space,
            questions,
            known: vec![0; space.seen.slots()],
        };
        let mut backwards = true;
        while ends.sweep(backwards) {
            // Where the slots are in the order in which states were found, ways lead from the back to the front.
            backwards = space.seen.is_in_order() || !backwards;
        }
        ends
    }

    /// One sweep; whether anything became known.
    fn sweep(&mut self, backwards: bool) -> bool {
        let mut is_news = false;
        let mut state = State::new();
        let mut scratch = Scratch::default();
        let (space, known) = (self.space, &mut self.known);
        let net = space.net;
        let asks = Asks::of(self.questions);
        space.seen.each(backwards, |slot, index| {
            space.numbers.read(index, &mut state);
            let asked = asks.asked(self.questions, &state);
            let before = known.get(slot).copied().unwrap_or(0);
            if before == asked {
                return;
            }
            let mut after = before;
            if net.settled.holds(&state) || net.failed.holds(&state) {
                after |= asks.ends;
            }
            net.each_move(&state, &mut scratch, |made, next| {
                after |= asks.allowed(self.questions, made, net);
                let passes = asks.passes(net, &state, made);
                let behind = space.seen.slot(space.numbers.behind(index, &state, next));
                let behind = behind.and_then(|slot| known.get(slot)).copied();
                after |= behind.unwrap_or(0) & passes;
            });
            after &= asked;
            if after != before {
                is_news = true;
                if let Some(known) = known.get_mut(slot) {
                    *known = after;
                }
            }
        });
        is_news
    }

    /// For each question, a nearest state in which it is asked and the answer is no.
    pub(super) fn refuted(&self) -> Vec<Option<Found>> {
        let mut open: Answers = 0;
        let mut state = State::new();
        let asks = Asks::of(self.questions);
        self.space.seen.each(false, |slot, index| {
            let known = self.known.get(slot).copied().unwrap_or(0);
            self.space.numbers.read(index, &mut state);
            open |= asks.asked(self.questions, &state) & !known;
        });
        let mut nearest = Nearest {
            ends: self,
            asks,
            open,
            found: vec![None; self.questions.len()],
        };
        if open != 0 {
            let limits = Limits {
                states: self.space.states,
            };
            let numbers = self.space.numbers.clone();
            let (_, _): (_, Explored) = explore(self.space.net, numbers, limits, &mut nearest);
        }
        nearest.found
    }
}

/// The questions by sorts, as bits.
#[derive(Clone, Copy)]
struct Asks {
    ends: Answers,
    without_revoking: Answers,
    without_allowing: Answers,
    wind_down: Answers,
}

impl Asks {
    fn of(questions: &[Question]) -> Self {
        let bits = |is: fn(&Question) -> bool| {
            let all = questions.iter().enumerate();
            all.filter(|(_, question)| is(question))
                .fold(0, |bits, (number, _)| bits | bit(number))
        };
        Self {
            ends: bits(|it| matches!(it, Question::End(_))),
            without_revoking: bits(|it| matches!(it, Question::End(Without::Revoking))),
            without_allowing: bits(|it| matches!(it, Question::End(Without::Allowing))),
            wind_down: bits(|it| matches!(it, Question::WindDown { .. })),
        }
    }

    /// What is asked of a state.
    fn asked(self, questions: &[Question], state: &[u16]) -> Answers {
        let mut asked = self.ends;
        if self.wind_down != 0 {
            for (number, question) in questions.iter().enumerate() {
                if let Question::WindDown { pending, .. } = question
                    && pending.holds(state)
                {
                    asked |= bit(number);
                }
            }
        }
        asked
    }

    /// Which questions a move answers by itself.
    fn allowed(self, questions: &[Question], made: Move, net: &Net<'_>) -> Answers {
        let Move::Act(at, step) = made else { return 0 };
        let allows = || {
            let step = net.step(at, step);
            matches!(step, Some(Step::Allow(Act::Request | Act::Promise)))
        };
        if self.wind_down == 0 || !allows() {
            return 0;
        }
        let here = |(_, question): &(usize, &Question)| matches!(question, Question::WindDown { place, .. } if *place == at);
        let mut asked = questions.iter().enumerate();
        asked.find(here).map_or(0, |(number, _)| bit(number))
    }

    /// Which questions have ways that a move is part of.
    fn passes(self, net: &Net<'_>, state: &[u16], made: Move) -> Answers {
        let Move::Act(place, step) = made else {
            return Answers::MAX;
        };
        match net.step(place, step) {
            Some(Step::Revoke(_)) if !net.is_answer(state, place, step) => !self.without_revoking,
            Some(Step::Allow(_)) => !self.without_allowing,
            _ => Answers::MAX,
        }
    }
}

/// Looks for the nearest state without an answer.
struct Nearest<'e, 's, 'n, 'a> {
    ends: &'e Ends<'s, 'n, 'a>,
    asks: Asks,
    open: Answers,
    found: Vec<Option<Found>>,
}

impl Look for Nearest<'_, '_, '_, '_> {
    fn made(&mut self, _: Move, _: Next<'_>) {}

    fn state(&mut self, found: Found, state: &[u16], _: usize) -> bool {
        let slot = self.ends.space.seen.slot(found.index);
        let known = slot.and_then(|slot| self.ends.known.get(slot)).copied();
        let asked = self.asks.asked(self.ends.questions, state);
        let refuted = asked & !known.unwrap_or(0) & self.open;
        for (number, first) in self.found.iter_mut().enumerate() {
            if refuted & bit(number) != 0 {
                *first = Some(found);
            }
        }
        self.open &= !refuted;
        self.open != 0
    }
}
