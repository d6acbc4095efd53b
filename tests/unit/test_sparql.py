"""What plans mean: the text of some queries, and the rows of many against a second evaluation in Python."""

import dataclasses
from collections.abc import Collection, Iterable
from functools import cache, reduce
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rdflib import RDF, RDFS, SKOS, Literal, Namespace, URIRef
from rdflib.term import Node

from msgraph import results, sparql
from msgraph.embedded import in_memory
from msgraph.engine import KnowledgeGraph
from msgraph.errors import UnsafeTerm
from msgraph.plan import (
    Anything,
    Both,
    Claims,
    ClaimTerms,
    Compare,
    Compared,
    Count,
    Define,
    Describe,
    Either,
    Evidence,
    Extreme,
    Grouped,
    Kind,
    Linked,
    List,
    Measure,
    NumberOf,
    Operator,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Step,
    Subclasses,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
)
from msgraph.store import Store
from msgraph.vocabulary import ASK
from msgraph.writing import n3
from tests.unit.garden import TURTLE, G, T, by, kind, thing, to

EX = Namespace("http://example.org/")

TERMS = ClaimTerms(
    polarity=T.polarity,
    supporting=(G.yes,),
    refuting=(G.no,),
    evidence_level=T.level,
    strength=ASK.strength,
    source=T["from"],
    statement=T.said,
    qualifiers=(T.season,),
    figure=T.figure,
    figure_parts=(("measure", T.measure), ("value", T.value), ("low", T.low)),
)
CLAIMED = frozenset((T.attracts, T.repels, T.eats, T.hasPest))
LED = dataclasses.replace(
    TERMS,
    subjects=tuple((relation, relation + "-subject") for relation in sorted(CLAIMED)),
    objects=tuple((relation, relation + "-object") for relation in sorted(CLAIMED)),
)
"""The same with the ends of claims by relation, which the rules of any graph derive."""


@pytest.fixture(scope="module")
def store(garden: KnowledgeGraph) -> Store:
    return garden.store


def pattern(plan: Plan, terms: ClaimTerms = TERMS) -> str:
    """The query without its prefixes."""
    return sparql.render(plan, terms).text.rpartition("\n\n")[2]


def local(node: Node | None) -> str:
    return str(node).rpartition("/")[2].rpartition("#")[2] if isinstance(node, URIRef) else str(node)


def rows(store: Store, plan: Plan) -> list[tuple[str, ...]]:
    """The rows of a plan, which are the same whether the ends of claims are told by relation or not."""
    found, led = (
        sorted(tuple(local(cell) for cell in row) for row in store.select(sparql.render(plan, terms).text).rows)
        for terms in (TERMS, LED)
    )
    assert found == led
    return found


def claims(store: Store, plan: Plan) -> list[str] | None:
    """The claims behind a plan, likewise."""
    query, other = sparql.evidence(plan, TERMS, CLAIMED), sparql.evidence(plan, LED, CLAIMED)
    if query is None or other is None:
        assert query is other
        return None
    found, led = ([local(row[0]) for row in store.select(each.text).rows] for each in (query, other))
    assert found == led
    return found


# ------------------------------------------------------------------------------------------------------------- the text


def test_claims_are_found_by_the_end_that_is_known_among_those_of_the_relation() -> None:
    refuted = Linked(Step((T.repels,)), thing("moth", below=False), standing="refuted")
    assert pattern(List(refuted), LED) == (
        "SELECT DISTINCT ?answer WHERE {\n"
        "  ?claim1 terms:repels-object garden:moth ; rdf:subject ?answer ; terms:polarity ?polarity1 .\n"
        "  FILTER(?polarity1 = garden:no)\n"
        "}"
    )
    query = sparql.evidence(List(by("attracts", thing("mint", below=False))), LED, CLAIMED, ranked=False)
    assert query is not None
    assert query.text.rpartition("\n\n")[2] == (
        "SELECT DISTINCT ?claim WHERE {\n"
        "  ?claim terms:attracts-subject garden:mint ; rdf:object ?answer .\n"
        "  garden:mint terms:attracts ?answer .\n"
        "}\n"
        f"LIMIT {sparql.CLAIMS_SHOWN}"
    )


