//! Plain commands, events and aggregates: their names and fields. What commands do is left to the next phase.

use std::collections::BTreeMap;

use coact_syntax::ast::{
    AggregateItem, AggregateMember, AppliedEvent, CommandItem, CommandMember, EmitsClause,
    EventItem, FieldBlock, FieldDef, ItemKind, Path,
};

use super::paths::distinct;
use super::types::TypeCx;
use crate::Loc;
use crate::diagnostics::Diagnostic;
use crate::model::{
    Aggregate, AggregateId, Command, CommandRef, Event, EventId, EventRef, Field, Ident, Model,
    Type,
};
use crate::resolve::cx::{Element, ItemRef, Names, Space, doc};
use crate::rules;

/// Reads all of them: first what is declared, then what commands declare by emitting it.
pub(super) fn aggregates(
    items: &[ItemRef<'_>],
    names: &mut Names,
    model: &mut Model,
    findings: &mut Vec<Diagnostic>,
) {
    let mut reader = Reader {
        names,
        model,
        findings,
        applied: applied(items),
    };
    for item in items {
        match (&item.item.kind, reader.names.item(item)) {
            (ItemKind::Event(source), _) => reader.event(item, source),
            (ItemKind::Aggregate(source), Some(Element::Aggregate(id))) => {
                reader.aggregate(item, source, id);
            }
            _ => {}
        }
    }
    for item in items {
        match (&item.item.kind, reader.names.item(item)) {
            (ItemKind::Command(source), _) => {
                if source.new {
                    let loc = item.loc(source.name.span);
                    let finding = rules::new_outside_aggregate(loc, &source.name.text);
                    reader.findings.push(finding);
                }
                reader.command(item, source, None);
            }
            (ItemKind::Aggregate(source), Some(Element::Aggregate(id))) => {
                for member in &source.members {
                    if let AggregateMember::Command(command) = member {
                        reader.command(item, command, Some(id));
                    }
                }
            }
            _ => {}
        }
    }
}

struct Reader<'a> {
    names: &'a mut Names,
    model: &'a mut Model,
    findings: &'a mut Vec<Diagnostic>,
    /// Where aggregates declare their events.
    applied: BTreeMap<String, Loc>,
}

