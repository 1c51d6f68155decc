//! Everything that reads the structure through expressions, in a few lines, for snapshots.

use std::fmt::Write as _;

use coact_model::ctp::Step;
use coact_model::model::{
    Binding, Each, Expect, Expr, KindId, LawBody, Model, PayloadDefault, RowSet, RowSource, Spec,
    SpecAct, SpecField, SpecStepKind, ViewId,
};

use crate::print::{Names, Printer, fact, step, ty};

pub(crate) fn outline(model: &Model) -> String {
    let mut out = String::new();
    facts(model, &mut out);
    defaults(model, &mut out);
    rules(model, &mut out);
    views(model, &mut out);
    for story in model.stories.values() {
        for slice in &story.slices {
            let elements: Vec<String> = slice
                .elements
                .iter()
                .map(|(element, _)| format!("{element:?}"))
                .collect();
            let _ = writeln!(out, "slice {}: {}", slice.title.text, elements.join(", "));
        }
    }
    for spec in model.specs.values() {
        self::spec(model, spec, &mut out);
    }
    out
}

fn plain(model: &Model) -> Printer<'_> {
    Printer {
        model,
        names: Names::default(),
    }
}

fn facts(model: &Model, out: &mut String) {
    let printer = plain(model);
    for entity in model.entities.values() {
        for derived in &entity.derived {
            let (entity, name) = (&entity.name.text, &derived.name.text);
            let _ = writeln!(out, "{entity}.{name} = {}", printer.expr(&derived.value));
        }
        for law in &entity.laws {
            let body = match &law.body {
                LawBody::Condition(condition) => printer.expr(condition),
                other => format!("{other:?}"),
            };
            let _ = writeln!(out, "{} law {}: {body}", entity.name.text, law.name.text);
        }
    }
}

fn act(model: &Model, kind: KindId, of: Step) -> String {
    format!("{} {}", step(of), model.kinds[kind].name.text)
}

fn defaults(model: &Model, out: &mut String) {
    let printer = plain(model);
    for (id, kind) in model.kinds.iter() {
        for def in &kind.acts {
            for field in &def.payload {
                let (from, value) = match &field.default {
                    None => continue,
                    Some(PayloadDefault::Link(_, value)) => ("link", value),
                    Some(PayloadDefault::Rule(_, value)) => ("rule", value),
                };
                let act = act(model, id, def.step);
                let _ = writeln!(
                    out,
                    "{act} {{ {} }} by {from}: {}",
                    field.name.text,
                    printer.expr(value)
                );
            }
        }
    }
}

fn payload(
    model: &Model,
    kind: KindId,
    of: Step,
    values: &[(usize, Expr)],
    printer: &Printer<'_>,
) -> String {
    let def = model.kinds[kind].act(of).unwrap();
    let values: Vec<String> = values
        .iter()
        .map(|(at, value)| format!("{}: {}", def.payload[*at].name.text, printer.expr(value)))
        .collect();
    format!("{{ {} }}", values.join(", "))
}

fn rules(model: &Model, out: &mut String) {
    let printer = plain(model);
    for rule in model.rules.values() {
        let conditions: Vec<String> = rule
            .while_
            .iter()
            .map(|(kind, word)| format!("{} {}", model.kinds[*kind].name.text, fact(*word)))
            .collect();
        let _ = writeln!(
            out,
            "rule {} {:?} while [{}]",
            rule.identity,
            rule.mode,
            conditions.join(", ")
        );
        for assessment in &rule.assessments {
            let condition = printer.expr(&assessment.condition);
            let _ = writeln!(
                out,
                "  {:?} {}: {condition}",
                assessment.claim, assessment.name.text
            );
        }
        for (word, responses) in [("then", &rule.then), ("else", &rule.otherwise)] {
            for response in responses {
                let each = response
                    .each
                    .as_ref()
                    .map(|(local, list)| {
                        format!(
                            "for each {}#{} in {} ",
                            local.name,
                            local.id,
                            printer.expr(list)
                        )
                    })
                    .unwrap_or_default();
                let condition = response
                    .condition
                    .as_ref()
                    .map(|condition| format!(" if {}", printer.expr(condition)))
                    .unwrap_or_default();
                let act = act(model, response.kind, response.step);
                let values = payload(
                    model,
                    response.kind,
                    response.step,
                    &response.payload,
                    &printer,
                );
                let link = response.link.is_some();
                let _ = writeln!(out, "  {word} {each}{act} {values}{condition} link:{link}");
            }
        }
    }
}

