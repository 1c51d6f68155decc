//! Writing the language: what comes from the form is held to what may stand there, so that no name, sentence or
//! expression says more than itself.

use std::ops::Range;

use coact_syntax::ast::{ItemKind, LetItem};
use coact_syntax::keywords::keyword;
use coact_syntax::{is_identifier, is_refused, parse};

use super::home::Home;
use super::place::{Path, Step};
use super::write::Pasts;
use crate::ctp::{self, Pattern, Profile, fact_of, fact_words, step_words};
use crate::json::expression::{Assignment, quoted};
use crate::json::words;

/// Something of the form that cannot stand in a text of the language.
pub(super) struct Refused {
    /// Where it stands in the form.
    pub(super) path: Path,
    /// What it is, and what it should be.
    pub(super) message: String,
}

/// Texts that are being written, one after the other.
#[derive(Default)]
pub(super) struct Text {
    text: String,
    /// Whose names stand bare: those of the form's own model, or of one that it imports.
    home: Home,
    /// Braces of blocks that are open. Inside them no line begins in the first column, where an item would.
    open: usize,
    path: Path,
    refused: Vec<Refused>,
    /// What names were before.
    pub(super) pasts: Pasts,
}

impl Text {
    /// What could not be written.
    pub(super) fn done(self) -> Vec<Refused> {
        self.refused
    }

    /// The text so far; what comes now is another one, of this model.
    pub(super) fn next(&mut self, home: Home) -> String {
        self.home = home;
        self.open = 0;
        std::mem::take(&mut self.text)
    }

    /// Words and marks of the language, as they are.
    pub(super) fn put(&mut self, words: &str) {
        self.push(words);
        self.open =
            (self.open + words.matches('{').count()).saturating_sub(words.matches('}').count());
    }

    /// What comes from the form, whatever brackets are in it.
    fn push(&mut self, words: &str) {
        if self.open > 0 && self.text.ends_with('\n') {
            self.text.push(' ');
        }
        self.text.push_str(words);
    }

    /// What stands in a member of the form.
    pub(super) fn at(&mut self, member: &'static str, write: impl FnOnce(&mut Self)) {
        self.path.push(Step::Member(member));
        write(self);
        self.path.pop();
    }

    /// Each element of a list of the form, with its place in the list.
    pub(super) fn each<'i, T>(
        &mut self,
        member: &'static str,
        items: impl IntoIterator<Item = &'i T>,
        mut write: impl FnMut(&mut Self, usize, &'i T),
    ) where
        T: 'i,
    {
        self.at(member, |text| {
            for (at, item) in items.into_iter().enumerate() {
                text.element(at, |text| write(text, at, item));
            }
        });
    }

    /// The elements of a list of the form between two places, each with its place in the list.
    pub(super) fn some<T>(
        &mut self,
        member: &'static str,
        items: &[T],
        some: Range<usize>,
        mut write: impl FnMut(&mut Self, &T),
    ) {
        self.at(member, |text| {
            for at in some {
                if let Some(item) = items.get(at) {
                    text.element(at, |text| write(text, item));
                }
            }
        });
    }

    /// One element of the list that is being written.
    pub(super) fn element(&mut self, at: usize, write: impl FnOnce(&mut Self)) {
        self.path.push(Step::Element(at));
        write(self);
        self.path.pop();
    }

    /// An element of another list of the form, from its beginning.
    pub(super) fn beside(&mut self, list: &'static str, at: usize, write: impl FnOnce(&mut Self)) {
        let here = std::mem::replace(&mut self.path, vec![Step::Member(list), Step::Element(at)]);
        write(self);
        self.path = here;
    }

    /// Takes back the brace that closed the last block.
    pub(super) fn reopen(&mut self) {
        let text = self.text.trim_end();
        self.text
            .truncate(text.strip_suffix('}').unwrap_or(text).len());
        self.open += 1;
    }

