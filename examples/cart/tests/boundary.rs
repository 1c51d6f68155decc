//! A cart is submitted only while everything in it is in stock, although the stock lies outside of it.

#![allow(clippy::unwrap_used, clippy::panic, missing_docs, reason = "a test")]

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use cart::cart::types::{CartId, ProductId};
use cart::cart::{Cart, Role, commands, lookups};
use coact_runtime::export::uuid::Uuid;
use coact_runtime::store::{
    Append, AppendError, Appended, CommitError, Cursor, Keys, MemoryStore, Page, Receipt, Recorded,
    RowCommit, SqliteStore, Store, StoreError, Version,
};
use coact_runtime::{
    CaseId, Claim, CommandError, Executor, Outcome, Principal, RejectionKind, command_id,
};
use pollster::block_on;

const CART: CartId = CartId(Uuid::from_u128(7));

fn product() -> ProductId {
    ProductId::new("AB-123".to_owned()).unwrap()
}

fn shopper() -> Principal<Cart> {
    Principal::new("Anna", [Role::Shopper])
}

/// A shop on a store.
struct Shop<S>(Executor<Cart, S, lookups::Answers<()>>);

impl<S: Store> Shop<S> {
    fn on(store: S) -> Self {
        Self(Executor::new(store, lookups::Answers(())).unwrap())
    }

    fn give(&self, command: impl Into<cart::cart::Command>) -> Result<Outcome<Cart>, CommandError> {
        block_on(self.0.execute(&shopper(), command_id(), command.into()))
    }

    fn count(&self, left: i64) {
        let warehouse = Principal::new("Wim", [Role::Warehouse]);
        let count = commands::CountStock {
            product: product(),
            left,
        };
        block_on(self.0.execute(&warehouse, command_id(), count.into())).unwrap();
    }

    /// A cart with two pieces in it.
    fn fill(&self) {
        let open = commands::OpenCart {
            cart: Some(CART),
            shopper: "Anna".to_owned(),
        };
        self.give(open).unwrap();
        let add = commands::AddItem {
            cart: CART,
            product: product(),
            quantity: 2,
        };
        self.give(add).unwrap();
    }

    fn submit(&self) -> Result<Outcome<Cart>, CommandError> {
        self.give(commands::SubmitCart { cart: CART })
    }
}

/// A store on which somebody counts the stock between the first reading of it and the recording of what rests on it.
struct Meddled {
    inner: MemoryStore,
    left: i64,
    armed: Arc<AtomicBool>,
}

impl Store for Meddled {
    async fn append(&self, append: Arc<Append>) -> Result<Appended, AppendError> {
        if append.guard.is_some() && self.armed.swap(false, Ordering::SeqCst) {
            Shop::on(self.inner.clone()).count(self.left);
        }
        self.inner.append(append).await
    }
    async fn load(&self, case: &CaseId, after: Version) -> Result<Vec<Recorded>, StoreError> {
        self.inner.load(case, after).await
    }
    async fn read_all(&self, after: &Cursor, limit: usize) -> Result<Page, StoreError> {
        self.inner.read_all(after, limit).await
    }
    async fn owner(&self, claim: &Claim) -> Result<Option<CaseId>, StoreError> {
        self.inner.owner(claim).await
    }
    async fn holders(&self, law: &str, key: &str) -> Result<Vec<(String, CaseId)>, StoreError> {
        self.inner.holders(law, key).await
    }
    async fn receipt(&self, command_id: Uuid) -> Result<Option<Receipt>, StoreError> {
        self.inner.receipt(command_id).await
    }
    async fn checkpoint(&self, consumer: &str) -> Result<Cursor, StoreError> {
        self.inner.checkpoint(consumer).await
    }
    async fn row(&self, view: &str, key: &str) -> Result<Option<String>, StoreError> {
        self.inner.row(view, key).await
    }
    async fn rows(&self, view: &str, keys: Keys<'_>) -> Result<Vec<(String, String)>, StoreError> {
        self.inner.rows(view, keys).await
    }
    async fn commit_rows(&self, commit: RowCommit) -> Result<(), CommitError> {
        self.inner.commit_rows(commit).await
    }
    async fn erase(&self, subject: &str) -> Result<u64, StoreError> {
        self.inner.erase(subject).await
    }
    fn changed(&self) -> impl Future<Output = ()> + Send {
        self.inner.changed()
    }
}

/// What becomes of a cart with two pieces when the stock is counted just before it is recorded as submitted.
fn submitted_beside(left: i64) -> (Result<Outcome<Cart>, CommandError>, bool) {
    let inner = MemoryStore::new();
    let shop = Shop::on(inner.clone());
    shop.count(5);
    shop.fill();
    let armed = Arc::new(AtomicBool::new(true));
    let outcome = Shop::on(Meddled {
        inner,
        left,
        armed: Arc::clone(&armed),
    })
    .submit();
    (outcome, !armed.load(Ordering::SeqCst))
}

#[test]
fn what_is_counted_meanwhile_decides() {
    let (outcome, meddled) = submitted_beside(1);
    assert!(meddled, "somebody counted in between");
    match outcome {
        Err(CommandError::Rejected(rejection)) => {
            assert_eq!(rejection.kind, RejectionKind::Requires);
            assert_eq!(rejection.name, "OutOfStock");
        }
        other => panic!("one piece is left, two are wanted: {other:?}"),
    }
}

#[test]
fn enough_of_it_is_enough() {
    let (outcome, meddled) = submitted_beside(2);
    assert!(meddled, "somebody counted in between");
    let outcome = outcome.unwrap();
    assert_eq!(outcome.events.len(), 1);
    let facts = outcome.events[0].facts.as_ref().unwrap();
    let (_, row) = &facts.rows_of_stock[0];
    assert_eq!(
        row.as_ref().unwrap().left,
        2,
        "what was read last is recorded"
    );
}

#[test]
fn the_whole_way_on_sqlite() {
    let folder = std::env::temp_dir().join(format!("coact-cart-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    let shop = Shop::on(SqliteStore::open(folder.join("cart.db")).unwrap());
    shop.fill();
    let unknown = shop.submit();
    assert!(
        matches!(&unknown, Err(CommandError::Rejected(it)) if it.name == "OutOfStock"),
        "nobody has counted: {unknown:?}"
    );
    shop.count(2);
    assert_eq!(shop.submit().unwrap().events.len(), 1);
    // Of what is not in the cart nothing is taken out, and nothing is recorded.
    let closed = shop.give(commands::RemoveItem {
        cart: CART,
        product: product(),
    });
    assert!(
        matches!(&closed, Err(CommandError::Rejected(it)) if it.name == "CartOpen"),
        "{closed:?}"
    );
    drop(shop);
    std::fs::remove_dir_all(&folder).unwrap();
}

#[test]
fn a_command_without_effect_records_nothing() {
    let store = MemoryStore::new();
    let shop = Shop::on(store.clone());
    shop.fill();
    let other = ProductId::new("ZZ-999".to_owned()).unwrap();
    let before = block_on(store.load(&cart::cart::cart::case(&CART), Version::ZERO)).unwrap();
    let outcome = shop
        .give(commands::RemoveItem {
            cart: CART,
            product: other,
        })
        .unwrap();
    assert!(outcome.events.is_empty() && !outcome.duplicate);
    assert_eq!(outcome.version, Version(2));
    let after = block_on(store.load(&cart::cart::cart::case(&CART), Version::ZERO)).unwrap();
    assert_eq!(before, after);
}
