//! Texts with other white space, made without a look at the lexer of the crate, and what must stay of them.

/// A piece of a text: comments, strings, words with numbers, white space, and single characters.
fn pieces(text: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut rest = text;
    while let Some(first) = rest.chars().next() {
        let run = |test: fn(char) -> bool| rest.find(|c| !test(c)).unwrap_or(rest.len());
        let length = if rest.starts_with("//") {
            run(|c| c != '\n')
        } else if first == '"' {
            let mut escaped = false;
            let end = rest[1..].find(|c| {
                let ends = !escaped && c == '"';
                escaped = !escaped && c == '\\';
                ends
            });
            end.map_or(rest.len(), |end| end + 2)
        } else if first.is_whitespace() {
            run(char::is_whitespace)
        } else if first.is_alphanumeric() || first == '_' {
            run(|c| c.is_alphanumeric() || c == '_')
        } else {
            first.len_utf8()
        };
        let (piece, after) = rest.split_at(length);
        pieces.push(piece);
        rest = after;
    }
    pieces
}

/// What formatting keeps: everything but white space and commas, whose places the tree shows.
pub(crate) fn tokens(text: &str) -> Vec<&str> {
    pieces(text.trim_start_matches('\u{FEFF}'))
        .into_iter()
        .map(str::trim)
        .filter(|piece| !piece.is_empty() && *piece != ",")
        .collect()
}

/// Numbers without end, the same for the same seed.
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: u64) -> u64 {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) % limit
    }

    fn once_in(&mut self, chances: u64) -> bool {
        self.below(chances) == 0
    }

    fn blanks(&mut self, at_least: u64) -> String {
        let blank = if self.once_in(12) { "\t" } else { " " };
        blank.repeat(usize::try_from(at_least + self.below(4)).unwrap_or(1))
    }
}

/// The text with other white space, and comments where a line ends, that is read as the same tree.
pub(crate) fn shake(text: &str, seed: u64) -> String {
    let mut dice = Dice(seed);
    let mut shaken = String::new();
    let mut open = Vec::new();
    let pieces = pieces(text);
    for (at, piece) in pieces.iter().copied().enumerate() {
        let before = at.checked_sub(1).map_or("", |at| pieces[at]);
        let after = pieces.get(at + 1).copied().unwrap_or_default();
        match piece {
            "(" | "[" | "{" => open.push(piece),
            ")" | "]" | "}" => drop(open.pop()),
            _ => {}
        }
        if piece.contains('\n') {
            let ends = piece.matches('\n').count();
            let column_zero = piece.ends_with('\n');
            line_end(&mut shaken, &mut dice, ends, before.starts_with("//"));
            if !column_zero {
                shaken.push_str(&dice.blanks(1));
            }
        } else if piece.trim().is_empty() {
            let touches = [before, after]
                .iter()
                .any(|it| [",", "{", "}", "="].contains(it));
            let loose = touches && !(before == "=" || after == "=") && after != "//";
            shaken.push_str(&dice.blanks(u64::from(!loose)));
        } else {
            shaken.push_str(piece);
        }
        let may_end = piece == "{" || after == "}" || piece == "," && !open.is_empty();
        if may_end && !piece.contains('\n') && !after.contains('\n') && dice.once_in(6) {
            line_end(&mut shaken, &mut dice, 1, false);
            shaken.push_str(&dice.blanks(1));
        }
    }
    shaken
}

fn line_end(shaken: &mut String, dice: &mut Dice, ends: usize, after_comment: bool) {
    if !after_comment && dice.once_in(10) {
        shaken.push_str(&dice.blanks(0));
        shaken.push_str("// behind");
    }
    shaken.push_str(if dice.once_in(10) { "  \n" } else { "\n" });
    for _ in 1..ends {
        shaken.push('\n');
    }
    if dice.once_in(12) {
        shaken.push_str("   // a line \"of its own\" {\n\n\n");
    }
}