def test_a_walk_begins_at_what_the_question_names_and_tests_the_class_last() -> None:
    plan = List(Both((kind("Herb"), to("attracts", thing("bee")))))
    assert sparql.render(plan, TERMS).text == (
        "PREFIX garden: <http://example.org/garden/>\n"
        "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>\n"
        "PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>\n"
        "PREFIX skos: <http://www.w3.org/2004/02/skos/core#>\n"
        "PREFIX terms: <http://example.org/garden/terms#>\n"
        "\n"
        "SELECT DISTINCT ?answer WHERE {\n"
        "  ?x1 skos:broader* garden:bee .\n"
        "  ?answer terms:attracts ?x1 .\n"
        "  ?answer rdf:type/rdfs:subClassOf* terms:Herb .\n"
        "}"
    )


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        pytest.param(
            List(Linked(Step((T.attracts, T.repels)), thing("bee", below=False))),
            "SELECT DISTINCT ?answer WHERE {\n  ?answer (terms:attracts|terms:repels) garden:bee .\n}",
            id="several relations, and a thing alone",
        ),
        pytest.param(
            List(Both((kind("Plant"), Without(Anything(), by("eats", thing("moth", below=False)))))),
            "SELECT DISTINCT ?answer WHERE {\n  ?answer rdf:type/rdfs:subClassOf* terms:Plant .\n"
            "  MINUS { garden:moth terms:eats ?answer . }\n}",
            id="an exception",
        ),
        pytest.param(
            Count(to("colour", Value(Literal("GREEN")))),
            "SELECT (COUNT(DISTINCT ?x) AS ?answer) WHERE {\n  ?x terms:colour ?value1 .\n"
            '  FILTER(LCASE(STR(?value1)) = "green")\n}',
            id="a text whatever its case",
        ),
        pytest.param(
            List(to("repels", thing("moth", below=False), standing="refuted")),
            "SELECT DISTINCT ?answer WHERE {\n"
            "  ?claim1 rdf:object garden:moth ; rdf:subject ?answer ; rdf:predicate ?relation1 ; "
            "terms:polarity ?polarity1 .\n"
            "  FILTER(?relation1 = terms:repels && ?polarity1 = garden:no)\n}",
            id="what claims deny",
        ),
        pytest.param(
            Truth(to("attracts", thing("bee", below=False))),
            "ASK {\n  ?answer terms:attracts garden:bee .\n}",
            id="yes or no",
        ),
    ],
)
def test_a_plan_is_written_so(plan: Plan, text: str) -> None:
    assert pattern(plan) == text


def test_the_same_plan_gives_the_same_text() -> None:
    plan = List(Extreme(kind("Plant"), NumberOf(Step((T.attracts,)), kind("Insect")), count=2))
    assert sparql.render(plan, TERMS) == sparql.render(plan, TERMS)


def test_prefixes_that_would_be_the_same_are_told_apart() -> None:
    one, other = URIRef("http://a.org/x/terms#A"), URIRef("http://b.org/y/terms#B")
    text = sparql.render(List(Both((Kind((one,)), Kind((other,))))), TERMS).text
    assert "PREFIX terms: <http://a.org/x/terms#>" in text
    assert "PREFIX terms2: <http://b.org/y/terms#>" in text


@pytest.mark.parametrize("iri", ["http://a/> ?s ?p ?o <b", "a b", 'a"b', "a\nb", "a{b", "a\\u003eb", "a`b"])
def test_an_iri_cannot_break_out_of_a_query(iri: str) -> None:
    with pytest.raises(UnsafeTerm, match="cannot stand in a query"):
        sparql.render(List(Thing(URIRef(iri))), TERMS)


