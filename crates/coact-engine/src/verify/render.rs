//! What was found out, for people and for programs.

use coact_model::model::Model;
use coact_model::{Sources, render};
use serde_json::{Value, json};

use super::explore::Explored;
use super::property::Property;
use super::report::{Finding, Report, Seen};

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
    let Some(seen) = report.seen else {
        return format!("{case}: not explored\n");
    };
    let Seen {
        transactions,
        states,
        edges,
        instances,
        explored,
    } = seen;
    let broken = Property::ALL
        .iter()
        .filter(|property| is_broken(report, **property))
        .count();
    let verdict = match (broken, explored) {
        (0, Explored::Whole) => "everything holds".to_owned(),
        (0, Explored::Bounded) => "nothing was found, and the rest is unknown".to_owned(),
        (broken, Explored::Whole) => {
            let all = Property::ALL.len();
            format!("{broken} of {all} properties do not hold")
        }
        (broken, Explored::Bounded) => {
            format!("properties that do not hold: {broken}, and the rest is unknown")
        }
    };
    let several = if instances == 1 {
        String::new()
    } else {
        format!(", up to {instances} instances of each")
    };
    let s = if transactions == 1 { "" } else { "s" };
    format!(
        "{case}: {verdict} ({transactions} transaction{s}{several}: {states} states, {edges} edges)\n"
    )
}

fn is_broken(report: &Report, property: Property) -> bool {
    let mut findings = report.findings.iter();
    findings.any(|finding| finding.property == Some(property))
}

/// All verdicts and findings of a case. The verdict on a property is `holds`, `violated` or `unknown`.
pub fn json(model: &Model, sources: &Sources, report: &Report) -> Value {
    let verdict = |property: Property| match report.seen {
        _ if is_broken(report, property) => "violated",
        Some(seen) if seen.explored == Explored::Whole => "holds",
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
        "transactions": report.seen.map(|seen| seen.transactions),
        "instances": report.seen.map(|seen| seen.instances),
        "states": report.seen.map(|seen| seen.states),
        "edges": report.seen.map(|seen| seen.edges),
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
