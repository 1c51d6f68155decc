//! Whose names stand bare in a text: the form names everything as its own model does.

use std::borrow::Cow;
use std::collections::BTreeSet;

use crate::resolve::Words;

/// The model that a text is of.
#[derive(Debug, Default)]
pub(super) struct Home(Option<Imported>);

/// A model that the form's own one imports.
#[derive(Debug)]
struct Imported {
    /// Its name.
    name: String,
    /// The name of the form's own model.
    from: String,
    /// The types of that one.
    types: BTreeSet<String>,
}

impl Home {
    /// A model that is imported by `from`, which has these types.
    pub(super) fn imported(name: &str, from: &str, types: BTreeSet<String>) -> Self {
        Self(Some(Imported {
            name: name.to_owned(),
            from: from.to_owned(),
            types,
        }))
    }

    /// The name at home of what is declared there; none of what is declared elsewhere.
    pub(super) fn bare<'n>(&self, name: &'n str) -> Option<&'n str> {
        match &self.0 {
            None => Some(name),
            Some(home) => name.strip_prefix(home.name.as_str())?.strip_prefix('.'),
        }
    }

    /// A type as it is written at home.
    pub(super) fn ty<'w>(&self, ty: &'w str) -> Cow<'w, str> {
        self.told(ty, false)
    }

    /// A constant as it is written at home.
    pub(super) fn expr<'w>(&self, expr: &'w str) -> Cow<'w, str> {
        self.told(expr, true)
    }

    fn told<'w>(&self, words: &'w str, has_fields: bool) -> Cow<'w, str> {
        match &self.0 {
            None => Cow::Borrowed(words),
            Some(home) => Cow::Owned(home.told(words, has_fields)),
        }
    }
}

impl Imported {
    /// Where there are fields, a word in front of a colon is one.
    fn told(&self, text: &str, has_fields: bool) -> String {
        let words: Vec<(usize, &str)> = Words::of(text).collect();
        let mut told = String::new();
        let mut done = 0;
        let mut before = "";
        for (at, (start, word)) in words.iter().enumerate() {
            let (start, word) = (*start, *word);
            let next = words.get(at + 1).copied();
            let pointed = std::mem::replace(&mut before, word) == ".";
            if pointed || start < done {
                continue;
            }
            match next {
                Some((point, ".")) if word == self.name => {
                    told.push_str(text.get(done..start).unwrap_or_default());
                    done = point + 1;
                }
                Some((_, ":")) if has_fields => {}
                _ if self.types.contains(word) => {
                    told.push_str(text.get(done..start).unwrap_or_default());
                    told.push_str(&self.from);
                    told.push('.');
                    done = start;
                }
                _ => {}
            }
        }
        told.push_str(text.get(done..).unwrap_or_default());
        told
    }
}

#[cfg(test)]
mod tests {
    use super::Home;

    #[test]
    fn names_are_those_at_home() {
        let types = ["Order", "Status"].map(str::to_owned);
        let home = Home::imported("billing", "shop", types.into());
        for (form, text) in [
            ("billing.Amount", "Amount"),
            ("[billing.Line]?", "[Line]?"),
            ("{billing.Status: Status}", "{Status: shop.Status}"),
            ("{Status: tax.Order}", "{shop.Status: tax.Order}"),
            ("tax.Rate", "tax.Rate"),
            ("Order?", "shop.Order?"),
            ("Orders", "Orders"),
            ("tax.Order", "tax.Order"),
            ("", ""),
        ] {
            assert_eq!(home.ty(form), text);
        }
        assert_eq!(
            home.expr("billing.Line { Order: 1, a: \"billing.Line Order\", b: Order { c: 1 } }"),
            "Line { Order: 1, a: \"billing.Line Order\", b: shop.Order { c: 1 } }"
        );
        assert_eq!(home.bare("billing.Amount"), Some("Amount"));
        assert_eq!(home.bare("billingAmount"), None);
        assert_eq!(home.bare("Amount"), None);
        assert_eq!(Home::default().bare("Amount"), Some("Amount"));
    }
}
