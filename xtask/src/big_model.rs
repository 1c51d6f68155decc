//! Models of any size: one group of four transaction kinds, repeated under numbered names.

use std::error::Error;
use std::fs;
use std::path::Path;

const HEAD: &str = include_str!("head.coact.tmpl");
/// `@` stands for the group's number.
const GROUP: &str = include_str!("group.coact.tmpl");
const KINDS_PER_GROUP: usize = 4;
/// So that no file comes near the limit of one.
const GROUPS_PER_FILE: usize = 50;

/// How large a model is.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) slices: usize,
    pub(crate) bytes: usize,
}

/// The files of a model with so many kinds, by name.
fn files(kinds: usize) -> Vec<(String, String)> {
    let mut files = vec![("big.coact".to_owned(), HEAD.to_owned())];
    let groups: Vec<_> = (1..=kinds.div_ceil(KINDS_PER_GROUP)).collect();
    for (place, chunk) in groups.chunks(GROUPS_PER_FILE).enumerate() {
        let body = chunk
            .iter()
            .map(|group| GROUP.replace('@', &group.to_string()));
        let text = format!("model big\n{}", body.collect::<String>());
        files.push((format!("part{place:04}.coact"), text));
    }
    files
}

pub(crate) fn write_into(kinds: usize, folder: &Path) -> Result<Size, Box<dyn Error>> {
    fs::create_dir_all(folder)?;
    let mut size = Size {
        slices: 0,
        bytes: 0,
    };
    for (name, text) in files(kinds) {
        size.slices += text
            .lines()
            .filter(|line| line.trim().starts_with("slice "))
            .count();
        size.bytes += text.len();
        fs::write(folder.join(name), text)?;
    }
    Ok(size)
}

pub(crate) fn write(kinds: usize, folder: &Path) -> Result<(), Box<dyn Error>> {
    let size = write_into(kinds, folder)?;
    println!(
        "{kinds} kinds, {} slices, {} bytes",
        size.slices, size.bytes
    );
    Ok(())
}
