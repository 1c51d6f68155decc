//! The minimum Rust version is stated once, and no dependency needs a later one.

use std::error::Error;

use crate::metadata::packages;

pub(crate) fn check() -> Result<(), Box<dyn Error>> {
    let packages = packages()?;
    let stated = env!("CARGO_PKG_RUST_VERSION");
    let ours = parse(stated)?;
    let mut wrong = Vec::new();
    let mut highest = (0, 0, 0);
    for package in &packages {
        let version = package.rust_version.as_deref().map(parse).transpose()?;
        let Some(version) = version else {
            if package.member {
                wrong.push(format!(
                    "{} does not take `rust-version` from the workspace",
                    package.name
                ));
            }
            continue;
        };
        if package.member && version != ours {
            wrong.push(format!("{} states another version", package.name));
        } else if version > ours {
            let needs = package.rust_version.as_deref().unwrap_or_default();
            wrong.push(format!(
                "{} {} needs {needs}",
                package.name, package.version
            ));
        } else if !package.member {
            highest = highest.max(version);
        }
    }
    if !wrong.is_empty() {
        return Err(format!(
            "the stated Rust version is {stated}, but\n  {}",
            wrong.join("\n  ")
        )
        .into());
    }
    println!(
        "Rust {stated} is enough for {} packages; the most demanding needs {}.{}.{}",
        packages.len(),
        highest.0,
        highest.1,
        highest.2
    );
    Ok(())
}

fn parse(version: &str) -> Result<(u64, u64, u64), Box<dyn Error>> {
    let mut parts = version.split('.').map(str::parse::<u64>);
    let mut next = || parts.next().transpose().map(Option::unwrap_or_default);
    Ok((next()?, next()?, next()?))
}
