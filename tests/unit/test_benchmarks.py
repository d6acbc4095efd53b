"""What the benchmarks measure is what they say."""

from pathlib import Path

import pyoxigraph as ox

from benchmarks.generate import LABELS, generate, shipped

PREDICATE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")


def test_a_larger_graph_is_told_with_the_same_relations(tmp_path: Path) -> None:
    written, names = generate(tmp_path, 75_000, 6_500)
    made = list(ox.parse(path=tmp_path / "generated.nt", format=ox.RdfFormat.N_TRIPLES))
    told, _ = shipped()
    assert {triple.predicate for triple in made} == {triple.predicate for triple in told}
    assert {t.object for t in made if t.predicate == PREDICATE} == {t.object for t in told if t.predicate == PREDICATE}
    assert len(made) == written >= 75_000
    assert sum(triple.predicate.value in LABELS for triple in made) == names
