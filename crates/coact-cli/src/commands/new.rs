//! `coact new`

mod name;
mod origin;
mod scaffold;

use std::fs;
use std::path::Path;

use coact_build::Fault;

use crate::console;
use crate::exit::Exit;
use crate::trouble::{IN_THE_WAY, Trouble};
use name::Name;

pub(crate) fn run(path: &Path) -> Result<Exit, Trouble> {
    let name = Name::of(path)?;
    free(path)?;
    let files = scaffold::files(&name, path)?;
    for (file, text) in files {
        let path = path.join(file);
        let unwritable = |source| Fault::Write {
            path: path.clone(),
            source,
        };
        if let Some(folder) = path.parent() {
            fs::create_dir_all(folder).map_err(unwritable)?;
        }
        // Never over a file that appeared meanwhile.
        fs::File::create_new(&path)
            .and_then(|mut file| std::io::Write::write_all(&mut file, text.as_bytes()))
            .map_err(unwritable)?;
    }
    console::tell(&format!(
        "made {}\n\n    cd {}\n    cargo test\n    cargo run\n",
        name.package,
        path.display()
    ));
    Ok(Exit::Clean)
}

/// Only a folder that does not exist or is empty is filled.
fn free(path: &Path) -> Result<(), Trouble> {
    let taken = match fs::read_dir(path) {
        Ok(mut entries) => entries.next().is_some(),
        Err(error) => error.kind() != std::io::ErrorKind::NotFound,
    };
    if taken {
        return Err(Trouble::coded(
            IN_THE_WAY,
            format!("`{}` exists and is not an empty folder", path.display()),
            "choose another name, or empty the folder; nothing was changed",
        ));
    }
    Ok(())
}
