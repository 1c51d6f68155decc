//! Three transactions, one within the other, in both profiles: every reachable state of the generated code against an
//! independent reading of the links, every step tried by everybody, enabled and refused. After each step the case is
//! folded anew from what was recorded, as after a crash.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    clippy::print_stdout,
    reason = "a test"
)]

use std::collections::{HashMap, HashSet};

use coact_model::ctp::{self, Act, Base, Pattern, Performer, Profile, Status, Step};
use coact_model::{SourceFile, Sources};
use coact_runtime::export::jiff::{Timestamp, civil};
use coact_runtime::export::serde_json::{self, Value, json};
use coact_runtime::export::uuid::Uuid;
use coact_runtime::{ActorId, CaseId, Ctx, Envelope, Model, Rejection, Via};

/// Where the three stand, from the outermost to the innermost.
type State = [Status; 3];

const ORDERING: usize = 0;
const PAYING: usize = 1;
const CHECKING: usize = 2;
const ALL: [usize; 3] = [ORDERING, PAYING, CHECKING];

const ORDER: Uuid = Uuid::from_u128(1);
const BUYER: Uuid = Uuid::from_u128(2);

/// The links of the model, read by hand: what waits for what, and what is contained in what.
fn admitted(state: &State, kind: usize, step: Step) -> bool {
    let stands = |at: usize, base: Base| state[at] == quiet(base);
    // Settled: nothing is pending, and it never began, came to nothing, or is done.
    let settled = |at: usize| {
        let done = [
            Base::Initial,
            Base::Declined,
            Base::Accepted,
            Base::Quitted,
            Base::Stopped,
        ];
        state[at].pending.is_none() && done.contains(&state[at].base)
    };
    let inner = kind + 1;
    match step {
        // What is asked for within another: while that is promised, and nothing of it is being taken back.
        Step::Base(Act::Request) if kind > ORDERING => stands(kind - 1, Base::Promised),
        // What waits for what is within it.
        Step::Base(Act::Execute) if kind < CHECKING => stands(inner, Base::Accepted),
        // What is taken back takes nothing with it that is still going on.
        Step::Allow(Act::Request | Act::Promise) if kind < CHECKING => settled(inner),
        // What is within another is not taken back behind its back.
        Step::Revoke(_) if kind > ORDERING => state[kind - 1].base == Base::Promised,
        _ => true,
    }
}

const fn quiet(base: Base) -> Status {
    Status {
        base,
        pending: None,
    }
}

/// The state after a step; none where it is refused.
fn expected(profile: Profile, state: &State, kind: usize, step: Step) -> Option<State> {
    let after = ctp::next(profile, Pattern::Complete, false, state[kind], step)?;
    admitted(state, kind, step).then(|| {
        let mut next = *state;
        next[kind] = after;
        next
    })
}

/// What is within another runs on though that is back at the start, or came to nothing.
fn is_orphaned(state: &State) -> bool {
    let over = |base| {
        matches!(
            base,
            Base::Initial | Base::Declined | Base::Quitted | Base::Stopped
        )
    };
    let live = |status: Status| !over(status.base) && status != quiet(Base::Accepted);
    [PAYING, CHECKING]
        .iter()
        .any(|at| over(state[at - 1].base) && live(state[*at]))
}

/// It went on, and what it had waited for is no more.
fn is_undone(state: &State) -> bool {
    let past = |base| {
        matches!(
            base,
            Base::Executed | Base::Declared | Base::Accepted | Base::Rejected
        )
    };
    [ORDERING, PAYING]
        .iter()
        .any(|at| past(state[*at].base) && state[at + 1].base != Base::Accepted)
}

/// What a walk needs of a generated model.
trait Walked: Model {
    /// Where the three stand.
    fn state(case: &Self::Case) -> [coact_runtime::ctp::Status; 3];
    /// The role that performs a kind's steps of this side.
    fn role(kind: usize, side: Performer) -> &'static [Self::Role];
}

