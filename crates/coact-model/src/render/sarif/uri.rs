//! Names of files as URIs.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

/// The folder in which the command ran; services take it for the root of what was checked out.
pub(super) const BASE: &str = "%SRCROOT%";

const KEPT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'~')
    .remove(b'/');

/// The URI of a file, and what it is relative to; an absolute path is relative to nothing.
pub(super) fn of(name: &str) -> (String, Option<&'static str>) {
    let encoded = utf8_percent_encode(name, KEPT).to_string();
    let drive = matches!(name.as_bytes(), [letter, b':', b'/', ..] if letter.is_ascii_alphabetic());
    if name.starts_with('/') {
        (format!("file://{encoded}"), None)
    } else if drive {
        (format!("file:///{encoded}"), None)
    } else {
        (encoded, Some(BASE))
    }
}

#[cfg(test)]
mod tests {
    use super::{BASE, of};

    #[test]
    fn names_are_uris() {
        let relative = |uri: &str| (uri.to_owned(), Some(BASE));
        assert_eq!(of("model/shop.coact"), relative("model/shop.coact"));
        assert_eq!(
            of("../a b%:é.coact"),
            relative("../a%20b%25%3A%C3%A9.coact")
        );
        assert_eq!(of("/m/a.coact"), ("file:///m/a.coact".to_owned(), None));
        assert_eq!(
            of("C:/m/a.coact"),
            ("file:///C%3A/m/a.coact".to_owned(), None)
        );
    }
}
