"""Questions to begin with: those that an ontology gives, or else some made of the links that a graph has most of.

>>> made("Ann", ("lends", "lend"), "saw")["Links"]
('What does Ann lend?', 'What lends saw?', 'Does Ann lend saw?')
"""

from typing import Final

from rdflib import URIRef

from msgraph import lookups
from msgraph.facts import Facts
from msgraph.wording import verb_of

LOOKED_AT: Final = 1_000
"""So many links of a relation are looked at for one to ask about."""

TOPICS: Final = {"links": "Links", "things": "Things"}
"""The headings of questions that are made."""


def examples(facts: Facts) -> dict[str, tuple[str, ...]]:
    """Questions by topic."""
    given: dict[str, list[str]] = {}
    for topic, question in facts.store.select(lookups.questions().text).rows:
        given.setdefault(str(topic), []).append(str(question))
    if given:
        return {topic: tuple(questions) for topic, questions in given.items()}
    for relation in sorted(
        facts.ontology.relations.values(), key=lambda each: (not each.claimed, each.derived, each.iri)
    ):
        verbs = verb_of(relation.label)
        if relation.kind != "thing" or relation.about_claims or verbs is None or verbs[0].split()[0] in _AUXILIARIES:
            continue
        found = facts.store.select(lookups.links([relation.iri]).text, rows=LOOKED_AT).rows
        things = [(s, o) for s, _, o in found if isinstance(s, URIRef) and isinstance(o, URIRef)]
        if things:  # a store gives them in any order
            subject, object_ = min(things)
            return made(facts.label(subject), verbs, facts.label(object_))
    return {}


_AUXILIARIES: Final = frozenset(("is", "was", "has", "does"))
"""Labels that begin so make clumsy questions."""


def made(subject: str, verbs: tuple[str, str], object_: str) -> dict[str, tuple[str, ...]]:
    """Questions about one link."""
    one, several = verbs
    return {
        TOPICS["links"]: (
            f"What does {subject} {several}?",
            f"What {one} {object_}?",
            f"Does {subject} {several} {object_}?",
        ),
        TOPICS["things"]: (f"What is {subject}?", f"Tell me about {object_}."),
    }
