//! In which files the model of a form is written: each element in one of its context, and every list in its order.

use std::collections::{BTreeMap, VecDeque};
use std::ops::Range;

use crate::json::Document;

/// A file of the form's model.
#[derive(Debug, Default)]
pub(super) struct File {
    /// Its context, by its place in the form.
    pub(super) context: Option<usize>,
    /// By their lists, which elements stand in it.
    parts: BTreeMap<&'static str, Range<usize>>,
    /// What has no name, and so is of no context, stands in it.
    pub(super) has_rest: bool,
}

impl File {
    /// A file of a context, with nothing in it.
    fn of(context: usize) -> Self {
        Self {
            context: Some(context),
            ..Self::default()
        }
    }

    /// The elements of a list that stand in it.
    pub(super) fn part(&self, list: &str) -> Range<usize> {
        self.parts.get(list).cloned().unwrap_or_default()
    }
}

/// Where an element has to stand.
#[derive(Clone, Copy)]
enum Place {
    /// In a file of this context, or in one of none.
    Context(Option<usize>),
    /// It is written elsewhere: in its aggregate, in its model.
    Elsewhere,
}

impl Place {
    fn allows(self, context: Option<usize>) -> bool {
        match self {
            Self::Context(own) => own == context,
            Self::Elsewhere => true,
        }
    }
}

type Lists = Vec<(&'static str, Vec<Place>)>;

/// Which context the next file is of, if files of these contexts were before it.
type Choice = fn(&Lists, &[usize], usize) -> Option<Option<usize>>;

/// The files, as few as the ways to part the lists that are tried give. In them every context is met in the order of
/// the form.
pub(super) fn files(document: &Document) -> Vec<File> {
    let lists = lists(document);
    let contexts = document.contexts.len();
    let parted = [
        part(&lists, contexts, first_left),
        part(&lists, contexts, not_met_yet),
    ];
    let best = parted.into_iter().min_by_key(Vec::len);
    best.unwrap_or_default()
}

fn part(lists: &Lists, contexts: usize, choose: Choice) -> Vec<File> {
    let mut at = vec![0; lists.len()];
    let mut files: Vec<File> = Vec::new();
    let mut last = 0;
    // A context is there from the first file that states it. One whose turn comes before there is something for it
    // has a file of its name only.
    let mut met = 0;
    while let Some(context) = choose(lists, &at, met) {
        let turn = context.map_or(met, |context| context.max(met));
        files.extend((met..turn).map(File::of));
        met = context.map_or(met, |context| met.max(context + 1));
        let mut file = File {
            context,
            ..File::default()
        };
        for ((list, places), at) in lists.iter().zip(&mut at) {
            let left = places.get(*at..).unwrap_or_default();
            let taken = left.iter().take_while(|place| place.allows(context));
            let end = *at + taken.count();
            file.parts.insert(*list, *at..end);
            *at = end;
        }
        last = files.len();
        files.push(file);
    }
    files.extend((met..contexts).map(File::of));
    if files.is_empty() {
        files.push(File::default());
    }
    if let Some(last) = files.get_mut(last) {
        last.has_rest = true;
    }
    files
}

/// What stands next in each list that has something left.
fn heads<'l>(lists: &'l Lists, at: &'l [usize]) -> impl Iterator<Item = Option<usize>> + 'l {
    lists.iter().zip(at).filter_map(|((_, places), at)| {
        let left = places.get(*at..).unwrap_or_default();
        left.iter().find_map(|place| match place {
            Place::Context(context) => Some(*context),
            Place::Elsewhere => None,
        })
    })
}

/// What is left of the first list.
fn first_left(lists: &Lists, at: &[usize], _: usize) -> Option<Option<usize>> {
    heads(lists, at).next()
}

/// The next context of the form that no file was of, where it can be next.
fn not_met_yet(lists: &Lists, at: &[usize], met: usize) -> Option<Option<usize>> {
    let mut next = heads(lists, at).filter(|context| *context == Some(met));
    next.next().or_else(|| heads(lists, at).next())
}

/// The lists of the form whose elements have a place in files, in the order in which they are written.
fn lists(document: &Document) -> Lists {
    let mut of: BTreeMap<(&str, &str), VecDeque<usize>> = BTreeMap::new();
    for (at, context) in document.contexts.iter().enumerate() {
        for element in &context.elements {
            let key = (element.sort.as_str(), element.name.as_str());
            of.entry(key).or_default().push_back(at);
        }
    }
    let mut lists = Lists::new();
    macro_rules! list {
        ($list:ident $sort:literal $name:ident) => {
            list!($list $sort $name |it| false)
        };
        ($list:ident $sort:literal $name:ident |$it:ident| $elsewhere:expr) => {
            let places = document.$list.iter().map(|$it| {
                if $elsewhere {
                    return Place::Elsewhere;
                }
                let of = of.get_mut(&($sort, $it.$name.as_str()));
                Place::Context(of.and_then(VecDeque::pop_front))
            });
            lists.push((stringify!($list), places.collect()));
        };
    }
    list!(scalars "scalar" name |it| it.imported.is_some());
    list!(enumerations "enum" name |it| it.imported.is_some());
    list!(values "value" name |it| it.imported.is_some());
    list!(entities "entity" name |it| it.imported.is_some());
    list!(actors "actor" name);
    list!(transactions "transaction" name);
    list!(banks "bank" name);
    list!(positions "position" name);
    list!(lookups "lookup" name);
    list!(commands "command" name |it| it.aggregate.is_some());
    list!(events "event" name |it| it.aggregate.is_some() || it.imported.is_some());
    list!(aggregates "aggregate" name);
    list!(systems "system" name);
    list!(views "view" name |it| it.imported.is_some());
    list!(queries "query" name);
    list!(screens "screen" name);
    list!(stories "story" title);
    lists
}
