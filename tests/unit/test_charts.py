"""The charts of the app: what they tell, and that it can be read whatever one's eyes and screen."""

from itertools import pairwise

import pytest

from msgraph import KnowledgeGraph
from msgraph.app import charts

SCHEMES = pytest.mark.parametrize("scheme", ["light", "dark"])
LEVELS = ("sighting", "field trial")


def luminance(colour: str) -> float:
    shares = [int(colour[part : part + 2], 16) / 255 for part in (1, 3, 5)]
    linear = [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@SCHEMES
@pytest.mark.parametrize("by", ["strength", "number", "side"])
def test_every_number_can_be_read_on_its_field(kg: KnowledgeGraph, scheme: str, by: str) -> None:
    levels = [kg.facts.label(level) for level, _ in reversed(kg.ontology.strengths)]
    found = kg.evidence_map(depth=1)
    data, spec = charts.heat_map(found, levels, rows=99, columns=found.columns, by=by, scheme=scheme)
    scale = spec["layer"][0]["encoding"]["color"]["scale"]
    colours = dict(zip(scale["domain"], scale["range"], strict=True))
    assert {dot["key"] for dot in data} == set(colours)
    assert min(contrast(dot["ink"], colours[dot["key"]]) for dot in data) >= 4.5


@SCHEMES
def test_stronger_is_told_by_lightness_alone(scheme: str) -> None:
    steps = [luminance(colour) for colour in charts.ramp(8, scheme)]
    falls = [one > other for one, other in pairwise(steps)]
    assert all(falls) if scheme == "light" else not any(falls)


def test_a_field_tells_its_claims_by_a_number_and_a_sign(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "insect")
    data, _ = charts.heat_map(found, LEVELS, rows=9, columns=found.columns, by="side", scheme="light")
    told = {(dot["row"], dot["column"]): (dot["text"], dot["standing"]) for dot in data}
    assert told["mint", "aphid"] == ("2±", "speaks both ways")
    assert told["nettle", "moth"] == ("1−", "speaks against it")
    assert told["lavender", "bee"] == ("1", "speaks for it")


def test_rows_without_a_claim_in_the_columns_that_are_drawn_are_left_out(garden: KnowledgeGraph) -> None:
    found = garden.evidence_map("plant", "insect")
    first = found.columns[0].label
    data, spec = charts.heat_map(found, LEVELS, rows=9, columns=found.columns[:1], by="strength", scheme="light")
    assert {dot["column"] for dot in data} == {first}
    assert set(spec["encoding"]["y"]["scale"]["domain"]) == {dot["row"] for dot in data}


def test_a_comparison_has_a_dot_for_each_side_and_way(garden: KnowledgeGraph) -> None:
    compared = garden.compare(["mint", "lavender"])
    headings = [heading for heading, rows in compared.sections for _ in rows]
    data, _ = charts.dots(compared, compared.rows, headings, LEVELS, scheme="dark")
    told = {(dot["what"], dot["thing"]): (dot["number"], dot["standing"], dot["level"]) for dot in data}
    assert told["repels · aphid", "mint"] == (2, "speaks both ways", "field trial")
    assert told["grows in · full sun", "lavender"] == (1, "speaks for it", charts.UNKNOWN)
    assert len(told) == 7


def test_records_stand_at_their_year(garden: KnowledgeGraph) -> None:
    data, spec = charts.timeline(garden.records("book").rows, LEVELS, "", scheme="light")
    assert [(dot["name"], dot["year"], dot["level"]) for dot in data] == [
        ("Meadow survey", 2010, "field trial"),
        ("Garden almanac", 1999, "sighting"),
    ]
    assert "y" not in spec["encoding"]  # no book has a stage
