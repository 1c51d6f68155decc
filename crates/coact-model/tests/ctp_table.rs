//! The tables of the pattern, written down a second time by hand and held against every cell.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::ctp::{
    Act, Base, FactWord, Outcome, Pattern, Performer, Profile, Status, Step, acts, answers, next,
    performer, revocable, statuses, steps,
};

/// Head: an act with its performer. Rows: a base state, then where each act leads; `P` starts a pending
/// revocation, `.` is illegal.
const DEMO4: &str = "
        rq/I pm/E dc/E ex/E da/E ac/I rj/I rv-rq/I rv-pm/E rv-dc/E rv-da/E rv-ac/I rv-rj/I
    in  rq   .    .    .    .    .    .    .       .       .       .       .       .
    rq  .    pm   dc   .    .    .    .    P       .       .       .       .       .
    pm  .    .    .    ex   .    .    .    P       P       .       .       .       .
    ex  .    .    .    .    da   .    .    P       P       .       .       .       .
    da  .    .    .    .    .    ac   rj   P       P       .       P       .       .
    ac  .    .    .    .    .    .    .    .       .       .       P       P       .
    dc  rq   .    .    .    .    .    .    P       .       P       .       .       .
    rj  .    .    .    .    da   .    .    P       P       .       P       .       P
";

/// Which revocation, who settles it, and where its allowance leads.
const DEMO4_SETTLED: &str = "
    rq E in
    pm I rq
    da I pm
    ac E da
    dc I rq
    rj E da
";

/// What is asked for in `qt` and `sp` is a new round of the same instance.
const DEMO3: &str = "
        rq/I pm/E dc/E qt/I ex/E da/E ac/I rj/I sp/E rv-rq/I rv-pm/E rv-da/E rv-ac/I
    in  rq   .    .    .    .    .    .    .    .    .       .       .       .
    rq  .    pm   dc   .    .    .    .    .    .    P       .       .       .
    pm  .    .    .    .    ex   .    .    .    .    P       P       .       .
    ex  .    .    .    .    .    da   .    .    .    P       P       .       .
    da  .    .    .    .    .    .    ac   rj   .    P       P       P       .
    ac  .    .    .    .    .    .    .    .    .    .       .       P       P
    dc  rq   .    .    qt   .    .    .    .    .    P       .       .       .
    rj  .    .    .    .    .    da   .    .    sp   P       P       P       .
    qt  rq   .    .    .    .    .    .    .    .    .       .       .       .
    sp  rq   .    .    .    .    .    .    .    .    .       .       P       .
";

const DEMO3_SETTLED: &str = "
    rq E qt
    pm I dc
    da I pm
    ac E rj
";

const BASES: [(&str, Base); 10] = [
    ("in", Base::Initial),
    ("rq", Base::Requested),
    ("pm", Base::Promised),
    ("dc", Base::Declined),
    ("ex", Base::Executed),
    ("da", Base::Declared),
    ("ac", Base::Accepted),
    ("rj", Base::Rejected),
    ("qt", Base::Quitted),
    ("sp", Base::Stopped),
];

const ACTS: [(&str, Act); 9] = [
    ("rq", Act::Request),
    ("pm", Act::Promise),
    ("dc", Act::Decline),
    ("ex", Act::Execute),
    ("da", Act::Declare),
    ("ac", Act::Accept),
    ("rj", Act::Reject),
    ("qt", Act::Quit),
    ("sp", Act::Stop),
];

fn base(word: &str) -> Base {
    BASES.iter().find(|(name, _)| *name == word).expect(word).1
}

fn act(word: &str) -> Act {
    ACTS.iter().find(|(name, _)| *name == word).expect(word).1
}

fn party(word: &str) -> Performer {
    match word {
        "I" => Performer::Initiator,
        "E" => Performer::Executor,
        other => panic!("{other} is no party"),
    }
}

struct Golden {
    steps: Vec<(Step, Performer)>,
    edges: Vec<(Status, Step, Status)>,
    statuses: Vec<Status>,
}

