//! The model as the interpreter sees it: where each transaction kind lives, and what it asks of the others.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;

use coact_model::Loc;
use coact_model::ctp::{self, Act, FactWord, Outcome, Status, Step};
use coact_model::model::{
    ActDef, CaseKindId, Entity, EntityId, ExprKind, Id, KindId, LawBody, LinkId, Model,
    PayloadDefault, PayloadField, PayloadOrigin, ResponseLink, TransactionKind, Type,
};
use regex::Regex;

use crate::value::{Value, text};

const REQUEST: Step = Step::Base(Act::Request);

/// Something that is not interpreted yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Gap {
    /// What, as part of a sentence: "a position".
    pub what: String,
    /// Where the model says so.
    pub loc: Loc,
}

/// The model with what every part of the interpreter asks of it.
pub(crate) struct Cx<'a> {
    pub(crate) model: &'a Model,
    places: Vec<Place>,
    /// What became of revocations, where the model asks for it.
    settled: Vec<(KindId, FactWord)>,
    /// The first thing met that is not interpreted yet.
    gap: RefCell<Option<Gap>>,
    /// How much was done so far: expressions that were evaluated.
    steps: Cell<u64>,
    /// The patterns of texts, each made once.
    patterns: RefCell<BTreeMap<String, Option<Regex>>>,
}

/// Where a transaction kind lives.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Place {
    pub(crate) case: CaseKindId,
    /// The enclosing kind, and the link that initiates this one.
    pub(crate) parent: Option<(KindId, LinkId)>,
    /// Its instances have subjects of their own.
    pub(crate) own_subject: bool,
    /// There may be several in a case.
    pub(crate) many: bool,
}

impl<'a> Cx<'a> {
    /// The model with its places, one per kind.
    ///
    /// # Errors
    /// A kind that lives at no place, or at several.
    pub(crate) fn new(model: &'a Model) -> Result<Self, Gap> {
        let mut places = Vec::new();
        for kind in model.kinds.ids() {
            places.push(place(model, kind)?);
        }
        Ok(Self {
            model,
            places,
            settled: asked_for(model),
            gap: RefCell::new(None),
            steps: Cell::new(0),
            patterns: RefCell::default(),
        })
    }

    /// Notes something that is not interpreted yet: what comes of it is no verdict.
    pub(crate) fn lacks(&self, loc: Loc, what: impl Into<String>) {
        let what = what.into();
        let mut gap = self.gap.borrow_mut();
        gap.get_or_insert(Gap { what, loc });
    }

    /// What was met so far that is not interpreted yet.
    pub(crate) fn take_gap(&self) -> Option<Gap> {
        self.gap.take()
    }

    /// Counts one step.
    pub(crate) fn step_on(&self) {
        self.steps.set(self.steps.get().saturating_add(1));
    }

    /// How much was done so far.
    pub(crate) fn steps(&self) -> u64 {
        self.steps.get()
    }

    /// Whether a text matches a pattern as a whole.
    pub(crate) fn matches(&self, pattern: &str, text: &str) -> bool {
        let mut patterns = self.patterns.borrow_mut();
        let known = patterns
            .entry(pattern.to_owned())
            .or_insert_with(|| Regex::new(&format!("^(?:{pattern})$")).ok());
        known.as_ref().is_some_and(|known| known.is_match(text))
    }

    /// What became of the revocations of a kind, where the model asks for it: that has to be remembered.
    pub(crate) fn settled(&self, kind: KindId) -> impl Iterator<Item = FactWord> {
        let of_kind = self.settled.iter().filter(move |(of, _)| *of == kind);
        of_kind.map(|(_, fact)| *fact)
    }

    pub(crate) fn place(&self, kind: KindId) -> Place {
        self.places[kind.index()]
    }

