//! Screens: what people see and do.

use coact_syntax::ast::{self, ItemKind};

use super::super::cx::{Element, ItemRef, Space};
use super::missing::{Owner, missing};
use super::pass::Pass;
use super::scope::snake;
use crate::model::{CommandRef, PayloadOrigin, Shown, ViewId};
use crate::rules;

/// Reads a screen, where the item is one.
pub(super) fn screen(pass: &mut Pass<'_>, item: &ItemRef<'_>) {
    let (ItemKind::Screen(screen), Some(Element::Screen(id))) =
        (&item.item.kind, pass.names.item(item))
    else {
        return;
    };
    let users = screen
        .users
        .iter()
        .filter_map(|path| pass.names.actor(item, path, pass.findings))
        .collect();
    let found = &mut pass.model.screens[id];
    found.users = users;
    found.shows.clear();
    found.forms.clear();
    found.opens.clear();
    for member in &screen.members {
        match member {
            ast::ScreenMember::Shows(path, fields) => {
                if let Some((shown, view)) = shown(pass, *item, path) {
                    let fields = shown_fields(pass, *item, view, fields.as_deref());
                    let loc = item.loc(path.span());
                    let shows = &pass.model.screens[id].shows;
                    let first = shows.iter().find(|(known, ..)| *known == shown);
                    if let Some((_, _, first)) = first {
                        let finding = rules::shown_twice(loc, &path.name.text, *first);
                        pass.findings.push(finding);
                        continue;
                    }
                    pass.model.screens[id].shows.push((shown, fields, loc));
                }
            }
            ast::ScreenMember::Form(path, fields) => {
                if let Some(command) = pass.names.command(item, path, pass.findings) {
                    form_fields(pass, *item, command, fields.as_deref());
                    let loc = item.loc(path.span());
                    let forms = &pass.model.screens[id].forms;
                    if let Some((_, first)) = forms.iter().find(|(known, _)| *known == command) {
                        let finding = rules::shown_twice(loc, &path.name.text, *first);
                        pass.findings.push(finding);
                        continue;
                    }
                    pass.model.screens[id].forms.push((command, loc));
                }
            }
            ast::ScreenMember::Opens(path) => {
                if pass.names.screen(item, path, pass.findings).is_some() {
                    let name = item.ident(&path.name);
                    let opens = &pass.model.screens[id].opens;
                    if let Some(first) = opens.iter().find(|known| known.text == name.text) {
                        let finding = rules::shown_twice(name.loc, &name.text, first.loc);
                        pass.findings.push(finding);
                        continue;
                    }
                    pass.model.screens[id].opens.push(name);
                }
            }
            ast::ScreenMember::Broken(_) => {}
        }
    }
}

fn shown(pass: &mut Pass<'_>, item: ItemRef<'_>, path: &ast::Path) -> Option<(Shown, ViewId)> {
    let name = &path.name.text;
    if path.model.is_some() {
        let view = pass.names.view(&item, path, pass.findings)?;
        return Some((Shown::View(view), view));
    }
    {
        if let Some(view) = pass.names.views.get(name) {
            pass.names
                .used(Space::View, &item, &path.name, pass.findings);
            return Some((Shown::View(*view), *view));
        }
        if let Some(query) = pass.names.queries.get(name) {
            pass.names
                .used(Space::Query, &item, &path.name, pass.findings);
            return Some((Shown::Query(*query), pass.model.queries[*query].view));
        }
    }
    let finding = pass.names.missing(
        &[Space::View, Space::Query],
        "view or query",
        name,
        item.loc(path.span()),
    );
    pass.findings.extend(finding);
    None
}

/// The fields shown; all where none are named.
fn shown_fields(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    view: ViewId,
    names: Option<&[ast::Name]>,
) -> Vec<usize> {
    let found = &pass.model.views[view];
    let Some(names) = names else {
        return (0..found.fields.len()).collect();
    };
    let mut fields = Vec::new();
    for name in names {
        let loc = item.loc(name.span);
        match found
            .fields
            .iter()
            .position(|field| field.name.text == name.text)
        {
            Some(at) if fields.contains(&at) => {
                pass.findings.push(rules::given_twice(loc, &name.text));
            }
            Some(at) => fields.push(at),
            None => {
                let owner = Owner::View(view);
                let finding = missing(pass.model, pass.index, owner, &name.text, loc);
                pass.findings.extend(finding);
            }
        }
    }
    fields
}

/// A form may ask for what its command takes: its payload, and its subject.
fn form_fields(
    pass: &mut Pass<'_>,
    item: ItemRef<'_>,
    command: CommandRef,
    names: Option<&[ast::Name]>,
) {
    let (kind, step) = match command {
        CommandRef::Act(kind, step) => (kind, step),
        CommandRef::Plain(id) => {
            for name in names.unwrap_or_default() {
                let fields = &pass.model.commands[id].fields;
                if !fields.iter().any(|field| field.name.text == name.text) {
                    let (owner, loc) = (Owner::PlainCommand(id), item.loc(name.span));
                    let finding = missing(pass.model, pass.index, owner, &name.text, loc);
                    pass.findings.extend(finding);
                }
            }
            return;
        }
    };
    let found = &pass.model.kinds[kind];
    let Some(def) = found.act(step) else { return };
    let subject = snake(&pass.model.entities[found.product.entity].name.text);
    let mut fields: Vec<String> = def
        .payload
        .iter()
        .filter(|field| !matches!(field.origin, PayloadOrigin::FilledIn(_)))
        .map(|field| field.name.text.clone())
        .collect();
    fields.push(subject);
    for name in names.unwrap_or_default() {
        if !fields.contains(&name.text) {
            let (owner, loc) = (Owner::Command(kind, step), item.loc(name.span));
            let finding = missing(pass.model, pass.index, owner, &name.text, loc);
            pass.findings.extend(finding);
        }
    }
}