@pytest.mark.parametrize(
    "text", ['" ) } DROP ALL #', "\\", '\\"', "a\nb\r\tc", "'''\"\"\"", "\x00\x7f", "ü→𝄞", "\\u0022"]
)
def test_a_text_cannot_break_out_of_a_query(store: Store, text: str) -> None:
    query = f"SELECT ?x WHERE {{ BIND({n3(Literal(text))} AS ?x) }}"
    assert store.select(query).rows == ((Literal(text),),)


def test_a_language_cannot_break_out_of_a_query() -> None:
    class Foreign(Literal):
        language = "en> . ?s ?p ?o"

    with pytest.raises(UnsafeTerm):
        n3(Foreign("a"))


# ----------------------------------------------------------------------------------------------- sets, evaluated twice


@cache
def facts() -> frozenset[tuple[Node, Node, Node]]:
    import pyoxigraph as ox

    from msgraph.terms import from_oxigraph

    return frozenset(
        (from_oxigraph(quad.subject), from_oxigraph(quad.predicate), from_oxigraph(quad.object))
        for quad in ox.parse(TURTLE, format=ox.RdfFormat.TURTLE)
    )


def objects(subject: Node, relations: Collection[Node]) -> set[Node]:
    return {o for s, p, o in facts() if s == subject and p in relations}


def subjects(object_: Node, relations: Collection[Node]) -> set[Node]:
    return {s for s, p, o in facts() if o == object_ and p in relations}


def closure(start: Node, relation: URIRef, *, up: bool) -> set[Node]:
    """Everything above (or below) a node, with the node itself."""
    found, edge = {start}, [start]
    while edge:
        here = edge.pop()
        fresh = (objects(here, (relation,)) if up else subjects(here, (relation,))) - found
        found |= fresh
        edge += fresh
    return found


@cache
def everything() -> frozenset[Node]:
    return frozenset(node for s, _, o in facts() for node in (s, o))


def instances(cls: Node) -> set[Node]:
    return {s for below in closure(cls, RDFS.subClassOf, up=False) for s in subjects(below, (RDF.type,))}


def walk(step: Step, node: Node) -> set[Node]:
    return subjects(node, step.relations) if step.inverse else objects(node, step.relations)


@cache
def all_claims() -> dict[Node, tuple[Node, Node, Node, Node]]:
    parts = (RDF.subject, RDF.predicate, RDF.object, T.polarity)
    return {
        claim: tuple(next(iter(objects(claim, (part,)))) for part in parts)  # type: ignore[misc]
        for claim in instances(T.Claim)
    }


def standing(triple: tuple[Node, Node, Node], wanted: str, behind: Iterable[Node]) -> bool:
    polarities = {all_claims()[claim][3] for claim in behind if all_claims()[claim][:3] == triple}
    return {
        "supported": G.yes in polarities,
        "refuted": G.no in polarities,
        "disputed": {G.yes, G.no} <= polarities,
        "any": bool(polarities),
    }[wanted]


def linked(of: Linked, x: Node) -> bool:
    if of.standing == "supported" and not of.where:
        return bool(walk(of.step, x) & members(of.to))
    behind = [claim for claim in all_claims() if all(claim in members(part) for part in of.where)]
    for claim in behind:
        s, p, o, _ = all_claims()[claim]
        here, there = (o, s) if of.step.inverse else (s, o)
        if (
            here == x
            and p in of.step.relations
            and there in members(of.to)
            and standing((s, p, o), of.standing, behind)
        ):
            return True
    return False


def number(measure: Measure, x: Node) -> list[float]:
    match measure:
        case ValueOf(steps):
            ends = reduce(lambda nodes, step: {there for node in nodes for there in walk(step, node)}, steps, {x})
            return [float(str(end)) for end in ends if isinstance(end, Literal) and isinstance(end.value, int)]
        case NumberOf(step, among):
            return [float(len(walk(step, x) & members(among)))]


COMPARE = {
    "=": float.__eq__,
    "!=": float.__ne__,
    "<": float.__lt__,
    "<=": float.__le__,
    ">": float.__gt__,
    ">=": float.__ge__,
}


