//! Which files belong to which model.

use std::collections::BTreeMap;

use coact_syntax::Parsed;
use coact_syntax::ast::ItemKind;

use crate::{FileId, Sources};

/// The files of one model.
#[derive(Debug, Default)]
pub(super) struct Share {
    /// The model's name; empty where no file says it.
    pub(super) name: String,
    pub(super) files: Vec<(FileId, Parsed)>,
}

/// The files by the model that they name, models in the order of their first files. A file that names none is
/// taken for one of its folder's model; what is in it may be needed there.
pub(super) fn shares(sources: &Sources, parsed: Vec<(FileId, Parsed)>) -> Vec<Share> {
    let mut shares: Vec<Share> = Vec::new();
    let mut of_name: BTreeMap<String, usize> = BTreeMap::new();
    let mut of_folder: BTreeMap<&str, usize> = BTreeMap::new();
    let mut nameless = Vec::new();
    for (file, parsed) in parsed {
        let Some(name) = named(&parsed) else {
            nameless.push((file, parsed));
            continue;
        };
        let known = of_name.get(name).copied();
        let at = known.unwrap_or(shares.len());
        if known.is_none() {
            of_name.insert(name.to_owned(), at);
            shares.push(Share {
                name: name.to_owned(),
                files: Vec::new(),
            });
        }
        of_folder.entry(folder(sources, file)).or_insert(at);
        if let Some(share) = shares.get_mut(at) {
            share.files.push((file, parsed));
        }
    }
    if shares.is_empty() {
        shares.push(Share::default());
    }
    for (file, parsed) in nameless {
        let own = folder(sources, file);
        let at = of_folder.get(own).copied().unwrap_or_default();
        if let Some(share) = shares.get_mut(at) {
            share.files.push((file, parsed));
        }
    }
    for share in &mut shares {
        share.files.sort_by_key(|(file, _)| *file);
    }
    shares
}

/// The model that a file names.
fn named(parsed: &Parsed) -> Option<&str> {
    parsed.items.iter().find_map(|item| match &item.item.kind {
        ItemKind::Model(header) => Some(header.name.text.as_str()),
        _ => None,
    })
}

/// The folder of a file, by its name.
fn folder(sources: &Sources, file: FileId) -> &str {
    let name = sources.get(file).map_or("", |file| file.name.as_str());
    name.rsplit_once('/').map_or("", |(folder, _)| folder)
}