fn applied(items: &[ItemRef<'_>]) -> BTreeMap<String, Loc> {
    let mut applied = BTreeMap::new();
    for item in items {
        let ItemKind::Aggregate(source) = &item.item.kind else {
            continue;
        };
        for member in &source.members {
            if let AggregateMember::Event(event) = member {
                applied
                    .entry(event.name.text.clone())
                    .or_insert_with(|| item.loc(event.name.span));
            }
        }
    }
    applied
}

impl Reader<'_> {
    fn aggregate(&mut self, item: &ItemRef<'_>, source: &AggregateItem, id: AggregateId) {
        let mut has_key = false;
        let mut broken = false;
        let mut state: Option<Loc> = None;
        for member in &source.members {
            match member {
                AggregateMember::Key(def) => self.key(item, def, id, &mut has_key),
                AggregateMember::State(fields, span) => {
                    let loc = item.loc(*span);
                    if let Some(first) = state {
                        let finding = rules::state_twice(loc, &source.name.text, first);
                        self.findings.push(finding);
                        continue;
                    }
                    state = Some(loc);
                    let fields = self.fields(item, fields, Vec::new());
                    self.model.aggregates[id].state = fields;
                }
                AggregateMember::Command(_) | AggregateMember::Event(_) => {}
                AggregateMember::Broken(_) => broken = true,
            }
        }
        if !has_key && !broken {
            let name = &self.model.aggregates[id].name;
            let finding = rules::aggregate_without_key(name.loc, &name.text);
            self.findings.push(finding);
        }
        for member in &source.members {
            if let AggregateMember::Event(applied) = member {
                self.applied(item, applied, id);
            }
        }
    }

    fn key(&mut self, item: &ItemRef<'_>, def: &FieldDef, id: AggregateId, has_key: &mut bool) {
        let cx = TypeCx {
            names: self.names,
            scalars: &self.model.scalars,
        };
        let mut field = cx.field(item, def, self.findings);
        if !def.key {
            let finding = rules::field_outside_state(field.name.loc, &field.name.text);
            self.findings.push(finding);
            return;
        }
        if !cx.can_be_key(&field.ty) && !matches!(field.ty, Type::Entity(_)) {
            let finding = rules::impossible_key(item.loc(def.ty.span), "an aggregate");
            self.findings.push(finding);
            field.ty = Type::Error;
        }
        let Aggregate { name, key, .. } = &self.model.aggregates[id];
        if *has_key {
            let finding = rules::second_key_of_an_aggregate(field.name.loc, &name.text, &key.name);
            self.findings.push(finding);
            return;
        }
        if def.generated && !matches!(cx.base(&field.ty), Type::Uuid | Type::Error) {
            let loc = field.name.loc;
            self.findings
                .push(rules::generated_not_uuid(loc, "command"));
        }
        *has_key = true;
        field.default = None;
        self.model.aggregates[id].key_generated = def.generated;
        self.model.aggregates[id].key = field;
    }

    /// Fields behind those that are there already.
    fn fields(
        &mut self,
        item: &ItemRef<'_>,
        defs: &FieldBlock,
        implicit: Vec<Field>,
    ) -> Vec<Field> {
        let cx = TypeCx {
            names: self.names,
            scalars: &self.model.scalars,
        };
        super::fields::fields(cx, item, defs, implicit, self.findings)
    }

    /// What everything of an aggregate bears beside its own fields.
    fn implicit(&self, aggregate: Option<AggregateId>) -> Vec<Field> {
        aggregate
            .map(|id| self.model.aggregates[id].key.clone())
            .into_iter()
            .collect()
    }

    fn event(&mut self, item: &ItemRef<'_>, source: &EventItem) {
        let name = item.ident(&source.name);
        if let Some(applied) = self.applied.get(&name.text) {
            let finding = rules::declared_by_its_aggregate(name.loc, &name.text, *applied);
            self.findings.push(finding);
            return;
        }
        let fields = self.fields(item, &source.fields, Vec::new());
        self.declare_event(name, doc(item.item.doc.as_ref()), None, fields);
    }

    fn applied(&mut self, item: &ItemRef<'_>, source: &AppliedEvent, id: AggregateId) {
        let implicit = self.implicit(Some(id));
        let fields = match &source.fields {
            Some(defs) => self.fields(item, defs, implicit),
            None => implicit,
        };
        let name = item.ident(&source.name);
        self.declare_event(name, doc(source.doc.as_ref()), Some(id), fields);
    }

    fn declare_event(
        &mut self,
        name: Ident,
        doc: Option<String>,
        aggregate: Option<AggregateId>,
        fields: Vec<Field>,
    ) -> Option<EventId> {
        let first = self
            .names
            .declare(Space::Event, "event", &name.text, name.loc, self.findings);
        if !first {
            return None;
        }
        let id = self.model.events.push(Event {
            imported: None,
            name: name.clone(),
            doc,
            aggregate,
            system: None,
            fields,
            apply: Vec::new(),
            no_more: None,
        });
        self.names.events.insert(name.text, EventRef::Plain(id));
        Some(id)
    }

    fn command(
        &mut self,
        item: &ItemRef<'_>,
        source: &CommandItem,
        aggregate: Option<AggregateId>,
    ) {
        let name = item.ident(&source.name);
        let first = self.names.declare(
            Space::Command,
            "command",
            &name.text,
            name.loc,
            self.findings,
        );
        if !first {
            return;
        }
        let implicit = self.implicit(aggregate);
        let fields = self.fields(item, &source.fields, implicit);
        let names = &*self.names;
        let by = distinct(item, &source.by, self.findings, |path, findings| {
            names.actor(item, path, findings)
        });
        let doc = match aggregate {
            Some(_) => doc(source.doc.as_ref()),
            None => doc(item.item.doc.as_ref()),
        };
        let id = self.model.commands.push(Command {
            name: name.clone(),
            doc,
            aggregate,
            new: source.new,
            fields,
            by,
            reads: Vec::new(),
            requires: Vec::new(),
            emits: Vec::new(),
            otherwise: None,
            no_more: None,
        });
        self.names.commands.insert(name.text, CommandRef::Plain(id));
        for member in &source.members {
            let (CommandMember::Emits(emits) | CommandMember::Otherwise(Some(emits), _)) = member
            else {
                continue;
            };
            self.emitted(item, emits, aggregate);
        }
    }

    /// An event that no text declares is declared by the first command that emits it: its fields are what the
    /// command gives it. Their types are found when the command is read.
    fn emitted(
        &mut self,
        item: &ItemRef<'_>,
        source: &EmitsClause,
        aggregate: Option<AggregateId>,
    ) {
        let Path { model, name } = &source.event;
        if model.is_some() {
            return;
        }
        let written = source.fields.as_deref().unwrap_or_default();
        let given = |fields: Vec<Field>| {
            let mut fields = fields;
            for init in written {
                let name = item.ident(&init.name);
                if !fields.iter().any(|field| field.name.text == name.text) {
                    fields.push(Field {
                        name,
                        doc: None,
                        key: false,
                        ty: Type::Error,
                        bounds: Vec::new(),
                        default: None,
                    });
                }
            }
            fields
        };
        match self.names.events.get(&name.text) {
            Some(EventRef::Plain(id)) => {
                // What an aggregate applies without saying what it is made of.
                let event = &self.model.events[*id];
                let keys = usize::from(event.aggregate.is_some());
                if event.fields.len() == keys && event.aggregate.is_some() {
                    let fields = given(event.fields.clone());
                    self.model.events[*id].fields = fields;
                }
            }
            Some(EventRef::Act(..)) => {}
            None if self.names.is_declared(Space::Event, &name.text) => {}
            None => {
                let fields = given(self.implicit(aggregate));
                self.declare_event(item.ident(name), None, aggregate, fields);
            }
        }
    }
}