@cache
def members(of: Set) -> frozenset[Node]:
    """The members of a set, the slow and plain way."""
    match of:
        case Anything():
            return everything()
        case Thing(iri, below):
            return frozenset(closure(iri, SKOS.broader, up=False) if below else {iri})
        case Under(iri, above, direct):
            if direct:
                return frozenset(objects(iri, (SKOS.broader,)) if above else subjects(iri, (SKOS.broader,)))
            return frozenset(closure(iri, SKOS.broader, up=above) - {iri})
        case Kind(classes):
            return frozenset(node for cls in classes for node in instances(cls))
        case Subclasses(cls):
            return frozenset(subjects(cls, (RDFS.subClassOf,)))
        case Value(literal):
            return frozenset(
                node
                for node in everything()
                if isinstance(node, Literal)
                and (node == literal or (literal.datatype is None and str(node).lower() == str(literal).lower()))
            )
        case Linked():
            return frozenset(node for node in everything() if linked(of, node))
        case Both(parts):
            return frozenset.intersection(*map(members, parts))
        case Either(parts):
            return frozenset().union(*map(members, parts))
        case Without(rest, less):
            return members(rest) - members(less)
        case Claims(subject, relations, object_, wanted, where, either_way):
            behind = frozenset(claim for claim in all_claims() if all(claim in members(part) for part in where))
            found = set()
            for claim in behind:
                s, p, o, polarity = all_claims()[claim]
                ways = [(s, o), (o, s)] if either_way else [(s, o)]
                fits = any(one in members(subject) and other in members(object_) for one, other in ways)
                own = {"supported": polarity == G.yes, "refuted": polarity == G.no}.get(wanted)
                if own is None:
                    own = standing((s, p, o), wanted, behind)
                if fits and own and (not relations or p in relations):
                    found.add(claim)
            return frozenset(found)
        case Compared(measure, operator, than):
            assert isinstance(than, Literal)
            holds = COMPARE[operator]
            return frozenset(
                node for node in everything() if any(holds(n, float(str(than))) for n in number(measure, node))
            )
        case Extreme(rest, measure, most, count):
            ranked = {node: numbers for node in members(rest) if (numbers := number(measure, node))}
            if isinstance(measure, NumberOf):
                ranked = {node: numbers for node, numbers in ranked.items() if numbers[0]}
            best = {node: (max if most else min)(numbers) for node, numbers in ranked.items()}
            order = sorted(best.values(), reverse=most)[:count]
            return frozenset(
                node for node, value in best.items() if order and (value >= order[-1] if most else value <= order[-1])
            )


THINGS = [thing(name, below=below) for name in ("mint", "bee", "rose", "moth", "aphid") for below in (True, False)]
KINDS = [kind("Plant"), kind("Herb"), kind("Insect"), kind("Place"), kind("Herb", "Insect")]
RELATIONS = [(T.attracts,), (T.repels,), (T.eats,), (T.growsIn,), (T.attracts, T.repels), (T.hasPest,)]
CLAIM_RELATIONS = [(T.attracts,), (T.repels,), (T.attracts, T.repels), (T.eats,)]
WHERES: list[tuple[Set, ...]] = [
    (to("level", thing("trial")),),
    (to("season", thing("spring")),),
    (to("level", Either((thing("trial"), thing("sight")))),),
    (to("from", kind("Book")), to("level", thing("sight"))),
]
steps = st.builds(Step, st.sampled_from(RELATIONS), st.booleans())
claim_steps = st.builds(Step, st.sampled_from(CLAIM_RELATIONS), st.booleans())
measures: st.SearchStrategy[Measure] = st.one_of(
    st.just(ValueOf((Step((T.height,)),))),
    st.builds(NumberOf, steps, st.sampled_from([Anything(), *KINDS])),
)
operators = st.sampled_from(list[Operator](["=", "!=", "<", "<=", ">", ">="]))
bounds = st.sampled_from([Literal(1), Literal(2), Literal(60), Literal(100)])


