//! How the structs and enumerations of generated code are written and read: what the derives of serde would spell out for
//! each of them, once for all. A kind has dozens of such types, and most of what rustc does for a model would be for
//! these derives.

mod choice;
mod fields;
mod missing;
mod said;
mod versions;

pub use choice::{Choice, debug, read_choice, read_said, write_choice};
pub use fields::{Given, Names, Perhaps, Read, Write};
pub use said::Said;
pub(crate) use versions::kept;
pub use versions::{VERSION, begin, field, made, present, version};

use std::fmt;
use std::marker::PhantomData;

use serde::de::{Expected, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserializer, Serializer};

/// The name of a field as it is written: the one given behind its identifier, or the identifier without the mark that
/// lets Rust take a keyword for a name.
pub const fn name(field: &[&'static str]) -> &'static str {
    match field {
        [ident] => match ident.as_bytes() {
            [b'r', b'#', name @ ..] => match str::from_utf8(name) {
                Ok(name) => name,
                Err(_) => ident,
            },
            _ => ident,
        },
        [_, name, ..] => name,
        [] => "",
    }
}

/// Writes a struct: its fields, and their names in the same order.
///
/// # Errors
/// Those of the format.
#[inline]
pub fn write<S: Serializer>(
    to: S,
    name: &'static str,
    names: &'static [&'static str],
    fields: impl Write,
) -> Result<S::Ok, S::Error> {
    let mut to = to.serialize_struct(name, fields.count())?;
    fields.write(names, &mut to)?;
    to.end()
}

/// Reads the fields of a struct, whose names are given in the same order.
///
/// # Errors
/// Those of the format; a field is missing, or stands twice.
#[inline]
pub fn read<'de, D: Deserializer<'de>, F: Read<'de>>(
    from: D,
    name: &'static str,
    names: Names,
) -> Result<F, D::Error> {
    let of = PhantomData;
    from.deserialize_struct(name, names.fields, Struct { name, names, of })
}

/// A struct to be read.
struct Struct<F> {
    name: &'static str,
    names: Names,
    of: PhantomData<F>,
}

impl<'de, F: Read<'de>> Visitor<'de> for Struct<F> {
    type Value = F;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "struct {}", self.name)
    }

    #[inline]
    fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<F, A::Error> {
        F::from_map(map, self.names)
    }

    #[inline]
    fn visit_seq<A: SeqAccess<'de>>(self, seq: A) -> Result<F, A::Error> {
        let (name, count) = (self.name, self.names.fields.len());
        F::from_seq(seq, &Elements { name, count })
    }
}

/// What a struct of too few elements should have been.
struct Elements {
    name: &'static str,
    count: usize,
}

impl Expected for Elements {
    fn fmt(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { name, count } = self;
        let noun = if *count == 1 { "element" } else { "elements" };
        write!(to, "struct {name} with {count} {noun}")
    }
}

/// Writes and reads a struct by its fields, each with its name in the model where that is no identifier, and with its
/// earlier names. `if_any` says that a field takes no room where it is absent.
///
/// ```ignore
/// coact_runtime::record! { PaymentAsked { order [was "purchase"], amount, note if_any } }
/// ```
#[doc(hidden)]
#[macro_export]
macro_rules! record {
    ($of:ident { $($field:ident $($name:literal)? $([was $($was:literal)+])? $($if_any:ident)?),* }) => {
        impl $of {
            const FIELDS: &'static [&'static str] = &[
                $($crate::record::name(&[stringify!($field) $(, $name)?])),*
            ];
            const NAMES: $crate::record::Names = $crate::record::Names {
                fields: Self::FIELDS,
                was: &[$(&[$($($was),+)?]),*],
            };
        }

        impl $crate::Serialize for $of {
            fn serialize<S: $crate::export::serde::Serializer>(
                &self,
                to: S,
            ) -> ::core::result::Result<S::Ok, S::Error> {
                let fields = ($($crate::record::Given(&self.$field)$(.$if_any())?,)*);
                $crate::record::write(to, stringify!($of), Self::FIELDS, fields)
            }
        }

        impl<'de> $crate::Deserialize<'de> for $of {
            fn deserialize<D: $crate::export::serde::Deserializer<'de>>(
                from: D,
            ) -> ::core::result::Result<Self, D::Error> {
                let ($($field,)*) = $crate::record::read(from, stringify!($of), Self::NAMES)?;
                ::core::result::Result::Ok(Self { $($field),* })
            }
        }
    };
}
