"""An answer as a sentence: what was found, how well it is backed, what speaks against it."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal

from msgraph.facts import Cell, Claim, number_text
from msgraph.plan import Anything, Both, Claims, Kind, Linked, Set, Share, Standing, Thing, Truth
from msgraph.wording import Words, conjoined, plural, with_article

NAMED = 12
"""So many names stand in a sentence; the others are counted."""
OF_EACH = 3
"""So many of each group, where there are more in all."""

SHOWN = 10
"""If there are more than `NAMED`, so many are named."""

QUOTED = 3
"""So many are named where names are whole sentences."""

SENTENCE = 3
"""A name with so many spaces that ends in a full stop is a sentence."""


def capital(text: str) -> str:
    """A text with a capital first letter, unless its first word has a shape of its own.

    >>> capital("oak stools"), capital("mDF-3"), capital("eBikes")
    ('Oak stools', 'mDF-3', 'eBikes')
    """
    first = text.split(" ", 1)[0]
    return (
        text
        if any(character.isupper() or character.isdecimal() for character in first[1:])
        else text[:1].upper() + text[1:]
    )


def quantity(number: int | Decimal, noun: str) -> str:
    """A number with its noun.

    >>> quantity(1, "claim"), quantity(2, "study")
    ('1 claim', '2 studies')
    """
    return f"{number_text(number)} {noun if number == 1 else plural(noun)}"


def names(cells: Sequence[Cell]) -> str:
    """The names of what was found; of claims, which are called by what they say, a few."""
    labels = [cell.said for cell in cells]
    if any(map(_is_sentence, labels)):
        quoted = [f"“{label.rstrip('.')}”" for label in labels[:QUOTED]]
        return f"{', '.join(quoted)} and {len(labels) - QUOTED} more" if len(labels) > QUOTED else conjoined(quoted)
    if len(labels) <= NAMED:
        return conjoined(labels)
    return f"{', '.join(labels[:SHOWN])} and {len(labels) - SHOWN} more"


def _is_sentence(label: str) -> bool:
    return label.endswith(".") and label.count(" ") >= SENTENCE


def found(of: Set, cells: Sequence[Cell], words: Words) -> str:
    """What the members of a set are."""
    match of:
        case Linked(step, Thing() as thing) if step.inverse and len(cells) == 1 and cells[0].iri is None:
            if (noun := words.property(step)) is not None:
                return f"{capital(noun)} of {words.things(thing)}: {cells[0].said.removesuffix('.')}."
        case _:
            pass
    told = told_of(of, len(cells), words)
    if told is not None:
        return f"{told}: {names(cells)}."
    if len(cells) > 1 and all(cell.number is not None for cell in cells):
        # Numbers are not counted.
        return f"{capital(words.things(of))}: {names(cells)}."
    phrase = words.things(of)
    if len(cells) == 1 or not phrase[0].isalpha() or phrase.startswith(("the ", "among ")):
        return f"{capital(phrase)}: {names(cells)}."
    return f"There are {number_text(len(cells))} {phrase}: {names(cells)}."


def told_of(of: Set, number: int, words: Words) -> str | None:
    """How many members a set has, as a clause; None where there is no simple one."""
    noun, rest = words.head(of), _rest(of)
    counted = quantity(number, noun)
    match rest:
        case () if isinstance(of, Kind | Both):
            return f"The graph holds {counted}"
        case (Linked(step, Thing() as thing, where, standing),) if step.inverse:
            subject = words.things(thing)
            if name := words.property(step):
                counted = quantity(number, name.removesuffix("s") if number == 1 else name)
                return _as_claimed(
                    f"{subject} {'have' if words.many(thing) else 'has'} {counted}", where, standing, words
                )
            verb = words.verbs(step.relations, many=words.many(thing))
            return _as_claimed(f"{subject} {verb} {counted}", where, standing, words)
        case (Linked(step, to, where, standing),) if not step.inverse and not words.attribute(step):
            verb = words.verbs(step.relations, many=number != 1)
            object_ = "something" if isinstance(to, Anything) else words.inner(to)
            return _as_claimed(f"{counted} {verb} {object_}", where, standing, words)
        case _:
            return None


def _as_claimed(clause: str, where: tuple[Set, ...], standing: Standing, words: Words) -> str:
    """A clause with the claims that it rests on, or that deny it."""
    if standing == "refuted":
        return f"Claims deny that {clause}{words.narrowed(where)}"
    return capital(f"{clause}{words.qualified(where, standing)}")


def _rest(of: Set) -> tuple[Set, ...]:
    """What tells the members of a set apart from others of their class."""
    match of:
        case Kind():
            return ()
        case Both(members):
            kind = next((part for part in members if isinstance(part, Kind)), None)
            return tuple(part for part in members if part is not kind)
        case _:
            return (of,)


def nothing(phrase: str) -> str:
    """That the graph has no answer."""
    return f"The graph holds nothing for “{phrase}”."


def no_members(of: Set, words: Words) -> str:
    """That a set has no member."""
    match of:
        case Claims():
            return f"The graph holds no {words.things(of)}."
        case Both(members) if any(isinstance(part, Kind) for part in members):
            return f"The graph knows of no {words.things(of)}."
        case Linked() if not words.property(of.step):
            return f"The graph holds no claim about {words.things(of)}."
        case _:
            return nothing(words.things(of))


def backing(claims: Sequence[Claim]) -> str:
    """How many claims there are, the strongest of what level, and how many speak against."""
    for_, against = [c for c in claims if c.supports], [c for c in claims if not c.supports]
    parts = []
    if for_:
        parts.append(
            f"{quantity(len(for_), 'claim')} {'supports' if len(for_) == 1 else 'support'} it{_strongest(for_)}"
        )
    if against:
        speak = "speaks" if len(against) == 1 else "speak"
        parts.append(f"{quantity(len(against), 'claim')} {speak} against it{_strongest(against)}")
    return capital("; ".join(parts)) + "." if parts else ""


def _strongest(claims: Sequence[Claim]) -> str:
    best = min(claims, key=lambda claim: claim.order)
    if best.level is None:
        return f" ({best.source.cited})" if best.source else ""
    cited = f", {best.source.cited}" if best.source else ""
    word = "" if len(claims) == 1 else "the strongest: "
    return f" ({word}{best.level.label}{cited})"


def truth(plan: Truth, holds: bool, claims: Sequence[Claim], words: Words) -> str:
    """Yes or no, and why. A question whether there is none is answered the other way round."""
    fact = words.fact(plan.of)
    yes, no = ("No", "Yes") if plan.negated else ("Yes", "No")
    if holds:
        return f"{yes}: {fact}. {backing(claims)}".rstrip()
    denials = [claim for claim in claims if not claim.supports]
    if denials:
        counted = f"{quantity(len(denials), 'claim')} {'denies' if len(denials) == 1 else 'deny'}"
        return f"{no}: {counted} that {fact}{_strongest(denials)}, and none supports it."
    return f"{no}: the graph does not have it that {fact}."


def unknown(plan: Truth, words: Words) -> str:
    """Neither yes nor no."""
    return f"The graph holds no claim on whether {words.fact(plan.of)}, neither for nor against."


def evidence(claims: Sequence[Claim], counter: Sequence[Claim], phrase: str) -> str:
    """How many claims, of which levels, and how many say the opposite."""
    levels = Counter(claim.level.label for claim in claims if claim.level)
    spread = conjoined([quantity(number, level) for level, number in levels.items()])
    sources = len({claim.source.iri for claim in claims if claim.source})
    said = f"{quantity(len(claims), 'claim')} from {quantity(sources, 'source')}" + (f" ({spread})" if spread else "")
    best = claims[0]
    first = f" “{best.statement.rstrip('.')}” ({best.source.cited})." if best.statement and best.source else ""
    against = (
        f" {quantity(len(counter), 'claim')} {'says' if len(counter) == 1 else 'say'} the opposite." if counter else ""
    )
    return f"{capital(phrase)}: {said}.{first}{against}"


def counted(of: Set, number: int, words: Words) -> str:
    """How many members a set has."""
    told = told_of(of, number, words)
    if told is not None:
        return f"{told}."
    phrase = words.things(of)
    return f"There are {number_text(number)} {phrase}." if number != 1 else f"There is 1 match for “{phrase}”."


def figures(claims: Sequence[Claim], phrase: str, wanted: Sequence[str]) -> str:
    """The figures of the best claims."""
    lines = []
    for claim in claims[:3]:
        said = [figure.said for figure in claim.figures]
        cited = f" ({claim.source.cited})" if claim.source else ""
        lines.append(f"{'; '.join(said[:6])}{cited}")
    more = f"; {quantity(len(claims) - 3, 'further claim')} with figures" if len(claims) > 3 else ""
    return f"{capital(phrase)}: {' · '.join(lines)}{more}."


def first(of: Set, cells: Sequence[Cell], numbers: Mapping[Cell | None, Cell | None], words: Words) -> str:
    """Who is first, and by which number."""
    listed = [
        f"{cell.label} ({number.said})" if (number := numbers.get(cell)) else cell.label for cell in cells[:NAMED]
    ]
    more = f" and {len(cells) - NAMED} more" if len(cells) > NAMED else ""
    return capital(f"{words.things(of)}: {conjoined(listed)}{more}.")


def groups(rows: Sequence[tuple[Cell | None, Cell | None]], found: Sequence[Cell], *, counted: bool, noun: str) -> str:
    """How many groups, and what is in the first of them."""
    if counted:
        listed = [f"{group.said} {number.said}" for group, number in rows[:NAMED] if group and number]
        more = f", and {len(rows) - NAMED} more" if len(rows) > NAMED else ""
        return f"{quantity(len(found), noun)}: {', '.join(listed)}{more}."
    members: dict[Cell, list[str]] = {}
    for group, member in rows:
        if group and member:
            members.setdefault(group, []).append(member.label)
    told: list[str] = []
    named = 0
    for group, labels in members.items():
        if named >= NAMED:
            break
        few = labels if len(rows) <= NAMED else labels[:OF_EACH]
        rest = [f"{len(labels) - len(few)} more"] if len(few) < len(labels) else []
        told.append(f"{group.label}: {conjoined([*few, *rest])}")
        named += len(few)
    more = f"; and {len(members) - len(told)} more" if len(told) < len(members) else ""
    return f"{'; '.join(told)}{more}."


def share(row: Sequence[Cell | None], plan: Share, words: Words) -> str:
    """A percentage, and of how many."""
    percent, part, whole = ((cell.number or Decimal(0)) if cell else Decimal(0) for cell in row)
    rounded = f"{round(percent, 1).normalize():f} %"
    counted = f"{number_text(part)} of {number_text(whole)}"
    return f"Of all {words.things(plan.of)}, {rounded} ({counted}) are ones {words.clause(plan.part)}."


def definition(name: str, text: str, kind: Cell | None, above: Sequence[Cell], others: Sequence[str]) -> str:
    """What a thing is, and what else it is called."""
    if text:
        said = f"{capital(name)}: {text.rstrip('.')}."
    else:
        what = f"a kind of {above[0].label}" if above else with_article(kind.label if kind else "thing")
        said = f"{capital(name)} is {what}."
    called = [other for other in others if other.casefold() != name.casefold()][:6]
    return f"{said} Also called {conjoined(called)}." if called else said


def portrait(
    name: str,
    text: str,
    kind: Cell | None,
    above: Sequence[Cell],
    links: Sequence[tuple[Cell, Sequence[Cell]]],
    claims: int,
    words: Words,
) -> str:
    """A thing in a few sentences: what it is, what it is best known to do, how much the graph has on it."""
    said = definition(name, text, kind, above, ())
    best = sorted(links, key=lambda group: -len(group[1]))[:3]
    does = [
        f"{words.verbs([relation.iri], many=False)} {conjoined([cell.label for cell in cells[:4]])}"
        + (f" and {len(cells) - 4} more" if len(cells) > 4 else "")
        for relation, cells in best
        if relation.iri is not None
    ]
    told = f" It {'; it '.join(does)}." if does else ""
    return f"{said}{told}" + (f" The graph holds {quantity(claims, 'claim')} about it." if claims else "")


def comparison(
    things: Sequence[Cell],
    rows: Sequence[tuple[str, Cell | None, Sequence[Cell]]],
    between: Sequence[Claim],
) -> str:
    """What several things share and what only one of them has."""
    labels = [thing.label for thing in things]
    if not rows:
        return f"The graph holds nothing by which to compare {conjoined(labels)}."
    yes = [(relation, other, [mark.label == "yes" for mark in marks]) for relation, other, marks in rows if other]
    shared = [(relation, other) for relation, other, marks in yes if all(marks)]
    parts = [
        f"{capital(conjoined(labels))} share {quantity(len(shared), 'link') if shared else 'no link'}{_some(shared)}."
    ]
    for place, label in enumerate(labels):
        only = [(relation, other) for relation, other, marks in yes if marks[place] and sum(marks) == 1]
        parts.append(f"Only {label}: {quantity(len(only), 'link') if only else 'none'}{_some(only)}.")
    if between:
        best = between[0]
        cited = f" ({best.source.cited})" if best.source else ""
        parts.append(f"Head to head: {best.statement or quantity(len(between), 'claim')}{cited}")
    return " ".join(parts)


def _some(links: Sequence[tuple[str, Cell]]) -> str:
    """The first of some links, in brackets."""
    if not links:
        return ""
    return (
        f" ({'; '.join(f'{relation} {other.label}' for relation, other in links[:3])}{'; …' if len(links) > 3 else ''})"
    )


def chain(rows: Sequence[Sequence[Cell | None]], ends: Sequence[str]) -> str:
    """The best chain in words, and how many there are."""
    best = [cell.label for cell in rows[0] if cell is not None]
    said = " → ".join(best)
    others = len(rows) - 1
    also = f" {quantity(others, 'further chain')} {'is' if others == 1 else 'are'} listed." if others else ""
    return f"{capital(ends[0])} and {ends[1]} are linked: {said}.{also}"


def relation(rows: Sequence[Sequence[Cell | None]], ends: Sequence[str], claims: Sequence[Claim]) -> str:
    """How two things are linked, and how well that is backed."""
    said = [" ".join(cell.said for cell in row if cell) for row in rows[:4]]
    more = f"; and {quantity(len(rows) - 4, 'further link')}" if len(rows) > 4 else ""
    return f"{capital(ends[0])} and {ends[1]}: {'; '.join(said)}{more}. {backing(claims)}".rstrip()


def no_path(start: str, end: str, hops: int) -> str:
    """That nothing links two things."""
    links = "no direct link" if hops == 1 else f"no chain of at most {hops} links"
    return f"The graph holds {links} between {start} and {end}."


def no_evidence(phrase: str, counter: Sequence[Claim]) -> str:
    """That no claim says so; and how many say the opposite."""
    against = (
        f"; {quantity(len(counter), 'claim')} {'says' if len(counter) == 1 else 'say'} the opposite" if counter else ""
    )
    return f"The graph holds no {phrase}{against}."


def no_figures(phrase: str, claims: Sequence[Claim]) -> str:
    """That there are no claims, or none with figures."""
    if not claims:
        return f"The graph holds no {phrase}."
    return f"The graph holds {quantity(len(claims), 'claim')} here, but no figures: {phrase}."