def claim_sets(inner: st.SearchStrategy[Set]) -> st.SearchStrategy[Set]:
    return st.builds(
        Claims,
        st.one_of(st.just(Anything()), inner),
        st.sampled_from([(), *CLAIM_RELATIONS]),
        st.one_of(st.just(Anything()), inner),
        st.sampled_from(["supported", "refuted", "disputed", "any"]),
        st.sampled_from([(), *WHERES]),
        st.booleans(),
    )


def deeper(inner: st.SearchStrategy[Set]) -> st.SearchStrategy[Set]:
    some = st.lists(inner, min_size=2, max_size=3).map(tuple)
    to_claims = st.builds(Step, st.sampled_from([(T["from"],), (RDF.subject,)]), st.just(True))
    return st.one_of(
        st.builds(Linked, steps, inner),
        st.builds(Linked, claim_steps, inner, st.sampled_from(WHERES)),
        st.builds(Linked, claim_steps, inner, st.just(()), st.sampled_from(["refuted", "disputed", "any"])),
        st.builds(Linked, to_claims, claim_sets(inner)),
        st.builds(
            Linked, st.just(Step((T.colour,))), st.sampled_from([Value(Literal("green")), Value(Literal("RED"))])
        ),
        st.builds(Linked, st.just(Step((T.height,))), st.just(Value(Literal(60)))),
        st.builds(Both, some),
        st.builds(Either, some),
        st.builds(Without, inner, inner),
        st.builds(lambda one, less: Both((one, Without(Anything(), less))), inner, inner),
        st.builds(lambda one, rest: Both((one, rest)), inner, st.builds(Compared, measures, operators, bounds)),
        st.builds(Extreme, inner, measures, st.booleans(), st.integers(1, 2)),
    )


sets = st.recursive(
    st.one_of(
        st.sampled_from(THINGS),
        st.sampled_from(KINDS),
        st.builds(Under, st.sampled_from([G.mint, G.bumblebee, G.peppermint]), st.booleans(), st.booleans()),
    ),
    deeper,
    max_leaves=5,
)


