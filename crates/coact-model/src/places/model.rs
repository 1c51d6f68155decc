//! The places of a model. Every field is named, so that a new one is not forgotten.

use coact_syntax::ast::{BinaryOp, Claim, CompareOp, RowVerb, UnaryOp};

use super::{moved, moved_any, placeless};
use crate::ctp::{Act, FactWord, Pattern as CtpPattern, Performer, Profile, Step};
use crate::diagnostics::Level;
use crate::model::*;

placeless!(
    Act,
    FactWord,
    CtpPattern,
    Performer,
    Profile,
    Step,
    Level,
    Claim,
    RowVerb,
    BinaryOp,
    CompareOp,
    UnaryOp,
    Mode,
    Sort,
    Scale,
    Policy,
    Retry,
    PayloadOrigin,
    EventRef,
    CommandRef,
    EntityForm,
    AutomationSource,
    SliceElement,
    StubSort,
    Shown,
    EventMeta,
    ActMeta,
    Builtin,
    // values that stand in something with a place
    Type,
    Local,
    Literal,
    CaseKind,
    Element,
);

moved! {
    Model { name, doc, pasts, upcasts, contexts, imports, profile, level, zone, scalars, enums, values, entities, actors, banks, accesses,
        positions, delegations, kinds, links, waits, cases, rules, lookups, aggregates, commands,
        events, systems, calls, automations, translations, views, queries, screens, marks, definitions, stories, stubs,
        sketches,
        specs,
    }
    Past { of, owner, whole, noun, was, since, default, retired }
    Retired { version, ty, loc }
    Upcast { of, noun, from, to, old, fields, loc }
    Context { name, elements }
    Scalar { name, imported, doc, base, bounds, scale }
    Enum { name, imported, doc, variants }
    Value { name, imported, doc, fields }
    Field { name, doc, key, ty, bounds, default }
    Bound { kind, sentence, loc }
    Entity { name, imported, doc, external, form, key, key_generated, facts, derived, laws, uniques, inverses,
        created_by,
    }
    Fact { field, personal, inherited, setters }
    Derived { name, doc, value }
    Inverse { name, entity, fact, min, max }
    Law { name, sentence, body }
    Actor { name, doc, number, external, composite, is, parts, stand_in }
    Bank { name, doc, number, external, entities, kinds, from }
    Access { readers, banks, loc }
    Position { name, doc, roles }
    Delegation { acts, kind, from, to, loc }
    TransactionKind {
        name, doc, number, sort, initiators, initiators_at, executor, executor_at, product, pattern, acts,
    }
    Product { entity, new, fact, sentence, loc }
    ActDef { step, performer, command, event, doc, tacit, payload, due, declared }
    PayloadField { name, doc, origin, ty, bounds, default }
    ResponseLink {
        source, target, min, max, subject, payload, key, automated, retry, apart, policy, risk, loc,
    }
    WaitLink { source, target, count, loc }
    ActionRule {
        doc, kind, on, while_, mode, assessments, then, otherwise, identity, loc,
    }
    Assessment { claim, name, sentence, condition }
    Response { each, kind, step, subject, payload, key, condition, link, loc }
    Lookup { name, doc, params, result, from }
    Aggregate { name, doc, key, key_generated, state }
    Command { name, doc, aggregate, new, fields, by, reads, requires, emits, otherwise, no_more }
    Reads { name, view, key, many }
    Requirement { name, sentence, condition }
    Emission { each, event, fields, when, loc }
    Event { name, imported, doc, aggregate, system, fields, apply, no_more }
    System { name, doc, events, calls }
    Call { name, doc, system, fields, outcomes }
    CallOutcome { name, fields }
    Automation { source, filter, due, target, loc }
    GivenCommand { command, subject, fields }
    Translation { event, command, loc }
    View { name, imported, facts_of, doc, readers, fields, handlers }
    Handler { on, each, route, verb, sets, loc }
    Query { name, doc, params, view, filter, order }
    Screen { name, doc, users, shows, forms, opens }
    Story { title, doc, slices, specs, definitions, marks }
    Slice { title, doc, status, elements, specs, definitions, marks }
    Stub { sort, name }
    Sketch { source, target, answers, loc }
    Mark { word, text, addressee }
    ItemMark { noun, on, mark }
    Spec { title, doc, path, definitions, constants, fillers, steps }
    Definition { name, example, ty, value, constants }
    Constant { name, ty, binding }
    SpecStep { kind, loc, named }
    SpecAct { kind, step, subject, made_up, fields, by }
    Expr { kind, ty, loc }
    Instance { kind, subject }
}

moved_any! {
    BoundKind { Length(a, b), Range(a, b), Matching(a), MaxLength(a) }
    LawBody { Before(a, b), Precludes(a, b), Excludes(a, b), Condition(a) }
    PayloadDefault { Link(a, b), Rule(a, b) }
    Otherwise { Nothing(a), Emits(a) }
    AutomationTarget { Command(a), Call { call, fields, outcomes } }
    Each { Rows(a), In(a, b) }
    RowSet { Field(a, b), Element { field, verb, key, sets, loc } }
    SketchSource { View(a), Event(a), Outside(a) }
    Binding { Value(a), Generated, Produced }
    SpecStepKind {
        Now(a),
        Lookup(a, b, c),
        Answer { call, outcome, fields },
        Given { act, unchecked },
        GivenEvent { event, fields, by, unchecked },
        WhenCommand { command, fields, by },
        When(a),
        Arrives { event, fields, loc },
        Automations,
        Then(a),
    }
    SpecField { Written(a), Example(a), Seeded(a), Default }
    Expect {
        Nothing,
        Rejected(a),
        Event { kind, step, subject, fields },
        PlainEvent { event, fields },
        Rows { source, exactly, rows },
        Agenda(a, b),
    }
    RowSource { View(a), Query(a, b) }
    ExprKind {
        Literal(a), None, Some(a), Local(a), Constant(a), Subject(a), EventSubject, EventField(a),
        EventMeta(a), RowField(a), Me, CommandField(a), StateField(a), Read(a), ResultField(a),
        Find(a, b), At(a, b), RowMember(a, b, c), RowAt(a, b), Key(a), Fact(a, b, c), Derived(a, b, c),
        Inverse(a, b, c), ActField(a, b, c), ActMeta(a, b, c), FactTest(a, b), Field(a, b, c),
        Record(a, b), List(a), Map(a), Variant(a, b), Role(a), Lookup(a, b), Builtin(a, b), Lambda(a, b), Unary(a, b),
        Logic(a, b), Arithmetic(a, b, c), Coalesce(a, b), Compare(a, b, c), If(a, b, c), Match(a, b),
        Convert(a), Now, Today,
    }
    Pattern { Any, None, Some(a), Variant(a, b), Role(a), Literal(a), Range(a, b) }
}
