"""Generated plans: whatever can be asked of a graph, made of its classes, relations, things and values."""

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st
from rdflib import Literal, URIRef

from msgraph import KnowledgeGraph
from msgraph.meaning import claims_in
from msgraph.ontology import Relation
from msgraph.plan import (
    Anything,
    Both,
    Claims,
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
    NumberOf,
    Paths,
    Plan,
    Quantity,
    Set,
    Standing,
    Step,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
)
from msgraph.vocabulary import RDF, RDFS, SKOS

STANDINGS: tuple[Standing, ...] = ("supported", "refuted", "any")
DEEPEST = 2
"""So deep are descriptions nested in one another."""


@dataclass
class World:
    """What plans are made of: the things of each class, the relations between classes, the values of properties."""

    things: dict[URIRef, list[URIRef]] = field(default_factory=lambda: defaultdict(list))
    links: list[tuple[Step, URIRef, URIRef]] = field(default_factory=list)
    """A step, the class that it leads from and the class that it leads to."""
    values: list[tuple[Step, URIRef, Literal]] = field(default_factory=list)
    numbers: list[tuple[Step, URIRef, Literal]] = field(default_factory=list)
    claimed: frozenset[URIRef] = frozenset()
    where: list[Set] = field(default_factory=list)
    bearing: set[URIRef] = field(default_factory=set)
    """Things that give their names to what bears them, so that alone they can mean either: “field tests” are jobs."""
    source: Step | None = None
    sources: list[URIRef] = field(default_factory=list)


def world(kg: KnowledgeGraph) -> World:
    """What a graph holds, as far as it can be asked for by name."""
    made, ontology = World(), kg.ontology
    terms = ontology.claims
    skipped = {terms.figure, terms.polarity, terms.statement, *(iri for _, iri in terms.figure_parts)}
    rows = kg.store.select(
        f"SELECT DISTINCT ?thing ?class {{ ?thing a ?class ; <{RDFS.label}>|<{SKOS.prefLabel}> [] }}"
    ).rows
    for thing, cls in rows:
        if (
            isinstance(thing, URIRef)
            and isinstance(cls, URIRef)
            and cls in ontology.labels
            and cls not in ontology.claim_classes
        ):
            for above in ontology.supers[cls]:
                made.things[above].append(thing)
    for relation in ontology.relations.values():
        if relation.iri in skipped or relation.iri in (RDF.subject, RDF.object) or relation.derived or relation.below:
            continue
        if relation.about_claims:
            _of_claims(made, relation, kg)
            continue
        _ends(made, relation, kg)
    made.claimed = frozenset(iri for iri, relation in ontology.relations.items() if relation.claimed)
    return made


def _of_claims(made: World, relation: Relation, kg: KnowledgeGraph) -> None:
    query = f"SELECT DISTINCT ?value {{ ?claim a ?any ; <{relation.iri}> ?value }}"
    found = [value for (value,) in kg.store.select(query).rows if isinstance(value, URIRef)]
    if relation.iri == kg.ontology.claims.source:
        made.source, made.sources = Step((relation.iri,)), found
    else:
        made.where += [Linked(Step((relation.iri,)), Thing(value)) for value in found]


def _ends(made: World, relation: Relation, kg: KnowledgeGraph) -> None:
    step = Step((relation.iri,))
    for subject in sorted(relation.domain):
        for object_ in sorted(relation.range) if relation.kind == "thing" else ():
            if made.things.get(subject) and made.things.get(object_):
                made.links += [(step, subject, object_), (step.back(), object_, subject)]
        if relation.kind in ("text", "number"):
            query = f"SELECT DISTINCT ?value {{ ?thing <{relation.iri}> ?value }} ORDER BY ?value LIMIT 5"
            found = [value for (value,) in kg.store.select(query).rows if isinstance(value, Literal)]
            into = made.values if relation.kind == "text" else made.numbers
            into += [(step, subject, value) for value in found]
    if relation.bearers:
        made.bearing |= {thing for cls in relation.range for thing in made.things[cls]}


