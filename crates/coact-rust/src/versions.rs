//! Records in all their versions: what an older one has, and how it becomes one of today.

use proc_macro2::{Ident, Literal, TokenStream};
use quote::quote;

use coact_model::Loc;
use coact_model::model::{self, Expr, Field, Type, Upcast};

use crate::cx::Cx;
use crate::expr::{Exprs, Scene};
use crate::types::rust;
use crate::{names, tokens};

/// The versions of a record that has more than one.
pub(crate) struct Versions<'a> {
    latest: u64,
    members: Vec<Member<'a>>,
    upcasts: Vec<&'a Upcast>,
}

/// A member in the versions that it is there in.
struct Member<'a> {
    name: &'a model::Ident,
    ty: &'a Type,
    was: Vec<String>,
    since: u64,
    gone: Option<u64>,
    /// What it is where a record is older.
    default: Option<&'a Expr>,
}

impl Member<'_> {
    fn is_optional(&self) -> bool {
        matches!(self.ty, Type::Optional(_))
    }

    /// The value as it stands in the record while it is read.
    fn held(&self, value: &TokenStream) -> TokenStream {
        if self.is_optional() {
            quote!(#value)
        } else {
            quote!(Some(#value))
        }
    }
}

/// A member of today, with the places where it is declared: in an act, and as a fact.
pub(crate) struct Declared<'a> {
    pub(crate) name: &'a model::Ident,
    pub(crate) ty: &'a Type,
    /// What it is today where nothing is given for it.
    pub(crate) default: Option<&'a Expr>,
    pub(crate) places: Vec<Loc>,
}

impl<'a> From<&'a Field> for Declared<'a> {
    fn from(field: &'a Field) -> Self {
        Self {
            name: &field.name,
            ty: &field.ty,
            default: field.default.as_ref(),
            places: vec![field.name.loc],
        }
    }
}

impl<'a> Versions<'a> {
    /// The versions of the record of this name; none where it never changed.
    pub(crate) fn of(
        cx: &Cx<'a>,
        owner: &model::Ident,
        declared: impl IntoIterator<Item = Declared<'a>>,
    ) -> Option<Self> {
        let model = cx.model;
        let today = declared.into_iter().map(|it| {
            let mut pasts = it.places.iter().filter_map(|place| model.past(*place));
            // What an act says itself goes before what its fact says.
            let past = pasts.find(|past| past.since.is_some());
            let default = past.and_then(|past| past.default.as_ref());
            Member {
                name: it.name,
                ty: it.ty,
                was: tokens::earlier(model, &it.places),
                since: past.and_then(|past| past.since).unwrap_or(1),
                gone: None,
                default: default.or(it.default).filter(|_| past.is_some()),
            }
        });
        let mut members: Vec<Member<'a>> = today.collect();
        let pasts = model.pasts.iter();
        let own = pasts.filter(|past| past.owner.as_ref() == Some(owner));
        members.extend(own.filter_map(|past| {
            let retired = past.retired.as_ref()?;
            Some(Member {
                name: &past.of,
                ty: retired.ty.as_ref()?,
                was: past.was.iter().map(|was| was.text.clone()).collect(),
                since: past.since.unwrap_or(1),
                gone: Some(retired.version?),
                default: None,
            })
        }));
        let upcasts = model.upcasts.iter();
        let upcasts: Vec<&Upcast> = upcasts.filter(|upcast| upcast.of == *owner).collect();
        let changes = members.iter().flat_map(|it| [Some(it.since), it.gone]);
        let steps = upcasts.iter().map(|upcast| Some(upcast.to));
        let latest = changes.chain(steps).flatten().max().unwrap_or(1);
        (latest > 1).then_some(Self {
            latest,
            members,
            upcasts,
        })
    }

    /// Whether a record without what came later could not be read by a plain reader.
    pub(crate) fn has_steps(&self) -> bool {
        let mut members = self.members.iter();
        !self.upcasts.is_empty() || members.any(|it| it.since > 1 && !it.is_optional())
    }

