//! Both directions of one field, as trees.

use std::collections::BTreeSet;

use super::{Edge, Field, Graph, Origin, Target, words};
use crate::Loc;
use crate::model::Model;

/// Where a field comes from and where it goes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Trace {
    /// Its name in full.
    pub name: String,
    /// Where it is declared.
    pub loc: Loc,
    /// What it comes from.
    pub origins: Vec<Step>,
    /// What it goes into.
    pub uses: Vec<Step>,
}

/// One step of a value, with those behind it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// The field at its other end, or what is there.
    pub text: String,
    /// Whether that is a field.
    pub field: Option<String>,
    /// Where the text says so; at least one place.
    pub locs: Vec<Loc>,
    /// Why it ends here although there is more.
    pub cut: Option<Cut>,
    /// What is behind it.
    pub steps: Vec<Step>,
}

/// Why a tree ends although there is more.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Cut {
    /// It goes round in a circle.
    Circle,
    /// It stands above already.
    Above,
    /// It is too far away.
    Far,
}

impl Cut {
    /// In words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Circle => "a circle",
            Self::Above => "as above",
            Self::Far => "and further",
        }
    }
}

/// How many steps a tree follows.
const FARTHEST: usize = 40;

/// Where a field comes from and where it goes.
pub fn trace(model: &Model, graph: &Graph, field: Field) -> Trace {
    let tree = |back: bool| {
        let mut tree = Tree {
            model,
            graph,
            back,
            path: Vec::new(),
            told: BTreeSet::new(),
        };
        tree.behind(field)
    };
    Trace {
        name: field.name(model),
        loc: field.loc(model),
        origins: tree(true),
        uses: tree(false),
    }
}

struct Tree<'a> {
    model: &'a Model,
    graph: &'a Graph,
    /// Towards the origins.
    back: bool,
    path: Vec<Field>,
    told: BTreeSet<Field>,
}

impl Tree<'_> {
    fn behind(&mut self, field: Field) -> Vec<Step> {
        let graph = self.graph;
        let edges: Vec<&Edge> = if self.back {
            graph.into(field).collect()
        } else if self.path.is_empty() {
            graph
                .out_of(field)
                .chain(graph.with_its_events(field))
                .collect()
        } else {
            graph.out_of(field).collect()
        };
        self.path.push(field);
        self.told.insert(field);
        let mut steps: Vec<Step> = Vec::new();
        for edge in edges {
            // What several places say is told once.
            let text = self.text(edge);
            match steps.iter_mut().find(|step| step.text == text) {
                Some(step) if step.locs.contains(&edge.loc) => {}
                Some(step) => step.locs.push(edge.loc),
                None => steps.push(self.step(edge, text)),
            }
        }
        self.path.pop();
        steps
    }

    /// The field at the other end, or what is there.
    fn end(&self, edge: &Edge) -> Result<Field, String> {
        match (&edge.from, &edge.to) {
            (Origin::Field(field), _) if self.back => Ok(*field),
            (Origin::Source(source), _) if self.back => Err(words::source(self.model, source)),
            (_, Target::Field(field)) => Ok(*field),
            (_, Target::Use(used)) => Err(words::used(self.model, *used)),
        }
    }

    fn text(&self, edge: &Edge) -> String {
        let end = self
            .end(edge)
            .map_or_else(|text| text, |field| field.name(self.model));
        format!("{end}{}", words::manner(edge))
    }

    fn step(&mut self, edge: &Edge, text: String) -> Step {
        let Ok(field) = self.end(edge) else {
            return Step {
                text,
                field: None,
                locs: vec![edge.loc],
                cut: None,
                steps: Vec::new(),
            };
        };
        let cut = self.cut(field);
        Step {
            text,
            field: Some(field.name(self.model)),
            locs: vec![edge.loc],
            cut,
            steps: match cut {
                None => self.behind(field),
                Some(_) => Vec::new(),
            },
        }
    }

    fn cut(&self, field: Field) -> Option<Cut> {
        let more = if self.back {
            self.graph.into(field).next().is_some()
        } else {
            self.graph.out_of(field).next().is_some()
        };
        if self.path.contains(&field) {
            Some(Cut::Circle)
        } else if !more {
            None
        } else if self.told.contains(&field) {
            Some(Cut::Above)
        } else if self.path.len() >= FARTHEST {
            Some(Cut::Far)
        } else {
            None
        }
    }
}
