//! The same model gives the same bytes, whatever the order in which its files were found.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

#[path = "support/shop.rs"]
mod shop;

use coact_rust::Layout;
use shop::{files, generated};

#[test]
fn the_order_of_files_does_not_matter() {
    for layout in [Layout::SingleFile, Layout::Folder] {
        let first = generated(files(), layout);
        let mut shuffled = files();
        assert!(shuffled.len() > 3, "the shop is written in several files");
        for turn in 0..shuffled.len() {
            shuffled.rotate_left(1);
            if turn % 2 == 0 {
                shuffled.reverse();
            }
            assert!(
                generated(shuffled.clone(), layout) == first,
                "{layout:?}, turn {turn}"
            );
        }
    }
}
