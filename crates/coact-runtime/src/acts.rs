//! The table of acts of a transaction kind, as generated code writes it: per act its step, its command and its
//! event. What follows from the table alone is made here, so that generated code need not repeat it.

/// Makes the enumerations `Command` and `Event` of a kind, the list `STEPS`, and both structs of each act that
/// says no more than what it is about.
///
/// Per act: the name of its step in [`steps`](crate::steps), its command, and its event, each with its name in
/// the model where that is no identifier. Braces say that the structs of the act are made here, with optional
/// texts as their only fields; the structs of other acts stand beside the table. `[new]` says that the request
/// may leave out the subject, because its key is drawn.
///
/// ```ignore
/// coact_runtime::acts! {
///     Paying "Paying" about order: super::types::OrderId;
///     REQUEST AskPayment   => PaymentAsked;
///     PROMISE AgreeToPay   => PaymentPromised {};
///     DECLINE RefuseToPay  => PaymentRefused { reason };
/// }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! acts {
    (
        $kind:ident $title:literal about $([$new:ident])? $subject:ident: $key:ty;
        $($step:ident
            $command:ident $($command_name:literal)?
            => $event:ident $($event_name:literal)?
            $({ $($field:ident),* })?;)*
    ) => {
        $($(
            $crate::plain_act! {
                [concat!("Command: ", $crate::step_words!($step), " of `", $title, "`.")]
                $command $subject: $key { $([default] $field)* }
            }
            $crate::plain_act! {
                [concat!("Event of the act `", $crate::step_words!($step), "` of `", $title, "`.")]
                $event $subject: $key {
                    $([default, skip_serializing_if = "::core::option::Option::is_none"] $field)*
                }
            }
        )?)*

        #[doc = concat!("The commands of `", $title, "`.")]
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[derive($crate::Serialize, $crate::Deserialize)]
        #[serde(crate = "::coact_runtime::export::serde")]
        pub enum Command {
            $($(#[serde(rename = $command_name)])? $command($command),)*
        }

        #[doc = concat!("The events of `", $title, "`.")]
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[derive($crate::Serialize, $crate::Deserialize)]
        #[serde(crate = "::coact_runtime::export::serde")]
        pub enum Event {
            $($(#[serde(rename = $event_name)])? $event($event),)*
        }

        /// Every step of the kind.
        pub const STEPS: &[$crate::ctp::Step] = &[$($crate::steps::$step),*];

        impl Command {
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$command(_) => $crate::act_name!($command $($command_name)?),)*
                }
            }

            /// The step of the pattern that it is.
            pub const fn step(&self) -> $crate::ctp::Step {
                match self {
                    $(Self::$command(_) => $crate::steps::$step,)*
                }
            }
        }

        impl Event {
            /// Its name in the model.
            pub const fn name(&self) -> &'static str {
                match self {
                    $(Self::$event(_) => $crate::act_name!($event $($event_name)?),)*
                }
            }

            /// The step of the pattern that it is.
            pub const fn step(&self) -> $crate::ctp::Step {
                match self {
                    $(Self::$event(_) => $crate::steps::$step,)*
                }
            }
        }

        $crate::act_subject! { $([$new])? Command $subject: $key; $($step $command)* }
        $crate::act_subject! { Event $subject: $key; $($step $event)* }

        /// The command of a step that says no more than what it is about. Fails for every other.
        #[cfg(test)]
        pub(super) fn plain(step: $crate::ctp::Step, subject: $key) -> Command {
            match step {
                $($(
                    $crate::steps::$step => Command::$command($command {
                        $subject: subject,
                        $($field: ::core::option::Option::None,)*
                    }),
                )?)*
                _ => $crate::spec::not_plain(step),
            }
        }

        $(
            impl ::core::convert::From<$command> for super::Command {
                fn from(command: $command) -> Self {
                    Self::$kind(Command::$command(command))
                }
            }
        )*
    };
}

/// The struct of an act that says no more than what it is about, and optional texts.
#[doc(hidden)]
#[macro_export]
macro_rules! plain_act {
    ([$doc:expr] $name:ident $subject:ident: $key:ty { $([$($serde:tt)*] $field:ident)* }) => {
        #[doc = $doc]
        #[derive(Clone, Debug, PartialEq, Eq)]
        #[derive($crate::Serialize, $crate::Deserialize)]
        #[serde(crate = "::coact_runtime::export::serde")]
        pub struct $name {
            /// Which one it is about.
            pub $subject: $key,
            $(
                #[doc = concat!("`", stringify!($field), "`.")]
                #[serde($($serde)*)]
                pub $field: ::core::option::Option<::std::string::String>,
            )*
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
    ([new] $of:ident $subject:ident: $key:ty; $request:ident $first:ident $($step:ident $act:ident)*) => {
        impl $of {
            /// Which instance it is about; none where a new one is asked for.
            pub const fn subject(&self) -> ::core::option::Option<&$key> {
                match self {
                    Self::$first(act) => act.$subject.as_ref(),
                    $(Self::$act(act) => ::core::option::Option::Some(&act.$subject),)*
                }
            }
        }
    };
    ($of:ident $subject:ident: $key:ty; $($step:ident $act:ident)*) => {
        impl $of {
            /// Which instance it is about.
            pub const fn subject(&self) -> &$key {
                match self {
                    $(Self::$act(act) => &act.$subject,)*
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
