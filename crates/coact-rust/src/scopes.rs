//! Names that would meet in the generated code: checked after mangling, never renamed silently.

use std::collections::BTreeMap;

use proc_macro2::Ident;

use coact_model::Loc;
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{self, Field};

use crate::case::{apart, held};
use crate::cx::{Address, Cx};
use crate::kind::{cascade, rules};
use crate::root::{ANYONE, VARIANT};
use crate::systems::Reporter;
use crate::{gaps, giver, names, plain, systems};

/// The names of one scope.
struct Scope<'f> {
    known: BTreeMap<String, (String, Option<Loc>)>,
    findings: &'f mut Vec<Diagnostic>,
}

impl<'f> Scope<'f> {
    fn new(findings: &'f mut Vec<Diagnostic>) -> Self {
        Self {
            known: BTreeMap::new(),
            findings,
        }
    }

    /// With names that generated code has of itself.
    fn with(mut self, own: &[&str]) -> Self {
        for name in own {
            let what = "a name of the generated code".to_owned();
            self.known.insert((*name).to_owned(), (what, None));
        }
        self
    }

    fn add(&mut self, ident: &Ident, name: &model::Ident) {
        let rust = names::plain(ident);
        if let Some((other, loc)) = self.known.get(&rust) {
            let finding = gaps::names_meet(name.loc, &name.text, &rust, other, *loc);
            self.findings.push(finding);
            return;
        }
        self.known
            .insert(rust, (format!("`{}`", name.text), Some(name.loc)));
    }

    /// A name that the generated code has of itself.
    fn own(&mut self, ident: &Ident) {
        let what = "a name of the generated code".to_owned();
        self.known.insert(names::plain(ident), (what, None));
    }

    fn fields<'a>(&mut self, fields: impl IntoIterator<Item = &'a Field>) {
        for field in fields {
            self.add(&names::ident(&field.name.text), &field.name);
        }
    }
}

/// Checks every scope of the generated code.
///
/// # Errors
/// Names that meet.
pub(crate) fn check(cx: &Cx<'_>) -> Result<(), Vec<Diagnostic>> {
    let mut findings = Vec::new();
    types(cx, &mut findings);
    modules(cx, &mut findings);
    kinds(cx, &mut findings);
    entities(cx, &mut findings);
    readers(cx, &mut findings);
    outside(cx, &mut findings);
    if findings.is_empty() {
        Ok(())
    } else {
        Err(findings)
    }
}

fn types(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let model = cx.model;
    let mut scope = Scope::new(findings);
    for name in model.scalars.values().map(|def| &def.name) {
        scope.add(&names::scalar(&name.text), name);
    }
    for name in model.enums.values().map(|def| &def.name) {
        scope.add(&names::ident(&name.text), name);
    }
    for name in model.values.values().map(|def| &def.name) {
        scope.add(&names::ident(&name.text), name);
    }
    let keys = model.entities.iter();
    let keys = keys.filter(|(id, _)| model.foundation(*id) == *id);
    for name in keys.map(|(_, def)| &def.name) {
        scope.add(&names::key(&name.text), name);
    }
    for def in model.enums.values() {
        let mut scope = Scope::new(findings);
        for (name, _) in &def.variants {
            scope.add(&names::ident(&name.text), name);
        }
    }
    for def in model.values.values() {
        Scope::new(findings).fields(&def.fields);
    }
    let mut own = vec!["ALL"];
    if cx.has_anyone() {
        own.push(ANYONE);
    }
    let mut scope = Scope::new(findings).with(&own);
    for name in model.actors.values().map(|def| &def.name) {
        scope.add(&names::ident(&name.text), name);
    }
    let mut scope = Scope::new(findings);
    for name in model.positions.values().map(|def| &def.name) {
        scope.add(&names::ident(&name.text), name);
    }
}

