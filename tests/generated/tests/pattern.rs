//! The words of the pattern stand in the compiler and in the runtime, which must not know each other; here
//! they are held to be one.
#![allow(clippy::panic, reason = "a test fails by panicking")]

use coact_model::ctp::{self as compiler, FactWord, Pattern, Profile};
use coact_runtime::ctp as runtime;

fn base(base: compiler::Base) -> runtime::Base {
    use compiler::Base::{
        Accepted, Declared, Declined, Executed, Initial, Promised, Quitted, Rejected, Requested,
        Stopped,
    };
    match base {
        Initial => runtime::Base::Initial,
        Requested => runtime::Base::Requested,
        Promised => runtime::Base::Promised,
        Declined => runtime::Base::Declined,
        Executed => runtime::Base::Executed,
        Declared => runtime::Base::Declared,
        Accepted => runtime::Base::Accepted,
        Rejected => runtime::Base::Rejected,
        Quitted => runtime::Base::Quitted,
        Stopped => runtime::Base::Stopped,
    }
}

fn act(act: compiler::Act) -> runtime::Act {
    use compiler::Act::{Accept, Declare, Decline, Execute, Promise, Quit, Reject, Request, Stop};
    match act {
        Request => runtime::Act::Request,
        Promise => runtime::Act::Promise,
        Decline => runtime::Act::Decline,
        Execute => runtime::Act::Execute,
        Declare => runtime::Act::Declare,
        Accept => runtime::Act::Accept,
        Reject => runtime::Act::Reject,
        Quit => runtime::Act::Quit,
        Stop => runtime::Act::Stop,
    }
}

#[test]
fn both_say_the_same_of_every_status() {
    let mut seen = 0;
    for profile in [Profile::Demo4, Profile::Demo3] {
        for status in compiler::statuses(profile, Pattern::Complete) {
            let there = runtime::Status {
                base: base(status.base),
                pending: status.pending.map(act),
            };
            assert_eq!(
                status.is_settled(),
                there.is_settled(),
                "settled: {status:?}"
            );
            assert_eq!(status.is_live(), there.is_live(), "live: {status:?}");
            assert_eq!(status.holds(), there.holds(), "holds: {status:?}");
            for of in compiler::Act::ALL {
                // To the compiler an acceptance stands only while its product holds; the runtime keeps both words.
                let expected = compiler::stands(status.base, of);
                assert_eq!(expected, there.stands(act(of)), "{of:?} stands: {status:?}");
                if of == compiler::Act::Accept {
                    assert_eq!(
                        status.stands(FactWord::Base(of)),
                        there.holds(),
                        "{status:?}"
                    );
                }
            }
            seen += 1;
        }
    }
    assert_eq!(seen, 24 + 25, "every status of both profiles");
}
