"""English for a relation whose ontology gives none: the words that lie in its name.

A term is named as programmers name things: `hasPostalCode`, `operatedBy`, `min_price`, `lengthKm`, `dateOfOpening`. Such a name is a
short English phrase with known habits, and a few rules of word formation (Quirk et al., *A Comprehensive Grammar of the English
Language*, appendix I) turn it into what people say: who directs is the *director*, what has an *opening date* was *opened* then.
"""

import re
from collections.abc import Collection, Iterator
from typing import Protocol

from msgraph.function_words import PARTICLES, PREPOSITIONS
from msgraph.ontology import Relation

# fmt: off
SHORTENED = {
    "req": "required", "reqd": "required", "des": "desired", "pref": "preferred", "min": "minimum", "max": "maximum", "avg": "average", "num": "number of",
    "no": "number of", "nr": "number of", "cnt": "count", "qty": "quantity", "amt": "amount", "exp": "experience", "addr": "address", "tel": "telephone",
    "desc": "description", "dept": "department", "lang": "language", "org": "organization", "loc": "location", "cat": "category", "yr": "year", "yrs": "years",
    "dob": "date of birth", "pob": "place of birth", "temp": "temperature", "lat": "latitude", "pop": "population", "dist": "distance", 
    "mgr": "manager", "emp": "employee", "manuf": "manufacturer", "info": "information", "pct": "percentage", "perc": "percentage",
}
"""What programmers write short in the names of terms."""

UNITS = {
    "km": "kilometre", "kms": "kilometre", "m": "metre", "cm": "centimetre", "mm": "millimetre", "mi": "mile", "ft": "foot", "kg": "kilogram", "g": "gram",
    "lb": "pound", "lbs": "pound", "min": "minute", "mins": "minute", "minutes": "minute", "sec": "second", "secs": "second", "seconds": "second",
    "hrs": "hour", "hours": "hour", "days": "day", "months": "month", "years": "year", "eur": "euro", "usd": "dollar", "gbp": "pound", "euros": "euro",
    "dollars": "dollar", "litres": "litre", "liters": "litre", "kmh": "kilometre per hour", "mph": "mile per hour", "kw": "kilowatt", "mw": "megawatt",
    "ha": "hectare", "hectares": "hectare", "%": "percent", "h": "hour", "l": "litre", "t": "tonne", "tonnes": "tonne", "kwh": "kilowatt hour",
    "metres": "metre", "meters": "metre", "kilometres": "kilometre", "kilometers": "kilometre", "miles": "mile", "feet": "foot", "sqkm": "square kilometre",
}
"""What a number is counted in, as the last word of a name."""

WHOLE = frozenset("total full complete official main".split())
"""First words that say no more than which value of a sort is the proper one."""
AREAS = ("square kilometre", "square km", "square mile", "square metre", "unit of area")
"""What a density is given for, whichever it is."""

SORTS = frozenset("number name type value total code text title string amount label id no content".split())
"""Last words that say what sort of value there is, and no more: the rating number is the rating."""

TIMES = frozenset("date year day time month".split())
PLACES = frozenset("place location city country town state site area region venue".split())
WHERE = frozenset("in at through to from into within across over near".split())
"""Last words of relations that lead to places."""
CAUSES = frozenset("cause reason".split())
TOPICS = frozenset("topic subject theme keyword field discipline".split())
KINDS = frozenset("genre category type kind style form".split())
"""What things are called by, if they have one of these: a comedy has that genre."""

EVENTS = {
    "birth": "be born", "death": "die", "marriage": "marry", "wedding": "marry", "foundation": "found", "publication": "publish", "production": "produce",
    "construction": "construct", "completion": "complete", "destruction": "destroy", "discovery": "discover", "departure": "depart",
    "entry": "enter", "dissolution": "dissolve", "introduction": "introduce", "acquisition": "acquire", "sale": "sell", "burial": "bury",
    "growth": "grow", "flight": "fly", "loss": "lose", "beginning": "begin", "submission": "submit", "inception": "begin",
    "admission": "admit", "expiry": "expire", "delivery": "deliver", "diagnosis": "diagnose", "composition": "compose", "extinction": "die out",
}
"""Nouns for events that no ending leads back to their verbs."""
WITHOUT_OBJECT = frozenset("die start end begin open close arrive depart leave expire finish grow stop happen occur".split())
"""Verbs of events that befall a thing: it starts, and is not started."""
BEGUN = frozenset("open close found establish build release publish launch complete create form introduce bear die".split())
"""Verbs whose participle, as the name of a number, is the year when it was done."""
# fmt: on


