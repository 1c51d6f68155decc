//! What every new rule begins with: its file, its page, a fixture, and its lines in the lists.

use std::error::Error;
use std::fs;
use std::path::Path;

/// Where the rules over the resolved model are listed.
const LIST: &str = "crates/coact-model/src/rules/judging.rs";

/// Writes all of it; the tests then ask for what only a person can say.
pub(crate) fn write(code: &str, name: &str) -> Result<(), Box<dyn Error>> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let digits = code.trim_start_matches(|c: char| c.is_ascii_uppercase());
    if digits.len() != 3 || digits.len() == code.len() || digits.parse::<u16>().is_err() {
        return Err(format!("{code} is no code: write capitals and three digits, EM048").into());
    }
    let kebab = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if name.is_empty() || !name.chars().all(kebab) {
        return Err(format!("{name} is no name: write it-like-this").into());
    }
    let module = format!("{}_{}", code.to_lowercase(), name.replace('-', "_"));
    let files = [
        (
            format!("crates/coact-model/src/rules/judging/{module}.rs"),
            include_str!("new_rule/rule.rs.tmpl"),
        ),
        (
            format!("crates/coact-model/rules/{code}.md"),
            include_str!("new_rule/page.md.tmpl"),
        ),
        (
            format!("crates/coact-model/tests/fixtures/spans/{module}.coact"),
            include_str!("new_rule/fixture.coact.tmpl"),
        ),
    ];
    if let Some((taken, _)) = files.iter().find(|(path, _)| root.join(path).exists()) {
        return Err(format!("{taken} is there already").into());
    }
    let list = fs::read_to_string(root.join(LIST))?;
    fs::write(root.join(LIST), listed(&list, &module)?)?;
    for (path, template) in &files {
        let text = template.replace("CODE", code).replace("NAME", name);
        fs::write(root.join(path), text)?;
        println!("{path}");
    }
    println!("{LIST}");
    println!(
        "\nWrite all four, then: COACT_BLESS=1 cargo test -p coact-model --test fixtures\n\
         and:                       COACT_BLESS=1 cargo test -p book --test rules\n\
         A rule that speaks at level strict only stands in STRICT too."
    );
    Ok(())
}

/// The list with the module and its rule, each in the order of the codes.
fn listed(list: &str, module: &str) -> Result<String, Box<dyn Error>> {
    let mut lines: Vec<&str> = list.lines().collect();
    let (declared, named) = (format!("mod {module};"), format!("    &{module}::RULE,"));
    let first = |start: &str| {
        let found = lines.iter().position(|line| line.starts_with(start));
        found.ok_or_else(|| format!("{LIST} has no line that begins with {start:?}"))
    };
    let modules = first("mod ")?;
    let rules = first("pub(super) const RULES")? + 1;
    for (at, line, end) in [(rules, &named, "];"), (modules, &declared, "")] {
        let after = lines.iter().skip(at);
        let before = after.take_while(|known| **known < line.as_str() && **known != end);
        let at = at + before.count();
        lines.insert(at, line);
    }
    Ok(lines.join("\n") + "\n")
}

#[cfg(test)]
mod tests {
    use super::listed;

    #[test]
    fn a_rule_is_listed_in_the_order_of_its_code() -> Result<(), Box<dyn std::error::Error>> {
        let list = "//! Rules.\n\nmod a001_one;\nmod cx;\n\npub(super) const RULES: &[&Rule] = &[\n    &a001_one::RULE,\n];\n";
        let with = listed(&listed(list, "a002_two")?, "z001_last")?;
        let wanted = "//! Rules.\n\nmod a001_one;\nmod a002_two;\nmod cx;\nmod z001_last;\n\npub(super) const RULES: &[&Rule] = &[\n    &a001_one::RULE,\n    &a002_two::RULE,\n    &z001_last::RULE,\n];\n";
        assert_eq!(with, wanted);
        assert!(listed("", "a002_two").is_err());
        Ok(())
    }
}
