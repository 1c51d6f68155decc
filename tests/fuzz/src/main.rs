//! Writes what fuzzing begins with into a folder: `fuzz FOLDER` makes `FOLDER/seeds` and `FOLDER/words.dict`.

use std::io;
use std::path::PathBuf;

use fuzz::seeds;

fn main() -> io::Result<()> {
    let folder = PathBuf::from(
        std::env::args_os()
            .nth(1)
            .unwrap_or_else(|| "target/fuzz".into()),
    );
    let texts = folder.join("seeds");
    std::fs::create_dir_all(&texts)?;
    for (at, seed) in seeds::all()?.into_iter().enumerate() {
        std::fs::write(texts.join(format!("{at:04}")), seed)?;
    }
    std::fs::write(folder.join("words.dict"), seeds::dictionary())
}
