//! One of the acts of a kind: `{"PaymentAsked": { … }}`.

use std::fmt;
use std::marker::PhantomData;

use serde::de::{
    Deserialize, DeserializeSeed, Deserializer, EnumAccess, Error, Unexpected, VariantAccess,
    Visitor,
};
use serde::{Serialize, Serializer};

use super::fields::{Names, Read};
use crate::ctp::Step;

/// The commands or the events of a kind: an enumeration with one variant per step.
pub trait Choice<'de>: Sized {
    /// Its name.
    const NAME: &'static str;
    /// The names of its variants.
    const NAMES: &'static [&'static str];
    /// Their steps, in the same order.
    const STEPS: &'static [Step];
    /// Earlier names under which some were recorded, each with its step.
    const WAS: &'static [(&'static str, Step)];
    /// The fields of an act that says what it is about, and why.
    const FIELDS: Names;
    /// What they are about.
    type Key: Deserialize<'de>;

    /// The act of a step that says no more than what it is about, and a reason.
    fn plain(step: Step, subject: Self::Key, reason: Option<String>) -> Option<Self>;
    /// Reads what the act of a step says.
    ///
    /// # Errors
    /// Those of the format; the kind has no such step.
    fn read<A: VariantAccess<'de>>(step: Step, from: A) -> Result<Self, A::Error>;
}

/// Writes what the act of a step says, under its name.
///
/// # Errors
/// Those of the format.
#[inline]
pub fn write_choice<'de, C: Choice<'de>, S: Serializer, T: Serialize>(
    to: S,
    (step, name): (Step, &'static str),
    said: &T,
) -> Result<S::Ok, S::Error> {
    let place = C::STEPS.iter().position(|other| *other == step);
    let place = place.and_then(|place| u32::try_from(place).ok());
    to.serialize_newtype_variant(C::NAME, place.unwrap_or(u32::MAX), name, said)
}

/// Reads one of the acts of a kind.
///
/// # Errors
/// Those of the format; the kind has no act of this name.
#[inline]
pub fn read_choice<'de, D: Deserializer<'de>, C: Choice<'de>>(from: D) -> Result<C, D::Error> {
    from.deserialize_enum(C::NAME, C::NAMES, Acts::<C>(PhantomData))
}

/// Reads what an act says that says no more than what it is about, and a reason.
///
/// # Errors
/// Those of the format; the kind has no such act.
#[inline]
pub fn read_said<'de, A: VariantAccess<'de>, C: Choice<'de>>(
    step: Step,
    from: A,
) -> Result<C, A::Error> {
    let (subject, reason) = from.newtype_variant_seed(SaidBy::<(C::Key, Option<String>)> {
        name: C::NAME,
        fields: C::FIELDS,
        of: PhantomData,
    })?;
    C::plain(step, subject, reason).ok_or_else(|| A::Error::unknown_variant("", C::NAMES))
}

/// One of the acts, as people who debug see it.
pub fn debug(
    to: &mut fmt::Formatter<'_>,
    name: &'static str,
    said: &dyn fmt::Debug,
) -> fmt::Result {
    to.debug_tuple(name).field(said).finish()
}

/// The fields of an act.
struct SaidBy<F> {
    name: &'static str,
    fields: Names,
    of: PhantomData<F>,
}

impl<'de, F: Read<'de>> DeserializeSeed<'de> for SaidBy<F> {
    type Value = F;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<F, D::Error> {
        super::read(from, self.name, self.fields)
    }
}

/// The acts of a kind, of which one is to be read.
struct Acts<C>(PhantomData<C>);

impl<'de, C: Choice<'de>> Visitor<'de> for Acts<C> {
    type Value = C;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(to, "enum {}", C::NAME)
    }

    #[inline]
    fn visit_enum<A: EnumAccess<'de>>(self, from: A) -> Result<C, A::Error> {
        let (step, said) = from.variant_seed(Variant::<C>(PhantomData))?;
        C::read(step, said)
    }
}

/// The name of a variant, to be found among those of the kind.
struct Variant<C>(PhantomData<C>);

/// The step at this place of the list.
fn at<'de, C: Choice<'de>>(place: Option<usize>) -> Option<Step> {
    C::STEPS.get(place?).copied()
}

impl<'de, C: Choice<'de>> DeserializeSeed<'de> for Variant<C> {
    type Value = Step;

    #[inline]
    fn deserialize<D: Deserializer<'de>>(self, from: D) -> Result<Step, D::Error> {
        from.deserialize_identifier(self)
    }
}

impl<'de, C: Choice<'de>> Visitor<'de> for Variant<C> {
    type Value = Step;

    fn expecting(&self, to: &mut fmt::Formatter<'_>) -> fmt::Result {
        to.write_str("variant identifier")
    }

    #[inline]
    fn visit_str<E: Error>(self, name: &str) -> Result<Step, E> {
        at::<C>(C::NAMES.iter().position(|variant| *variant == name))
            .or_else(|| {
                let (_, step) = C::WAS.iter().find(|(was, _)| *was == name)?;
                Some(*step)
            })
            .ok_or_else(|| E::unknown_variant(name, C::NAMES))
    }

    #[inline]
    fn visit_bytes<E: Error>(self, name: &[u8]) -> Result<Step, E> {
        match str::from_utf8(name) {
            Ok(name) => self.visit_str(name),
            Err(_) => Err(E::invalid_value(Unexpected::Bytes(name), &self)),
        }
    }

    #[inline]
    fn visit_u64<E: Error>(self, place: u64) -> Result<Step, E> {
        at::<C>(usize::try_from(place).ok())
            .ok_or_else(|| E::invalid_value(Unexpected::Unsigned(place), &self))
    }
}
