//! The table of acts of a transaction kind, as generated code writes it: per act its step, its command and its
//! event. What follows from the table alone is made here, so that generated code need not repeat it.

/// Makes the enumerations `Command` and `Event` of a kind, the list `STEPS`, and what the acts say that say no more than
/// what they are about, and a reason.
///
/// Per act: the name of its step in [`steps`](crate::steps), its command, and its event, each with its name in
/// the model where that is no identifier. First stand the acts that say more, whose structs stand beside the table, then
/// those that say what they are about, and last those that give a reason with it. `[new]` says that the request may leave
/// out the subject, because its key is drawn. `[was "…"]` gives the earlier names under which an event, or the subject, was
/// recorded.
///
/// ```ignore
/// coact_runtime::acts! {
///     Paying "Paying" about order: super::types::OrderId;
///     say more {
///         REQUEST AskPayment   => PaymentAsked;
///     }
///     say nothing {
///         PROMISE AgreeToPay   => PaymentPromised;
///     }
///     say why {
///         DECLINE RefuseToPay  => PaymentRefused;
///     }
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! acts {
    (
        $kind:ident $title:literal about $([$new:ident])? $subject:ident $([was $($subject_was:literal)+])?: $key:ty;
        say more { $($step:ident $command:ident $($command_name:literal)?
            => $event:ident $($event_name:literal)? $([was $($event_was:literal)+])?;)* }
        say nothing { $($bare:ident $bare_command:ident $($bare_command_name:literal)?
            => $bare_event:ident $($bare_event_name:literal)? $([was $($bare_event_was:literal)+])?;)* }
        say why { $($why:ident $why_command:ident $($why_command_name:literal)?
            => $why_event:ident $($why_event_name:literal)? $([was $($why_event_was:literal)+])?;)* }
    ) => {
        $crate::plain_act! {
            /// What an act says that says no more than what it is about.
            BareAct $subject $([was $($subject_was)+])?: $key {}
        }
        $crate::plain_act! {
            /// What an act says that says what it is about, and why.
            ReasonedAct $subject $([was $($subject_was)+])?: $key { reason }
        }
        $(
            #[doc = concat!("Command: ", $crate::step_words!($bare), " of `", $title, "`.")]
            pub type $bare_command = BareAct<false, { $crate::step_code!($bare) }>;
            #[doc = concat!("Event of the act `", $crate::step_words!($bare), "` of `", $title, "`.")]
            pub type $bare_event = BareAct<true, { $crate::step_code!($bare) }>;
        )*
        $(
            #[doc = concat!("Command: ", $crate::step_words!($why), " of `", $title, "`.")]
            pub type $why_command = ReasonedAct<false, { $crate::step_code!($why) }>;
            #[doc = concat!("Event of the act `", $crate::step_words!($why), "` of `", $title, "`.")]
            pub type $why_event = ReasonedAct<true, { $crate::step_code!($why) }>;
        )*

        /// Every step of the kind.
        pub const STEPS: &[$crate::ctp::Step] = &[
            $($crate::steps::$step,)* $($crate::steps::$bare,)* $($crate::steps::$why,)*
        ];

        $crate::act_choice! {
            [concat!("The commands of `", $title, "`.")]
            Command false $([$new])? $subject: $key;
            { $($step $command $($command_name)?;)* }
            { $($bare $bare_command $($bare_command_name)?;)* }
            { $($why $why_command $($why_command_name)?;)* }
        }
        $crate::act_choice! {
            [concat!("The events of `", $title, "`.")]
            Event true $subject: $key;
            { $($step $event $($event_name)? $([was $($event_was)+])?;)* }
            { $($bare $bare_event $($bare_event_name)? $([was $($bare_event_was)+])?;)* }
            { $($why $why_event $($why_event_name)? $([was $($why_event_was)+])?;)* }
        }

        /// The command of a step that says no more than what it is about. Fails for every other.
        #[cfg(test)]
        pub(super) fn plain(step: $crate::ctp::Step, subject: $key) -> Command {
            match $crate::record::Choice::plain(step, subject, ::core::option::Option::None) {
                ::core::option::Option::Some(command) => command,
                ::core::option::Option::None => $crate::spec::not_plain(step),
            }
        }

        $crate::act_from! { $kind: $($command)* $($bare_command)* $($why_command)* }
    };
}

