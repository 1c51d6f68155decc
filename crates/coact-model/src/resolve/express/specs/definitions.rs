//! `let` and `example`, and which of them can be seen.

use std::collections::HashMap;

use coact_syntax::ast;

use super::super::super::cx::ItemRef;

/// A `let` or `example` with its item.
#[derive(Clone, Copy)]
pub(in super::super) struct Definition<'a> {
    pub(super) item: ItemRef<'a>,
    pub(super) name: &'a ast::Name,
    pub(super) what: What<'a>,
}

#[derive(Clone, Copy)]
pub(super) enum What<'a> {
    Let(&'a ast::LetItem),
    Example(&'a ast::ExampleItem),
}

impl<'a> Definition<'a> {
    pub(in super::super) fn constant(item: ItemRef<'a>, written: &'a ast::LetItem) -> Self {
        Self {
            item,
            name: &written.name,
            what: What::Let(written),
        }
    }

    pub(in super::super) fn example(item: ItemRef<'a>, written: &'a ast::ExampleItem) -> Self {
        Self {
            item,
            name: &written.name,
            what: What::Example(written),
        }
    }

    /// The name of the type that it is an example of.
    fn example_of(&self) -> Option<&'a str> {
        match self.what {
            What::Example(example) => Some(&example.ty.name.text),
            What::Let(_) => None,
        }
    }

    /// The name of the type of a constant without a value: an entity or an actor.
    fn declared_type(&self) -> Option<&'a str> {
        match self.what {
            What::Let(ast::LetItem {
                ty:
                    Some(ast::TypeExpr {
                        kind: ast::TypeKind::Named(path),
                        ..
                    }),
                value: None,
                ..
            }) => Some(&path.name.text),
            _ => None,
        }
    }
}

/// The definitions of one place, by what is asked of them.
#[derive(Default)]
pub(in super::super) struct Level<'a> {
    definitions: Vec<Definition<'a>>,
    /// The first of each name.
    names: HashMap<&'a str, usize>,
    /// The first constant without a value of each type.
    types: HashMap<&'a str, usize>,
    /// The examples of each type, in the order of the text.
    examples: HashMap<&'a str, Vec<usize>>,
}

impl<'a> Level<'a> {
    pub(in super::super) fn of(definitions: impl Iterator<Item = Definition<'a>>) -> Self {
        let mut level = Self::default();
        for (at, definition) in definitions.enumerate() {
            level.names.entry(&definition.name.text).or_insert(at);
            if let Some(ty) = definition.declared_type() {
                level.types.entry(ty).or_insert(at);
            }
            if let Some(ty) = definition.example_of() {
                level.examples.entry(ty).or_default().push(at);
            }
            level.definitions.push(definition);
        }
        level
    }

    pub(super) fn definitions(&self) -> &[Definition<'a>] {
        &self.definitions
    }

    fn at(&self, at: Option<&usize>) -> Option<&Definition<'a>> {
        self.definitions.get(*at?)
    }
}

/// The definitions that can be seen, innermost level first.
#[derive(Clone, Default)]
pub(in super::super) struct Scope<'a> {
    levels: Vec<&'a Level<'a>>,
}

impl<'a> Scope<'a> {
    pub(in super::super) fn global(level: &'a Level<'a>) -> Self {
        Self {
            levels: vec![level],
        }
    }

    /// This scope with a level inside it.
    pub(in super::super) fn with<'b>(&self, inner: &'b Level<'b>) -> Scope<'b>
    where
        'a: 'b,
    {
        let mut levels: Vec<&'b Level<'b>> = vec![inner];
        levels.extend(self.levels.iter().copied());
        Scope { levels }
    }

    /// All names.
    pub(super) fn names(&self) -> impl Iterator<Item = &'a str> {
        let levels = self.levels.iter();
        levels.flat_map(|level| level.definitions.iter().map(|it| it.name.text.as_str()))
    }

    pub(super) fn find(&self, name: &str) -> Option<&'a Definition<'a>> {
        let mut levels = self.levels.iter();
        levels.find_map(|level| level.at(level.names.get(name)))
    }

    /// The first definition of the name in each level that has it.
    pub(super) fn each(&self, name: &str) -> impl Iterator<Item = &'a Definition<'a>> {
        let levels = self.levels.iter();
        levels.filter_map(move |level| level.at(level.names.get(name)))
    }

    /// The first constant without a value that is declared with one of these types.
    pub(super) fn declared(&self, types: &[&str]) -> Option<&'a Definition<'a>> {
        self.levels.iter().find_map(|level| {
            let places = types.iter().filter_map(|ty| level.types.get(ty));
            level.at(places.min())
        })
    }

    /// The examples of a type, innermost level first.
    pub(super) fn examples(&self, ty: &str) -> impl Iterator<Item = &'a Definition<'a>> {
        self.levels.iter().flat_map(move |level| {
            let places = level.examples.get(ty).into_iter().flatten();
            places.filter_map(|at| level.definitions.get(*at))
        })
    }
}
