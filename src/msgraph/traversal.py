"""Walks over the links that claims back: chains between sets of things, neighbourhoods, subgraphs with their exports.

Only links between things count, those that some claim supports. They are read from the store once and kept as
dictionaries, so that a walk costs microseconds a step; chains are searched from both ends at once, and never beyond
`WALKS` of them.
"""

import io
import json
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import product
from typing import TYPE_CHECKING, Final

from rdflib import Literal, URIRef

from msgraph import lookups
from msgraph.facts import Cell, Claim, Facts
from msgraph.ontology import Ontology
from msgraph.results import NOT_XML
from msgraph.store import Store
from msgraph.vocabulary import RDF, SKOS
from msgraph.weighing import Balance, values
from msgraph.writing import n3

if TYPE_CHECKING:
    import networkx

CHAINS: Final = 20
"""So many chains are given, the best."""

WALKS: Final = 20_000
"""So many half chains are looked at from either end."""


@dataclass(frozen=True, slots=True)
class Link:
    """A link that claims support: the triple, those claims (the strongest first), and the strength of the best."""

    subject: URIRef
    relation: URIRef
    object: URIRef
    claims: tuple[URIRef, ...] = ()
    strength: int = 0


@dataclass(frozen=True, slots=True)
class Chain:
    """Things in a row, and the link between each two neighbours."""

    things: tuple[URIRef, ...]
    links: tuple[Link, ...]


@dataclass(frozen=True)
class Links:
    """All links of a graph between things, by both ends."""

    out: Mapping[URIRef, tuple[Link, ...]]
    into: Mapping[URIRef, tuple[Link, ...]]
    strongest: int = 1
    _nearest: dict[URIRef, dict[URIRef, tuple[float, Link]]] = field(default_factory=dict, repr=False, compare=False)

    @classmethod
    def of(cls, links: Iterable[Link]) -> "Links":
        """Sort links by their ends, the strongest first."""
        out: dict[URIRef, list[Link]] = defaultdict(list)
        into: dict[URIRef, list[Link]] = defaultdict(list)
        best = 1
        for link in sorted(
            links, key=lambda link: (-link.strength, -len(link.claims), link.subject, link.relation, link.object)
        ):
            out[link.subject].append(link)
            into[link.object].append(link)
            best = max(best, link.strength)
        return cls({k: tuple(v) for k, v in out.items()}, {k: tuple(v) for k, v in into.items()}, best)

    def around(self, thing: URIRef) -> Iterator[tuple[Link, URIRef, bool]]:
        """The links of a thing, what is at their other end, and whether that is walking with the arrow."""
        for link in self.out.get(thing, ()):
            yield link, link.object, True
        for link in self.into.get(thing, ()):
            yield link, link.subject, False

    def nearest(self, thing: URIRef) -> Mapping[URIRef, tuple[float, Link]]:
        """What is one link away from a thing, with the cheapest link there and its cost."""
        if thing not in self._nearest:
            best: dict[URIRef, tuple[float, Link]] = {}
            for link, there, forward in self.around(thing):
                price = _cost(link, forward, self.strongest)
                if there not in best or price < best[there][0]:
                    best[there] = price, link
            self._nearest[thing] = best
        return self._nearest[thing]


def load(store: Store, ontology: Ontology) -> Links:
    """Read the links of a store: those that a claim supports, or all between things where a graph makes no claims."""
    strengths = dict(ontology.strengths)
    terms = ontology.claims
    claimed = [relation.iri for relation in ontology.relations.values() if relation.claimed and not relation.derived]
    if not claimed:
        plain = [
            relation.iri
            for relation in ontology.relations.values()
            if relation.kind == "thing" and not relation.derived
        ]
        rows = store.select(lookups.links(plain).text).rows if plain else ()
        return Links.of(
            Link(s, p, o)
            for s, p, o in rows
            if isinstance(s, URIRef) and isinstance(p, URIRef) and isinstance(o, URIRef)
        )
    # A query for each end is several times faster than one that joins them: a store has each of them in a row.
    ends = [values(store, end) for end in (RDF.subject, RDF.predicate, RDF.object)]
    denied = {claim for claim, found in values(store, terms.polarity).items() if found & set(terms.refuting)}
    levels = values(store, terms.evidence_level)
    asserted = frozenset(claimed)
    behind: dict[tuple[URIRef, URIRef, URIRef], dict[URIRef, int]] = defaultdict(dict)
    for claim, relations in ends[1].items():
        if claim not in denied:
            strength = max((strengths.get(level, 0) for level in levels.get(claim, ())), default=0)
            for triple in product(ends[0].get(claim, ()), relations & asserted, ends[2].get(claim, ())):
                behind[triple][claim] = strength
    return Links.of(
        Link(*triple, tuple(sorted(claims, key=lambda claim: (-claims[claim], claim))), max(claims.values()))
        for triple, claims in behind.items()
    )


