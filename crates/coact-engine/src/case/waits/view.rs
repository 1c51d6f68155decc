//! From where the instances that count are sought.

use coact_model::model::KindId;

use crate::case::{Case, Entry, Instance, Site};
use crate::cx::Cx;
use crate::value::Value;

/// From where instances are sought: one of a kind, or one inside that is looked at.
#[derive(Clone)]
pub(crate) struct View<'v> {
    pub(crate) cx: &'v Cx<'v>,
    pub(crate) case: &'v Case,
    site: Site<'v>,
    /// The kind that is gone through, with the key of the instance that is looked at.
    inside: Option<(KindId, Value)>,
}

impl<'v> View<'v> {
    /// From an instance.
    pub(crate) const fn of(cx: &'v Cx<'v>, case: &'v Case, site: Site<'v>) -> Self {
        Self {
            cx,
            case,
            site,
            inside: None,
        }
    }

    /// The key of an enclosing transaction.
    pub(super) fn key(&self, around: KindId) -> Value {
        match &self.inside {
            Some((kind, key)) if *kind == around => key.clone(),
            _ => self.site.key_of(self.cx, self.case, around),
        }
    }

    /// The instance of an enclosing transaction, or of the kind itself.
    pub(super) fn instance(&self, of: KindId) -> Option<&Instance> {
        let is_inside = matches!(&self.inside, Some((kind, _)) if *kind == of);
        if of == self.site.kind && !is_inside {
            return self.site.instance;
        }
        let entry = if self.cx.place(of).many {
            self.case.entry(of, &self.key(of))
        } else {
            self.case.only(of)
        };
        entry.map(|entry| &entry.instance)
    }

    /// From an instance of `level` that is looked at.
    pub(super) fn within(&self, level: KindId, entry: &Entry) -> Self {
        Self {
            inside: Some((level, entry.subject.clone())),
            ..self.clone()
        }
    }

    /// The instances of a kind that `around` encloses directly.
    pub(super) fn each(&self, kind: KindId, around: KindId) -> Vec<&'v Entry> {
        self.case.within(self.cx, kind, &self.key(around))
    }

    /// How many instances of `source` are live within `around`.
    pub(super) fn living(&self, source: KindId, around: KindId) -> u64 {
        let each = self.each(source, around).into_iter();
        let live = each.filter(|entry| entry.instance.status.is_live());
        u64::try_from(live.count()).unwrap_or(u64::MAX)
    }
}
