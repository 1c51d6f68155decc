//! Walking expressions.

use super::{
    AutomationTarget, Binding, Bound, BoundKind, Each, Expect, Expr, ExprKind, Field, GivenCommand,
    Model, Pattern, PayloadDefault, RowSet, RowSource, SpecAct, SpecField, SpecStepKind,
};

impl Expr {
    /// The expressions directly inside this one, in the order of evaluation.
    pub fn children(&self) -> Vec<&Expr> {
        match &self.kind {
            ExprKind::Literal(_)
            | ExprKind::None
            | ExprKind::Local(_)
            | ExprKind::Constant(_)
            | ExprKind::Subject(_)
            | ExprKind::EventSubject
            | ExprKind::EventField(_)
            | ExprKind::EventMeta(_)
            | ExprKind::RowField(_)
            | ExprKind::Me
            | ExprKind::CommandField(_)
            | ExprKind::StateField(_)
            | ExprKind::Read(_)
            | ExprKind::ResultField(_)
            | ExprKind::Variant(..)
            | ExprKind::Role(_)
            | ExprKind::Now
            | ExprKind::Today => Vec::new(),
            ExprKind::Some(inner)
            | ExprKind::Key(inner)
            | ExprKind::Fact(inner, ..)
            | ExprKind::Derived(inner, ..)
            | ExprKind::Inverse(inner, ..)
            | ExprKind::Field(inner, ..)
            | ExprKind::RowMember(inner, ..)
            | ExprKind::Lambda(_, inner)
            | ExprKind::Unary(_, inner)
            | ExprKind::Convert(inner) => vec![inner],
            ExprKind::ActField(instance, ..)
            | ExprKind::ActMeta(instance, ..)
            | ExprKind::FactTest(instance, _) => vec![&instance.subject],
            ExprKind::Record(_, items)
            | ExprKind::List(items)
            | ExprKind::Lookup(_, items)
            | ExprKind::Builtin(_, items)
            | ExprKind::RowAt(_, items)
            | ExprKind::Logic(_, items) => items.iter().collect(),
            ExprKind::Map(entries) => entries
                .iter()
                .flat_map(|(key, value)| [key, value])
                .collect(),
            ExprKind::Find(_, keys) => keys.iter().map(|(_, key)| key).collect(),
            ExprKind::Arithmetic(_, a, b)
            | ExprKind::Coalesce(a, b)
            | ExprKind::At(a, b)
            | ExprKind::Compare(_, a, b) => vec![a, b],
            ExprKind::If(a, b, c) => vec![a, b, c],
            ExprKind::Match(subject, arms) => {
                let mut all = vec![&**subject];
                for (pattern, value) in arms {
                    match pattern {
                        Pattern::Literal(literal) => all.push(literal),
                        Pattern::Range(low, high) => all.extend(low.iter().chain(high)),
                        Pattern::Any
                        | Pattern::None
                        | Pattern::Some(_)
                        | Pattern::Variant(..)
                        | Pattern::Role(_) => {}
                    }
                    all.push(value);
                }
                all
            }
        }
    }

    /// This expression and all inside it, outermost first.
    pub fn all(&self) -> Vec<&Expr> {
        let mut found = vec![self];
        let mut next = 0;
        while let Some(expr) = found.get(next) {
            let inside = expr.children();
            found.extend(inside);
            next += 1;
        }
        found
    }
}

impl Model {
    /// Every expression of the model that is in no other one, specs aside. Defaults of payloads repeat those
    /// of links and rules.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut found = Vec::new();
        for scalar in self.scalars.values() {
            bounds(&scalar.bounds, &mut found);
        }
        for value in self.values.values() {
            fields(&value.fields, &mut found);
        }
        for entity in self.entities.values() {
            fields(std::slice::from_ref(&entity.key), &mut found);
            for fact in &entity.facts {
                fields(std::slice::from_ref(&fact.field), &mut found);
            }
            found.extend(entity.derived.iter().map(|derived| &derived.value));
            for law in &entity.laws {
                if let super::LawBody::Condition(condition) = &law.body {
                    found.push(condition);
                }
            }
        }
        for act in self.kinds.values().flat_map(|kind| &kind.acts) {
            found.extend(&act.due);
            for field in &act.payload {
                bounds(&field.bounds, &mut found);
                match &field.default {
                    Some(PayloadDefault::Link(_, value) | PayloadDefault::Rule(_, value)) => {
                        found.push(value);
                    }
                    None => {}
                }
            }
        }
        for link in self.links.values() {
            found.extend(&link.subject);
            found.extend(link.payload.iter().map(|(_, value)| value));
            found.extend(&link.key);
        }
        for rule in self.rules.values() {
            found.extend(
                rule.assessments
                    .iter()
                    .map(|assessment| &assessment.condition),
            );
            for response in rule.then.iter().chain(&rule.otherwise) {
                found.extend(response.expressions());
            }
        }
        for aggregate in self.aggregates.values() {
            fields(std::slice::from_ref(&aggregate.key), &mut found);
            fields(&aggregate.state, &mut found);
        }
        for command in self.commands.values() {
            fields(&command.fields, &mut found);
            found.extend(command.expressions());
        }
        for event in self.events.values() {
            fields(&event.fields, &mut found);
            row_sets(&event.apply, &mut found);
        }
        for call in self.calls.values() {
            fields(&call.fields, &mut found);
            for outcome in &call.outcomes {
                fields(&outcome.fields, &mut found);
            }
        }
        for automation in self.automations.values() {
            found.extend(&automation.filter);
            found.extend(&automation.due);
            match &automation.target {
                AutomationTarget::Command(given) => found.extend(given.expressions()),
                AutomationTarget::Call {
                    fields, outcomes, ..
                } => {
                    found.extend(fields);
                    found.extend(outcomes.iter().flat_map(GivenCommand::expressions));
                }
            }
        }
        for translation in self.translations.values() {
            found.extend(translation.command.expressions());
        }
        for view in self.views.values() {
            fields(&view.fields, &mut found);
            for handler in &view.handlers {
                found.extend(handler.expressions());
            }
        }
        for query in self.queries.values() {
            found.extend(&query.filter);
            found.extend(query.order.iter().map(|(key, _)| key));
        }
        found
    }

    /// Every expression of the specs that is in no other one.
    pub fn spec_expressions(&self) -> Vec<&Expr> {
        let mut found = Vec::new();
        for spec in self.specs.values() {
            for constant in spec.constants.values() {
                if let Binding::Value(value) = &constant.binding {
                    found.push(value);
                }
            }
            for step in &spec.steps {
                match &step.kind {
                    SpecStepKind::Now(value) => found.push(value),
                    SpecStepKind::Lookup(_, arguments, answer) => {
                        found.extend(arguments);
                        found.push(answer);
                    }
                    SpecStepKind::Given { act, .. } | SpecStepKind::When(act) => {
                        spec_act(act, &mut found);
                    }
                    SpecStepKind::GivenEvent { fields, by, .. }
                    | SpecStepKind::WhenCommand { fields, by, .. } => {
                        found.extend(fields.iter().filter_map(SpecField::value));
                        found.extend(by);
                    }
                    SpecStepKind::Answer { fields, .. } | SpecStepKind::Arrives { fields, .. } => {
                        found.extend(fields.iter().filter_map(SpecField::value));
                    }
                    SpecStepKind::Automations => {}
                    SpecStepKind::Then(expect) => expected(expect, &mut found),
                }
            }
        }
        found
    }
}

