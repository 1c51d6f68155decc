//! Models with one thing damaged: a word left out, misspelt, doubled, or changed for one that stands elsewhere.

use crate::texts::Text;

/// So many places of each text are damaged.
const PLACES: usize = 10;

/// Longer texts take too long to be checked so often.
const LONGEST: usize = 6_000;

/// Damaged forms of each text.
pub(crate) fn all(texts: &[Text]) -> Vec<Text> {
    let mut all = Vec::new();
    for text in texts.iter().filter(|text| text.files.len() == 1) {
        let Ok(whole) = std::str::from_utf8(&text.files[0].bytes) else {
            continue;
        };
        if whole.len() < LONGEST {
            of_text(&text.from, whole, &mut all);
        }
    }
    all
}

fn of_text(from: &str, whole: &str, all: &mut Vec<Text>) {
    let words = words(whole);
    let step = (words.len() / PLACES).max(1);
    // Not the same places in each text, and the same in each run.
    let first = whole.len() % step;
    for (count, at) in (first..words.len()).step_by(step).enumerate() {
        let word = &words[at];
        let other = &words[(at * 7 + 3) % words.len()];
        let meant = match count % 4 {
            0 => String::new(),
            1 => format!("{}x", &whole[word.clone()]),
            2 => whole[word.clone()].repeat(2),
            _ => whole[other.clone()].to_owned(),
        };
        let mut damaged = whole.to_owned();
        damaged.replace_range(word.clone(), &meant);
        all.push(Text::new(
            format!("{from}, damaged"),
            vec![damaged.into_bytes()],
        ));
    }
}

/// Where the words and the signs of a text stand, comments left out.
fn words(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut words: Vec<std::ops::Range<usize>> = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        let code = line.split("//").next().unwrap_or_default();
        for (at, c) in code.char_indices() {
            let at = start + at;
            let in_word = |c: char| c.is_alphanumeric() || c == '_';
            match words.last_mut() {
                Some(last)
                    if last.end == at && in_word(c) && text[last.clone()].ends_with(in_word) =>
                {
                    last.end += c.len_utf8();
                }
                _ if c.is_whitespace() => {}
                _ => words.push(at..at + c.len_utf8()),
            }
        }
        start += line.len();
    }
    words
}
