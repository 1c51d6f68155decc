//! What the tables of generated code write and read is what the derives of serde would.

#![allow(
    clippy::unwrap_used,
    clippy::enum_variant_names,
    clippy::missing_panics_doc,
    missing_docs,
    unreachable_pub,
    reason = "a test fails by panicking"
)]

use coact_runtime::steps;
use serde_json::{Value, json};

mod types {
    use serde::{Deserialize, Serialize};

    #[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
    pub struct OrderId(pub u32);
}

#[derive(Clone, Debug, PartialEq)]
enum Command {
    Paying(paying::Command),
}

mod paying {
    coact_runtime::acts! {
        Paying "Paying" about order: super::types::OrderId;
        say more {
            REQUEST AskPayment => PaymentAsked;
        }
        say nothing {
            PROMISE AgreeToPay "agree" => PaymentPromised "Payment promised";
        }
        say why {
            DECLINE RefuseToPay => PaymentRefused;
        }
    }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(crate) struct AskPayment {
        pub(crate) order: super::types::OrderId,
        pub(crate) r#type: String,
        pub(crate) u0149ame: u8,
        pub(crate) note: Option<String>,
    }
    coact_runtime::record! { AskPayment { order, r#type, u0149ame "ŉame", note } }

    #[derive(Clone, Debug, PartialEq, Eq)]
    pub(crate) struct PaymentAsked {
        pub(crate) order: super::types::OrderId,
        pub(crate) note: Option<String>,
    }
    coact_runtime::record! { PaymentAsked { order, note if_any } }
}

/// The same by derives.
mod derived {
    use serde::{Deserialize, Serialize};

    use super::types::OrderId;

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) enum Command {
        AskPayment {
            order: OrderId,
            r#type: String,
            #[serde(rename = "ŉame")]
            name: u8,
            #[serde(default)]
            note: Option<String>,
        },
        #[serde(rename = "agree")]
        AgreeToPay { order: OrderId },
        RefuseToPay {
            order: OrderId,
            #[serde(default)]
            reason: Option<String>,
        },
    }

    #[derive(Debug, PartialEq, Serialize, Deserialize)]
    pub(crate) enum Event {
        PaymentAsked {
            order: OrderId,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            note: Option<String>,
        },
        #[serde(rename = "Payment promised")]
        PaymentPromised { order: OrderId },
        PaymentRefused {
            order: OrderId,
            #[serde(default, skip_serializing_if = "Option::is_none")]
            reason: Option<String>,
        },
    }
}

const ORDER: types::OrderId = types::OrderId(7);

fn commands() -> Vec<(paying::Command, derived::Command)> {
    let (order, text) = (ORDER, Some("why".to_owned()));
    let ask = |note: &Option<String>| {
        (
            paying::Command::AskPayment(paying::AskPayment {
                order,
                r#type: "t".to_owned(),
                u0149ame: 1,
                note: note.clone(),
            }),
            derived::Command::AskPayment {
                order,
                r#type: "t".to_owned(),
                name: 1,
                note: note.clone(),
            },
        )
    };
    let refuse = |reason: &Option<String>| {
        let reason = reason.clone();
        (
            paying::Command::RefuseToPay(paying::RefuseToPay {
                order,
                reason: reason.clone(),
            }),
            derived::Command::RefuseToPay { order, reason },
        )
    };
    let agree = paying::Command::AgreeToPay(paying::AgreeToPay { order });
    vec![
        ask(&None),
        ask(&text),
        (agree, derived::Command::AgreeToPay { order }),
        refuse(&None),
        refuse(&text),
    ]
}

fn events() -> Vec<(paying::Event, derived::Event)> {
    let (order, text) = (ORDER, Some("why".to_owned()));
    let asked = |note: &Option<String>| {
        let note = note.clone();
        (
            paying::Event::PaymentAsked(paying::PaymentAsked {
                order,
                note: note.clone(),
            }),
            derived::Event::PaymentAsked { order, note },
        )
    };
    let refused = |reason: &Option<String>| {
        let reason = reason.clone();
        (
            paying::Event::PaymentRefused(paying::PaymentRefused {
                order,
                reason: reason.clone(),
            }),
            derived::Event::PaymentRefused { order, reason },
        )
    };
    let promised = paying::Event::PaymentPromised(paying::PaymentPromised { order });
    vec![
        asked(&None),
        asked(&text),
        (promised, derived::Event::PaymentPromised { order }),
        refused(&None),
        refused(&text),
    ]
}

#[test]
fn the_bytes_are_those_of_derives() {
    for (command, derived) in commands() {
        let text = serde_json::to_string(&command).unwrap();
        assert_eq!(text, serde_json::to_string(&derived).unwrap());
        assert_eq!(command, serde_json::from_str(&text).unwrap());
        assert_eq!(
            command,
            serde_json::from_str::<Value>(&text)
                .and_then(serde_json::from_value)
                .unwrap()
        );
    }
    for (event, derived) in events() {
        let text = serde_json::to_string(&event).unwrap();
        assert_eq!(text, serde_json::to_string(&derived).unwrap());
        assert_eq!(event, serde_json::from_str(&text).unwrap());
    }
}

#[test]
fn an_act_alone_is_written_as_it_is_in_its_place() {
    let reason = None;
    let refusal = paying::RefuseToPay {
        order: ORDER,
        reason,
    };
    let written = serde_json::to_value(&refusal).unwrap();
    assert_eq!(written, json!({ "order": 7, "reason": null }));
    let reason = None;
    let refused = paying::PaymentRefused {
        order: ORDER,
        reason,
    };
    let written = serde_json::to_value(&refused).unwrap();
    assert_eq!(written, json!({ "order": 7 }));
    assert_eq!(refused, serde_json::from_value(written).unwrap());
}

#[test]
fn what_derives_refuse_is_refused_in_their_words() {
    let texts = [
        r#"{"AskPayment":{"order":7,"type":"t"}}"#,
        r#"{"AskPayment":{"order":7,"type":"t","ŉame":1,"order":8}}"#,
        r#"{"AskPayment":{"order":"7","type":"t","ŉame":1}}"#,
        r#"{"AskPayment":{"order":7,"type":"t","ŉame":1,"note":2}}"#,
        r#"{"AskPayment":[7,"t"]}"#,
        r#"{"agree":{}}"#,
        r#"{"RefuseToPay":{"reason":"why"}}"#,
        r#"{"RefuseToPay":{"order":7,"reason":"a","reason":"b"}}"#,
        r#"{"Nothing":{}}"#,
        r#""agree""#,
        "7",
    ];
    for text in texts {
        let ours = serde_json::from_str::<paying::Command>(text).unwrap_err();
        let derived = serde_json::from_str::<derived::Command>(text).unwrap_err();
        let words = |error: serde_json::Error| {
            let said = error.to_string();
            said.replace("struct variant Command::", "struct ")
                .replace("expected struct variant", "expected newtype variant")
        };
        assert_eq!(words(ours), words(derived), "{text}");
    }
}

#[test]
fn what_derives_read_is_read() {
    let texts = [
        r#"{"AskPayment":{"new":{"a":[1]},"ŉame":1,"type":"t","order":7}}"#,
        r#"{"AskPayment":[7,"t",1,"n"]}"#,
        r#"{"agree":{"order":7,"since":"later"}}"#,
        r#"{"RefuseToPay":{"order":7}}"#,
        r#"{"RefuseToPay":{"reason":null,"order":7}}"#,
    ];
    for text in texts {
        let ours: paying::Command = serde_json::from_str(text).unwrap();
        let derived: derived::Command = serde_json::from_str(text).unwrap();
        let bytes = serde_json::to_string(&ours).unwrap();
        assert_eq!(bytes, serde_json::to_string(&derived).unwrap(), "{text}");
    }
}

#[test]
fn acts_are_equal_where_all_of_them_is() {
    let all = commands();
    for (at, (one, _)) in all.iter().enumerate() {
        for (other_at, (other, _)) in all.iter().enumerate() {
            assert_eq!(one == other, at == other_at, "{one:?} {other:?}");
        }
        assert_eq!(one.clone(), *one);
    }
}

#[test]
fn people_see_the_names_of_the_model() {
    let agree = paying::Command::AgreeToPay(paying::AgreeToPay { order: ORDER });
    assert_eq!(format!("{agree:?}"), "agree(agree { order: OrderId(7) })");
    let refuse = commands().pop().unwrap().0;
    let shown = "RefuseToPay(RefuseToPay { order: OrderId(7), reason: Some(\"why\") })";
    assert_eq!(format!("{refuse:?}"), shown);
}

#[test]
fn each_command_is_one_of_the_model() {
    let agree = paying::AgreeToPay { order: ORDER };
    let Command::Paying(command) = Command::from(agree);
    assert_eq!(command.step(), steps::PROMISE);
    assert_eq!(*command.subject(), ORDER);
    assert_eq!(command, paying::plain(steps::PROMISE, ORDER));
}
