use super::*;

const SHOP: &str = "model shop
actor Clerk
command Count { item: Text, left: Int } by Clerk { emits Counted { item, left } }
view Stock for Clerk { key item: Text, left: Int, on Counted set { left } }
";

#[test]
fn a_field_is_traced_with_file_and_line() {
    let dir = folder(&[("model/shop.coact", SHOP)]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["trace", "Stock.left", "model"]))), @r"
    exit code: 0
    ---- stdout
    Stock.left (model/shop.coact:4)
      comes from
        Counted.left (model/shop.coact:4)
          Count.left (model/shop.coact:3)
            a person's input, Count by Clerk (model/shop.coact:3)
      goes into
        seen by Clerk (model/shop.coact:4)
    ---- stderr
    ");
}

#[test]
fn without_a_path_it_is_the_project_around() {
    let dir = folder(&[
        ("coact.toml", "model = \"model\"\n"),
        ("model/shop.coact", SHOP),
    ]);
    let output = run(coact(dir.path()).args(["trace", "Stock.left"]));
    assert_eq!(output.status.code(), Some(0), "{}", shown(&output));
}

#[test]
fn a_trace_is_one_json_array() {
    let dir = folder(&[("model/shop.coact", SHOP)]);
    let output =
        run(coact(dir.path()).args(["trace", "Stock", "model", "--output-format", "json"]));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    assert_eq!(told[1]["field"], "Stock.left");
    assert_eq!(told[1]["place"]["line"], 4);
    assert_eq!(told[1]["comes_from"][0]["field"], "Counted.left");
    assert_eq!(told[1]["comes_from"][0]["places"][0]["line"], 4);
}

#[test]
fn an_unknown_field_is_said_to_be_one() {
    let dir = folder(&[("model/shop.coact", SHOP)]);
    insta::assert_snapshot!(shown(&run(coact(dir.path()).args(["trace", "Stock.lft", "model"]))), @r"
    exit code: 2
    ---- stdout
    ---- stderr
    error[CLI008]: there is no field `Stock.lft`
      hint: did you mean `Stock.left`?
    ");
}

#[test]
fn a_broken_model_is_reported_and_not_traced() {
    let dir = folder(&[("model/repairs.coact", &bad())]);
    let output = run(coact(dir.path()).args(["trace", "Repair", "model"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(output.stdout.is_empty());
    assert!(text(&output.stderr).contains("N001"));
}