fn modules(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let own = [
        "types",
        "commands",
        "events",
        "views",
        "queries",
        "lookups",
        "contract",
        "specs",
        "conformance",
        "Role",
        "Command",
        "Event",
        "Case",
    ];
    let mut scope = Scope::new(findings).with(&own);
    if cx.model.positions.values().next().is_some() {
        scope = scope.with(&["Position"]);
    }
    if giver::is_asked(cx) {
        scope = scope.with(&["automations"]);
    }
    if cx.model.systems.values().any(systems::has_calls) {
        scope = scope.with(&["Call", "CallOutcome"]);
    }
    let reporters = systems::reporters(cx);
    if !reporters.is_empty() {
        scope = scope.with(&["Incoming"]);
    }
    scope.add(&names::model(&cx.model.name.text), &cx.model.name);
    for (id, def) in cx.model.kinds.iter() {
        scope.add(&cx.module(id), &def.name);
    }
    for (id, def) in cx.model.cases.iter() {
        scope.add(&cx.case_module(id), &cx.entity(def.entity).name);
    }
    for (id, system) in cx.model.systems.iter() {
        scope.add(&systems::module_of(cx, id), &system.name);
    }
    for model in reporters {
        if let Reporter::Model(name) = model {
            scope.add(&model.module(cx), name);
        }
    }
    for group in plain::all(cx) {
        match group.name(cx) {
            Some(name) => scope.add(&group.module(cx), name),
            None => scope.own(&group.module(cx)),
        }
    }
    let mut kinds = Scope::new(findings);
    let add_groups = |scope: &mut Scope<'_>| {
        for group in plain::all(cx) {
            match group.name(cx) {
                Some(name) => scope.add(&group.variant(cx), name),
                None => scope.own(&group.variant(cx)),
            }
        }
    };
    if cx.has_apart() {
        kinds = kinds.with(&[VARIANT]);
    }
    add_groups(&mut kinds);
    for def in cx.model.kinds.values() {
        kinds.add(&names::ident(&def.name.text), &def.name);
    }
    let mut cases = Scope::new(findings);
    add_groups(&mut cases);
    for def in cx.model.cases.values() {
        let name = &cx.entity(def.entity).name;
        cases.add(&names::ident(&name.text), name);
    }
    for id in cx.model.cases.ids() {
        let mut fields = Scope::new(findings).with(&["version", "key"]);
        if cx.apart_root(id).is_some() {
            fields = fields.with(&["tie"]);
        }
        for (_, child, _) in apart::children(cx, id) {
            fields.add(&cx.module(child), &cx.kind(child).name);
        }
        for kind in cx.kinds_of(id) {
            fields.add(&cx.module(kind), &cx.kind(kind).name);
        }
        let mut views = Scope::new(findings).with(&["Case"]);
        for entity in cx.entities_of(id) {
            views.add(
                &names::ident(&cx.entity(entity).name.text),
                &cx.entity(entity).name,
            );
        }
        let mut methods = Scope::new(findings).with(&["new", "evolve", "tacit", "due", "agenda"]);
        if held::is_limited(cx, id) {
            methods = methods.with(&["holds"]);
        }
        if cx
            .kinds_of(id)
            .iter()
            .any(|kind| cascade::cascades(cx, *kind))
        {
            methods = methods.with(&["cascade"]);
        }
        if apart::is_bound(cx, id) {
            methods = methods.with(&["borrows", "messages", "pass"]);
        }
        for (_, child, _) in apart::children(cx, id) {
            let name = &cx.kind(child).name;
            methods.add(&names::function("each", &name.text), name);
        }
        for kind in cx.kinds_of(id) {
            let name = &cx.kind(kind).name;
            methods.add(&names::function("about", &name.text), name);
            methods.add(&names::function("each", &name.text), name);
        }
        for entity in cx.entities_of(id) {
            methods.add(
                &names::ident(&cx.entity(entity).subject()),
                &cx.entity(entity).name,
            );
        }
    }
}

fn kinds(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let ids: Vec<_> = cx.model.kinds.ids().collect();
    let mut commands = Scope::new(findings);
    for kind in &ids {
        for def in cx.acts(*kind) {
            commands.add(&names::ident(&def.command.text), &def.command);
        }
    }
    for command in cx.model.commands.values() {
        commands.add(&names::ident(&command.name.text), &command.name);
    }
    let mut events = Scope::new(findings);
    for kind in &ids {
        for def in cx.acts(*kind) {
            events.add(&names::ident(&def.event.text), &def.event);
        }
    }
    for group in plain::all(cx) {
        for (_, event) in group.events(cx) {
            events.add(&names::ident(&event.name.text), &event.name);
        }
    }
    plain_groups(cx, findings);
    for kind in ids {
        let mut both = Scope::new(findings).with(&[
            "Command",
            "Event",
            "BareAct",
            "ReasonedAct",
            "Instance",
            "Site",
            "Option",
            "Result",
            "steps",
        ]);
        for def in cx.acts(kind) {
            both.add(&names::ident(&def.command.text), &def.command);
            both.add(&names::ident(&def.event.text), &def.event);
        }
        let mut functions = Scope::new(findings);
        for def in cx.acts(kind) {
            functions.add(&names::function("decide", &def.command.text), &def.command);
        }
        for (id, rule) in cx.model.rules.iter().filter(|(_, rule)| rule.kind == kind) {
            for assessment in &rule.assessments {
                functions.add(&rules::function(cx, id, assessment), &assessment.name);
            }
        }
        for def in cx.acts(kind) {
            let subject = names::plain(&cx.subject_field(kind));
            let added = match cx.address(kind) {
                Some(address @ Address::Added(_)) => names::plain(&address.field(cx)),
                _ => subject.clone(),
            };
            let mut fields = Scope::new(findings).with(&[&subject, &added]);
            for field in &def.payload {
                fields.add(&names::ident(&field.name.text), &field.name);
            }
        }
    }
}

