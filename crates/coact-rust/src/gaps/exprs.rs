//! Expressions that read what a generated function cannot see.

use coact_model::Loc;
use coact_model::diagnostics::Diagnostic;
use coact_model::model::{
    Each, EntityId, Expr, ExprKind, KindId, LawBody, Mode, PayloadDefault, RowSet,
};

use super::{by_key, not_yet};
use crate::cx::Cx;
use crate::expr::is_read;
use crate::kind::operative;
use crate::views::reads;

pub(super) fn check(cx: &Cx<'_>, findings: &mut Vec<Diagnostic>) {
    let mut check = Check { cx, findings };
    for entity in cx.model.entities.ids() {
        check.entity(entity);
    }
    for kind in cx.model.kinds.ids() {
        if let Some(due) = operative::time(cx, kind) {
            check.inside(kind, due);
            check.without_inputs(due, "an operative time that asks the host or the clock");
        }
        for act in cx.acts(kind) {
            for default in act
                .payload
                .iter()
                .filter_map(|field| field.default.as_ref())
            {
                let (source, expr) = match default {
                    PayloadDefault::Link(link, expr) => (cx.model.links[*link].source.0, expr),
                    PayloadDefault::Rule(rule, expr) => (cx.model.rules[*rule].kind, expr),
                };
                check.reading(source, expr);
            }
        }
    }
    let links = cx.model.links.values();
    for link in links.filter(|link| operative::is_activation(link.source.0, link.target)) {
        for (_, value) in &link.payload {
            check.without_inputs(value, "a self-activation that asks the host or the clock");
        }
    }
    check.rules();
    for (id, view) in cx.model.views.iter() {
        for handler in &view.handlers {
            let Some((kind, _)) = handler.on.act() else {
                continue;
            };
            let before = check.findings.len();
            for expr in &handler.route {
                check.inside(kind, expr);
            }
            match &handler.each {
                Some(Each::Rows(expr) | Each::In(_, expr)) => check.inside(kind, expr),
                None => {}
            }
            for set in &handler.sets {
                match set {
                    RowSet::Field(_, expr) => check.inside(kind, expr),
                    RowSet::Element { key, sets, .. } => {
                        for expr in key.iter().chain(sets.iter().map(|(_, expr)| expr)) {
                            check.inside(kind, expr);
                        }
                    }
                }
            }
            let mut told = check.findings.split_off(before);
            reads::drop_covered(cx, id, handler, &mut told);
            check.findings.append(&mut told);
        }
    }
    for query in cx.model.queries.values() {
        for expr in query
            .filter
            .iter()
            .chain(query.order.iter().map(|(expr, _)| expr))
        {
            check.closed(expr);
        }
    }
}

/// What an expression about an event of this kind reads of its case and is not covered; what it finds by key is told by
/// itself.
pub(super) fn of_event(cx: &Cx<'_>, kind: KindId, expr: &Expr) -> Vec<Diagnostic> {
    let mut findings = Vec::new();
    Check {
        cx,
        findings: &mut findings,
    }
    .inside(kind, expr);
    let found = |loc: Loc| {
        let parts = expr.all();
        let mut found = parts
            .iter()
            .filter(|part| matches!(part.kind, ExprKind::RowAt(..) | ExprKind::Find(..)));
        found.any(|part| part.loc == loc)
    };
    findings.retain(|finding| !found(finding.primary.loc));
    findings
}

struct Check<'c, 'a> {
    cx: &'c Cx<'a>,
    findings: &'c mut Vec<Diagnostic>,
}

impl Check<'_, '_> {
    fn entity(&mut self, id: EntityId) {
        let entity = self.cx.entity(id);
        let case = self
            .cx
            .model
            .cases
            .ids()
            .find(|case| self.cx.entities_of(*case).contains(&id));
        let Some(kind) = case.and_then(|case| self.cx.kinds_of(case).first().copied()) else {
            // Known from outside: its derived facts are nobody's to compute here.
            return;
        };
        for derived in &entity.derived {
            self.inside(kind, &derived.value);
        }
        for law in &entity.laws {
            if let LawBody::Condition(condition) = &law.body {
                self.inside(kind, condition);
            }
        }
    }

