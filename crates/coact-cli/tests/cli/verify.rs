use super::*;

const HEAD: &str = "model shop
external actor Buyer
actor Seller
actor Checker
entity Order { key order_id: Uuid generated }
transaction Ordering { initiator Buyer, executor Seller, product new Order \"is delivered\" }
transaction Checking { initiator Seller, executor Checker, product Order \"is checked\" }
";

fn shop(policy: &str) -> TempDir {
    let text = format!(
        "{HEAD}process {{\n    Ordering promised -> request Checking{policy}\n    Checking accepted ~> execute Ordering\n}}\n"
    );
    folder(&[("model/shop.coact", &text)])
}

#[test]
fn what_holds_is_said_in_one_line() {
    let dir = shop("");
    let output = run(coact(dir.path()).args(["verify", "model"]));
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(text(&output.stderr), "");
    let told = text(&output.stdout);
    assert!(
        told.starts_with("Order: everything holds (2 transactions: "),
        "{told}"
    );
}

#[test]
fn what_does_not_hold_is_told_with_the_way_to_it() {
    let dir = shop(" on revert free");
    let output = run(coact(dir.path()).args(["verify", "model"]));
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    for part in [
        "VER005",
        "model/shop.coact:9:",
        "how it comes to that:",
        "1  Buyer ",
        "revoke request of Ordering ",
        "5  Seller  allow request revocation of Ordering",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    assert!(text(&output.stdout).starts_with("Order: 3 of 10 properties do not hold"));
}

#[test]
fn a_bound_leaves_the_rest_unknown() {
    let dir = shop("");
    let args = ["verify", "model", "--states", "10"];
    let output = run(coact(dir.path()).args(args));
    assert_eq!(output.status.code(), Some(0), "not to know is no finding");
    let told = text(&output.stderr);
    assert!(
        told.contains("VER001") && told.contains("10 states are the limit"),
        "{told}"
    );
    let json = run(coact(dir.path())
        .args(args)
        .args(["--output-format", "json"]));
    let told: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    let verdicts = told[0]["verdicts"].as_array().unwrap();
    assert_eq!(verdicts.len(), 10);
    assert!(
        verdicts.iter().all(|it| it["verdict"] == "unknown"),
        "{told}"
    );
}

/// What the limit leaves open is proved part by part, as far as the parts are within it.
#[test]
fn what_is_proved_part_by_part_is_said() {
    let dir = shop("");
    let told = |states: &str| {
        let output = run(coact(dir.path()).args(["verify", "model", "--states", states]));
        assert_eq!(output.status.code(), Some(0));
        text(&output.stdout).to_string()
    };
    let some = told("50");
    assert!(
        some.contains("of 10 properties hold, and the rest is unknown"),
        "{some}"
    );
    assert!(some.contains("proved part by part"), "{some}");
    assert!(
        told("105").starts_with("Order: everything holds (2 transactions: 105 states, 346 edges)")
    );
}

#[test]
fn programs_read_verdicts_and_traces() {
    let dir = shop(" on revert free");
    let output = run(coact(dir.path()).args(["verify", "model", "--output-format", "json"]));
    assert_eq!(output.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let verdict = |name: &str| {
        let mut verdicts = told[0]["verdicts"].as_array().unwrap().iter();
        verdicts.find(|it| it["property"] == name).unwrap()["verdict"].clone()
    };
    assert_eq!(verdict("nothing-left-under-way"), "violated");
    assert_eq!(verdict("no-standstill"), "holds");
    let mut findings = told[0]["findings"].as_array().unwrap().iter();
    let orphan = findings
        .find(|it| it["finding"]["code"] == "VER005")
        .unwrap();
    assert_eq!(orphan["trace"].as_array().unwrap().len(), 5);
    assert_eq!(orphan["trace"][0]["act"], "request Ordering");
    assert_eq!(orphan["trace"][0]["actor"], "Buyer");
}

#[test]
fn a_model_that_does_not_hold_is_refused_with_its_findings() {
    let dir = folder(&[(
        "model/shop.coact",
        &HEAD.replace("executor Checker", "executor Chekker"),
    )]);
    let output = run(coact(dir.path()).args(["verify", "model"]));
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(text(&output.stdout), "");
    assert!(text(&output.stderr).contains("N001"));
}

/// The net of one case goes to other tools.
#[test]
fn a_net_is_printed() {
    let dir = shop("");
    for (format, start) in [
        ("promela", "/* The case of Order"),
        ("tla", "---- MODULE Case ----"),
        ("pnml", "<?xml version"),
    ] {
        let output = run(coact(dir.path()).args(["verify", "model", "--export", format]));
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert!(text(&output.stdout).starts_with(start), "{format}");
    }
    let cascading = shop(" on revert cascade");
    let output = run(coact(cascading.path()).args(["verify", "model", "--export", "pnml"]));
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).contains("CLI014"));
    assert!(output.stdout.is_empty());
}

#[test]
fn a_case_is_chosen_by_name() {
    let dir = shop("");
    let verify = |case: &str| run(coact(dir.path()).args(["verify", "model", "--case", case]));
    assert_eq!(verify("Order").status.code(), Some(0));
    let output = verify("Oder");
    assert_eq!(output.status.code(), Some(2));
    let told = text(&output.stderr);
    assert!(
        told.contains("CLI012") && told.contains("there are cases of `Order`"),
        "{told}"
    );
    // A library has cases of its members and of its loans.
    let library =
        std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../examples/library/model");
    let export = |case: &[&str]| {
        let args = ["verify", library.to_str().unwrap(), "--export", "tla"];
        run(coact(dir.path()).args(args).args(case))
    };
    let several = export(&[]);
    assert_eq!(several.status.code(), Some(2));
    assert!(
        text(&several.stderr).contains("CLI013"),
        "{}",
        text(&several.stderr)
    );
    assert_eq!(export(&["--case", "Loan"]).status.code(), Some(0));
}
