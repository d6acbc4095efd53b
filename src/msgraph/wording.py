"""Plan -> one English phrase that says how a question was understood; the twin of `sparql`.

Things and relations go by the labels that the ontology gives them; the grammar around them is English and nothing else.
Two plans that ask for different things read differently: where a phrase could lean on either of two others it stands in
brackets.

>>> from rdflib import Namespace
>>> from msgraph.plan import Linked, List, Step, Thing
>>> EX = Namespace("http://example.org/")
>>> words = {EX.Tool: "power tool", EX.lends: "lends", EX.ann: "Ann"}
>>> lent = Linked(Step((EX.lends,), inverse=True), Thing(EX.ann))
>>> describe(List(Both((Kind((EX.Tool,)), lent))), words.__getitem__)
'power tools that Ann lends'
"""

import re
from collections.abc import Callable, Iterable, Sequence
from typing import assert_never

from rdflib import Literal, URIRef

from msgraph.function_words import PREPOSITIONS
from msgraph.plan import (
    MOST_FIRST,
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
    Measure,
    NumberOf,
    Operator,
    Paths,
    Plan,
    Quantity,
    Set,
    Share,
    Standing,
    Step,
    Subclasses,
    Table,
    Thing,
    Total,
    Truth,
    Under,
    Value,
    ValueOf,
    Without,
)
from msgraph.vocabulary import RDF

Label = Callable[[URIRef], str]
"""Gives the English name of a thing, a class or a relation."""

Noun = Callable[[URIRef], str | None]
"""Gives the noun of a relation that is no verb."""

Implied = Callable[[Step], str | None]
"""Gives the name of the class that all things have from which a step leads anywhere; None if there is no such class."""

Inverse = Callable[[URIRef], str | None]
"""Gives the verb of a relation the other way round (“evaluates” for “was evaluated by”), None where there is none."""

Several = Callable[[URIRef], bool]
"""Whether a thing is a kind of which there are several, so that its name can stand in the plural."""

_OPERATORS: dict[Operator, str] = {
    "=": "exactly",
    "!=": "other than",
    "<": "fewer than",
    "<=": "at most",
    ">": "more than",
    ">=": "at least",
}
_SYMBOLS: dict[Operator, str] = {
    "=": "is",
    "!=": "is not",
    "<": "is below",
    "<=": "is at most",
    ">": "is above",
    ">=": "is at least",
}
_TOTALS = {"sum": "total", "avg": "average", "min": "lowest", "max": "highest"}
_LEAVING = re.compile(r"(\w+|(?:is|was|are|were) \w+(?:d|t|n)) (?!of$)(\w+)")
"""A verb, or a participle, with the one preposition that its object takes."""
_STANDINGS: dict[Standing, str] = {
    "supported": "",
    "refuted": " (as claims deny)",
    "disputed": " (as some claims say and others deny)",
    "any": " (whether claims say so or deny it)",
}


def describe(
    plan: Plan,
    label: Label,
    noun: Noun | None = None,
    several: Several | None = None,
    implied: Implied | None = None,
    inverse: Inverse | None = None,
    source: URIRef | None = None,
) -> str:
    """What a plan asks for; the parameters are those of `Words`."""
    return Words(label, noun, several, implied, inverse, source).plan(plan)


def conjoined(words: Sequence[str], word: str = "and") -> str:
    """Words in a row.

    >>> conjoined(["a"]), conjoined(["a", "b"], "or"), conjoined(["a", "b", "c"])
    ('a', 'a or b', 'a, b and c')
    """
    return f"{', '.join(words[:-1])} {word} {words[-1]}" if len(words) > 1 else "".join(words)


_UNCHANGED = frozenset(("series", "species", "evidence"))


def plural(noun: str) -> str:
    """The plural of a noun phrase.

    >>> [plural(noun) for noun in ("cell", "body", "synthesis", "way of working", "gray goose", "key (of a lock)")]
    ['cells', 'bodies', 'syntheses', 'ways of working', 'gray geese', 'keys (of a lock)']
    """
    found = re.search(r" of | \(", noun)
    head, rest = (noun[: found.start()], noun[found.start() :]) if found else (noun, "")
    before, space, word = head.rpartition(" ")
    if word.lower() in _UNCHANGED:
        ending = head
    elif word.lower() in _IRREGULAR:
        ending = before + space + _IRREGULAR[word.lower()]
    elif re.search(r"[a-z]sis$", head):
        ending = f"{head[:-2]}es"
    elif re.search(r"(s|x|z|ch|sh)$", head):
        ending = f"{head}es"
    elif re.search(r"[^aeiou]y$", head):
        ending = f"{head[:-1]}ies"
    else:
        ending = f"{head}s"
    return ending + rest


