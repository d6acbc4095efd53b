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

from msgraph.plan import (
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
_TOTALS = {"sum": "the sum", "avg": "the average", "min": "the least", "max": "the greatest"}
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
) -> str:
    """What a plan asks for.

    `noun` gives the noun of a relation that is read as a property (“whose year is 2021”) and None for one that is read
    as a verb; where it is left out the label decides.
    """
    say = Words(label, noun, several, implied)
    match plan:
        case List(of):
            return say.things(of)
        case Table(of, columns):
            return f"{say.things(of)}, each with its {conjoined([say.noun(step) for step in columns])}"
        case Grouped(groups, step, members, values=Step() as values, how=how):
            clause = say.object_clause(step, "it", members, plan.where)
            return f"for each of the {say.things(groups)}: {_TOTALS[how]} of the {say.noun(values)} of those {clause}"
        case Grouped(groups, step, members, counted, where):
            wanted = "how many" if counted else "which"
            clause = say.object_clause(step, "it", members, where)
            return f"for each of the {say.things(groups)}: {wanted} {clause}"
        case Count(of):
            return f"the number of {say.things(of)}"
        case Total(of, step, how):
            return f"{_TOTALS[how]} of the {say.noun(step)} of {say.things(of)}"
        case Share(of, part):
            return f"of all {say.things(of)}, the percentage {say.clause(part)}"
        case Truth():
            facts = [("it is not so that " if it.negated else "") + say.fact(it.of) for it in (plan, *plan.also)]
            return f"whether {' and '.join(facts)}"
        case Define(thing):
            return f"what “{label(thing)}” is"
        case Describe(thing):
            return f"all that is known of {label(thing)}"
        case Paths(start, end, hops):
            chain = "a direct link" if hops == 1 else f"chains of at most {hops} links"
            return f"{chain} between {say.things(start)} and {say.things(end)}"
        case Compare(things, steps):
            about = f", by {conjoined([say.noun(step) for step in steps])}" if steps else ""
            return f"{conjoined([label(thing) for thing in things])} side by side{about}"
        case Evidence(claims, strongest):
            return f"the {'strongest ' if strongest else ''}evidence: {say.things(claims)}"
        case Quantity(claims, measures):
            wanted = f" ({conjoined(list(measures), 'or')})" if measures else ""
            return f"the figures{wanted} of {say.things(claims)}"
        case _:
            assert_never(plan)


def conjoined(words: Sequence[str], word: str = "and") -> str:
    """Words in a row.

    >>> conjoined(["a"]), conjoined(["a", "b"], "or"), conjoined(["a", "b", "c"])
    ('a', 'a or b', 'a, b and c')
    """
    return f"{', '.join(words[:-1])} {word} {words[-1]}" if len(words) > 1 else "".join(words)


_UNCHANGED = frozenset(("series", "species", "evidence"))


def plural(noun: str) -> str:
    """The plural of a noun phrase.

    >>> [plural(noun) for noun in ("cell", "body", "class", "synthesis", "way of working", "IRI")]
    ['cells', 'bodies', 'classes', 'syntheses', 'ways of working', 'IRIs']
    """
    head, joint, rest = noun.partition(" of ")
    word = head.rpartition(" ")[2]
    if word.lower() in _UNCHANGED:
        ending = head
    elif re.search(r"[a-z]sis$", head):
        ending = f"{head[:-2]}es"
    elif re.search(r"(s|x|z|ch|sh)$", head):
        ending = f"{head}es"
    elif re.search(r"[^aeiou]y$", head):
        ending = f"{head[:-1]}ies"
    else:
        ending = f"{head}s"
    return ending + joint + rest


_OWNED = re.compile(r"has (?:an? |the )?(\w.*)")

_FIRST_WORDS = {"is": "are", "was": "were", "has": "have", "does": "do"}


def verb_of(label: str) -> tuple[str, str] | None:
    """A relation's label as a verb for one subject and for several; None where it is no verb but names a property.

    >>> verb_of("carries"), verb_of("is part of"), verb_of("reaches"), verb_of("year")
    (('carries', 'carry'), ('is part of', 'are part of'), ('reaches', 'reach'), None)
    """
    first, space, rest = label.partition(" ")
    if first in _FIRST_WORDS:
        base = _FIRST_WORDS[first]
    elif re.search(r"[^aeiou]ies$", first):
        base = f"{first[:-3]}y"
    elif re.search(r"(ss|x|z|ch|sh)es$", first):
        base = first[:-2]
    elif re.search(r"[^s]s$", first) and (space or not first[0].isupper()):
        base = first[:-1]
    else:
        return None
    return label, base + space + rest


