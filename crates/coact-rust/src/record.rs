//! How the structs of generated code are written and read: by a table of the runtime, or by the derives of serde where
//! they need more.

use proc_macro2::{Ident, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::model::{KindId, Model, Type};

use crate::cx::Cx;
use crate::tokens;
use crate::versions::{Always, Versions};

/// Structs with more fields than the runtime has tuples for are written and read by derives.
const MOST: usize = 16;

/// The fields of a struct, in their order.
#[derive(Default)]
pub(crate) struct Record<'a> {
    fields: Vec<Field>,
    versions: Option<Versions<'a>>,
}

#[derive(Debug)]
struct Field {
    ident: Ident,
    name: String,
    absent: Absent,
    was: Vec<String>,
    /// The type of a field that the generator adds.
    added: Option<TokenStream>,
}

/// What becomes of a field without a value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Absent {
    /// It always has one.
    Never,
    /// It is written as `null`, and may be left out.
    Written,
    /// It takes no room.
    LeftOut,
}

impl Absent {
    /// In what is sent.
    pub(crate) fn sent(optional: bool) -> Self {
        if optional { Self::Written } else { Self::Never }
    }

    /// In the log, where what is absent takes no room.
    pub(crate) fn recorded(ty: &Type) -> Self {
        if matches!(ty, Type::Optional(_)) {
            Self::LeftOut
        } else {
            Self::Never
        }
    }
}

/// Whether a variable can be called so, whatever else is in scope: variants and scalars begin with a capital, or a letter
/// that has none, or end in `_`. The runtime's table reads fields into variables.
fn is_variable(ident: &Ident) -> bool {
    let name = crate::names::plain(ident);
    let begins_small = |first: char| first.is_lowercase() || first == '_';
    name.starts_with(begins_small) && !name.ends_with('_')
}

impl<'a> Record<'a> {
    /// Adds a field.
    pub(crate) fn add(&mut self, ident: &Ident, name: &str, absent: Absent) {
        self.fields.push(Field {
            ident: ident.clone(),
            name: name.to_owned(),
            absent,
            was: Vec::new(),
            added: None,
        });
    }

    /// Adds a field that the generator names.
    pub(crate) fn add_own(&mut self, ident: &Ident, absent: Absent) {
        let name = ident.to_string();
        self.add(ident, name.strip_prefix("r#").unwrap_or(&name), absent);
    }

    /// Adds a field that may have been recorded under earlier names, where it is declared.
    pub(crate) fn add_declared(
        &mut self,
        model: &Model,
        declared: &[Loc],
        ident: &Ident,
        name: &str,
        absent: Absent,
    ) {
        self.add(ident, name, absent);
        self.was(tokens::earlier(model, declared));
    }

    /// Adds what an act is about, which bears the name of its entity.
    pub(crate) fn add_subject(&mut self, cx: &Cx<'_>, kind: KindId, absent: Absent) {
        self.add_own(&cx.subject_field(kind), absent);
        self.was(cx.earlier_subjects(kind));
        if let Some(field) = self.fields.last_mut() {
            field.added = Some(cx.key_type(cx.subject(kind)));
        }
    }

    /// It has these versions.
    pub(crate) fn changed(&mut self, versions: Option<Versions<'a>>) {
        self.versions = versions;
    }

    /// The earlier names of the field that was added last.
    fn was(&mut self, names: Vec<String>) {
        if let Some(field) = self.fields.last_mut() {
            field.was = names;
        }
    }

    /// Whether the runtime's table says it all.
    fn is_plain(&self) -> bool {
        let mut fields = self.fields.iter();
        self.versions.is_none()
            && (1..=MOST).contains(&self.fields.len())
            && fields.all(|field| is_variable(&field.ident))
    }

    /// The derives of the struct.
    pub(crate) fn derives(&self, more: TokenStream) -> TokenStream {
        if self.is_plain() || self.versions.is_some() {
            quote!(#[derive(Clone, Debug, PartialEq, Eq, #more)])
        } else {
            tokens::data(more)
        }
    }

    /// The attributes of a field.
    pub(crate) fn attributes(&self, of: &Ident) -> TokenStream {
        let field = self.fields.iter().find(|field| field.ident == *of);
        let derived = !self.is_plain() && self.versions.is_none();
        let Some(field) = field.filter(|_| derived) else {
            return quote!();
        };
        let rename = tokens::rename(&field.ident, &field.name);
        let aliases = tokens::aliases_of(&field.was);
        let absent = match field.absent {
            Absent::Never => quote!(),
            Absent::Written => quote!(#[serde(default)]),
            Absent::LeftOut => {
                quote!(#[serde(default, skip_serializing_if = "::core::option::Option::is_none")])
            }
        };
        quote!(#rename #aliases #absent)
    }

    /// What stands behind the struct.
    pub(crate) fn table(&self, cx: &Cx<'_>, name: &Ident) -> TokenStream {
        if let Some(versions) = &self.versions {
            return self.in_all(cx, name, versions);
        }
        if !self.is_plain() {
            return quote!();
        }
        let fields = self.fields.iter().map(|field| {
            let Field {
                ident, name, was, ..
            } = field;
            let renamed = !tokens::rename(ident, name).is_empty();
            let name = renamed.then(|| tokens::text(name));
            let if_any = (field.absent == Absent::LeftOut).then(|| quote!(if_any));
            let was = tokens::was(was);
            quote!(#ident #name #was #if_any)
        });
        quote!(::coact_runtime::record! { #name { #(#fields),* } })
    }

    /// What stands behind a struct that was another one before.
    fn in_all(&self, cx: &Cx<'_>, name: &Ident, versions: &Versions<'_>) -> TokenStream {
        let fields = self.fields.iter().map(|field| {
            let left_out = field.absent == Absent::LeftOut;
            (field.ident.clone(), field.name.clone(), left_out)
        });
        let fields: Vec<(Ident, String, bool)> = fields.collect();
        let always = self.fields.iter().filter_map(|field| {
            Some(Always {
                ident: field.ident.clone(),
                name: field.name.clone(),
                was: field.was.clone(),
                ty: field.added.clone()?,
            })
        });
        let always: Vec<Always> = always.collect();
        let (write, read) = (
            versions.write(name, &fields),
            versions.read(cx, name, &always),
        );
        quote!(#write #read)
    }
}