# --------------------------------------------------------------------------------------------------------------- chains

_BACKWARD: Final = 2.0
"""What a step against the arrow costs beyond its own link: it says less about how one thing brings about the other."""


def _cost(link: Link, forward: bool, strongest: int) -> float:
    """A link costs 1, and up to 0.5 more the weaker its evidence is."""
    return 1.0 + 0.5 * (1 - link.strength / strongest) + (0.0 if forward else _BACKWARD)


def chains(
    links: Links, start: Collection[URIRef], end: Collection[URIRef], hops: int, *, limit: int = CHAINS
) -> tuple[Chain, ...]:
    """The best chains from a thing of one set to a thing of another, in at most so many links.

    Short ones come first; of two as long, the one that walks with the arrows from start to end, then the one with the
    stronger evidence. A chain does not pass a thing twice, nor a thing of either set on its way. Where start and end
    share a thing, that thing alone is no chain.
    """
    begins, ends = frozenset(start), frozenset(end)
    if not begins or not ends or hops < 1:
        return ()
    far = _distances(links, begins, ends, hops)
    found: list[Chain] = []
    queue: list[tuple[float, int, tuple[URIRef, ...], tuple[Link, ...]]] = []
    number = 0
    for thing in sorted(begins):
        if far.get(thing, hops + 1) <= hops:
            heappush(queue, (float(far[thing]), number, (thing,), ()))
            number += 1
    walked = 0
    while queue and len(found) < limit and walked < WALKS:
        bound, _, things, taken = heappop(queue)
        here = things[-1]
        if taken and here in ends:
            found.append(Chain(things, taken))
            continue
        walked += 1
        left = hops - len(taken) - 1
        passed = begins.union(things)
        for there, (price, link) in links.nearest(here).items():
            if far.get(there, hops + 1) > left or there in passed:
                continue
            number += 1
            # The least that a whole chain by this way can cost: what was walked, and 1 for each link that
            # is still needed.
            heappush(queue, (bound - far[here] + price + far[there], number, (*things, there), (*taken, link)))
    return tuple(found)