    /// Lines between braces.
    pub(super) fn block(&mut self, write: impl FnOnce(&mut Self)) {
        self.put(" {\n");
        write(self);
        self.put("}\n");
    }

    /// The name under which something of the form is declared.
    pub(super) fn declared(&mut self, name: &str) {
        self.at("name", |text| match text.home.bare(name) {
            Some(name) => text.bare_name(name),
            None => text.refuse("the name of what is imported begins with that of its model"),
        });
    }

    /// A name of this model, or one of an imported model with that one's name in front.
    pub(super) fn reference(&mut self, member: &'static str, name: &str) {
        self.at(member, |text| text.path(name));
    }

    /// A name, between backticks where it is a word of the language.
    pub(super) fn name(&mut self, member: &'static str, name: &str) {
        self.at(member, |text| text.bare_name(name));
    }

    /// A name in front of a colon, where every word is one.
    pub(super) fn field(&mut self, member: &'static str, name: &str) {
        self.at(member, |text| {
            text.plain_name(name);
            text.put(": ");
        });
    }

    /// Names with something between them.
    pub(super) fn names(&mut self, member: &'static str, names: &[String], joint: &str) {
        self.each(member, names, |text, at, name| {
            if at > 0 {
                text.put(joint);
            }
            text.bare_name(name);
        });
    }

    /// A name, that of a system or model in front where it is of one.
    pub(super) fn path(&mut self, path: &str) {
        if let Some((of, name)) = path.split_once('.') {
            self.bare_name(of);
            self.put(".");
            self.bare_name(name);
        } else {
            self.bare_name(path);
        }
    }

    pub(super) fn bare_name(&mut self, name: &str) {
        self.hold_name(name);
        self.push(&words::spelt(name));
    }

    /// A name as it is, where the language takes it for one whatever it is.
    pub(super) fn plain_name(&mut self, name: &str) {
        self.hold_name(name);
        self.push(name);
    }

    fn hold_name(&mut self, name: &str) {
        if !is_identifier(name) {
            self.refuse("this is not a name of the language");
        }
    }

    pub(super) fn refuse(&mut self, message: impl Into<String>) {
        self.refused.push(Refused {
            path: self.path.clone(),
            message: message.into(),
        });
    }

    /// A string with a blank in front, where there is one.
    pub(super) fn string(&mut self, member: &'static str, string: Option<&String>) {
        if let Some(string) = string {
            self.at(member, |text| {
                text.put(" ");
                text.push(&quoted(string));
            });
        }
    }

    /// The lines of a doc text, each behind its slashes.
    pub(super) fn doc(&mut self, slashes: &str, doc: Option<&String>) {
        let Some(doc) = doc else { return };
        self.at("doc", |text| {
            if doc.chars().any(|c| c != '\n' && is_refused(c)) {
                text.refuse("a doc text has no characters that control how it is shown");
            }
            for line in doc.split('\n') {
                text.put(slashes);
                if !line.is_empty() {
                    text.put(" ");
                    text.push(line);
                }
                text.put("\n");
            }
        });
    }

    /// A type.
    pub(super) fn ty(&mut self, member: &'static str, ty: &str) {
        self.at(member, |text| {
            let read = read_let(&format!("let x: {ty}"));
            if !read.is_some_and(|read| read.ty.is_some() && read.value.is_none()) {
                text.refuse("this is not a type of the language");
            }
            let ty = text.home.ty(ty);
            text.push(&ty);
        });
    }

    /// An expression.
    pub(super) fn expr(&mut self, member: &'static str, expr: &str) {
        self.at(member, |text| {
            text.hold_expr(expr);
            let expr = text.home.expr(expr);
            text.push(&expr);
        });
    }

    /// An expression where a brace would open a block, or a word would go on with the clause.
    pub(super) fn closed(&mut self, member: &'static str, expr: &str) {
        self.at(member, |text| text.closed_expr(expr));
    }