DONE = {
    "author": ("write",),
    "architect": ("design",),
    "spouse": ("be married to",),
    "actor": ("act in", "play in", "star in", "appear in", "play"),
    "user": ("write", "post", "leave", "give"),
    "manufacturer": ("make", "build", "produce"),
    "reviewer": ("write", "post", "leave", "give"),
    "cast": ("act in", "play in", "star in", "appear in"),
}
"""What somebody does who is called so, where the noun is made of no verb or of others too."""
ROLES = frozenset("head chair captain host coach guide pilot judge mentor tutor".split())
"""Nouns for people that are, as they stand, verbs for what these do."""
AT = {
    "affiliation": ("work at", "work for", "be affiliated with", "be affiliated to"),
    "employer": ("work at", "work for"),
    "workplace": ("work at",),
    "residence": ("live in",),
    "hometown": ("live in", "come from"),
}
"""What somebody does at the place, or with the people, that is called so."""
SERVED = frozenset("food cuisine dish drink meal".split())
"""What a place serves that has one so called."""
STAGED = {"actor": ("star", "feature"), "cast": ("star", "feature")}
"""What is done with somebody who is called so: a film stars its actors."""
MEASURED = {
    "price": "cost",
    "cost": "cost",
    "fee": "cost",
    "weight": "weigh",
    "duration": "last",
    "salary": "pay",
    "wage": "pay",
    "pay": "pay",
    "value": "be worth",
}
"""The verb that is said with a number of this."""
OPPOSITE = {
    "child": "parent",
    "parent": "child",
    "employer": "employee",
    "predecessor": "successor",
    "successor": "predecessor",
}
"""What the other one is to somebody of whom one is this."""


class Verbs(Protocol):
    """What is needed of English."""

    def verbs(self, word: str) -> tuple[tuple[str, str], ...]:
        """The verbs that a word can be a form of: pairs of lemma and form (`base`, `s`, `past`, `ing`)."""

    def participle_of(self, word: str) -> str | None:
        """The verb of which a word is a participle, or None."""

    def is_verb(self, word: str) -> bool:
        """Whether English has this word as the base form of a verb."""

    def is_noun(self, word: str) -> bool:
        """Whether English has this noun, in the singular."""

    def is_adjective(self, word: str) -> bool:
        """Whether English has this adjective."""

    def past(self, verb: str) -> str:
        """The past participle of a verb."""


def is_year(label: str) -> bool:
    """Whether a number so called is a year.

    >>> is_year("release year"), is_year("opened"), is_year("length")
    (True, True, False)
    """
    last = label.lower().split()[-1]
    return last == "year" or last in YEARLY


YEARLY = frozenset("opened closed founded established built released published launched completed created".split())


class Forms(Verbs, Protocol):
    """What is needed of English to turn a sentence round."""

    def ing(self, verb: str) -> str:
        """The present participle of a verb."""

    def noun(self, word: str) -> str:
        """A noun in the singular."""


def turned(label: str, english: Forms) -> str:
    """What stands between the two ends of a relation when the second one is named first: things *are repelled by* others.

    >>> from msgraph.question import english
    >>> labels = ("capital", "in city", "helpers", "has snag", "lends", "flows through", "is part of", "uses language")
    >>> for label in (*labels, "is kept in", "was carried out by"):
    ...     print(turned(label, english()))
    is the capital of
    is the city of
    is among the helpers of
    is the snag of
    is lent by
    has flowing through it
    has as part
    is used as language by
    has kept in it
    carries out
    """
    first, *rest = words = label.split()
    if first in ("is", "are", "was", "were") and rest:
        return _turned_state(rest, english)
    if first in ("has", "have"):
        return f"is the {' '.join(rest)} of" if rest else "belongs to"
    if rest and first in PREPOSITIONS:
        return f"is the {' '.join(rest)} of"
    verb = next((lemma for lemma, form in english.verbs(first) if form == "s" and english.is_verb(lemma)), None)
    if verb is not None and not rest:
        return f"is {english.past(verb)} by"
    if verb is not None and rest[-1] in PREPOSITIONS:
        return f"has {' '.join([english.ing(verb), *rest])} it"
    if verb is not None:
        adverbs = next((place for place, word in enumerate(rest) if word not in PARTICLES), len(rest))
        done = " ".join([english.past(verb), *rest[:adverbs]])
        return f"is {done} as {' '.join(rest[adverbs:])} by" if rest[adverbs:] else f"is {done} by"
    if rest and rest[-1] in PREPOSITIONS:
        return _turned_state(words, english)
    return f"is among the {label} of" if english.noun(words[-1]) != words[-1].lower() else f"is the {label} of"


