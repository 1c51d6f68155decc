//! The clauses of a transaction kind that stand once.

use std::collections::BTreeMap;

use coact_syntax::Span;
use coact_syntax::ast::{self, ProductClause, TransactionItem, TransactionMember};

use crate::diagnostics::Diagnostic;
use crate::resolve::cx::ItemRef;
use crate::rules;

/// The clauses that a kind has once.
#[derive(Default)]
pub(super) struct Clauses<'a> {
    pub(super) sort: Option<&'a ast::Name>,
    pub(super) pattern: Option<&'a ast::Name>,
    pub(super) initiators: Option<&'a [ast::Path]>,
    pub(super) executor: Option<&'a ast::Path>,
    pub(super) product: Option<&'a ProductClause>,
    pub(super) broken: bool,
}

impl<'a> Clauses<'a> {
    pub(super) fn read(
        item: &ItemRef<'_>,
        source: &'a TransactionItem,
        findings: &mut Vec<Diagnostic>,
    ) -> Self {
        let mut clauses = Self::default();
        let mut seen: BTreeMap<&'static str, Span> = BTreeMap::new();
        let mut once = |word: &'static str, span: Span| match seen.get(word) {
            Some(first) => {
                findings.push(rules::clause_twice(item.loc(span), word, item.loc(*first)));
                false
            }
            None => {
                seen.insert(word, span);
                true
            }
        };
        for member in &source.members {
            match member {
                TransactionMember::Sort(word) => {
                    if once("sort", word.span) {
                        clauses.sort = Some(word);
                    }
                }
                TransactionMember::Pattern(word) => {
                    if once("pattern", word.span) {
                        clauses.pattern = Some(word);
                    }
                }
                TransactionMember::Initiator(paths, span) => {
                    if once("initiator", *span) {
                        clauses.initiators = Some(paths);
                    }
                }
                TransactionMember::Executor(path) => {
                    if once("executor", path.span()) {
                        clauses.executor = Some(path);
                    }
                }
                TransactionMember::Product(product) => {
                    if once("product", product.span) {
                        clauses.product = Some(product);
                    }
                }
                TransactionMember::Act(_) | TransactionMember::Revocation(_) => {}
                TransactionMember::Broken(_) => clauses.broken = true,
            }
        }
        clauses
    }
}