_IRREGULAR = {
    "man": "men",
    "woman": "women",
    "child": "children",
    "tooth": "teeth",
    "foot": "feet",
    "goose": "geese",
    "knife": "knives",
    "life": "lives",
    "leaf": "leaves",
    "wolf": "wolves",
    "shelf": "shelves",
    "half": "halves",
    "thief": "thieves",
    "phenomenon": "phenomena",
    "criterion": "criteria",
}

_OWNED = re.compile(r"has (?:an? |the )?(\w.*)")

_FIRST_WORDS = {"is": "are", "was": "were", "has": "have", "does": "do"}


def verb_of(label: str) -> tuple[str, str] | None:
    """A relation's label as a verb for one subject and for several; None where it is no verb but names a property.

    >>> verb_of("carries"), verb_of("is part of"), verb_of("reaches"), verb_of("lies in"), verb_of("year")
    (('carries', 'carry'), ('is part of', 'are part of'), ('reaches', 'reach'), ('lies in', 'lie in'), None)
    >>> verb_of("located in"), verb_of("capital of")
    (('is located in', 'are located in'), ('is capital of', 'are capital of'))
    """
    first, space, rest = label.partition(" ")
    if first in _FIRST_WORDS:
        base = _FIRST_WORDS[first]
    elif re.search(r"..[^aeiou]ies$|^[^aeiou]{2}ies$", first):
        base = f"{first[:-3]}y"
    elif re.search(r"(ss|x|z|ch|sh)es$", first):
        base = first[:-2]
    elif re.search(r"[^s]s$", first) and (space or not first[0].isupper()):
        base = first[:-1]
    elif rest.split(" ")[-1] in PREPOSITIONS:
        return f"is {label}", f"are {label}"
    else:
        return None
    return label, base + space + rest


def value_text(literal: Literal) -> str:
    """A literal as a sentence shows it: a number bare, a text in quotation marks.

    >>> value_text(Literal(5)), value_text(Literal("Ann"))
    ('5', '“Ann”')
    """
    return str(literal) if literal.datatype is not None and not isinstance(literal.value, str) else f"“{literal}”"


def _place(number: int) -> str:
    """A place in a row.

    >>> _place(2), _place(4), _place(12)
    ('2nd', '4th', '12th')
    """
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _counts(noun: str) -> bool:
    """Whether a property's noun is a plural, so that its value is a number of those: “participants”."""
    return bool(re.search(r"[^s]s$", noun)) and noun not in _UNCHANGED


def _simple(of: Set) -> bool:
    """Whether a set's phrase has no clause of its own that a later word could be taken to belong to."""
    match of:
        case Anything() | Thing() | Value() | Kind() | Under() | Subclasses():
            return True
        case Claims(subject=Anything(), relations=(), object=Anything(), where=()):
            return True
        case _:
            return False


