//! The commands and events of one transaction kind.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::ctp::{Act, Step};
use coact_model::model::{ActDef, KindId, PayloadField, PayloadOrigin, Type};

use crate::cx::{Address, Cx};
use crate::record::{Absent, Record};
use crate::types::{check_method, field_checks, rust, unit_note};
use crate::versions::{Declared, Versions};
use crate::{names, tokens};

/// The field that gives a reason.
const REASON: &str = "reason";

/// What the struct of an act tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Says {
    /// What the model gives it.
    More,
    /// What it is about.
    Nothing,
    /// What it is about, and a reason.
    Why,
}

/// The table of the acts of a kind: a macro of the runtime, laid out here because the printer leaves the bodies of
/// macros as they are.
pub(super) fn table(cx: &Cx<'_>, kind: KindId) -> String {
    let side = |name: &str, was: &[String]| {
        let ident = names::ident(name);
        let name = (!is_itself(&ident, name)).then(|| format!(" {}", tokens::text(name)));
        format!("{ident}{}{}", name.unwrap_or_default(), was_text(was))
    };
    let rows: Vec<(Says, [String; 3])> = cx
        .acts(kind)
        .map(|def| {
            let row = [
                names::step_constant(def.step),
                side(&def.command.text, &[]),
                side(
                    &def.event.text,
                    &tokens::earlier(cx.model, &[def.event.loc]),
                ),
            ];
            (says(cx, kind, def), row)
        })
        .collect();
    let width = |column: usize| {
        let cells = rows.iter().map(|(_, row)| row[column].chars().count());
        cells.max().unwrap_or_default()
    };
    let (steps, commands) = (width(0), width(1));
    let variant = names::ident(cx.kind_name(kind));
    let title = tokens::text(cx.kind_name(kind));
    let new = if cx.draws_key(kind) { "[new] " } else { "" };
    let (subject, was) = (cx.subject_field(kind), was_text(&cx.earlier_subjects(kind)));
    let key = names::key(&cx.entity(cx.model.foundation(cx.subject(kind))).name.text);
    let mut text = format!(
        "::coact_runtime::acts! {{\n    {variant} {title} about {new}{subject}{was}: super::types::{key};\n"
    );
    let groups = [
        (Says::More, "say more"),
        (Says::Nothing, "say nothing"),
        (Says::Why, "say why"),
    ];
    for (group, words) in groups {
        text.push_str(&format!("    {words} {{\n"));
        for (_, [step, command, event]) in rows.iter().filter(|(says, _)| *says == group) {
            text.push_str(&format!(
                "        {step:steps$} {command:commands$} => {event};\n"
            ));
        }
        text.push_str("    }\n");
    }
    text.push_str("}\n");
    text
}

/// ` [was "…"]`, as the table has it.
fn was_text(was: &[String]) -> String {
    if was.is_empty() {
        return String::new();
    }
    let was: Vec<String> = was
        .iter()
        .map(|name| tokens::text(name).to_string())
        .collect();
    format!(" [was {}]", was.join(" "))
}

