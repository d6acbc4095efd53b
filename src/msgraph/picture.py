"""Pictures: how a plan walks through the graph, and the subgraph of an answer; as DOT for Graphviz and as SVG.

A plan becomes a `Diagram`: a box for each set, an arrow for each link between two of them.

>>> from rdflib import Namespace
>>> from msgraph.plan import Linked, List, Step, Thing
>>> EX = Namespace("http://example.org/")
>>> names = {EX.Tool: "tool", EX.lends: "lends", EX.ann: "Ann"}
>>> lent = Both((Kind((EX.Tool,)), Linked(Step((EX.lends,), inverse=True), Thing(EX.ann))))
>>> found = diagram(List(lent), Words(names.__getitem__))
>>> [box.label for box in found.boxes], [(arrow.start, arrow.label, arrow.end) for arrow in found.arrows]
(['tools', 'Ann'], [(1, 'lend', 0)])
"""

import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from math import hypot
from typing import TYPE_CHECKING, Final, assert_never
from typing import Literal as OneOf

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
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Subclasses,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    Without,
)
from msgraph.wording import Words

if TYPE_CHECKING:
    import networkx

Role = OneOf["asked", "named", "found"]
"""What a box is: what was asked for, what the question names, or what lies between."""

COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c")
"""Colours that people with any kind of colour vision tell apart (Okabe and Ito)."""

DRAWN: Final = 150
"""So many things of a subgraph are drawn at most, the answer's own and those with most links."""

_FILLS: Final[Mapping[Role, tuple[str, str]]] = {
    "asked": ("#0072b2", "#ffffff"),
    "named": ("#fbe9c6", "#222222"),
    "found": ("#eef2f5", "#222222"),
}


@dataclass(frozen=True, slots=True)
class Box:
    """A set: its words, and what narrows it in further lines."""

    label: str
    role: Role = "found"
    notes: tuple[str, ...] = ()

    @property
    def lines(self) -> tuple[str, ...]:
        """The words, folded."""
        return tuple(line for text in (self.label, *self.notes) for line in textwrap.wrap(text, 28) or [""])


@dataclass(frozen=True, slots=True)
class Arrow:
    """A link from one box to another; not `held` where it must not be there, or where claims deny it."""

    start: int
    end: int
    label: str
    held: bool = True


@dataclass(frozen=True, slots=True)
class Diagram:
    """Boxes and the arrows between them, by their places."""

    boxes: tuple[Box, ...]
    arrows: tuple[Arrow, ...]


def diagram(plan: Plan, words: Words) -> Diagram:
    """How a plan walks through the graph."""
    sketch = _Sketch(words)
    match plan:
        case List(of) | Count(of) | Total(of) | Truth(of):
            sketch.place(of, "asked")
        case Table(of, columns):
            asked = sketch.place(of, "asked")
            for step in columns:
                other = sketch.box(Box(words.noun(step), "asked"))
                sketch.arrow(asked, other, "", inverse=step.inverse)
        case Share(of, part):
            sketch.place(Both((of, part)), "asked")
        case Grouped(groups, step, members, counted):
            start = sketch.place(groups, "asked")
            end = sketch.place(members, "asked")
            if counted:
                sketch.note(end, "how many")
            sketch.arrow(start, end, sketch.step_label(step.relations), inverse=step.inverse)
        case Define(thing) | Describe(thing):
            sketch.box(Box(words.label(thing), "asked"))
        case Paths(start_set, end_set, hops):
            start, end = sketch.place(start_set, "named"), sketch.place(end_set, "named")
            sketch.arrow(start, end, "linked" if hops == 1 else f"at most {hops} links")
        case Compare(things):
            for thing in things:
                sketch.box(Box(words.label(thing), "named"))
        case Evidence(claims) | Quantity(claims):
            sketch.place(claims, "asked")
        case _:
            assert_never(plan)
    return Diagram(tuple(sketch.boxes), tuple(sketch.arrows))