@given(sets)
@settings(
    max_examples=500, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_query_finds_the_members_of_a_set(store: Store, of: Set) -> None:
    found = {row[0] for row in store.select(sparql.render(List(of), TERMS).text).rows}
    assert found == members(of)


@given(claim_sets(sets))
@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_a_query_finds_the_claims_of_a_set(store: Store, of: Set) -> None:
    found = {row[0] for row in store.select(sparql.render(Evidence(of), TERMS).text).rows}
    assert found == members(of)


@given(sets)
@settings(
    max_examples=200, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_the_evidence_for_a_set_is_claims_and_its_subgraph_is_links(store: Store, of: Set) -> None:
    query = sparql.evidence(List(of), TERMS, CLAIMED)
    if query is not None:
        found = {row[0] for row in store.select(query.text).rows}
        assert found <= set(all_claims())
        assert members(of) or not found
    drawn = sparql.subgraph(List(of), TERMS)
    if drawn is not None:
        triples = store.construct(drawn.text).triples
        said = {claim[:3] for claim in all_claims().values()}
        assert {triple for triple in triples if triple not in facts()} <= said


# --------------------------------------------------------------------------------------------------------- whole plans


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        pytest.param(Count(kind("Plant")), [("5",)], id="count"),
        pytest.param(Total(kind("Plant"), Step((T.height,)), "sum"), [("310",)], id="sum, not of different values"),
        pytest.param(Total(kind("Plant"), Step((T.height,)), "max"), [("150",)], id="greatest"),
        pytest.param(Total(kind("Insect"), Step((T.height,)), "avg"), [], id="the average of nothing"),
        pytest.param(Share(kind("Plant"), kind("Herb")), [("60", "3", "5")], id="percentage"),
        pytest.param(Share(kind("Tree"), kind("Herb")), [], id="the percentage of nothing"),
        pytest.param(
            Table(kind("Herb"), (Step((T.height,)), Step((T.growsIn,)))),
            [("lavender", "60", "sun"), ("mint", "40", "shade"), ("peppermint", "60", "None")],
            id="table",
        ),
        pytest.param(
            Grouped(kind("Place"), Step((T.growsIn,), inverse=True), kind("Plant"), counted=True),
            [("shade", "2"), ("sun", "2")],
            id="numbers by group",
        ),
        pytest.param(
            Grouped(by("height", kind("Plant")), Step((T.height,), inverse=True), kind("Plant"), counted=True),
            [("150", "1"), ("40", "1"), ("60", "2")],
            id="numbers by value",
        ),
        pytest.param(
            Grouped(kind("Plant"), Step((T.repels,)), Anything(), where=(to("level", thing("trial")),)),
            [("lavender", "moth"), ("mint", "aphid")],
            id="members by group, of some claims only",
        ),
        pytest.param(List(Extreme(kind("Plant"), ValueOf((Step((T.height,)),)))), [("rose", "150")], id="the highest"),
        pytest.param(
            List(Extreme(kind("Herb"), ValueOf((Step((T.height,)),)))),
            [("lavender", "60"), ("peppermint", "60")],
            id="several that are highest",
        ),
        pytest.param(
            Evidence(Claims(object=thing("moth"), relations=(T.repels,), standing="any")),
            [("c6",), ("c7",)],
            id="claims",
        ),
        pytest.param(Evidence(Claims(object=thing("bee")), strongest=True), [("c1", "2")], id="the strongest claim"),
        pytest.param(Quantity(Claims(thing("mint"))), [("c3", "f1", "reduction", "40", "30")], id="figures"),
        pytest.param(Paths(thing("mint"), thing("aphid"), 1), [("c3",), ("c4",)], id="what links two things"),
        pytest.param(
            Define(G.bumblebee), [("broader", "bee"), ("label", "bumblebee"), ("type", "Insect")], id="definition"
        ),
        pytest.param(
            Describe(G.shade),
            [
                ("in", "growsIn", "mint"),
                ("in", "growsIn", "nettle"),
                ("out", "label", "shade"),
                ("out", "type", "Place"),
            ],
            id="description",
        ),
        pytest.param(
            Compare((G.mint, G.lavender), (Step((T.repels,)),)),
            [("lavender", "out", "repels", "moth"), ("mint", "out", "repels", "aphid")],
            id="comparison",
        ),
    ],
)
def test_a_plan_brings_these_rows(store: Store, plan: Plan, found: list[tuple[str, ...]]) -> None:
    assert rows(store, plan) == found


@pytest.mark.parametrize(
    ("of", "holds"), [(to("repels", thing("moth")), True), (by("repels", thing("nettle")), False)], ids=["yes", "no"]
)
def test_a_truth_is_asked(store: Store, of: Set, holds: bool) -> None:
    query = sparql.render(Truth(of), TERMS)
    assert query.form == "ask"
    assert store.ask(query.text) is holds


def test_what_speaks_against_a_truth_has_a_question_of_its_own(store: Store) -> None:
    denied = Claims(thing("nettle"), (T.repels,), thing("moth"), "refuted")
    query = sparql.against(Truth(Kind((T.Herb,)), denied), TERMS)
    assert query is not None
    assert store.ask(query.text)
    assert sparql.against(Truth(Kind((T.Herb,))), TERMS) is None


