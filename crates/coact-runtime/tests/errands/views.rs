//! Read models. They count, so that an event projected twice or not at all shows.

use coact_runtime::ctp::Base;
use coact_runtime::{Envelope, Query, ReadModel, RowError, Rows};
use serde::{Deserialize, Serialize};
use uuid::Uuid;

use super::{Case, Errands, Event};

/// One row per errand that is not filed.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ErrandRow {
    pub errand: Uuid,
    pub customer: String,
    pub base: Base,
    pub events: u64,
}

impl ReadModel for ErrandRow {
    const NAME: &'static str = "OpenErrands";
}

/// One row per parcel.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ParcelRow {
    pub parcel: Uuid,
    pub errand: Uuid,
    pub label: String,
    pub base: Base,
    pub filed: bool,
}

impl ReadModel for ParcelRow {
    const NAME: &'static str = "Parcels";
}

/// One row for everything.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Totals {
    pub events: u64,
    pub filed: u64,
}

impl ReadModel for Totals {
    const NAME: &'static str = "Totals";
}

pub struct ErrandsOf(pub &'static str);

impl Query for ErrandsOf {
    type Row = ErrandRow;

    fn select(&self, mut rows: Vec<ErrandRow>) -> Vec<ErrandRow> {
        rows.retain(|row| row.customer == self.0);
        rows
    }
}

fn key(id: Uuid) -> String {
    format!("[\"{id}\"]")
}

pub fn project<R: Rows>(
    rows: &mut R,
    case: &Case,
    envelope: &Envelope<Errands>,
) -> Result<(), RowError> {
    let mut totals: Totals = rows.get("[]")?.unwrap_or_default();
    totals.events += 1;
    totals.filed += u64::from(matches!(envelope.event, Event::Filed { .. }));
    rows.put("[]".to_owned(), &totals)?;

    let errand = key(case.errand);
    if case.filed {
        rows.remove::<ErrandRow>(&errand);
    } else {
        let seen = rows.get::<ErrandRow>(&errand)?.map_or(0, |row| row.events);
        let customer = case.customer.as_ref().map(ToString::to_string);
        rows.put(
            errand,
            &ErrandRow {
                errand: case.errand,
                customer: customer.unwrap_or_default(),
                base: case.base,
                events: seen + 1,
            },
        )?;
    }

    match &envelope.event {
        Event::ParcelAsked { parcel, label, .. } => rows.put(
            key(*parcel),
            &ParcelRow {
                parcel: *parcel,
                errand: case.errand,
                label: label.clone(),
                base: Base::Requested,
                filed: false,
            },
        ),
        Event::ParcelDelivered { parcel } | Event::ParcelTaken { parcel } => {
            match rows.get::<ParcelRow>(&key(*parcel))? {
                Some(mut row) => {
                    row.base = case
                        .parcel(*parcel)
                        .map_or(Base::Initial, |found| found.base);
                    rows.put(key(*parcel), &row)
                }
                None => {
                    rows.skipped(ParcelRow::NAME);
                    Ok(())
                }
            }
        }
        Event::Filed { errand } => {
            for (at, mut row) in rows.all::<ParcelRow>()? {
                if row.errand == *errand {
                    row.filed = true;
                    rows.put(at, &row)?;
                }
            }
            Ok(())
        }
        _ => Ok(()),
    }
}
