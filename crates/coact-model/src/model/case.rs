//! Cases: what lives in one stream.

use super::{EntityId, KindId, LinkId, List, NodeId};

/// A case kind: the root transaction kinds about one entity, and everything they enclose.
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
    /// The parent and the link that initiates it; none for a root.
    pub parent: Option<(NodeId, LinkId)>,
    /// The nodes it encloses.
    pub children: Vec<NodeId>,
    /// Whether one parent instance may have several instances here: each has a subject of its own. If
    /// not, there is one per parent instance, about the parent's subject or about its own single one.
    pub many: bool,
    /// Whether its instances are about the parent's subject.
    pub parents_subject: bool,
}
