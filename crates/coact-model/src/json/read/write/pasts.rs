//! What things were before, behind the names that they bear now.

use crate::json::pasts::{Past, Retired, Upcast};
use crate::json::read::language::Text;

/// The pasts and upcasts of a form, each with whether it is written.
#[derive(Default)]
pub(in crate::json::read) struct Pasts {
    pasts: Vec<(Past, bool)>,
    upcasts: Vec<(Upcast, bool)>,
}

impl Pasts {
    pub(super) fn of(pasts: &[Past], upcasts: &[Upcast]) -> Self {
        Self {
            pasts: unwritten(pasts),
            upcasts: unwritten(upcasts),
        }
    }
}

fn unwritten<T: Clone>(all: &[T]) -> Vec<(T, bool)> {
    all.iter().map(|it| (it.clone(), false)).collect()
}

/// The first that is not written yet and that is meant, with its place in the list.
fn take<T: Clone>(all: &mut [(T, bool)], meant: impl Fn(&T) -> bool) -> Option<(usize, T)> {
    let mut all = all.iter_mut().enumerate();
    let (at, (it, written)) = all.find(|(_, (it, written))| !written && meant(it))?;
    *written = true;
    Some((at, it.clone()))
}

/// What has members, and what that is.
type Owner<'o> = (&'o str, &'o str);

fn is_of(past: &Past, owner: Option<Owner<'_>>) -> bool {
    past.whole.as_deref() == owner.map(|(whole, _)| whole)
        && past.owner.as_deref() == owner.map(|(_, name)| name)
}

/// Whether it is a field that is among those of its owner no longer.
fn is_gone(past: &Past) -> bool {
    past.retired.as_ref().is_some_and(|it| it.ty.is_some())
}

fn is_step(upcast: &Upcast, sort: &str, owner: &str) -> bool {
    upcast.sort == sort && upcast.of == owner
}

impl Text {
    /// What an item, a command or an event was before.
    pub(super) fn item_past(&mut self, sort: &str, name: &str) {
        self.past(None, sort, name);
    }

    /// What a field, a fact or a variant was before.
    pub(super) fn member_past(&mut self, owner: Owner<'_>, sort: &str, name: &str) {
        self.past(Some(owner), sort, name);
    }

    fn past(&mut self, owner: Option<Owner<'_>>, sort: &str, name: &str) {
        let meant = |past: &Past| {
            is_of(past, owner) && past.sort == sort && past.of == name && !is_gone(past)
        };
        let found = take(&mut self.pasts.pasts, meant);
        if let Some((at, past)) = found {
            self.beside("pasts", at, |text| past.write(text));
        }
    }

    /// Whether fields of the event are no more, or steps say how its older records are read.
    pub(super) fn has_history(&self, event: &str) -> bool {
        let mut pasts = self.pasts.pasts.iter();
        let mut upcasts = self.pasts.upcasts.iter();
        let owner = Some(("event", event));
        pasts.any(|(past, written)| !written && is_gone(past) && is_of(past, owner))
            || upcasts.any(|(upcast, written)| !written && is_step(upcast, "event", event))
    }

    /// How older records of a value or event are read, each step on its line.
    pub(super) fn steps(&mut self, sort: &str, owner: &str) {
        let meant = |upcast: &Upcast| is_step(upcast, sort, owner);
        while let Some((at, upcast)) = take(&mut self.pasts.upcasts, meant) {
            self.beside("upcasts", at, |text| {
                let Upcast {
                    of: _,
                    sort: _,
                    from,
                    to,
                    fields,
                } = upcast;
                text.put(&format!("upcast v{from} -> v{to} {{ "));
                text.assigned("fields", &fields);
                text.put(" }\n");
            });
        }
    }

    /// The fields of the owner that are no more, each on its line; the type of one may be known.
    pub(super) fn gone(&mut self, owner: Owner<'_>, sort: &str, known: impl Fn(&str) -> bool) {
        let gone = |past: &Past| past.sort == sort && is_gone(past) && is_of(past, Some(owner));
        while let Some((at, past)) = take(&mut self.pasts.pasts, gone) {
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
        while let Some((at, _)) = take(&mut self.pasts.pasts, |_| true) {
            self.beside("pasts", at, |text| {
                text.refuse("the form has nothing that could have been so before");
            });
        }
        while let Some((at, _)) = take(&mut self.pasts.upcasts, |_| true) {
            self.beside("upcasts", at, |text| {
                text.refuse("the form has nothing that has such records");
            });
        }
    }
}

impl Past {
    fn write(&self, text: &mut Text) {
        let Self {
            of: _,
            owner: _,
            whole: _,
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
