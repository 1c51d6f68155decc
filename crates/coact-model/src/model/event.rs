//! Event Model: stories, slices and specs.

use super::{
    ActorId, AutomationId, CallId, CommandId, CommandRef, ConstantId, EventId, EventRef, Expr,
    Ident, KindId, List, LookupId, QueryId, ScreenId, SketchId, SpecId, StubId, TranslationId,
    Type, ViewId,
};
use crate::Loc;
use crate::ctp::Step;

/// A story.
#[derive(Clone, Debug)]
pub struct Story {
    /// Its title.
    pub title: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its slices, in order.
    pub slices: Vec<Slice>,
    /// Specs of the story as a whole.
    pub specs: Vec<SpecId>,
    /// What its specs may name.
    pub definitions: Vec<Definition>,
    /// Notes, questions, links and images.
    pub marks: Vec<Mark>,
}

/// A slice.
#[derive(Clone, Debug)]
pub struct Slice {
    /// Its title.
    pub title: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Its status.
    pub status: Option<Ident>,
    /// What it shows, in order.
    pub elements: Vec<(SliceElement, Loc)>,
    /// Its specs.
    pub specs: Vec<SpecId>,
    /// What its specs may name.
    pub definitions: Vec<Definition>,
    /// Notes, questions, links and images.
    pub marks: Vec<Mark>,
}

/// One element of a slice.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum SliceElement {
    /// A screen.
    Screen(ScreenId),
    /// A command.
    Command(CommandRef),
    /// An event.
    Event(EventRef),
    /// A view.
    View(ViewId),
    /// An automated act.
    Automation(KindId, Step),
    /// What is done about rows or an event.
    Reaction(AutomationId),
    /// What an event from outside becomes.
    Translation(TranslationId),
    /// What is named here only.
    Stub(StubId),
    /// An automation or translation of which a part is named here only.
    Sketch(SketchId),
}

/// A name that slices of a sketch use and nothing declares yet.
#[derive(Clone, Debug)]
pub struct Stub {
    /// What it is going to be.
    pub sort: StubSort,
    /// Its name, where it is used first.
    pub name: Ident,
}

/// What a stub is going to be: its word in the slice says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum StubSort {
    /// A screen.
    Screen,
    /// A command.
    Command,
    /// An event.
    Event,
    /// A view.
    View,
}

impl StubSort {
    /// Its word: `screen`.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Screen => "screen",
            Self::Command => "command",
            Self::Event => "event",
            Self::View => "view",
        }
    }
}

/// An automation or translation of a sketch, by the names that stand in it: one of them is a stub.
#[derive(Clone, Debug)]
pub struct Sketch {
    /// What it is about.
    pub source: SketchSource,
    /// The command that it gives, or the call that it makes.
    pub target: Ident,
    /// The command of each answer.
    pub answers: Vec<(Ident, Ident)>,
    /// Where it stands.
    pub loc: Loc,
}

/// What an automation or translation of a sketch is about.
#[derive(Clone, Debug)]
pub enum SketchSource {
    /// Each row of a view.
    View(Ident),
    /// An event: its to-do list is derived.
    Event(Ident),
    /// An event from outside, which is translated.
    Outside(Ident),
}

/// A note, question, link or image.
#[derive(Clone, Debug)]
pub struct Mark {
    /// `note`, `question`, `link` or `image`.
    pub word: Ident,
    /// What it says.
    pub text: String,
    /// Whom it is for.
    pub addressee: Option<String>,
}

/// A mark on anything but a story or slice.
#[derive(Clone, Debug)]
pub struct ItemMark {
    /// The word that what it stands in begins with: `transaction`.
    pub noun: &'static str,
    /// The name of what it stands in; of a rule its identity; else its first word.
    pub on: Ident,
    /// The mark.
    pub mark: Mark,
}

/// An executable example.
#[derive(Clone, Debug)]
pub struct Spec {
    /// Its title.
    pub title: Ident,
    /// Its doc text.
    pub doc: Option<String>,
    /// Titles of the story and slice it stands in, outermost first.
    pub path: Vec<String>,
    /// What is declared inside it.
    pub definitions: Vec<Definition>,
    /// The constants it uses, those of enclosing scopes included, each before its uses.
    pub constants: List<ConstantId, Constant>,
    /// Who fills a role where `by` is missing and nobody is bound: the first constant of that role.
    pub fillers: Vec<(ActorId, ConstantId)>,
    /// Its steps.
    pub steps: Vec<SpecStep>,
}

/// A constant as it is declared, by `let` or `example`.
#[derive(Clone, Debug)]
pub struct Definition {
    /// Its name.
    pub name: Ident,
    /// Whether it is an example of its type.
    pub example: bool,
    /// Its type, where it is written.
    pub ty: Option<Type>,
    /// Its value, where it is written.
    pub value: Option<Expr>,
    /// The constants that its value may name.
    pub constants: List<ConstantId, Constant>,
}

/// A constant of a spec.
#[derive(Clone, Debug)]
pub struct Constant {
    /// Its name.
    pub name: Ident,
    /// Its type: an entity, an actor, or that of its value.
    pub ty: Type,
    /// Where its value comes from.
    pub binding: Binding,
}

