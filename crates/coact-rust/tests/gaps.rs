//! What the generator does not cover is said, with its place, and nothing is generated.
#![allow(
    clippy::unwrap_used,
    clippy::panic,
    reason = "a test fails by panicking"
)]

use coact_model::{SourceFile, Sources};
use coact_rust::{Files, Options};

/// A café: a meal is served, plates are cooked for it..
const CAFE: &str = r#"
model cafe
external entity Guest { key id: Uuid }
value Dish { key seat: Int, name: Text }
entity Meal { key meal_id: Uuid generated, guest: Guest, dishes: [Dish], extras: [Dish] }
entity Plate { key plate_id: Uuid generated, meal: Meal, seat: Int }
external actor Diner is Guest
actor Waiter
actor Cook
transaction Serving {
    initiator Diner
    executor  Waiter
    product   new Meal "is served"
    request { guest, dishes, extras }
}
transaction Cooking { initiator Waiter, executor Cook, product new Plate "is cooked", request { seat } }
process "Evening" { Serving promised -> request Cooking [0..*] risk "the guest is told" }
"#;

/// Stands for the request of a plate in the café.
const PLATE: &str = "request { seat }";

fn generated(text: &str) -> Result<Files, Vec<String>> {
    let sources = Sources::new(vec![SourceFile {
        name: "cafe.coact".to_owned(),
        bytes: text.as_bytes().to_vec(),
    }]);
    let (model, _) = coact_model::check(&sources)
        .into_valid()
        .unwrap_or_else(|found| panic!("{found:?}"));
    coact_rust::generate(&model, &sources, &Options::default())
        .map_err(|found| found.into_iter().map(|one| one.message).collect())
}

/// The café with more in it is refused, for this reason alone.
#[track_caller]
fn refused(more: &str, because: &str) {
    not_generated(&format!("{CAFE}{more}"), because);
}

#[track_caller]
fn not_generated(text: &str, because: &str) {
    let found = generated(text).unwrap_err();
    let [message] = found.as_slice() else {
        panic!("{found:?}")
    };
    assert!(message.contains(because), "{message}");
}

#[test]
fn the_cafe_is_generated() {
    generated(CAFE).unwrap();
}

#[test]
fn what_is_read_by_key_is_told_by_a_case() {
    let rule = |truth: &str| {
        format!(
            "rule on Serving requested enforced {{
                 truth Same \"it is the same\": {truth}
                 then promise
                 else decline
             }}"
        )
    };
    let same = rule("Meal[meal].guest == guest");
    generated(&format!("{CAFE}{same}")).unwrap();
    let known = CAFE.replace("key id: Uuid }", "key id: Uuid, name: Text }");
    let named = rule("Guest[guest].name == \"Ann\"");
    let because = "reading a fact of `Guest`, of which no case tells";
    not_generated(&format!("{known}{named}"), because);
}

#[test]
fn what_is_not_the_default_is_known_before() {
    refused(
        "lookup seats(meal: Meal) -> Int
         rule on Serving promised automated {
             then request Cooking { seat: 1 } and request Cooking { seat: seats(meal) }
         }",
        "a second value for a field, where it asks or reads the clock",
    );
}

#[test]
fn a_kind_is_asked_for_by_one_list() {
    refused(
        "rule on Serving promised advised {
             then for each d in meal.dishes request Cooking { seat: d.seat }
              and for each e in meal.extras request Cooking { seat: e.seat }
         }",
        "a second list that `Cooking` is asked for by",
    );
}

#[test]
fn one_thing_encloses_a_child() {
    let text = CAFE
        .replace(
            "meal: Meal, seat: Int }",
            "meal: Meal, seat: Int, instead_of: Meal }",
        )
        .replace(PLATE, "request { instead_of, meal, seat }");
    not_generated(&text, "whether `instead_of` or `meal` is what encloses it");
    // The way back says which of them it is, and so does a fact beside data.
    generated(&text.replace("meal: Meal, seat", "meal: Meal inverse plates 0..*, seat")).unwrap();
    generated(&CAFE.replace(PLATE, "request { instead_of: Meal, meal, seat }")).unwrap();
}

#[test]
fn look_ups_are_asked_for_what_others_answer() {
    let lookups = "
lookup prices(of: Meal) -> [Int]
lookup best(of: Meal) -> Int?
lookup open(seat: Int) -> Bool
rule on Serving requested enforced {
    truth Fine: ";
    let rest = "
    then promise
    else decline
}";
    for truth in [
        "open(best(meal) ?? 1)",
        "all(prices(meal), p => open(p))",
        "all(filter(prices(meal), p => p > 0), p => open(p))",
        "match best(meal) { some b => open(b), none => true }",
        "all(prices(meal), p => p > 0)",
        "all(meal.dishes, d => all(prices(meal), p => p > d.seat) and open(d.seat))",
        "match best(meal) { some b => b > 0, none => open(1) }",
        "count(Meal[meal].dishes) > (best(meal) ?? 0)",
    ] {
        generated(&format!("{CAFE}{lookups}{truth}{rest}")).unwrap();
    }
}