fn row_names(model: &Model, view: ViewId) -> Vec<String> {
    model.views[view]
        .fields
        .iter()
        .map(|field| field.name.text.clone())
        .collect()
}

fn views(model: &Model, out: &mut String) {
    for (id, view) in model.views.iter() {
        let _ = writeln!(out, "view {}", view.name.text);
        for field in &view.fields {
            let default = field
                .default
                .as_ref()
                .map(|default| format!(" = {}", plain(model).expr(default)))
                .unwrap_or_default();
            let _ = writeln!(
                out,
                "  {}: {}{default}",
                field.name.text,
                ty(model, &field.ty)
            );
        }
        for handler in &view.handlers {
            let (kind, step) = handler.on.act().unwrap();
            let def = model.kinds[kind].act(step).unwrap();
            let printer = Printer {
                model,
                names: Names {
                    row: row_names(model, id),
                    event: def
                        .payload
                        .iter()
                        .map(|field| field.name.text.clone())
                        .collect(),
                    constants: Vec::new(),
                },
            };
            let each = match &handler.each {
                None => String::new(),
                Some(Each::Rows(condition)) => {
                    format!(" each row where {}", printer.expr(condition))
                }
                Some(Each::In(local, list)) => {
                    format!(
                        " each {}#{} in {}",
                        local.name,
                        local.id,
                        printer.expr(list)
                    )
                }
            };
            let route: Vec<String> = handler.route.iter().map(|key| printer.expr(key)).collect();
            let sets: Vec<String> = handler
                .sets
                .iter()
                .map(|set| match set {
                    RowSet::Field(at, value) => {
                        format!("{}: {}", view.fields[*at].name.text, printer.expr(value))
                    }
                    RowSet::Element {
                        field,
                        verb,
                        key,
                        sets,
                        ..
                    } => {
                        let key = key
                            .as_ref()
                            .map(|key| printer.expr(key))
                            .unwrap_or_default();
                        let sets: Vec<String> = sets
                            .iter()
                            .map(|(at, value)| format!("{at}: {}", printer.expr(value)))
                            .collect();
                        format!(
                            "{} {verb:?} [{key}] {{ {} }}",
                            view.fields[*field].name.text,
                            sets.join(", ")
                        )
                    }
                })
                .collect();
            let _ = writeln!(
                out,
                "  on {}{each} at ({}) {:?} {{ {} }}",
                def.event.text,
                route.join(", "),
                handler.verb,
                sets.join(", ")
            );
        }
    }
    for query in model.queries.values() {
        let printer = Printer {
            model,
            names: Names {
                row: row_names(model, query.view),
                ..Names::default()
            },
        };
        let filter = query
            .filter
            .as_ref()
            .map(|filter| printer.expr(filter))
            .unwrap_or_default();
        let order: Vec<String> = query
            .order
            .iter()
            .map(|(by, descending)| format!("{} {descending}", printer.expr(by)))
            .collect();
        let _ = writeln!(
            out,
            "query {} where {filter} order by {}",
            query.name.text,
            order.join(", ")
        );
    }
    for screen in model.screens.values() {
        let shows: Vec<String> = screen
            .shows
            .iter()
            .map(|(shown, fields, _)| format!("{shown:?} {fields:?}"))
            .collect();
        let forms: Vec<String> = screen
            .forms
            .iter()
            .map(|(command, _)| model.command_name(*command).to_owned())
            .collect();
        let opens: Vec<&str> = screen.opens.iter().map(|name| name.text.as_str()).collect();
        let _ = writeln!(
            out,
            "screen {}: {} | {} | {}",
            screen.name.text,
            shows.join(", "),
            forms.join(", "),
            opens.join(", ")
        );
    }
}