@pytest.mark.parametrize(
    ("plan", "found"),
    [
        pytest.param(List(to("attracts", thing("bee"))), ["c1", "c2", "c5"], id="the strongest first, kinds too"),
        pytest.param(List(to("repels", thing("aphid"))), ["c3", "c4"], id="for and against"),
        pytest.param(List(to("repels", thing("moth"))), ["c6"], id="not of a link that is only denied"),
        pytest.param(
            List(Both((to("attracts", thing("bee")), to("repels", Anything())))),
            ["c1", "c3", "c6", "c4", "c5"],
            id="of both links",
        ),
        pytest.param(List(to("repels", to("eats", thing("nettle")))), ["c10", "c6"], id="of every step of the way"),
        pytest.param(
            List(to("attracts", thing("bee"), where=(to("level", thing("trial")),))), ["c1"], id="of some claims only"
        ),
        pytest.param(
            List(Either((to("repels", thing("moth")), to("hasPest", thing("aphid"))))), ["c6", "c11"], id="of either"
        ),
        pytest.param(
            List(Both((kind("Plant"), Without(to("attracts", Anything()), to("repels", Anything()))))),
            ["c2"],
            id="not of what is taken away",
        ),
        pytest.param(List(Extreme(kind("Insect"), NumberOf(Step((T.eats,))))), ["c10", "c9"], id="of what is counted"),
        pytest.param(
            List(by("from", Claims(thing("mint"), (T.repels,)))), ["c3"], id="claims that a question speaks of"
        ),
        pytest.param(
            Truth(
                Both((thing("nettle"), to("repels", thing("moth")))),
                Claims(thing("nettle"), (T.repels,), standing="refuted"),
            ),
            ["c7"],
            id="against a truth",
        ),
        pytest.param(Grouped(kind("Plant"), Step((T.repels,)), kind("Insect")), ["c3", "c6", "c4"], id="of pairs"),
        pytest.param(List(kind("Plant")), None, id="none for what uses no link"),
        pytest.param(List(to("growsIn", thing("sun"))), None, id="none for links that no claims are made of"),
        pytest.param(Define(G.mint), None, id="none for a definition"),
    ],
)
def test_evidence_is_the_claims_behind_the_links(store: Store, plan: Plan, found: list[str] | None) -> None:
    assert claims(store, plan) == found


def test_evidence_is_bounded_and_keeps_the_strongest(store: Store) -> None:
    query = sparql.evidence(List(to("attracts", thing("bee"))), TERMS, CLAIMED, limit=1)
    assert query is not None
    assert [local(row[0]) for row in store.select(query.text).rows] == ["c1"]


@pytest.mark.parametrize(
    ("of", "derived"),
    [
        (to("protects", thing("rose")), True),
        (to("repels", thing("aphid")), False),
        (Both((kind("Plant"), Without(Anything(), to("protects", thing("rose"))))), None),
    ],
    ids=["a derived link", "an asserted link", "only an exception"],
)
def test_a_derived_link_is_told_from_an_asserted_one(store: Store, of: Set, derived: bool | None) -> None:
    query = sparql.derived_link(List(of), TERMS)
    assert (None if query is None else store.ask(query.text)) is derived


def test_a_subgraph_is_the_links_of_the_answers(store: Store) -> None:
    query = sparql.subgraph(List(to("repels", to("eats", thing("nettle")))), TERMS)
    assert query is not None
    found = {tuple(map(local, triple)) for triple in store.construct(query.text)}
    assert found == {("lavender", "repels", "moth"), ("moth", "eats", "nettle")}


def test_a_chain_of_this_shape_can_be_asked_again(store: Store) -> None:
    steps = [Step((T.repels,)), Step((T.eats,))]
    query = sparql.chain(thing("lavender"), thing("nettle"), steps)
    assert [tuple(map(local, row)) for row in store.select(query.text).rows] == [("lavender", "moth", "nettle")]


@pytest.mark.parametrize(
    ("claims_", "opposite"),
    [
        (Claims(thing("mint")), Claims(thing("mint"), standing="refuted")),
        (Claims(standing="refuted"), Claims()),
        (Claims(standing="any"), None),
        (Both((kind("Claim"), Claims())), Both((kind("Claim"), Claims(standing="refuted")))),
        (kind("Claim"), None),
    ],
    ids=["supported", "refuted", "any", "with more", "no claims"],
)
def test_claims_have_an_opposite(claims_: Set, opposite: Set | None) -> None:
    assert sparql.opposed(claims_) == opposite


def test_a_graph_without_claims_is_asked_by_its_links(store: Store) -> None:
    bare = ClaimTerms()
    query = sparql.render(Paths(thing("lavender"), thing("moth"), 1), bare)
    assert [tuple(map(local, row)) for row in store.select(query.text).rows] == [("lavender", "repels", "moth")]
    assert store.select(sparql.render(Quantity(Claims()), bare).text).rows == ()
    assert store.select(sparql.render(List(to("repels", thing("moth"), standing="refuted")), bare).text).rows == ()