fn spec_act<'m>(act: &'m SpecAct, found: &mut Vec<&'m Expr>) {
    found.extend(&act.subject);
    found.extend(&act.by);
    found.extend(act.fields.iter().filter_map(SpecField::value));
}

fn expected<'m>(expect: &'m Expect, found: &mut Vec<&'m Expr>) {
    match expect {
        Expect::Event {
            subject, fields, ..
        } => {
            found.extend(subject);
            found.extend(fields.iter().map(|(_, value)| value));
        }
        Expect::PlainEvent { fields, .. } => {
            found.extend(fields.iter().map(|(_, value)| value));
        }
        Expect::Rows { source, rows, .. } => {
            if let RowSource::Query(_, arguments) = source {
                found.extend(arguments);
            }
            found.extend(rows.iter().flatten().map(|(_, value)| value));
        }
        Expect::Nothing | Expect::Rejected(_) | Expect::Agenda(..) => {}
    }
}

fn fields<'m>(fields: &'m [Field], found: &mut Vec<&'m Expr>) {
    for field in fields {
        bounds(&field.bounds, found);
        found.extend(&field.default);
    }
}

fn bounds<'m>(bounds: &'m [Bound], found: &mut Vec<&'m Expr>) {
    for bound in bounds {
        if let BoundKind::Range(low, high) = &bound.kind {
            found.extend(low.iter().chain(high));
        }
    }
}

impl super::Response {
    /// Its expressions that are in no other one.
    pub fn expressions(&self) -> Vec<&Expr> {
        let each = self.each.iter().map(|(_, list)| list);
        let payload = self.payload.iter().map(|(_, value)| value);
        each.chain(&self.subject)
            .chain(payload)
            .chain(&self.key)
            .chain(&self.condition)
            .collect()
    }
}

impl super::Handler {
    /// Its expressions that are in no other one.
    pub fn expressions(&self) -> Vec<&Expr> {
        let mut found = Vec::new();
        match &self.each {
            Some(Each::Rows(condition)) => found.push(condition),
            Some(Each::In(_, list)) => found.push(list),
            None => {}
        }
        found.extend(&self.route);
        row_sets(&self.sets, &mut found);
        found
    }
}

fn row_sets<'m>(sets: &'m [RowSet], found: &mut Vec<&'m Expr>) {
    for set in sets {
        match set {
            RowSet::Field(_, value) => found.push(value),
            RowSet::Element { key, sets, .. } => {
                found.extend(key);
                found.extend(sets.iter().map(|(_, value)| value));
            }
        }
    }
}

impl GivenCommand {
    /// Its expressions that are in no other one.
    pub fn expressions(&self) -> Vec<&Expr> {
        let fields = self.fields.iter().map(|(_, value)| value);
        self.subject.iter().chain(fields).collect()
    }
}

impl super::Command {
    /// Its expressions that are in no other one, those of its fields aside.
    pub fn expressions(&self) -> Vec<&Expr> {
        let reads = self.reads.iter().map(|reads| &reads.key);
        let requires = self.requires.iter().map(|requires| &requires.condition);
        let mut found: Vec<&Expr> = reads.chain(requires).collect();
        let otherwise = match &self.otherwise {
            Some(super::Otherwise::Emits(emission)) => Some(emission),
            Some(super::Otherwise::Nothing(_)) | None => None,
        };
        for emission in self.emits.iter().chain(otherwise) {
            found.extend(emission.each.iter().map(|(_, list)| list));
            found.extend(&emission.fields);
            found.extend(&emission.when);
        }
        found
    }
}