@dataclass
class _Sketch:
    """Collects boxes and arrows."""

    words: Words
    boxes: list[Box] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)

    def box(self, box: Box) -> int:
        self.boxes.append(box)
        return len(self.boxes) - 1

    def note(self, at: int, text: str) -> None:
        box = self.boxes[at]
        self.boxes[at] = replace(box, notes=(*box.notes, text))

    def arrow(self, start: int, end: int, label: str, *, inverse: bool = False, held: bool = True) -> None:
        self.arrows.append(Arrow(end, start, label, held) if inverse else Arrow(start, end, label, held))

    def step_label(self, relations: Sequence[object]) -> str:
        return self.words.verbs(relations, many=True)  # type: ignore[arg-type]

    def place(self, of: Set, role: Role = "found") -> int:
        """A box for a set, with all that hangs on it."""
        at = self.box(Box("things", role))
        self.describe(of, at, held=True)
        return at

    def describe(self, of: Set, at: int, *, held: bool) -> None:
        """Write what is known of a set into its box, and draw its links."""
        match of:
            case Anything():
                pass
            case Thing() | Under() | Subclasses() | Value() | Kind():
                self.name(of, at, held=held)
            case Linked(step, to, where, standing):
                other = self.place(to, "named" if isinstance(to, Thing | Value | Under) else "found")
                label = self.step_label(step.relations) + self.words.qualified(where, standing)
                self.arrow(
                    at, other, label, inverse=step.inverse, held=held and standing in ("supported", "any", "disputed")
                )
            case Both(members):
                for part in sorted(members, key=lambda part: not isinstance(part, Kind | Thing | Under)):
                    self.describe(part, at, held=held)
            case Without(rest, less):
                self.describe(rest, at, held=held)
                self.describe(less, at, held=not held)
            case Either(members) if all(isinstance(part, Thing | Kind | Value | Under) for part in members):
                self.name(of, at, held=held)
            case Either(members):
                for part in members:
                    self.arrow(at, self.place(part), "or", held=held)
            case Compared():
                self.note(at, self.words.clause(of, no=not held))
            case Extreme(rest, measure, most):
                self.describe(rest, at, held=held)
                self.note(at, self.words.best(measure, most))
            case Claims(subject, relations, object_, standing, where):
                self.name(of, at, held=held)
                ends = [end for end in (subject, object_) if not isinstance(end, Anything)]
                if len(ends) == 2:
                    one, other = self.place(subject, "named"), self.place(object_, "named")
                    label = self.step_label(relations) if relations else "linked"
                    self.arrow(one, other, label + self.words.qualified(where, standing), held=standing != "refuted")
            case _:
                assert_never(of)

    def name(self, of: Set, at: int, *, held: bool) -> None:
        """The box's first words; further ones become notes."""
        box = self.boxes[at]
        text = "claims" if isinstance(of, Claims) and box.label == "things" else self.words.things(of)
        if box.label == "things" and held:
            self.boxes[at] = replace(box, label=text)
        else:
            self.note(at, self.words.clause(of, no=not held))


# -------------------------------------------------------------------------------------------------------- a plan, drawn


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def plan_dot(plan: Plan, words: Words) -> str:
    """The diagram of a plan, for Graphviz."""
    found = diagram(plan, words)
    lines = [
        "digraph {",
        '  rankdir=LR; bgcolor="transparent"; edge [color="#2a9299", fontcolor="#6f7a80"];',
        '  node [shape=box, style="rounded,filled", fontname="sans-serif", penwidth=0];',
    ]
    for at, box in enumerate(found.boxes):
        fill, ink = _FILLS[box.role]
        lines.append(f'  {at} [label={_quoted(chr(10).join(box.lines))}, fillcolor="{fill}", fontcolor="{ink}"];')
    for arrow in found.arrows:
        style = "" if arrow.held else ', style=dashed, color="#d55e00", fontcolor="#d55e00"'
        label = _quoted("\n".join(textwrap.wrap(arrow.label, 30)))
        lines.append(f'  {arrow.start} -> {arrow.end} [label={label}, fontname="sans-serif", fontsize=11{style}];')
    return "\n".join([*lines, "}"]) + "\n"


_WIDTH, _GAP, _LINE, _PADDING = 200, 130, 17, 10


def plan_svg(plan: Plan, words: Words) -> str:
    """The diagram of a plan as SVG: what was asked for on the left, what it hangs on to the right."""
    found = diagram(plan, words)
    columns = _columns(found)
    heights = [len(box.lines) * _LINE + 2 * _PADDING for box in found.boxes]
    places: dict[int, tuple[float, float]] = {}
    tallest = max(sum(heights[at] + 34 for at in column) for column in columns)
    for number, column in enumerate(columns):
        y = (tallest - sum(heights[at] + 34 for at in column)) / 2 + 17
        for at in column:
            places[at] = (10 + number * (_WIDTH + _GAP), y)
            y += heights[at] + 34
    width, height = 20 + len(columns) * _WIDTH + (len(columns) - 1) * _GAP, tallest + 10
    parts = [_opening(width, height, f"How the question walks: {'; '.join(box.label for box in found.boxes)}")]
    for arrow in found.arrows:
        parts.append(_arrow(places[arrow.start], places[arrow.end], heights[arrow.start], heights[arrow.end], arrow))
    for at, box in enumerate(found.boxes):
        x, y = places[at]
        fill, ink = _FILLS[box.role]
        parts.append(f'<rect x="{x}" y="{y}" width="{_WIDTH}" height="{heights[at]}" rx="8" fill="{fill}"/>')
        for row, line in enumerate(box.lines):
            weight = ' font-weight="600"' if row == 0 else ""
            baseline = y + _PADDING + 13 + row * _LINE
            parts.append(
                f'<text x="{x + _WIDTH / 2}" y="{baseline}" text-anchor="middle" fill="{ink}"{weight}>'
                f"{escape(line)}</text>"
            )
    return "\n".join([*parts, "</svg>"]) + "\n"


