//! Action Model.

use crate::json::Document;
use crate::json::action::{Answer, Assessment, ClaimWord, Each, Lookup, ModeWord, Parameter, Rule};
use crate::json::read::language::Text;

impl Rule {
    pub(super) fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            name,
            doc,
            on,
            while_,
            mode,
            assessments,
            then,
            otherwise,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("rule on ");
        text.fact("on", on);
        text.each("while", while_, |text, at, fact| {
            text.put(if at > 0 { " and " } else { " while " });
            text.bare_fact(fact);
        });
        text.put(match mode {
            ModeWord::Advised => " advised",
            ModeWord::Enforced => " enforced",
            ModeWord::Automated => " automated",
        });
        text.block(|text| {
            text.each("assessments", assessments, |text, _, it| it.write(text));
            text.each("then", then, |text, at, answer| {
                text.put(if at > 0 { " and " } else { "then " });
                answer.write(text);
            });
            text.put("\n");
            text.each("else", otherwise, |text, at, answer| {
                text.put(if at > 0 { " and " } else { "else " });
                answer.write(text);
            });
            text.put("\n");
            document.write_marks("rule", name, text);
        });
    }
}

impl Assessment {
    fn write(&self, text: &mut Text) {
        let Self {
            name,
            claim,
            sentence,
            condition,
        } = self;
        text.put(match claim {
            ClaimWord::Rightness => "rightness ",
            ClaimWord::Sincerity => "sincerity ",
            ClaimWord::Truth => "truth ",
        });
        text.name("name", name);
        text.string("sentence", sentence.as_ref());
        text.put(": ");
        text.expr("condition", condition);
        text.put("\n");
    }
}

impl Answer {
    fn write(&self, text: &mut Text) {
        let Self {
            act,
            each,
            subject,
            payload,
            condition,
        } = self;
        if let Some(Each { name, list }) = each {
            text.at("each", |text| {
                text.put("for each ");
                text.name("name", name);
                text.put(" in ");
                text.closed("list", list);
                text.put(" ");
            });
        }
        text.act("act", act);
        if let Some(subject) = subject {
            text.put(" for ");
            text.closed("for", subject);
        }
        text.payload(payload);
        if let Some(condition) = condition {
            text.put(" if ");
            text.closed("if", condition);
        }
    }
}

impl Lookup {
    pub(super) fn write(&self, text: &mut Text) {
        let Self {
            name,
            doc,
            parameters,
            result,
            view,
        } = self;
        text.doc("///", doc.as_ref());
        text.put("lookup ");
        text.name("name", name);
        Parameter::write_all(parameters, text);
        text.item_past("lookup", name);
        text.put(" -> ");
        text.ty("result", result);
        if let Some(view) = view {
            text.put(" from ");
            text.reference("view", view);
        }
        text.put("\n");
    }
}

impl Parameter {
    pub(super) fn write_all(parameters: &[Self], text: &mut Text) {
        text.put("(");
        text.each("parameters", parameters, |text, at, parameter| {
            let Self { name, ty } = parameter;
            text.put(if at > 0 { ", " } else { "" });
            text.field("name", name);
            text.ty("type", ty);
        });
        text.put(")");
    }
}
