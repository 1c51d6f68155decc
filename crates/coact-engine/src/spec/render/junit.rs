//! JUnit XML: a model is a suite, a spec a case.

use std::borrow::Cow;
use std::io;

use coact_model::Sources;
use coact_model::model::Model;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesText, Event};

use super::super::{Report, Verdict};
use super::told;

/// A model with what became of its specs.
#[derive(Clone, Copy, Debug)]
pub struct Suite<'a> {
    /// The model.
    pub model: &'a Model,
    /// Its texts.
    pub sources: &'a Sources,
    /// What became of its specs.
    pub reports: &'a [Report],
}

type Xml = Writer<Vec<u8>>;

/// How wide what is told in a case may be.
const WIDTH: usize = 100;

/// One document. A spec that fails is a failure, one that is not run an error.
pub fn junit(suites: &[Suite<'_>]) -> String {
    let mut writer = Writer::new_with_indent(Vec::new(), b' ', 2);
    // What is written goes to memory and is text: this cannot fail.
    let _ = document(&mut writer, suites);
    let mut text = String::from_utf8(writer.into_inner()).unwrap_or_default();
    text.push('\n');
    text
}

fn document(writer: &mut Xml, suites: &[Suite<'_>]) -> io::Result<()> {
    writer.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let all = suites.iter().flat_map(|suite| suite.reports);
    writer
        .create_element("testsuites")
        .with_attribute(("name", "coact spec"))
        .with_attributes(counts(all))
        .write_inner_content(|writer| suites.iter().try_for_each(|it| suite(writer, it)))?;
    Ok(())
}

fn suite(writer: &mut Xml, of: &Suite<'_>) -> io::Result<()> {
    let name = allowed(&of.model.name.text);
    writer
        .create_element("testsuite")
        .with_attribute(("name", name.as_str()))
        .with_attributes(counts(of.reports.iter()))
        .write_inner_content(|writer| {
            let mut reports = of.reports.iter();
            reports.try_for_each(|report| case(writer, &name, of, report))
        })?;
    Ok(())
}

fn case(writer: &mut Xml, suite: &str, of: &Suite<'_>, report: &Report) -> io::Result<()> {
    let name = allowed(&report.path.join(" / "));
    let element = writer
        .create_element("testcase")
        .with_attribute(("name", name.as_str()))
        .with_attribute(("classname", suite));
    let (word, message) = match &report.verdict {
        Verdict::Passed => {
            element.write_empty()?;
            return Ok(());
        }
        Verdict::Failed(failure) => ("failure", failure.expected.lines().next()),
        Verdict::NotRun(gap) => ("error", Some(gap.what.as_str())),
    };
    let message = allowed(message.unwrap_or_default());
    let text = told(of.model, of.sources, report, WIDTH, false);
    let text: Vec<String> = text.lines().map(allowed).collect();
    element.write_inner_content(|writer| {
        writer
            .create_element(word)
            .with_attribute(("message", message.as_str()))
            .write_text_content(BytesText::new(&text.join("\n")))?;
        Ok(())
    })?;
    Ok(())
}

fn counts<'r>(
    reports: impl Iterator<Item = &'r Report> + Clone,
) -> [(&'static str, Cow<'static, str>); 3] {
    let failed = reports.clone();
    let failed = failed.filter(|report| matches!(report.verdict, Verdict::Failed(_)));
    let not_run = reports.clone();
    let not_run = not_run.filter(|report| matches!(report.verdict, Verdict::NotRun(_)));
    [
        ("tests", reports.count().to_string().into()),
        ("failures", failed.count().to_string().into()),
        ("errors", not_run.count().to_string().into()),
    ]
}

/// One line that XML can hold.
fn allowed(text: &str) -> String {
    let shown = text.chars().map(|c| match c {
        '\u{FFFE}' | '\u{FFFF}' => '\u{FFFD}',
        c if c.is_control() => ' ',
        c => c,
    });
    shown.collect()
}
