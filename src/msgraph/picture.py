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

import re
import textwrap
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace
from html import escape
from math import hypot
from typing import TYPE_CHECKING, Final, assert_never
from typing import Literal as OneOf
from zlib import crc32

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
from msgraph.results import NOT_XML
from msgraph.wording import Words

if TYPE_CHECKING:
    import networkx

Role = OneOf["asked", "named", "found"]
"""What a box is: what was asked for, what the question names, or what lies between."""

Shape = OneOf["circle", "square", "diamond", "triangle", "hexagon"]

COLOURS: Final = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442", "#8c8c8c")
"""Colours that people with any kind of colour vision tell apart (Okabe and Ito)."""

_PALE: Final = ("#e69f00", "#56b4e9", "#f0e442")
"""Those of them that dark letters are read on."""

SHAPES: Final[tuple[Shape, ...]] = ("circle", "square", "diamond", "triangle", "hexagon")

PIXELS: Final = 5_000
"""So many pixels a PNG is wide and high at most."""

DRAWN: Final = 300
"""So many things of a subgraph are drawn at most, the answer's own and those with the strongest links."""

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


def plan_dot(plan: Plan, words: Words, *, down: bool = False) -> str:
    """The diagram of a plan, for Graphviz; it goes to the right, or `down`."""
    found = diagram(plan, words)
    lines = [
        "digraph {",
        f'  rankdir={"TB" if down else "LR"}; bgcolor="transparent"; edge [color="#2a9299", fontcolor="#6f7a80"];',
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
                f"{_text(line)}</text>"
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
        f"<title>{_text(title)}</title>\n"
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
        f'<tspan x="{middle[0]:.0f}" y="{middle[1] + 14 * row:.0f}">{_text(line)}</tspan>'
        for row, line in enumerate(lines)
    )
    return (
        f'<line x1="{x1:.0f}" y1="{y1:.0f}" x2="{x2:.0f}" y2="{y2:.0f}" stroke="{colour}" stroke-width="1.5"{dash} '
        'marker-end="url(#tip)"/>'
        f'<text text-anchor="middle" font-size="11" fill="{colour}" stroke="#ffffff" stroke-width="3" '
        f'paint-order="stroke">{text}</text>'
    )


# ---------------------------------------------------------------------------------------------------- a subgraph, drawn


