"""What the benchmarks measure is what they say."""

from collections import Counter
from pathlib import Path

import pyoxigraph as ox

from benchmarks.generate import LABELS, generate, shipped

TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
PREDICATE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")


def test_a_larger_graph_is_told_with_the_same_relations(tmp_path: Path) -> None:
    written, names = generate(tmp_path, 75_000, 6_500)
    made = list(ox.parse(path=tmp_path / "generated.nt", format=ox.RdfFormat.N_TRIPLES))
    told, _ = shipped()
    assert {triple.predicate for triple in made} == {triple.predicate for triple in told}
    assert {t.object for t in made if t.predicate == PREDICATE} == {t.object for t in told if t.predicate == PREDICATE}
    assert len(made) == written >= 75_000
    assert sum(triple.predicate.value in LABELS for triple in made) == names


def test_a_larger_graph_has_more_of_everything_and_not_one_thing_with_more_below_it(tmp_path: Path) -> None:
    generate(tmp_path, 150_000, 15_000)
    made = list(ox.parse(path=tmp_path / "generated.nt", format=ox.RdfFormat.N_TRIPLES))
    told, things = shipped()
    named = "https://w3id.org/msgraph/msc"
    assert named in things  # the ontology has words for it too, and yet it is none of its terms
    assert {t.subject.value for t in made if t.predicate == TYPE} >= {f"{iri}_c1" for iri in things}
    below = Counter(triple.object for triple in made if triple.predicate.value.endswith("#broader"))
    assert below[ox.NamedNode(named)] == sum(
        t.object == ox.NamedNode(named) for t in told if t.predicate.value.endswith("#broader")
    )