def _turned_state(words: list[str], english: Verbs) -> str:
    """The same of what something is: “part of”, “kept in”, “lent by”."""
    *state, last = words
    verb = english.participle_of(words[0])
    if not state or last not in PREPOSITIONS:
        return f"is what is {' '.join(words)}"
    if last == "by" and verb is not None and all(word in PARTICLES for word in state[1:]):
        ending = "es" if re.search(r"(s|x|z|ch|sh|o)$", verb) else "s"
        does = f"{verb[:-1]}ies" if re.search(r"[^aeiou]y$", verb) else verb + ending
        return " ".join([does, *state[1:]])
    return f"has as {' '.join(state)}" if last == "of" and verb is None else f"has {' '.join(words)} it"


def phrase(name: str) -> list[str]:
    """The words of a term's name, what is written short spelt out.

    >>> phrase("req degree"), phrase("num pages")
    (['required', 'degree'], ['number', 'of', 'pages'])
    """
    words = name.lower().split()
    if len(words) < 2:
        return words
    *before, last = words
    last = "number" if last in ("no", "nr", "num") else last if last in UNITS else SHORTENED.get(last, last)
    return [word for each in (*(SHORTENED.get(each, each) for each in before), last) for word in each.split()]


def agent_verb(noun: str, english: Verbs) -> str | None:
    """The verb for what somebody does who is called so: a director directs; None where the noun is not made of a verb.

    >>> from msgraph.question import english
    >>> [agent_verb(noun, english()) for noun in ("director", "publisher", "runner", "river")]
    ['direct', 'publish', 'run', None]
    """
    if not noun.endswith(("er", "or")) or len(noun) < 6:
        return None
    stem = noun[:-2]
    choices = [stem, stem + "e"] + ([stem[:-1]] if stem[-1] == stem[-2] else [])
    return next((verb for verb in choices if english.is_verb(verb) and verb not in PARTICLES | PREPOSITIONS), None)


def agent_noun(verb: str, english: Verbs) -> str | None:
    """What somebody is called who does what a verb says, None where English has no word for that.

    >>> from msgraph.question import english
    >>> [agent_noun(verb, english()) for verb in ("supervise", "own", "run", "prevent", "be")]
    ['supervisor', 'owner', 'runner', None, None]
    """
    stem = verb.removesuffix("e")
    british = re.sub("iz$", "is", stem)
    choices = (f"{stem}er", f"{stem}or", f"{british}er", f"{british}or", f"{verb}{verb[-1]}er")
    return next((noun for noun in choices if len(verb) > 2 and english.is_noun(noun)), None)


def event_verb(noun: str, english: Verbs) -> str | None:
    """The verb for what happens in an event of this name, with *be* where it is said so; None where there is none.

    >>> from msgraph.question import english
    >>> [event_verb(noun, english()) for noun in ("release", "founding", "establishment", "birth", "creation", "house")]
    ['release', 'found', 'establish', 'be born', 'create', None]
    """
    if noun in EVENTS:
        return EVENTS[noun]
    lemma = next(
        (verb for verb, form in english.verbs(noun) if form in ("ing", "past") and english.is_verb(verb)), None
    )
    if lemma is not None:
        return lemma
    for suffix, endings in (
        ("ation", ("e", "", "ate")),
        ("tion", ("t", "te")),
        ("sion", ("d", "de", "s")),
        ("ment", ("",)),
        ("al", ("e", "")),
        ("ance", ("", "e")),
    ):
        if noun.endswith(suffix) and len(noun) > len(suffix) + 2:
            stem = noun[: -len(suffix)]
            found = next((stem + ending for ending in endings if english.is_verb(stem + ending)), None)
            if found is not None:
                return found
    return noun if noun in _HAPPENINGS and english.is_verb(noun) else None


