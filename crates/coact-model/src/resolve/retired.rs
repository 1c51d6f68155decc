//! Why something is not there: it is retired.

use crate::Sources;
use crate::diagnostics::Diagnostic;
use crate::model::Model;

/// Findings that say that a member is not there.
const OF_A_MEMBER: &[&str] = &["N001", "T003", "T010", "T011", "AM002"];

/// Tells of names that are looked for in vain where they are retired.
pub(super) fn explain(sources: &Sources, model: &Model, findings: &mut [Diagnostic]) {
    let gone = || {
        let members = model.pasts.iter().filter(|past| past.owner.is_some());
        members.filter_map(|past| Some((past, past.retired.as_ref()?)))
    };
    if gone().next().is_none() {
        return;
    }
    for finding in findings {
        if !OF_A_MEMBER.contains(&finding.code) {
            continue;
        }
        let written = super::echo::text(sources, finding.primary.loc);
        let Some(written) = written else { continue };
        let name = written.trim_matches('`');
        if let Some((past, retired)) = gone().find(|(past, _)| past.of.text == name) {
            finding.others.push(crate::diagnostics::Label {
                loc: retired.loc,
                text: "retired here".to_owned(),
            });
            finding.hint = Some(match retired.version {
                Some(version) => format!("`{}` went with v{version}", past.of.text),
                None => format!("`{}` is no more", past.of.text),
            });
        }
    }
}
