use super::*;

#[test]
fn a_model_has_four_tables() {
    let dir = folder(&[("model/repairs.coact", &GOOD)]);
    let output = run(coact(dir.path()).args(["tables", "model"]));
    assert_eq!(output.status.code(), Some(0));
    let told = text(&output.stdout);
    for code in ["TPT", "BCT", "BAT", "CUT"] {
        assert!(told.contains(&format!("## {code}: ")), "{told}");
    }
    let json = run(coact(dir.path()).args(["tables", "model", "--output-format", "json"]));
    let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(told[0]["model"], "repairs");
    assert_eq!(told[0]["tables"][3]["code"], "CUT");
}

#[test]
fn a_plain_model_has_one_and_is_told_so() {
    let plain = "model shop\nactor Clerk\ncommand Count { item: Text } by Clerk { emits Counted { item } }\n";
    let dir = folder(&[("model/shop.coact", plain)]);
    let told = text(&run(coact(dir.path()).args(["tables", "model"])).stdout);
    assert!(told.contains("plain commands and events only"), "{told}");
    assert!(told.contains("| Counted.item | Count.item |"), "{told}");
    assert_eq!(told.matches("## ").count(), 1, "{told}");
}