_HAPPENINGS = frozenset(
    "release launch start end open close post issue debut finish visit update award crash order purchase move build print "
    "discharge hire service download view click play share like vote".split()
)
"""Nouns that are verbs as they stand, and name an event."""


def said_of_much(noun: str, english: Verbs) -> str | None:
    """The adjective that a high value of what is called so makes true: what has much severity is severe.

    >>> from msgraph.question import english
    >>> [said_of_much(noun, english()) for noun in ("severity", "density", "hardness", "city", "business")]
    ['severe', 'dense', 'hard', None, 'busy']
    """
    for suffix, endings in (("ity", ("", "e")), ("iness", ("y",)), ("ness", ("",))):
        stem = noun.removesuffix(suffix)
        if stem != noun and len(stem) > 2:
            return next((stem + ending for ending in endings if english.is_adjective(stem + ending)), None)
    return None


def rated(noun: str, english: Verbs) -> str | None:
    """The verb for giving a thing a number that is called so: a rating rates; None where the noun is not made of a verb.

    >>> from msgraph.question import english
    >>> rated("average rating", english()), rated("ceiling", english()), rated("price", english())
    ('rate', None, None)
    """
    last = noun.split()[-1] if noun else ""
    found = [verb for verb, form in english.verbs(last) if form == "ing" and english.is_verb(verb)]
    return max(found, key=len, default=None)


def guessed_words(relation: Relation, english: Verbs, taken: Collection[str] = ()) -> list[tuple[str, str]]:
    """The words of a relation, pairs of a role of `ROLES` and a phrase, from its labels.

    `taken`: names of classes and other relations, which a shortened name does not take from them.
    """
    found: list[tuple[str, str]] = []
    for label in dict.fromkeys((relation.label, *relation.other_labels)):
        bare, unit = _unit_aside(label)
        words = phrase(bare)
        if words:
            found += _of_phrase(words, relation, english)
        if relation.kind == "number":
            found += [("unit", each) for each in dict.fromkeys((unit, UNITS.get(unit, unit))) if each]
    full = {text for _, text in found}
    for role, text in tuple(found):
        if role == "objectNoun":
            found += [(role, short) for short in _shorter(text, relation) if short not in taken and short not in full]
    return list(dict.fromkeys(found))


def flag_words(relation: Relation, english: Verbs) -> list[tuple[str, str]]:
    """What a thing is, has or does of which the relation says yes, as pairs of a role and a phrase.

    >>> from rdflib import URIRef
    >>> from msgraph.ontology import Relation
    >>> from msgraph.question import english
    >>> [flag_words(Relation(URIRef("urn:a"), label), english()) for label in ("is open", "has parking", "takes cards")]
    [[('value', 'open')], [('value', 'parking')], [('verb', 'take cards')]]
    """
    found = []
    for words in (label.lower().split() for label in (relation.label, *relation.other_labels)):
        first = next((verb for verb, form in english.verbs(words[0]) if form == "s" and english.is_verb(verb)), None)
        if len(words) > 1 and words[0] in FLAGGED:
            found.append(("value", " ".join(words[1:])))
        elif len(words) > 1 and first is not None:
            found.append(("verb", " ".join((first, *words[1:]))))
        else:
            found.append(("value", " ".join(words)))
    return found


FLAGGED = frozenset(("is", "are", "was", "has", "have"))


def _unit_aside(label: str) -> tuple[str, str]:
    """A label without what stands in brackets at its end, and that, lower case.

    >>> _unit_aside("height (cm)")
    ('height', 'cm')
    """
    found = re.fullmatch(r"(.+?)\s*[(\[]\s*(.+?)\s*[)\]]", label)
    return (found[1], found[2].lower()) if found else (label, "")


