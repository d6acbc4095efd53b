"""A bottom-up active chart parser (Kay 1980; Jurafsky and Martin, *Speech and Language Processing*).

It knows no English and no meanings: a grammar is a list of rules, each with a pattern of categories and a function
that makes
the meaning of the whole from the meanings of the parts, or nothing where they do not fit together.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import chain, pairwise, product
from typing import Any

WIDEST = 10
"""Edges kept for one category over one span; the cheapest stay."""
MOST_TRIED = 20_000
"""Rules tried for one row of words at most, whether or not they fit; what people ask takes up to some 3,000."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` is made of what `pattern` says, at a cost.

    A pattern is a row of categories; `a|b` is either, `a?` may be left out, `name:a` hands its meaning to `build`
    under that name.
    `build` gives one meaning, an iterable of several, or None where the parts do not fit.
    """

    name: str
    left: str
    pattern: str
    build: Callable[..., Any]
    cost: float = 0.0
    example: str = ""

    def expanded(self) -> list[tuple[tuple[str, ...], tuple[str | None, ...]]]:
        """All rows of categories that the pattern stands for, with the names of their parts."""
        choices: list[list[tuple[str, str | None] | None]] = []
        for item in self.pattern.split():
            match = re.fullmatch(r"(?:(\w+):)?([^?]+)(\?)?", item)
            if match is None:
                raise ValueError(f"rule {self.name}: cannot read {item!r}")
            name, categories, optional = match.groups()
            options: list[tuple[str, str | None] | None] = [(category, name) for category in categories.split("|")]
            choices.append([None, *options] if optional else options)
        found = []
        for row in product(*choices):
            kept = [part for part in row if part is not None]
            if kept:
                found.append((tuple(category for category, _ in kept), tuple(name for _, name in kept)))
        return list(dict.fromkeys(found))


@dataclass(frozen=True, slots=True, eq=False)
class Edge:
    """A category over the words from `start` to `end`, what it means, and how it came about."""

    category: str
    start: int
    end: int
    meaning: Any
    cost: float
    rule: str = ""
    parts: tuple["Edge", ...] = ()


class _Node:
    """A place in the tree of all rows of categories: what may come next, and which rules are complete here."""

    __slots__ = ("complete", "next")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.complete: list[tuple[Rule, _Places]] = []

    def add(self, categories: Sequence[str], rule: Rule, names: tuple[str | None, ...]) -> None:
        """Lay a row of categories into the tree; rows that begin alike share their beginnings."""
        node = self
        for category in categories:
            node = node.next.setdefault(category, _Node())
        node.complete.append((rule, tuple((name, at) for at, name in enumerate(names) if name is not None)))


_Places = tuple[tuple[str, int], ...]
"""The names under which a rule takes the meanings of its parts, and which parts these are."""
_Active = tuple[_Node, tuple["Edge", ...], float]
"""A row that has begun: where it comes to in the tree, what it is made of so far, and at what cost."""


class Grammar:
    """Rules as trees of categories.

    `wholes` are the categories that make a question or a statement: rules for them are tried only where one can
    stand, at the
    beginning or where a row that has begun waits for it. All others are tried everywhere.

    The parser looks one word ahead (Aho, Sethi and Ullman 1986, section 4.4, the sets FIRST and FOLLOW): a rule is
    tried, and a row that has begun is kept, only where what may come next can begin with the word that does.
    """

    def __init__(self, rules: Sequence[Rule], *, wholes: Iterable[str] = ()) -> None:
        self.rules = tuple(rules)
        self._phrases = _Node()
        self._wholes = {category: _Node() for category in wholes}
        begins: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        follows: dict[str, set[str]] = defaultdict(set)
        for rule in rules:
            for categories, names in rule.expanded():
                self._wholes.get(rule.left, self._phrases).add(categories, rule, names)
                begins[categories[0]].add(rule.left)
                ends[categories[-1]].add(rule.left)
                for before, after in pairwise(categories):
                    follows[before].add(after)
        self._begun_by = _closed(begins)
        """Of each category, itself and all that can begin with it."""
        self._followed_by = {
            category: set().union(*(follows[whole] for whole in wholes_)) for category, wholes_ in _closed(ends).items()
        }
        """Of each category, those that can stand right behind it, or behind what it ends."""

    def parse(
        self, length: int, leaves: Iterable[Edge], brackets: Sequence[tuple[int, int]] = ()
    ) -> dict[tuple[int, int], list[Edge]]:
        """All edges over each span, cheapest first.

        `leaves` are the edges of single words and known phrases; `brackets` the spans that stand in brackets, which
        no edge may cross.
        """
        ending: dict[int, list[Edge]] = defaultdict(list)
        coming: list[set[str]] = [set() for _ in range(length + 1)]
        for leaf in leaves:
            ending[leaf.end].append(leaf)
            coming[leaf.start] |= self._begun_by.get(leaf.category, {leaf.category})
        chart: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        count: dict[tuple[str, int, int], int] = defaultdict(int)
        seen: dict[tuple[str, int, int, Hashable], Edge] = {}
        waiting: list[dict[str, list[_Active]]] = [defaultdict(list) for _ in range(length + 1)]
        roots = [self._roots(self._wholes)] + [[self._phrases] for _ in range(length)]
        tried = pushed = 0
        for end in range(1, length + 1):
            # The cheapest first, so that what is cut off where a cell is full is the worst.
            agenda = [(leaf.cost, number, leaf) for number, leaf in enumerate(ending[end])]
            heapify(agenda)
            ahead = coming[end]
            barren = {c for c, after in self._followed_by.items() if after.isdisjoint(ahead)} if end < length else set()
            while agenda:
                *_, edge = heappop(agenda)
                category = edge.category
                span = (category, edge.start, edge.end)
                if count[span] >= WIDEST and edge.parts:
                    continue
                if brackets and any(_crosses(edge, *bracket) for bracket in brackets):
                    continue
                identity = (*span, edge.meaning)
                if (first := seen.setdefault(identity, edge)) is not edge:
                    if first.cost <= edge.cost:
                        continue
                    seen[identity] = edge
                count[span] += 1
                chart[edge.start, edge.end].append(edge)
                begun: list[_Active] = [
                    (node, (edge,), edge.cost)
                    for root in roots[edge.start]
                    if (node := root.next.get(category)) is not None
                ]
                begun += [
                    (node, (*parts, edge), cost + edge.cost)
                    for node, parts, cost in waiting[edge.start].get(category, ())
                ]
                for node, parts, cost in begun:
                    for awaited in ahead.intersection(node.next):
                        waiting[end][awaited].append((node.next[awaited], parts, cost))
                    for rule, places in node.complete:
                        tried += 1
                        if tried > MOST_TRIED:
                            return chart
                        # What nothing can follow here, or has no room, need not be made.
                        if rule.left in barren or count[rule.left, parts[0].start, end] >= WIDEST:
                            continue
                        for made in _complete(rule, places, parts, cost):
                            pushed += 1
                            heappush(agenda, (made.cost, len(ending[end]) + pushed, made))
            roots[end] = self._roots(waiting[end])
        for edges in chart.values():
            edges.sort(key=lambda edge: edge.cost)
        return chart

    def _roots(self, awaited: Container[str]) -> list[_Node]:
        return [self._phrases, *(root for category, root in self._wholes.items() if category in awaited)]


def _crosses(edge: Edge, start: int, end: int) -> bool:
    """Whether an edge and a span hold words of each other, and each one that the other does not."""
    return edge.start < start < edge.end < end or start < edge.start < end < edge.end


def _closed(graph: Mapping[str, set[str]]) -> dict[str, set[str]]:
    """Of each node, itself and all that can be reached from it."""
    found: dict[str, set[str]] = {}
    for node in {*graph, *chain.from_iterable(graph.values())}:
        reached, open_ = {node}, [node]
        while open_:
            new = graph.get(open_.pop(), set()) - reached
            reached |= new
            open_ += new
        found[node] = reached
    return found


def _complete(rule: Rule, places: _Places, parts: tuple[Edge, ...], cost: float) -> Sequence[Edge]:
    """The edges that a rule makes of its parts."""
    meanings = rule.build(**{name: parts[at].meaning for name, at in places})
    if meanings is None:
        return ()
    made = []
    start, end, cost = parts[0].start, parts[-1].end, cost + rule.cost
    for meaning in meanings if isinstance(meanings, list) else (meanings,):
        extra = 0.0
        if isinstance(meaning, Costly):
            meaning, extra = meaning.meaning, meaning.cost
        if meaning is not None:
            made.append(Edge(rule.left, start, end, meaning, cost + extra, rule.name, parts))
    return made


@dataclass(frozen=True, slots=True)
class Costly:
    """A meaning that costs more than its rule says."""

    meaning: Any
    cost: float
