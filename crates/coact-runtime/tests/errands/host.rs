//! The host of the model: a shelf with stock.

use std::sync::{Arc, Mutex};

use coact_runtime::{Answer, CallError, LookupError, Nothing};
use uuid::Uuid;

use super::{Errands, Facts, Stock};

/// The host: its stock changes under the test's hands.
#[derive(Clone, Debug, Default)]
pub struct Host(Arc<Mutex<Shelf>>);

#[derive(Debug, Default)]
struct Shelf {
    empty: Vec<String>,
    silent: bool,
    asked: u64,
}

impl Host {
    pub fn sold_out(&self, label: &str) {
        self.0.lock().unwrap().empty.push(label.to_owned());
    }

    pub fn restock(&self) {
        self.0.lock().unwrap().empty.clear();
    }

    pub fn silent(&self, silent: bool) {
        self.0.lock().unwrap().silent = silent;
    }

    pub fn asked(&self) -> u64 {
        self.0.lock().unwrap().asked
    }
}

impl Answer<Errands> for Host {
    async fn answer(&self, questions: Vec<Stock>) -> Result<Facts, LookupError> {
        let mut shelf = self.0.lock().unwrap();
        shelf.asked += 1;
        if shelf.silent {
            return Err(LookupError {
                lookup: "stock",
                source: "the warehouse does not answer".into(),
            });
        }
        let stock = questions
            .into_iter()
            .map(|Stock(label)| {
                let left = i64::from(!shelf.empty.contains(&label));
                (label, left)
            })
            .collect();
        Ok(Facts { stock })
    }

    async fn call(&self, _: Uuid, call: Nothing) -> Result<Nothing, CallError> {
        match call {}
    }
}
