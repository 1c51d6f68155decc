//! `let` and `example`, and which of them can be seen.

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
    pub(super) fn example_of(&self) -> Option<&'a str> {
        match self.what {
            What::Example(example) => Some(&example.ty.name.text),
            What::Let(_) => None,
        }
    }

    /// The name of the type of a constant without a value: an entity or an actor.
    pub(super) fn declared_type(&self) -> Option<&'a str> {
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

/// The definitions that can be seen, innermost scope first.
#[derive(Clone, Default)]
pub(in super::super) struct Scope<'a> {
    levels: Vec<&'a [Definition<'a>]>,
}

impl<'a> Scope<'a> {
    pub(in super::super) fn global(definitions: &'a [Definition<'a>]) -> Self {
        Self {
            levels: vec![definitions],
        }
    }

    /// This scope with a level inside it.
    pub(in super::super) fn with<'b>(&self, inner: &'b [Definition<'b>]) -> Scope<'b>
    where
        'a: 'b,
    {
        let mut levels: Vec<&'b [Definition<'b>]> = vec![inner];
        levels.extend(self.levels.iter().copied());
        Scope { levels }
    }

    /// All definitions, innermost first, each level in the order of the text.
    pub(super) fn all(&self) -> impl Iterator<Item = &'a Definition<'a>> + use<'a> {
        self.levels.clone().into_iter().flatten()
    }

    pub(super) fn find(&self, name: &str) -> Option<&'a Definition<'a>> {
        self.all().find(|definition| definition.name.text == name)
    }
}
