//! Who takes part.

use coact_runtime::Principal;
use coact_runtime::export::uuid::Uuid;
use webshop::shop::types::CustomerId;
use webshop::shop::{Role, Shop};

/// A person with the roles it may fill. A real host would take both from its authentication.
pub struct Person {
    /// How the demonstration calls them.
    pub name: &'static str,
    /// Who they are to the model.
    pub principal: Principal<Shop>,
}

/// The key of a customer: in this shop `external`, so known from elsewhere.
const fn customer(number: u128) -> CustomerId {
    CustomerId(Uuid::from_u128(
        0x0190_0000_0000_7000_8000_0000_0000_0000 + number,
    ))
}

/// Anna's key.
pub const ANNA: CustomerId = customer(1);
/// Ben's key.
pub const BEN: CustomerId = customer(2);

/// A customer, who orders and pays.
pub fn anna() -> Person {
    shopper("Anna", ANNA)
}

/// Another customer.
pub fn ben() -> Person {
    shopper("Ben", BEN)
}

/// The one who sells.
pub fn desk() -> Person {
    Person {
        name: "the desk",
        principal: Principal::new("desk", [Role::Seller]),
    }
}

/// The one who carries parcels.
pub fn carrier() -> Person {
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
