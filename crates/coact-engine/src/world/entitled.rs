//! Who is entitled to a command: in which role, and which party of the case.

use coact_model::ctp::{Act, Step, performer};
use coact_model::model::{ActorId, KindId};
use coact_runtime::ActorId as Who;

use crate::case::{Case, Site, Sort, authority, no_more, site};
use crate::cx::Cx;
use crate::message::{ActCommand, Command};

/// The role, none where that is nobody's in particular, and the bound party.
pub(crate) fn entitled(
    cx: &Cx<'_>,
    case: &Case,
    command: &Command,
) -> (Option<ActorId>, Option<Who>) {
    known(cx, case, command).unwrap_or_else(|| (cx.model.actors.ids().next(), None))
}

/// The same; none where the command is of another case kind, so that nobody can give it.
pub(super) fn known(
    cx: &Cx<'_>,
    case: &Case,
    command: &Command,
) -> Option<(Option<ActorId>, Option<Who>)> {
    match command {
        Command::Plain(id, given) if cx.model.commands[*id].no_more.is_some() => {
            let child = cx.model.commands[*id].no_more?;
            let subject = given.first().and_then(Option::as_ref);
            Some(no_more::entitled(cx, case, child, subject))
        }
        Command::Plain(id, _) => Some((cx.model.commands[*id].by.first().copied(), None)),
        Command::Passed(_) => None,
        Command::Act(command) => {
            let is_its = case.sort == Sort::Case(cx.place(command.kind).case);
            is_its.then(|| of_act(cx, case, command))
        }
    }
}

fn of_act(cx: &Cx<'_>, case: &Case, command: &ActCommand) -> (Option<ActorId>, Option<Who>) {
    let kind = command.kind;
    let site = site::known(cx, case, kind, command.subject.as_ref());
    let performer = performer(command.step);
    let roles = authority::roles(cx, kind, performer);
    let first = roles.first().copied();
    // In several roles: the one it was asked in.
    let role = match &site {
        Some(site) if roles.len() > 1 && !cx.place(kind).many => {
            Some(authority::bound_role(cx, site, performer))
        }
        _ => first,
    };
    let party = site.and_then(|site: Site<'_>| authority::party(cx, case, &site, performer));
    let party = party.or_else(|| themselves(cx, kind, command));
    (role, party)
}

/// Who asks, where the request says it by its only field about themselves.
fn themselves(cx: &Cx<'_>, kind: KindId, command: &ActCommand) -> Option<Who> {
    if command.step != Step::Base(Act::Request) {
        return None;
    }
    let known = authority::themselves(cx, kind, cx.act(kind, Act::Request)?);
    // Of several nobody can say which is the performer.
    let [(_, fields)] = known.as_slice() else {
        return None;
    };
    let [at] = fields.as_slice() else {
        return None;
    };
    if cx.default_of(kind, command.step, *at).is_some() {
        return None;
    }
    let said = command.payload.get(*at)?.as_ref()?;
    Some(said.who(cx))
}