/// What an act says that says no more than what it is about, and optional texts: of commands and of events, for each
/// step a type of its own.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_act {
    ($(#[$doc:meta])* $name:ident $subject:ident $([was $($was:literal)+])?: $key:ty { $($field:ident)? }) => {
        $(#[$doc])*
        #[derive(Clone, Debug, PartialEq, Eq)]
        pub struct $name<const EVENT: bool, const STEP: u8> {
            /// Which one it is about.
            pub $subject: $key,
            $(
                #[doc = concat!("`", stringify!($field), "`.")]
                pub $field: ::core::option::Option<::std::string::String>,
            )?
        }

        impl<const EVENT: bool, const STEP: u8> $name<EVENT, STEP> {
            const FIELDS: &'static [&'static str] = &[
                $crate::record::name(&[stringify!($subject)]),
                $(stringify!($field),)?
            ];
            const NAMES: $crate::record::Names = $crate::record::Names {
                fields: Self::FIELDS,
                was: &[&[$($($was),+)?]],
            };
        }

        impl<const EVENT: bool, const STEP: u8> $crate::Serialize for $name<EVENT, STEP> {
            fn serialize<S: $crate::export::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let mut said = $crate::record::Said::new::<EVENT>(stringify!($name), Self::FIELDS, &self.$subject);
                $(said.reason = ::core::option::Option::Some(&self.$field);)?
                $crate::Serialize::serialize(&said, to)
            }
        }

        impl<'de, const EVENT: bool, const STEP: u8> $crate::Deserialize<'de> for $name<EVENT, STEP> {
            fn deserialize<D: $crate::export::serde::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let ($subject, $($field,)?) = $crate::record::read(from, stringify!($name), Self::NAMES)?;
                ::core::result::Result::Ok(Self { $subject, $($field)? })
            }
        }
    };
}

/// Each command of a kind as one of the model.
#[doc(hidden)]
#[macro_export]
macro_rules! act_from {
    ($kind:ident: $($command:ident)*) => {$(
        impl ::core::convert::From<$command> for super::Command {
            fn from(command: $command) -> Self {
                Self::$kind(Command::$command(command))
            }
        }
    )*};
}