fn golden(table: &str, settled: &str) -> Golden {
    let mut lines = table.lines().filter(|line| !line.trim().is_empty());
    let mut steps: Vec<(Step, Performer)> = lines
        .next()
        .unwrap()
        .split_whitespace()
        .map(|head| {
            let (word, who) = head.split_once('/').unwrap();
            let step = match word.strip_prefix("rv-") {
                Some(word) => Step::Revoke(act(word)),
                None => Step::Base(act(word)),
            };
            (step, party(who))
        })
        .collect();
    let settled: Vec<(Act, Performer, Base)> = settled
        .lines()
        .filter(|line| !line.trim().is_empty())
        .map(|line| {
            let words: Vec<&str> = line.split_whitespace().collect();
            (act(words[0]), party(words[1]), base(words[2]))
        })
        .collect();
    let mut edges = Vec::new();
    let mut statuses = Vec::new();
    for line in lines {
        let mut words = line.split_whitespace();
        let from = Status {
            base: base(words.next().unwrap()),
            pending: None,
        };
        statuses.push(from);
        let cells: Vec<&str> = words.collect();
        assert_eq!(cells.len(), steps.len(), "{line}");
        for (cell, (step, _)) in cells.into_iter().zip(&steps) {
            match (cell, step) {
                (".", _) => {}
                ("P", Step::Revoke(act)) => {
                    let pending = Status {
                        pending: Some(*act),
                        ..from
                    };
                    statuses.push(pending);
                    edges.push((from, *step, pending));
                    let (_, _, back) = settled.iter().find(|row| row.0 == *act).unwrap();
                    edges.push((pending, Step::Refuse(*act), from));
                    edges.push((
                        pending,
                        Step::Allow(*act),
                        Status {
                            base: *back,
                            pending: None,
                        },
                    ));
                }
                (to, _) => edges.push((
                    from,
                    *step,
                    Status {
                        base: base(to),
                        pending: None,
                    },
                )),
            }
        }
    }
    for (act, who, _) in settled {
        steps.push((Step::Allow(act), who));
        steps.push((Step::Refuse(act), who));
    }
    Golden {
        steps,
        edges,
        statuses,
    }
}

/// Every (status, step), legal or not, and every performer.
fn holds(profile: Profile, golden: &Golden) {
    let pattern = Pattern::Complete;
    let mut expected: Vec<Step> = golden.steps.iter().map(|(step, _)| *step).collect();
    let mut actual = steps(profile, pattern);
    expected.sort();
    actual.sort();
    assert_eq!(actual, expected);
    for (step, who) in &golden.steps {
        assert_eq!(performer(*step), *who, "{step:?}");
    }
    let mut reached = statuses(profile, pattern).to_vec();
    reached.sort();
    let mut wanted = golden.statuses.clone();
    wanted.sort();
    assert_eq!(reached, wanted);
    let mut edges = 0;
    for status in &golden.statuses {
        for (step, _) in &golden.steps {
            let wanted = golden
                .edges
                .iter()
                .find(|(from, by, _)| from == status && by == step)
                .map(|(_, _, to)| *to);
            assert_eq!(
                next(profile, pattern, false, *status, *step),
                wanted,
                "{status:?} {step:?}"
            );
            edges += usize::from(wanted.is_some());
        }
    }
    assert_eq!(edges, golden.edges.len());
}

#[test]
fn every_cell_of_demo4() {
    let golden = golden(DEMO4, DEMO4_SETTLED);
    assert_eq!((golden.statuses.len(), golden.edges.len()), (24, 57));
    assert_eq!(golden.steps.len(), 25);
    holds(Profile::Demo4, &golden);
}

#[test]
fn every_cell_of_demo3() {
    let golden = golden(DEMO3, DEMO3_SETTLED);
    assert_eq!((golden.statuses.len(), golden.edges.len()), (25, 58));
    assert_eq!(golden.steps.len(), 21);
    holds(Profile::Demo3, &golden);
}

