//! Names and paths.

use coact_syntax::{Span, ast};

use super::super::super::cx::{TypeName, nearest};
use super::super::scope::{Head, Root, snake};
use super::super::typer::Typer;
use crate::ctp::{Act, FactWord};
use crate::model::{Expr, ExprKind, Instance, PayloadOrigin, Type};
use crate::rules;

impl<'a> Typer<'a> {
    /// A path that must end in a value.
    pub(in super::super) fn path_value(&mut self, expr: &ast::Expr, want: Option<&Type>) -> Expr {
        if let Some(variant) = self.variant(expr, want) {
            return variant;
        }
        let Some(head) = self.head(expr) else {
            return self.broken(expr.span);
        };
        match head {
            Head::Value(value) => value,
            other => {
                let finding = self.not_a_value(expr.span, &other);
                self.fail(expr.span, finding)
            }
        }
    }

    fn not_a_value(&self, span: Span, head: &Head) -> crate::diagnostics::Diagnostic {
        let loc = self.loc(span);
        match head {
            Head::Instance(instance) => {
                let kind = &self.model.kinds[instance.kind].name.text;
                rules::not_a_value(
                    loc,
                    &format!("`{kind}` is a transaction kind"),
                    &format!("ask for one of its facts: `{kind} accepted`"),
                )
            }
            Head::Act(_, act) => {
                let word = act.fact_word();
                rules::not_a_value(
                    loc,
                    &format!("`{word}` is an act of this transaction"),
                    &format!("name one of its fields: `{word}.at`"),
                )
            }
            Head::Event => rules::not_a_value(
                loc,
                "`event` is the whole event",
                "name one of its fields: `event.at`",
            ),
            Head::Row | Head::Value(_) => {
                rules::not_a_value(loc, "`row` is the whole row", "name one of its fields")
            }
        }
    }

    /// `Requested` where an enum is wanted, `OrderStatus.Requested` anywhere.
    fn variant(&mut self, expr: &ast::Expr, want: Option<&Type>) -> Option<Expr> {
        match &expr.kind {
            ast::ExprKind::Name(name) if !self.means_something(&name.text) => {
                let wanted = match want? {
                    Type::Enum(id) => *id,
                    Type::Optional(inner) => match &**inner {
                        Type::Enum(id) => *id,
                        _ => return None,
                    },
                    _ => return None,
                };
                Some(self.variant_of(wanted, name, expr.span))
            }
            ast::ExprKind::Member(of, variant) => match &of.kind {
                ast::ExprKind::Name(name) if !self.means_something(&name.text) => {
                    match self.names.types.get(&name.text) {
                        Some(TypeName::Enum(id)) => Some(self.variant_of(*id, variant, expr.span)),
                        _ => None,
                    }
                }
                _ => None,
            },
            _ => None,
        }
    }

    fn variant_of(&mut self, id: crate::model::EnumId, name: &ast::Name, span: Span) -> Expr {
        let found = &self.model.enums[id];
        match found
            .variants
            .iter()
            .position(|(variant, _)| variant.text == name.text)
        {
            Some(index) => self.expr(ExprKind::Variant(id, index), Type::Enum(id), span),
            None => {
                let near = nearest(
                    &name.text,
                    found.variants.iter().map(|(name, _)| &name.text),
                );
                let finding = rules::no_such_member(
                    self.loc(name.span),
                    &format!("the enum `{}`", found.name.text),
                    "variant",
                    &name.text,
                    near,
                )
                .also(found.name.loc, "declared here");
                self.fail(span, finding)
            }
        }
    }

    /// What a path means; none where that is reported.
    pub(in super::super) fn head(&mut self, expr: &ast::Expr) -> Option<Head> {
        match &expr.kind {
            ast::ExprKind::Name(name) => self.name(name),
            ast::ExprKind::Member(of, name) => {
                if let Some(variant) = self.variant(expr, None) {
                    return (variant.ty != Type::Error).then_some(Head::Value(variant));
                }
                let head = self.head(of)?;
                self.member(head, name, expr.span)
            }
            _ => {
                let value = self.infer(expr, None);
                (value.ty != Type::Error).then_some(Head::Value(value))
            }
        }
    }

    /// Whether a bare name means anything here beside a variant.
    pub(in super::super) fn means_something(&self, name: &str) -> bool {
        self.locals.iter().any(|local| local.name == name)
            || !self.meanings(name, Span::default()).is_empty()
            || self
                .constants
                .as_ref()
                .is_some_and(|constants| constants.knows(name))
    }

    /// A name that is bound must mean nothing else yet.
    pub(in super::super) fn forbid_hiding(&mut self, name: &ast::Name) {
        let hidden = if self.locals.iter().any(|local| local.name == name.text) {
            "another name bound around it"
        } else {
            match self.meanings(&name.text, name.span).first() {
                Some(head) => meaning(head),
                None => return,
            }
        };
        let finding = rules::hidden_name(self.loc(name.span), &name.text, hidden);
        self.report(finding);
    }

    fn name(&mut self, name: &ast::Name) -> Option<Head> {
        let span = name.span;
        if let Some(local) = self
            .locals
            .iter()
            .rev()
            .find(|local| local.name == name.text)
        {
            let local = local.clone();
            let ty = local.ty.clone();
            if ty == Type::Error {
                return None;
            }
            return Some(Head::Value(self.expr(ExprKind::Local(local), ty, span)));
        }
        if self.constants.is_some() {
            return self.constant(name).map(Head::Value);
        }
        let mut found = self.meanings(&name.text, span).into_iter();
        let Some(first) = found.next() else {
            let finding = self.unknown(name);
            self.report(finding);
            return None;
        };
        if let Some(second) = found.next() {
            let finding = rules::two_meanings(
                self.loc(span),
                &name.text,
                meaning(&first),
                meaning(&second),
                &self.qualified(&name.text),
            );
            self.report(finding);
            return None;
        }
        let inside = match &first {
            Head::Value(value) => self.reaches(value),
            _ => true,
        };
        inside.then_some(first)
    }