def _distances(links: Links, begins: Collection[URIRef], ends: Collection[URIRef], hops: int) -> dict[URIRef, int]:
    """How many links things are away from the ends, of all that are on a way of at most so many links from a beginning.

    Half of the way is looked at from either side, so that a large graph is not gone through: what is further away from
    the ends has to be near enough to a beginning.
    """
    near = _spread(links, dict.fromkeys(begins, 0), range(1, hops // 2 + 1))
    far = _spread(links, dict.fromkeys(ends, 0), range(1, hops - hops // 2 + 1))
    return _spread(links, far, range(hops - hops // 2 + 1, hops + 1), near)


def _spread(
    links: Links, far: dict[URIRef, int], distances: range, near: Mapping[URIRef, int] | None = None
) -> dict[URIRef, int]:
    """How far things are away, told for some more distances; only of those near enough, where it is told how near."""
    edge = [thing for thing, distance in far.items() if distance == distances.start - 1]
    for distance in distances:
        following = []
        for thing in edge:
            for there in links.nearest(thing):
                if there not in far and (near is None or near.get(there, distances.stop) + distance < distances.stop):
                    far[there] = distance
                    following.append(there)
        edge = following
    return far


# ------------------------------------------------------------------------------------------------------------ subgraphs


def neighbourhood(links: Links, thing: URIRef, hops: int = 1, *, limit: int = 500) -> tuple[Link, ...]:
    """The links among what is at most so many links away from a thing; at most `limit`, the nearest and strongest."""
    near, edge, found = {thing}, [thing], dict[Link, None]()
    for _ in range(hops):
        following = []
        for here in edge:
            for link, there, _ in links.around(here):
                found[link] = None
                if there not in near:
                    near.add(there)
                    following.append(there)
            if len(found) >= limit:
                return tuple(found)[:limit]
        edge = following
    return tuple(found)


def of_claims(
    claims: Iterable[Claim],
    things: Iterable[Cell] = (),
    triples: Iterable[tuple[Cell, Cell, Cell]] = (),
    *,
    label: Callable[[URIRef], str] = str,
) -> "networkx.MultiDiGraph":
    """A graph of what claims say, of single things, and of triples that no claim backs.

    Nodes are IRIs (a literal: its text) with `label`, `class` and `answer` (whether it is one of `things`). Edges go by
    relation and polarity (their key), with `relation`, `label`, `polarity`, `level` (of the best claim), `strength` and
    `claims` (IRIs).
    """
    import networkx

    graph = networkx.MultiDiGraph()
    claims = tuple(claims)
    said = {claim.iri for claim in claims}
    things = [cell for cell in things if cell.iri not in said]  # a claim is an edge here, not a node
    answers = {cell.iri for cell in things if cell.iri is not None}

    def node(cell: Cell) -> str:
        name = str(cell.iri) if cell.iri is not None else f"“{cell.label}”"
        if name not in graph:
            graph.add_node(
                name, label=cell.label, **{"class": label(cell.cls) if cell.cls else ""}, answer=cell.iri in answers
            )
        return name

    for cell in things:
        if cell.iri is not None:
            node(cell)
    behind: dict[tuple[str, str, str, bool], list[Claim]] = defaultdict(list)
    names: dict[str, str] = {}
    for claim in claims:
        ends = node(claim.subject), node(claim.object)
        names[str(claim.predicate.iri)] = claim.predicate.label
        behind[ends[0], ends[1], str(claim.predicate.iri), claim.supports].append(claim)
    for (subject, object_, relation, supports), found in behind.items():
        best = min(found, key=lambda claim: claim.order)
        polarity = "supports" if supports else "refutes"
        graph.add_edge(
            subject, object_, key=f"{relation} {polarity}", relation=relation, label=names[relation], polarity=polarity,
            level=best.level.label if best.level else "", strength=best.strength, claims=[str(claim.iri) for claim in
            found],
        )  # fmt: skip
    for one, relation_cell, other in triples:
        subject, object_, relation = node(one), node(other), str(relation_cell.iri)
        if not graph.has_edge(subject, object_, key=f"{relation} supports"):
            graph.add_edge(
                subject, object_, key=f"{relation} supports", relation=relation, label=relation_cell.label,
                polarity="supports", level="", strength=0, claims=[],
            )  # fmt: skip
    return graph


def narrowed(
    graph: "networkx.MultiDiGraph",
    *,
    relations: Collection[str] = (),
    classes: Collection[str] = (),
    strength: int = 0,
    keep: Collection[str] = (),
) -> "networkx.MultiDiGraph":
    """The part of a subgraph with these relations and classes and with evidence that is strong enough.

    Args:
        graph: as `of_claims` makes it.
        relations: labels of relations; none: any.
        classes: labels of classes; none: any.
        strength: the least rank of a link's best evidence.
        keep: nodes that stay whatever their class; what has no link in the end goes, but for these.
    """
    kept = [
        (start, end, key)
        for start, end, key, data in graph.edges(keys=True, data=True)
        if (not relations or data["label"] in relations)
        and data["strength"] >= strength
        and all(not classes or node in keep or graph.nodes[node]["class"] in classes for node in (start, end))
    ]
    part = graph.edge_subgraph(kept).copy()
    part.add_nodes_from((name, graph.nodes[name]) for name in keep if name in graph)
    return part


def of_balances(
    links: Iterable[tuple[Cell, Cell, Cell, Balance]], things: Iterable[Cell], label: Callable[[URIRef], str]
) -> "networkx.MultiDiGraph":
    """A graph of links, each a subject, a relation, an object and how the claims on it weigh."""
    found = [(one, relation, other, balance) for one, relation, other, balance in links]
    bare = [(one, relation, other) for one, relation, other, _ in found]
    graph = of_claims((), tuple(things), bare, label=label)
    for one, relation, other, balance in found:
        ends = tuple(str(cell.iri) if cell.iri is not None else f"“{cell.label}”" for cell in (one, other))
        data = graph.edges[(*ends, f"{relation.iri} supports")]
        data.update(
            level=balance.level.label if balance.level else "", strength=balance.strength,
            claims=[str(claim) for claim in balance.supporting],
        )  # fmt: skip
        if balance.refuting:
            graph.add_edge(
                *ends, key=f"{relation.iri} refutes", **data | {
                    "polarity": "refutes", "level": balance.against.label if balance.against else "",
                    "strength": balance.against_strength, "claims": [str(claim) for claim in balance.refuting],
                },
            )  # fmt: skip
    return graph


def of_links(links: Sequence[Link], facts: Facts, things: Iterable[Cell] = ()) -> "networkx.MultiDiGraph":
    """A graph of links, with the claims behind them."""
    claims = facts.claims(claim for link in links for claim in link.claims)
    named = facts.named(node for link in links for node in (link.subject, link.relation, link.object))
    bare = ((named[link.subject], named[link.relation], named[link.object]) for link in links if not link.claims)
    return of_claims(claims, things, bare, label=facts.label)


# -------------------------------------------------------------------------------------------------------------- exports


def _flat(graph: "networkx.MultiDiGraph") -> "networkx.MultiDiGraph":
    """The graph with lists as text, for most formats know only plain values, and without what XML cannot hold."""
    import networkx

    flat = networkx.relabel_nodes(graph, {name: name.translate(NOT_XML) for name in graph})
    for _, data in flat.nodes(data=True):
        data["label"] = data["label"].translate(NOT_XML)
    for *_, data in flat.edges(data=True):
        data["claims"] = " ".join(data["claims"])
    return flat


def graphml(graph: "networkx.MultiDiGraph") -> str:
    """The graph as GraphML."""
    import networkx

    stream = io.BytesIO()
    networkx.write_graphml(_flat(graph), stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue().decode("utf-8")


def gexf(graph: "networkx.MultiDiGraph") -> str:
    """The graph as GEXF, for Gephi."""
    import networkx

    flat = _flat(graph)
    for number, (*_, data) in enumerate(flat.edges(data=True)):
        # GEXF wants one number an edge, and takes an attribute of that name for it.
        data["id"] = str(number)
    stream = io.BytesIO()
    networkx.write_gexf(flat, stream, encoding="utf-8", prettyprint=True)
    return stream.getvalue().decode("utf-8")


def cytoscape(graph: "networkx.MultiDiGraph") -> str:
    """The graph as Cytoscape's JSON."""
    nodes = [{"data": {"id": name, **data}} for name, data in graph.nodes(data=True)]
    edges = [
        {"data": {"id": f"{subject} {key} {object_}", "source": subject, "target": object_, **data}}
        for subject, object_, key, data in graph.edges(keys=True, data=True)
    ]
    return json.dumps({"elements": {"nodes": nodes, "edges": edges}}, ensure_ascii=False, indent=1) + "\n"


def turtle(graph: "networkx.MultiDiGraph") -> str:
    """The supported links as triples, with labels; what is refuted stands in a comment, for it does not hold."""
    lines = [f"@prefix skos: <{SKOS}> .", f"@prefix rdf: <{RDF}> .", ""]
    for name, data in sorted(graph.nodes(data=True)):
        if not name.startswith("“"):
            lines.append(f"{n3(URIRef(name))} skos:prefLabel {n3(Literal(data['label'], lang='en'))} .")
    for subject, object_, data in sorted(
        graph.edges(data=True), key=lambda edge: (edge[0], edge[2]["relation"], edge[1])
    ):
        other = n3(Literal(object_[1:-1])) if object_.startswith("“") else n3(URIRef(object_))
        triple = f"{n3(URIRef(subject))} {n3(URIRef(data['relation']))} {other} ."
        lines.append(f"# refuted: {triple}" if data["polarity"] == "refutes" else triple)
    return "\n".join(lines) + "\n"


__all__ = [
    "CHAINS",
    "Chain",
    "Link",
    "Links",
    "chains",
    "cytoscape",
    "gexf",
    "graphml",
    "load",
    "narrowed",
    "neighbourhood",
    "of_claims",
    "of_links",
    "turtle",
]
