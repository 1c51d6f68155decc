//! How many pieces are in stock: a look-up of the model, answered here.

use std::collections::HashMap;

use coact_runtime::LookupError;

use crate::shop::lookups::Lookups;
use crate::shop::types::Sku;

/// A warehouse that holds fixed numbers of pieces.
#[derive(Clone, Debug, Default)]
pub struct Warehouse {
    pieces: HashMap<String, i64>,
}

impl Warehouse {
    /// A warehouse with these articles.
    pub fn with<'a>(articles: impl IntoIterator<Item = (&'a str, i64)>) -> Self {
        Self {
            pieces: articles
                .into_iter()
                .map(|(sku, pieces)| (sku.to_owned(), pieces))
                .collect(),
        }
    }
}

impl Lookups for Warehouse {
    async fn stock(&self, sku: Sku) -> Result<i64, LookupError> {
        Ok(self.pieces.get(sku.as_str()).copied().unwrap_or(0))
    }
}
