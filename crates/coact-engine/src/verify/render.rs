//! What was found out, for people and for programs.

use coact_model::model::Model;
use coact_model::{Sources, render};
use serde_json::{Value, json};

use super::report::{Finding, Report, Seen};
use crate::property::Property;

/// A finding with the way to it, one line per act: who, what, and where it leads. `width` and `colour` are those of the
/// report of a check.
pub fn finding(sources: &Sources, finding: &Finding, width: usize, colour: bool) -> String {
    let one = std::slice::from_ref(&finding.diagnostic);
    let mut text = render::human(sources, one, width, colour);
    if finding.trace.is_empty() {
        return text;
    }
    if !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&way(finding));
    text.push('\n');
    text
}

fn way(finding: &Finding) -> String {
    let acts: Vec<String> = finding
        .trace
        .iter()
        .map(|line| match line.instance {
            Some(instance) => format!("{} {instance}", line.act),
            None => line.act.clone(),
        })
        .collect();
    let wide = |texts: &mut dyn Iterator<Item = usize>| texts.max().unwrap_or(0);
    let actors = wide(&mut finding.trace.iter().map(|line| line.actor.chars().count()));
    let widest = wide(&mut acts.iter().map(|act| act.chars().count()));
    let mut text = String::from("  how it comes to that:\n");
    let mut number = 0_usize;
    for (line, act) in finding.trace.iter().zip(&acts) {
        let head = if line.is_tacit {
            "at once".to_owned()
        } else {
            number = number.saturating_add(1);
            number.to_string()
        };
        let (actor, now) = (&line.actor, &line.now);
        text.push_str(&format!(
            "  {head:>7}  {actor:actors$}  {act:widest$}  {now}\n"
        ));
    }
    text
}

/// The verdict on a case in one line, with what was explored.
pub fn summary(report: &Report) -> String {
    let case = &report.case;
    let Some(seen) = &report.seen else {
        return format!("{case}: not explored\n");
    };
    let all = Property::ALL.len();
    let count = |is: &dyn Fn(Property) -> bool| {
        let properties = Property::ALL.iter();
        properties.filter(|property| is(**property)).count()
    };
    let broken = count(&|property| is_broken(report, property));
    let held = count(&|property| !is_broken(report, property) && seen.holds(property));
    let is_known = broken.saturating_add(held) == all;
    let verdict = match (broken, held) {
        (0, _) if is_known => "everything holds".to_owned(),
        (_, _) if is_known => format!("{broken} of {all} properties do not hold"),
        (0, 0) => "nothing was found, and the rest is unknown".to_owned(),
        (0, _) => format!("{held} of {all} properties hold, and the rest is unknown"),
        (_, 0) => format!("properties that do not hold: {broken}, and the rest is unknown"),
        (_, _) => {
            format!("{broken} of {all} properties do not hold, {held} do, and the rest is unknown")
        }
    };
    let Seen {
        transactions,
        states,
        edges,
        instances,
        ..
    } = seen;
    let several = if *instances == 1 {
        String::new()
    } else {
        format!(", up to {instances} instances of each")
    };
    let s = if *transactions == 1 { "" } else { "s" };
    let parts = match &seen.proved {
        Some(proved) if held > 0 => {
            format!("; proved part by part, {} states at once", proved.largest)
        }
        _ => String::new(),
    };
    format!(
        "{case}: {verdict} ({transactions} transaction{s}{several}: {states} states, {edges} edges{parts})\n"
    )
}

fn is_broken(report: &Report, property: Property) -> bool {
    let mut findings = report.findings.iter();
    findings.any(|finding| finding.property == Some(property))
}

/// All verdicts and findings of a case. The verdict on a property is `holds`, `violated` or `unknown`.
pub fn json(model: &Model, sources: &Sources, report: &Report) -> Value {
    let seen = report.seen.as_ref();
    let verdict = |property: Property| match seen {
        _ if is_broken(report, property) => "violated",
        Some(seen) if seen.holds(property) => "holds",
        _ => "unknown",
    };
    let verdicts: Vec<Value> = Property::ALL
        .into_iter()
        .map(|property| {
            json!({
                "property": property.code(),
                "holds_where": property.words(),
                "verdict": verdict(property),
            })
        })
        .collect();
    let findings: Vec<Value> = report.findings.iter().map(|it| told(sources, it)).collect();
    json!({
        "model": model.name.text,
        "case": report.case,
        "transactions": seen.map(|seen| seen.transactions),
        "instances": seen.map(|seen| seen.instances),
        "states": seen.map(|seen| seen.states),
        "edges": seen.map(|seen| seen.edges),
        "states_at_once": seen.and_then(|seen| seen.proved.as_ref()).map(|proved| proved.largest),
        "verdicts": verdicts,
        "findings": findings,
    })
}

fn told(sources: &Sources, finding: &Finding) -> Value {
    let one = std::slice::from_ref(&finding.diagnostic);
    // One finding is one line of this form.
    let diagnostic: Value =
        serde_json::from_str(&render::json_lines(sources, one)).unwrap_or_default();
    let trace: Vec<Value> = finding
        .trace
        .iter()
        .map(|line| {
            json!({
                "actor": line.actor,
                "act": line.act,
                "instance": line.instance,
                "now": line.now,
                "tacit": line.is_tacit,
            })
        })
        .collect();
    json!({ "finding": diagnostic, "trace": trace })
}