/// What the struct of an act tells. The table makes it where that is no more than what it is about, and a reason.
fn says(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> Says {
    let is_reason = |field: &PayloadField| {
        field.name.text == REASON
            && matches!(&field.ty, Type::Optional(inner) if **inner == Type::Text)
            && field.bounds.is_empty()
            && field.doc.is_none()
            && in_command(field)
            && !is_optional(cx, kind, field)
    };
    let addressed = def.step != Step::Base(Act::Request) || is_addressed_alone(cx, kind);
    match def.payload.as_slice() {
        _ if def.doc.is_some() || !addressed => Says::More,
        _ if versions(cx, kind, def).is_some() => Says::More,
        [] => Says::Nothing,
        [field] if is_reason(field) => Says::Why,
        _ => Says::More,
    }
}

/// Whether the table makes the structs of an act: it says no more than what it is about, and a reason.
pub(crate) fn is_plain(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> bool {
    says(cx, kind, def) != Says::More
}

/// Whether the compiler spells an identifier as the model spells the name.
fn is_itself(ident: &Ident, name: &str) -> bool {
    name.is_ascii() && ident == name
}

/// Whether a request names its subject and nothing that encloses it.
fn is_addressed_alone(cx: &Cx<'_>, kind: KindId) -> bool {
    !cx.draws_key(kind) && cx.address(kind).is_none()
}

/// The structs of the commands and events that say more than the table of acts tells.
pub(super) fn acts(cx: &Cx<'_>, kind: KindId) -> TokenStream {
    let spelled = || cx.acts(kind).filter(|def| !is_plain(cx, kind, def));
    let commands = spelled().map(|def| command(cx, kind, def));
    let events = spelled().map(|def| event(cx, kind, def));
    quote!(#(#commands)* #(#events)*)
}

/// Whether the command has the field at all: a filled-in fact is in the event only.
pub(crate) fn in_command(field: &PayloadField) -> bool {
    !matches!(field.origin, PayloadOrigin::FilledIn(_))
}

/// Whether a field may be left out of the command, because a link or rule has a value for it.
pub(crate) fn is_optional(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> bool {
    cx.default_of(kind, field).is_some()
}

/// The type of a payload field in the command.
fn command_type(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> TokenStream {
    let ty = rust(cx, &field.ty);
    if is_optional(cx, kind, field) && !matches!(field.ty, Type::Optional(_)) {
        quote!(::core::option::Option<#ty>)
    } else {
        ty
    }
}

fn command(cx: &Cx<'_>, kind: KindId, def: &ActDef) -> TokenStream {
    let name = names::ident(&def.command.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &sentence(cx, kind, def, true));
    let key = cx.key_type(cx.subject(kind));
    let request = def.step == Step::Base(Act::Request);
    let subject = cx.subject_field(kind);
    let drawn = request && cx.draws_key(kind);
    let mut record = Record::default();
    record.add_subject(cx, kind, Absent::sent(drawn));
    let subject = if drawn {
        quote! {
            /// Which one is asked for again; without it a new one is made.
            pub #subject: ::core::option::Option<#key>,
        }
    } else {
        quote! {
            /// Which one it is about.
            pub #subject: #key,
        }
    };
    let address = cx.address(kind).filter(|_| request).and_then(|address| {
        let parent = cx.around(kind)?;
        let field = match address {
            Address::Given(_) => return None,
            Address::FilledIn(_) | Address::Added(_) => address.field(cx),
        };
        if let Address::Added(parent) = address {
            record.add_subject(cx, parent, Absent::Never);
        } else {
            record.add_own(&field, Absent::Never);
        }
        let key = cx.key_type(cx.subject(parent));
        let docs = tokens::doc(&format!(
            "What it is asked for: the `{}` that encloses it.",
            cx.kind_name(parent)
        ));
        Some(quote!(#docs pub #field: #key,))
    });
    let given: Vec<&PayloadField> = def
        .payload
        .iter()
        .filter(|field| in_command(field))
        .collect();
    for field in &given {
        let absent = Absent::sent(is_absent_by_default(cx, kind, field));
        // A command is recorded too, where a token is lent for it.
        let (ident, declared) = (names::ident(&field.name.text), places(cx, kind, field));
        record.add_declared(cx.model, &declared, &ident, &field.name.text, absent);
    }
    let fields = given.iter().map(|field| {
        let docs = field_docs(cx, field, is_optional(cx, kind, field));
        let ident = names::ident(&field.name.text);
        let (attributes, ty) = (record.attributes(&ident), command_type(cx, kind, field));
        quote!(#docs #attributes pub #ident: #ty)
    });
    let (derives, table) = (record.derives(quote!()), record.table(cx, &name));
    let check = check(cx, kind, &name, &given);
    quote! {
        #docs #derives
        pub struct #name { #subject #address #(#fields),* }
        #table
        #check
    }
}

fn is_absent_by_default(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> bool {
    is_optional(cx, kind, field) || matches!(field.ty, Type::Optional(_))
}

/// `check`: the bounds of what the command gives.
fn check(cx: &Cx<'_>, kind: KindId, name: &Ident, given: &[&PayloadField]) -> Option<TokenStream> {
    let checks = given.iter().map(|field| {
        let (absent, element) = (is_optional(cx, kind, field), element(cx, kind, field));
        field_checks(
            cx,
            &field.name.text,
            &field.ty,
            &field.bounds,
            absent,
            &element,
        )
    });
    let checks: Vec<TokenStream> = checks.collect();
    check_method(name, "Checks the bounds of what it gives.", &checks)
}

/// The name of a payload field in a rejection: `Order.lines`, `OrderPaying.amount`.
pub(crate) fn element(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> String {
    let owner = match field.origin {
        PayloadOrigin::Fact(_) | PayloadOrigin::FilledIn(_) => {
            &cx.entity(cx.subject(kind)).name.text
        }
        PayloadOrigin::Data => cx.kind_name(kind),
    };
    format!("{owner}.{}", field.name.text)
}

/// Whether a command has bounds to check.
pub(crate) fn has_check(cx: &Cx<'_>, def: &ActDef) -> bool {
    def.payload
        .iter()
        .any(|field| in_command(field) && crate::types::is_checked(cx, &field.ty, &field.bounds))
}

fn field_docs(cx: &Cx<'_>, field: &PayloadField, optional: bool) -> TokenStream {
    let unit = unit_note(cx, &field.ty).map_or_else(String::new, |unit| format!(", in {unit}"));
    let default = if optional {
        "; where it is left out, what the model says"
    } else {
        ""
    };
    let name = &field.name.text;
    tokens::doc_or(field.doc.as_deref(), &format!("`{name}`{unit}{default}."))
}

/// Where a field of an event is declared: in the payload, and as a fact.
fn places(cx: &Cx<'_>, kind: KindId, field: &PayloadField) -> Vec<Loc> {
    let facts = &cx.entity(cx.subject(kind)).facts;
    let fact = match field.origin {
        PayloadOrigin::Fact(at) | PayloadOrigin::FilledIn(at) => facts.get(at),
        PayloadOrigin::Data => None,
    };
    let mut places = vec![field.name.loc];
    places.extend(fact.map(|fact| fact.field.name.loc));
    places
}

/// The versions of an event.
pub(crate) fn versions<'a>(cx: &Cx<'a>, kind: KindId, def: &'a ActDef) -> Option<Versions<'a>> {
    let fields = def.payload.iter().map(|field| Declared {
        name: &field.name,
        ty: &field.ty,
        default: None,
        places: places(cx, kind, field),
    });
    Versions::of(cx, &def.event, fields)
}

fn event<'a>(cx: &Cx<'a>, kind: KindId, def: &'a ActDef) -> TokenStream {
    let name = names::ident(&def.event.text);
    let docs = tokens::doc_or(def.doc.as_deref(), &sentence(cx, kind, def, false));
    let subject = cx.subject_field(kind);
    let key = cx.key_type(cx.subject(kind));
    let mut record = Record::default();
    record.add_subject(cx, kind, Absent::Never);
    // An added address is kept, so that the event alone says where the instance belongs.
    let request = def.step == Step::Base(Act::Request);
    let address = match cx.address(kind).filter(|_| request) {
        Some(Address::Added(parent)) => {
            let (field, key) = (cx.subject_field(parent), cx.key_type(cx.subject(parent)));
            record.add_subject(cx, parent, Absent::Never);
            quote! {
                /// What encloses it.
                pub #field: #key,
            }
        }
        _ => quote!(),
    };
    for field in &def.payload {
        let (ident, declared) = (names::ident(&field.name.text), places(cx, kind, field));
        let absent = Absent::recorded(&field.ty);
        record.add_declared(cx.model, &declared, &ident, &field.name.text, absent);
    }
    record.changed(versions(cx, kind, def));
    let fields = def.payload.iter().map(|field| {
        let docs = field_docs(cx, field, false);
        let ident = names::ident(&field.name.text);
        let (attributes, ty) = (record.attributes(&ident), rust(cx, &field.ty));
        quote!(#docs #attributes pub #ident: #ty)
    });
    let (derives, table) = (record.derives(quote!()), record.table(cx, &name));
    quote! {
        #docs #derives
        pub struct #name {
            /// Which one it is about.
            pub #subject: #key,
            #address
            #(#fields),*
        }
        #table
    }
}

/// "Command: promise `OrderCompleting`."
fn sentence(cx: &Cx<'_>, kind: KindId, def: &ActDef, command: bool) -> String {
    let kind = cx.kind_name(kind);
    let act = names::step_words(def.step);
    if command {
        format!("Command: {act} of `{kind}`.")
    } else {
        format!("Event of the act `{act}` of `{kind}`.")
    }
}
