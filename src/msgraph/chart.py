"""A bottom-up active chart parser (Kay 1980; Jurafsky and Martin, *Speech and Language Processing*).

It knows no English and no meanings: a grammar is a list of rules, each with a pattern of categories and a function
that makes
the meaning of the whole from the meanings of the parts, or nothing where they do not fit together.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import accumulate, chain, pairwise, product
from math import inf
from operator import attrgetter
from typing import Any

from msgspec import Struct

WIDEST = 10
"""Edges kept for one category over one span; the cheapest stay."""
MOST_TRIED = 20_000
"""Rules tried for one row of words at most, whether or not they fit; what people ask takes up to some 5,000."""
ROUNDED = 1e-9
"""Sums of the same costs in another order differ by less than this."""
MOST_OPENED = 100_000
"""Places in the tree of rules, each before a word, for which is kept what can be done there."""


@dataclass(frozen=True, slots=True)
class Rule:
    """`left` is made of what `pattern` says, at a cost.

    A pattern is a row of categories; `a|b` is either, `a?` may be left out, `name:a` hands its meaning to `build`
    under that name. `a.b` is an `a` of the subcategory `b`: it keeps the rule from being tried where it cannot fit.
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


class Edge(Struct, frozen=True, eq=False):
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

    __slots__ = ("complete", "next", "opened")

    def __init__(self) -> None:
        self.next: dict[str, _Node] = {}
        self.complete: list[tuple[Rule, _Places]] = []
        self.opened: dict[frozenset[str] | None, _Open] = {}
        """What can be done here before a word of these categories, as it was worked out: see `Grammar.open`."""

    def add(self, categories: Sequence[str], rule: Rule, names: tuple[str | None, ...]) -> None:
        """Lay a row of categories into the tree; rows that begin alike share their beginnings."""
        node = self
        for category in categories:
            node = node.next.setdefault(category, _Node())
        node.complete.append((rule, tuple((name, at) for at, name in enumerate(names) if name is not None)))


_Places = tuple[tuple[str, int], ...]
"""The names under which a rule takes the meanings of its parts, and which parts these are."""
_Active = tuple[_Node, tuple["Edge", ...], float, float]
"""A row that has begun: its place in the tree, what it is made of so far, what that costs, and may be given back."""
_Open = tuple[list[tuple[Rule, _Places]], list[str], list["_Node"]]
"""The rules that a row completes, what it waits for, and the trees of what is made only where it is awaited."""
_Complete = tuple[Rule, _Places, tuple["Edge", ...], float]
"""A rule with all of its parts, which has not been tried yet, and what its edge will cost."""


class Grammar:
    """Rules as trees of categories.

    `awaited` are categories such as those of a question or a statement: rules for them are tried only where one can
    stand, at the beginning or where a row that has begun waits for it (Earley 1970). All others are tried everywhere.

    What is known of meanings is handed in: `subcategories` names those of a category that a meaning has, `owed` says
    how much of what a word with that meaning has cost comes back when it becomes part of a phrase.

    The parser looks one word ahead (Aho, Sethi and Ullman 1986, section 4.4, the sets FIRST and FOLLOW): a rule is
    tried, and a row that has begun is kept, only where what may come next can begin with the word that does.
    """

    def __init__(
        self,
        rules: Sequence[Rule],
        *,
        awaited: Iterable[str] = (),
        subcategories: Callable[[str, Any], Iterable[str]] = lambda category, meaning: (),
        owed: Callable[[Any], float] = lambda meaning: 0.0,
    ) -> None:
        self.rules, self.subcategories, self.owed = tuple(rules), subcategories, owed
        self.phrases = _Node()
        self.awaited = {category: _Node() for category in awaited}
        begins: dict[str, set[str]] = defaultdict(set)
        ends: dict[str, set[str]] = defaultdict(set)
        follows: dict[str, set[str]] = defaultdict(set)
        for rule in rules:
            for categories, names in rule.expanded():
                self.awaited.get(rule.left, self.phrases).add(categories, rule, names)
                begins[categories[0]].add(rule.left)
                ends[categories[-1]].add(rule.left)
                for category in categories:
                    general = _general(category)
                    if general != category:
                        begins[general].add(category)
                        ends[general].add(category)
                for before, after in pairwise(categories):
                    follows[before].add(after)
        first = {
            category: {_general(each) for each in node.next} & {*self.awaited}
            for category, node in self.awaited.items()
        }
        self._roots = {
            category: [self.awaited[each] for each in sorted(reached) if each in self.awaited]
            for category, reached in _closed(first).items()
        }
        """Of each category that is awaited, its tree and those of all that it can begin with."""
        self._begun_by = _closed(begins)
        """Of each category, itself and all that can begin with it."""
        self._followed_by = {
            category: set().union(*(follows[whole] for whole in wholes_)) for category, wholes_ in _closed(ends).items()
        }
        """Of each category, those that can stand right behind it, or behind what it ends."""
        self._kept = 0

    def parse(self, length: int, leaves: Iterable[Edge], brackets: Sequence[tuple[int, int]] = ()) -> "Chart":
        """The chart of a row of words, in which nothing is made before it is asked for.

        `leaves` are the edges of single words and known phrases; `brackets` the spans that stand in brackets, which
        no edge may cross.
        """
        return Chart(self, length, leaves, brackets)

    def open(self, node: _Node, begin: frozenset[str] | None) -> _Open:
        """What can be done where a row comes to a place in the tree, before a word that is of these categories.

        None: at the end. The same words stand at the same places of the tree in question after question, so it is kept.
        """
        found = self._opened(node, begin)
        if self._kept < MOST_OPENED:
            self._kept += 1
            node.opened[begin] = found
        return found

    def _opened(self, node: _Node, begin: frozenset[str] | None) -> _Open:
        if begin is None:
            return node.complete, [], []
        ahead = {category for word in begin for category in self._begun_by.get(word, {word})}
        awaited = [category for category in node.next if category in ahead]
        rules = [
            (rule, places)
            for rule, places in node.complete
            if rule.left not in self._followed_by or not self._followed_by[rule.left].isdisjoint(ahead)
        ]
        roots = dict.fromkeys(root for category in awaited for root in self._roots.get(_general(category), ()))
        return rules, awaited, [*roots]