def _columns(found: Diagram) -> list[list[int]]:
    """The boxes by how many arrows they are away from the first."""
    near: dict[int, list[int]] = {at: [] for at in range(len(found.boxes))}
    for arrow in found.arrows:
        near[arrow.start].append(arrow.end)
        near[arrow.end].append(arrow.start)
    far: dict[int, int] = {}
    for root in near:
        if root in far:
            continue
        far[root], edge = 0, [root]
        while edge:
            following: list[int] = []
            for here in edge:
                for there in near[here]:
                    if there not in far:
                        far[there] = far[here] + 1
                        following.append(there)
            edge = following
    columns: list[list[int]] = [[] for _ in range(max(far.values(), default=0) + 1)]
    for at, distance in far.items():
        columns[distance].append(at)
    return columns


def _opening(width: float, height: float, title: str) -> str:
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" '
        f'width="{width:.0f}" height="{height:.0f}" font-family="system-ui, sans-serif" font-size="13" role="img">'
        f"<title>{escape(title)}</title>\n"
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 L8 4 L0 8 z" fill="context-stroke"/></marker></defs>'
    )


def _arrow(start: tuple[float, float], end: tuple[float, float], high: float, other: float, arrow: Arrow) -> str:
    forward = start[0] <= end[0]
    x1 = start[0] + (_WIDTH if forward and start[0] != end[0] else 0 if start[0] != end[0] else _WIDTH / 2)
    x2 = end[0] + (0 if forward and start[0] != end[0] else _WIDTH if start[0] != end[0] else _WIDTH / 2)
    y1, y2 = start[1] + high / 2, end[1] + other / 2
    if start[0] == end[0]:
        y1, y2 = (start[1] + high, end[1]) if y1 < y2 else (start[1], end[1] + other)
    colour, dash = ("#667788", "") if arrow.held else ("#d55e00", ' stroke-dasharray="5 4"')
    lines = textwrap.wrap(arrow.label, 20)
    middle = (x1 + x2) / 2, (y1 + y2) / 2 - 6 - 14 * (len(lines) - 1) / 2
    text = "".join(
        f'<tspan x="{middle[0]:.0f}" y="{middle[1] + 14 * row:.0f}">{escape(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{colour}" stroke-width="1.5"{dash} '
        'marker-end="url(#tip)"/>'
        f'<text text-anchor="middle" font-size="11" fill="{colour}" stroke="#ffffff" stroke-width="3" '
        f'paint-order="stroke">{text}</text>'
    )


# ---------------------------------------------------------------------------------------------------- a subgraph, drawn


def colours(graph: "networkx.MultiDiGraph") -> dict[str, str]:
    """A colour for each class in a subgraph; the rare ones share the last."""
    sizes: dict[str, int] = {}
    for _, data in graph.nodes(data=True):
        sizes[data["class"]] = sizes.get(data["class"], 0) + 1
    order = sorted(sizes, key=lambda name: (-sizes[name], name))
    return {name: COLOURS[min(place, len(COLOURS) - 1)] for place, name in enumerate(order)}


def _drawn(graph: "networkx.MultiDiGraph") -> "networkx.MultiDiGraph":
    """The part of a subgraph that is drawn."""
    order = sorted(graph, key=lambda name: (not graph.nodes[name]["answer"], -graph.degree(name), name))
    return graph.subgraph(order[:DRAWN])


