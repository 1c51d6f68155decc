//! Banks, access, positions and delegation.

use crate::ctp::step_words;
use crate::json::Document;
use crate::json::organisation::{Access, Bank, Delegation, Position};
use crate::json::read::language::{Text, steps};

impl Bank {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            number,
            external,
            entities,
            transactions,
            from,
        } = self;
        text.doc("///", doc.as_ref());
        text.put(if *external { "external bank " } else { "bank " });
        text.name("name", name);
        text.item_past("bank", name);
        text.string("number", number.as_ref());
        text.put(" { ");
        text.names("entities", entities, ", ");
        text.put(if entities.is_empty() || transactions.is_empty() {
            ""
        } else {
            ", "
        });
        text.names("transactions", transactions, ", ");
        text.put("\n");
        document.write_marks("bank", name, text);
        text.put("}");
        if let Some(from) = from {
            text.put(" from ");
            text.reference("from", from);
        }
        text.put("\n");
    }
}

impl Access {
    pub(super) fn write(&self, text: &mut Text) {
        let Self { readers, banks } = self;
        text.put("access ");
        text.names("readers", readers, " and ");
        text.put(" reads ");
        text.names("banks", banks, " and ");
        text.put("\n");
    }
}

impl Position {
    pub(super) fn write(&self, text: &mut Text) {
        let Self { name, doc, fills } = self;
        text.doc("///", doc.as_ref());
        text.put("position ");
        text.name("name", name);
        text.item_past("position", name);
        text.put(" fills ");
        text.names("fills", fills, " and ");
        text.put("\n");
    }
}

impl Delegation {
    pub(super) fn write(&self, text: &mut Text) {
        let Self {
            acts,
            transaction,
            from,
            to,
        } = self;
        text.put("delegate ");
        text.each("acts", acts, |text, at, act| {
            if at > 0 {
                text.put(" and ");
            }
            if steps().any(|step| step_words(step) == *act) {
                text.put(act);
            } else {
                text.refuse("this is not an act of a transaction");
            }
        });
        text.put(" of ");
        text.name("transaction", transaction);
        text.put(" from ");
        text.name("from", from);
        text.put(" to ");
        text.name("to", to);
        text.put("\n");
    }
}