class Chart:
    """The edges over a row of words, made in the order of the least that a whole with them costs, as far as asked for.

    Costs grow as edges are joined, so the cheapest on the agenda is the cheapest that is still to come (Knuth 1977, "A
    generalization of Dijkstra's algorithm"; Nederhof 2003). There wait edges, and rules that have all of their parts:
    they are tried when their turn comes, which for many it never does. The least that a whole costs is what its part
    costs, without what may come back of that, and what the words beside it cost by themselves (Klein and Manning 2003,
    "A* parsing").
    """

    def __init__(
        self, grammar: Grammar, length: int, leaves: Iterable[Edge], brackets: Sequence[tuple[int, int]]
    ) -> None:
        self._grammar, self._length, self._brackets = grammar, length, brackets
        self._cells: dict[tuple[str, int, int], dict[Hashable, Edge]] = defaultdict(dict)
        """The edges of each category over each span, by what they mean."""
        self._agenda: list[tuple[float, int, int, Edge | _Complete]] = []
        """What may still be made, by the least that a whole with it costs, where it ends, and when it was put there."""
        self._pushed = 0
        begin: list[set[str]] = [set() for _ in range(length)]
        alone: list[list[float]] = [[] for _ in range(length)]
        leaves = tuple(leaves)
        for leaf in leaves:
            begin[leaf.start].add(leaf.category)
            least = (leaf.cost - grammar.owed(leaf.meaning)) / (leaf.end - leaf.start)
            for at in range(leaf.start, leaf.end):
                alone[at].append(least)
        self._begin = [*map(frozenset, begin), None]
        """At each place, the categories of the word there."""
        self._before = [0.0, *accumulate(min(costs, default=0.0) for costs in alone)]
        """The least that the words before each place cost."""
        self._behind = [self._before[-1] - before for before in self._before]
        """The least that the words from each place on cost."""
        for leaf in leaves:
            self._wait(leaf)
        self._laid = 0
        """So many rules have found all of their parts."""
        self._roots = [[grammar.phrases, *grammar.awaited.values()], *([grammar.phrases] for _ in range(length))]
        self._begun: list[dict[str, list[_Active]]] = [defaultdict(list) for _ in range(length + 1)]
        """At each place, the rows that end there, by the category that they wait for."""
        self._standing: list[dict[str, list[tuple[Edge, float]]]] = [defaultdict(list) for _ in range(length + 1)]
        """At each place, the edges that begin there, by category, each with what it may still be given back."""

    def whole(self, category: str, *, beyond: float = inf, fits: Callable[[Edge], bool] = bool) -> list[Edge]:
        """The edges of a category over all words, cheapest first: up to the cheapest that fits, and `beyond` that."""
        cell = self._cells[category, 0, self._length]
        limit = min((edge.cost for edge in cell.values() if fits(edge)), default=inf)
        while (edge := self._next(limit + beyond + ROUNDED)) is not None:
            if edge.cost < limit and cell.get(edge.meaning) is edge and fits(edge):
                limit = edge.cost
        return sorted(cell.values(), key=_by_cost)

    def complete(self) -> dict[tuple[int, int], list[Edge]]:
        """All edges over each span, cheapest first; the spans by where they end."""
        while self._next(inf) is not None:
            pass
        found: dict[tuple[int, int], list[Edge]] = defaultdict(list)
        for (_, start, end), cell in sorted(self._cells.items(), key=lambda each: each[0][2]):
            found[start, end] += cell.values()
        return {span: sorted(edges, key=_by_cost) for span, edges in found.items()}

    def _next(self, limit: float) -> Edge | None:
        """Take the next edge from the agenda into the chart, and put there what can be made of it."""
        agenda = self._agenda
        while agenda and agenda[0][0] <= limit:
            edge = heappop(agenda)[-1]
            if not isinstance(edge, Edge):
                self._try(*edge)
                continue
            cell = self._cells[edge.category, edge.start, edge.end]
            if edge.meaning in cell or (len(cell) >= WIDEST and edge.parts):
                continue
            if self._brackets and any(_crosses(edge, *bracket) for bracket in self._brackets):
                continue
            cell[edge.meaning] = edge
            self._extend(self._rows(edge))
            return edge
        return None

    def _rows(self, edge: Edge) -> list[_Active]:
        """The rows that an edge begins, and those that wait for it, with it; it now stands where others may find it."""
        start, cost, owed = edge.start, edge.cost, self._grammar.owed(edge.meaning)
        roots, begun, standing = self._roots[start], self._begun[start], self._standing[start]
        rows: list[_Active] = []
        for kind in (edge.category, *self._grammar.subcategories(edge.category, edge.meaning)):
            standing[kind].append((edge, owed))
            for root in roots:
                if kind in root.next:
                    rows.append((root.next[kind], (edge,), cost, owed))
            if kind in begun:
                for node, parts, before, back in begun[kind]:
                    rows.append((node.next[kind], (*parts, edge), before + cost, back + owed))
        return rows

    def _extend(self, rows: list[_Active]) -> None:
        """Keep rows that have begun for what may come behind them, and the rules that they complete for their turn."""
        agenda = self._agenda
        for row in rows:
            node, parts, cost, back = row
            end = parts[-1].end
            begin = self._begin[end]
            rules, awaited, roots = node.opened.get(begin) or self._grammar.open(node, begin)
            standing = self._standing[end]
            for root in roots:
                if root not in self._roots[end]:
                    # Nothing waited for it before: the rows that begin it here begin.
                    self._roots[end].append(root)
                    rows += [
                        (root.next[kind], (edge,), edge.cost, owed)
                        for kind, edges in standing.items()
                        if kind in root.next
                        for edge, owed in edges
                    ]
            begun = self._begun[end]
            for kind in awaited:
                begun[kind].append(row)
                if kind in standing:
                    rows += [
                        (node.next[kind], (*parts, edge), cost + edge.cost, back + owed)
                        for edge, owed in standing[kind]
                    ]
            beside = self._before[parts[0].start] + self._behind[end] - back
            for rule, places in rules:
                if self._laid >= MOST_TRIED:
                    agenda.clear()
                    return
                self._laid += 1
                self._pushed += 1
                whole = cost + rule.cost
                heappush(agenda, (beside + whole, end, self._pushed, (rule, places, parts, whole)))

    def _try(self, rule: Rule, places: _Places, parts: tuple[Edge, ...], cost: float) -> None:
        """Put on the agenda what a rule makes of its parts, unless there is no room for it."""
        start, end = parts[0].start, parts[-1].end
        if len(self._cells[rule.left, start, end]) >= WIDEST:
            return
        made = rule.build(**{name: parts[at].meaning for name, at in places})
        if made is None:
            return
        for meaning in made if isinstance(made, list) else (made,):
            extra = 0.0
            if isinstance(meaning, Costly):
                meaning, extra = meaning.meaning, meaning.cost
            if meaning is not None:
                self._wait(Edge(rule.left, start, end, meaning, cost + extra, rule.name, parts))

    def _wait(self, edge: Edge) -> None:
        """Put an edge on the agenda, by the least that a whole with it costs."""
        least = self._before[edge.start] + edge.cost - self._grammar.owed(edge.meaning) + self._behind[edge.end]
        self._pushed += 1
        heappush(self._agenda, (least, edge.end, self._pushed, edge))


_by_cost = attrgetter("cost")


def _general(category: str) -> str:
    """The category of which this is a subcategory, or itself."""
    return category.partition(".")[0]


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


class Costly(Struct, frozen=True, cache_hash=True):
    """A meaning that costs more than its rule says."""

    meaning: Any
    cost: float
