//! A whole story of two errands, and what must hold of a store once it is told to its end.

use coact_runtime::store::{Store, Version};
use coact_runtime::testing::audit;
use coact_runtime::{AppError, CaseId};

use super::errands::{
    Command, Errands, Host, Totals, app, ask, carrier, case_id, created, customer, id, now, runner,
};

/// What the client has been told.
pub(crate) type Told = Vec<(u128, CaseId, Version)>;

/// The whole story. Run again after a crash, the client sends every command again under its id.
pub(crate) async fn story<S: Store>(store: S, told: &mut Told) -> Result<(), AppError> {
    let app = app(store, &Host::default());
    for first in [100, 200] {
        let errand = created(first);
        let send = [
            (first, customer(), ask(&["a", "b"])),
            (first + 1, runner(), Command::Promise { errand }),
        ];
        for (command, who, what) in send {
            let done = app.execute(&who, id(command), what).await?;
            told.push((command, done.case, done.version));
        }
    }
    app.settle().await?;
    for first in [100, 200] {
        let errand = created(first);
        let parcels = app.case(&case_id(errand)).await?.case.parcels;
        for (command, parcel) in (first + 2..).zip(parcels) {
            let parcel = parcel.key;
            let done = app
                .execute(&carrier(), id(command), Command::Deliver { parcel })
                .await?;
            told.push((command, done.case, done.version));
        }
        app.settle().await?;
        let accept = Command::Accept { errand };
        let done = app.execute(&customer(), id(first + 9), accept).await?;
        told.push((first + 9, done.case, done.version));
    }
    app.settle().await?;
    Ok(())
}

/// Everybody was told the truth, everything happened once, and the views are those of the log.
pub(crate) async fn verify<S: Store>(store: &S, told: &Told) -> Result<(), String> {
    let audit = audit::<Errands, S>(store, now())
        .await
        .map_err(|failure| failure.to_string())?;
    if (audit.cases, audit.events, audit.automated) != (2, 22, 8) {
        return Err(format!("{audit:?}"));
    }
    for (command, case, version) in told {
        let receipt = store.receipt(id(*command)).await.unwrap();
        if receipt
            .as_ref()
            .map(|receipt| (&receipt.case, receipt.version))
            != Some((case, *version))
        {
            return Err(format!(
                "told {version:?} for {command}, recorded {receipt:?}"
            ));
        }
    }
    let app = app(store, &Host::default());
    match app.rows::<Totals>().await.unwrap().as_slice() {
        [
            Totals {
                events: 22,
                filed: 2,
            },
        ] => Ok(()),
        other => Err(format!("{other:?}")),
    }
}
