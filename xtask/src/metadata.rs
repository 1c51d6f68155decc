//! What cargo knows about the packages.

use std::error::Error;
use std::path::PathBuf;
use std::process::Command;

use serde_json::Value;

/// A package of the workspace or a dependency.
pub(crate) struct Package {
    pub(crate) name: String,
    pub(crate) version: String,
    pub(crate) rust_version: Option<String>,
    pub(crate) license: Option<String>,
    pub(crate) manifest: String,
    pub(crate) member: bool,
}

/// Every package that is built on any platform, in the order of their names.
pub(crate) fn packages() -> Result<Vec<Package>, Box<dyn Error>> {
    let metadata = metadata()?;
    let members = metadata["workspace_members"]
        .as_array()
        .ok_or("no members")?;
    let text = |package: &Value, key: &str| package[key].as_str().map(str::to_owned);
    let mut packages = metadata["packages"]
        .as_array()
        .ok_or("no packages")?
        .iter()
        .map(|package| {
            Some(Package {
                name: text(package, "name")?,
                version: text(package, "version")?,
                rust_version: text(package, "rust_version"),
                license: text(package, "license"),
                manifest: text(package, "manifest_path")?,
                member: members.contains(&package["id"]),
            })
        })
        .collect::<Option<Vec<_>>>()
        .ok_or("a package without a name")?;
    packages.sort_by(|a, b| (&a.name, &a.version).cmp(&(&b.name, &b.version)));
    Ok(packages)
}

/// Where cargo builds.
pub(crate) fn target_folder() -> Result<PathBuf, Box<dyn Error>> {
    let folder = metadata()?["target_directory"].as_str().map(PathBuf::from);
    Ok(folder.ok_or("no target folder")?)
}

fn metadata() -> Result<Value, Box<dyn Error>> {
    let output = Command::new("cargo")
        .args(["metadata", "--format-version=1", "--locked"])
        .output()?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).into());
    }
    Ok(serde_json::from_slice(&output.stdout)?)
}