@pytest.mark.parametrize("crowds", [(), ((T.attracts, 5, 1), (T.repels, 7, 1))], ids=["not counted", "hardly unlike"])
def test_what_is_named_is_looked_for_in_the_order_of_the_words(crowds: tuple[tuple[URIRef, int, int], ...]) -> None:
    of = Both((to("attracts", thing("bee")), to("repels", thing("moth"))))
    text = sparql.render(List(of), dataclasses.replace(TERMS, crowds=crowds)).text
    assert text.index("bee") < text.index("moth")


def test_what_many_things_are_joined_to_is_looked_at_last() -> None:
    of = Both((to("attracts", thing("bee")), to("repels", thing("moth"))))
    crowded = dataclasses.replace(TERMS, crowds=((T.attracts, 120, 1), (T.repels, 7, 1)))
    text = sparql.render(List(of), crowded).text
    assert text.index("moth") < text.index("bee")
    # From the other side there is no crowd.
    text = sparql.render(List(Both((by("attracts", thing("bee")), by("repels", thing("moth"))))), crowded).text
    assert text.index("bee") < text.index("moth")


@pytest.mark.parametrize(
    "plan",
    [
        Grouped(kind("Plant"), Step((T.attracts,)), Anything(), counted=True),
        List(Extreme(kind("Plant"), NumberOf(Step((T.attracts,)), Anything()))),
        List(Both((kind("Plant"), to("attracts", Compared(ValueOf((Step((T.height,)),)), ">", Literal(2)))))),
    ],
    ids=["groups", "a ranking", "what leads to a number"],
)
def test_where_nothing_is_named_a_search_begins_with_a_class(plan: Plan) -> None:
    text = sparql.render(plan, TERMS).text
    assert text.index("subClassOf*") < text.index("attracts")


def test_every_query_runs_behind_an_endpoint_too() -> None:
    # The texts keep to SPARQL 1.1: rdflib's own engine parses them.
    from rdflib.plugins.sparql import prepareQuery

    plans: list[Plan] = [
        List(Both((kind("Plant", "Insect"), Without(to("attracts", thing("bee")), to("repels", Anything()))))),
        List(Extreme(kind("Plant"), NumberOf(Step((T.attracts,)), kind("Insect")), count=2)),
        Grouped(kind("Plant"), Step((T.repels,)), Anything(), counted=True, where=WHERES[2]),
        Share(kind("Plant"), kind("Herb")),
        Total(kind("Plant"), Step((T.height,)), "avg"),
        Quantity(Claims(thing("mint"), standing="disputed")),
        Compare((G.mint, G.rose)),
        Describe(G.mint),
    ]
    for plan in plans:
        prepareQuery(sparql.render(plan, TERMS).text)
        query = sparql.evidence(plan, TERMS, CLAIMED)
        if query is not None:
            prepareQuery(query.text)


# ------------------------------------------------------------------------------------------------------- many ways


@pytest.mark.parametrize("end", [Thing(EX.t0, below=False), kind("Thing")], ids=["from a thing", "from a class"])
def test_links_in_a_row_are_not_walked_by_every_way_there_is(tmp_path: Path, end: Set) -> None:
    """Thirty things that all lead to each other are joined by a million million ways of nine links."""
    names = [f"<{EX}t{number}>" for number in range(30)]
    file = tmp_path / "all.ttl"
    file.write_text("".join(f"{one} a <{T.Thing}> ; <{EX}to> {', '.join(names)} .\n" for one in names))
    of = end
    for _ in range(9):
        of = Linked(Step((EX.to,)), of)
    with in_memory([file]) as crowd:
        for query in (sparql.render(List(of), TERMS), sparql.derived_link(List(of), TERMS)):
            assert query is not None
            found = crowd.query(query.text, seconds=60)
            assert found is False or (isinstance(found, results.Table) and len(found.rows) == 30)