    pub(crate) fn kind(&self, kind: KindId) -> &'a TransactionKind {
        &self.model.kinds[kind]
    }

    pub(crate) fn kind_name(&self, kind: KindId) -> &'a str {
        &self.kind(kind).name.text
    }

    /// The first name of a kind, of which identities are made.
    pub(crate) fn first_kind_name(&self, kind: KindId) -> &'a str {
        self.model.first_name(&self.kind(kind).name)
    }

    pub(crate) fn entity(&self, entity: EntityId) -> &'a Entity {
        &self.model.entities[entity]
    }

    /// The entity that the instances of a kind are about.
    pub(crate) fn subject(&self, kind: KindId) -> EntityId {
        self.kind(kind).product.entity
    }

    /// The entity whose key names the case that a kind lives in.
    pub(crate) fn case_entity(&self, kind: KindId) -> EntityId {
        self.model.cases[self.place(kind).case].entity
    }

    /// Where a step leads; none where the pattern does not admit it.
    pub(crate) fn next(&self, kind: KindId, status: Status, step: Step) -> Option<Status> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        ctp::next(self.model.profile, def.pattern, folded, status, step)
    }

    /// The steps that have a command and an event; a tacit execution has neither.
    pub(crate) fn acts(&self, kind: KindId) -> impl Iterator<Item = &'a ActDef> + use<'a> {
        let def = self.kind(kind);
        let folded = def.is_tacit(Act::Execute);
        def.acts
            .iter()
            .filter(move |act| !(folded && act.step == Step::Base(Act::Execute)))
    }

    pub(crate) fn act(&self, kind: KindId, act: Act) -> Option<&'a ActDef> {
        self.step(kind, Step::Base(act))
    }

    pub(crate) fn step(&self, kind: KindId, step: Step) -> Option<&'a ActDef> {
        self.acts(kind).find(|def| def.step == step)
    }

    /// The enclosing kind and the link by which a kind is initiated.
    pub(crate) fn link(&self, kind: KindId) -> Option<(KindId, &'a ResponseLink)> {
        self.place(kind)
            .parent
            .map(|(parent, link)| (parent, &self.model.links[link]))
    }

    pub(crate) fn parent(&self, kind: KindId) -> Option<KindId> {
        self.place(kind).parent.map(|(parent, _)| parent)
    }

    /// The kind that asks for this one apart, from a case of its own, and the link by which it does.
    pub(crate) fn apart(&self, kind: KindId) -> Option<(KindId, &'a ResponseLink)> {
        let mut links = self.model.links.values();
        let asks = |link: &&ResponseLink| link.apart && link.target == (kind, REQUEST);
        links.find(asks).map(|link| (link.source.0, link))
    }

    /// The kinds that a kind asks for apart.
    pub(crate) fn apart_children(&self, kind: KindId) -> Vec<(KindId, &'a ResponseLink)> {
        let asked = |child: KindId| {
            let (parent, link) = self.apart(child)?;
            (parent == kind).then_some((child, link))
        };
        self.model.kinds.ids().filter_map(asked).collect()
    }

    /// The kind of a case that is asked for apart, where there is one.
    pub(crate) fn apart_root(&self, case: CaseKindId) -> Option<KindId> {
        let mut kinds = self.kinds_of(case).into_iter();
        kinds.find(|kind| self.apart(*kind).is_some())
    }

    /// The stream of the case that an entity names.
    pub(crate) fn stream(&self, entity: EntityId, key: &Value) -> String {
        let name = self
            .model
            .first_name(&self.entity(self.model.foundation(entity)).name);
        format!("{name}/{}", text(self, key))
    }

    /// The kind that encloses this one, or asks for it apart.
    pub(crate) fn around(&self, kind: KindId) -> Option<KindId> {
        let apart = || self.apart(kind).map(|(parent, _)| parent);
        self.parent(kind).or_else(apart)
    }

    /// The kinds that a kind encloses directly.
    pub(crate) fn children(&self, kind: KindId) -> Vec<(KindId, LinkId)> {
        let inside = |child: KindId| {
            let (parent, link) = self.place(child).parent?;
            (parent == kind).then_some((child, link))
        };
        self.model.kinds.ids().filter_map(inside).collect()
    }

    /// All kinds of a case kind, parents before children.
    pub(crate) fn kinds_of(&self, case: CaseKindId) -> Vec<KindId> {
        let nodes = self.model.cases[case].nodes.values();
        nodes.map(|node| node.kind).collect()
    }

    /// The entities that live in a case: the one that names it, and those its kinds are about, each with all that are known
    /// with its key.
    pub(crate) fn entities_of(&self, case: CaseKindId) -> Vec<EntityId> {
        let named = self.model.cases[case].entity;
        let subjects = self
            .kinds_of(case)
            .into_iter()
            .map(|kind| self.subject(kind));
        let mut entities = Vec::new();
        for entity in std::iter::once(named).chain(subjects) {
            for same in self.model.family(entity) {
                if !entities.contains(&same) {
                    entities.push(same);
                }
            }
        }
        entities
    }

    /// The kind whose request makes an entity, the first where several do.
    pub(crate) fn maker(&self, entity: EntityId) -> Option<KindId> {
        self.model.makers(entity).first().copied()
    }

    /// A kind with those that enclose it, innermost first.
    pub(crate) fn enclosing(&self, kind: KindId) -> Vec<KindId> {
        let mut all = vec![kind];
        let mut next = kind;
        while let Some(parent) = self.parent(next).filter(|parent| !all.contains(parent)) {
            all.push(parent);
            next = parent;
        }
        all
    }

    /// The nearest transaction that encloses both, either of them included.
    pub(crate) fn shared(&self, a: KindId, b: KindId) -> Option<KindId> {
        let outer = self.enclosing(b);
        self.enclosing(a)
            .into_iter()
            .find(|kind| outer.contains(kind))
    }

    /// Whether an instance of a kind tells which instance of `around` encloses it.
    pub(crate) fn sees(&self, kind: KindId, around: KindId) -> bool {
        let enclosing = self.enclosing(kind);
        let mut beyond = enclosing.iter().skip(1).take_while(|next| **next != around);
        !self.place(around).many
            || kind == around
            || beyond.all(|next| !self.place(*next).own_subject)
    }

    /// Whether the entity that a kind asks for is made by its request under a key drawn by the shell.
    pub(crate) fn draws_key(&self, kind: KindId) -> bool {
        self.kind(kind).product.new && self.entity(self.subject(kind)).key_generated
    }

    /// How the request of an instance with a subject of its own says what encloses it: the payload field that is the
    /// parent's subject, else something added to the command.
    pub(crate) fn address(&self, kind: KindId) -> Option<Address> {
        let place = self.place(kind);
        if place.parent.is_none() || !place.own_subject {
            self.apart(kind)?;
        }
        let request = self.act(kind, Act::Request)?;
        Some(match self.addresses(kind).first() {
            Some(at) => match request.payload.get(*at).map(|field| field.origin) {
                Some(PayloadOrigin::FilledIn(_)) => Address::FilledIn(*at),
                _ => Address::Given(*at),
            },
            None => Address::Added,
        })
    }

    /// The payload fields of a request that may say what encloses the new instance, as indices.
    pub(crate) fn addresses(&self, kind: KindId) -> Vec<usize> {
        let (Some(parent), Some(request)) = (self.around(kind), self.act(kind, Act::Request))
        else {
            return Vec::new();
        };
        let subject = self.subject(kind);
        let around = self.subject(parent);
        let is_it = |ty: &Type| matches!(ty, Type::Entity(id) if self.model.lineage(around).any(|more| more == *id));
        let has_way_back = |fact: usize| {
            let lineage = self.model.lineage(around);
            let mut inverses = lineage.flat_map(|entity| &self.entity(entity).inverses);
            inverses.any(|inverse| {
                inverse.fact == fact
                    && self
                        .model
                        .bearers(subject, fact)
                        .any(|id| id == inverse.entity)
            })
        };
        let rank = |field: &PayloadField| match field.origin {
            PayloadOrigin::FilledIn(_) => 0,
            PayloadOrigin::Fact(fact) if has_way_back(fact) => 1,
            PayloadOrigin::Fact(_) => 2,
            PayloadOrigin::Data => 3,
        };
        let fields = || {
            let fields = request.payload.iter().enumerate();
            fields.filter(|(_, field)| is_it(&field.ty))
        };
        let Some(best) = fields().map(|(_, field)| rank(field)).min() else {
            return Vec::new();
        };
        fields()
            .filter(|(_, field)| rank(field) == best)
            .map(|(at, _)| at)
            .collect()
    }

    /// What a link or rule gives a payload field that is left out. By the field that says what encloses a new instance its
    /// case is found, before anything can be computed: it has no default.
    pub(crate) fn default_of(
        &self,
        kind: KindId,
        step: Step,
        at: usize,
    ) -> Option<&'a PayloadDefault> {
        let field = self.step(kind, step)?.payload.get(at)?;
        let default = field.default.as_ref()?;
        if step != REQUEST {
            return Some(default);
        }
        let is_address =
            matches!(self.address(kind), Some(Address::Given(address)) if address == at);
        // A transaction that asks for itself, or for another apart, opens another case: there is nothing of this one to
        // read in it.
        let source = match default {
            PayloadDefault::Link(link, _) => self.model.links[*link].source.0,
            PayloadDefault::Rule(rule, _) => self.model.rules[*rule].kind,
        };
        let asks = self.apart(kind).map(|(parent, _)| parent);
        let is_next = source == kind || Some(source) == asks;
        (!is_address && !is_next).then_some(default)
    }
}

