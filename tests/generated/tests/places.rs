//! What only so many may have at a time, on a store: taken and given back with the acts that change the facts.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::rust_decimal::Decimal;
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{SqliteStore, Store};
use coact_runtime::{App, CommandError, Principal, RejectionKind};
use generated::places::commands::{
    AcceptLending, AllowDeclareRevocationOfLending, AllowRequestRevocationOfLending, Borrow,
    DeclareLending, ExecuteLending, File, Lend, Refuse, RevokeDeclareOfLending,
    RevokeRequestOfLending,
};
use generated::places::filing;
use generated::places::lending::Command;
use generated::places::lookups::Answers;
use generated::places::types::{LoanId, MemberId, Weight};
use generated::places::{self, Places, Role};
use pollster::block_on;

type Desk<'a> = App<Places, &'a SqliteStore, Answers<()>>;

fn member(n: u128) -> MemberId {
    MemberId(Uuid::from_u128(n))
}

fn reader(n: u128) -> Principal<Places> {
    Principal::new(member(n), [Role::Reader])
}

fn borrow(reader: u128, copy: i64) -> Command {
    Command::Borrow(Borrow {
        loan: None,
        reader: member(reader),
        book: "Emma".to_owned(),
        copy: Some(copy),
        weight: Weight(Decimal::from(copy)),
    })
}

fn send(
    app: &Desk<'_>,
    who: &Principal<Places>,
    id: u128,
    command: Command,
) -> Result<LoanId, CommandError> {
    let command = places::Command::Lending(command);
    let outcome = block_on(app.execute(who, Uuid::from_u128(id), command))?;
    let (_, key) = outcome.case.0.split_once('/').unwrap();
    Ok(key.parse().unwrap())
}

/// Who has the copy of the book, by the keys of their loans.
fn holders(store: &SqliteStore, copy: i64) -> Vec<String> {
    let key = format!("[\"Emma\",{copy}]");
    let holders = block_on(store.holders("Loan(book, copy)", &key)).unwrap();
    holders.into_iter().map(|(holder, _)| holder).collect()
}

#[test]
fn a_place_follows_the_facts() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("places.db");
    let desk = Principal::new("desk", [Role::Desk]);
    let first = {
        let store = SqliteStore::open(&file).unwrap();
        let app = Desk::new(&store, Answers(())).unwrap();
        let first = send(&app, &reader(1), 1, borrow(1, 7)).unwrap();
        assert_eq!(holders(&store, 7), [first.to_string()]);
        let again = send(&app, &reader(1), 1, borrow(1, 7)).unwrap();
        assert_eq!(again, first, "the same command counts once");
        first
    };
    // Another program, on the same file.
    let store = SqliteStore::open(&file).unwrap();
    let app = Desk::new(&store, Answers(())).unwrap();
    let error = send(&app, &reader(2), 2, borrow(2, 7)).unwrap_err();
    let rejection = error.rejection().unwrap();
    assert_eq!(rejection.kind, RejectionKind::Law);
    assert_eq!(rejection.name, "Loan.unique");
    assert_eq!(rejection.sentence, "no two have the same book and copy");
    // What is declined is kept for whoever asks again; what is taken back is free.
    let refuse = Command::Refuse(Refuse {
        loan: first,
        reason: None,
    });
    send(&app, &desk, 3, refuse).unwrap();
    assert_eq!(holders(&store, 7), [first.to_string()]);
    let again = Command::Borrow(Borrow {
        loan: Some(first),
        reader: member(1),
        book: "Emma".to_owned(),
        copy: Some(8),
        weight: Weight(Decimal::ONE),
    });
    send(&app, &reader(1), 4, again).unwrap();
    assert_eq!(holders(&store, 7), Vec::<String>::new());
    assert_eq!(holders(&store, 8), [first.to_string()]);
    let revoke = Command::RevokeRequestOfLending(RevokeRequestOfLending {
        loan: first,
        reason: None,
    });
    send(&app, &reader(1), 5, revoke).unwrap();
    assert_eq!(holders(&store, 8), [first.to_string()], "not allowed yet");
    let allow =
        Command::AllowRequestRevocationOfLending(AllowRequestRevocationOfLending { loan: first });
    send(&app, &desk, 6, allow).unwrap();
    assert_eq!(holders(&store, 8), Vec::<String>::new());
    send(&app, &reader(2), 7, borrow(2, 8)).unwrap();
}

#[test]
fn the_last_place_is_taken_once() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("race.db")).unwrap();
    let app = Desk::new(&store, Answers(())).unwrap();
    // Eight at once: two loans to a member, one of them for each copy.
    let results: Vec<_> = std::thread::scope(|scope| {
        let rival = |n: u32| {
            let app = &app;
            scope.spawn(move || send(app, &reader(1), u128::from(n) + 1, borrow(1, n.into())))
        };
        let threads: Vec<_> = (0..8).map(rival).collect();
        threads.into_iter().map(|it| it.join().unwrap()).collect()
    });
    let refused = |result: &&Result<LoanId, CommandError>| {
        let error = result.as_ref().err();
        error.and_then(CommandError::rejection).map(|it| it.name) == Some("Member.loans")
    };
    assert_eq!(results.iter().filter(|result| result.is_ok()).count(), 2);
    assert_eq!(results.iter().filter(refused).count(), 6);
}

#[test]
fn a_loan_is_accepted_with_a_slip() {
    let folder = tempfile::tempdir().unwrap();
    let store = SqliteStore::open(folder.path().join("slips.db")).unwrap();
    let app = Desk::new(&store, Answers(())).unwrap();
    let desk = Principal::new("desk", [Role::Desk]);
    let loan = send(&app, &reader(1), 1, borrow(1, 7)).unwrap();
    let lend = Command::Lend(Lend { loan });
    send(&app, &desk, 2, lend).unwrap();
    let bring = Command::ExecuteLending(ExecuteLending { loan });
    send(&app, &desk, 3, bring).unwrap();
    let declare = Command::DeclareLending(DeclareLending { loan });
    send(&app, &desk, 4, declare).unwrap();
    let accept = || Command::AcceptLending(AcceptLending { loan });
    let error = send(&app, &reader(1), 5, accept()).unwrap_err();
    let rejection = error.rejection().unwrap();
    assert_eq!(rejection.kind, RejectionKind::Law);
    assert_eq!(
        (rejection.name, rejection.sentence),
        ("Loan.slips", "no fewer than 1")
    );
    // The slip is filed while the loan is promised.
    let back = Command::RevokeDeclareOfLending(RevokeDeclareOfLending { loan, reason: None });
    send(&app, &desk, 6, back).unwrap();
    let allow = Command::AllowDeclareRevocationOfLending(AllowDeclareRevocationOfLending { loan });
    send(&app, &reader(1), 7, allow).unwrap();
    let file = File {
        slip: None,
        loan,
        slot: 3,
    };
    let file = places::Command::Filing(filing::Command::File(file));
    block_on(app.execute(&desk, Uuid::from_u128(8), file)).unwrap();
    send(
        &app,
        &desk,
        9,
        Command::ExecuteLending(ExecuteLending { loan }),
    )
    .unwrap();
    send(
        &app,
        &desk,
        10,
        Command::DeclareLending(DeclareLending { loan }),
    )
    .unwrap();
    send(&app, &reader(1), 11, accept()).unwrap();
}
