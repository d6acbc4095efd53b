"""The charts of several pages, as Vega-Lite: a map of evidence, a comparison as dots, studies on a line of time.

Every colour is one that people with any kind of colour vision tell apart, in light and in dark, and nothing is told by
colour alone: a number, a sign or a shape says it too.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any, Final

import streamlit as st

from msgraph.app.parts import counted
from msgraph.comparison import Comparison, Held, Row
from msgraph.evidence_map import Crossing, EvidenceMap
from msgraph.facts import Cell
from msgraph.records import Record
from msgraph.report import plain
from msgraph.weighing import Balance

SIGNS: Final[Mapping[str, str]] = {"for": "", "against": "−", "disputed": "±", "open": ""}
"""What stands beside a number of claims."""

SAID: Final[Mapping[str, str]] = {
    "for": "speaks for it",
    "against": "speaks against it",
    "disputed": "speaks both ways",
    "open": "no claims",
}

_RAMPS: Final = {
    "light": ("#d7e9ea", "#a9d3d6", "#74b6bb", "#419aa1", "#1c7c84", "#0a5a61"),
    "dark": ("#173a3d", "#1f5459", "#2a7178", "#3b9199", "#63b4bb", "#a5dbe0"),
}
"""From the least to the most, away from the page's own colour."""

_SIDES: Final = {
    "light": {"for": "#0072b2", "disputed": "#f0c419", "against": "#d55e00"},
    "dark": {"for": "#56b4e9", "disputed": "#f0e442", "against": "#e5793a"},
}
"""After Okabe and Ito."""

_SHAPES: Final = {"for": "circle", "disputed": "diamond", "against": "triangle-down"}
_EMPTY: Final = {"light": "#f3f5f6", "dark": "#1b1f27"}
INK: Final = {"light": "#31333f", "dark": "#fafafa"}
_RANGES: Final = {"1": 1, "2": 2, "3 or 4": 3, "5 to 9": 5, "10 to 19": 10, "20 to 49": 20, "50 or more": 50}
"""Numbers of claims that are told apart, each with the least of it."""

UNKNOWN: Final = "not told"
"""Where a level of evidence or a stage is missing."""


def look() -> str:
    """Whether the page is light or dark."""
    return "dark" if st.context.theme.type == "dark" else "light"


def ramp(number: int, scheme: str) -> list[str]:
    """So many colours from the least to the most.

    >>> len(ramp(8, "light")), ramp(1, "light")
    (8, ['#0a5a61'])
    """
    colours = _RAMPS[scheme]
    if number <= 1:
        return [colours[-1]]
    found = []
    for place in range(number):
        at = place * (len(colours) - 1) / (number - 1)
        low, share = int(at), at - int(at)
        high = min(low + 1, len(colours) - 1)
        mixed = (
            round(
                int(colours[low][part : part + 2], 16) * (1 - share) + int(colours[high][part : part + 2], 16) * share
            )
            for part in (1, 3, 5)
        )
        found.append("#" + "".join(f"{value:02x}" for value in mixed))
    return found