fn plain_groups(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for group in plain::all(cx) {
        let mut both = Scope::new(findings).with(&["Command", "Event", "Case", "State"]);
        for (_, command) in group.commands(cx) {
            both.add(&names::ident(&command.name.text), &command.name);
        }
        for (_, event) in group.events(cx) {
            both.add(&names::ident(&event.name.text), &event.name);
        }
        let mut functions = Scope::new(findings);
        for (_, command) in group.commands(cx) {
            functions.add(
                &names::function("decide", &command.name.text),
                &command.name,
            );
        }
        for (_, command) in group.commands(cx) {
            Scope::new(findings).fields(&command.fields);
        }
        for (_, event) in group.events(cx) {
            Scope::new(findings).fields(&event.fields);
        }
        if let Some(aggregate) = group.aggregate(cx) {
            Scope::new(findings).fields(&aggregate.state);
        }
    }
}

fn outside(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let mut variants = Scope::new(findings);
    for system in cx.model.systems.values() {
        variants.add(&names::ident(&system.name.text), &system.name);
    }
    for model in systems::reporters(cx) {
        if let Reporter::Model(name) = model {
            variants.add(&model.variant(cx), name);
        }
    }
    for system in cx.model.systems.values() {
        let mut scope = Scope::new(findings).with(&["Event", "Call", "CallOutcome", "Port"]);
        let events: Vec<_> = system
            .events
            .iter()
            .map(|event| &cx.model.events[*event])
            .collect();
        let calls = systems::system_calls(cx, system);
        for event in &events {
            scope.add(&names::ident(&event.name.text), &event.name);
        }
        for call in &calls {
            scope.add(&names::ident(&call.name.text), &call.name);
            scope.add(&systems::outcome_of(call), &call.name);
        }
        let mut methods = Scope::new(findings);
        for call in &calls {
            methods.add(&names::module(&call.name.text), &call.name);
        }
        for event in events {
            Scope::new(findings).fields(&event.fields);
        }
        for call in calls {
            Scope::new(findings).fields(&call.fields);
            let mut outcomes = Scope::new(findings);
            for outcome in &call.outcomes {
                outcomes.add(&names::ident(&outcome.name.text), &outcome.name);
            }
            for outcome in &call.outcomes {
                let mut fields = Scope::new(findings);
                for field in &outcome.fields {
                    fields.add(&names::of_variant(&field.name.text), &field.name);
                }
            }
        }
    }
}

fn entities(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    for entity in cx.model.entities.values() {
        let mut scope = Scope::new(findings);
        scope.fields(entity.facts.iter().map(|fact| &fact.field));
        for derived in &entity.derived {
            scope.add(&names::ident(&derived.name.text), &derived.name);
        }
        for inverse in &entity.inverses {
            scope.add(&names::ident(&inverse.name.text), &inverse.name);
        }
    }
}

fn readers(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let mut lookups = Scope::new(findings);
    for lookup in cx.model.lookups.values() {
        lookups.add(&names::ident(&lookup.name.text), &lookup.name);
    }
    for lookup in cx.model.lookups.values() {
        let mut params = Scope::new(findings);
        for (param, _) in &lookup.params {
            params.add(&names::ident(&param.text), param);
        }
    }
    let mut views = Scope::new(findings);
    for view in cx.model.views.values() {
        views.add(&names::ident(&view.name.text), &view.name);
    }
    let mut folds = Scope::new(findings);
    for (id, view) in cx.model.views.iter() {
        folds.add(&crate::views::fold_fn(cx, id), &view.name);
    }
    for view in cx.model.views.values() {
        Scope::new(findings).fields(&view.fields);
    }
    let mut queries = Scope::new(findings);
    for query in cx.model.queries.values() {
        queries.add(&names::ident(&query.name.text), &query.name);
    }
    for query in cx.model.queries.values() {
        let mut params = Scope::new(findings);
        for param in &query.params {
            let name = model::Ident {
                text: param.name.clone(),
                loc: query.name.loc,
            };
            params.add(&names::ident(&param.name), &name);
        }
    }
}
