//! Tables and values with their places.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::read::Wrong;

/// A table of which every key is known.
pub(super) struct Table<'t, 'i> {
    name: &'t str,
    table: &'t DeTable<'i>,
}

/// The value of a key.
#[derive(Clone)]
pub(super) struct Value<'t, 'i> {
    key: String,
    value: &'t Spanned<DeValue<'i>>,
}

impl<'t, 'i> Table<'t, 'i> {
    /// A table with these keys and no others; `name` is empty for the whole file.
    pub(super) fn new(name: &'t str, table: &'t DeTable<'i>, keys: &[&str]) -> Result<Self, Wrong> {
        let unknown = table
            .keys()
            .filter(|key| !keys.contains(&key.get_ref().as_ref()));
        if let Some(key) = unknown.min_by_key(|key| key.span().start) {
            let word = key.get_ref().as_ref();
            let near = coact_syntax::nearest(word, keys.iter().copied());
            let known: Vec<String> = keys.iter().map(|key| format!("`{key}`")).collect();
            let of = match name {
                "" => String::new(),
                name => format!(" in `[{name}]`"),
            };
            return Err(Wrong {
                at: key.span().start,
                problem: format!("there is no key `{}`{of}", word.escape_debug()),
                hint: match near {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("what can stand here is {}", known.join(", ")),
                },
            });
        }
        Ok(Self { name, table })
    }

    /// The value of a key, where it is there.
    pub(super) fn get(&self, key: &str) -> Option<Value<'t, 'i>> {
        let found = self.table.iter().find(|(known, _)| known.get_ref() == key);
        let key = match self.name {
            "" => key.to_owned(),
            name => format!("{name}.{key}"),
        };
        found.map(|(_, value)| Value { key, value })
    }
}

impl<'t, 'i> Value<'t, 'i> {
    pub(super) fn kind(&self) -> &'t DeValue<'i> {
        self.value.get_ref()
    }

    /// A text.
    pub(super) fn text(&self) -> Result<&'t str, Wrong> {
        self.text_of("a text")
    }

    /// A text, where `wanted` says what is needed.
    pub(super) fn text_of(&self, wanted: &str) -> Result<&'t str, Wrong> {
        match self.kind() {
            DeValue::String(text) => Ok(text.as_ref()),
            _ => Err(self.other(wanted, "write it between quotation marks")),
        }
    }

    /// The elements of a list.
    pub(super) fn list(&self) -> Result<Vec<Value<'t, 'i>>, Wrong> {
        match self.kind() {
            DeValue::Array(items) => Ok(items
                .iter()
                .map(|value| Value {
                    key: self.key.clone(),
                    value,
                })
                .collect()),
            _ => Err(self.other("a list", "write it between `[` and `]`")),
        }
    }

    /// A table with these keys and no others.
    pub(super) fn table(&'t self, keys: &[&str]) -> Result<Table<'t, 'i>, Wrong> {
        match self.kind() {
            DeValue::Table(table) => Table::new(&self.key, table, keys),
            _ => Err(self.no_table()),
        }
    }

    /// The entries of a table whose keys may be any, each with the place of its key.
    pub(super) fn entries(&self) -> Result<Vec<(usize, &'t str, Value<'t, 'i>)>, Wrong> {
        let DeValue::Table(table) = self.kind() else {
            return Err(self.no_table());
        };
        let mut entries: Vec<_> = table
            .iter()
            .map(|(key, value)| {
                let word = key.get_ref().as_ref();
                let value = Value {
                    key: format!("{}.{word}", self.key),
                    value,
                };
                (key.span().start, word, value)
            })
            .collect();
        entries.sort_by_key(|(at, ..)| *at);
        Ok(entries)
    }

    fn no_table(&self) -> Wrong {
        let hint = format!(
            "write `[{}]` on a line of its own, and its keys below",
            self.key
        );
        self.other("a table", &hint)
    }

    fn other(&self, wanted: &str, hint: &str) -> Wrong {
        let found = match self.kind() {
            DeValue::String(_) => "a text",
            DeValue::Integer(_) | DeValue::Float(_) => "a number",
            DeValue::Boolean(_) => "a truth value",
            DeValue::Datetime(_) => "a date or time",
            DeValue::Array(_) => "a list",
            DeValue::Table(_) => "a table",
        };
        self.wrong(
            format!("`{}` is {wanted}, and this is {found}", self.key),
            hint,
        )
    }

    /// Something is wrong with the value.
    pub(super) fn wrong(&self, problem: impl Into<String>, hint: impl Into<String>) -> Wrong {
        Wrong {
            at: self.value.span().start,
            problem: problem.into(),
            hint: hint.into(),
        }
    }
}