/// Where the value of a constant comes from.
#[derive(Clone, Debug)]
pub enum Binding {
    /// From its expression.
    Value(Expr),
    /// Drawn by the spec: distinct from every other, the same in every run.
    Generated,
    /// From the first `then` that produces it.
    Produced,
}

/// One step of a spec.
#[derive(Clone, Debug)]
pub struct SpecStep {
    /// What it does.
    pub kind: SpecStepKind,
    /// Where it stands.
    pub loc: Loc,
    /// What it names: the event, the command, the rejection; the whole step where it names none.
    pub named: Loc,
}

/// What a step of a spec does.
#[derive(Clone, Debug)]
pub enum SpecStepKind {
    /// The clock from here on.
    Now(Expr),
    /// What the host answers from here on.
    Lookup(LookupId, Vec<Expr>, Expr),
    /// What an external system answers from here on when it is called.
    Answer {
        /// The call.
        call: CallId,
        /// Which of its outcomes.
        outcome: usize,
        /// One entry per field of the outcome.
        fields: Vec<SpecField>,
    },
    /// An event of the history.
    Given {
        /// The act that brought it about.
        act: SpecAct,
        /// Need not be legal.
        unchecked: bool,
    },
    /// A plain event of the history.
    GivenEvent {
        /// The event.
        event: EventId,
        /// One entry per field.
        fields: Vec<SpecField>,
        /// Who gave the command that recorded it.
        by: Option<Expr>,
        /// Need not be legal.
        unchecked: bool,
    },
    /// A plain command.
    WhenCommand {
        /// The command.
        command: CommandId,
        /// One entry per field; a key that is drawn is left to the default.
        fields: Vec<SpecField>,
        /// Who gives it; without it the filler of the first role that may.
        by: Option<Expr>,
    },
    /// A command, with its tacit closure. Its values may lie outside their bounds: that is what it tries.
    When(SpecAct),
    /// An event arrives from outside, and its translations give their commands.
    Arrives {
        /// The event, of an external system or of an imported model.
        event: EventId,
        /// One entry per field.
        fields: Vec<SpecField>,
        /// Where the event is named.
        loc: Loc,
    },
    /// Automated work runs to rest.
    Automations,
    /// What is expected after the last `when`, or of the whole history where there is none.
    Then(Expect),
}

/// An act in a spec.
#[derive(Clone, Debug)]
pub struct SpecAct {
    /// The kind.
    pub kind: KindId,
    /// The step.
    pub step: Step,
    /// The subject; none where a `new` request draws it.
    pub subject: Option<Expr>,
    /// Whether the text leaves the subject out and it is made up: a key that comes with the request.
    pub made_up: bool,
    /// The payload, one entry per field.
    pub fields: Vec<SpecField>,
    /// Who acts; without it the entitled bound party, else a filler.
    pub by: Option<Expr>,
}

/// The value of a field of an act, a plain command or a plain event in a spec.
#[derive(Clone, Debug)]
pub enum SpecField {
    /// As written.
    Written(Expr),
    /// From an `example` of the type, or a list of such.
    Example(Expr),
    /// Made up, the same in every run and inside its bounds; whoever acts, where they speak of themselves;
    /// the only entity of its type, where it is filled in.
    Seeded(Expr),
    /// Left to the default of a link or rule, or filled in.
    Default,
}

impl SpecField {
    /// Its value, where it is not left to a default.
    pub const fn value(&self) -> Option<&Expr> {
        match self {
            Self::Written(value) | Self::Example(value) | Self::Seeded(value) => Some(value),
            Self::Default => None,
        }
    }

    /// Its value, where it is written.
    pub const fn written(&self) -> Option<&Expr> {
        match self {
            Self::Written(value) => Some(value),
            Self::Example(_) | Self::Seeded(_) | Self::Default => None,
        }
    }
}

/// What a `then` expects.
#[derive(Clone, Debug)]
pub enum Expect {
    /// No event.
    Nothing,
    /// A rejection, by its name where one is given.
    Rejected(Option<String>),
    /// An event of the last `when`; fields left out are not compared.
    Event {
        /// The kind.
        kind: KindId,
        /// The step.
        step: Step,
        /// The subject, where given; binds a [`Binding::Produced`] constant at its first use.
        subject: Option<Expr>,
        /// Indices into the payload, and their values.
        fields: Vec<(usize, Expr)>,
    },
    /// A plain event of the last `when`; fields left out are not compared.
    PlainEvent {
        /// The event.
        event: EventId,
        /// Indices into its fields, and their values.
        fields: Vec<(usize, Expr)>,
    },
    /// Rows of a view or query: contained, or all of them in order where `exactly`.
    Rows {
        /// Where from.
        source: RowSource,
        /// No other rows; each row then says all its fields.
        exactly: bool,
        /// Indices into the view's fields, and their values.
        rows: Vec<Vec<(usize, Expr)>>,
    },
    /// The acts on the agenda of an actor, all of them.
    Agenda(ActorId, Vec<(KindId, Step)>),
}

/// Where the rows of an expectation come from.
#[derive(Clone, Debug)]
pub enum RowSource {
    /// A view.
    View(ViewId),
    /// A query with its arguments.
    Query(QueryId, Vec<Expr>),
}
