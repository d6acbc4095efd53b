"""Graphs of the shipped shape in any size: the same ontology, and more things, names, claims, figures and sources.

    python benchmarks/generate.py FOLDER TRIPLES NAMES [SEED]

Each entity, claim, figure and source of the shipped graph is laid down again and again under other IRIs and other
names, with its links kept among its own copy and, for one in four, led to another copy, so that classes, relations and
fan-out stay what they are. The same arguments give the same bytes.
"""

import random
import re
import sys
from collections import defaultdict
from pathlib import Path
from typing import Final

import pyoxigraph as ox

from msgraph import settings

LABELS: Final = {
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2004/02/skos/core#altLabel",
}
TYPE: Final = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
BROADER: Final = "http://www.w3.org/2004/02/skos/core#broader"
SYLLABLES: Final = re.findall("..", "bacedifoguhajekilomunaperisotuvawexiyozu") + re.findall(
    "...", "bradriflogruphastetro"
)
ELSEWHERE: Final = 0.25
"""So many links of a copy lead to another copy."""


def shipped() -> tuple[list[ox.Triple], set[str]]:
    """The triples of the shipped graph's folder, and the things that they tell of: those that they give a class.

    What the folder says of terms of the ontology (which terms elsewhere they match) makes no things of these: all
    copies are told with the same relations.
    """
    triples = [
        triple
        for file in sorted(settings.graph().glob("*.ttl"))
        for triple in ox.parse(path=file, format=ox.RdfFormat.TURTLE)
    ]
    return triples, {
        triple.subject.value
        for triple in triples
        if isinstance(triple.subject, ox.NamedNode) and triple.predicate == TYPE
    }


def name(number: int) -> str:
    """A word that no other number has."""
    parts: list[str] = []
    while number or not parts:
        number, rest = divmod(number, len(SYLLABLES))
        parts.append(SYLLABLES[rest])
    return "".join(parts)


def generate(folder: Path, triples: int, names: int, seed: int = 1) -> tuple[int, int]:
    """Write a graph of about so many triples and names; how many there are of each."""
    folder.mkdir(parents=True, exist_ok=True)
    model, own = shipped()
    dice = random.Random(seed)
    subjects: dict[str, list[ox.Triple]] = defaultdict(list)
    for triple in model:
        subjects[triple.subject.value].append(triple)  # type: ignore[union-attr]
    copied = [triple for subject in own for triple in subjects[subject]]
    per_copy = sum(triple.predicate.value in LABELS for triple in copied)
    copies = 1 + max(0, -(-(triples - len(model)) // len(copied)))
    wanted = max(0, names - per_copy)
    each = max(0, copies - 1)
    extra = max(0, wanted - each * per_copy)
    written = labels = 0
    with (folder / "generated.nt").open("w", encoding="utf-8") as file:
        for copy in range(copies):
            for subject, told in subjects.items():
                if copy and subject not in own:
                    continue
                if copy and written >= triples:
                    break
                labelled = labels < names
                for triple in told:
                    predicate, value = triple.predicate.value, triple.object
                    if predicate in LABELS:
                        if copy and not labelled:
                            continue
                        labels += 1
                        if copy and isinstance(value, ox.Literal):
                            value = ox.Literal(f"{value.value} {name(copy)}", language=value.language)
                    elif copy and isinstance(value, ox.NamedNode) and value.value in own:
                        there = copy
                        if predicate != BROADER and dice.random() < ELSEWHERE:
                            there = dice.randrange(copies)
                        value = ox.NamedNode(_copied(value.value, there))
                    line = ox.Triple(ox.NamedNode(_copied(subject, copy)), triple.predicate, value)
                    file.write(f"{line} .\n")
                    written += 1
        things = sorted(iri for iri in own if "/claim/" not in iri)
        for number in range(extra):
            thing = ox.NamedNode(_copied(things[number % len(things)], dice.randrange(copies)))
            label = ox.Literal(f"{name(number)} {name(number * 7 + 3)}", language="en")
            file.write(f"{ox.Triple(thing, ox.NamedNode(sorted(LABELS)[1]), label)} .\n")
        written, labels = written + extra, labels + extra
    return written, labels


def _copied(iri: str, copy: int) -> str:
    return f"{iri}_c{copy}" if copy else iri


if __name__ == "__main__":
    made = generate(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]) if len(sys.argv) > 4 else 1)
    print(f"{made[0]:,} triples, {made[1]:,} names")
