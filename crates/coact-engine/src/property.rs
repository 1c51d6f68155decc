//! What is proved of a case.

use coact_model::ctp::Step;
use coact_model::model::{KindId, LinkId, WaitId};

/// What a violation is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum About {
    /// The whole case.
    Case,
    /// The link by which something is asked for.
    Link(LinkId),
    /// A wait.
    Wait(WaitId),
    /// An act.
    Act(KindId, Step),
}

/// A property of a case. The numbers are those of the domain. What has failed of which the model accepts that (`risk`) is
/// settled by hand: it is an end as others are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Property {
    /// P1: in no state in which something is under way, nothing can happen any more.
    NoDeadlock,
    /// P2: from everywhere there is a way to an end.
    CanComplete,
    /// P3: from everywhere there is such a way on which nobody asks to take anything back, but where the model says so.
    CompletesWithoutRevoking,
    /// P3: from everywhere there is such a way on which nobody allows anything to be taken back.
    CompletesWithoutAllowing,
    /// P4: nothing goes on whose enclosing transaction has ended.
    NoOrphan,
    /// P5: no act but a request stands whose wait was satisfied and is not any more.
    NoUndoneWait,
    /// P6: every act can happen.
    NoDeadAct,
    /// P7: every wait can open.
    WaitsOpen,
    /// P8: where a root has come to rest, nothing below it is being taken back.
    ProperCompletion,
    /// A transaction that is asked to be taken back can be wound down to where that is allowed.
    CanBeWoundDown,
}

impl Property {
    /// All of them.
    pub const ALL: [Self; 10] = [
        Self::NoDeadlock,
        Self::CanComplete,
        Self::CompletesWithoutRevoking,
        Self::CompletesWithoutAllowing,
        Self::NoOrphan,
        Self::NoUndoneWait,
        Self::NoDeadAct,
        Self::WaitsOpen,
        Self::ProperCompletion,
        Self::CanBeWoundDown,
    ];

    /// Its stable name.
    pub const fn code(self) -> &'static str {
        match self {
            Self::NoDeadlock => "no-standstill",
            Self::CanComplete => "way-to-an-end",
            Self::CompletesWithoutRevoking => "end-without-taking-back",
            Self::CompletesWithoutAllowing => "end-without-leave",
            Self::NoOrphan => "nothing-left-under-way",
            Self::NoUndoneWait => "no-wait-undone",
            Self::NoDeadAct => "every-act-happens",
            Self::WaitsOpen => "every-wait-opens",
            Self::ProperCompletion => "nothing-taken-back-below-an-end",
            Self::CanBeWoundDown => "can-be-wound-down",
        }
    }

    /// What a case does where it holds, in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::NoDeadlock => "never comes to a standstill",
            Self::CanComplete => "can always be brought to an end",
            Self::CompletesWithoutRevoking => {
                "can be brought to an end without anybody taking anything back"
            }
            Self::CompletesWithoutAllowing => {
                "can be brought to an end without anybody allowing something to be taken back"
            }
            Self::NoOrphan => "leaves nothing under way whose enclosing transaction has ended",
            Self::NoUndoneWait => "never undoes what an act has waited for",
            Self::NoDeadAct => "has no act that can never happen",
            Self::WaitsOpen => "has no wait that can never open",
            Self::ProperCompletion => "takes nothing back below what has come to rest",
            Self::CanBeWoundDown => "can always be wound down once it is asked to be taken back",
        }
    }
}
