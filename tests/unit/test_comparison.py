"""Things side by side."""

from collections.abc import Callable

import pytest
from rdflib import Literal

from msgraph import KnowledgeGraph
from msgraph.comparison import Comparison
from msgraph.errors import TooFew, UnknownName
from tests.unit.garden import G


@pytest.fixture(scope="module")
def herbs(garden: KnowledgeGraph) -> Comparison:
    return garden.compare(["mint", "lavender"])


def rows(compared: Comparison) -> list[tuple[str, str, list[str]]]:
    return [
        (
            row.relation.label,
            row.what.label,
            [" | ".join(held.said(row.relation.label) for held in side) for side in row.sides],
        )
        for row in compared.rows
    ]


def test_what_is_shared_comes_first_and_each_side_tells_its_claims(herbs: Comparison) -> None:
    assert rows(herbs) == [
        ("attracts", "bee", ["1 for; field trial", "1 for; sighting"]),
        ("attracts", "bumblebee", ["1 for; sighting", ""]),
        ("repels", "aphid", ["1 for, 1 against; field trial; reduction 40% (30 to 50)", ""]),
        ("repels", "moth", ["", "1 for; field trial"]),
        ("grows in", "full sun", ["", "yes"]),
        ("grows in", "shade", ["yes", ""]),
    ]


def test_the_sentence_counts_what_is_shared_and_what_is_not(herbs: Comparison) -> None:
    assert herbs.sentence == "Mint and lavender share 1 link; only mint has 3 and only lavender has 2."
    assert [row.what.label for row in herbs.rows if row.only == 1] == ["moth", "full sun"]


def test_properties_stand_beside_each_other(herbs: Comparison) -> None:
    found = {each.name: [[cell.label for cell in values] for values in each.values] for each in herbs.properties}
    assert found == {"colour": [["Green"], ["purple"]], "height": [["40"], ["60"]]}


def test_what_lies_below_a_thing_counts_as_its_own(garden: KnowledgeGraph) -> None:
    compared = garden.compare([G.mint, G.rose])
    assert ("attracts", "bumblebee", ["1 for; sighting", ""]) in rows(compared)


def test_a_link_that_claims_only_deny_is_told_but_not_had(garden: KnowledgeGraph) -> None:
    compared = garden.compare(["nettle", "lavender"])
    (moth,) = (row for row in compared.rows if (row.relation.label, row.what.label) == ("repels", "moth"))
    assert moth.having == (False, True)
    assert moth.sides[0][0].said("repels") == "1 against; field trial"


DIRECTIONS = """
@prefix : <http://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix owl: <http://www.w3.org/2002/07/owl#> .
@prefix ask: <https://w3id.org/msgraph/ask#> .
:Claim rdfs:subClassOf rdf:Statement . :stance rdfs:subPropertyOf ask:polarity .
:yes a ask:Supporting . :no a ask:Refuting .
:moves a owl:ObjectProperty ; rdfs:label "moves" ; ask:verb "move" .
:lifts a owl:ObjectProperty ; rdfs:label "lifts" ; rdfs:subPropertyOf :moves ; rdfs:range :Load .
:lowers a owl:ObjectProperty ; rdfs:label "lowers" ; rdfs:subPropertyOf :moves ; rdfs:range :Load .
:Load a owl:Class ; rdfs:label "load" . :Engine a owl:Class ; rdfs:label "engine" .
:crane a :Engine ; rdfs:label "crane" ; :lifts :crate . :winch a :Engine ; rdfs:label "winch" ; :lowers :crate .
:jack a :Engine ; rdfs:label "jack" .
:crate a :Load ; rdfs:label "crate" .
:c1 a :Claim ; rdf:subject :crane ; rdf:predicate :lifts ; rdf:object :crate ; :stance :yes .
:c2 a :Claim ; rdf:subject :winch ; rdf:predicate :lowers ; rdf:object :crate ; :stance :yes .
"""