macro_rules! walked {
    ($module:ident, $model:ident) => {
        impl Walked for generated::$module::$model {
            fn state(case: &Self::Case) -> [coact_runtime::ctp::Status; 3] {
                let generated::$module::Case::Order(case) = case;
                [
                    case.ordering.status,
                    case.paying.status,
                    case.checking.status,
                ]
            }

            fn role(kind: usize, side: Performer) -> &'static [Self::Role] {
                use generated::$module::Role;
                match (kind, side) {
                    (ORDERING, Performer::Initiator) => &[Role::Buyer],
                    (ORDERING, Performer::Executor) | (PAYING, Performer::Initiator) => {
                        &[Role::Seller]
                    }
                    (PAYING, Performer::Executor) | (CHECKING, Performer::Initiator) => {
                        &[Role::Payer]
                    }
                    _ => &[Role::Checker],
                }
            }
        }
    };
}

walked!(rounds3, Rounds3);
walked!(rounds4, Rounds4);

fn who(kind: usize, side: Performer) -> ActorId {
    match (kind, side) {
        (ORDERING, Performer::Initiator) => BUYER.into(),
        (ORDERING, Performer::Executor) | (PAYING, Performer::Initiator) => "seller".into(),
        // The order names one person only, who buys and pays.
        (PAYING, Performer::Executor) | (CHECKING, Performer::Initiator) => BUYER.into(),
        _ => "checker".into(),
    }
}

/// The text of a model, and the names of its commands by kind and step.
struct Text {
    text: String,
    names: HashMap<(usize, Step), (String, String)>,
}

impl Text {
    fn of(model: &str) -> Self {
        let file = format!("{model}.coact");
        let path = format!("{}/model/{file}", env!("CARGO_MANIFEST_DIR"));
        let text = std::fs::read_to_string(path).unwrap();
        let sources = Sources::new(vec![SourceFile {
            name: file,
            bytes: text.clone().into_bytes(),
        }]);
        let (model, _) = coact_model::check(&sources).into_valid().unwrap();
        let mut names = HashMap::new();
        for (at, kind) in model.kinds.values().enumerate() {
            for act in &kind.acts {
                let name = (kind.name.text.clone(), act.command.text.clone());
                names.insert((at, act.step), name);
            }
        }
        Self { text, names }
    }

    fn command<M: Walked>(&self, kind: usize, step: Step) -> M::Command {
        let (group, name) = &self.names[&(kind, step)];
        let mut fields = json!({ "order": ORDER });
        let is_dated = matches!(
            step,
            Step::Base(Act::Decline | Act::Reject) | Step::Revoke(_) | Step::Refuse(_)
        );
        if is_dated {
            fields["reason"] = Value::Null;
        }
        if (kind, step) == (ORDERING, Step::Base(Act::Request)) {
            fields["buyer"] = json!(BUYER);
        }
        let command = json!({ group: { name: fields } });
        serde_json::from_value(command.clone()).unwrap_or_else(|error| panic!("{command}: {error}"))
    }
}

/// The compiler's word for a status of the runtime; both have the same names.
fn of_compiler(profile: Profile, status: coact_runtime::ctp::Status) -> Status {
    let wanted = format!("{status:?}");
    let mut known = ctp::statuses(profile, Pattern::Complete).iter().copied();
    known
        .find(|status| format!("{status:?}") == wanted)
        .unwrap()
}

/// A case with everything that was recorded in it.
#[derive(Clone)]
struct Lived<M: Walked> {
    case: M::Case,
    log: Vec<String>,
}

impl<M: Walked> Lived<M> {
    fn begin() -> Self {
        Self {
            case: M::open(&CaseId(format!("Order/{ORDER}"))).unwrap(),
            log: Vec::new(),
        }
    }

    /// After a command and its tacit closure; why it is refused.
    fn after(&self, ctx: &Ctx<'_, M>, command: M::Command) -> Result<Self, Rejection> {
        let mut lived = self.clone();
        for event in M::decide(&self.case, ctx, command, &M::Facts::default())? {
            let mut next = Some(event);
            while let Some(event) = next {
                M::evolve(&mut lived.case, &event);
                lived.log.push(serde_json::to_string(&event).unwrap());
                next = M::tacit(&lived.case, ctx, &event);
            }
        }
        Ok(lived)
    }