def graph_dot(graph: "networkx.MultiDiGraph") -> str:
    """A subgraph for Graphviz, coloured by class; what claims only deny is dashed."""
    paints, shown = colours(graph), _drawn(graph)
    lines = [
        "digraph {",
        "  overlap=false; splines=true;",
        '  node [style=filled, shape=box, fontname="sans-serif", penwidth=0];',
    ]
    for name, data in shown.nodes(data=True):
        ink = "#222222" if paints[data["class"]] in ("#f0e442", "#56b4e9", "#e69f00") else "#ffffff"
        rim = ', penwidth=3, color="#222222"' if data["answer"] else ""
        lines.append(
            f"  {_quoted(name)} [label={_quoted(data['label'])}, "
            f'fillcolor="{paints[data["class"]]}", fontcolor="{ink}"{rim}];'
        )
    for start, end, data in shown.edges(data=True):
        style = ', style=dashed, color="#d55e00"' if data["polarity"] == "refutes" else ""
        lines.append(f"  {_quoted(start)} -> {_quoted(end)} [label={_quoted(data['label'])}, fontsize=10{style}];")
    return "\n".join([*lines, "}"]) + "\n"


def graph_svg(graph: "networkx.MultiDiGraph", *, width: int = 960, height: int = 640) -> str:
    """A subgraph as SVG, coloured by class, with a legend; the same graph always gives the same picture."""
    import networkx

    paints, shown = colours(graph), _drawn(graph)
    legend = 26 + 20 * -(-len(paints) // 4)
    places = _spread(_layout(networkx.Graph(shown)), width, height - legend)
    parts = [_opening(width, height, f"{len(shown)} things and {shown.number_of_edges()} links")]
    for start, end, data in shown.edges(data=True):
        parts.append(_edge(places[start], places[end], data["label"], data["polarity"] == "refutes"))
    for name, data in shown.nodes(data=True):
        x, y = places[name]
        size, rim = (9, ' stroke="#222222" stroke-width="2"') if data["answer"] else (6, "")
        parts.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size}" fill="{paints[data["class"]]}"{rim}/>')
        parts.append(
            f'<text x="{x:.1f}" y="{y - size - 4:.1f}" text-anchor="middle" stroke="#ffffff" stroke-width="3" '
            f'paint-order="stroke" fill="#222222">{escape(textwrap.shorten(data["label"], 34, placeholder="…"))}</text>'
        )
    for place, (name, colour) in enumerate(paints.items()):
        x, y = 20 + place % 4 * (width - 40) / 4, height - legend + 26 + place // 4 * 20
        parts.append(f'<circle cx="{x:.0f}" cy="{y - 4:.0f}" r="6" fill="{colour}"/>')
        parts.append(f'<text x="{x + 12:.0f}" y="{y:.0f}" fill="#222222">{escape(name or "other")}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def _layout(graph: "networkx.Graph") -> dict[str, tuple[float, float]]:
    """A place for each node: links pull, the others push, and a hub that is not drawn holds the parts together."""
    import networkx

    plain = networkx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted(tuple(sorted(pair)) for pair in graph.edges() if pair[0] != pair[1]))
    if not len(plain):
        return {}
    parts = sorted(networkx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    if len(parts) > 1:
        plain.add_edges_from(("", max(part, key=lambda name: (plain.degree(name), name))) for part in parts)
    found = networkx.spring_layout(plain, seed=7, k=3.5 / len(plain) ** 0.5, iterations=150)
    return {name: (float(x), float(y)) for name, (x, y) in found.items() if name}


def _spread(layout: dict[str, tuple[float, float]], width: float, height: float) -> dict[str, tuple[float, float]]:
    """The places of a layout, stretched over a sheet with margins for the labels."""
    if not layout:
        return {}
    lows, highs = ([pick(axis) for axis in zip(*layout.values(), strict=True)] for pick in (min, max))

    def at(value: float, axis: int, margin: float, size: float) -> float:
        reach = highs[axis] - lows[axis]
        return margin + (size - 2 * margin) * ((value - lows[axis]) / reach if reach else 0.5)

    return {name: (at(x, 0, 110, width), at(y, 1, 30, height)) for name, (x, y) in layout.items()}


def _edge(start: tuple[float, float], end: tuple[float, float], label: str, denied: bool) -> str:
    colour, dash = ("#d55e00", ' stroke-dasharray="5 4"') if denied else ("#99a5b0", "")
    length = hypot(end[0] - start[0], end[1] - start[1]) or 1
    x, y = (end[at] - (end[at] - start[at]) * 12 / length for at in (0, 1))
    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
    return (
        f'<line x1="{start[0]:.1f}" y1="{start[1]:.1f}" x2="{x:.1f}" y2="{y:.1f}" stroke="{colour}"{dash} '
        'marker-end="url(#tip)"/>'
        f'<text x="{middle[0]:.1f}" y="{middle[1]:.1f}" text-anchor="middle" font-size="10" fill="{colour}">'
        f"{escape(label)}</text>"
    )
