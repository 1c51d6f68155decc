//! Cases: what lives in one stream.

use super::{EntityId, KindId, LinkId, List, NodeId};

/// A case kind: the root transaction kinds about one entity, and everything they enclose. Roots about an
/// entity that is created inside the case (`product new` of an enclosed kind) are among its roots: what is
/// created in a case lives there. A kind whose instances are created in several case kinds has a root in each.
#[derive(Clone, Debug)]
pub struct CaseKind {
    /// The entity whose key names the case.
    pub entity: EntityId,
    /// The roots: nodes without a parent.
    pub roots: Vec<NodeId>,
    /// All nodes, parents before children.
    pub nodes: List<NodeId, Node>,
}

/// A transaction kind at its place in a case.
#[derive(Clone, Debug)]
pub struct Node {
    /// The kind.
    pub kind: KindId,
    /// The parent and the link that initiates it; none for a root. The parent is the transaction whose
    /// executor asks; the link may start at a sibling (`X accepted -> request Y`). A kind that several
    /// links initiate from one parent has one node there, with the first of them.
    pub parent: Option<(NodeId, LinkId)>,
    /// The nodes it encloses.
    pub children: Vec<NodeId>,
    /// Whether there may be several instances here, each with a subject of its own: a child whose request
    /// creates it, or a root about an entity other than the case's. If not, there is one: per parent
    /// instance about the parent's subject, or as a root about the entity that names the case.
    pub many: bool,
    /// Whether its instances are about the parent's subject.
    pub parents_subject: bool,
}