fn size(profile: Profile, pattern: Pattern) -> (usize, usize) {
    let statuses = statuses(profile, pattern);
    let edges = statuses
        .iter()
        .flat_map(|status| {
            steps(profile, pattern)
                .into_iter()
                .filter_map(move |step| next(profile, pattern, false, *status, step))
        })
        .count();
    (statuses.len(), edges)
}

#[test]
fn smaller_patterns() {
    assert_eq!(size(Profile::Demo4, Pattern::Standard), (8, 9));
    assert_eq!(size(Profile::Demo3, Pattern::Standard), (10, 13));
    assert_eq!(size(Profile::Demo4, Pattern::Basic), (6, 5));
    assert_eq!(size(Profile::Demo3, Pattern::Basic), (6, 5));
}

#[test]
fn a_smaller_pattern_admits_nothing_that_the_complete_one_forbids() {
    for profile in [Profile::Demo4, Profile::Demo3] {
        for pattern in [Pattern::Basic, Pattern::Standard] {
            for status in statuses(profile, Pattern::Complete).iter().copied() {
                for step in steps(profile, Pattern::Complete) {
                    let small = next(profile, pattern, false, status, step);
                    let whole = next(profile, Pattern::Complete, false, status, step);
                    let admitted =
                        steps(profile, pattern).contains(&step) && status.pending.is_none();
                    assert_eq!(
                        small,
                        whole.filter(|_| admitted),
                        "{pattern:?} {status:?} {step:?}"
                    );
                }
            }
        }
    }
}

/// With a tacit execute the promise is followed by declare at once; every other cell is as before, except
/// that the base state `ex` is never entered.
#[test]
fn tacit_execute() {
    for profile in [Profile::Demo4, Profile::Demo3] {
        for status in statuses(profile, Pattern::Complete).iter().copied() {
            for step in steps(profile, Pattern::Complete) {
                let explicit = next(profile, Pattern::Complete, false, status, step);
                let tacit = next(profile, Pattern::Complete, true, status, step);
                let promised = status
                    == Status {
                        base: Base::Promised,
                        pending: None,
                    };
                let wanted = match step {
                    Step::Base(Act::Execute) => None,
                    Step::Base(Act::Declare) if promised => Some(Status {
                        base: Base::Declared,
                        pending: None,
                    }),
                    _ => explicit,
                };
                assert_eq!(tacit, wanted, "{profile:?} {status:?} {step:?}");
            }
        }
    }
}

#[test]
fn canonical_order() {
    let words: Vec<String> = steps(Profile::Demo4, Pattern::Complete)
        .into_iter()
        .map(|step| match step {
            Step::Base(act) => act.word().to_owned(),
            Step::Revoke(act) => format!("revoke {}", act.word()),
            Step::Allow(act) => format!("allow {}", act.word()),
            Step::Refuse(act) => format!("refuse {}", act.word()),
        })
        .collect();
    assert_eq!(
        words.join(", "),
        "request, promise, decline, execute, declare, accept, reject, \
         revoke request, allow request, refuse request, revoke promise, allow promise, refuse promise, \
         revoke decline, allow decline, refuse decline, revoke declare, allow declare, refuse declare, \
         revoke accept, allow accept, refuse accept, revoke reject, allow reject, refuse reject"
    );
}

/// You take back only your own act; the other party settles it.
#[test]
fn whose_revocation_it_is() {
    for profile in [Profile::Demo4, Profile::Demo3] {
        for revocable in revocable(profile) {
            let own = performer(Step::Base(revocable.act));
            assert_eq!(performer(Step::Revoke(revocable.act)), own);
            assert_eq!(performer(Step::Allow(revocable.act)), own.other());
            assert_eq!(performer(Step::Refuse(revocable.act)), own.other());
        }
    }
}

