//! What is said where no text of this repository reaches.

#[test]
fn sentences_in_the_source_keep_to_the_laws() {
    let (seen, wrong) = voice::source::breaches();
    assert!(seen > 800, "{seen} sentences");
    assert!(
        wrong.is_empty(),
        "{} breaches\n{}",
        wrong.len(),
        wrong.join("\n")
    );
}
