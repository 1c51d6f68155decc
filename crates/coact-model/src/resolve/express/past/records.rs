//! What is recorded as a whole: the members of values, enums, entities, events and acts, with their pasts.

use coact_syntax::ast::{self, Act, ItemKind};

use super::super::super::cx::{Element, ItemRef};
use super::super::super::structure::TypeCx;
use super::super::pass::Pass;
use crate::ctp::Step;
use crate::model::{Field, Ident, KindId};
use crate::rules;

/// Members that are recorded together.
pub(super) struct Record<'i> {
    /// The name of the whole.
    pub(super) owner: Ident,
    /// What a member is: "field".
    pub(super) noun: &'static str,
    /// What it is, where it is never recorded: "a row of a view".
    pub(super) unrecorded: Option<&'static str>,
    pub(super) members: Vec<Member<'i>>,
    /// What the whole is: "value", "enum", "entity", "event", "aggregate".
    pub(super) whole: &'static str,
    /// The steps from its older records.
    pub(super) upcasts: Vec<&'i ast::Upcast>,
}

/// A member with its past.
pub(super) struct Member<'i> {
    pub(super) name: &'i ast::Name,
    pub(super) past: Option<&'i ast::Past>,
    pub(super) written: Written<'i>,
}

/// How a member is written.
#[derive(Clone, Copy)]
pub(super) enum Written<'i> {
    Variant,
    Field(&'i ast::FieldDef),
    Payload(&'i ast::PayloadField, KindId),
}

/// The records of an item.
pub(super) fn records<'i>(pass: &Pass<'_>, item: ItemRef<'i>) -> Vec<Record<'i>> {
    let record = |name: &'i ast::Name, fields: Vec<&'i ast::FieldDef>| Record {
        owner: item.ident(name),
        noun: "field",
        unrecorded: None,
        members: fields.into_iter().map(of_field).collect(),
        whole: "event",
        upcasts: Vec::new(),
    };
    let of_block = |name: &'i ast::Name, block: &'i ast::FieldBlock| Record {
        upcasts: block.upcasts.iter().collect(),
        ..record(name, block.read().collect())
    };
    let unrecorded = |name: &'i ast::Name, what, block: &'i ast::FieldBlock| Record {
        unrecorded: Some(what),
        ..of_block(name, block)
    };
    let command =
        |command: &'i ast::CommandItem| unrecorded(&command.name, "a command", &command.fields);
    match &item.item.kind {
        ItemKind::Enum(written) => vec![Record {
            noun: "variant",
            whole: "enum",
            members: written.variants.iter().map(of_variant).collect(),
            ..record(&written.name, Vec::new())
        }],
        ItemKind::Value(written) => vec![Record {
            whole: "value",
            ..of_block(&written.name, &written.fields)
        }],
        ItemKind::Entity(written) => {
            let facts = written.members.iter().filter_map(|member| match member {
                ast::EntityMember::Fact(def) => Some(def),
                _ => None,
            });
            let upcasts = written.members.iter().filter_map(|member| match member {
                ast::EntityMember::Upcast(upcast) => Some(upcast),
                _ => None,
            });
            vec![Record {
                noun: "fact",
                whole: "entity",
                upcasts: upcasts.collect(),
                ..record(&written.name, facts.collect())
            }]
        }
        ItemKind::Event(written) => vec![of_block(&written.name, &written.fields)],
        ItemKind::Command(written) => vec![command(written)],
        ItemKind::View(written) => {
            let fields = written.members.iter().filter_map(|member| match member {
                ast::ViewMember::Field(def) => Some(def),
                _ => None,
            });
            vec![Record {
                unrecorded: Some("a row of a view"),
                ..record(&written.name, fields.collect())
            }]
        }
        ItemKind::Aggregate(written) => {
            let members = written.members.iter().filter_map(|member| match member {
                ast::AggregateMember::Key(def) => Some(Record {
                    whole: "aggregate",
                    ..record(&written.name, vec![def])
                }),
                ast::AggregateMember::State(fields, _) => {
                    let what = "the state of an aggregate";
                    Some(unrecorded(&written.name, what, fields))
                }
                ast::AggregateMember::Command(written) => Some(command(written)),
                ast::AggregateMember::Event(event) => {
                    let block = event.fields.as_ref()?;
                    Some(of_block(&event.name, block))
                }
                ast::AggregateMember::Broken(_) => None,
            });
            members.collect()
        }
        ItemKind::System(written) => {
            let mut records = Vec::new();
            for member in &written.members {
                match member {
                    ast::SystemMember::Event(event) => {
                        records.push(of_block(&event.name, &event.fields));
                    }
                    ast::SystemMember::Call(call) => {
                        let told = std::iter::once((&call.name, &call.fields));
                        let heard = call.outcomes.iter().map(|(name, fields)| (name, fields));
                        for (name, fields) in told.chain(heard) {
                            let what = "what passes between systems";
                            records.push(unrecorded(name, what, fields));
                        }
                    }
                    ast::SystemMember::Broken(_) => {}
                }
            }
            records
        }
        ItemKind::Transaction(written) => match pass.names.item(&item) {
            Some(Element::Kind(id)) => acts(pass, id, written),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}

fn of_field(def: &ast::FieldDef) -> Member<'_> {
    Member {
        name: &def.name,
        past: def.past.as_deref(),
        written: Written::Field(def),
    }
}

fn of_variant(variant: &ast::EnumVariant) -> Member<'_> {
    Member {
        name: &variant.name,
        past: variant.past.as_deref(),
        written: Written::Variant,
    }
}

/// The payloads of a kind's acts, each under the name of its event.
fn acts<'i>(pass: &Pass<'_>, id: KindId, written: &'i ast::TransactionItem) -> Vec<Record<'i>> {
    let mut namings: Vec<(Step, &'i ast::Naming)> = Vec::new();
    for member in &written.members {
        match member {
            ast::TransactionMember::Act(clause) => {
                namings.push((Step::Base(clause.act), &clause.naming));
            }
            ast::TransactionMember::Revocation(clause) => {
                let act: Act = clause.act;
                namings.push((Step::Revoke(act), &clause.ask));
                namings.extend(clause.allow.iter().map(|it| (Step::Allow(act), it)));
                namings.extend(clause.refuse.iter().map(|it| (Step::Refuse(act), it)));
            }
            _ => {}
        }
    }
    let records = namings.into_iter().filter_map(|(step, naming)| {
        let act = pass.model.kinds[id].act(step)?;
        let fields = naming.payload.as_deref().unwrap_or_default();
        Some(Record {
            owner: act.event.clone(),
            noun: "field",
            unrecorded: None,
            members: fields
                .iter()
                .map(|field| Member {
                    name: &field.name,
                    past: field.past.as_deref(),
                    written: Written::Payload(field, id),
                })
                .collect(),
            whole: "event",
            upcasts: naming.upcasts.iter().collect(),
        })
    });
    records.collect()
}

impl<'i> Record<'i> {
    /// The step that says what a field is in this version.
    pub(super) fn given(&self, version: ast::Version, field: &str) -> Option<&'i ast::Upcast> {
        let mut upcasts = self.upcasts.iter().copied();
        upcasts.find(|upcast| {
            upcast.to.number == version.number
                && upcast.fields.iter().any(|init| init.name.text == field)
        })
    }
}

impl Member<'_> {
    /// The member as a field, be it retired; none of a variant, and of what is reported elsewhere.
    pub(super) fn field(
        &self,
        pass: &mut Pass<'_>,
        item: ItemRef<'_>,
        record: &Record<'_>,
    ) -> Option<Field> {
        let cx = TypeCx {
            names: pass.names,
            scalars: &pass.model.scalars,
        };
        // What is there was typed before: its findings are told.
        let mut told = Vec::new();
        let retired = self.past.is_some_and(|past| past.retired.is_some());
        let findings = if retired {
            &mut *pass.findings
        } else {
            &mut told
        };
        match self.written {
            Written::Variant => None,
            Written::Field(def) => Some(cx.field(&item, def, findings)),
            Written::Payload(field, kind) => {
                if let Some(ty) = &field.ty {
                    let typed = cx.resolve(&item, ty, findings);
                    return Some(named(item.ident(self.name), typed.ty, typed.bounds));
                }
                let entity = &pass.model.entities[pass.model.kinds[kind].product.entity];
                let fact = entity
                    .facts
                    .iter()
                    .find(|fact| fact.field.name.text == self.name.text);
                if let Some(fact) = fact {
                    return Some(fact.field.clone());
                }
                let mut pasts = pass.model.pasts.iter();
                let gone = pasts.find(|past| {
                    past.of.text == self.name.text
                        && past
                            .owner
                            .as_ref()
                            .is_some_and(|owner| *owner == entity.name)
                });
                if let Some(ty) = gone.and_then(|past| past.retired.as_ref()?.ty.clone()) {
                    return Some(named(item.ident(self.name), ty, Vec::new()));
                }
                if retired {
                    let noun = format!("fact of `{}`", entity.name.text);
                    let loc = item.loc(self.name.span);
                    let finding = rules::unknown_name(loc, &noun, &self.name.text, None);
                    findings.push(finding.hint(format!(
                        "say of which type it was in `{}`: `{}: Text retired …`",
                        record.owner.text, self.name.text
                    )));
                }
                None
            }
        }
    }
}

pub(super) const fn named(
    name: Ident,
    ty: crate::model::Type,
    bounds: Vec<crate::model::Bound>,
) -> Field {
    Field {
        name,
        doc: None,
        key: false,
        ty,
        bounds,
        default: None,
    }
}
