//! `coact new`

mod name;
mod origin;
mod scaffold;

use std::path::Path;

use super::fresh;
use crate::console;
use crate::exit::Exit;
use crate::trouble::Trouble;
use name::Name;

pub(crate) fn run(path: &Path) -> Result<Exit, Trouble> {
    let name = Name::of(path)?;
    fresh::free(path)?;
    let files = scaffold::files(&name, path)?;
    for (file, text) in files {
        fresh::write(&path.join(file), text.as_bytes())?;
    }
    console::tell(&format!(
        "made {}\n\n    cd {}\n    cargo test\n    cargo run\n",
        name.package,
        path.display()
    ));
    Ok(Exit::Clean)
}