/// The commands or the events of a kind.
#[doc(hidden)]
#[macro_export]
macro_rules! act_choice {
    (
        [$doc:expr]
        $of:ident $is_event:literal $([$new:ident])? $subject:ident: $key:ty;
        { $($step:ident $act:ident $($name:literal)? $([was $($was:literal)+])?;)* }
        { $($bare:ident $bare_act:ident $($bare_name:literal)? $([was $($bare_was:literal)+])?;)* }
        { $($why:ident $why_act:ident $($why_name:literal)? $([was $($why_was:literal)+])?;)* }
    ) => {
        #[doc = $doc]
        #[derive(Clone)]
        pub enum $of {
            $($act($act),)*
            $($bare_act($bare_act),)*
            $($why_act($why_act),)*
        }

        impl $of {
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$act(_) => $crate::act_name!($act $($name)?),)*
                    $(Self::$bare_act(_) => $crate::act_name!($bare_act $($bare_name)?),)*
                    $(Self::$why_act(_) => $crate::act_name!($why_act $($why_name)?),)*
                }
            }

            /// The step of the pattern that it is.
            pub const fn step(&self) -> $crate::ctp::Step {
                match self {
                    $(Self::$act(_) => $crate::steps::$step,)*
                    $(Self::$bare_act(_) => $crate::steps::$bare,)*
                    $(Self::$why_act(_) => $crate::steps::$why,)*
                }
            }

            /// What it says, where that is no more than what it is about, and a reason.
            fn said(&self) -> $crate::record::Said<'_, $key> {
                let reason = match self {
                    $(Self::$why_act(ReasonedAct { reason, .. }) => ::core::option::Option::Some(reason),)*
                    _ => ::core::option::Option::None,
                };
                $crate::record::Said {
                    name: self.name(),
                    fields: ReasonedAct::<$is_event, 0>::FIELDS,
                    subject: self.subject().into(),
                    reason,
                    event: $is_event,
                }
            }
        }

        $crate::act_subject! {
            $([$new])? $of $subject: $key;
            $($act)* $($bare_act)* $($why_act)*
        }

        impl ::core::fmt::Debug for $of {
            fn fmt(&self, to: &mut ::core::fmt::Formatter<'_>) -> ::core::fmt::Result {
                let said = self.said();
                $crate::record::debug(to, self.name(), match self {
                    $(Self::$act(said) => said,)*
                    _ => &said,
                })
            }
        }

        impl ::core::cmp::PartialEq for $of {
            fn eq(&self, other: &Self) -> bool {
                match (self, other) {
                    $((Self::$act(one), Self::$act(other)) => one == other,)*
                    _ => self.step() == other.step() && self.said() == other.said(),
                }
            }
        }

        impl ::core::cmp::Eq for $of {}

        impl $crate::Serialize for $of {
            fn serialize<S: $crate::export::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let act = (self.step(), self.name());
                match self {
                    $(Self::$act(said) => $crate::record::write_choice::<Self, _, _>(to, act, said),)*
                    _ => $crate::record::write_choice::<Self, _, _>(to, act, &self.said()),
                }
            }
        }

        impl<'de> $crate::Deserialize<'de> for $of {
            fn deserialize<D: $crate::export::serde::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                $crate::record::read_choice(from)
            }
        }

        impl<'de> $crate::record::Choice<'de> for $of {
            const NAME: &'static str = stringify!($of);
            const NAMES: &'static [&'static str] = &[
                $($crate::act_name!($act $($name)?),)*
                $($crate::act_name!($bare_act $($bare_name)?),)*
                $($crate::act_name!($why_act $($why_name)?),)*
            ];
            const STEPS: &'static [$crate::ctp::Step] = STEPS;
            const WAS: &'static [(&'static str, $crate::ctp::Step)] = &[
                $($($(($was, $crate::steps::$step),)+)?)*
                $($($(($bare_was, $crate::steps::$bare),)+)?)*
                $($($(($why_was, $crate::steps::$why),)+)?)*
            ];
            const FIELDS: $crate::record::Names = ReasonedAct::<$is_event, 0>::NAMES;
            type Key = $key;

            fn plain(
                step: $crate::ctp::Step,
                subject: $key,
                reason: ::core::option::Option<::std::string::String>,
            ) -> ::core::option::Option<Self> {
                match step {
                    $($crate::steps::$bare => {
                        ::core::option::Option::Some(Self::$bare_act(BareAct { $subject: subject }))
                    })*
                    $($crate::steps::$why => ::core::option::Option::Some(
                        Self::$why_act(ReasonedAct { $subject: subject, reason }),
                    ),)*
                    _ => ::core::option::Option::None,
                }
            }

            fn read<A: $crate::export::serde::de::VariantAccess<'de>>(
                step: $crate::ctp::Step,
                from: A,
            ) -> ::core::result::Result<Self, A::Error> {
                match step {
                    $($crate::steps::$step => from.newtype_variant().map(Self::$act),)*
                    _ => $crate::record::read_said(step, from),
                }
            }
        }
    };
}

/// The name of an act in the model.
#[doc(hidden)]
#[macro_export]
macro_rules! act_name {
    ($ident:ident) => {
        stringify!($ident)
    };
    ($ident:ident $name:literal) => {
        $name
    };
}

/// What a command or event is about.
#[doc(hidden)]
#[macro_export]
macro_rules! act_subject {
    ([new] $of:ident $subject:ident: $key:ty; $first:ident $($act:ident)*) => {
        impl $of {
            /// Which instance it is about; none where a new one is asked for.
            pub const fn subject(&self) -> ::core::option::Option<&$key> {
                match self {
                    Self::$first(act) => act.$subject.as_ref(),
                    $(|Self::$act($act { $subject: subject, .. }))* => ::core::option::Option::Some(subject),
                }
            }
        }
    };
    ($of:ident $subject:ident: $key:ty; $($act:ident)*) => {
        impl $of {
            /// Which instance it is about.
            pub const fn subject(&self) -> &$key {
                match self {
                    $(|Self::$act($act { $subject: subject, .. }))* => subject,
                }
            }
        }
    };
}