class Words:
    """Phrases for plans and sets, in the words of one ontology.

    `noun` gives the noun of a relation that is read as a property (“whose year is 2021”) and None for one that is read
    as a verb; where it is left out the label decides. `source` is the relation from a claim to who says so.
    """

    def __init__(
        self,
        label: Label,
        noun: Noun | None = None,
        several: Several | None = None,
        implied: Implied | None = None,
        inverse: Inverse | None = None,
        source: URIRef | None = None,
    ) -> None:
        self.label, self.source = label, source
        self._implied = implied or (lambda step: None)
        self._several = several or (lambda thing: False)
        self._inverse = inverse or (lambda relation: None)
        self._noun = noun or (lambda relation: None if verb_of(label(relation)) else label(relation))

    def many(self, of: Set) -> bool:
        """Whether a set's phrase takes a verb in the plural."""
        return self._several(of.iri) if isinstance(of, Thing) else not isinstance(of, Value)

    # --- plans

    def plan(self, plan: Plan) -> str:
        """What a plan asks for."""
        match plan:
            case List(of):
                return self.things(of)
            case Table(of, columns):
                return f"{self.things(of)} with their {conjoined([self.noun(step) for step in columns])}"
            case Grouped():
                return self.grouped(plan)
            case Count(of):
                return f"the number of {self.things(of)}"
            case Total(of, step, how):
                return f"the {_TOTALS[how]} {self.noun(step)} of {self.things(of)}"
            case Share(of, part):
                return f"the percentage of {self.things(of)} {self.clause(part)}"
            case Truth():
                return f"whether {self.truth(plan)}"
            case Define(thing):
                return f"the definition of {self.label(thing)}"
            case Describe(thing):
                return f"all that is known about {self.label(thing)}"
            case Paths(start, end, 1):
                return f"the relation between {self.inner(start)} and {self.inner(end)}"
            case Paths(start, end, hops):
                return f"the chains of links from {self.inner(start)} to {self.inner(end)}, of at most {hops} steps"
            case Compare(things, steps):
                about = f"the {conjoined([self.noun(step) for step in steps])} of " if steps else ""
                return f"the comparison of {about}{conjoined([self.label(thing) for thing in things])}"
            case Evidence(claims, strongest):
                return f"the {'strongest ' if strongest else ''}evidence {self.case_for(claims)}"
            case Quantity(Claims(standing="any", relations=(_, *_)) as claims, ()):
                return f"by how much {self.statement(claims)}{self.narrowed(claims.where)}"
            case Quantity(claims, measures):
                return f"the figures {self.measured(claims, measures)}"
            case _:
                assert_never(plan)

    def measured(self, claims: Set, measures: tuple[str, ...]) -> str:
        """Claims and measures, as what follows “the figures”."""
        named = f"the {conjoined([word.replace('_', ' ') for word in measures])} of " if measures else ""
        about = [
            part.to for part in (claims.parts if isinstance(claims, Both) else (claims,)) if isinstance(part, Linked)
        ]
        if not isinstance(claims, Both | Linked) or len(about) < len(
            claims.parts if isinstance(claims, Both) else (claims,)
        ):
            return f"{f'for {named}' if named else 'of '}{self.things(claims)}"
        return f"for {named}{conjoined([self.inner(part) for part in about])}"

    def grouped(self, plan: Grouped) -> str:
        """Members for each group: “for each herb, which insects it attracts”."""
        noun = self.property(plan.step)
        if plan.values is not None:
            value, clause = self.noun(plan.values), self.object_clause(plan.step, "it", plan.members, plan.where)
            return f"for each {self.each(plan.groups)}, the {_TOTALS[plan.how]} {value} of {clause}"
        if isinstance(plan.groups, Anything) and noun and plan.step.inverse:
            number = "the number of " if plan.counted else ""
            return f"{number}{self.inner(plan.members)} per {noun}{self.narrowed(plan.where)}"
        wanted = "how many" if plan.counted else "which"
        clause = self.object_clause(plan.step, "it", plan.members, plan.where)
        return f"for each {self.each(plan.groups)}, {wanted} {clause}"

    def each(self, of: Set) -> str:
        """A noun phrase for one member of a set: “herb that attracts bees”."""
        match of:
            case Kind((cls,)):
                return self.label(cls)
            case Linked() | Compared():
                return f"{self.head(of)} {self.clause(of, many=False)}"
            case _:
                return f"of the {self.things(of)}"

    def truth(self, plan: Truth) -> str:
        """What is to be true, as a statement."""
        if plan.also and (told := self._told_of_each(plan)) is not None:
            return told
        facts = [("it is not true that " if each.negated else "") + self.fact(each.of) for each in (plan, *plan.also)]
        return " and whether ".join(facts)

    def _told_of_each(self, plan: Truth) -> str | None:
        """One statement of several subjects, where they are said to be or do the same."""
        if any(each.negated for each in (plan, *plan.also)):
            return None
        return self._together([each.of for each in (plan, *plan.also)], "and")

    def _together(self, sets: Sequence[Set], word: str) -> str | None:
        """A statement that each (or, by “or”, any) of some sets has a member, where only their subjects differ."""
        told = [found for of in sets if (found := _told(of)) is not None]
        if not told or len(told) < len(sets) or any(rest != told[0][1] for _, rest in told):
            return None
        subjects, rest = [subject for subject, _ in told], told[0][1]
        names = conjoined([self.things(Thing(subject.iri)) for subject in subjects], word)
        if isinstance(rest, Linked) and rest.step.inverse and self.property(rest.step) is None:
            many = not isinstance(rest.to, Anything) and self.many(rest.to)
            if self.turned(rest.step, many=many) is None and word == "and" and len(subjects) > 1:
                return None
            if self.turned(rest.step, many=many) is None:
                doer = "something" if isinstance(rest.to, Anything) else self.inner(rest.to)
                verb = self.verbs(rest.step.relations, many=many)
                return f"{doer} {verb} {names}{self.qualified(rest.where, rest.standing)}"
        return f"{names} {self.predicate(rest, many=(len(subjects) > 1 and word == 'and') or self.many(subjects[0]))}"

    def case_for(self, claims: Set) -> str:
        """Claims, as what follows “the evidence”."""
        match claims:
            case Claims(relations=(_, *_), standing=standing, where=where):
                said = {
                    "supported": "that",
                    "refuted": "against the claim that",
                    "disputed": "for and against the disputed claim that",
                    "any": "for and against the claim that",
                }[standing]
                return f"{said} {self.statement(claims)}{self.narrowed(where)}"
            case Claims(subject, (), object_, where=where) if claims.either_way and not isinstance(object_, Anything):
                return f"on {self.inner(subject)} and {self.inner(object_)}{self.narrowed(where)}"
            case Linked(Step(relations, False), to) if RDF.subject in relations:
                return f"on {self.inner(to)}"
            case Either(members) if all(isinstance(part, Claims) and part.relations for part in members):
                return conjoined([self.case_for(part) for part in members], "or")
            case _:
                return f"in {self.things(claims)}"

    # --- noun phrases

    def head(self, of: Set) -> str:
        """The noun, in the singular, for a member of a set told by clauses: its class if that is known, or “thing”."""
        match of:
            case Kind((cls,)):
                return self.label(cls)
            case Linked(step):
                return self._implied(step) or "thing"
            case Compared(ValueOf((step, *_))) | Compared(NumberOf(step)):
                return self._implied(step) or "thing"
            case Both(members):
                heads = [self.head(part) for part in sorted(members, key=lambda part: not isinstance(part, Kind))]
                return next((head for head in heads if head != "thing"), "thing")
            case Without(rest) | Extreme(rest):
                return self.head(rest)
            case Claims():
                return "claim"
            case _:
                return "thing"

    def things(self, of: Set) -> str:
        """A noun phrase for the members of a set."""
        match of:
            case Anything():
                return "things"
            case Thing(iri, below):
                if self._several(iri):
                    return plural(self.label(iri)) + ("" if below else " themselves")
                return self.label(iri) + ("" if below else " itself")
            case Under(iri, above, direct):
                name = self.label(iri)
                if above:
                    return f"what {name} is {'directly ' if direct else ''}a kind of"
                return f"{'direct ' if direct else ''}kinds of {name}"
            case Kind(classes):
                return conjoined([plural(self.label(cls)) for cls in classes], "or")
            case Subclasses(cls):
                return f"kinds of {self.label(cls)}"
            case Value(literal):
                return value_text(literal)
            case Linked():
                return self.linked(of)
            case Both(members):
                return self.both(members)
            case Either(members):
                return conjoined(list(dict.fromkeys(self.inner(part) for part in members)), "or")
            case Without(Linked(step) as rest, Linked(again, to)) if again == step and to == rest:
                return f"nearest {self.linked(rest)}"
            case Without(Extreme(whole, measure, most, count), Extreme() as ahead) if count > 1 and ahead == Extreme(
                whole, measure, most, count - 1
            ):
                place = self.best(measure, most).replace("the ", f"the {_place(count)} ", 1)
                if _simple(whole):
                    return f"the {self.things(whole)} {place}"
                return f"of the {self.things(whole)}, the ones {place}"
            case Without(Anything()):
                return f"things {self.clause(of)}"
            case Without(rest, less):
                return self.both((*(rest.parts if isinstance(rest, Both) else (rest,)), Without(Anything(), less)))
            case Claims():
                return self.claims(of)
            case Compared():
                return f"{plural(self.head(of))} {self.clause(of)}"
            case Extreme(Linked(step, Anything(), ()), NumberOf(other, among, ()), most, 1) if (
                step == other and step.inverse and (noun := self.property(step))
            ):
                owners = f"the {'most' if most else 'fewest'} {self.inner(among)}"
                return f"the {noun if _counts(noun) else plural(noun)} of {owners}"
            case Extreme(whole, measure, most, count) if count == MOST_FIRST:
                return f"the {self.things(whole)}, those {self.best(measure, most).removeprefix('the ')} first"
            case Extreme(whole, measure, most, count):
                several = f"{count} " if count > 1 else ""
                if _simple(whole):
                    return f"the {several}{self.things(whole)} {self.best(measure, most)}"
                return f"of the {self.things(whole)}, the {several}ones {self.best(measure, most)}"
            case _:
                assert_never(of)

    def inner(self, of: Set) -> str:
        """A noun phrase inside another: in brackets where what follows could be taken to belong to it."""
        return self.things(of) if _simple(of) else f"({self.things(of)})"

    def linked(self, of: Linked) -> str:
        """What a step leads to or comes from, as a noun phrase."""
        if RDF.subject in of.step.relations and not of.step.inverse:
            return f"claims {self.clause(of)}"
        noun = self.property(of.step)
        if of.step.inverse and noun:
            several = noun if _counts(noun) else plural(noun)
            owner = "" if isinstance(of.to, Anything) else f" of {self.inner(of.to)}"
            return f"{several}{owner}{self.qualified(of.where, of.standing)}"
        return f"{plural(self.head(of))} {self.clause(of)}"

    def both(self, members: tuple[Set, ...]) -> str:
        """A noun with its clauses: the first part that can be named so, then the others."""
        order = sorted(range(len(members)), key=lambda place: (_nounlike(members[place]), place))
        head = members[order[0]] if order else Anything()
        if _nounlike(head) > 1:
            noun, rest = plural(self.head(Both(members))), list(members)
        else:
            noun, rest = self.inner(head), [members[place] for place in sorted(order[1:])]
            if isinstance(head, Thing) and head.below and not self.many(head):
                noun = f"kinds of {noun}"
        # A thing and a class can bear one name.
        clauses = [clause for part in rest if (clause := self.clause(part)) != f"that are {noun}"]
        return f"{noun} {' and '.join(clauses)}".rstrip()

    def claims(self, of: Claims) -> str:
        """A noun phrase for claims."""
        whose = self.where(of.where)
        that = {
            "supported": "that",
            "refuted": "denying that",
            "disputed": "for and against that",
            "any": "on whether",
        }[of.standing]
        if (isinstance(of.subject, Anything) or of.either_way) and isinstance(of.object, Anything) and not of.relations:
            kind = {
                "supported": "claims",
                "refuted": "denials",
                "disputed": "disputed claims",
                "any": "claims and denials",
            }
            about = "" if isinstance(of.subject, Anything) else f" about {self.inner(of.subject)}"
            return f"{kind[of.standing]}{about}{whose}"
        if not of.relations:
            subject = "something" if isinstance(of.subject, Anything) else self.inner(of.subject)
            object_ = "something" if isinstance(of.object, Anything) else self.inner(of.object)
            also = {"refuted": " by denying it", "disputed": " in dispute", "any": ", for or against", "supported": ""}[
                of.standing
            ]
            if isinstance(of.object, Anything) and of.standing == "refuted":
                return f"claims that deny what {subject} {'are' if self.many(of.subject) else 'is'} said to do{whose}"
            if isinstance(of.object, Anything):
                return f"claims about what {subject} {'are' if self.many(of.subject) else 'is'} said to do{also}{whose}"
            if isinstance(of.subject, Anything):
                return f"claims about what is said to act on {object_}{also}{whose}"
            return f"claims that link {subject} {'and' if of.either_way else 'to'} {object_}{also}{whose}"
        turned = " (or the other way round)" if of.either_way else ""
        return f"claims {that} {self.statement(of)}{turned}{whose}"

    def statement(self, of: Claims) -> str:
        """What claims with such relations say."""
        anyone, anything = isinstance(of.subject, Anything), isinstance(of.object, Anything)
        subject = "something" if anyone else self.inner(of.subject)
        object_ = "something" if anything else self.inner(of.object)
        return f"{subject} {self.verbs(of.relations, many=not anyone and self.many(of.subject))} {object_}"

    # --- clauses

    def clause(self, of: Set, *, no: bool = False, many: bool = True) -> str:
        """A clause that follows a noun: “that …”, “whose …”, “with …”; its opposite where `no`."""
        be = "are" if many else "is"
        match of:
            case Linked(Step(relations, False), to) if RDF.subject in relations:
                return f"that have to do with {self.inner(to)}"
            case Linked(Step(relations, True), Linked(Step(ends, False), to)) if (
                relations == (self.source,) and RDF.subject in ends
            ):
                return f"{'without' if no else 'with'} claims about {self.inner(to)}"
            case Linked(Step(relations, True), Both((Linked(Step(ends, False), to, (), "supported"), *where))) if (
                relations == (self.source,) and RDF.subject in ends
            ):
                about = f"{'without' if no else 'with'} claims about {self.inner(to)}"
                return about + self.qualified(tuple(where), "supported")
            case Linked(Step(relations, True), Claims(relations=(_, *_)) as claims) if relations == (self.source,):
                said = {"supported": "report that", "refuted": "deny that"}.get(claims.standing)
                if said is not None and not no:
                    return f"that {said} {self.statement(claims)}{self.narrowed(claims.where)}"
                return f"that {be} {'not ' if no else ''}behind {self.inner(claims)}"
            case Linked(Step((RDF.subject, RDF.object), True), Claims() as claims):
                return f"that {'no ' if no else ''}{self.claims(claims)} are about"
            case Linked(step, to, where, standing):
                qualified = self.qualified(where, standing)
                if _true(to):
                    return f"that {be} {'not ' if no else ''}{self.marked(step)}{qualified}"
                if (noun := self.attribute(step)) and not step.inverse:
                    if isinstance(to, Anything):
                        return f"that have {'no ' if no else 'a '}{noun}{qualified}"
                    return f"whose {noun} {'is not' if no else 'is'} {self.inner(to)}{qualified}"
                if (noun := self.property(step)) and step.inverse:
                    those = noun if _counts(noun) else plural(noun)
                    if isinstance(to, Anything):
                        return f"that {be} {'not ' if no else ''}{those}{qualified}"
                    if no:
                        have = _denied("has", "have", self.many(to))
                        return f"that {self.inner(to)} {have} as {with_article(noun)}{qualified}"
                    return f"that {be} {those} of {self.inner(to)}{qualified}"
                if (verbs := self.turned(step, many=many, no=no)) is not None:
                    return f"that {verbs} {_any(no) if isinstance(to, Anything) else self.inner(to)}{qualified}"
                if not step.inverse and (noun := self.property(step)) and not _names(to):
                    have = _denied("has", "have", many) if no else "have" if many else "has"
                    return f"that {have} {self.owned(noun, to)}{qualified}"
                if not step.inverse:
                    verb = self.verbs(step.relations, many=many, no=no)
                    return f"that {verb} {_any(no) if isinstance(to, Anything) else self.inner(to)}{qualified}"
                if isinstance(to, Anything):
                    verb = self.verbs(step.relations, many=False)
                    return f"that {'nothing' if no else 'something'} {verb}{qualified}"
                return f"{self.gap(step, self.inner(to), many=self.many(to), no=no)}{qualified}"
            case Compared(measure, operator, than):
                return self.compared(measure, operator, than, no=no, many=many)
            case Without(Anything(), less):
                return self.clause(less, no=not no, many=many)
            case Without(rest, less) if not no:
                return f"{self.clause(rest, many=many)} and {self.clause(less, no=True, many=many)}"
            case Both(members) if not no:
                return " and ".join(self.clause(part, many=many) for part in members)
            case Either(members) if not no:
                return f"({' or '.join(self.clause(part, many=many) for part in members)})"
            case Claims() if not no:
                return f"that {be} among the {self.things(of)}"
            case _:
                return f"that {be} {'not ' if no else ''}{self.inner(of)}"

    def gap(self, step: Step, subject: str, *, many: bool, no: bool = False) -> str:
        """A clause that lacks what the step leads to: “that mint attracts”, “through which it acts”."""
        if len(step.relations) == 1 and (found := _LEAVING.fullmatch(self.label(step.relations[0]))):
            verb, preposition = found.groups()
            if (forms := verb_of(verb)) is not None:
                said = _denied(*forms, many) if no else forms[many]
                return f"{preposition} which {subject} {said}"
        return f"that {subject} {self.verbs(step.relations, many=many, no=no)}"

    def object_clause(self, step: Step, subject: str, members: Set, where: tuple[Set, ...]) -> str:
        """Members with a clause that says how one thing (“it”) is linked to them: “tools it lends”."""
        noun, qualified = self.property(step), self.qualified(where, "supported")
        things = self.inner(members)
        if noun and step.inverse:
            return f"{things} have {subject} as their {noun}{qualified}"
        if noun:
            several = noun if _counts(noun) else plural(noun)
            if isinstance(members, Anything) or things == plural(self.head(Linked(step.back(), members))):
                return f"{several} {subject} has{qualified}"
            return f"{things} are its {several}{qualified}"
        if (verbs := self.turned(step, many=True)) is not None:
            return f"{things} {verbs} {subject}{qualified}"
        if step.inverse:
            return f"{things} {self.verbs(step.relations, many=True)} {subject}{qualified}"
        return f"{things} {subject} {self.verbs(step.relations, many=False)}{qualified}"

    def fact(self, of: Set) -> str:
        """A set as a statement that holds if it has a member."""
        together = self._together(of.parts, "or") if isinstance(of, Either) else self._together((of,), "and")
        match of:
            case _ if together is not None:
                return together
            case Claims(standing="supported") if of.relations:
                return self.claims(of).removeprefix("claims that ")
            case _:
                return f"there are {self.things(of)}"

    def predicate(self, of: Set, *, many: bool) -> str:
        """What is said of one thing, or of a kind of things."""
        be, have = ("are", "have") if many else ("is", "has")
        match of:
            case Linked(step, to, where, standing) if self.property(step) and step.inverse:
                name = self.property(step) or ""
                those = (name if _counts(name) else plural(name)) if many else with_article(name.removesuffix("s"))
                owner = "" if isinstance(to, Anything) else f" of {self.inner(to)}"
                return f"{be} {those}{owner}{self.qualified(where, standing)}"
            case Linked(step, to, where, standing) if _true(to):
                return f"{be} {self.marked(step)}{self.qualified(where, standing)}"
            case Linked(step, to, where, standing) if (noun := self.property(step)) and not _names(to):
                return f"{have} {self.owned(noun, to)}{self.qualified(where, standing)}"
            case Linked(step, to, where, standing) if not step.inverse and self.attribute(step):
                return f"{have} the {self.attribute(step)} {self.inner(to)}{self.qualified(where, standing)}"
            case Linked(step, to, where, standing):
                object_ = "something" if isinstance(to, Anything) else self.inner(to)
                if (verbs := self.turned(step, many=many)) is not None:
                    return f"{verbs} {object_}{self.qualified(where, standing)}"
                if not step.inverse:
                    return f"{self.verbs(step.relations, many=many)} {object_}{self.qualified(where, standing)}"
                return f"{be} something {self.clause(of)}"
            case Kind((cls,)):
                return f"{be} {plural(self.label(cls)) if many else with_article(self.label(cls))}"
            case Kind() | Subclasses():
                return f"{be} among {self.things(of)}"
            case Thing(iri) | Under(iri):
                return f"{be} {'kinds' if many else 'a kind'} of {self.label(iri)}"
            case Both((Kind((cls,)), *others)):
                noun = plural(self.label(cls)) if many else with_article(self.label(cls))
                return f"{be} {noun} {' and '.join(self.clause(part, many=many) for part in others)}"
            case Both(members) if not any(isinstance(part, Without) for part in members):
                return " and ".join(self.predicate(part, many=many) for part in members)
            case _:
                return f"{be} something {self.clause(of)}"

    def owned(self, noun: str, to: Set) -> str:
        """What is had of a property, where it is no name: “a pest”, “insects as a pest”."""
        return with_article(noun) if isinstance(to, Anything) else f"{self.inner(to)} as {with_article(noun)}"

    def marked(self, step: Step) -> str:
        """What is said of things of which a property says yes."""
        return f"marked {conjoined([f'“{self.label(relation)}”' for relation in step.relations], 'or')}"

    def compared(
        self, measure: Measure, operator: Operator, than: Literal | Set, *, no: bool, many: bool = True
    ) -> str:
        """A clause that holds where a measure stands so to a value."""
        deny = "not " if no else ""
        if no and operator == ">" and than == Literal(0) and isinstance(measure, ValueOf):
            return f"that {'have' if many else 'has'} no {self.noun(measure.steps[0])}"
        match measure:
            case ValueOf((step,)) if _counts(noun := self.noun(step)) and isinstance(than, Literal):
                have = _denied("has", "have", many) if no else "have" if many else "has"
                return f"that {have} {_OPERATORS[operator]} {value_text(than)} {noun}"
            case ValueOf(steps):
                noun = " of the ".join(self.noun(step) for step in reversed(steps))
                other = value_text(than) if isinstance(than, Literal) else self.other(noun, than)
                stands = _SYMBOLS[operator].replace("is", "is not", 1) if no else _SYMBOLS[operator]
                return f"whose {noun} {stands} {other}"
            case NumberOf(step, among, where):
                value = value_text(than) if isinstance(than, Literal) else self.inner(than)
                return self.numbered(f"{deny}{_OPERATORS[operator]} {value}", step, among, where, many=many)
            case _:
                assert_never(measure)

    def other(self, noun: str, than: Set) -> str:
        """The value of another thing, beside a noun for what is compared: “the height of mint”."""
        match than:
            case Linked(step, to, ()) if step.inverse and self.property(step) == noun:
                return f"the {noun} of {self.things(Thing(to.iri)) if isinstance(to, Thing) else self.inner(to)}"
            case _:
                return self.inner(than)

    def numbered(self, number: str, step: Step, among: Set, where: tuple[Set, ...], *, many: bool = True) -> str:
        """A clause that says to how many members a step leads: “that attract at least 2 insects”."""
        noun, qualified = self.property(step), self.qualified(where, "supported")
        things, have = self.inner(among), "have" if many else "has"
        if number.endswith(" 1") and isinstance(among, Kind):
            things = conjoined([self.label(cls) for cls in among.classes], "or")
        several = "" if noun is None else noun if _counts(noun) else plural(noun)
        if noun and step.inverse:
            return f"that {number} {things} have as {with_article(noun)}{qualified}"
        if noun:
            own = isinstance(among, Anything) or (
                isinstance(among, Kind) and things == plural(self.head(Linked(step.back(), among)))
            )
            counted = several if own else f"{things} as {several}"
            return f"that {have} {number} {counted}{qualified}"
        if (verbs := self.turned(step, many=many)) is not None:
            return f"that {verbs} {number} {things}{qualified}"
        if step.inverse:
            return f"{self.gap(step, f'{number} {things}', many=True)}{qualified}"
        return f"that {self.verbs(step.relations, many=many)} {number} {things}{qualified}"

    def best(self, measure: Measure, most: bool) -> str:
        """What puts the first ahead of the others."""
        first = "the most" if most else "the fewest"
        match measure:
            case ValueOf((step,)) if _counts(noun := self.noun(step)):
                return f"with {first} {noun}"
            case ValueOf(steps):
                noun = " of the ".join(self.noun(step) for step in reversed(steps))
                return f"with the {'highest' if most else 'lowest'} {noun}"
            case NumberOf(Step((RDF.subject, RDF.object), True), Claims() as claims):
                return f"with {first} {self.claims(claims)}"
            case NumberOf(Step((RDF.subject,), True), Claims(_, relations, to, where=where)):
                return f"{self.clause(Linked(Step(relations), to, where))} in {first} claims"
            case NumberOf(Step((RDF.object,), True), Claims(of, relations, where=where)):
                return f"{self.clause(Linked(Step(relations, inverse=True), of, where))} in {first} claims"
            case NumberOf(step, among, where):
                return self.numbered(first, step, among, where)
            case _:
                assert_never(measure)

    def qualified(self, where: tuple[Set, ...], standing: Standing) -> str:
        """What narrows the claims behind a link, in brackets."""
        return self.narrowed(where) + _STANDINGS[standing]

    def narrowed(self, where: tuple[Set, ...]) -> str:
        """Which claims are meant, in brackets."""
        return f" (in claims{self.where(where)})" if where else ""

    def where(self, where: tuple[Set, ...]) -> str:
        """What narrows claims."""
        return "".join(f"{' and' if place else ''} {self.clause(part)}" for place, part in enumerate(where))

    # --- relations

    def attribute(self, step: Step) -> str | None:
        """The noun of a step whose relation is no verb: “year”."""
        nouns = [noun for relation in step.relations if (noun := self._noun(relation))]
        # A property in two forms, say a "rival" and a "rival in words", goes by the shorter name.
        names = [noun for noun in dict.fromkeys(nouns) if not any(noun.startswith(f"{other} ") for other in nouns)]
        return conjoined(names, "or") if len(nouns) == len(step.relations) else None

    def property(self, step: Step) -> str | None:
        """The noun for what a step leads to: of a relation that is no verb, or is said with “has”: “has the owner”."""
        if (noun := self.attribute(step)) is not None:
            return noun
        owned = [_OWNED.fullmatch(self.label(relation)) for relation in step.relations]
        return conjoined([found[1] for found in owned if found], "or") if owned and all(owned) else None

    def noun(self, step: Step) -> str:
        """A step as a noun."""
        found = self.property(step)
        if found:
            return plural(f"thing of which it is the {found}") if step.inverse else found
        verb = self.verbs(step.relations, many=False)
        return f"“{verb}” from" if step.inverse else f"“{verb}”"

    def turned(self, step: Step, *, many: bool, no: bool = False) -> str | None:
        """The verb of a step from the object of its relation, where the ontology has one; None where it has none."""
        labels = [self._inverse(relation) for relation in step.relations] if step.inverse else [None]
        verbs = [verb_of(label) for label in labels if label]
        found = [_denied(*forms, many) if no else forms[many] for forms in verbs if forms]
        return conjoined(found, "and" if no else "or") if len(found) == len(step.relations) else None

    def verbs(self, relations: Iterable[URIRef], *, many: bool, no: bool = False) -> str:
        """The verbs of relations, of which one has to hold."""
        found = []
        for relation in relations:
            label = self.label(relation)
            one, several = verb_of(label) or (f"has the {label}", f"have the {label}")
            found.append(_denied(one, several, many) if no else several if many else one)
        return conjoined(found, "and" if no else "or")


