//! The summary lists every chapter, and every link between chapters leads somewhere.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use book::{chapter, folder, listed};

#[test]
fn the_summary_lists_the_chapters() {
    let mut chapters = listed();
    chapters.push("SUMMARY.md".to_owned());
    chapters.sort();
    let mut files: Vec<String> = std::fs::read_dir(folder())
        .unwrap()
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .collect();
    files.sort();
    assert_eq!(chapters, files);
}

#[test]
fn links_lead_to_chapters() {
    for name in listed() {
        let text = chapter(&name);
        for target in text
            .split("](")
            .skip(1)
            .filter_map(|rest| rest.split(')').next())
        {
            let (file, heading) = target.split_once('#').unwrap_or((target, ""));
            if file.starts_with("http") {
                continue;
            }
            let file = if file.is_empty() { &name } else { file };
            let there = folder().join(file);
            assert!(there.is_file(), "{name}: {target}");
            let known = heading.is_empty()
                || chapter(file)
                    .lines()
                    .any(|line| line.starts_with('#') && anchor(line) == heading);
            assert!(known, "{name}: {target}");
        }
    }
}

/// The anchor that a heading gets.
fn anchor(heading: &str) -> String {
    let text = heading.trim_start_matches('#').trim().to_lowercase();
    let kept = text
        .chars()
        .filter(|c| c.is_alphanumeric() || matches!(c, ' ' | '-' | '_'));
    kept.map(|c| if c == ' ' { '-' } else { c }).collect()
}
