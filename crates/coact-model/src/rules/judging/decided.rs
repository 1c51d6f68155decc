//! Conditions that are decided before anything happens: what types, bounds and the conditions before them leave no choice.

mod ground;
mod words;

use std::collections::BTreeSet;

use coact_syntax::ast::{BinaryOp, UnaryOp};

use crate::Loc;
use crate::conditions::{Space, Term, spelled};
use crate::ctp::Status;
use crate::json::Scope;
use crate::model::{Builtin, CommandId, Expr, ExprKind, KindId, Model, Pattern};

pub(super) use ground::{laws, of_command, required, states};
use words::because;

/// A condition that is decided.
#[derive(Clone, Debug)]
pub(crate) struct Decided {
    /// The part of it that decides.
    pub(super) loc: Loc,
    /// How it is written, where that is short enough to be said.
    pub(super) text: Option<String>,
    /// Whether it always holds, or never does.
    pub(super) always: bool,
    pub(super) of: Of,
    /// Why, where that can be told of what it reads: "`quantity` is 1 to 99".
    pub(super) because: Option<String>,
    /// What decides it elsewhere.
    pub(super) by: Option<(Loc, String)>,
}

impl Decided {
    /// What is said of it: "`level > 9` never holds: `level` is 1 to 9".
    pub(super) fn message(&self) -> String {
        let what = self.text.as_ref();
        let what = what.map_or_else(|| "this".to_owned(), |text| format!("`{text}`"));
        let holds = if self.always { "always" } else { "never" };
        match &self.because {
            Some(because) => format!("{what} {holds} holds: {because}"),
            None => format!("{what} {holds} holds"),
        }
    }
}

/// What is decided.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Of {
    Condition,
    /// The whole of an assessment, under its name.
    Assessment(String),
    /// An arm of a match.
    Arm,
}

/// How many given conditions are taken into account at most.
const GIVEN: usize = 24;

/// The last of the given conditions: of many, most have nothing to do with the one that is asked.
pub(super) fn nearest<'g, 'm>(given: &'g [Given<'m>]) -> &'g [Given<'m>] {
    let first = given.len().saturating_sub(GIVEN);
    given.get(first..).unwrap_or_default()
}

/// Where conditions stand.
#[derive(Clone, Copy)]
pub(super) struct Place<'m> {
    pub(super) model: &'m Model,
    pub(super) scope: Scope<'m>,
    pub(super) command: Option<CommandId>,
    /// What is accepted is so until the revocation is allowed.
    pub(super) keeps: bool,
    /// The states in which the transaction is that they are about.
    pub(super) states: Option<(KindId, &'m [Status])>,
}

/// A condition that is known to be decided where another one is asked.
#[derive(Clone)]
pub(super) struct Given<'m> {
    pub(super) expr: &'m Expr,
    pub(super) how: How<'m>,
    pub(super) loc: Loc,
    pub(super) words: String,
}

/// How it is decided.
#[derive(Clone, Copy)]
pub(super) enum How<'m> {
    Holds,
    Fails,
    /// It is not known to fail.
    MayHold,
    /// It is of the pattern.
    Is(&'m Pattern),
}

impl<'m> Given<'m> {
    pub(super) fn holds(expr: &'m Expr, words: impl Into<String>) -> Self {
        Self::new(expr, How::Holds, words)
    }

    pub(super) fn new(expr: &'m Expr, how: How<'m>, words: impl Into<String>) -> Self {
        Self {
            expr,
            how,
            loc: expr.loc,
            words: words.into(),
        }
    }

    pub(super) fn term(&self, space: &mut Space<'m>) -> Option<Term> {
        Some(match self.how {
            How::Holds => space.term(self.expr),
            How::Fails => Term::Not(Box::new(space.term(self.expr))),
            How::MayHold => Term::or_true(space.term(self.expr)),
            How::Is(pattern) => space.is_of(self.expr, pattern)?,
        })
    }
}