    fn rules(&mut self) {
        for rule in self.cx.model.rules.values() {
            for assessment in &rule.assessments {
                self.reading(rule.kind, &assessment.condition);
            }
            for response in rule.then.iter().chain(&rule.otherwise) {
                let automated = rule.mode == Mode::Automated
                    || response
                        .link
                        .is_some_and(|link| self.cx.model.links[link].automated);
                let inputs = response
                    .each
                    .iter()
                    .map(|(_, list)| list)
                    .chain(&response.condition);
                for expr in inputs {
                    self.inside(rule.kind, expr);
                    self.without_inputs(
                        expr,
                        "a list or condition of a response that asks the host or the clock",
                    );
                }
                for (at, expr) in &response.payload {
                    self.reading(rule.kind, expr);
                    let default = self
                        .cx
                        .step(response.kind, response.step)
                        .and_then(|def| def.payload.get(*at))
                        .is_some_and(|field| self.cx.default_of(response.kind, field).is_some());
                    if automated && !default {
                        self.without_inputs(
                            expr,
                            "a value per element that asks the host or the clock",
                        );
                    }
                }
            }
        }
    }

    /// What automations compute from the fold alone.
    fn without_inputs(&mut self, expr: &Expr, what: &str) {
        if expr.has_inputs() {
            self.findings.push(not_yet(expr.loc, what));
        }
    }

    /// An expression that reads the case of this kind, and rows of views and entities by their keys.
    fn reading(&mut self, kind: KindId, expr: &Expr) {
        let before = self.findings.len();
        self.inside(kind, expr);
        let by_key = |loc: Loc| {
            let parts = expr.all();
            let mut found = parts
                .iter()
                .filter(|part| matches!(part.kind, ExprKind::RowAt(..) | ExprKind::Find(..)));
            found.any(|part| part.loc == loc)
        };
        let mut kept = self.findings.split_off(before);
        kept.retain(|found| !by_key(found.primary.loc));
        self.findings.append(&mut kept);
        self.findings.extend(by_key::maps(expr));
        self.findings.extend(by_key::entities(self.cx, expr));
    }

    /// An expression that reads the case of this kind.
    fn inside(&mut self, kind: KindId, expr: &Expr) {
        let lives = self.cx.entities_of(self.cx.place(kind).case);
        let case = self.cx.place(kind).case;
        for part in expr.all() {
            match &part.kind {
                ExprKind::Fact(of, entity, _) | ExprKind::Derived(of, entity, _)
                    if !lives.contains(entity) && !is_read(of) =>
                {
                    let name = &self.cx.entity(*entity).name.text;
                    self.findings.push(not_yet(
                        part.loc,
                        format!("reading a fact of `{name}`, which lies outside the case"),
                    ));
                }
                ExprKind::Inverse(of, entity, index) if !is_read(of) => {
                    let inverse = self.cx.entity(*entity).inverses.get(*index);
                    let here = inverse.is_some_and(|inverse| {
                        lives.contains(&inverse.entity)
                            && self
                                .cx
                                .maker(inverse.entity)
                                .is_some_and(|kind| self.cx.place(kind).many)
                    });
                    if !here {
                        self.findings
                            .push(not_yet(part.loc, "this way back, which leaves the case"));
                    }
                }
                ExprKind::ActField(instance, ..)
                | ExprKind::ActMeta(instance, ..)
                | ExprKind::FactTest(instance, _)
                    if self.cx.place(instance.kind).case != case =>
                {
                    let name = self.cx.kind_name(instance.kind);
                    self.findings.push(not_yet(
                        part.loc,
                        format!("reading `{name}`, which lies outside the case"),
                    ));
                }
                ExprKind::Find(..) | ExprKind::RowAt(..) => self.findings.push(not_yet(
                    part.loc,
                    "reading by key what lies outside the case",
                )),
                _ => {}
            }
        }
    }

    /// An expression over rows alone.
    fn closed(&mut self, expr: &Expr) {
        for part in expr.all() {
            if matches!(
                part.kind,
                ExprKind::Fact(..)
                    | ExprKind::Derived(..)
                    | ExprKind::Inverse(..)
                    | ExprKind::ActField(..)
                    | ExprKind::ActMeta(..)
                    | ExprKind::FactTest(..)
            ) {
                self.findings
                    .push(not_yet(part.loc, "a query that reads more than its rows"));
            }
        }
    }
}
