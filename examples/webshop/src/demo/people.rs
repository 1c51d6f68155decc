//! Who takes part.

use coact_runtime::Principal;
use coact_runtime::export::uuid::Uuid;
use webshop::shop::types::CustomerId;
use webshop::shop::{Role, Shop};

/// A person with the roles it may fill. A real host would take both from its authentication.
pub(crate) struct Person {
    /// How the demonstration calls them.
    pub(crate) name: &'static str,
    /// Who they are to the model.
    pub(crate) principal: Principal<Shop>,
}

/// The key of a customer: in this shop `external`, so known from elsewhere.
const fn customer(number: u128) -> CustomerId {
    CustomerId(Uuid::from_u128(
        0x0190_0000_0000_7000_8000_0000_0000_0000 + number,
    ))
}

/// Anna's key.
pub(crate) const ANNA: CustomerId = customer(1);
/// Ben's key.
pub(crate) const BEN: CustomerId = customer(2);

/// A customer, who orders and pays.
pub(crate) fn anna() -> Person {
    shopper("Anna", ANNA)
}

/// Another customer.
pub(crate) fn ben() -> Person {
    shopper("Ben", BEN)
}

/// The one who sells.
pub(crate) fn desk() -> Person {
    Person {
        name: "the desk",
        principal: Principal::new("desk", [Role::Seller]),
    }
}

/// The one who carries parcels.
pub(crate) fn carrier() -> Person {
    Person {
        name: "the carrier",
        principal: Principal::new("carrier", [Role::Carrier]),
    }
}

fn shopper(name: &'static str, key: CustomerId) -> Person {
    Person {
        name,
        principal: Principal::new(key.0, [Role::Shopper, Role::Payer]),
    }
}
