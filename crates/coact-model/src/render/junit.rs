//! JUnit XML: a project is a suite, a file a case that fails where something in it is to be mended.

use std::borrow::Cow;
use std::io;

use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::{Found, concise, harmless, summary};
use crate::FileId;
use crate::diagnostics::{Diagnostic, Severity};

/// One document. A file has one failure that tells all its errors and warnings: most readers show no second
/// one. Advice fails nothing and is the output of its case.
pub fn junit(projects: &[Found<'_>]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // What is written goes to memory and is text: this cannot fail.
    let _ = document(&mut writer, projects);
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

type Xml = Writer<Vec<u8>>;

/// What is told of one file.
struct Case<'a> {
    file: String,
    failures: Vec<&'a Diagnostic>,
    advice: Vec<&'a Diagnostic>,
}

fn document(writer: &mut Xml, projects: &[Found<'_>]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let suites: Vec<Vec<Case<'_>>> = projects.iter().map(cases).collect();
    writer
        .create_element("testsuites")
        .with_attribute(("name", "coact check"))
        .with_attributes(counts(suites.iter().flatten()))
        .write_inner_content(|writer| {
            for (project, cases) in projects.iter().zip(&suites) {
                suite(writer, project, cases)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn suite(writer: &mut Xml, project: &Found<'_>, cases: &[Case<'_>]) -> io::Result<()> {
    let name = allowed(project.name);
    writer
        .create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attributes(counts(cases.iter()))
        .write_inner_content(|writer| {
            for one in cases {
                case(writer, &name, one, project)?;
            }
            Ok(())
        })?;
    Ok(())
}

fn case(writer: &mut Xml, suite: &str, case: &Case<'_>, project: &Found<'_>) -> io::Result<()> {
    let element = writer
        .create_element("testcase")
        .with_attribute(("name", case.file.as_str()))
        .with_attribute(("classname", suite));
    if case.failures.is_empty() && case.advice.is_empty() {
        element.write_empty()?;
        return Ok(());
    }
    element.write_inner_content(|writer| {
        if let Some(first) = case.failures.first() {
            let message = match case.failures.as_slice() {
                [only] => allowed(&only.message),
                several => summary(&owned(several)),
            };
            writer
                .create_element("failure")
                .with_attribute(("message", message.as_str()))
                .with_attribute(("type", first.code))
                .write_text_content(BytesText::new(&lines(project, &case.failures)))?;
        }
        if !case.advice.is_empty() {
            writer
                .create_element("system-out")
                .write_text_content(BytesText::new(&lines(project, &case.advice)))?;
        }
        Ok(())
    })?;
    Ok(())
}

/// Every file of a project, those without a finding too.
fn cases<'a>(project: &Found<'a>) -> Vec<Case<'a>> {
    let of_file = |id: FileId, fails: bool| {
        let here = move |finding: &&Diagnostic| {
            finding.primary.loc.file == id && (finding.severity > Severity::Advice) == fails
        };
        project.findings.iter().filter(here).collect()
    };
    let files = project.sources.iter();
    files
        .map(|(id, file)| Case {
            file: allowed(&file.name),
            failures: of_file(id, true),
            advice: of_file(id, false),
        })
        .collect()
}

fn counts<'a>(
    cases: impl Iterator<Item = &'a Case<'a>> + Clone,
) -> [(&'static str, Cow<'static, str>); 3] {
    let failed = cases.clone().filter(|case| !case.failures.is_empty());
    [
        ("tests", cases.clone().count().to_string().into()),
        ("failures", failed.count().to_string().into()),
        ("errors", "0".into()),
    ]
}

fn lines(project: &Found<'_>, findings: &[&Diagnostic]) -> String {
    let mut text = String::from("\n");
    for finding in findings {
        text.push_str(&concise(project.sources, std::slice::from_ref(*finding)));
        if let Some(hint) = &finding.hint {
            text.push_str("  hint: ");
            text.push_str(&harmless::line(hint));
            text.push('\n');
        }
    }
    possible(&text)
}

fn owned(findings: &[&Diagnostic]) -> Vec<Diagnostic> {
    findings.iter().copied().cloned().collect()
}

/// One line that XML can hold.
fn allowed(text: &str) -> String {
    possible(&harmless::line(text))
}

/// Two characters are no controls, and yet no character of XML.
fn possible(text: &str) -> String {
    text.replace(['\u{FFFE}', '\u{FFFF}'], "\u{FFFD}")
}