/// A step in words.
#[doc(hidden)]
#[macro_export]
macro_rules! step_words {
    (REQUEST) => {
        "request"
    };
    (PROMISE) => {
        "promise"
    };
    (DECLINE) => {
        "decline"
    };
    (EXECUTE) => {
        "execute"
    };
    (DECLARE) => {
        "declare"
    };
    (ACCEPT) => {
        "accept"
    };
    (REJECT) => {
        "reject"
    };
    (QUIT) => {
        "quit"
    };
    (STOP) => {
        "stop"
    };
    (REVOKE_REQUEST) => {
        "revoke the request"
    };
    (REVOKE_PROMISE) => {
        "revoke the promise"
    };
    (REVOKE_DECLINE) => {
        "revoke the decline"
    };
    (REVOKE_EXECUTE) => {
        "revoke the execute"
    };
    (REVOKE_DECLARE) => {
        "revoke the declare"
    };
    (REVOKE_ACCEPT) => {
        "revoke the accept"
    };
    (REVOKE_REJECT) => {
        "revoke the reject"
    };
    (REVOKE_QUIT) => {
        "revoke the quit"
    };
    (REVOKE_STOP) => {
        "revoke the stop"
    };
    (ALLOW_REQUEST) => {
        "allow the revocation of the request"
    };
    (ALLOW_PROMISE) => {
        "allow the revocation of the promise"
    };
    (ALLOW_DECLINE) => {
        "allow the revocation of the decline"
    };
    (ALLOW_EXECUTE) => {
        "allow the revocation of the execute"
    };
    (ALLOW_DECLARE) => {
        "allow the revocation of the declare"
    };
    (ALLOW_ACCEPT) => {
        "allow the revocation of the accept"
    };
    (ALLOW_REJECT) => {
        "allow the revocation of the reject"
    };
    (ALLOW_QUIT) => {
        "allow the revocation of the quit"
    };
    (ALLOW_STOP) => {
        "allow the revocation of the stop"
    };
    (REFUSE_REQUEST) => {
        "refuse the revocation of the request"
    };
    (REFUSE_PROMISE) => {
        "refuse the revocation of the promise"
    };
    (REFUSE_DECLINE) => {
        "refuse the revocation of the decline"
    };
    (REFUSE_EXECUTE) => {
        "refuse the revocation of the execute"
    };
    (REFUSE_DECLARE) => {
        "refuse the revocation of the declare"
    };
    (REFUSE_ACCEPT) => {
        "refuse the revocation of the accept"
    };
    (REFUSE_REJECT) => {
        "refuse the revocation of the reject"
    };
    (REFUSE_QUIT) => {
        "refuse the revocation of the quit"
    };
    (REFUSE_STOP) => {
        "refuse the revocation of the stop"
    };
}

/// A number per step: a step as a parameter of a type.
#[doc(hidden)]
#[macro_export]
macro_rules! step_code {
    (REQUEST) => {
        0
    };
    (PROMISE) => {
        1
    };
    (DECLINE) => {
        2
    };
    (EXECUTE) => {
        3
    };
    (DECLARE) => {
        4
    };
    (ACCEPT) => {
        5
    };
    (REJECT) => {
        6
    };
    (QUIT) => {
        7
    };
    (STOP) => {
        8
    };
    (REVOKE_REQUEST) => {
        9
    };
    (REVOKE_PROMISE) => {
        10
    };
    (REVOKE_DECLINE) => {
        11
    };
    (REVOKE_EXECUTE) => {
        12
    };
    (REVOKE_DECLARE) => {
        13
    };
    (REVOKE_ACCEPT) => {
        14
    };
    (REVOKE_REJECT) => {
        15
    };
    (REVOKE_QUIT) => {
        16
    };
    (REVOKE_STOP) => {
        17
    };
    (ALLOW_REQUEST) => {
        18
    };
    (ALLOW_PROMISE) => {
        19
    };
    (ALLOW_DECLINE) => {
        20
    };
    (ALLOW_EXECUTE) => {
        21
    };
    (ALLOW_DECLARE) => {
        22
    };
    (ALLOW_ACCEPT) => {
        23
    };
    (ALLOW_REJECT) => {
        24
    };
    (ALLOW_QUIT) => {
        25
    };
    (ALLOW_STOP) => {
        26
    };
    (REFUSE_REQUEST) => {
        27
    };
    (REFUSE_PROMISE) => {
        28
    };
    (REFUSE_DECLINE) => {
        29
    };
    (REFUSE_EXECUTE) => {
        30
    };
    (REFUSE_DECLARE) => {
        31
    };
    (REFUSE_ACCEPT) => {
        32
    };
    (REFUSE_REJECT) => {
        33
    };
    (REFUSE_QUIT) => {
        34
    };
    (REFUSE_STOP) => {
        35
    };
}