def value_text(literal: Literal) -> str:
    """A literal as a sentence shows it: a number bare, a text in quotation marks.

    >>> value_text(Literal(5)), value_text(Literal("Ann"))
    ('5', '“Ann”')
    """
    return str(literal) if literal.datatype is not None and not isinstance(literal.value, str) else f"“{literal}”"


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
    """Phrases for sets, in the words of one ontology."""

    def __init__(
        self,
        label: Label,
        noun: Noun | None = None,
        several: Several | None = None,
        implied: Implied | None = None,
    ) -> None:
        self.label = label
        self._implied = implied or (lambda step: None)
        self._several = several or (lambda thing: False)
        self._noun = noun or (lambda relation: None if verb_of(label(relation)) else label(relation))

    def many(self, of: Set) -> bool:
        """Whether a set's phrase takes a verb in the plural."""
        return self._several(of.iri) if isinstance(of, Thing) else not isinstance(of, Value)

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
                return f"classes of {plural(self.label(cls))}"
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
            case Without(rest, less):
                return f"{self.inner(rest)} {self.clause(less, no=True)}"
            case Claims():
                return self.claims(of)
            case Compared():
                return f"{plural(self.head(of))} {self.clause(of)}"
            case Extreme(whole, measure, most, count):
                several = f"{count} " if count > 1 else ""
                if _simple(whole):
                    return f"the {several}{self.things(whole)} {self.best(measure, most)}"
                return f"among {self.things(whole)}, the {several or 'ones '}{self.best(measure, most)}"
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
            return f"{several} of {self.inner(of.to)}{self.qualified(of.where, of.standing)}"
        return f"{plural(self.head(of))} {self.clause(of)}"

    def both(self, members: tuple[Set, ...]) -> str:
        """A noun with its clauses: the first part that can be named so, then the others."""
        order = sorted(range(len(members)), key=lambda place: (_nounlike(members[place]), place))
        head = members[order[0]] if order else Anything()
        if _nounlike(head) > 1:
            noun, rest = plural(self.head(Both(members))), list(members)
        else:
            noun, rest = self.inner(head), [members[place] for place in sorted(order[1:])]
        return f"{noun} {' and '.join(self.clause(part) for part in rest)}".rstrip()

    def claims(self, of: Claims) -> str:
        """A noun phrase for claims."""
        whose = self.where(of.where)
        that = {
            "supported": "that",
            "refuted": "denying that",
            "disputed": "for and against that",
            "any": "on whether",
        }[of.standing]
        if isinstance(of.subject, Anything) and isinstance(of.object, Anything) and not of.relations:
            kind = {
                "supported": "claims",
                "refuted": "denials",
                "disputed": "disputed claims",
                "any": "claims and denials",
            }
            return f"{kind[of.standing]}{whose}"
        subject = "something" if isinstance(of.subject, Anything) else self.inner(of.subject)
        object_ = "something" if isinstance(of.object, Anything) else self.inner(of.object)
        if not of.relations:
            also = {"refuted": " by denying it", "disputed": " in dispute", "any": ", for or against", "supported": ""}[
                of.standing
            ]
            if isinstance(of.object, Anything):
                return f"claims about what {subject} {'are' if self.many(of.subject) else 'is'} said to do{also}{whose}"
            if isinstance(of.subject, Anything):
                return f"claims about what is said to act on {object_}{also}{whose}"
            return f"claims that link {subject} {'and' if of.either_way else 'to'} {object_}{also}{whose}"
        verb = self.verbs(of.relations, many=not isinstance(of.subject, Anything) and self.many(of.subject))
        turned = " (or the other way round)" if of.either_way else ""
        return f"claims {that} {subject} {verb} {object_}{turned}{whose}"

    # --- clauses

    def clause(self, of: Set, *, no: bool = False) -> str:
        """A clause that follows a noun in the plural: “that …”, “whose …”, “with …”; its opposite where `no`."""
        match of:
            case Linked(Step(relations, False), to) if RDF.subject in relations:
                return f"that have to do with {self.inner(to)}"
            case Linked(step, to, where, standing):
                qualified = self.qualified(where, standing)
                if (noun := self.attribute(step)) and not step.inverse:
                    return f"whose {noun} {'is not' if no else 'is'} {self.inner(to)}{qualified}"
                if (noun := self.property(step)) and step.inverse:
                    those = noun if _counts(noun) else plural(noun)
                    return f"that are {'not ' if no else ''}{those} of {self.inner(to)}{qualified}"
                if not step.inverse:
                    verb = self.verbs(step.relations, many=True, no=no)
                    return f"that {verb} {'anything' if isinstance(to, Anything) else self.inner(to)}{qualified}"
                if isinstance(to, Anything):
                    return (
                        f"that {'nothing' if no else 'something'} {self.verbs(step.relations, many=False)}{qualified}"
                    )
                return f"that {self.inner(to)} {self.verbs(step.relations, many=self.many(to), no=no)}{qualified}"
            case Compared(measure, operator, than):
                return self.compared(measure, operator, than, no=no)
            case Without(Anything(), less):
                return self.clause(less, no=not no)
            case Without(rest, less) if not no:
                return f"{self.clause(rest)} and {self.clause(less, no=True)}"
            case Both(members) if not no:
                return " and ".join(self.clause(part) for part in members)
            case Either(members) if not no:
                return f"({' or '.join(self.clause(part) for part in members)})"
            case Claims() if not no:
                return f"that are among the {self.things(of)}"
            case _:
                return f"that are {'not ' if no else ''}{self.inner(of)}"

    def object_clause(self, step: Step, subject: str, members: Set, where: tuple[Set, ...]) -> str:
        """Members with a clause that says how one thing (“it”) is linked to them: “tools it lends”."""
        noun, qualified = self.property(step), self.qualified(where, "supported")
        things = self.inner(members)
        if noun and step.inverse:
            return f"{things} have it as their {noun}{qualified}"
        if noun:
            return (
                f"{things} are its {noun}{qualified}"
                if not isinstance(members, Anything)
                else f"{plural(noun)} it has{qualified}"
            )
        if step.inverse:
            return f"{things} {self.verbs(step.relations, many=True)} {subject}{qualified}"
        return f"{things} {subject} {self.verbs(step.relations, many=False)}{qualified}"

    def fact(self, of: Set) -> str:
        """A set as a statement that holds if it has a member."""
        match of:
            case Both((Thing() as thing, rest)) | Both((rest, Thing() as thing)):
                return f"{self.things(thing)} {self.predicate(rest, many=self.many(thing))}"
            case Claims(standing="supported") if of.relations:
                return self.claims(of).removeprefix("claims that ")
            case _:
                return f"there are {self.things(of)}"

    def predicate(self, of: Set, *, many: bool) -> str:
        """What is said of one thing, or of a kind of things."""
        be, have = ("are", "have") if many else ("is", "has")
        match of:
            case Linked(step, to, where, standing) if not step.inverse and not self.attribute(step):
                object_ = "anything" if isinstance(to, Anything) else self.inner(to)
                return f"{self.verbs(step.relations, many=many)} {object_}{self.qualified(where, standing)}"
            case Linked(step, to, where, standing) if not step.inverse:
                return f"{have} the {self.attribute(step)} {self.inner(to)}{self.qualified(where, standing)}"
            case Kind() | Thing() | Under():
                return f"{be} among {self.things(of)}"
            case _:
                return f"{be} something {self.clause(of)}"

    def compared(self, measure: Measure, operator: Operator, than: Literal | Set, *, no: bool) -> str:
        """A clause that holds where a measure stands so to a value."""
        deny = "not " if no else ""
        value = value_text(than) if isinstance(than, Literal) else self.inner(than)
        match measure:
            case ValueOf((step,)) if _counts(noun := self.noun(step)):
                return f"with {deny}{_OPERATORS[operator]} {value} {noun}"
            case ValueOf(steps):
                noun = " of the ".join(self.noun(step) for step in reversed(steps))
                return f"whose {noun} {deny}{_SYMBOLS[operator]} {value}"
            case NumberOf(step, among, where):
                return f"with {deny}{_OPERATORS[operator]} {value} {self.counted(step, among, where)}"
            case _:
                assert_never(measure)

    def counted(self, step: Step, among: Set, where: tuple[Set, ...]) -> str:
        """What is counted of a thing: “tools that they lend”."""
        noun, qualified = self.property(step), self.qualified(where, "supported")
        things = self.inner(among)
        if noun and step.inverse:
            return f"{things} that have them as their {noun}{qualified}"
        if noun:
            return (plural(noun) if isinstance(among, Anything) else f"{things} as their {noun}") + qualified
        verb = self.verbs(step.relations, many=True)
        return f"{things} that {verb} them{qualified}" if step.inverse else f"{things} that they {verb}{qualified}"

    def best(self, measure: Measure, most: bool) -> str:
        """What puts the first ahead of the others."""
        match measure:
            case ValueOf((step,)) if _counts(noun := self.noun(step)):
                return f"with the {'most' if most else 'fewest'} {noun}"
            case ValueOf(steps):
                noun = " of the ".join(self.noun(step) for step in reversed(steps))
                return f"with the {'highest' if most else 'lowest'} {noun}"
            case NumberOf(step, among, where):
                return f"with the {'most' if most else 'fewest'} {self.counted(step, among, where)}"
            case _:
                assert_never(measure)

    def qualified(self, where: tuple[Set, ...], standing: Standing) -> str:
        """What narrows the claims behind a link, in brackets."""
        return (f" (in claims{self.where(where)})" if where else "") + _STANDINGS[standing]

    def where(self, where: tuple[Set, ...]) -> str:
        """What narrows claims."""
        return "".join(f"{' and' if place else ''} {self.clause(part)}" for place, part in enumerate(where))

    # --- relations

    def attribute(self, step: Step) -> str | None:
        """The noun of a step whose relation is no verb: “year”."""
        nouns = [noun for relation in step.relations if (noun := self._noun(relation))]
        return conjoined(nouns, "or") if nouns and len(nouns) == len(step.relations) else None

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

    def verbs(self, relations: Iterable[URIRef], *, many: bool, no: bool = False) -> str:
        """The verbs of relations, of which one has to hold."""
        found = []
        for relation in relations:
            label = self.label(relation)
            one, several = verb_of(label) or (f"has the {label}", f"have the {label}")
            found.append(_denied(one, several, many) if no else several if many else one)
        return conjoined(found, "or")


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
