"""Every rule of English is shown by an example that it reads, about a workshop that the code knows nothing of."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from msgraph import KnowledgeGraph
from msgraph.chart import Edge, Rule
from msgraph.grammar import telling
from msgraph.reading import Reader
from msgraph.rules import rules

WORKSHOP = Path(__file__).parents[1] / "worlds" / "workshop.ttl"

OVERSHADOWED = {
    ("VP", "and"),
}
"""Rules that another one, cheaper or earlier, leaves nothing to read."""


@cache
def reader() -> Reader:
    return KnowledgeGraph.open(WORKSHOP).reader


def every_rule() -> Iterator[Rule]:
    return iter(rules(reader().composer))


def readings(text: str) -> Iterator[Edge]:
    """All that the whole of a text can be, of any category, with its commas and without."""
    doc = reader()._nlp(text)
    words = doc._.keys
    kept = telling(words, range(len(words)))
    for some in (kept, [at for at in kept if words[at] not in ",;:"]):
        yield from reader()._chart(words, doc._.links, some).complete().get((0, len(some)), [])


def made_by(edge: Edge, rule: Rule) -> bool:
    return (edge.rule, edge.category) == (rule.name, rule.left) or any(made_by(part, rule) for part in edge.parts)


def read_by(rule: Rule) -> bool:
    return any(edge.category == rule.left and made_by(edge, rule) for edge in readings(rule.example))


@pytest.mark.parametrize(
    "rule",
    [
        pytest.param(
            rule,
            id=f"{rule.left}, {rule.name}",
            marks=[pytest.mark.xfail(reason="another rule reads all that this one could")]
            if (rule.left, rule.name) in OVERSHADOWED
            else [],
        )
        for rule in every_rule()
    ],
)
def test_a_rule_reads_its_example(rule: Rule) -> None:
    assert rule.example
    assert read_by(rule)


def test_no_two_rules_for_a_category_share_a_name() -> None:
    names = [(rule.left, rule.name) for rule in every_rule()]
    assert sorted(name for name in set(names) if names.count(name) > 1) == []


def test_every_overshadowed_rule_is_there() -> None:
    assert {(rule.left, rule.name) for rule in every_rule()} >= OVERSHADOWED
