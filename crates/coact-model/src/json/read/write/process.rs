//! Process Model.

use super::cooperation::bounds;
use crate::json::Document;
use crate::json::process::{PolicyWord, Response, Retry, Wait};
use crate::json::read::language::Text;

impl Document {
    /// All links. How they are parted into processes is not told of the model.
    pub(super) fn write_process(&self, responses: &[Response], waits: &[Wait], text: &mut Text) {
        let marked = self.marks.iter().any(|mark| mark.noun == "process");
        if responses.is_empty() && waits.is_empty() && !marked {
            return;
        }
        text.put("process");
        text.block(|text| {
            text.each("responses", responses, |text, _, link| {
                link.write(self, text)
            });
            text.each("waits", waits, |text, _, wait| wait.write(text));
            self.write_marks("process", "process", text);
        });
    }
}

impl Response {
    fn write(&self, document: &Document, text: &mut Text) {
        let Self {
            from,
            to,
            min,
            max,
            subject,
            payload,
            automated,
            retry,
            apart,
            on_revert,
            risk,
        } = self;
        text.fact("from", from);
        text.put(" -> ");
        text.act("to", to);
        bounds(*min, *max, text);
        match subject {
            Some(subject) => text.values(Some((document.subject_asked(to), subject)), payload),
            None => text.payload(payload),
        }
        text.put(if *automated { " automated" } else { "" });
        match retry {
            None => {}
            Some(Retry { times: None }) => text.put(" retry"),
            Some(Retry { times: Some(times) }) => text.put(&format!(" retry {times}")),
        }
        text.put(if *apart { " apart" } else { "" });
        text.put(match on_revert {
            PolicyWord::Contained => "",
            PolicyWord::Cascade => " on revert cascade",
            PolicyWord::Free => " on revert free",
        });
        if let Some(risk) = risk {
            text.put(" risk");
            text.string("risk", Some(risk));
        }
        text.put("\n");
    }
}

impl Wait {
    fn write(&self, text: &mut Text) {
        let Self { from, to, count } = self;
        text.fact("from", from);
        text.put(" ~> ");
        text.act("to", to);
        if let Some(count) = count {
            text.put(&format!(" [{count}]"));
        }
        text.put("\n");
    }
}
