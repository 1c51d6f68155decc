//! What instances remember of acts that happen without a person.

use coact_model::ctp::{Act, Step};
use coact_model::model::KindId;

use crate::cx::Cx;

/// The acts that automations must remember, so that each is performed once per occasion.
pub(crate) fn remembered(cx: &Cx<'_>, kind: KindId) -> Vec<Act> {
    let counted = cx
        .place(kind)
        .parent
        .is_some_and(|(_, link)| !cx.responses(link).is_empty());
    cx.base_acts(kind)
        .map(|(act, _)| act)
        .filter(|act| cx.is_automated(kind, Step::Base(*act)) || (*act == Act::Request && counted))
        .collect()
}