impl<'m> Place<'m> {
    /// Where nothing but the model says what is read.
    pub(super) const fn plain(model: &'m Model, scope: Scope<'m>) -> Self {
        Self {
            model,
            scope,
            command: None,
            keeps: false,
            states: None,
        }
    }

    /// An expression as it is written here, where it is short.
    fn text(&self, expr: &Expr) -> Option<String> {
        let text = spelled(&self.scope, expr);
        (text.chars().count() <= 40 && !text.contains('`')).then_some(text)
    }

    pub(super) fn space(&self) -> Space<'m> {
        let space = Space::new(self.model, self.command);
        if self.keeps { space.keeping() } else { space }
    }

    /// Whether a condition always or never holds where these are given; none where it is open.
    fn decided(&self, condition: &'m Expr, given: &[Given<'m>]) -> Option<bool> {
        let given = nearest(given);
        let mut space = self.space();
        let term = space.term(condition);
        let given: Vec<Term> = given
            .iter()
            .filter_map(|given| given.term(&mut space))
            .collect();
        if let Some((kind, states)) = self.states {
            space.in_states(kind, states);
        }
        if space.never(&given, &term)? {
            // What cannot be given is told where it is.
            let reachable = space.always(&given, &Term::Not(Box::new(Term::or_false(term))))?;
            return reachable.then_some(false);
        }
        space.always(&given, &term)?.then_some(true)
    }
}

/// All conditions of a model that are decided, in the order in which they are met.
pub(super) fn decided(model: &Model) -> Vec<Decided> {
    let mut walk = Walk {
        found: Vec::new(),
        told: BTreeSet::new(),
    };
    ground::all(&mut walk, model);
    walk.found
}

/// Goes through the conditions of a model.
pub(super) struct Walk {
    found: Vec<Decided>,
    told: BTreeSet<Loc>,
}

impl Walk {
    /// A condition, asked where these are given.
    pub(super) fn condition<'m>(
        &mut self,
        place: &Place<'m>,
        condition: &'m Expr,
        given: &[Given<'m>],
        of: &Of,
    ) {
        if matches!(condition.kind, ExprKind::Literal(_)) {
            return;
        }
        if let Some(always) = place.decided(condition, &[]) {
            self.alone(place, condition, always, of);
            return;
        }
        if let Some(always) = place.decided(condition, given) {
            let by = nearest(given)
                .iter()
                .find(|one| place.decided(condition, std::slice::from_ref(one)) == Some(always));
            self.tell(Decided {
                loc: condition.loc,
                text: place.text(condition),
                always,
                of: of.clone(),
                because: None,
                by: by.map(|by| (by.loc, by.words.clone())),
            });
            return;
        }
        self.operands(place, condition, given);
    }

