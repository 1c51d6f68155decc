//! Cooperation Model: actors and transaction kinds.

use super::{Act, Doc, Expr, Name, Past, Path, Sentence, Str, TypeExpr, Upcast};
use crate::Span;

/// `external composite actor Renter "CTAR01" is Customer { DepositPayer, InvoicePayer }`
#[derive(Clone, Debug, PartialEq)]
pub struct ActorItem {
    /// Outside the scope of interest.
    pub external: bool,
    /// A set of actor roles.
    pub composite: bool,
    /// Its name.
    pub name: Name,
    /// Its number in the organisation's tables.
    pub number: Option<Str>,
    /// `is Customer`: a filler is known as that entity.
    pub is: Option<Path>,
    /// The parts of a composite role.
    pub parts: Vec<Path>,
}

/// `transaction OrderCompleting "TK01" { … }`
#[derive(Clone, Debug, PartialEq)]
pub struct TransactionItem {
    /// Its name.
    pub name: Name,
    /// Its number.
    pub number: Option<Str>,
    /// Its members.
    pub members: Vec<TransactionMember>,
}

/// A member of a transaction kind.
#[derive(Clone, Debug, PartialEq)]
#[allow(clippy::large_enum_variant, reason = "few per model")]
pub enum TransactionMember {
    /// `sort original`
    Sort(Name),
    /// `initiator Shopper or Broker`
    Initiator(Vec<Path>, Span),
    /// `executor Seller`
    Executor(Path),
    /// `product new Order "is completed"`
    Product(ProductClause),
    /// `pattern complete`
    Pattern(Name),
    /// `request as PlaceOrder -> OrderPlaced { … }`
    Act(ActClause),
    /// `revoke request as … allow as … refuse as …`
    Revocation(RevocationClause),
    /// Could not be read; reported already.
    Broken(Span),
}

/// `product new Order "is completed"`, `product Rental.car "is taken"`
#[derive(Clone, Debug, PartialEq)]
pub struct ProductClause {
    /// The request creates the entity.
    pub new: bool,
    /// The entity it is about.
    pub entity: Path,
    /// The fact of the entity it is about.
    pub fact: Option<Name>,
    /// The formulation.
    pub sentence: Sentence,
    /// The whole clause.
    pub span: Span,
}

/// `promise as ConfirmOrder -> OrderConfirmed { deliver_by }`
#[derive(Clone, Debug, PartialEq)]
pub struct ActClause {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// The act.
    pub act: Act,
    /// Names and payload.
    pub naming: Naming,
    /// Performed in the same commit as the event that makes it legal.
    pub tacit: bool,
    /// `due EXPR`
    pub due: Option<Expr>,
    /// The whole clause.
    pub span: Span,
}

/// `as Command -> Event { payload }`
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Naming {
    /// The command's name.
    pub command: Option<Name>,
    /// The event's name.
    pub event: Option<Name>,
    /// The payload, where braces are written.
    pub payload: Option<Vec<PayloadField>>,
    /// The steps from older records to that payload.
    pub upcasts: Vec<Upcast>,
    /// The words before the payload: `promise as ConfirmOrder -> OrderConfirmed tacit`.
    pub span: Span,
}

/// `customer`, `note: Text?`
#[derive(Clone, Debug, PartialEq)]
pub struct PayloadField {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// Its name.
    pub name: Name,
    /// Its type: data of the act. Without one it is the entity's fact.
    pub ty: Option<TypeExpr>,
    /// What it was before, where something is said.
    pub past: Option<Box<Past>>,
    /// Where it stands.
    pub span: Span,
}

impl PayloadField {
    /// Whether it is no more.
    pub fn is_retired(&self) -> bool {
        self.past
            .as_ref()
            .is_some_and(|past| past.retired.is_some())
    }
}

/// `revoke request as CancelOrder -> CancellationAsked allow as … -> … refuse as … -> …`
#[derive(Clone, Debug, PartialEq)]
pub struct RevocationClause {
    /// Its doc comment.
    pub doc: Option<Doc>,
    /// The act that is taken back.
    pub act: Act,
    /// Names of asking for it.
    pub ask: Naming,
    /// Names of allowing it.
    pub allow: Option<Naming>,
    /// Names of refusing it.
    pub refuse: Option<Naming>,
    /// The whole clause.
    pub span: Span,
}