    /// How a record is written: with its version.
    pub(crate) fn write(&self, name: &Ident, fields: &[(Ident, String, bool)]) -> TokenStream {
        let text = tokens::text(&names::plain(name));
        let count = Literal::usize_unsuffixed(fields.len());
        let latest = Literal::u64_unsuffixed(self.latest);
        let fields = fields.iter().map(|(ident, name, left_out)| {
            let name = tokens::text(name);
            let write = quote!(::coact_runtime::record::field(&mut to, #name, &self.#ident)?;);
            if *left_out {
                quote!(if self.#ident.is_some() { #write })
            } else {
                write
            }
        });
        quote! {
            impl ::coact_runtime::Serialize for #name {
                fn serialize<S: ::coact_runtime::export::serde::Serializer>(
                    &self,
                    to: S,
                ) -> ::core::result::Result<S::Ok, S::Error> {
                    let mut to = ::coact_runtime::record::begin(to, #text, #count, #latest)?;
                    #(#fields)*
                    ::coact_runtime::export::serde::ser::SerializeStruct::end(to)
                }
            }
        }
    }

    /// How a record of any version is read. `always` are the fields that the generator adds: they have always been there.
    pub(crate) fn read(&self, cx: &Cx<'_>, name: &Ident, always: &[Always]) -> TokenStream {
        let text = tokens::text(&names::plain(name));
        let latest = Literal::u64_unsuffixed(self.latest);
        let steps: Vec<TokenStream> = (2..=self.latest)
            .map(|to| self.step(cx, &text, to))
            .collect();
        let steps = quote!(#(#steps)*);
        let slots = self.members.iter().enumerate().filter_map(|(at, member)| {
            let slot = slot(at);
            // What is gone is read where something is made of it.
            if member.gone.is_some() && !tokens::mentions(&steps, &slot.to_string()) {
                return None;
            }
            let (name, aliases) = (
                tokens::text(&member.name.text),
                tokens::aliases_of(&member.was),
            );
            let ty = rust(cx, member.ty);
            let ty = if member.is_optional() {
                ty
            } else {
                quote!(::core::option::Option<#ty>)
            };
            Some(quote!(#[serde(rename = #name)] #aliases #slot: #ty))
        });
        let slots: Vec<TokenStream> = slots.collect();
        let added = always.iter().map(|field| {
            let Always {
                ident,
                name,
                was,
                ty,
            } = field;
            let (slot, name, aliases) = (
                names::of_field(&names::plain(ident), "always"),
                tokens::text(name),
                tokens::aliases_of(was),
            );
            (
                quote!(#[serde(rename = #name)] #aliases #slot: #ty),
                quote!(#ident: recorded.#slot),
            )
        });
        let (added, kept): (Vec<_>, Vec<_>) = added.unzip();
        let today = self.members.iter().enumerate();
        let today = today.filter(|(_, member)| member.gone.is_none());
        let today = today.map(|(at, member)| {
            let (slot, ident) = (slot(at), names::ident(&member.name.text));
            if member.is_optional() {
                return quote!(#ident: recorded.#slot);
            }
            let name = tokens::text(&member.name.text);
            quote!(#ident: ::coact_runtime::record::present(recorded.#slot, #name)?)
        });
        let (mutable, version) = if steps.is_empty() {
            (quote!(), quote!(_))
        } else {
            (quote!(mut), quote!(version))
        };
        let variants = variants(cx);
        quote! {
            impl<'de> ::coact_runtime::Deserialize<'de> for #name {
                fn deserialize<D: ::coact_runtime::export::serde::Deserializer<'de>>(
                    from: D,
                ) -> ::core::result::Result<Self, D::Error> {
                    #variants
                    #[derive(::coact_runtime::Deserialize)]
                    #[serde(crate = "::coact_runtime::export::serde")]
                    struct Recorded {
                        #[serde(rename = "$v")]
                        version: ::core::option::Option<u64>,
                        #(#added,)*
                        #(#slots,)*
                    }
                    let #mutable recorded = <Recorded as ::coact_runtime::Deserialize>::deserialize(from)?;
                    let #version = ::coact_runtime::record::version::<D::Error>(recorded.version, #text, #latest)?;
                    #steps
                    Ok(Self { #(#kept,)* #(#today,)* })
                }
            }
        }
    }

    /// What a record of the version before becomes.
    fn step(&self, cx: &Cx<'_>, text: &Literal, to: u64) -> TokenStream {
        let exprs = Exprs::new(cx, Scene::Constant);
        let upcast = self.upcasts.iter().find(|upcast| upcast.to == to);
        let mut values = Vec::new();
        let mut sets = Vec::new();
        for (at, member) in self.members.iter().enumerate() {
            let given = upcast.and_then(|upcast| {
                let mut fields = upcast.fields.iter();
                fields.find(|(name, _)| name.text == member.name.text)
            });
            let default = member.default.filter(|_| member.since == to);
            let (Some(value), is_given) =
                (given.map(|(_, value)| value).or(default), given.is_some())
            else {
                continue;
            };
            values.push(exprs.value(value));
            let (slot, made) = (slot(at), names::ident(&format!("made_{}", values.len())));
            let held = member.held(&quote!(#made));
            let set = quote!(recorded.#slot = #held;);
            sets.push(if is_given {
                set
            } else {
                quote!(if recorded.#slot.is_none() { #set })
            });
        }
        if values.is_empty() {
            return quote!();
        }
        let values = quote!((#(#values,)*));
        let old = upcast.map_or(&[][..], |upcast| &upcast.old);
        let read = old.iter().filter_map(|local| {
            let variable = names::local(local);
            let at = self.members.iter().position(|it| it.name.text == local.name)?;
            if !tokens::mentions(&values, &variable.to_string()) {
                return None;
            }
            let slot = slot(at);
            Some(if self.members.get(at)?.is_optional() {
                quote!(let #variable = &recorded.#slot;)
            } else {
                quote!(let #variable = recorded.#slot.as_ref().ok_or(::coact_runtime::expr::Absent::Unknown)?;)
            })
        });
        let made = (1..=sets.len()).map(|at| names::ident(&format!("made_{at}")));
        let to = Literal::u64_unsuffixed(to);
        quote! {
            if version < #to {
                let made = ::coact_runtime::expr::attempt(|| {
                    #(#read)*
                    Ok(#values)
                });
                let (#(#made,)*) = ::coact_runtime::record::made::<_, D::Error>(made, #text, #to)?;
                #(#sets)*
            }
        }
    }
}

/// Beside scalars of the model that are called so, `Ok` and the like are meant as everywhere.
fn variants(cx: &Cx<'_>) -> TokenStream {
    let scalars = cx.model.scalars.values();
    let mut names = scalars.map(|scalar| scalar.name.text.as_str());
    if !names.any(|name| matches!(name, "None" | "Some" | "Ok" | "Err")) {
        return quote!();
    }
    quote! {
        #[allow(unused_imports)]
        use ::core::{option::Option::{None, Some}, result::Result::{Err, Ok}};
    }
}

/// A field that the generator adds to a record.
pub(crate) struct Always {
    pub(crate) ident: Ident,
    pub(crate) name: String,
    pub(crate) was: Vec<String>,
    pub(crate) ty: TokenStream,
}

/// The variable of a member while a record is read.
fn slot(at: usize) -> Ident {
    names::ident(&format!("field_{}", at + 1))
}
