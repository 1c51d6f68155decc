//! A model's structure in a few lines, for snapshots.

use std::fmt::Write as _;

use coact_model::ctp::{FactWord, Outcome, Performer, Step};
use coact_model::model::{
    ActDef, CaseKind, KindId, Model, Node, NodeId, PayloadOrigin, TransactionKind, Type,
};

/// Everything that stands without expressions.
pub(crate) fn outline(model: &Model) -> String {
    let mut out = format!("model {} in {}\n", model.name.text, model.zone);
    for scalar in model.scalars.values() {
        let bounds = scalar.bounds.len();
        let _ = writeln!(
            out,
            "scalar {} = {}, {bounds} bounds",
            scalar.name.text,
            ty(model, &scalar.base)
        );
    }
    for enumeration in model.enums.values() {
        let variants: Vec<&str> = enumeration
            .variants
            .iter()
            .map(|(name, _)| name.text.as_str())
            .collect();
        let _ = writeln!(out, "enum {} {}", enumeration.name.text, variants.join(" "));
    }
    for value in model.values.values() {
        let _ = writeln!(out, "value {}", value.name.text);
        for field in &value.fields {
            let key = if field.key { "key " } else { "" };
            let _ = writeln!(out, "  {key}{}: {}", field.name.text, ty(model, &field.ty));
        }
    }
    for entity in model.entities.values() {
        let external = if entity.external { "external " } else { "" };
        let _ = writeln!(
            out,
            "{external}entity {} as `{}`",
            entity.name.text,
            entity.subject()
        );
        let generated = if entity.key_generated {
            " generated"
        } else {
            ""
        };
        let _ = writeln!(
            out,
            "  key {}: {}{generated}",
            entity.key.name.text,
            ty(model, &entity.key.ty)
        );
        for fact in &entity.facts {
            let setters: Vec<String> = fact
                .setters
                .iter()
                .map(|(kind, act)| format!("{} {}", act.word(), name(model, *kind)))
                .collect();
            let _ = writeln!(
                out,
                "  {}: {}, set by {}",
                fact.field.name.text,
                ty(model, &fact.field.ty),
                setters.join(", ")
            );
        }
        for derived in &entity.derived {
            let _ = writeln!(
                out,
                "  derived {}: {}",
                derived.name.text,
                ty(model, &derived.value.ty)
            );
        }
        for back in &entity.inverses {
            let from = &model.entities[back.entity];
            let fact = from
                .facts
                .get(back.fact)
                .map_or("?", |fact| fact.field.name.text.as_str());
            let _ = writeln!(
                out,
                "  back {} by {}.{fact} {}",
                back.name.text,
                from.name.text,
                range(back.min, back.max)
            );
        }
        if let Some(kind) = entity.created_by {
            let _ = writeln!(out, "  created by {}", name(model, kind));
        }
    }
    for actor in model.actors.values() {
        let is = actor.is.map_or(String::new(), |id| {
            format!(" is {}", model.entities[id].name.text)
        });
        let external = if actor.external { "external " } else { "" };
        let _ = writeln!(out, "{external}actor {}{is}", actor.name.text);
    }
    for definition in model.kinds.values() {
        out += &one_kind(model, definition);
    }
    for lookup in model.lookups.values() {
        let params: Vec<String> = lookup
            .params
            .iter()
            .map(|(name, param)| format!("{}: {}", name.text, ty(model, param)))
            .collect();
        let _ = writeln!(
            out,
            "lookup {}({}) -> {}",
            lookup.name.text,
            params.join(", "),
            ty(model, &lookup.result)
        );
    }
    out + &process(model)
}

/// One transaction kind, by name.
pub(crate) fn kind(model: &Model, name: &str) -> String {
    model
        .kinds
        .values()
        .filter(|kind| kind.name.text == name)
        .map(|kind| one_kind(model, kind))
        .collect()
}

fn one_kind(model: &Model, kind: &TransactionKind) -> String {
    let initiators: Vec<&str> = kind
        .initiators
        .iter()
        .map(|actor| model.actors[*actor].name.text.as_str())
        .collect();
    let new = if kind.product.new { "new " } else { "" };
    let mut out = format!(
        "transaction {} ({:?}, {:?}): {} asks {} about {new}{} \"{}\"\n",
        kind.name.text,
        kind.sort,
        kind.pattern,
        initiators.join(" or "),
        model.actors[kind.executor].name.text,
        model.entities[kind.product.entity].name.text,
        kind.product.sentence,
    );
    for act in &kind.acts {
        out += &one_act(model, act);
    }
    out
}