def _on(colour: str) -> str:
    """Black or white, whichever can be read on a colour (contrast as in WCAG 2.1, section 1.4.3).

    >>> _on("#0a5a61"), _on("#d7e9ea")
    ('#ffffff', '#000000')
    """
    shares = [int(colour[part : part + 2], 16) / 255 for part in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    luminance = 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
    return "#000000" if luminance + 0.05 > 1.05 * 0.05 / (luminance + 0.05) else "#ffffff"


def unlike(labels: Sequence[str], longest: int = 60) -> list[str]:
    """Labels cut to a length and made unlike each other, so that each has a row of its own.

    >>> unlike(["a", "b", "a"])
    ['a', 'b', 'a (2)']
    """
    seen: Counter[str] = Counter()
    found = []
    for label in labels:
        text = plain(label)
        text = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
        seen[text] += 1
        found.append(text if seen[text] == 1 else f"{text} ({seen[text]})")
    return found


def heat_map(
    found: EvidenceMap,
    levels: Sequence[str],
    *,
    rows: int,
    columns: Sequence[Cell],
    by: str,
    scheme: str,
    narrow: bool = False,
    legend: bool = True,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """An evidence map as data and a chart.

    Args:
        found: the map.
        levels: the levels of evidence, the weakest first.
        rows: so many rows are drawn, those with most claims.
        columns: the things that stand over the columns.
        by: what the colour tells: "strength", "number", or "side".
        scheme: "light" or "dark".
        narrow: whether it has to be read on a telephone.
        legend: whether it says below what the colours mean.
    """
    down = [row for row in found.rows if any(found.at(row.iri, column.iri) for column in columns)][:rows]
    names = unlike([cell.label for cell in down], 44), unlike([cell.label for cell in columns], 34)
    balances = [crossing.balance for crossing in found.crossings]
    match by:
        case "side":
            title, colours = "The claims", {SAID[side]: colour for side, colour in _SIDES[scheme].items()}
        case "number":
            title, colours = "Number of claims", dict(zip(_RANGES, ramp(len(_RANGES), scheme), strict=True))
        case _:
            title, colours = "Strongest evidence", _colours(balances, levels, scheme)
    keys = {_key(crossing, by, colours) for crossing in found.crossings}
    data = []
    for row, row_name in zip(down, names[0], strict=True):
        for column, column_name in zip(columns, names[1], strict=True):
            crossing = found.at(row.iri, column.iri)
            if crossing is not None:
                key = _key(crossing, by, colours)
                data.append(
                    {
                        "row": row_name,
                        "column": column_name,
                        "row_iri": str(row.iri),
                        "column_iri": str(column.iri),
                        "key": key,
                        "text": f"{crossing.balance.number}{SIGNS[crossing.standing]}",
                        "ink": _on(colours[key]),
                        "said": plain(crossing.said),
                        "standing": SAID[crossing.standing],
                        "told": f"{row_name} × {column_name}: {plain(crossing.said)}",
                    }
                )
    tips = {"row": found.row_kind.label, "column": found.column_kind.label, "said": "Claims", "standing": "All in all"}
    heads = _heads(narrow, labelAngle=-50, labelLimit=210)
    point = {"type": "point", "fields": ["row_iri", "column_iri"], "toggle": False}
    spec = {
        "encoding": {
            "x": _nominal("column", sort=names[1], scale={"domain": names[1]}, title=None, axis=heads),
            "y": _nominal(
                "row",
                sort=names[0],
                scale={"domain": names[0]},
                title=None,
                axis=_axis(labelLimit=155 if narrow else 270),
            ),
        },
        "layer": [
            {
                "params": [{"name": "field", "select": point}],
                "mark": {"type": "rect", "cornerRadius": 3, "cursor": "pointer"},
                "encoding": {
                    "color": _nominal("key", scale=_scale(colours, keys), legend=_legend(title) if legend else None),
                    "tooltip": [{"field": field, "title": plain(title)} for field, title in tips.items()],
                    "stroke": {"condition": {"param": "field", "empty": False, "value": INK[scheme]}, "value": None},
                    "strokeWidth": {"value": 2},
                    "description": {"field": "told"},
                },
            },
            {
                "mark": {"type": "text", "fontSize": 11, "fontWeight": 600},
                "encoding": {"text": _nominal("text"), "color": _nominal("ink", scale=None, legend=None)},
            },
        ],
        "width": {"step": 26 if narrow else 30},
        "height": {"step": 27},
        "config": config(scheme, fill=_EMPTY[scheme]) | {"scale": {"bandPaddingInner": 0.08}},
        "padding": {"left": 4, "right": 4 if narrow else 100, "top": 4, "bottom": 4},
    }
    return data, spec


def _key(crossing: Crossing, by: str, colours: Mapping[str, str]) -> str:
    """Which entry of the legend a crossing belongs to."""
    match by:
        case "side":
            return SAID[crossing.standing]
        case "number":
            return next(name for name, least in reversed(_RANGES.items()) if crossing.balance.number >= least)
        case _:
            return _level(crossing.balance, colours)


def dots(
    compared: Comparison,
    rows: Sequence[Row],
    headings: Sequence[str],
    levels: Sequence[str],
    *,
    scheme: str,
    narrow: bool = False,
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """A comparison as dots: a column for each thing, a row for what it is linked to, larger where more claims speak.

    `headings` name the sections that the rows belong to, `levels` the levels of evidence, the weakest first; `narrow`
    says whether it has to be read on a telephone.
    """
    things = unlike([card.thing.label for card in compared.things], 40)
    found: dict[tuple[str, str], list[tuple[str, Held]]] = defaultdict(list)
    for row, heading in zip(rows, headings, strict=True):
        for side, thing in zip(row.sides, things, strict=True):
            for held in side:
                way = held.relation.label if held.relation.label != row.relation.label else heading
                found[way, row.what.label].append((thing, held))
    names = unlike([f"{way} · {what}" for way, what in found], 66)
    colours = _colours([held.balance for among in found.values() for _, held in among], levels, scheme)
    data = [
        {
            "what": name,
            "thing": thing,
            "level": _level(held.balance, colours),
            "number": max(held.balance.number, 1),
            "standing": SAID[held.balance.standing if held.balance.number else "for"],
            "said": plain(held.said()),
            "told": f"{thing}, {name}: {plain(held.said())}",
        }
        for name, among in zip(names, found.values(), strict=True)
        for thing, held in among
    ]
    sides = [side for side in _SHAPES if any(dot["standing"] == SAID[side] for dot in data)]
    most = max((held.balance.number for among in found.values() for _, held in among), default=1)
    heads = _heads(narrow, labelAngle=-35, labelLimit=240)
    tips = {"what": "What", "thing": "Of", "said": "Claims"}
    levelled = _scale(colours, {dot["level"] for dot in data})
    step = (40 if len(things) < 4 else 28) if narrow else 64
    room = 295 - step * len(things) if narrow else 225
    shapes = {"domain": [SAID[side] for side in sides], "range": [_SHAPES[side] for side in sides]}
    spec = {
        "mark": {"type": "point", "filled": True, "opacity": 1},
        "encoding": {
            "y": _nominal("what", sort=names, title=None, axis=_axis(labelLimit=room, grid=True)),
            "x": _nominal("thing", sort=things, title=None, axis=heads),
            "size": {
                "field": "number",
                "type": "quantitative",
                "scale": {"type": "sqrt", "range": [45, 420]},
                "legend": _legend("Claims", values=[number for number in (1, 5, 20, 50) if number <= most]),
            },
            "color": _nominal("level", scale=levelled, legend=_legend("Strongest evidence")),
            "shape": _nominal("standing", scale=shapes, legend=_legend("The claims")),
            "description": {"field": "told"},
            "tooltip": [{"field": field, "title": title} for field, title in tips.items()],
        },
        "width": {"step": step},
        "height": {"step": 26},
        "config": config(scheme),
        "padding": {"left": 4, "right": 4 if narrow else 150, "top": 4, "bottom": 4},
    }
    return data, spec


def timeline(
    rows: Sequence[Record], levels: Sequence[str], size: str, *, scheme: str
) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    """Records on a line of time, by stage: larger where their number is, coloured by their strongest evidence.

    `size` is the IRI of the property with the number, `levels` are the levels of evidence, the weakest first.
    """
    lanes: dict[tuple[str, int], list[Record]] = defaultdict(list)
    for row in rows:
        if row.year is not None:
            lanes[row.stage or UNKNOWN, row.year].append(row)
    colours = _colours([row.balance for row in rows], levels, scheme)
    data = []
    for (stage, year), among in lanes.items():
        for place, row in enumerate(sorted(among, key=lambda row: row.thing.label)):
            numbers = [cell.number for name, cells in row.values.items() if str(name) == size for cell in cells]
            amount = max((float(number) for number in numbers if number is not None), default=None)
            data.append(
                {
                    "year": year,
                    "stage": plain(stage),
                    "place": (place + 0.5) / len(among),
                    "iri": str(row.thing.iri),
                    "name": plain(row.thing.label),
                    "level": _level(row.balance, colours),
                    "drawn": amount if amount is not None else 1,
                    "amount": f"{amount:,.0f}" if amount is not None else UNKNOWN,
                    "claims": plain(row.balance.said) or "none",
                    "told": f"{plain(row.thing.label)}, {year}, {plain(stage)}",
                }
            )
    stages = sorted({stage for stage, _ in lanes} - {UNKNOWN})
    most = max(map(len, lanes.values()), default=1)
    tips = {"name": "Name", "year": "Year", "stage": "Stage", "amount": "Size", "claims": "Claims"}
    years = _axis(format="d", tickMinStep=1)
    levelled = _scale(colours, {dot["level"] for dot in data})
    lane = _nominal("stage", sort=[*map(plain, stages), UNKNOWN], title=None, axis=_axis(labelLimit=160, grid=True))
    spec = {
        "params": [{"name": "record", "select": {"type": "point", "fields": ["iri"], "toggle": False}}],
        "mark": {"type": "point", "filled": True, "opacity": 0.9, "cursor": "pointer", "stroke": _EMPTY[scheme]},
        "encoding": {
            "x": {
                "field": "year",
                "type": "quantitative",
                "title": None,
                "scale": {"zero": False, "nice": False, "padding": 16},
                "axis": years,
            },
            **({"y": lane} if stages else {}),
            "yOffset": {"field": "place", "type": "quantitative", "scale": {"domain": [0, 1]}},
            "size": {
                "field": "drawn",
                "type": "quantitative",
                "legend": None,
                "scale": {"type": "sqrt", "range": [50, 700]},
            },
            "color": _nominal("level", scale=levelled, legend=_legend("Strongest evidence")),
            "description": {"field": "told"},
            "tooltip": [{"field": field, "title": title} for field, title in tips.items()],
        },
        "height": {"step": min(28 + 4 * most, 64)} if stages else 260,
        "config": config(scheme),
    }
    return data, spec


# --------------------------------------------------------------------------------------------------- what charts share


def _colours(balances: Iterable[Balance], levels: Sequence[str], scheme: str) -> dict[str, str]:
    """A colour for each level of evidence that occurs, the weakest first, and one for none."""
    present = {balance.best.label for balance in balances if balance.best is not None}
    order = [level for level in levels if level in present]
    return dict(zip(order, ramp(len(order), scheme), strict=True)) | {UNKNOWN: "#9aa0a6"}


def _level(balance: Balance, colours: Mapping[str, str]) -> str:
    return balance.best.label if balance.best is not None and balance.best.label in colours else UNKNOWN


def _scale(colours: Mapping[str, str], occurring: Collection[object]) -> dict[str, Any]:
    """The colours of what occurs."""
    used = [name for name in colours if name in occurring]
    return {"domain": used, "range": [colours[name] for name in used]}


def _nominal(field: str, **more: Any) -> dict[str, Any]:
    return {"field": field, "type": "nominal", **more}


def _axis(**more: Any) -> dict[str, Any]:
    return {"labelFontSize": 12, "ticks": False, "domain": False, "grid": False, "labelPadding": 6} | more


def _heads(narrow: bool, **wide: Any) -> dict[str, Any]:
    """The axis with names on top, steeper and shorter where there is little room."""
    room = {"labelAngle": -60, "labelLimit": 130} if narrow else wide
    return _axis(orient="top", labelAlign="left", labelOverlap=False, **room)


def _legend(title: str, **more: Any) -> dict[str, Any]:
    return {"title": title, "columns": {"expr": "width < 300 ? 1 : 3"}} | more


def config(scheme: str, **view: Any) -> dict[str, Any]:
    """Texts in the ink of the page, legends below each other at the left."""
    ink = {"labelColor": INK[scheme], "titleColor": INK[scheme]}
    legend = {
        "orient": "bottom",
        "labelFontSize": 12,
        "labelLimit": 200,
        "titleFontSize": 12,
        "titleLimit": 300,
        "symbolStrokeWidth": 0,
        "symbolBaseFillColor": INK[scheme],
        "layout": {"bottom": {"anchor": "start", "direction": "vertical", "bounds": "full"}},
    }
    return {"view": {"stroke": None, **view}, "axis": ink, "legend": ink | legend}


def said(found: EvidenceMap) -> str:
    """A map in a sentence, for those who do not see it."""
    return (
        f"Evidence map: {counted(found.claims, 'claim')} on {plain(found.row_kind.label)} and "
        f"{plain(found.column_kind.label)}. The table below it holds the same."
    )
