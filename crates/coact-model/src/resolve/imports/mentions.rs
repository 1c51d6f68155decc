//! Where a text names something of another model: `billing.Invoice`.

use coact_syntax::Span;

/// A name of another model.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Mention<'t> {
    pub(crate) model: &'t str,
    pub(crate) name: &'t str,
    pub(crate) span: Span,
}

/// Every pair of names with a point between whose first is one of `models`; strings and comments aside. It is
/// read off the text, because such a pair can stand in any construct. What looks like one and is none (the
/// field of a variable of that name) costs nothing: it is not declared in the other model.
pub(crate) fn mentions<'t>(
    text: &'t str,
    is_model: impl Fn(&str) -> bool,
) -> impl Iterator<Item = Mention<'t>> {
    let mut words = Words::of(text);
    let mut last: Option<(usize, &str)> = None;
    let mut pointed = false;
    std::iter::from_fn(move || {
        loop {
            let (start, word) = words.next()?;
            if word == "." {
                pointed = last.is_some();
                continue;
            }
            let is_name = word.starts_with(|c: char| c.is_alphabetic() || c == '_' || c == '`');
            let before = last.replace((start, word)).filter(|_| pointed && is_name);
            pointed = false;
            if !is_name {
                last = None;
            }
            if let Some((from, model)) = before
                && is_model(bare(model))
            {
                return Some(Mention {
                    model: bare(model),
                    name: bare(word),
                    span: span(from, start + word.len()),
                });
            }
        }
    })
}

fn bare(word: &str) -> &str {
    word.trim_matches('`')
}

fn span(start: usize, end: usize) -> Span {
    let short = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Span::new(short(start), short(end))
}

/// Names, and every other visible character by itself.
pub(crate) struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Words<'t> {
    /// Those of a text.
    pub(crate) const fn of(text: &'t str) -> Self {
        Self { text, at: 0 }
    }
}

impl<'t> Iterator for Words<'t> {
    type Item = (usize, &'t str);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let rest = self.text.get(self.at..)?;
            let first = rest.chars().next()?;
            let start = self.at;
            let length = if first.is_whitespace() {
                self.at += first.len_utf8();
                continue;
            } else if rest.starts_with("//") {
                self.at += rest.find('\n').unwrap_or(rest.len());
                continue;
            } else if first == '"' {
                string(rest)
            } else if first == '`' {
                let end = rest.get(1..)?.find(['`', '\n']);
                end.map_or(1, |end| end + 2).min(rest.len())
            } else if first.is_alphanumeric() || first == '_' {
                let inside = |c: char| !(c.is_alphanumeric() || c == '_');
                rest.find(inside).unwrap_or(rest.len())
            } else {
                first.len_utf8()
            };
            self.at += length;
            if let Some(word) = self.text.get(start..self.at) {
                return Some((start, word));
            }
        }
    }
}

/// The length of a string; it ends with its line at the latest.
fn string(text: &str) -> usize {
    let mut escaped = false;
    for (at, c) in text.char_indices().skip(1) {
        match c {
            '\n' => return at,
            '"' if !escaped => return at + 1,
            _ => escaped = c == '\\' && !escaped,
        }
    }
    text.len()
}

#[cfg(test)]
mod tests {
    use super::mentions;

    fn found(text: &str) -> Vec<String> {
        mentions(text, |name| name == "billing" || name == "import")
            .map(|it| format!("{}.{}", it.model, it.name))
            .collect()
    }

    #[test]
    fn pairs_of_names() {
        let text = "a: billing.Amount, b: [billing . Line] // billing.No\n\
                    c: \"billing.No \\\" billing.No\" d: `import`.`key` = billing.Status.Paid\n\
                    other.billing.No2 billing.\nNext billing 5.0 billing";
        assert_eq!(
            found(text),
            [
                "billing.Amount",
                "billing.Line",
                "import.key",
                "billing.Status",
                "billing.No2",
                "billing.Next"
            ]
        );
    }

    #[test]
    fn whatever_the_text() {
        for text in [
            "",
            "billing.",
            ".",
            "`",
            "`billing",
            "\"",
            "billing.\"",
            "é.é",
            "\\",
            "`é",
        ] {
            assert_eq!(found(text), Vec::<String>::new(), "{text}");
        }
    }
}
