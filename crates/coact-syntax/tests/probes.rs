//! Every text that once broke a draft of the language: its faults and its tree.

#[path = "support/faults.rs"]
mod faults;

macro_rules! probes {
    ($($name:ident)+) => {
        $(#[test]
        fn $name() {
            let text = include_str!(concat!("fixtures/probes/", stringify!($name), ".coact"));
            let seen = format!("{}----\n{}", faults::listed(text), faults::tree(text));
            insta::with_settings!({ snapshot_path => "snapshots/probes", prepend_module_to_snapshot => false, omit_expression => true }, {
                insta::assert_snapshot!(stringify!($name), seen);
            });
        })+
    };
}

probes! {
    act_at_the_end_of_a_line
    backticks
    brackets
    column_zero
    doc_with_nothing_after_it
    elements_without_commas
    external_in_front
    fact_or_field
    half_typed
    keywords_as_fields
    inverse_before_a_field
    misspelt
    modifiers_as_names
    no_conflict
    number_before_a_word
    optional_commas
    order_by_without_a_condition
    parenthesis_on_the_next_line
    record_or_block
    strings
    trailing_text
    verb_at_the_end_of_a_line
}
