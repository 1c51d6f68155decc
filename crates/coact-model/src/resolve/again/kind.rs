//! Transaction kinds again.

use coact_syntax::ast::ItemKind;

use super::{Differs, Edited};
use crate::Loc;
use crate::ctp::Step;
use crate::model::{ActDef, Ident, KindId, Model, PayloadOrigin, Product, TransactionKind};
use crate::places::{Moved as _, Moves};
use crate::resolve::cx::Names;
use crate::resolve::express::payload_fields;
use crate::resolve::structure::{filled_in, kind};

pub(super) struct TakenOut {
    id: KindId,
    before: TransactionKind,
}

/// Takes a kind out: what others find it by stays.
pub(super) fn take_out(id: KindId, model: &mut Model) -> TakenOut {
    let kind = &model.kinds[id];
    let stays = TransactionKind {
        name: Ident::default(),
        doc: None,
        number: None,
        sort: kind.sort,
        initiators: Vec::new(),
        initiators_at: Vec::new(),
        executor: kind.executor,
        executor_at: Loc::default(),
        product: Product {
            sentence: String::new(),
            loc: Loc::default(),
            ..kind.product.clone()
        },
        pattern: kind.pattern,
        acts: Vec::new(),
    };
    let before = std::mem::replace(&mut model.kinds[id], stays);
    TakenOut { id, before }
}

/// Reads a kind again.
pub(super) fn read(
    out: TakenOut,
    edited: Edited<'_>,
    moves: &Moves,
    names: &Names,
    model: &mut Model,
    differs: &mut Differs,
) -> Option<()> {
    let TakenOut { id, mut before } = out;
    // The values that others give by default may stand in items that are read again as well.
    before.acts.moved(moves);
    moves.take_lost();
    let item = &edited.now.item;
    let (ItemKind::Transaction(then), ItemKind::Transaction(written)) =
        (&edited.before.item.item.kind, &item.item.kind)
    else {
        return None;
    };
    let mut findings = Vec::new();
    let mut now = kind(names, model, item, written, &mut findings)?;
    let actors = (&before.initiators, before.executor) == (&now.initiators, now.executor);
    if !findings.is_empty() || !actors {
        return None;
    }
    for (then, act) in before.acts.iter().zip(&mut now.acts) {
        take_over(model, id, then, act);
    }
    if !is_alike(&before, &now) {
        return None;
    }
    let fields = payload_fields(then).zip(payload_fields(written));
    for (a, b) in fields {
        if edited.before.of(a.span) != edited.now.of(b.span) {
            tell(&now, &b.name.text, differs);
        }
    }
    model.kinds[id] = now;
    Some(())
}

/// Gives an act what others have given it: the fact that its parent fills in, and defaults.
fn take_over(model: &Model, id: KindId, then: &ActDef, now: &mut ActDef) {
    let facts = &model.entities[model.kinds[id].product.entity].facts;
    for (at, field) in then.payload.iter().enumerate() {
        if let PayloadOrigin::FilledIn(fact) = field.origin
            && let Some(source) = facts.get(fact)
            && at <= now.payload.len()
        {
            now.payload.insert(at, filled_in(fact, source));
        }
    }
    for (then, field) in then.payload.iter().zip(&mut now.payload) {
        field.default.clone_from(&then.default);
    }
}

/// Whether two versions are alike in what the structure rests on.
fn is_alike(before: &TransactionKind, now: &TransactionKind) -> bool {
    let number = |kind: &TransactionKind| kind.number.as_ref().map(|number| number.text.clone());
    let product = |kind: &TransactionKind| {
        let product = &kind.product;
        (product.entity, product.new, product.fact)
    };
    let acts = |kind: &TransactionKind| -> Vec<(Step, bool, String, String)> {
        let acts = kind.acts.iter();
        acts.map(|act| {
            let (command, event) = (act.command.text.clone(), act.event.text.clone());
            (act.step, act.tacit, command, event)
        })
        .collect()
    };
    let fields = |kind: &TransactionKind| -> Vec<(String, PayloadOrigin)> {
        let fields = kind.acts.iter().flat_map(|act| &act.payload);
        fields
            .map(|field| (field.name.text.clone(), field.origin))
            .collect()
    };
    (before.sort, before.pattern) == (now.sort, now.pattern)
        && number(before) == number(now)
        && product(before) == product(now)
        && acts(before) == acts(now)
        && fields(before) == fields(now)
}

/// Tells by which words others name a field: its own, the kind's, and those of the acts that have it.
fn tell(kind: &TransactionKind, field: &str, differs: &mut Differs) {
    let words = &mut differs.words;
    words.extend([field.to_owned(), kind.name.text.clone()]);
    for act in &kind.acts {
        if act.payload.iter().any(|known| known.name.text == field) {
            words.extend([act.command.text.clone(), act.event.text.clone()]);
        }
    }
}