fn one_act(model: &Model, act: &ActDef) -> String {
    let fields: Vec<String> = act
        .payload
        .iter()
        .map(|field| {
            let origin = match field.origin {
                PayloadOrigin::Fact(_) => "fact ",
                PayloadOrigin::FilledIn(_) => "filled in ",
                PayloadOrigin::Data => "",
            };
            format!("{}: {origin}{}", field.name.text, ty(model, &field.ty))
        })
        .collect();
    let by = match act.performer {
        Performer::Initiator => 'I',
        Performer::Executor => 'E',
    };
    let tacit = if act.tacit { " tacit" } else { "" };
    format!(
        "  {by} {}{tacit}: {} -> {} {{ {} }}\n",
        step(act.step),
        act.command.text,
        act.event.text,
        fields.join(", ")
    )
}

/// Cases, links and waits.
pub(crate) fn process(model: &Model) -> String {
    let mut out = String::new();
    for case in model.cases.values() {
        let _ = writeln!(out, "case {}", model.entities[case.entity].name.text);
        for root in &case.roots {
            node(model, case, *root, 1, &mut out);
        }
    }
    for link in model.links.values() {
        let extras = [
            (link.automated, " automated"),
            (link.retry.is_some(), " retry"),
            (link.apart, " apart"),
            (link.risk.is_some(), " risk"),
        ];
        let extras: String = extras
            .iter()
            .filter(|(is, _)| *is)
            .map(|(_, word)| *word)
            .collect();
        let _ = writeln!(
            out,
            "{} {} -> {} {} {}{extras}",
            name(model, link.source.0),
            fact(link.source.1),
            step(link.target.1),
            name(model, link.target.0),
            range(link.min, link.max)
        );
    }
    for wait in model.waits.values() {
        let count = wait
            .count
            .map_or(String::new(), |count| format!(" [{count}]"));
        let _ = writeln!(
            out,
            "{} {} ~> {} {}{count}",
            name(model, wait.source.0),
            fact(wait.source.1),
            wait.target.1.word(),
            name(model, wait.target.0)
        );
    }
    out
}

fn node(model: &Model, case: &CaseKind, id: NodeId, depth: usize, out: &mut String) {
    let Node {
        kind,
        children,
        many,
        parents_subject,
        ..
    } = &case.nodes[id];
    let many = if *many { ": many" } else { "" };
    let parents = if *parents_subject {
        ": the parent's subject"
    } else {
        ""
    };
    let _ = writeln!(
        out,
        "{}{}{many}{parents}",
        "  ".repeat(depth),
        name(model, *kind)
    );
    for child in children {
        assert!(*child > id, "parents stand before children");
        node(model, case, *child, depth + 1, out);
    }
}

fn name(model: &Model, kind: KindId) -> &str {
    &model.kinds[kind].name.text
}

fn range(min: u64, max: Option<u64>) -> String {
    max.map_or(format!("[{min}..*]"), |max| format!("[{min}..{max}]"))
}

fn fact(fact: FactWord) -> String {
    match fact {
        FactWord::Base(act) => act.fact_word().to_owned(),
        FactWord::Revocation(act, outcome) => {
            let outcome = match outcome {
                Outcome::Asked => "asked",
                Outcome::Allowed => "allowed",
                Outcome::Refused => "refused",
            };
            format!("{} revocation {outcome}", act.word())
        }
    }
}

fn step(step: Step) -> String {
    match step {
        Step::Base(act) => act.word().to_owned(),
        Step::Revoke(act) => format!("revoke {}", act.word()),
        Step::Allow(act) => format!("allow {} revocation", act.word()),
        Step::Refuse(act) => format!("refuse {} revocation", act.word()),
    }
}

fn ty(model: &Model, of: &Type) -> String {
    match of {
        Type::Scalar(id) => model.scalars[*id].name.text.clone(),
        Type::Enum(id) => model.enums[*id].name.text.clone(),
        Type::Value(id) => model.values[*id].name.text.clone(),
        Type::Entity(id) => model.entities[*id].name.text.clone(),
        Type::Optional(inner) => format!("{}?", ty(model, inner)),
        Type::List(inner) => format!("[{}]", ty(model, inner)),
        Type::Map(key, value) => format!("{{{}: {}}}", ty(model, key), ty(model, value)),
        Type::Decimal(unit) => format!("Decimal {}", unit.over().join("*")),
        Type::Int(_) => "Int".to_owned(),
        other => format!("{other:?}"),
    }
}