def _told(of: Set) -> tuple[Thing, Set] | None:
    """The thing that a statement is about, the one that stands for itself alone if there are two, and what is said."""
    if not isinstance(of, Both):
        return None
    named = sorted((part for part in of.parts if isinstance(part, Thing)), key=lambda thing: thing.below)
    if not named or len(of.parts) < 2:
        return None
    rest = tuple(part for part in of.parts if part is not named[0])
    return named[0], rest[0] if len(rest) == 1 else Both(rest)


def _any(no: bool) -> str:
    return "anything" if no else "something"


def _true(of: Set) -> bool:
    return isinstance(of, Value) and of.literal.value is True


def _names(of: Set) -> bool:
    """Whether a set is that of one named thing, or of several."""
    return isinstance(of, Thing | Value) or (isinstance(of, Either) and all(map(_names, of.parts)))


def with_article(noun: str) -> str:
    """A noun with its indefinite article.

    >>> with_article("herb"), with_article("insect")
    ('a herb', 'an insect')
    """
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def _denied(one: str, several: str, many: bool) -> str:
    """A verb with “not”.

    >>> _denied("carries", "carry", True), _denied("is part of", "are part of", False)
    ('do not carry', 'is not part of')
    """
    first, _, rest = (several if many else one).partition(" ")
    if first in {"is", "are", "was", "were"}:
        return f"{first} not {rest}".rstrip()
    return f"{'do' if many else 'does'} not {several}"


def _nounlike(of: Set) -> int:
    """How well a set serves as the noun of a phrase: 0 a class, 1 another name, 2 not at all."""
    match of:
        case Kind():
            return 0
        case Thing() | Under() | Subclasses() | Extreme():
            return 1
        case Claims():
            return 1
        case _:
            return 2