def plans(made: World) -> st.SearchStrategy[Plan]:
    """Every kind of plan about a world."""
    parts = _Parts(made)
    return st.one_of(
        st.builds(List, parts.sets()),
        st.builds(Count, parts.described()),
        parts.truths(),
        parts.told(),
        st.builds(lambda of: Truth(of), parts.described()),
        parts.single(Define),
        parts.single(Describe),
        st.builds(List, st.builds(Under, parts.things())),
        st.builds(Paths, parts.named(), parts.named(), st.sampled_from([1, 2, 4])),
        parts.comparisons(),
        st.builds(Evidence, parts.claims(), st.booleans()),
        st.builds(Quantity, parts.claims("any")),
        parts.papers(),
        parts.groups(),
        parts.tables(),
        parts.totals(),
    ).filter(lambda plan: plan is not None)


class _Parts:
    """The parts of plans about one world."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.classes = sorted(cls for cls, things in world.things.items() if things)
        self.linked = sorted({subject for _, subject, _ in world.links})

    def things(self) -> st.SearchStrategy[URIRef]:
        named = {thing for cls in self.linked for thing in self.world.things[cls]}
        return st.sampled_from(sorted(named - self.world.bearing))

    def named(self) -> st.SearchStrategy[Thing]:
        return st.builds(Thing, self.things())

    def single(self, make: Any) -> st.SearchStrategy[Plan]:
        return st.builds(make, self.things())

    def sets(self) -> st.SearchStrategy[Set]:
        return st.one_of(
            self.described(), self.firsts(), st.builds(lambda cls: Kind((cls,)), st.sampled_from(self.classes))
        )

    @st.composite
    def described(draw: Any, self: "_Parts", cls: URIRef | None = None, depth: int = DEEPEST) -> Set:
        cls = cls or draw(st.sampled_from(self.linked))
        clauses = draw(st.lists(self.clauses(cls, depth), min_size=1, max_size=2, unique_by=_relations))
        return Both((Kind((cls,)), *clauses))

    @st.composite
    def clauses(draw: Any, self: "_Parts", cls: URIRef, depth: int) -> Set:
        """What can be said of a member of a class."""
        values = [(step, value) for step, of, value in self.world.values if of == cls]
        numbers = [(step, value) for step, of, value in self.world.numbers if of == cls]
        kind = draw(
            st.sampled_from(
                ["link", "link", "link", "not", "number of", *["value"] * bool(values), *["number"] * bool(numbers)]
            )
        )
        if kind == "value":
            step, value = draw(st.sampled_from(values))
            return Linked(step, Value(value))
        if kind == "number":
            step, value = draw(st.sampled_from(numbers))
            return Compared(ValueOf((step,)), draw(st.sampled_from(["<", "<=", ">", ">=", "="])), value)
        step, target = draw(st.sampled_from([(step, to) for step, of, to in self.world.links if of == cls]))
        if kind == "number of":
            operator = draw(st.sampled_from(["<", "<=", ">", ">=", "="]))
            return Compared(NumberOf(step, Kind((target,))), operator, Literal(draw(st.integers(2, 9))))
        if kind == "not":
            return Without(Anything(), Linked(step, draw(self.targets(target, 0))))
        where: tuple[Set, ...] = ()
        if self.world.where and set(step.relations) <= self.world.claimed and draw(st.booleans()):
            where = (draw(st.sampled_from(self.world.where)),)
        return Linked(step, draw(self.targets(target, depth - 1)), where)

    @st.composite
    def targets(draw: Any, self: "_Parts", cls: URIRef, depth: int) -> Set:
        things = st.sampled_from(self.world.things[cls])
        kind = draw(st.sampled_from(["thing", "thing", "class", "either", *["described"] * (depth > 0)]))
        if kind == "either" and len(self.world.things[cls]) > 1:
            return Either(tuple(map(Thing, draw(st.lists(things, min_size=2, max_size=2, unique=True)))))
        if kind == "described" and cls in self.linked:
            made: Set = draw(self.described(cls, depth - 1))
            return made
        return Kind((cls,)) if kind == "class" else Thing(draw(things))

    @st.composite
    def firsts(draw: Any, self: "_Parts") -> Set:
        """The first of a class by a number."""
        most, count = draw(st.booleans()), draw(st.sampled_from([1, 1, 3]))
        if self.world.numbers and draw(st.booleans()):
            step, cls, _ = draw(st.sampled_from(self.world.numbers))
            return Extreme(Kind((cls,)), ValueOf((step,)), most, count)
        step, cls, target = draw(st.sampled_from(self.world.links))
        of: Set = draw(st.one_of(st.just(Kind((cls,))), self.described(cls, 0)))
        return Extreme(of, NumberOf(step, Kind((target,))), most, count)

    @st.composite
    def truths(draw: Any, self: "_Parts") -> Plan:
        """Whether things are linked, or are of a class."""
        if draw(st.integers(0, 4)) == 0:
            cls = draw(st.sampled_from(self.classes))
            return Truth(Both((Thing(draw(st.sampled_from(self.world.things[cls])), below=False), Kind((cls,)))))
        step, cls, target = draw(st.sampled_from(self.world.links))
        subjects = draw(st.lists(st.sampled_from(self.world.things[cls]), min_size=1, max_size=2, unique=True))
        link = Linked(step, draw(self.targets(target, 1)))
        each = [Truth(Both((Thing(subject), link))) for subject in subjects]
        return Truth(each[0].of, negated=len(each) == 1 and draw(st.booleans()), also=tuple(each[1:]))

    def told(self) -> st.SearchStrategy[Plan]:
        """Whether either of two is so linked."""
        return st.builds(
            lambda truth: Truth(Either((truth.of, truth.also[0].of))) if truth.also else truth, self.truths()
        )

    @st.composite
    def comparisons(draw: Any, self: "_Parts") -> Plan:
        cls = draw(st.sampled_from([cls for cls in self.linked if len(self.world.things[cls]) > 1]))
        things = draw(st.lists(st.sampled_from(self.world.things[cls]), min_size=2, max_size=3, unique=True))
        return Compare(tuple(things))

    @st.composite
    def claims(draw: Any, self: "_Parts", standing: Standing | None = None) -> Set:
        """Claims that one thing is linked to another."""
        links = [
            link for link in self.world.links if set(link[0].relations) <= self.world.claimed and not link[0].inverse
        ]
        step, cls, target = draw(st.sampled_from(links))
        subject, object_ = (Thing(draw(st.sampled_from(self.world.things[each]))) for each in (cls, target))
        where = (draw(st.sampled_from(self.world.where)),) if self.world.where and draw(st.booleans()) else ()
        found = claims_in(subject, Linked(step, object_, where), standing or draw(st.sampled_from(STANDINGS)))
        assert isinstance(found, Claims)
        return found

    @st.composite
    def papers(draw: Any, self: "_Parts") -> Plan:
        """Who says so, or denies it."""
        assert self.world.source is not None
        standing = draw(st.sampled_from(STANDINGS[:2]))
        return List(Linked(self.world.source.back(), draw(self.claims(standing))))

    @st.composite
    def groups(draw: Any, self: "_Parts") -> Plan:
        step, cls, target = draw(st.sampled_from(self.world.links))
        return Grouped(Kind((cls,)), step, Kind((target,)), counted=draw(st.booleans()))

    @st.composite
    def tables(draw: Any, self: "_Parts") -> Plan:
        columns = draw(st.sampled_from([(step, cls) for step, cls, _ in (*self.world.values, *self.world.numbers)]))
        same = sorted(
            {step for step, cls, _ in (*self.world.values, *self.world.numbers) if cls == columns[1]}, key=repr
        )
        return Table(
            Kind((columns[1],)), tuple(draw(st.lists(st.sampled_from(same), min_size=1, max_size=2, unique=True)))
        )

    @st.composite
    def totals(draw: Any, self: "_Parts") -> Plan:
        step, cls, _ = draw(st.sampled_from(self.world.numbers))
        return Total(Kind((cls,)), step, draw(st.sampled_from(["sum", "avg"])))


def _relations(of: Set) -> object:
    """The relation that a clause is about, so that no two clauses say the same or the opposite."""
    match of:
        case Linked(step) | Compared(NumberOf(step)):
            return step
        case Compared(ValueOf((step, *_))):
            return step
        case Without(_, less):
            return _relations(less)
        case _:
            return of