    pub(super) fn closed_expr(&mut self, expr: &str) {
        self.hold_expr(expr);
        let plain = |c: char| c.is_alphanumeric() || c == '_' || c == '.';
        if expr.chars().all(plain) && keyword(expr).is_none() {
            self.push(expr);
        } else {
            self.push("(");
            self.push(expr);
            self.push(")");
        }
    }

    /// Expressions with commas between them.
    pub(super) fn exprs(&mut self, member: &'static str, exprs: &[String]) {
        self.each(member, exprs, |text, at, expr| {
            if at > 0 {
                text.put(", ");
            }
            text.hold_expr(expr);
            text.push(expr);
        });
    }

    fn hold_expr(&mut self, expr: &str) {
        let read = read_let(&format!("let x = {expr}"));
        if !read.is_some_and(|read| read.ty.is_none() && read.value.is_some()) {
            self.refuse("this is not an expression of the language");
        }
    }

    /// Values for fields, between braces on one line; an entity that the act is about comes first.
    pub(super) fn values(&mut self, about: Option<(String, &String)>, values: &[Assignment]) {
        self.put(" { ");
        if let Some((name, subject)) = about {
            self.put(&name);
            self.put(": ");
            self.expr("subject", subject);
            self.put(", ");
        }
        self.assigned("fields", values);
        self.put(" }");
    }

    /// Values for the payload of an act, where there are some.
    pub(super) fn payload(&mut self, values: &[Assignment]) {
        if !values.is_empty() {
            self.put(" { ");
            self.assigned("payload", values);
            self.put(" }");
        }
    }

    /// Fields with their values, with commas between them.
    pub(super) fn assigned(&mut self, member: &'static str, values: &[Assignment]) {
        self.each(member, values, |text, at, assignment| {
            let Assignment { field, value } = assignment;
            if at > 0 {
                text.put(", ");
            }
            text.field("field", field);
            text.expr("value", value);
        });
    }

    /// A fact of a transaction: `OrderPaying accepted`.
    pub(super) fn fact(&mut self, member: &'static str, fact: &str) {
        self.at(member, |text| text.bare_fact(fact));
    }

    pub(super) fn bare_fact(&mut self, fact: &str) {
        let (kind, words) = fact.split_once(' ').unwrap_or_default();
        if !steps().any(|step| fact_words(fact_of(step)) == words) {
            return self.refuse("this is not a fact of a transaction");
        }
        self.bare_name(kind);
        self.put(" ");
        self.put(words);
    }

    /// An act of a transaction: `request OrderPaying`, `revoke promise of OrderPaying`.
    pub(super) fn act(&mut self, member: &'static str, act: &str) {
        self.at(member, |text| text.bare_act(act));
    }

    pub(super) fn bare_act(&mut self, act: &str) {
        let (words, kind) = act.rsplit_once(' ').unwrap_or_default();
        let known = |step: ctp::Step| match step {
            ctp::Step::Base(_) => step_words(step),
            _ => format!("{} of", step_words(step)),
        };
        if !steps().any(|step| known(step) == words) {
            return self.refuse("this is not an act of a transaction");
        }
        self.put(words);
        self.put(" ");
        self.bare_name(kind);
    }
}

/// The steps of both profiles.
pub(super) fn steps() -> impl Iterator<Item = ctp::Step> {
    [Profile::Demo4, Profile::Demo3]
        .into_iter()
        .flat_map(|profile| ctp::steps(profile, Pattern::Complete))
}

/// What a line is read as, where it is one `let` from its first to its last character.
fn read_let(line: &str) -> Option<LetItem> {
    let parsed = parse(line.as_bytes());
    let [item] = parsed.items.as_slice() else {
        return None;
    };
    let whole = item.base == 0 && item.item.span.end as usize == line.len();
    let faulty = !parsed.errors.is_empty() || !item.errors.is_empty();
    match &item.item.kind {
        ItemKind::Let(read) if whole && !faulty && !line.contains('\n') => Some(read.clone()),
        _ => None,
    }
}