    /// Something that need not be a condition: the conditions in it.
    pub(super) fn value<'m>(&mut self, place: &Place<'m>, value: &'m Expr, given: &[Given<'m>]) {
        match &value.kind {
            ExprKind::Compare(..) | ExprKind::Logic(..) | ExprKind::Unary(UnaryOp::Not, _) => {
                self.condition(place, value, &[], &Of::Condition);
            }
            _ => self.inside(place, value, given),
        }
    }

    /// The parts of a condition that is open itself: of what is before them they need not take notice.
    fn operands<'m>(&mut self, place: &Place<'m>, condition: &'m Expr, given: &[Given<'m>]) {
        match &condition.kind {
            ExprKind::Logic(_, operands) => {
                for operand in operands {
                    self.operand(place, operand, given);
                }
            }
            ExprKind::Unary(UnaryOp::Not, of) => self.operand(place, of, given),
            _ => self.inside(place, condition, given),
        }
    }

    fn operand<'m>(&mut self, place: &Place<'m>, operand: &'m Expr, given: &[Given<'m>]) {
        if matches!(operand.kind, ExprKind::Literal(_)) {
            return;
        }
        match place.decided(operand, &[]) {
            Some(always) => self.alone(place, operand, always, &Of::Condition),
            None => self.operands(place, operand, given),
        }
    }

    fn inside<'m>(&mut self, place: &Place<'m>, expr: &'m Expr, given: &[Given<'m>]) {
        match &expr.kind {
            ExprKind::If(condition, then, otherwise) => {
                self.condition(place, condition, given, &Of::Condition);
                let with = |how, words: &str| {
                    let mut with = given.to_vec();
                    with.push(Given::new(condition, how, words));
                    with
                };
                self.value(place, then, &with(How::Holds, "holds here"));
                self.value(place, otherwise, &with(How::Fails, "does not hold here"));
            }
            ExprKind::Match(of, arms) => {
                self.value(place, of, given);
                for (pattern, value) in arms {
                    self.arm(place, of, pattern);
                    let mut with = given.to_vec();
                    with.push(Given::new(of, How::Is(pattern), "matched here"));
                    self.value(place, value, &with);
                }
            }
            ExprKind::Builtin(
                Builtin::All
                | Builtin::Any
                | Builtin::Count
                | Builtin::Filter
                | Builtin::First
                | Builtin::Last,
                of,
            ) => {
                for part in of {
                    match &part.kind {
                        ExprKind::Lambda(_, body) => {
                            self.condition(place, body, given, &Of::Condition);
                        }
                        _ => self.value(place, part, given),
                    }
                }
            }
            _ => {
                for part in expr.children() {
                    self.value(place, part, given);
                }
            }
        }
    }

    /// An arm for values that there are none of. That arms before it take them is told for itself.
    fn arm<'m>(&mut self, place: &Place<'m>, of: &'m Expr, pattern: &'m Pattern) {
        let loc = match pattern {
            Pattern::Literal(literal) => literal.loc,
            Pattern::Range(Some(low), Some(high)) => Loc {
                span: low.loc.span.to(high.loc.span),
                ..low.loc
            },
            Pattern::Range(Some(end), None) | Pattern::Range(None, Some(end)) => end.loc,
            _ => return,
        };
        let mut space = place.space();
        let Some(term) = space.is_of(of, pattern) else {
            return;
        };
        if space.never(&[], &term) == Some(true) {
            self.tell(Decided {
                loc,
                text: None,
                always: false,
                of: Of::Arm,
                because: because(place, of),
                by: None,
            });
        }
    }

    /// A condition that is decided by itself: the smallest part of it that is.
    fn alone<'m>(&mut self, place: &Place<'m>, condition: &'m Expr, always: bool, of: &Of) {
        if let ExprKind::Logic(op, operands) = &condition.kind
            && (*op == BinaryOp::Or) == always
        {
            let one = operands
                .iter()
                .find(|it| place.decided(it, &[]) == Some(always));
            if let Some(one) = one {
                self.alone(place, one, always, of);
                return;
            }
            let pair = operands.iter().enumerate().find_map(|(at, later)| {
                let mut before = operands.iter().take(at);
                let first = before.find(|first| {
                    let how = if always { How::Fails } else { How::Holds };
                    let given = Given::new(first, how, "");
                    place.decided(later, &[given]) == Some(always)
                })?;
                Some((first, later))
            });
            if let Some((first, later)) = pair {
                let words = if always {
                    "or else this holds"
                } else {
                    "holds only where the other does not"
                };
                self.tell(Decided {
                    loc: later.loc,
                    text: place.text(later),
                    always,
                    of: of.clone(),
                    because: None,
                    by: Some((first.loc, words.to_owned())),
                });
                return;
            }
        }
        self.tell(Decided {
            loc: condition.loc,
            text: place.text(condition),
            always,
            of: of.clone(),
            because: because(place, condition),
            by: None,
        });
    }

    fn tell(&mut self, decided: Decided) {
        if self.told.insert(decided.loc) {
            self.found.push(decided);
        }
    }
}