/// Views of another model are not generated; that a model imports one of which it uses nothing is no matter.
#[test]
fn other_models_are_told_at_the_import() {
    let lender = "model lender\nscalar Weight = Int\nevent Weighed { weight: Weight }\n\
        view Weights { key weight: Weight, on Weighed add {} }\n";
    let file = |name: &str, text: String| SourceFile {
        name: name.to_owned(),
        bytes: text.into_bytes(),
    };
    let generated = |more: &str| {
        let cafe = CAFE.replacen("model cafe\n", "model cafe\nimport lender\n", 1);
        let sources = Sources::new(vec![
            file("cafe.coact", format!("{cafe}{more}")),
            file("lender.coact", lender.to_owned()),
        ]);
        let all = coact_model::check_all(&sources);
        let cafe = all.into_iter().next().unwrap();
        let (model, _) = cafe
            .into_valid()
            .unwrap_or_else(|found| panic!("{found:?}"));
        coact_rust::generate(&model, &sources, &Options::default())
    };
    generated("").unwrap();
    // Types come along under names of this model, and events are told and recorded.
    generated("value Bag { weight: lender.Weight }\n").unwrap();
    let bags = "view Bags for Cook { key weight: lender.Weight, on lender.Weighed add {} }\n";
    let files = generated(bags).unwrap();
    let noted = |text: &String| text.contains("LenderNoteWeighed");
    assert!(files.values().any(noted));
    // A row is asked of the host; what goes through all rows is not covered.
    let row = "command Weigh { w: lender.Weight } by Cook {\n\
        requires Known \"it is known\": lender.Weights[w].weight == w, emits Told { w } }\n";
    let files = generated(row).unwrap();
    assert!(
        files
            .values()
            .any(|text| text.contains("fn row_lender_weights"))
    );
    let more = "query All() from lender.Weights\n";
    let found = generated(more).err();
    let Some([finding]) = found.as_deref() else {
        panic!("{more}: {found:?}")
    };
    assert_eq!(finding.code, "GEN001");
    assert!(
        finding.message.contains("a view of another model"),
        "{}",
        finding.message
    );
    assert_eq!(finding.primary.loc.file.0, 0);
}

#[test]
fn names_that_meet_are_told() {
    for (more, name, rust) in [
        (
            "entity AboutCooking { key about_id: Uuid generated, meal: Meal }
actor Writer
transaction Writing { initiator Waiter, executor Writer, product new AboutCooking \"is written\" }
process \"Telling\" { Serving promised -> request Writing risk \"nobody reads\" }",
            "AboutCooking",
            "about_cooking",
        ),
        (
            "rule on Serving requested advised {
    truth InStock \"a\": count(meal.dishes) > 0
    truth In_Stock \"b\": count(meal.dishes) > 1
    then promise
}",
            "In_Stock",
            "assess_in_stock",
        ),
        (
            "view Meals for Waiter { key meal: Meal, on ServingRequested add {} }
query Few(self: Int, self_: Int) from Meals",
            "self_",
            "self_",
        ),
        (
            "lookup some(self: Int, self_: Int) -> Int",
            "self_",
            "self_",
        ),
    ] {
        refused(more, &format!("`{name}` would be `{rust}"));
    }
}

/// `prefix1: Int, prefix2: Int, …`
fn fields(prefix: &str, count: usize) -> String {
    let fields: Vec<String> = (1..=count).map(|at| format!("{prefix}{at}: Int")).collect();
    fields.join(", ")
}

#[test]
fn look_ups_have_twelve_parameters_at_most() {
    let lookup = |count| format!("lookup much({}) -> Int", fields("of", count));
    generated(&format!("{CAFE}{}", lookup(12))).unwrap();
    refused(&lookup(13), "a look-up with more than 12 parameters");
}

#[test]
fn views_have_sixteen_keys_at_most() {
    let view = |count| {
        let keys = vec!["event.meal"; count].join(" and ");
        let at = fields("key k", count).replace("Int", "Meal");
        format!("view Meals for Waiter {{ {at}, on ServingRequested at {keys} add {{}} }}")
    };
    generated(&format!("{CAFE}{}", view(16))).unwrap();
    refused(&view(17), "a view with more than 16 keys");
}

#[test]
fn earlier_names_of_fields_are_read() {
    let text = CAFE
        .replace(
            "seat: Int, name: Text }",
            "seat: Int was place or chair, name: Text }",
        )
        .replace("dishes: [Dish]", "dishes: [Dish] was courses")
        .replace(
            PLATE,
            "request { seat, hot: Bool? was warm since v2, cold: Bool retired v2 }",
        );
    let files = generated(&text).unwrap();
    let written: Vec<&String> = files.values().collect();
    for name in ["chair", "place", "courses", "warm"] {
        let was = format!("\"{name}\"");
        let says = |text: &&&String| text.contains("[was ") && text.contains(&was);
        assert!(written.iter().any(|text| says(&text)), "{name}");
    }
    assert!(written.iter().all(|text| !text.contains("cold")));
}

