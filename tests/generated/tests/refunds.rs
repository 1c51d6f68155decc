//! What became of revocations, on a store: known again after every restart, and acted on once.
#![allow(clippy::unwrap_used, reason = "a test fails by panicking")]

use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{Cursor, SqliteStore, Store};
use coact_runtime::{App, CommandError, Principal};
use generated::refunds::commands::{Admit, AskBack, Book, Cancel, GoOn, LetGo, Stop, StopNow};
use generated::refunds::events::Ordered;
use generated::refunds::lookups::Answers;
use generated::refunds::types::StayId;
use generated::refunds::{Command, Event, Refunds, Role, refunding, serving, staying};
use pollster::block_on;

struct Hotel {
    folder: tempfile::TempDir,
    commands: u128,
}

impl Hotel {
    /// A program of its own, on the same file.
    fn app(&self) -> App<Refunds, SqliteStore, Answers<()>> {
        let store = SqliteStore::open(self.folder.path().join("refunds.db")).unwrap();
        App::new(store, Answers(())).unwrap()
    }

    fn send(&mut self, role: Role, command: Command) -> Result<String, CommandError> {
        self.commands += 1;
        let who = Principal::new(role.name(), [role]);
        let id = Uuid::from_u128(self.commands);
        let outcome = block_on(self.app().execute(&who, id, command))?;
        let (_, key) = outcome.case.0.split_once('/').unwrap();
        Ok(key.to_owned())
    }

    fn staying(&mut self, role: Role, command: staying::Command) -> String {
        self.send(role, Command::Staying(command)).unwrap()
    }

    fn serving(&mut self, role: Role, command: serving::Command) {
        self.send(role, Command::Serving(command)).unwrap();
    }

    /// What the automations did, by the names of the events.
    fn settle(&self) -> Vec<String> {
        let before = self.log().len();
        block_on(self.app().settle()).unwrap();
        self.log().split_off(before)
    }

    fn log(&self) -> Vec<String> {
        let store = SqliteStore::open(self.folder.path().join("refunds.db")).unwrap();
        let page = block_on(store.read_all(&Cursor::START, 1000)).unwrap();
        page.events
            .into_iter()
            .map(|(_, event)| event.name)
            .collect()
    }
}

#[test]
fn what_was_taken_back_is_known_after_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let mut hotel = Hotel {
        folder,
        commands: 0,
    };
    let book = |stay: Option<StayId>| {
        let dishes = vec!["soup".to_owned()];
        staying::Command::Book(Book { stay, dishes })
    };
    let stay: StayId = hotel.staying(Role::Guest, book(None)).parse().unwrap();
    hotel.staying(Role::Host, staying::Command::Admit(Admit { stay }));
    assert_eq!(hotel.settle(), ["Ordered"]);
    let history = block_on(hotel.app().history(&stay.case())).unwrap();
    let Some(Event::Serving(serving::Event::Ordered(Ordered { meal, .. }))) =
        history.last().map(|envelope| envelope.event.clone())
    else {
        unreachable!("a meal is ordered last")
    };
    let stop = || serving::Command::Stop(Stop { meal, reason: None });
    hotel.serving(Role::Host, stop());
    hotel.serving(
        Role::Cook,
        serving::Command::GoOn(GoOn { meal, reason: None }),
    );
    assert!(hotel.settle().is_empty(), "refused");
    hotel.serving(Role::Host, stop());
    assert!(hotel.settle().is_empty(), "not settled yet");
    hotel.serving(Role::Cook, serving::Command::StopNow(StopNow { meal }));
    assert_eq!(hotel.settle(), ["ClearAsked"]);
    assert!(hotel.settle().is_empty(), "once");
    // The same of the stay itself: a link that starts from it is open until it is booked anew.
    let ask_back = || Command::Refunding(refunding::Command::AskBack(AskBack { stay }));
    let waits =
        |result: Result<String, CommandError>| result.unwrap_err().rejection().unwrap().name;
    assert_eq!(waits(hotel.send(Role::Host, ask_back())), "waits.Staying");
    hotel.staying(
        Role::Guest,
        staying::Command::Cancel(Cancel { stay, reason: None }),
    );
    hotel.staying(Role::Host, staying::Command::LetGo(LetGo { stay }));
    hotel.staying(Role::Guest, book(Some(stay)));
    assert_eq!(waits(hotel.send(Role::Host, ask_back())), "waits.Staying");
    hotel.staying(
        Role::Guest,
        staying::Command::Cancel(Cancel { stay, reason: None }),
    );
    hotel.staying(Role::Host, staying::Command::LetGo(LetGo { stay }));
    hotel.send(Role::Host, ask_back()).unwrap();
}