pub(crate) fn spec(model: &Model, spec: &Spec, out: &mut String) {
    let constants: Vec<String> = spec
        .constants
        .values()
        .map(|constant| constant.name.text.clone())
        .collect();
    let printer = Printer {
        model,
        names: Names {
            constants: constants.clone(),
            ..Names::default()
        },
    };
    let _ = writeln!(out, "spec {} > {}", spec.path.join(" > "), spec.title.text);
    for constant in spec.constants.values() {
        let binding = match &constant.binding {
            Binding::Value(value) => printer.expr(value),
            other => format!("{other:?}"),
        };
        let _ = writeln!(
            out,
            "  {}: {} = {binding}",
            constant.name.text,
            ty(model, &constant.ty)
        );
    }
    for (actor, constant) in &spec.fillers {
        let _ = writeln!(
            out,
            "  {} by {}",
            model.actors[*actor].name.text, constants[constant.0 as usize]
        );
    }
    for step in &spec.steps {
        let text = match &step.kind {
            SpecStepKind::Now(now) => format!("now {}", printer.expr(now)),
            SpecStepKind::Lookup(id, args, value) => {
                let args: Vec<String> = args.iter().map(|arg| printer.expr(arg)).collect();
                let name = &model.lookups[*id].name.text;
                format!("{name}({}) = {}", args.join(", "), printer.expr(value))
            }
            SpecStepKind::Given { act, unchecked } => {
                format!(
                    "given {}{}",
                    if *unchecked { "unchecked " } else { "" },
                    spec_act(model, act, &printer)
                )
            }
            SpecStepKind::When(act) => format!("when {}", spec_act(model, act, &printer)),
            SpecStepKind::GivenEvent { event, .. } => {
                format!("given {}", model.events[*event].name.text)
            }
            SpecStepKind::WhenCommand { command, .. } => {
                format!("when {}", model.commands[*command].name.text)
            }
            SpecStepKind::Answer { call, outcome, .. } => {
                let call = &model.calls[*call];
                format!(
                    "answer {}.{}",
                    call.name.text, call.outcomes[*outcome].name.text
                )
            }
            SpecStepKind::Arrives { event, .. } => {
                format!("arrives {}", model.events[*event].name.text)
            }
            SpecStepKind::Automations => "when automations run".to_owned(),
            SpecStepKind::Then(expect) => format!("then {}", expectation(model, expect, &printer)),
        };
        let _ = writeln!(out, "  {text}");
    }
}

fn spec_act(model: &Model, of: &SpecAct, printer: &Printer<'_>) -> String {
    let def = model.kinds[of.kind].act(of.step).unwrap();
    let fields: Vec<String> = def
        .payload
        .iter()
        .zip(&of.fields)
        .map(|(field, value)| {
            let value = match value {
                SpecField::Written(value) => printer.expr(value),
                SpecField::Example(value) => format!("example {}", printer.expr(value)),
                SpecField::Seeded(value) => format!("seed {}", printer.expr(value)),
                SpecField::Default => "default".to_owned(),
            };
            format!("{}: {value}", field.name.text)
        })
        .collect();
    let subject = of
        .subject
        .as_ref()
        .map_or("-".to_owned(), |subject| printer.expr(subject));
    let by = of.by.as_ref().map_or("-".to_owned(), |by| printer.expr(by));
    format!(
        "{} of {subject} {{ {} }} by {by}",
        act(model, of.kind, of.step),
        fields.join(", ")
    )
}

fn expectation(model: &Model, expect: &Expect, printer: &Printer<'_>) -> String {
    match expect {
        Expect::Nothing => "nothing".to_owned(),
        Expect::PlainEvent { event, .. } => model.events[*event].name.text.clone(),
        Expect::Rejected(name) => format!("rejected {}", name.as_deref().unwrap_or("-")),
        Expect::Event {
            kind,
            step,
            subject,
            fields,
        } => {
            let subject = subject
                .as_ref()
                .map_or("-".to_owned(), |subject| printer.expr(subject));
            format!(
                "{} of {subject} {}",
                act(model, *kind, *step),
                payload(model, *kind, *step, fields, printer)
            )
        }
        Expect::Rows {
            source,
            exactly,
            rows,
        } => {
            let (name, view) = match source {
                RowSource::View(view) => (model.views[*view].name.text.clone(), *view),
                RowSource::Query(query, args) => {
                    let args: Vec<String> = args.iter().map(|arg| printer.expr(arg)).collect();
                    let query = &model.queries[*query];
                    (
                        format!("{}({})", query.name.text, args.join(", ")),
                        query.view,
                    )
                }
            };
            let names = row_names(model, view);
            let rows: Vec<String> = rows
                .iter()
                .map(|row| {
                    let values: Vec<String> = row
                        .iter()
                        .map(|(at, value)| format!("{}: {}", names[*at], printer.expr(value)))
                        .collect();
                    format!("{{ {} }}", values.join(", "))
                })
                .collect();
            format!(
                "{}{name} [{}]",
                if *exactly { "exactly " } else { "" },
                rows.join(", ")
            )
        }
        Expect::Agenda(actor, acts) => {
            let acts: Vec<String> = acts
                .iter()
                .map(|(kind, of)| act(model, *kind, *of))
                .collect();
            format!(
                "agenda {} {{ {} }}",
                model.actors[*actor].name.text,
                acts.join(", ")
            )
        }
    }
}