/// How a request says what encloses the new instance: by the payload field at this place, or beside the payload.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Address {
    /// By a field that is in the event only; the command has it to be found by.
    FilledIn(usize),
    /// By a field that the command gives anyway.
    Given(usize),
    /// By a value of the command beside its payload.
    Added,
}

/// Whether the command has the field at all: a filled-in fact is in the event only.
pub(crate) const fn in_command(field: &PayloadField) -> bool {
    !matches!(field.origin, PayloadOrigin::FilledIn(_))
}

fn place(model: &Model, kind: KindId) -> Result<Place, Gap> {
    let mut found = Vec::new();
    for (case, def) in model.cases.iter() {
        for node in def.nodes.values().filter(|node| node.kind == kind) {
            // One of several where it, or something around it, has a subject of its own.
            let mut many = node.many;
            let mut around = node.parent;
            while let Some((parent, _)) = around {
                many |= def.nodes[parent].many;
                around = def.nodes[parent].parent;
            }
            found.push(Place {
                case,
                parent: node
                    .parent
                    .map(|(parent, link)| (def.nodes[parent].kind, link)),
                own_subject: node.many,
                many,
            });
        }
    }
    let name = &model.kinds[kind].name;
    let what = match found.as_slice() {
        [place] => return Ok(*place),
        [] => format!("`{}`, which is part of no case", name.text),
        _ => format!("`{}`, which happens at several places", name.text),
    };
    let loc = name.loc;
    Err(Gap { what, loc })
}

/// Every settled revocation that a link, a rule, a law or an expression of the model names.
fn asked_for(model: &Model) -> Vec<(KindId, FactWord)> {
    let links = model.links.values().map(|link| link.source);
    let rules = model.rules.values().flat_map(|rule| {
        let whiles = rule.while_.iter().copied();
        whiles.chain([(rule.kind, rule.on)])
    });
    let laws = model.orders().into_iter();
    let laws = laws.filter_map(|law| match law.body {
        LawBody::Before(first, _) | LawBody::Precludes(first, _) => Some(first),
        LawBody::Excludes(..) | LawBody::Condition(_) => None,
    });
    let tests = model.expressions().into_iter().flat_map(|root| root.all());
    let tests = tests.filter_map(|part| match &part.kind {
        ExprKind::FactTest(instance, fact) => Some((instance.kind, *fact)),
        _ => None,
    });
    let mut found: Vec<(KindId, FactWord)> = Vec::new();
    for (kind, fact) in links.chain(rules).chain(laws).chain(tests) {
        let is_settled = matches!(
            fact,
            FactWord::Revocation(_, Outcome::Allowed | Outcome::Refused)
        );
        if is_settled && !found.contains(&(kind, fact)) {
            found.push((kind, fact));
        }
    }
    found
}