def _of_phrase(words: list[str], relation: Relation, english: Verbs) -> Iterator[tuple[str, str]]:
    """What one name gives.

    A name that begins with *is* or with a participle is a verb said with *be*, one that begins with a verb is that verb, any other
    a noun for what the relation leads to ("capital"; "has capital").
    """
    thing = relation.kind == "thing"
    first, last = words[0], words[-1]
    if first in ("is", "be", "was", "are") and len(words) > 1:
        if thing and len(words) > 3 and words[1] in PREPOSITIONS and last in PREPOSITIONS:
            # To be in charge of.
            yield "verb", " ".join(("be", *words[1:]))
        elif len(words) > 2 and (words[1] in PREPOSITIONS or (thing and words[-2] in PREPOSITIONS)):
            yield from _of_phrase(words[1:], relation, english)
        else:
            said = "verb" if last in PREPOSITIONS or thing else "objectNoun"
            yield said, " ".join(("be", *words[1:]))
        return
    if first in ("has", "have") and len(words) > 1:
        yield from _noun(words[1:], relation, english)
        return
    if len(words) > 1 and first in PREPOSITIONS:
        yield "objectNoun", " ".join(words[1:])
        return
    lemma = english.participle_of(first)
    if relation.kind == "date" and first in EARLIEST and len(words) > 1:
        yield "objectNoun", " ".join(words)
        yield from _of_phrase(words[1:], relation, english)
        return
    if len(words) == 1 and lemma and (relation.kind == "date" or (relation.kind == "number" and lemma in BEGUN)):
        said = "be born" if first == "born" else lemma if lemma in WITHOUT_OBJECT else f"be {first}"
        yield from (("verb", f"{said} {preposition}") for preposition in ("in", "on", "at"))
        return
    if len(words) > 1 and lemma and (lemma != first or first.endswith(("d", "n", "t"))) and last in PREPOSITIONS:
        if thing or relation.kind == "date":
            yield "verb", f"be {' '.join(words)}"
            if last == "by":
                yield "inverseVerb", lemma
            else:
                yield "verb", " ".join((lemma, *words[1:]))
        else:
            yield "objectNoun", " ".join(words)
            if relation.kind == "number":
                yield "verb", f"be {' '.join(words)}"
        return
    if thing and len(words) > 2 and lemma and words[1] in PREPOSITIONS:
        yield "verb", f"be {' '.join(words[:2])}"
        yield "objectNoun", " ".join(words[2:])
        return
    third = [verb for verb, form in english.verbs(first) if form == "s" and english.is_verb(verb)]
    if thing and last == "of" and len(words) > 1 and not third:
        yield "subjectNoun", " ".join(words[:-1])
        yield "verb", f"be {' '.join(words)}"
        if words == ["part", "of"]:
            yield "verb", "belong to"
        if (verb := words[-2] if words[-2] in ROLES else agent_verb(words[-2], english)) is not None:
            yield "verb", verb
        return
    if relation.kind == "number" and len(words) == 2 and (done := english.participle_of(last)) and first.endswith("s"):
        # Copies sold: it sold so many copies.
        yield from (("verb", done), ("objectNoun", " ".join(words)), ("objectNoun", first))
        return
    if third and len(words) == 1 and relation.kind == "number":
        yield "verb", third[0]
    if third and (thing or len(words) > 1) and (thing or words[1] != "of"):
        yield "verb", " ".join((third[0], *words[1:]))
        if len(words) == 1 and thing:
            yield "objectNoun", third[0]
            if (agent := agent_noun(third[0], english)) is not None:
                yield "subjectNoun", agent
        if len(words) > 1 and last not in PREPOSITIONS | PARTICLES:
            tail = next((at for at in range(1, len(words)) if words[at] not in PREPOSITIONS | PARTICLES), len(words))
            yield "verb", " ".join((third[0], *words[1:tail]))
            yield "objectNoun", " ".join(words[tail:])
        return
    if len(words) > 1 and last in PREPOSITIONS and english.is_verb(first) and thing:
        yield "verb", " ".join(words)
        return
    if len(words) > 1 and thing and last in PREPOSITIONS and english.is_adjective(words[-2]):
        # Susceptible to: what something is with regard to another.
        yield "verb", f"be {' '.join(words)}"
        return
    yield from _noun(words, relation, english)


