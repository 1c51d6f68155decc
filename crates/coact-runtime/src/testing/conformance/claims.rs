//! Keys that belong to one case.

use pollster::block_on;

use super::{Check, append, case};
use crate::Claim;
use crate::store::{Append, AppendError, Appended, Store};
use crate::testing::{Failure, ensure};

fn claiming(append: Append, keys: &[&str]) -> Append {
    let claims = keys
        .iter()
        .map(|key| Claim {
            entity: "Thing",
            key: (*key).to_owned(),
        })
        .collect();
    Append { claims, ..append }
}

pub(super) fn taken<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    let (one, other) = (case(1), case(2));
    check.record(claiming(append(&one, 0, 1, 1), &["a", "b"]))?;
    let result = check.append(claiming(append(&other, 0, 2, 1), &["c", "b"]));
    ensure!(
        check.name,
        matches!(&result, Err(AppendError::ClaimTaken(claim)) if claim.key == "b"),
        "{result:?}"
    );
    let count = check.count(&other)?;
    ensure!(check.name, count == 0, "the other case has {count} events");
    let owner = |key: &str, entity| {
        let key = key.to_owned();
        check.ok(block_on(check.store.owner(&Claim { entity, key })))
    };
    let (b, c) = (owner("b", "Thing")?, owner("c", "Thing")?);
    ensure!(check.name, b == Some(one.clone()), "b belongs to {b:?}");
    ensure!(
        check.name,
        c.is_none(),
        "c, refused with b, belongs to {c:?}"
    );
    let namesake = owner("b", "Other")?;
    ensure!(
        check.name,
        namesake.is_none(),
        "another entity's b belongs to {namesake:?}"
    );
    // The case may reserve its own key again, and the refused command may be tried anew.
    check.record(claiming(append(&one, 1, 3, 1), &["b"]))?;
    check
        .record(claiming(append(&other, 0, 2, 1), &["c"]))
        .map(drop)
}

pub(super) fn race<S: Store>(check: &Check<'_, S>) -> Result<(), Failure> {
    for round in 0..20_u64 {
        let key = format!("k{round}");
        let results = check.rivals(|n| {
            let command = u128::from(round * 100 + n);
            let sent = append(&case(command), 0, command, 1);
            check.append(claiming(sent, &[&key]))
        })?;
        let mut winner = None;
        for (n, result) in (0_u64..).zip(results) {
            match result {
                Ok(Appended::New(_)) if winner.is_none() => winner = Some(case(round * 100 + n)),
                Err(AppendError::ClaimTaken(_)) => {}
                other => return Err(Failure::new(check.name, format!("{other:?}"))),
            }
        }
        let entity = "Thing";
        let owner = check.ok(block_on(check.store.owner(&Claim { entity, key })))?;
        ensure!(
            check.name,
            winner.is_some() && owner == winner,
            "{winner:?} won and {owner:?} owns"
        );
    }
    Ok(())
}
