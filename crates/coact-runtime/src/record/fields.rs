//! The fields of a struct, all of them as one tuple.

use serde::de::{DeserializeSeed, Error, Expected, IgnoredAny, MapAccess, SeqAccess, Visitor};
use serde::ser::SerializeStruct;
use serde::{Deserialize, Deserializer, Serialize};

use super::missing::missing;

/// How the fields of a struct are called.
#[derive(Clone, Copy, Debug)]
pub struct Names {
    /// In their order.
    pub fields: &'static [&'static str],
    /// The earlier names under which they were recorded, in the same order.
    pub was: &'static [&'static [&'static str]],
}

impl Names {
    /// The place of the field of this name, be it an earlier one; none where there is no such field.
    #[inline]
    fn place(self, name: &str) -> Option<usize> {
        let today = self.fields.iter().position(|field| *field == name);
        today.or_else(|| self.was.iter().position(|was| was.contains(&name)))
    }

    /// The name of the field at this place.
    #[inline]
    fn at(self, place: usize) -> &'static str {
        self.fields.get(place).copied().unwrap_or_default()
    }
}

/// Fields that can be written.
pub trait Write {
    /// How many of them are.
    fn count(&self) -> usize;
    /// Writes each under its name.
    ///
    /// # Errors
    /// Those of the format.
    fn write<S: SerializeStruct>(
        self,
        names: &'static [&'static str],
        to: &mut S,
    ) -> Result<(), S::Error>;
}

/// Fields that can be read.
pub trait Read<'de>: Sized {
    /// Reads them by their names. Others are passed over.
    ///
    /// # Errors
    /// Those of the format; a field is missing, or stands twice.
    fn from_map<Map: MapAccess<'de>>(map: Map, names: Names) -> Result<Self, Map::Error>;
    /// Reads them one after the other.
    ///
    /// # Errors
    /// Those of the format; there are too few.
    fn from_seq<Seq: SeqAccess<'de>>(seq: Seq, expected: &dyn Expected)
    -> Result<Self, Seq::Error>;
}

/// One field that is written.
pub trait Field {
    /// Its type.
    type Value: Serialize;
    /// Its value, unless it is left out.
    fn value(&self) -> Option<&Self::Value>;
}

/// A field that is always written.
#[derive(Clone, Copy, Debug)]
pub struct Given<'a, T>(pub &'a T);

/// A field that takes no room where it is absent.
#[derive(Clone, Copy, Debug)]
pub struct Perhaps<'a, T>(&'a Option<T>);

impl<'a, T> Given<'a, Option<T>> {
    /// Leaves it out where it is absent.
    #[inline]
    pub const fn if_any(self) -> Perhaps<'a, T> {
        Perhaps(self.0)
    }
}

impl<T: Serialize> Field for Given<'_, T> {
    type Value = T;

    #[inline]
    fn value(&self) -> Option<&T> {
        Some(self.0)
    }
}

impl<T: Serialize> Field for Perhaps<'_, T> {
    type Value = Option<T>;

    #[inline]
    fn value(&self) -> Option<&Option<T>> {
        self.0.is_some().then_some(self.0)
    }
}

/// The name of a field, to be found among those that there are: its place, none where there is no such field.
struct Place(Names);

impl<'de> DeserializeSeed<'de> for Place {
    type Value = Option<usize>;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Self::Value, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl Visitor<'_> for Place {
    type Value = Option<usize>;

    fn expecting(&self, to: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        to.write_str("field identifier")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Self::Value, E> {
        Ok(self.0.place(name))
    }

    #[inline]
    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Self::Value, E> {
        Ok(str::from_utf8(name)
            .ok()
            .and_then(|name| self.0.place(name)))
    }

    #[inline]
    fn visit_u64<E: Error>(self, place: u64) -> Result<Self::Value, E> {
        Ok(usize::try_from(place).ok())
    }
}

/// Reads the value of a field that must not have been read before.
#[inline]
fn once<'de, Map: MapAccess<'de>, T: Deserialize<'de>>(
    map: &mut Map,
    field: &mut Option<T>,
    name: &'static str,
) -> Result<(), Map::Error> {
    if field.is_some() {
        return Err(Map::Error::duplicate_field(name));
    }
    *field = Some(map.next_value()?);
    Ok(())
}

macro_rules! tuples {
    ($($($type:ident $field:ident $place:tt),*;)*) => {$(
        impl<$($type: Field),*> Write for ($($type,)*) {
            #[inline]
            fn count(&self) -> usize {
                0 $(+ usize::from(self.$place.value().is_some()))*
            }

            #[inline]
            fn write<S: SerializeStruct>(
                self,
                names: &'static [&'static str],
                to: &mut S,
            ) -> Result<(), S::Error> {
                let &[$($field),*] = names else { return Ok(()) };
                $(
                    match self.$place.value() {
                        Some(value) => to.serialize_field($field, value)?,
                        None => to.skip_field($field)?,
                    }
                )*
                Ok(())
            }
        }

        impl<'de, $($type: Deserialize<'de>),*> Read<'de> for ($($type,)*) {
            #[inline]
            fn from_map<Map: MapAccess<'de>>(
                mut map: Map,
                names: Names,
            ) -> Result<Self, Map::Error> {
                $(let mut $field: Option<$type> = None;)*
                while let Some(place) = map.next_key_seed(Place(names))? {
                    match place {
                        $(Some($place) => once(&mut map, &mut $field, names.at($place))?,)*
                        _ => {
                            map.next_value::<IgnoredAny>()?;
                        }
                    }
                }
                Ok(($(
                    match $field {
                        Some(value) => value,
                        None => missing(names.at($place))?,
                    },
                )*))
            }

            #[inline]
            fn from_seq<Seq: SeqAccess<'de>>(
                mut seq: Seq,
                expected: &dyn Expected,
            ) -> Result<Self, Seq::Error> {
                Ok(($(
                    match seq.next_element()? {
                        Some(value) => value,
                        None => return Err(Seq::Error::invalid_length($place, expected)),
                    },
                )*))
            }
        }
    )*};
}

tuples! {
    A a 0;
    A a 0, B b 1;
    A a 0, B b 1, C c 2;
    A a 0, B b 1, C c 2, D d 3;
    A a 0, B b 1, C c 2, D d 3, E e 4;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11, M m 12;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11, M m 12, N n 13;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11, M m 12, N n 13, O o 14;
    A a 0, B b 1, C c 2, D d 3, E e 4, F f 5, G g 6, H h 7, I i 8, J j 9, K k 10, L l 11, M m 12, N n 13, O o 14, P p 15;
}
