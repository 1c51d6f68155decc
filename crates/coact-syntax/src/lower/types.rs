//! Types, scalars, enums and values.

use super::block::Separated;
use super::past::boxed;
use super::{Cursor, Lowering, Node};
use crate::SyntaxErrorKind;
use crate::ast::{
    Bound, BoundKind, EnumItem, EnumVariant, FieldBlock, FieldDef, Inverse, Multiplicity, Param,
    ScalarItem, TypeExpr, TypeKind, UnitExpr, ValueItem,
};
use crate::engine::Rule;
use crate::slip::{self, Slip};

impl<'t> Lowering<'_, 't> {
    pub(super) fn scalar(&mut self, node: Node<'t>) -> Option<ScalarItem> {
        let mut cursor = Cursor::of(node);
        Some(ScalarItem {
            name: self.declared("scalar", &mut cursor)?,
            base: self.next_type(&mut cursor)?,
        })
    }

    pub(super) fn enumeration(&mut self, node: Node<'t>) -> Option<EnumItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("enum", &mut cursor)?;
        let block = cursor.maybe(Rule::variant_block)?;
        let variants = self.block(
            block,
            Rule::only_variant,
            Separated::Yes,
            Self::variant,
            |_| None,
        );
        Some(EnumItem { name, variants })
    }

    fn variant(&mut self, node: Node<'t>) -> Option<EnumVariant> {
        let mut cursor = Cursor::of(node);
        Some(EnumVariant {
            doc: self.doc(),
            name: self.next_name(&mut cursor)?,
            past: self.next_past(&mut cursor, Rule::variant_past)?,
        })
    }

    pub(super) fn value(&mut self, node: Node<'t>) -> Option<ValueItem> {
        let mut cursor = Cursor::of(node);
        let name = self.declared("value", &mut cursor)?;
        let block = cursor.maybe(Rule::record_block)?;
        let fields = self.field_block(block);
        Some(ValueItem { name, fields })
    }

    /// The fields between braces, and the steps from older ones.
    pub(super) fn field_block(&mut self, block: Node<'t>) -> FieldBlock {
        let only = match block.as_rule() {
            Rule::record_block => Rule::only_record_member,
            _ => Rule::only_field,
        };
        let read = |lower: &mut Self, node| lower.field(node).map(Some);
        let fields = self.block(block, only, Separated::Yes, read, |_| Some(None));
        FieldBlock {
            fields,
            upcasts: std::mem::take(&mut self.upcasts),
        }
    }

    pub(super) fn field(&mut self, node: Node<'t>) -> Option<FieldDef> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let doc = self.doc();
        let key = cursor.flag(Rule::key_mark);
        let name = self.next_name(&mut cursor)?;
        let ty = self.next_type(&mut cursor)?;
        let mut field = FieldDef {
            span,
            doc,
            key,
            name,
            ty,
            generated: false,
            personal: false,
            inverse: None,
            default: None,
            past: None,
        };
        while let Some(part) = cursor.next() {
            match part.as_rule() {
                Rule::field_generated => field.generated = true,
                Rule::field_personal => field.personal = true,
                Rule::field_inverse => field.inverse = Some(self.inverse(part)?),
                Rule::field_default => field.default = Some(self.only_expr(part)?),
                Rule::past => field.past = self.past(part).map(boxed)?,
                _ => return None,
            }
        }
        Some(field)
    }

    fn inverse(&mut self, node: Node<'t>) -> Option<Inverse> {
        let mut cursor = Cursor::of(node);
        let name = self.next_name(&mut cursor)?;
        let bounds = cursor.maybe(Rule::multiplicity);
        Some(Inverse {
            name,
            bounds: bounds.and_then(|node| self.multiplicity(node)),
        })
    }

    pub(super) fn multiplicity(&mut self, node: Node<'t>) -> Option<Multiplicity> {
        let span = self.span(&node);
        let mut cursor = Cursor::of(node);
        let min = cursor.maybe(Rule::int).map(|node| self.int(&node))?;
        let max = if let Some(max) = cursor.maybe(Rule::int) {
            Some(self.int(&max))
        } else if cursor.flag(Rule::p_star) {
            None
        } else {
            Some(min)
        };
        Some(Multiplicity { min, max, span })
    }

    pub(super) fn params(&mut self, list: Node<'t>) -> Option<Vec<Param>> {
        let params = Cursor::of(list).maybe(Rule::params)?;
        Cursor::of(params)
            .many(Rule::param)
            .into_iter()
            .map(|node| {
                let mut cursor = Cursor::of(node);
                Some(Param {
                    name: self.next_name(&mut cursor)?,
                    ty: self.next_type(&mut cursor)?,
                })
            })
            .collect()
    }

    pub(super) fn next_type(&mut self, cursor: &mut Cursor<'t>) -> Option<TypeExpr> {
        let node = cursor.maybe(Rule::type_expr)?;
        self.type_expr(node)
    }

    pub(super) fn type_expr(&mut self, node: Node<'t>) -> Option<TypeExpr> {
        let mut cursor = Cursor::of(node);
        let core = cursor.maybe(Rule::type_core)?;
        let span = self.span(&core);
        let mut inside = Cursor::of(core);
        let shape = inside.next()?;
        let kind = match shape.as_rule() {
            Rule::path => TypeKind::Named(self.path(shape)?),
            Rule::type_list => TypeKind::List(Box::new(self.next_type(&mut Cursor::of(shape))?)),
            Rule::type_map => {
                let mut parts = Cursor::of(shape);
                let key = self.next_type(&mut parts)?;
                TypeKind::Map(Box::new(key), Box::new(self.next_type(&mut parts)?))
            }
            _ => return None,
        };
        let optional = inside.flag(Rule::p_question);
        let bounds = cursor
            .many(Rule::bound)
            .into_iter()
            .map(|node| self.bound(node))
            .collect::<Option<_>>()?;
        Some(TypeExpr {
            kind,
            optional,
            bounds,
            span,
        })
    }

    fn bound(&mut self, node: Node<'t>) -> Option<Bound> {
        let mut cursor = Cursor::of(node);
        let shape = cursor.next()?;
        let span = self.span(&shape);
        let rule = shape.as_rule();
        let mut inside = Cursor::of(shape);
        let kind = match rule {
            Rule::bound_length => {
                let node = inside.maybe(Rule::multiplicity)?;
                let bounds = self.multiplicity(node)?;
                BoundKind::Length(bounds.min, bounds.max)
            }
            Rule::bound_range => {
                let (least, greatest, _) = self.range_ends(&mut inside)?;
                BoundKind::Range(least, greatest)
            }
            Rule::bound_matching => BoundKind::Matching(self.next_str(&mut inside)?),
            Rule::bound_max => {
                BoundKind::MaxLength(inside.maybe(Rule::int).map(|node| self.int(&node))?)
            }
            Rule::bound_unit => {
                BoundKind::Unit(self.declared_unit(inside.maybe(Rule::unit_name)?)?)
            }
            Rule::bound_scale => BoundKind::Scale(inside.any().map(|node| self.name(&node))?),
            _ => return None,
        };
        Some(Bound {
            kind,
            sentence: self.next_text(&mut cursor),
            span,
        })
    }

    /// The unit of a type, which is refused where no number could bear it, and read as what was meant.
    fn declared_unit(&mut self, node: Node<'t>) -> Option<UnitExpr> {
        let mut unit = self.unit(node)?;
        for word in std::iter::once(&mut unit.unit).chain(&mut unit.per) {
            if !slip::is_unit(&word.text) {
                let meant = slip::as_unit(&word.text);
                if let Some(meant) = &meant {
                    word.text.clone_from(meant);
                }
                self.report(SyntaxErrorKind::Slip(Slip::SmallUnit { meant }), word.span);
            }
        }
        Some(unit)
    }

    /// `EUR`, `EUR/day`: a pair whose children are its words.
    pub(super) fn unit(&mut self, node: Node<'t>) -> Option<UnitExpr> {
        let mut words = node.into_inner();
        Some(UnitExpr {
            unit: words.next().map(|node| self.name(&node))?,
            per: words.next().map(|node| self.name(&node)),
        })
    }
}