def looks(classes: Mapping[str, int]) -> dict[str, tuple[str, Shape]]:
    """A colour and a shape for each class, the most frequent first; no two alike, as far as there are enough of them.

    A class has the same looks in every picture, unless a more frequent one has them already.

    >>> found = looks({"tool": 3, "person": 1})
    >>> found["tool"] == looks({"tool": 1})["tool"]
    True
    """
    found: dict[str, tuple[str, Shape]] = {}
    slots = len(COLOURS) * len(SHAPES)
    taken: set[int] = set()
    for name in sorted(classes, key=lambda name: (-classes[name], name)):
        wanted = crc32(name.encode("utf-8", "replace")) % len(COLOURS)
        order = [*range(wanted, len(COLOURS)), *range(wanted), *range(len(COLOURS), slots)]
        slot = next((slot for slot in order if slot not in taken), wanted)
        taken.add(slot)
        found[name] = (COLOURS[slot % len(COLOURS)], SHAPES[(slot + slot // len(COLOURS)) % len(SHAPES)])
    return found


def _classes(graph: "networkx.MultiDiGraph") -> dict[str, int]:
    """How many nodes of each class there are."""
    return Counter(data["class"] or "other" for _, data in graph.nodes(data=True))


def strongest(graph: "networkx.MultiDiGraph", first: Collection[str] = (), limit: int = DRAWN) -> list[str]:
    """The nodes that are drawn: those that come `first`, then those with the strongest links."""
    weight = dict.fromkeys(graph, 0)
    for one, other, data in graph.edges(data=True):
        weight[one] = max(weight[one], data.get("strength", 0))
        weight[other] = max(weight[other], data.get("strength", 0))
    return sorted(graph, key=lambda name: (name not in first, -weight[name], -graph.degree(name), name))[:limit]


def graph_dot(graph: "networkx.MultiDiGraph") -> str:
    """A subgraph for Graphviz, all of it, coloured by class; what claims only deny is dashed."""
    seen = looks(_classes(graph))
    lines = [
        "digraph {",
        "  overlap=false; splines=true;",
        '  node [style=filled, shape=box, fontname="sans-serif", penwidth=0];',
    ]
    for name, data in graph.nodes(data=True):
        colour, _ = seen[data["class"] or "other"]
        ink = "#222222" if colour in _PALE else "#ffffff"
        rim = ', penwidth=3, color="#222222"' if data["answer"] else ""
        lines.append(
            f'  {_quoted(name)} [label={_quoted(data["label"])}, fillcolor="{colour}", fontcolor="{ink}"{rim}];'
        )
    for start, end, data in graph.edges(data=True):
        style = ', style=dashed, color="#d55e00"' if data["polarity"] == "refutes" else ""
        lines.append(f"  {_quoted(start)} -> {_quoted(end)} [label={_quoted(data['label'])}, fontsize=10{style}];")
    return "\n".join([*lines, "}"]) + "\n"


@dataclass(frozen=True, slots=True)
class _Spot:
    """A node on a sheet: its place, the lines of its name, and the room that both take."""

    x: float
    y: float
    lines: tuple[str, ...]
    size: float

    @property
    def box(self) -> "_Area":
        return _Area(self.x, self.y + len(self.lines) * _ROW / 2, *_room(self.lines))


@dataclass(frozen=True, slots=True)
class _Area:
    """A rectangle, by its middle."""

    x: float
    y: float
    width: float
    height: float

    def meets(self, other: "_Area") -> bool:
        return (
            abs(self.x - other.x) * 2 < self.width + other.width
            and abs(self.y - other.y) * 2 < self.height + other.height
        )


_ROW: Final = 15
"""How high a line of a name is."""

_LETTER: Final = 6.9
"""How wide a letter of a name is, roughly."""


def _room(lines: Sequence[str]) -> tuple[float, float]:
    return max(map(len, lines)) * _LETTER + 12, len(lines) * _ROW + 24


def graph_svg(graph: "networkx.MultiDiGraph") -> str:
    """A subgraph as SVG: colour and shape by class, no name upon another, with a legend.

    The same graph always gives the same picture; the sheet grows with the number of things.
    """
    answers = [name for name, data in graph.nodes(data=True) if data["answer"]]
    shown = graph.subgraph(strongest(graph, answers))
    seen = looks(_classes(shown))
    spots = _spots(shown)
    width = max([spot.x + _room(spot.lines)[0] / 2 for spot in spots.values()] + [480]) + 20
    beside = max(1, int(width // 190))
    legend = 20 * -(-len(seen) // beside) + 24
    top = max([spot.y + spot.box.height for spot in spots.values()] + [60])
    height = top + legend + (24 if len(shown) < len(graph) else 0)
    parts = [_opening(width, height, f"{len(shown)} things and {shown.number_of_edges()} links")]
    taken = [spot.box for spot in spots.values()]
    bends: dict[frozenset[str], int] = {}
    for start, end, data in sorted(shown.edges(data=True), key=lambda edge: (edge[0], edge[1], edge[2]["relation"])):
        pair = frozenset((start, end))
        bends[pair] = bends.get(pair, 0) + 1
        parts.append(_edge(spots[start], spots[end], data, bends[pair] - 1, taken))
    for name, spot in spots.items():
        data = shown.nodes[name]
        colour, shape = seen[data["class"] or "other"]
        rim = ' stroke="#222222" stroke-width="2"' if data["answer"] else ' stroke="#ffffff"'
        parts.append(
            f"<g><title>{_text(data['label'])}</title>{_glyph(shape, spot.x, spot.y, spot.size, colour, rim)}"
            f'<text text-anchor="middle" stroke="#ffffff" stroke-width="3" paint-order="stroke" fill="#222222">'
        )
        parts += [
            f'<tspan x="{spot.x:.1f}" y="{spot.y + spot.size + 13 + row * _ROW:.1f}">{_text(line)}</tspan>'
            for row, line in enumerate(spot.lines)
        ]
        parts.append("</text></g>")
    for place, (name, (colour, shape)) in enumerate(seen.items()):
        x, y = 20 + place % beside * (width - 30) / beside, top + 24 + place // beside * 20
        parts.append(_glyph(shape, x, y - 4, 6, colour, ""))
        parts.append(f'<text x="{x + 14:.0f}" y="{y:.0f}" fill="#222222">{_text(name)}</text>')
    if len(shown) < len(graph):
        told = f"The {len(shown)} things with the strongest links are shown, of {len(graph):,}."
        parts.append(f'<text x="20" y="{height - 10:.0f}" fill="#667788">{told}</text>')
    return "\n".join([*parts, "</svg>"]) + "\n"


def graph_png(graph: "networkx.MultiDiGraph") -> bytes:
    """The picture of `graph_svg` as PNG, as sharp as print wants it; its letters are the machine's own sans-serif."""
    import resvg_py

    drawn = graph_svg(graph)
    width, height = (float(size) for size in re.findall(r' (?:width|height)="(\d+)"', drawn[: drawn.index(">")]))
    zoom = min(2.0, PIXELS / max(width, height))
    return bytes(resvg_py.svg_to_bytes(svg_string=drawn, background="#ffffff", zoom=zoom))


def _text(text: str) -> str:
    """A text as XML has it."""
    return escape(text.translate(NOT_XML))


def _glyph(shape: Shape, x: float, y: float, size: float, colour: str, rim: str) -> str:
    """A shape about a point; all shapes look about as large."""
    match shape:
        case "circle":
            return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" fill="{colour}"{rim}/>'
        case "square":
            corners = [(-0.9, -0.9), (0.9, -0.9), (0.9, 0.9), (-0.9, 0.9)]
        case "diamond":
            corners = [(0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)]
        case "triangle":
            corners = [(0, -1.15), (1.1, 0.85), (-1.1, 0.85)]
        case "hexagon":
            corners = [(-1.1, 0), (-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1)]
        case _:
            assert_never(shape)
    points = " ".join(f"{x + dx * size:.1f},{y + dy * size:.1f}" for dx, dy in corners)
    return f'<polygon points="{points}" fill="{colour}"{rim}/>'


def _spots(graph: "networkx.MultiDiGraph") -> dict[str, _Spot]:
    """A place for each node: links pull, the others push, and then nodes give way to each other's names."""
    import numpy

    names = sorted(graph)
    if not names:
        return {}
    lines = [_folded(graph.nodes[name]["label"]) for name in names]
    rooms = numpy.array([_room(folded) for folded in lines]) + numpy.array((14, 10))
    area = float(rooms.prod(axis=1).sum())
    layout = _layout(graph)
    places = numpy.array([layout[name] for name in names])
    places -= places.min(axis=0)
    places /= numpy.maximum(places.max(axis=0), 1e-9)
    places *= ((3.2 * area) ** 0.5 * 1.25, (3.2 * area) ** 0.5 / 1.25)
    needed = (rooms[:, None] + rooms[None]) / 2
    for _ in range(400):
        near = (abs(places[:, None] - places[None]) < needed).all(axis=2)
        one, other = numpy.nonzero(numpy.triu(near, 1))
        if not len(one):
            break
        gaps = places[one] - places[other]
        overlaps = needed[one, other] - abs(gaps)
        along = (overlaps[:, 0] > overlaps[:, 1]).astype(int)  # the shorter way out
        rows = numpy.arange(len(one))
        push = 0.52 * overlaps[rows, along] * numpy.where(gaps[rows, along] < 0, -1, 1)
        numpy.add.at(places, (one, along), push)
        numpy.add.at(places, (other, along), -push)
    places -= (places - rooms / 2).min(axis=0) - (10, 0)
    return {
        name: _Spot(float(x), float(y), folded, 9 if graph.nodes[name]["answer"] else 7)
        for name, (x, y), folded in zip(names, places, lines, strict=True)
    }


def _folded(label: str) -> tuple[str, ...]:
    """A name in at most three lines."""
    return tuple(textwrap.wrap(label, 22, max_lines=3, placeholder="…")) or ("",)


def _layout(graph: "networkx.MultiDiGraph") -> dict[str, tuple[float, float]]:
    """Springs along the links; a hub that is not drawn holds the parts together."""
    import networkx

    plain = networkx.Graph()
    plain.add_nodes_from(sorted(graph))
    plain.add_edges_from(sorted({tuple(sorted(pair)) for pair in graph.edges() if pair[0] != pair[1]}))
    parts = sorted(networkx.connected_components(plain), key=lambda part: (-len(part), min(part)))
    if len(parts) > 1:
        plain.add_edges_from(("", max(part, key=lambda name: (plain.degree(name), name))) for part in parts)
    found = networkx.spring_layout(plain, seed=7, k=3.5 / len(plain) ** 0.5, iterations=150)
    return {name: (float(x), float(y)) for name, (x, y) in found.items() if name}


def _edge(start: _Spot, end: _Spot, data: Mapping[str, str], bend: int, taken: list[_Area]) -> str:
    """An arrow, and its word where there is room for one; arrows between the same two things lie beside each other."""
    denied = data["polarity"] == "refutes"
    colour, dash = ("#d55e00", ' stroke-dasharray="5 4"') if denied else ("#8794a0", "")
    dx, dy = end.x - start.x, end.y - start.y
    length = hypot(dx, dy) or 1
    aside = 22 * -(-bend // 2) * (1 if bend % 2 else -1) * (1 if (start.x, start.y) <= (end.x, end.y) else -1)
    middle = (start.x + end.x) / 2 - dy / length * aside, (start.y + end.y) / 2 + dx / length * aside
    if start is end:
        path = f"M{start.x:.1f},{start.y - 8:.1f}c-26,-34 26,-34 0,0"
        middle = start.x, start.y - 32
    else:
        reach = hypot(end.x - middle[0], end.y - middle[1]) or 1
        x, y = (at - (at - mid) * 12 / reach for at, mid in ((end.x, middle[0]), (end.y, middle[1])))
        # The curve passes halfway between the straight line and its point of control.
        control = 2 * middle[0] - (start.x + end.x) / 2, 2 * middle[1] - (start.y + end.y) / 2
        path = f"M{start.x:.1f},{start.y:.1f}Q{control[0]:.1f},{control[1]:.1f} {x:.1f},{y:.1f}"
    drawn = f'<path d="{path}" fill="none" stroke="{colour}" stroke-width="1.2"{dash} marker-end="url(#tip)"/>'
    word = data["label"]
    for part in (0.5, 0.4, 0.6, 0.3, 0.7):
        area = _Area(middle[0] + (part - 0.5) * dx, middle[1] + (part - 0.5) * dy, len(word) * 5.6 + 6, 13)
        if not any(area.meets(other) for other in taken):
            taken.append(area)
            return (
                f'{drawn}<text x="{area.x:.1f}" y="{area.y + 4:.1f}" text-anchor="middle" font-size="11" '
                f'stroke="#ffffff" stroke-width="3" paint-order="stroke" fill="{"#a34700" if denied else "#5b6770"}">'
                f"{_text(word)}</text>"
            )
    return f"<g><title>{_text(word)}</title>{drawn}</g>"
