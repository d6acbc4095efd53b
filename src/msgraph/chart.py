"""A bottom-up active chart parser (Kay 1980; Jurafsky and Martin, *Speech and Language Processing*).

It knows no English and no meanings: a grammar is a list of rules, each with a pattern of categories and a function
that makes
the meaning of the whole from the meanings of the parts, or nothing where they do not fit together.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from heapq import heapify, heappop, heappush
from itertools import product
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
        self.complete: list[tuple[Rule, tuple[str | None, ...]]] = []

    def add(self, categories: Sequence[str], rule: Rule, names: tuple[str | None, ...]) -> None:
        """Lay a row of categories into the tree; rows that begin alike share their beginnings."""
        node = self
        for category in categories:
            node = node.next.setdefault(category, _Node())
        node.complete.append((rule, names))


_Active = tuple[_Node, tuple["Edge", ...], float]
"""A row that has begun: where it stands in the tree, what it is made of so far, and at what cost."""


class Grammar:
    """Rules as trees of categories.

    `wholes` are the categories that make a question or a statement: rules for them are tried only where one can
    stand, at the
    beginning or where a row that has begun waits for it. All others are tried everywhere.
    """

    def __init__(self, rules: Sequence[Rule], *, wholes: Iterable[str] = ()) -> None:
        self.rules = tuple(rules)
        self._phrases = _Node()
        self._wholes = {category: _Node() for category in wholes}
        for rule in rules:
            for categories, names in rule.expanded():
                self._wholes.get(rule.left, self._phrases).add(categories, rule, names)

    def parse(
        self, length: int, leaves: Iterable[Edge], brackets: Sequence[tuple[int, int]] = ()
    ) -> dict[tuple[int, int], list[Edge]]:
        """All edges over each span, cheapest first.

        `leaves` are the edges of single words and known phrases; `brackets` the spans that stand in brackets, which
        no edge may cross.
        """
        ending: dict[int, list[Edge]] = defaultdict(list)
        for leaf in leaves:
            ending[leaf.end].append(leaf)
        chart: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        count: dict[tuple[str, int, int], int] = defaultdict(int)
        seen: dict[tuple[str, int, int, Hashable], float] = {}
        waiting: list[list[_Active]] = [[] for _ in range(length + 1)]
        roots = [self._roots(set(self._wholes))] + [[self._phrases] for _ in range(length)]
        tried = pushed = 0
        for end in range(1, length + 1):
            # The cheapest first, so that what is cut off where a cell is full is the worst.
            agenda = [(leaf.cost, number, leaf) for number, leaf in enumerate(ending[end])]
            heapify(agenda)
            while agenda:
                *_, edge = heappop(agenda)
                category = edge.category
                span = (category, edge.start, edge.end)
                identity = (*span, edge.meaning)
                if (count[span] >= WIDEST and edge.parts) or seen.get(identity, edge.cost + 1) <= edge.cost:
                    continue
                if brackets and any(_crosses(edge, *bracket) for bracket in brackets):
                    continue
                seen[identity] = edge.cost
                count[span] += 1
                chart[edge.start, edge.end].append(edge)
                begun: list[_Active] = [
                    (node, (edge,), edge.cost)
                    for root in roots[edge.start]
                    if (node := root.next.get(category)) is not None
                ]
                begun += [
                    (node, (*parts, edge), cost + edge.cost)
                    for before, parts, cost in waiting[edge.start]
                    if (node := before.next.get(category)) is not None
                ]
                for node, parts, cost in begun:
                    if node.next:
                        waiting[end].append((node, parts, cost))
                    for rule, names in node.complete:
                        tried += 1
                        if tried > MOST_TRIED:
                            return chart
                        for made in _complete(rule, names, parts, cost):
                            pushed += 1
                            heappush(agenda, (made.cost, len(ending[end]) + pushed, made))
            roots[end] = self._roots(
                {category for node, *_ in waiting[end] for category in self._wholes if category in node.next}
            )
        for edges in chart.values():
            edges.sort(key=lambda edge: edge.cost)
        return chart

    def _roots(self, wholes: set[str]) -> list[_Node]:
        return [self._phrases, *(root for category, root in self._wholes.items() if category in wholes)]


def _crosses(edge: Edge, start: int, end: int) -> bool:
    """Whether an edge and a span hold words of each other, and each one that the other does not."""
    return edge.start < start < edge.end < end or start < edge.start < end < edge.end


def _complete(rule: Rule, names: tuple[str | None, ...], parts: tuple[Edge, ...], cost: float) -> Iterable[Edge]:
    named = {name: part.meaning for name, part in zip(names, parts, strict=True) if name is not None}
    meanings = rule.build(**named)
    if meanings is None:
        return
    for meaning in meanings if isinstance(meanings, list) else (meanings,):
        extra = 0.0
        if isinstance(meaning, Costly):
            meaning, extra = meaning.meaning, meaning.cost
        if meaning is None:
            continue
        yield Edge(rule.left, parts[0].start, parts[-1].end, meaning, cost + rule.cost + extra, rule.name, parts)


@dataclass(frozen=True, slots=True)
class Costly:
    """A meaning that costs more than its rule says."""

    meaning: Any
    cost: float