    /// As after a crash: nothing is left but what was recorded.
    fn folded_anew(&self) -> M::Case {
        let mut case = Self::begin().case;
        for event in &self.log {
            let event: Envelope<M> = serde_json::from_str(event).unwrap();
            M::evolve(&mut case, &event);
        }
        case
    }
}

fn walk<M: Walked>(profile: Profile, text: &Text) -> usize {
    let start = [Status::INITIAL; 3];
    let stands = |case: &M::Case| M::state(case).map(|status| of_compiler(profile, status));
    let mut seen: HashMap<State, Lived<M>> = HashMap::from([(start, Lived::begin())]);
    let mut open = vec![start];
    let (mut edges, mut refusals) = (0_u64, 0_u64);
    while let Some(state) = open.pop() {
        let lived = seen[&state].clone();
        assert_eq!(
            stands(&lived.case),
            state,
            "the walk stands where it should"
        );
        for (kind, step) in ALL.into_iter().flat_map(|kind| {
            let steps = ctp::steps(profile, Pattern::Complete).into_iter();
            steps.map(move |step| (kind, step))
        }) {
            for side in [Performer::Initiator, Performer::Executor] {
                let ctx = Ctx {
                    who: who(kind, side),
                    roles: M::role(kind, side),
                    now: Timestamp::UNIX_EPOCH,
                    today: civil::date(2026, 5, 1),
                    new_id: ORDER,
                    via: Via::Person,
                };
                let result = lived.after(&ctx, text.command::<M>(kind, step));
                let wanted =
                    expected(profile, &state, kind, step).filter(|_| side == ctp::performer(step));
                let at = || format!("{state:?}: {kind} {step:?} by {side:?}");
                match (result, wanted) {
                    (Ok(after), Some(next)) => {
                        edges += 1;
                        assert_eq!(stands(&after.case), next, "{}", at());
                        assert_eq!(after.folded_anew(), after.case, "{}", at());
                        assert!(!is_orphaned(&next), "orphan: {}", at());
                        assert!(!is_undone(&next), "wait undone: {}", at());
                        seen.entry(next).or_insert_with(|| {
                            open.push(next);
                            after
                        });
                    }
                    (Err(_), None) => refusals += 1,
                    (Ok(_), None) => panic!("{} must be refused", at()),
                    (Err(rejection), Some(_)) => panic!("{}: {rejection}", at()),
                }
            }
        }
    }
    println!("states {}, edges {edges}, refusals {refusals}", seen.len());
    assert_eq!(seen.len(), reachable(profile), "no state is missed");
    seen.len()
}

/// How many states the independent reading reaches.
fn reachable(profile: Profile) -> usize {
    let start = [Status::INITIAL; 3];
    let (mut seen, mut open) = (HashSet::from([start]), vec![start]);
    while let Some(state) = open.pop() {
        for kind in ALL {
            for step in ctp::steps(profile, Pattern::Complete) {
                let next = expected(profile, &state, kind, step);
                open.extend(next.filter(|next| seen.insert(*next)));
            }
        }
    }
    seen.len()
}

#[test]
fn the_generated_rounds_are_the_model_in_both_profiles() {
    let (demo3, demo4) = (Text::of("rounds3"), Text::of("rounds4"));
    assert_eq!(
        demo3.text.replace("rounds3 ctp demo3", "rounds4 ctp demo4"),
        demo4.text,
        "one model in two profiles"
    );
    let of3 = walk::<generated::rounds3::Rounds3>(Profile::Demo3, &demo3);
    let of4 = walk::<generated::rounds4::Rounds4>(Profile::Demo4, &demo4);
    assert!(
        of3 > 100 && of4 > 100,
        "a walk that goes somewhere: {of3}, {of4}"
    );
}