/// What counts as settled, live and holding, for every base state with and without a pending revocation.
#[test]
fn settled_live_holds() {
    let table = "
        in  settled .     .
        rq  .       live  .
        pm  .       live  .
        dc  settled .     .
        ex  .       live  .
        da  .       live  .
        ac  settled live  holds
        rj  .       live  .
        qt  settled .     .
        sp  settled .     .
    ";
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let quiet = Status {
            base: base(words[0]),
            pending: None,
        };
        let pending = Status {
            pending: Some(Act::Request),
            ..quiet
        };
        assert_eq!(quiet.is_settled(), words[1] != ".", "{line}");
        assert_eq!(quiet.is_live(), words[2] != ".", "{line}");
        assert_eq!(quiet.holds(), words[3] != ".", "{line}");
        assert!(!pending.is_settled() && !pending.holds(), "{line}");
        assert_eq!(pending.is_live(), quiet.is_live(), "{line}");
    }
}

/// Which facts stand in which base state.
#[test]
fn standing_facts() {
    let table = "
        in
        rq  rq
        pm  rq pm
        ex  rq pm ex
        da  rq pm ex da
        ac  rq pm ex da ac
        dc  rq dc
        rj  rq pm ex da rj
        qt  rq dc qt
        sp  rq pm ex da rj sp
    ";
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let words: Vec<&str> = line.split_whitespace().collect();
        let status = Status {
            base: base(words[0]),
            pending: None,
        };
        for (word, act) in ACTS {
            assert_eq!(
                status.stands(FactWord::Base(act)),
                words[1..].contains(&word),
                "{line} {word}"
            );
        }
    }
    let asked = FactWord::Revocation(Act::Accept, Outcome::Asked);
    let pending = Status {
        base: Base::Accepted,
        pending: Some(Act::Accept),
    };
    assert!(pending.stands(asked));
    assert!(
        !pending.stands(FactWord::Base(Act::Accept)),
        "a product fact in question holds nothing up"
    );
    assert!(pending.stands(FactWord::Base(Act::Declare)));
    assert!(!Status::INITIAL.stands(asked));
}

/// Fact, who answers, with what; the answers of `demo3` after the bar.
#[test]
fn legal_answers() {
    let table = "
        rq  E  pm dc
        pm  E  ex da
        ex  E  da
        da  I  ac rj
        dc  I  rq     | qt
        rj  E  da     | sp
        ac  -
        qt  I  rq
        sp  I  rq
    ";
    for line in table.lines().filter(|line| !line.trim().is_empty()) {
        let (head, more) = line.split_once('|').unwrap_or((line, ""));
        let words: Vec<&str> = head.split_whitespace().collect();
        let fact = FactWord::Base(act(words[0]));
        for profile in [Profile::Demo4, Profile::Demo3] {
            let known = acts(profile, Pattern::Complete).any(|used| used == act(words[0]));
            let mut wanted: Vec<Step> = words[2..]
                .iter()
                .map(|word| Step::Base(act(word)))
                .collect();
            if profile == Profile::Demo3 {
                wanted.extend(more.split_whitespace().map(|word| Step::Base(act(word))));
            }
            let mut actual = answers(profile, Pattern::Complete, false, fact);
            wanted.sort();
            actual.sort();
            assert_eq!(
                actual,
                if known { wanted } else { Vec::new() },
                "{profile:?} {line}"
            );
            for step in actual {
                assert_eq!(performer(step), party(words[1]), "{line}");
            }
        }
    }
    let tacit = answers(
        Profile::Demo4,
        Pattern::Complete,
        true,
        FactWord::Base(Act::Promise),
    );
    assert_eq!(tacit, [Step::Base(Act::Declare)]);
    let basic = answers(
        Profile::Demo4,
        Pattern::Basic,
        false,
        FactWord::Base(Act::Request),
    );
    assert_eq!(basic, [Step::Base(Act::Promise)]);
    let asked = FactWord::Revocation(Act::Promise, Outcome::Asked);
    assert_eq!(
        answers(Profile::Demo4, Pattern::Complete, false, asked),
        [Step::Allow(Act::Promise), Step::Refuse(Act::Promise)]
    );
    assert_eq!(answers(Profile::Demo4, Pattern::Standard, false, asked), []);
    let allowed = FactWord::Revocation(Act::Promise, Outcome::Allowed);
    assert_eq!(
        answers(Profile::Demo4, Pattern::Complete, false, allowed),
        []
    );
}
