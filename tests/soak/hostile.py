"""Questions that nobody would ask in good faith, the same ones for the same seed."""

import random
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from typing import Final

LONG: Final = 10_000
"""The length of a word without end, in bytes."""

CONTROL: Final = [chr(code) for code in (*range(0x20), *range(0x7F, 0xA0))]
DIRECTION: Final = "\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u061c"
RIGHT_TO_LEFT: Final = "אבגדהוזחטיכלמנסעפצקרשתابتثجحخدذرزسشصضطظعغفقكلمنهوي"
PLANES: Final = 17

FRAGMENTS: Final = (
    "SELECT * WHERE { ?s ?p ?o }",
    "} UNION { ?s ?p ?o",
    "INSERT DATA { <a:b> <a:b> <a:b> }",
    "; DROP ALL ;",
    "SERVICE <http://127.0.0.1:9/> { ?s ?p ?o }",
    '" . ?s ?p ?o . "',
    "'; DROP TABLE phrase; --",
    "<http://example.org/> <http://example.org/",
    "\\u0022 \\U0010FFFF \\",
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[text](javascript:alert(1)) ![x](http://127.0.0.1/)",
    "&lt;b&gt; &#0; &amp",
    "{{7*7}} ${7*7} %s %n {0} {x!r}",
    "$$\\frac{1}{0}$$ :red[x] :material/delete:",
    "../../../../etc/passwd",
    "NaN Infinity -0 1e999 0x7f 1_000",
    "null None undefined true",
    "\ud800",  # half a character
    "\ufeff\ufffe\uffff",
    "?",
    "...",
)

JOINTS: Final = tuple(
    "which what who that and or not of with without by in is are does how many most the a no than".split()  # noqa: SIM905
)


def questions(seed: int, vocabulary: Sequence[str], names: Sequence[str]) -> Iterator[str]:
    """Hostile questions without end.

    Args:
        seed: the same one brings the same questions.
        vocabulary: the words that the graph's names consist of.
        names: whole names, and words for relations.
    """
    dice = random.Random(seed)
    kinds: list[tuple[Callable[[], str], int]] = [
        (lambda: _row(dice, vocabulary), 20),
        (lambda: _row(dice, names), 20),
        (lambda: _sentence(dice, names), 20),
        (lambda: _damaged(dice, _sentence(dice, names)), 15),
        (lambda: _characters(dice), 10),
        (lambda: _endless(dice, names), 3),
        (lambda: _nested(dice, names), 4),
        (lambda: _mixed(dice, names), 8),
    ]
    makers, weights = zip(*kinds, strict=True)
    while True:
        yield dice.choices(makers, weights)[0]()


def _row(dice: random.Random, words: Sequence[str]) -> str:
    """Words in no order."""
    return " ".join(dice.choice((dice.choice(words), dice.choice(JOINTS))) for _ in range(dice.randint(1, 14)))


def _sentence(dice: random.Random, names: Sequence[str]) -> str:
    """What has the look of a question."""
    frames = (
        "Which {} {} {}?",
        "Does {} {} {} and {}?",
        "How many {} that {} no {} are {}?",
        "What is the {} of {} with the most {}?",
        "Which {} of {} {} more than 3 {} but not {}?",
        "Is it true that {} {} {}, or {}?",
        "Compare {} and {} by {}",
        "How does {} lead to {}?",
        "{} {} {} {}",
        "Which of them {} {}?",
        "What is the evidence that {} {} {} in {}?",
    )
    return dice.choice(frames).replace("{}", "\0").translate({0: "{}"}).format(*(dice.choice(names) for _ in range(6)))


def _damaged(dice: random.Random, text: str) -> str:
    """A text with letters lost, doubled, exchanged, or turned into something else."""
    letters = list(text)
    for _ in range(dice.randint(1, 6)):
        at = dice.randrange(len(letters)) if letters else 0
        strange = dice.choice((*CONTROL, *DIRECTION, *RIGHT_TO_LEFT, _anything(dice)))
        match dice.randrange(4):
            case 0:
                letters[at : at + 1] = []
            case 1:
                letters[at:at] = letters[at : at + 1] * dice.randint(1, 40)
            case 2:
                letters[at : at + 2] = letters[at : at + 2][::-1]
            case _:
                letters[at:at] = strange
    return "".join(letters)


def _anything(dice: random.Random) -> str:
    """A character of any of Unicode's planes, assigned or not."""
    return chr(dice.randrange(PLANES) << 16 | dice.randrange(0x10000))


def _characters(dice: random.Random) -> str:
    """Characters of every plane, of no direction and of both, with marks upon marks."""
    found = []
    for _ in range(dice.randint(1, 120)):
        one = dice.choice((_anything(dice), dice.choice(CONTROL), dice.choice(DIRECTION), dice.choice(RIGHT_TO_LEFT)))
        found.append(one + "".join(chr(dice.randint(0x300, 0x36F)) for _ in range(dice.choice((0, 0, 0, 1, 30)))))
    return unicodedata.normalize(dice.choice(("NFC", "NFD", "NFKC", "NFKD")), "".join(found))


def _endless(dice: random.Random, names: Sequence[str]) -> str:
    """Words of ten thousand letters, and rows of words as long."""
    one = dice.choice(("a", "é", "🧬", "ab-", "1", "ā̂", "it's ", "a.", "which ", f"{dice.choice(names)} and "))
    size = dice.choice((70, 300, 1_990, LONG))
    text = (one * (size // len(one.encode()) + 1))[:size]
    return dice.choice(("{}", "Which {}?", "{} which", "Does {} reduce {}?")).replace("{}", text)


def _nested(dice: random.Random, names: Sequence[str]) -> str:
    """Descriptions within descriptions, and brackets within brackets."""
    depth = dice.choice((5, 12, 30, 200))
    one, other = dice.choice(names), dice.choice(names)
    match dice.randrange(6):
        case 0:
            return "Which " + f"{one} that {other} " * depth + "?"
        case 1:
            return f"the {one} of " * depth + other
        case 2:
            return "(" * depth + one + ")" * dice.choice((0, depth))
        case 3:
            return "not " * depth + f"{one} {other}"
        case 4:
            return f"{one} and {other} or " * depth + "?"
        case _:
            return "Is it true that " * depth + f"{one} {other}?"


def _mixed(dice: random.Random, names: Sequence[str]) -> str:
    """Fragments of other languages among words of the graph."""
    parts = [dice.choice((dice.choice(FRAGMENTS), dice.choice(names), dice.choice(JOINTS))) for _ in range(6)]
    return dice.choice((" ", "", "\n", "\t", "\u2028")).join(parts)
