//! Small pieces of token streams.

use std::collections::BTreeSet;

use proc_macro2::{Delimiter, Group, Literal, TokenStream, TokenTree};
use quote::quote;

use coact_model::Loc;
use coact_model::ctp::{Act, Base, Step};
use coact_model::model::Model;

/// A string literal; user text enters generated code in no other way.
pub(crate) fn text(value: &str) -> Literal {
    Literal::string(value)
}

/// A doc attribute per line of text. Controls and invisible separators are written as escapes, code fences
/// are marked as text, so that no doc becomes a doctest or changes what a reader sees.
pub(crate) fn doc(lines: &str) -> TokenStream {
    let mut fenced = false;
    let docs = lines.split('\n').map(|line| {
        let mut shown = String::with_capacity(line.len() + 1);
        for character in line.trim_end().chars() {
            if is_hidden(character) {
                shown.extend(character.escape_unicode());
            } else if character == '\t' {
                shown.push_str("    ");
            } else {
                shown.push(character);
            }
        }
        let trimmed = shown.trim_start();
        if trimmed.starts_with("```") || trimmed.starts_with("~~~") {
            if !fenced {
                // Whatever language it claims, rustdoc must not run it.
                shown = "```text".to_owned();
            } else {
                shown = "```".to_owned();
            }
            fenced = !fenced;
        } else if !fenced {
            // Four spaces would open a code block, which rustdoc runs as a test.
            let indent = shown.len() - trimmed.len();
            shown = format!("{}{trimmed}", " ".repeat(indent.min(3)));
        }
        let shown = text(&format!(" {shown}"));
        quote!(#[doc = #shown])
    });
    let docs: Vec<TokenStream> = docs.collect();
    let end = fenced.then(|| quote!(#[doc = " ```"]));
    quote!(#(#docs)* #end)
}

/// The model's doc text, else what the generator says of the element.
pub(crate) fn doc_or(given: Option<&str>, fallback: &str) -> TokenStream {
    doc(given
        .filter(|text| !text.trim().is_empty())
        .unwrap_or(fallback))
}

/// What a reader cannot see: controls, formats and line separators.
pub(crate) fn is_hidden(character: char) -> bool {
    (character.is_control() && character != '\t')
        || matches!(character,
            '\u{ad}' | '\u{600}'..='\u{605}' | '\u{61c}' | '\u{6dd}' | '\u{70f}' | '\u{8e2}'
            | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}'
            | '\u{110bd}' | '\u{110cd}' | '\u{13430}'..='\u{1343f}' | '\u{1bca0}'..='\u{1bca3}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0001}' | '\u{e0020}'..='\u{e007f}')
}

/// The tokens as one operand, whatever stands around it. The printer adds parentheses only where needed.
pub(crate) fn one(tokens: TokenStream) -> TokenStream {
    TokenTree::Group(Group::new(Delimiter::None, tokens)).into()
}

/// The first operand of an operator. What ends in braces would be a statement of its own where a body begins with it.
pub(crate) fn first(tokens: TokenStream) -> TokenStream {
    if is_block(&tokens) {
        quote!((#tokens))
    } else {
        one(tokens)
    }
}

/// Whether the tokens begin as a statement that ends in braces.
fn is_block(tokens: &TokenStream) -> bool {
    match tokens.clone().into_iter().next() {
        Some(TokenTree::Ident(word)) => word == "match" || word == "if",
        Some(TokenTree::Group(group)) => match group.delimiter() {
            Delimiter::Brace => true,
            Delimiter::None => is_block(&group.stream()),
            Delimiter::Parenthesis | Delimiter::Bracket => false,
        },
        _ => false,
    }
}

/// `::coact_runtime::ctp::Act::Request`
pub(crate) fn act(act: Act) -> TokenStream {
    let name = act_word(act);
    quote!(::coact_runtime::ctp::Act::#name)
}

/// `Request`
pub(crate) fn act_word(act: Act) -> TokenStream {
    match act {
        Act::Request => quote!(Request),
        Act::Promise => quote!(Promise),
        Act::Decline => quote!(Decline),
        Act::Execute => quote!(Execute),
        Act::Declare => quote!(Declare),
        Act::Accept => quote!(Accept),
        Act::Reject => quote!(Reject),
        Act::Quit => quote!(Quit),
        Act::Stop => quote!(Stop),
    }
}

/// `::core::option::Option<Act>` as an expression or pattern.
pub(crate) fn pending(pending: Option<Act>) -> TokenStream {
    match pending {
        Some(of) => {
            let of = act(of);
            quote!(Some(#of))
        }
        None => quote!(None),
    }
}

/// `::coact_runtime::ctp::Base::Requested`
pub(crate) fn base(base: Base) -> TokenStream {
    let name = base_word(base);
    quote!(::coact_runtime::ctp::Base::#name)
}

/// `Requested`
pub(crate) fn base_word(base: Base) -> TokenStream {
    match base {
        Base::Initial => quote!(Initial),
        Base::Requested => quote!(Requested),
        Base::Promised => quote!(Promised),
        Base::Declined => quote!(Declined),
        Base::Executed => quote!(Executed),
        Base::Declared => quote!(Declared),
        Base::Accepted => quote!(Accepted),
        Base::Rejected => quote!(Rejected),
        Base::Quitted => quote!(Quitted),
        Base::Stopped => quote!(Stopped),
    }
}

/// `steps::REVOKE_REQUEST`, in a module that uses the runtime's `steps`.
pub(crate) fn step(step: Step) -> TokenStream {
    let name = crate::names::ident(&crate::names::step_constant(step));
    quote!(steps::#name)
}

/// A rejection of this kind: `Identity`, `Role`, `Party` and `Pattern` bear no name of their own.
pub(crate) fn rejection(kind: &str, name: &str, sentence: &str) -> TokenStream {
    let of = crate::names::ident(&crate::names::snake(kind));
    let (name, said) = (text(name), text(sentence));
    match kind {
        "Identity" | "Role" | "Party" | "Pattern" => quote!(::coact_runtime::Rejection::#of()),
        "Waits" => quote!(::coact_runtime::Rejection::waits(#name)),
        _ => quote!(::coact_runtime::Rejection::#of(#name, #said)),
    }
}

/// `return Err(Rejection)`
pub(crate) fn refuse(kind: &str, name: &str, sentence: &str) -> TokenStream {
    let rejection = rejection(kind, name, sentence);
    quote!(return Err(#rejection))
}

/// The derives of plain data, with serde under the runtime's name. Derives of the language live among macros,
/// where no name of a model reaches.
pub(crate) fn data(more: TokenStream) -> TokenStream {
    quote! {
        #[derive(Clone, Debug, PartialEq, Eq, #more)]
        #[derive(::coact_runtime::Serialize, ::coact_runtime::Deserialize)]
        #[serde(crate = "::coact_runtime::export::serde")]
    }
}

/// The earlier names under which something was recorded that is declared here.
pub(crate) fn earlier(model: &Model, declared: &[Loc]) -> Vec<String> {
    let pasts = declared.iter().filter_map(|loc| model.past(*loc));
    let names = pasts.flat_map(|past| past.was.iter().map(|was| was.text.clone()));
    let names: BTreeSet<String> = names.collect();
    names.into_iter().collect()
}

/// `#[serde(alias = "…")]` for each earlier name.
pub(crate) fn aliases_of(earlier: &[String]) -> TokenStream {
    quote!(#(#[serde(alias = #earlier)])*)
}

/// The same for what is declared here.
pub(crate) fn aliases(model: &Model, declared: &[Loc]) -> TokenStream {
    aliases_of(&earlier(model, declared))
}

/// `[was "…"]`, in a table of the runtime.
pub(crate) fn was(earlier: &[String]) -> TokenStream {
    if earlier.is_empty() {
        return quote!();
    }
    let earlier = earlier.iter().map(|name| text(name));
    quote!([was #(#earlier)*])
}

/// `#[serde(rename = "…")]` where the identifier is not the model's name itself.
pub(crate) fn rename(ident: &proc_macro2::Ident, name: &str) -> TokenStream {
    let plain = ident.to_string();
    if plain.strip_prefix("r#").unwrap_or(&plain) == name {
        return quote!();
    }
    let name = text(name);
    quote!(#[serde(rename = #name)])
}

/// Whether an identifier occurs in the tokens.
pub(crate) fn mentions(tokens: &TokenStream, name: &str) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Ident(ident) => ident == name,
        TokenTree::Group(group) => mentions(&group.stream(), name),
        TokenTree::Punct(_) | TokenTree::Literal(_) => false,
    })
}

/// Whether the tokens use a variable of this name: not a field of something, and nothing behind or before `::`.
pub(crate) fn uses(tokens: &TokenStream, name: &str) -> bool {
    let all: Vec<TokenTree> = tokens.clone().into_iter().collect();
    let mark = |at: Option<usize>| match at.and_then(|at| all.get(at)) {
        Some(TokenTree::Punct(mark)) => Some(mark.as_char()),
        _ => None,
    };
    all.iter().enumerate().any(|(at, token)| match token {
        TokenTree::Ident(ident) if ident == name => {
            let (before, further) = (mark(at.checked_sub(1)), mark(at.checked_sub(2)));
            let of_something = before == Some('.') && further != Some('.');
            let in_a_path = before == Some(':') && further == Some(':');
            !of_something && !in_a_path && mark(Some(at + 1)) != Some(':')
        }
        TokenTree::Group(group) => uses(&group.stream(), name),
        _ => false,
    })
}

/// `name` as a parameter's name; with `_` before it where the body does not use it.
pub(crate) fn parameter(name: &str, body: &TokenStream) -> proc_macro2::Ident {
    if mentions(body, name) {
        crate::names::ident(name)
    } else {
        crate::names::ident(&format!("_{name}"))
    }
}

/// Whether the tokens leave their function early where something has no value: they hold a `?`.
pub(crate) fn can_fail(tokens: &TokenStream) -> bool {
    tokens.clone().into_iter().any(|token| match token {
        TokenTree::Punct(punct) => punct.as_char() == '?',
        TokenTree::Group(group) => can_fail(&group.stream()),
        TokenTree::Ident(_) | TokenTree::Literal(_) => false,
    })
}