#[test]
fn what_older_records_lack_is_generated() {
    for request in [
        "request { seat, hot: Bool since v2 default false }",
        "request { seat, hot: Bool? since v2, upcast v1 -> v2 { hot: seat > 3 } }",
    ] {
        let files = generated(&CAFE.replace(PLATE, request)).unwrap();
        assert!(files.values().any(|text| text.contains("\"$v\"")));
    }
}

/// A command for which a token is lent is recorded, and commands have no versions.
#[test]
fn what_older_commands_lack_is_told() {
    let request = "request { seat, hot: Bool since v2 default false }";
    not_generated(
        &apart("").replace(PLATE, request),
        "later fields of `CookingRequested`, which happens apart",
    );
}

#[test]
fn earlier_names_that_would_be_mistaken_are_told() {
    for (from, to, because) in [
        (
            "entity Plate {",
            "entity Plate was Seat {",
            "a field `seat` where `Plate` bore that name before",
        ),
        (
            "guest: Guest, dishes: [Dish], extras: [Dish] }",
            "guest: Guest, dishes: [Dish], extras: [Dish], unique (guest, extras) }",
            "unique facts that were recorded otherwise before",
        ),
    ] {
        let text = CAFE.replace("name: Text }", "name: Text was title }");
        not_generated(&text.replace(from, to), because);
    }
    let text = CAFE.replace("entity Meal {", "entity Meal was Basket {");
    let basket =
        "aggregate Basket { key basket: Text, new command Open {} by Waiter { emits Opened {} } }";
    not_generated(&format!("{text}{basket}"), "both called `Basket`");
}

#[test]
fn stubs_are_told() {
    let sketch = CAFE.replacen("model cafe", "model cafe level sketch", 1);
    let story = "story \"Evening\" { slice \"Pay\" command PayBill }\n";
    not_generated(
        &format!("{sketch}{story}"),
        "the command `PayBill`, which is only named",
    );
}

/// The example that stands for such a value ends somewhere.
#[test]
fn a_value_that_holds_a_list_of_its_own_sort_is_generated() {
    generated(&CAFE.replace("name: Text }", "name: Text, sides: [Dish] }")).unwrap();
}

/// The café with plates that live apart, and more in it.
fn apart(more: &str) -> String {
    let apart = CAFE.replace("[0..*] risk \"the guest is told\"", "[0..*] apart");
    format!("{apart}{more}")
}

#[test]
fn what_is_made_apart_is_generated() {
    let files = generated(&apart("")).unwrap();
    let text = files.values().next().unwrap();
    assert!(text.contains("pub tie: ::coact_runtime::apart::Tie"));
    assert!(text.contains("fn lend_cooking"));
}

#[test]
fn what_exists_already_does_not_live_apart() {
    refused(
        "external entity Table { key table: Text }
         actor Cleaner
         transaction Cleaning { initiator Waiter, executor Cleaner, product Table \"is clean\" }
         process { Serving promised -> request Cleaning [0..*] apart on revert free }",
        "that is about what exists already",
    );
}

#[test]
fn one_of_several_asks_for_nothing_apart() {
    refused(
        "entity Spoon { key spoon_id: Uuid generated, plate: Plate }
         actor Porter
         transaction Polishing { initiator Cook, executor Porter, product new Spoon \"is polished\" }
         process { Cooking promised -> request Polishing [0..*] apart on revert free }",
        "between transactions of which a case has several",
    );
}

#[test]
fn what_is_asked_for_apart_is_not_judged() {
    not_generated(
        &apart(
            "rule on Serving promised enforced {
                 truth Seated \"there are seats\": count(dishes) > 0
                 then request Cooking
             }",
        ),
        "whose request is judged",
    );
}

#[test]
fn what_is_asked_for_apart_asks_nobody() {
    let links = CAFE.replace(
        "request Cooking [0..*] risk \"the guest is told\"",
        "request Cooking { seat: seats() } automated retry apart",
    );
    not_generated(
        &format!("{links} lookup seats() -> Int"),
        "or asks the host or the clock",
    );
}

/// An enforced rule binds who asks for a child; where there are several of its own kind, nobody can say which.
#[test]
fn rules_of_several_do_not_bind_their_children() {
    refused(
        "actor Porter
         transaction Washing { initiator Cook, executor Porter, product Plate \"is washed\" }
         process { Cooking promised -> request Washing risk \"people look after it\" }
         rule on Cooking promised enforced {
             truth Near \"it is near\": seat < 10
             then request Washing
         }",
        "binds who asks for a child of one of several",
    );
}
