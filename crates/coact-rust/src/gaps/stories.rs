//! What stories name and nothing declares.

use coact_model::diagnostics::Diagnostic;

use super::not_yet;
use crate::cx::Cx;

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for stub in cx.model.stubs.values() {
        let (sort, name) = (stub.sort.word(), &stub.name);
        findings.push(not_yet(
            name.loc,
            format!("the {sort} `{}`, which is only named", name.text),
        ));
    }
}