/// Makes `legal`, which refuses a step that the transaction pattern does not admit: per row the steps, and the base
/// states that admit them. What is settled has to be pending, and nothing else may be.
///
/// ```ignore
/// coact_runtime::legal! {
///     "Paying":
///     REQUEST => Initial | Declined;
///     REVOKE_DECLINE | ALLOW_DECLINE | REFUSE_DECLINE => Declined;
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! legal {
    ($title:literal: $($($step:ident)|+ => $($base:ident)|+;)*) => {
        #[doc = concat!("Refuses a step of `", $title, "` that the transaction pattern does not admit in a status.")]
        ///
        /// # Errors
        /// The pattern does not admit it.
        #[inline]
        pub const fn legal(
            status: $crate::ctp::Status,
            step: $crate::ctp::Step,
        ) -> $crate::Decision<()> {
            let legal = match (step, status.pending) {
                $($(($crate::steps::$step, $crate::pending!($step)))|+ => {
                    ::core::matches!(status.base, $($crate::ctp::Base::$base)|+)
                })*
                _ => false,
            };
            if legal {
                ::core::result::Result::Ok(())
            } else {
                ::core::result::Result::Err($crate::Rejection::pattern())
            }
        }
    };
}

/// The revocation that is pending where a step is legal, as a pattern.
#[doc(hidden)]
#[macro_export]
macro_rules! pending {
    (ALLOW_REQUEST) => {
        ::core::option::Option::Some($crate::ctp::Act::Request)
    };
    (ALLOW_PROMISE) => {
        ::core::option::Option::Some($crate::ctp::Act::Promise)
    };
    (ALLOW_DECLINE) => {
        ::core::option::Option::Some($crate::ctp::Act::Decline)
    };
    (ALLOW_EXECUTE) => {
        ::core::option::Option::Some($crate::ctp::Act::Execute)
    };
    (ALLOW_DECLARE) => {
        ::core::option::Option::Some($crate::ctp::Act::Declare)
    };
    (ALLOW_ACCEPT) => {
        ::core::option::Option::Some($crate::ctp::Act::Accept)
    };
    (ALLOW_REJECT) => {
        ::core::option::Option::Some($crate::ctp::Act::Reject)
    };
    (ALLOW_QUIT) => {
        ::core::option::Option::Some($crate::ctp::Act::Quit)
    };
    (ALLOW_STOP) => {
        ::core::option::Option::Some($crate::ctp::Act::Stop)
    };
    (REFUSE_REQUEST) => {
        ::core::option::Option::Some($crate::ctp::Act::Request)
    };
    (REFUSE_PROMISE) => {
        ::core::option::Option::Some($crate::ctp::Act::Promise)
    };
    (REFUSE_DECLINE) => {
        ::core::option::Option::Some($crate::ctp::Act::Decline)
    };
    (REFUSE_EXECUTE) => {
        ::core::option::Option::Some($crate::ctp::Act::Execute)
    };
    (REFUSE_DECLARE) => {
        ::core::option::Option::Some($crate::ctp::Act::Declare)
    };
    (REFUSE_ACCEPT) => {
        ::core::option::Option::Some($crate::ctp::Act::Accept)
    };
    (REFUSE_REJECT) => {
        ::core::option::Option::Some($crate::ctp::Act::Reject)
    };
    (REFUSE_QUIT) => {
        ::core::option::Option::Some($crate::ctp::Act::Quit)
    };
    (REFUSE_STOP) => {
        ::core::option::Option::Some($crate::ctp::Act::Stop)
    };
    ($step:ident) => {
        ::core::option::Option::None
    };
}
