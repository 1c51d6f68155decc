//! A text that is read again after an edit is read as if for the first time.

use coact_syntax::{Parser, parse};
use proptest::prelude::*;

const WEBSHOP: &str = include_str!("fixtures/valid/webshop.coact");
const EVERYTHING: &str = include_str!("fixtures/valid/everything.coact");

const PIECES: [&str; 18] = [
    "",
    "{",
    "}",
    "\"",
    "\n",
    "\n\n",
    "// x\n",
    "/// doc\n",
    "entity",
    "entity E { key id: Uuid }\n",
    "    ",
    "é",
    "\u{FEFF}",
    "\r\n",
    "\r",
    "\u{202E}",
    "view",
    "`",
];

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn as_for_the_first_time(
        everything in any::<bool>(),
        edits in prop::collection::vec((0_usize..100_000, 0_usize..60, 0..PIECES.len()), 1..12),
    ) {
        let mut text = if everything { EVERYTHING } else { WEBSHOP }.to_owned();
        let mut parser = Parser::new();
        let mut parsed = parser.parse(text.as_bytes());
        for (at, length, piece) in edits {
            let old = text.clone();
            let from = text.floor_char_boundary(at % (text.len() + 1));
            let to = text.floor_char_boundary((from + length).min(text.len()));
            text.replace_range(from..to, PIECES[piece]);
            parsed = parser.parse_again(old.as_bytes(), &parsed, text.as_bytes());
            prop_assert_eq!(&parsed, &parse(text.as_bytes()), "{}", text);
        }
    }
}

proptest! {
    #[test]
    fn lines_of_items(
        lines in prop::collection::vec(0..PIECES.len(), 0..30),
        other in prop::collection::vec(0..PIECES.len(), 0..4),
        at in 0_usize..30,
    ) {
        let text = |lines: &[usize]| -> String {
            lines.iter().map(|piece| PIECES[*piece]).collect()
        };
        let old = text(&lines);
        let at = at.min(lines.len());
        let new = format!("{}{}{}", text(&lines[..at]), text(&other), text(&lines[at..]));
        let mut parser = Parser::new();
        let before = parser.parse(old.as_bytes());
        let now = parser.parse_again(old.as_bytes(), &before, new.as_bytes());
        prop_assert_eq!(now, parse(new.as_bytes()), "{} -> {}", old, new);
    }
}
