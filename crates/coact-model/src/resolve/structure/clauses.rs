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
    /// The roles, and the clause that names the first of them.
    pub(super) initiators: Option<(Vec<&'a ast::Path>, Span)>,
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
        let mut once =
            |findings: &mut Vec<Diagnostic>, word: &'static str, span: Span| match seen.get(word) {
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
                    if once(findings, "sort", word.span) {
                        clauses.sort = Some(word);
                    }
                }
                TransactionMember::Pattern(word) => {
                    if once(findings, "pattern", word.span) {
                        clauses.pattern = Some(word);
                    }
                }
                TransactionMember::Initiator(paths, span) => match &mut clauses.initiators {
                    None => clauses.initiators = Some((paths.iter().collect(), *span)),
                    Some((before, first)) => {
                        let (loc, first) = (item.loc(*span), item.loc(*first));
                        // They are initiators in whatever clause they stand.
                        let more = not_among(before, paths);
                        findings.push(rules::initiators_twice(loc, first, &more));
                        before.extend(more);
                    }
                },
                TransactionMember::Executor(path) => {
                    if once(findings, "executor", path.span()) {
                        clauses.executor = Some(path);
                    }
                }
                TransactionMember::Product(product) => {
                    if once(findings, "product", product.span) {
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

/// The paths that name what is not named yet.
fn not_among<'a>(named: &[&ast::Path], paths: &'a [ast::Path]) -> Vec<&'a ast::Path> {
    let is_named = |path: &ast::Path| named.iter().any(|other| other.name.text == path.name.text);
    paths.iter().filter(|path| !is_named(path)).collect()
}