def _noun(words: list[str], relation: Relation, english: Verbs) -> Iterator[tuple[str, str]]:
    """What a noun phrase gives, and the verbs in it."""
    thing = relation.kind == "thing"
    if len(words) > 1 and words[-1] == "of":
        yield "subjectNoun", " ".join(words[:-1])
        return
    if relation.kind == "number" and len(words) > 1 and words[-1] in UNITS:
        yield from (("unit", words[-1]), ("unit", UNITS[words[-1]]))
        yield from _noun(words[:-1], relation, english)
        return
    yield "objectNoun", " ".join(words)
    if relation.kind in ("thing", "text") and not SERVED.isdisjoint(words):
        yield from (("verb", "serve"), ("verb", "offer"))
    if relation.kind == "number" and words[-1] in MEASURED:
        yield "verb", MEASURED[words[-1]]
    if relation.kind == "number" and len(words) > 1 and words[-1] == "count":
        yield "objectNoun", f"number of {' '.join(words[:-1])}"
    elif relation.kind == "number" and (head := _head(words)).endswith("s") and not head.endswith(("ss", "us", "is")):
        yield "objectNoun", f"number of {' '.join(words)}"
    if relation.kind == "number" and len(words) > 1 and words[-1] == "density":
        yield from (("objectNoun", f"{' '.join(words[:-1])} per {unit}") for unit in AREAS)
    if thing and len(words) == 1:
        ing = next((verb for verb, form in english.verbs(words[0]) if form == "ing" and english.is_verb(verb)), None)
        if ing is not None:
            yield from (("verb", ing), ("inverseVerb", ing), ("inverseVerb", f"{ing} in"))
    if thing and (verb := agent_verb(words[-1], english)) is not None:
        yield "inverseVerb", verb
    if thing or relation.kind == "text":
        for verb in DONE.get(words[-1], ()):
            yield "verb" if verb.startswith("be ") else "inverseVerb", verb
    if thing and len(words) == 1 and words[0] in ROLES:
        yield "inverseVerb", words[0]
    if thing:
        yield from (("verb", verb) for verb in (*STAGED.get(words[-1], ()), *AT.get(words[-1], ())))
    if thing and len(words) == 1 and words[0] in OPPOSITE:
        yield "subjectNoun", OPPOSITE[words[0]]
    counted = thing or relation.kind == "number"
    if len(words) > 1 and (lemma := english.participle_of(words[0])) and counted and lemma != words[0]:
        yield "verb", lemma
        yield "objectNoun", " ".join(words[1:])
    yield from _event(words, relation, english)


EARLIEST = frozenset(("first", "originally", "initially", "last", "lastly"))
"""What says of a date that nothing like it was before, or after."""


def _head(words: list[str]) -> str:
    """The word that the others narrow: "lines" of "lines of code"."""
    return words[words.index("of", 1) - 1] if "of" in words[1:] else words[-1]


def _event(words: list[str], relation: Relation, english: Verbs) -> Iterator[tuple[str, str]]:
    """What is said of an event whose time, place or cause the relation gives: the opening date, the place of birth."""
    if len(words) == 2:
        event, sort = words
        if event in TIMES | PLACES | CAUSES:
            event, sort = sort, event
    elif len(words) == 3 and words[1] == "of":
        sort, _, event = words
    else:
        return
    dated = relation.kind in ("date", "number") and sort in TIMES
    placed = relation.kind in ("thing", "text") and sort in PLACES
    caused = relation.kind in ("thing", "text") and sort in CAUSES
    verb = event_verb(event, english) if dated or placed or caused else None
    if verb is None:
        return
    if placed:
        yield "objectNoun", f"{event} place"
        yield "objectNoun", f"place of {event}"
    if dated:
        yield "objectNoun", f"date of {event}"
        yield "objectNoun", f"{event} {sort}"
    prepositions = ("in", "on", "at") if dated else ("in", "at") if placed else ("of", "from")
    passive = verb if verb.startswith("be ") else f"be {english.past(verb)}"
    for preposition in prepositions:
        if verb in WITHOUT_OBJECT:
            yield "verb", f"{verb} {preposition}"
        yield "verb", f"{passive} {preposition}"


def _shorter(noun: str, relation: Relation) -> Iterator[str]:
    """Shorter names for the same: without the word for the sort of value, or for a whole."""
    words = noun.split()
    if len(words) > 2 and words[1] == "of" and words[0].removesuffix("s") in TIMES:
        yield " ".join(words[2:])
    if len(words) < 2 or (relation.kind == "thing" and words[-1] not in ("name", "type")):
        return
    if words[-1] in SORTS and words[-2] != "of":
        yield " ".join(words[:-1])
    if words[0] in WHOLE:
        yield " ".join(words[1:])
    if words[-1] == "name":
        yield "name"