    /// How a name of an entity's fact is written out.
    fn qualified(&self, name: &str) -> String {
        match self.root {
            Root::Instance { kind, .. } => {
                let entity = self.model.kinds[kind].product.entity;
                format!("{}.{name}", snake(&self.model.entities[entity].name.text))
            }
            Root::Entity(entity) => {
                format!("{}.{name}", snake(&self.model.entities[entity].name.text))
            }
            Root::Event { .. } => format!("event.{name}"),
            Root::Row(_) | Root::Constant | Root::Spec => format!("row.{name}"),
        }
    }

    /// Everything a bare name means here, in the order in which meanings are looked for; locals and
    /// constants aside. More than one is an error where the name is used.
    pub(in super::super) fn meanings(&self, name: &str, span: Span) -> Vec<Head> {
        let mut found = Vec::new();
        match self.root {
            Root::Constant | Root::Spec => {}
            Root::Entity(entity) => self.entity_meanings(entity, name, span, &mut found),
            Root::Instance { kind, on } => {
                let entity = self.model.kinds[kind].product.entity;
                let instance = self.instance_of(kind, span);
                if let Some(act) = self.act_of_fact(kind, name) {
                    found.push(Head::Act(instance.clone(), act));
                }
                self.entity_meanings(entity, name, span, &mut found);
                if let FactWord::Base(act) = on
                    && let Some(data) = self.act_data(&instance, act, name, span)
                {
                    found.push(Head::Value(data));
                }
            }
            Root::Event { view, row, .. } => {
                if name == "event" {
                    found.push(Head::Event);
                }
                if row {
                    self.row_meanings(view, name, span, &mut found);
                }
            }
            Root::Row(view) => self.row_meanings(view, name, span, &mut found),
        }
        found
    }

    fn row_meanings(
        &self,
        view: crate::model::ViewId,
        name: &str,
        span: Span,
        found: &mut Vec<Head>,
    ) {
        if name == "row" {
            found.push(Head::Row);
        } else if let Some(field) = self.row_field(view, name, span) {
            found.push(Head::Value(field));
        }
    }

    fn entity_meanings(
        &self,
        entity: crate::model::EntityId,
        name: &str,
        span: Span,
        found: &mut Vec<Head>,
    ) {
        let subject = self.expr(ExprKind::Subject(entity), Type::Entity(entity), span);
        if snake(&self.model.entities[entity].name.text) == name {
            found.push(Head::Value(subject.clone()));
        }
        if let Some(member) = self.entity_member(&subject, entity, name, span) {
            found.push(member);
        }
    }

    /// The instance that the expression is about.
    fn instance_of(&self, kind: crate::model::KindId, span: Span) -> Instance {
        let entity = self.model.kinds[kind].product.entity;
        Instance {
            kind,
            subject: Box::new(self.expr(ExprKind::Subject(entity), Type::Entity(entity), span)),
        }
    }

    /// The act of the kind that the word of a fact names: `requested`.
    pub(in super::super) fn act_of_fact(
        &self,
        kind: crate::model::KindId,
        word: &str,
    ) -> Option<Act> {
        let act = Act::ALL.into_iter().find(|act| act.fact_word() == word)?;
        self.model.kinds[kind]
            .act(crate::ctp::Step::Base(act))
            .map(|_| act)
    }

    /// Data of an act by its name.
    pub(in super::super) fn act_data(
        &self,
        instance: &Instance,
        act: Act,
        name: &str,
        span: Span,
    ) -> Option<Expr> {
        let def = self.model.kinds[instance.kind].act(crate::ctp::Step::Base(act))?;
        let (index, field) =
            def.payload.iter().enumerate().find(|(_, field)| {
                field.name.text == name && field.origin == PayloadOrigin::Data
            })?;
        let kind = ExprKind::ActField(instance.clone(), act, index);
        Some(self.expr(kind, field.ty.clone(), span))
    }

    fn unknown(&self, name: &ast::Name) -> crate::diagnostics::Diagnostic {
        let loc = self.loc(name.span);
        let candidates = self.candidates();
        let near = nearest(&name.text, candidates.iter());
        if near.is_none()
            && let Root::Event { .. } = self.root
            && self.event_names().contains(&name.text)
        {
            return rules::unknown_name(
                loc,
                "name",
                &name.text,
                Some(&format!("event.{}", name.text)),
            );
        }
        rules::unknown_name(loc, "name", &name.text, near)
    }
}

/// What a name means, for people.
fn meaning(head: &Head) -> &'static str {
    match head {
        Head::Act(..) => "an act's fact",
        Head::Instance(_) => "a transaction kind",
        Head::Event => "the event",
        Head::Row => "the row",
        Head::Value(value) => match &value.kind {
            ExprKind::Subject(_) => "the entity",
            ExprKind::Key(_) => "the entity's key",
            ExprKind::Fact(..) => "a fact of the entity",
            ExprKind::Derived(..) => "a derived fact of the entity",
            ExprKind::Inverse(..) => "the way back from another entity",
            ExprKind::ActField(..) => "data of the act",
            ExprKind::RowField(_) => "a field of the row",
            _ => "something else",
        },
    }
}
