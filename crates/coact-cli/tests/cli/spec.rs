use std::io::{BufRead, BufReader};
use std::process::Stdio;

use super::*;

const HEAD: &str = "model shop
external actor Buyer
actor Seller
entity Order { key order_id: Uuid generated, pieces: Int }
transaction Ordering { initiator Buyer, executor Seller, product new Order \"is delivered\", request { pieces } }
rule on Ordering requested enforced {
    truth Enough \"it is worth the way\": order.pieces >= 10
    then promise else decline
}
let seller1: Seller
story \"Selling\" {
    slice \"Take an order\" {
        command PromiseOrdering
        spec \"a large one is taken\" {
            given OrderingRequested { order: o1, pieces: 12 }
            when PromiseOrdering { order: o1 } by seller1 then OrderingPromised
        }
        spec \"a small one\" {
            given OrderingRequested { order: o1, pieces: 3 }
            when PromiseOrdering { order: o1 } by seller1 then ";

fn shop(then: &str) -> TempDir {
    let text = format!("{HEAD}{then}\n        }}\n    }}\n}}\n");
    folder(&[("model/shop.coact", &text)])
}

#[test]
fn specs_that_hold_are_a_line_each() {
    let dir = shop("rejected Enough");
    let output = run(coact(dir.path()).args(["spec", "model"]));
    assert_eq!(text(&output.stderr), "");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(
        text(&output.stdout),
        "passed   Selling / Take an order / a large one is taken
passed   Selling / Take an order / a small one
shop: 2 specs passed
"
    );
}

#[test]
fn what_fails_is_told_with_what_decided() {
    let dir = shop("OrderingPromised");
    let output = run(coact(dir.path()).args(["spec", "model"]));
    assert_eq!(output.status.code(), Some(1));
    let told = text(&output.stderr);
    for part in [
        "SPC001",
        "the spec \"a small one\" does not hold",
        "this decided",
        "given  OrderingRequested { order: o1, pieces: 3 }",
        "expected  a command that is accepted",
        "got  refused by Enough: it is worth the way",
        "decided  Enough (model/shop.coact:7)",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
    let shown = text(&output.stdout);
    assert!(shown.contains("failed   Selling"), "{shown}");
    assert!(
        shown.ends_with("shop: 1 spec passed, 1 failed\n"),
        "{shown}"
    );
}

#[test]
fn a_filter_chooses_by_title() {
    let dir = shop("OrderingPromised");
    let output = run(coact(dir.path()).args(["spec", "model", "--filter", "large one"]));
    assert_eq!(output.status.code(), Some(0));
    assert!(text(&output.stdout).ends_with("shop: 1 spec passed\n"));
}

#[test]
fn programs_read_verdicts() {
    let dir = shop("OrderingPromised");
    let args = ["spec", "model", "--output-format"];
    let output = run(coact(dir.path()).args(args).arg("json"));
    assert_eq!(output.status.code(), Some(1));
    let told: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let specs = told[0]["specs"].as_array().unwrap();
    assert_eq!(specs[0]["verdict"], "passed");
    assert_eq!(specs[1]["verdict"], "failed");
    assert_eq!(specs[1]["decided"]["name"], "Enough");
    assert_eq!(specs[1]["decided"]["place"], "model/shop.coact:7");
    assert_eq!(specs[1]["finding"]["code"], "SPC001");

    let output = run(coact(dir.path()).args(args).arg("junit"));
    let told = text(&output.stdout);
    for part in [
        "<testsuite name=\"shop\" tests=\"2\" failures=\"1\" errors=\"0\">",
        "<testcase name=\"Selling / Take an order / a large one is taken\" classname=\"shop\"/>",
        "<failure message=\"a command that is accepted\">",
    ] {
        assert!(told.contains(part), "{part}: {told}");
    }
}

#[test]
fn a_model_that_does_not_hold_is_refused() {
    let dir = shop("OrderingPromisd");
    let output = run(coact(dir.path()).args(["spec", "model"]));
    assert_eq!(output.status.code(), Some(1));
    assert!(text(&output.stderr).contains("N001"));
    assert_eq!(text(&output.stdout), "");
}

#[test]
fn what_is_watched_runs_again_when_it_changes() {
    let dir = shop("rejected Enough");
    let mut child = std::process::Command::new(env!("CARGO_BIN_EXE_coact"))
        .current_dir(dir.path())
        .args(["spec", "model", "--watch"])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let mut lines = BufReader::new(child.stdout.take().unwrap()).lines();
    let mut next = |wanted: &str| {
        let line = lines.find(|line| line.as_ref().unwrap().starts_with("shop: "));
        assert_eq!(line.unwrap().unwrap(), wanted);
    };
    next("shop: 2 specs passed");
    let text = format!("{HEAD}rejected pattern\n        }}\n    }}\n}}\n");
    fs::write(dir.path().join("model/shop.coact"), text).unwrap();
    next("shop: 1 spec passed, 1 failed");
    child.kill().unwrap();
    child.wait().unwrap();
}

#[test]
fn standard_input_is_not_watched() {
    let dir = shop("rejected Enough");
    let output = run(coact(dir.path()).args(["spec", "-", "--watch"]));
    assert_eq!(output.status.code(), Some(2));
    assert!(text(&output.stderr).starts_with("error[CLI011]"));
}
