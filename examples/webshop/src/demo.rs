//! The demonstration: people, what they do, and how it is shown.

pub(crate) mod finish;
pub(crate) mod people;
pub(crate) mod print;
pub(crate) mod story;

use std::error::Error;

use coact_runtime::store::SqliteStore;
use coact_runtime::{App, Model, Outcome, command_id};
use webshop::Warehouse;
use webshop::shop::lookups::Answers;
use webshop::shop::{self, Command};

use self::people::Person;

/// What everything here answers.
pub(crate) type Done<T = ()> = Result<T, Box<dyn Error>>;

/// The running shop.
pub(crate) struct Shop {
    /// The generated model on its store.
    pub(crate) app: App<shop::Shop, SqliteStore, Answers<Warehouse>>,
}

impl Shop {
    /// Opens the shop on a file, with a small warehouse.
    pub(crate) fn open(file: &str) -> Done<Self> {
        let warehouse = Warehouse::with([("A-100", 40), ("B-200", 25), ("C-300", 3)]);
        Ok(Self {
            app: App::new(SqliteStore::open(file)?, Answers(warehouse))?,
        })
    }

    /// Whether nothing has happened yet.
    pub(crate) async fn is_new(&self) -> Done<bool> {
        Ok(self.app.rows::<shop::views::MyOrders>().await?.is_empty())
    }

    /// One act of one person, shown as it happens. What follows by itself is shown below it.
    pub(crate) async fn act(
        &self,
        who: &Person,
        command: impl Into<Command>,
    ) -> Done<Option<Outcome<shop::Shop>>> {
        let command = command.into();
        let name = shop::Shop::command_name(&command);
        match self
            .app
            .execute(&who.principal, command_id(), command)
            .await
        {
            Ok(outcome) => {
                print::performed(who.name, name, &outcome.events);
                let report = self.app.settle().await?;
                print::automated(&report);
                Ok(Some(outcome))
            }
            Err(coact_runtime::CommandError::Rejected(rejection)) => {
                print::refused(who.name, name, &rejection);
                Ok(None)
            }
            Err(error) => Err(error.into()),
        }
    }
}
