//! What things were before, behind the names that they bear now.

use crate::json::pasts::{Past, Retired};
use crate::json::read::language::Text;

/// The pasts of a form, and which of them are written.
#[derive(Default)]
pub(in crate::json::read) struct Pasts(Vec<(Past, bool)>);

impl Pasts {
    pub(super) fn of(pasts: &[Past]) -> Self {
        Self(pasts.iter().map(|past| (past.clone(), false)).collect())
    }

    /// The first that is not written yet and that is meant.
    fn take(&mut self, meant: impl Fn(&Past) -> bool) -> Option<(usize, Past)> {
        let mut all = self.0.iter_mut().enumerate();
        let (at, (past, written)) = all.find(|(_, (past, written))| !written && meant(past))?;
        *written = true;
        Some((at, past.clone()))
    }
}

/// Whether it is a field that is among those of its owner no longer.
fn is_gone(past: &Past, owner: &str) -> bool {
    let gone = past.retired.as_ref().is_some_and(|it| it.ty.is_some());
    gone && past.owner.as_deref() == Some(owner)
}

impl Text {
    /// What an item, a command or an event was before.
    pub(super) fn item_past(&mut self, sort: &str, name: &str) {
        self.past(None, sort, name);
    }

    /// What a field, a fact or a variant was before.
    pub(super) fn member_past(&mut self, owner: &str, sort: &str, name: &str) {
        self.past(Some(owner), sort, name);
    }

    fn past(&mut self, owner: Option<&str>, sort: &str, name: &str) {
        let found = self
            .pasts
            .take(|past| past.owner.as_deref() == owner && past.sort == sort && past.of == name);
        if let Some((at, past)) = found {
            self.beside("pasts", at, |text| past.write(text));
        }
    }

    /// Whether fields of the owner are no more.
    pub(super) fn has_gone(&self, owner: &str) -> bool {
        let mut pasts = self.pasts.0.iter();
        pasts.any(|(past, written)| !written && is_gone(past, owner))
    }

    /// The fields of the owner that are no more, each on its line; the type of one may be known.
    pub(super) fn gone(&mut self, owner: &str, sort: &str, known: impl Fn(&str) -> bool) {
        let gone = |past: &Past| past.sort == sort && is_gone(past, owner);
        while let Some((at, past)) = self.pasts.take(gone) {
            self.beside("pasts", at, |text| {
                let ty = past.retired.as_ref().and_then(|it| it.ty.as_ref());
                match ty {
                    Some(ty) if !known(&past.of) => {
                        text.field("of", &past.of);
                        text.at("retired", |text| text.ty("type", ty));
                    }
                    _ => text.name("of", &past.of),
                }
                past.write(text);
                text.put("\n");
            });
        }
    }

    /// Refuses what is said of something that the form has not.
    pub(super) fn pasts_left(&mut self) {
        while let Some((at, _)) = self.pasts.take(|_| true) {
            self.beside("pasts", at, |text| {
                text.refuse("the form has nothing that could have been so before");
            });
        }
    }
}

impl Past {
    fn write(&self, text: &mut Text) {
        let Self {
            of: _,
            owner: _,
            sort: _,
            was,
            since,
            default,
            retired,
        } = self;
        if !was.is_empty() {
            text.put(" was ");
            text.names("was", was, " or ");
        }
        if let Some(since) = since {
            text.put(&format!(" since v{since}"));
        }
        if let Some(default) = default {
            text.put(" default ");
            text.closed("default", default);
        }
        if let Some(Retired { version, ty: _ }) = retired {
            text.put(" retired");
            if let Some(version) = version {
                text.put(&format!(" v{version}"));
            }
        }
    }
}