def test_opposite_directions_share_a_row_and_are_told_to_differ(world: Callable[[str], KnowledgeGraph]) -> None:
    with world(DIRECTIONS) as kg:
        compared = kg.compare(["crane", "winch"])
    assert rows(compared) == [("moves", "crate", ["lifts: 1 for", "lowers: 1 for"])]
    assert (compared.rows[0].shared, compared.rows[0].differs) == (True, True)
    assert compared.sentence == "Crane and winch share 1 link, 1 of them in different ways."


def test_how_far_studies_have_come_is_told_of_what_they_looked_at(world: Callable[[str], KnowledgeGraph]) -> None:
    turtle = """
    @prefix : <http://example.org/> . @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
    @prefix ask: <https://w3id.org/msgraph/ask#> . @prefix owl: <http://www.w3.org/2002/07/owl#> .
    :Dig a owl:Class , ask:Study ; rdfs:label "dig" . :season rdfs:subPropertyOf ask:stage ; rdfs:label "season" .
    :unearths a owl:ObjectProperty ; rdfs:label "unearths" .
    :one a :Dig ; rdfs:label "first dig" ; :season "spring" ; :unearths :coin , :pot .
    :two a :Dig ; rdfs:label "second dig" ; :season "spring" ; :unearths :coin .
    :Thing a owl:Class . :coin a :Thing ; rdfs:label "coin" . :pot a :Thing ; rdfs:label "pot" .
    """
    with world(turtle) as kg:
        (season,) = kg.compare(["coin", "pot"]).properties
    assert season.name == "season (dig)"
    assert [[cell.label for cell in values] for values in season.values] == [["spring (2)"], ["spring (1)"]]


def test_the_table_has_a_column_for_each_thing(herbs: Comparison) -> None:
    table = herbs.to_table()
    assert table.columns == ("relation", "what", "whatLabel", "had_by", "mint", "lavender")
    assert (Literal("attracts"), G.bee, Literal("bee"), Literal(2)) in [row[:4] for row in table.rows]
    assert len(table.rows) == len(herbs.rows) + len(herbs.properties)


def test_the_graph_holds_each_link_with_its_claims(herbs: Comparison) -> None:
    graph = herbs.graph()
    sides = {
        data["polarity"]: data["claims"]
        for _, _, data in graph.out_edges(str(G.mint), data=True)
        if "repels" in data["label"]
    }
    assert sides == {"supports": [str(G.c3)], "refutes": [str(G.c4)]}
    assert graph.nodes[str(G.bee)]["class"] == "insect"


def test_what_leads_to_a_thing_is_drawn_as_it_is_told(garden: KnowledgeGraph) -> None:
    graph = garden.compare(["bee", "moth"]).graph()
    drawn = {(start, data["label"], end) for start, end, data in graph.edges(data=True)}
    assert {(str(G.lavender), "attracts", str(G.bee)), (str(G.lavender), "repels", str(G.moth))} <= drawn


def test_the_json_form_holds_it_all(herbs: Comparison) -> None:
    document = herbs.to_json()
    assert [thing["thing"]["label"] for thing in document["things"]] == ["mint", "lavender"]
    assert document["rows"][0]["shared"] is True
    assert document["rows"][0]["sides"][0][0]["claims"] == [str(G.c1)]


@pytest.mark.parametrize(
    ("things", "said"),
    [
        ([], "It takes 2 different things to compare them; none was given."),
        (["mint", "garden mint"], "It takes 2 different things to compare them; one was given."),
    ],
    ids=["none", "one by two of its names"],
)
def test_it_takes_two(garden: KnowledgeGraph, things: list[str], said: str) -> None:
    with pytest.raises(TooFew) as caught:
        garden.compare(things)
    assert str(caught.value) == said


def test_an_unknown_thing_is_named(garden: KnowledgeGraph) -> None:
    with pytest.raises(UnknownName, match="“triffid”"):
        garden.compare(["mint", "triffid"])


def test_pairs_to_begin_with_are_of_one_class_and_no_kinds_of_each_other(garden: KnowledgeGraph) -> None:
    pairs = [tuple(cell.label for cell in pair) for pair in garden.comparable()]
    assert pairs == [("lavender", "mint"), ("moth", "aphid")]
