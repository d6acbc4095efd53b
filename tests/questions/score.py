"""Answers scored against the development questions: `python -m tests.questions.score ANSWERS.jsonl [--failures]`.

`dev.jsonl` holds the questions, each with the answers that count as right (`accept`; one of them is enough), by a key:
the last part of an IRI. ANSWERS.jsonl holds one answer a line in the JSON form of `msgraph ask --json`, with the
question's id; the second turn of the dialogue `followup-03` is `followup-03.2`. `--ask` prints the input of
`msgraph ask --batch`; `--failures` prints each miss.

Printed per category and overall: how many, right, mean F1 of lists and evidence, wrong (answered, but not rightly),
refused (not answered though there is an answer). What has no answer is right when it ends as it should; an answer to it
is wrong.
"""

import csv
import json
import re
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Any, TypeAlias

QUESTIONS = Path(__file__).with_name("dev.jsonl")
TABLES = Path(__file__).parents[1] / "graph" / "curation"
ONTOLOGY = "/ontology#"
LONGEST_PATH = 4
ENOUGH = 0.8
"""F1 of evidence that is good enough."""

Json: TypeAlias = Any
Answer: TypeAlias = Mapping[str, Json]


@dataclass(frozen=True, slots=True)
class Question:
    """One question or one turn of a dialogue; `follows` is the id of the turn before it."""

    id: str
    category: str
    text: str
    kind: str
    accept: list[Json]
    follows: str | None = None


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an answer is worth; `f1` where the question has several answers."""

    right: bool
    wrong: bool
    f1: float | None = None

    @property
    def refused(self) -> bool:
        """Whether there was an answer to give and none was given."""
        return not self.right and not self.wrong


def lines(path: Path) -> list[Json]:
    """The objects of a file of JSON lines."""
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def questions(path: Path = QUESTIONS) -> Iterator[Question]:
    """The questions of a file, every turn of a dialogue as one of its own."""
    for record in lines(path):
        before = None
        for place, turn in enumerate(record.get("turns", [record]), 1):
            name = f"{record['id']}.{place}" if "turns" in record else record["id"]
            yield Question(name, record["category"], turn["question"], turn["kind"], turn["accept"], before)
            before = name


# ---------------------------------------------------------------------------------------------------- reading an answer


def key(iri: str) -> str:
    """The last part of an IRI: the key of a thing, the id of a claim, the name of a class."""
    return re.split(r"[/#]", iri.rstrip("/#"))[-1]


def plain(text: Json) -> str:
    """A text or number made comparable: case, spaces, the word "phase" and a resolver before a DOI fall away.

    >>> plain("Phase 2a"), plain(3.0), plain("https://doi.org/10.1/X")
    ('2a', '3', '10.1/x')
    """
    text = re.sub(r"^https?://(dx\.)?doi\.org/", "", str(text).strip().lower())
    text = re.sub(r"[\s_]+", " ", re.sub(r"\bphase\b", "", text)).strip()
    return re.sub(r"(?<=\d)\.0+$", "", text)


def _iri(cell: Json) -> str | None:
    return cell.get("iri") if isinstance(cell, dict) else None


def _text(cell: Json) -> Json:
    return cell.get("label", cell.get("value", cell.get("iri"))) if isinstance(cell, dict) else cell


def answered_keys(answer: Answer) -> set[str]:
    """The keys of the things that an answer consists of."""
    return {key(iri) for thing in answer.get("answers") or [] if (iri := _iri(thing))}


def answered_values(answer: Answer) -> set[str]:
    """The literals of an answer; those of the rows where it lists none."""
    cells = answer.get("answers") or [cell for row in answer.get("rows") or [] for cell in row]
    return {plain(_text(cell)) for cell in cells if _text(cell) is not None}


def evidence_ids(answer: Answer) -> set[str]:
    """The ids of the claims that an answer cites."""
    return {key(entry["claim"]) for entry in answer.get("evidence") or [] if entry.get("claim")}


def _whole(cell: Json) -> int | None:
    if _iri(cell):
        return None
    try:
        return int(float(str(_text(cell))))
    except ValueError:
        return None


# ------------------------------------------------------------------------------- comparing it with one right answer


def f1(got: set[str], want: set[str]) -> float:
    """The harmonic mean of precision and recall."""
    shared = len(got & want)
    return 2 * shared / (len(got) + len(want)) if shared else 0.0


def _list_likeness(answer: Answer, gold: list[Json]) -> float:
    if all(isinstance(entry, dict) for entry in gold):
        return f1(answered_values(answer), {plain(entry["value"]) for entry in gold})
    return f1(answered_keys(answer), set(gold))


def _name(cell: Json, known: Iterable[str] = ()) -> str:
    """What the gold calls the thing in a cell: its key, or its label where only that is known."""
    by_label = plain(_text(cell))
    iri = _iri(cell)
    by_key = plain(key(iri)) if iri else by_label
    return by_label if by_label in known and by_key not in known else by_key


def same_groups(answer: Answer, gold: Mapping[str, Json]) -> bool:
    """Whether the rows pair each group with its number or its members; members are counted where numbers are wanted."""
    rows = [row for row in answer.get("rows") or [] if len(row) > 1]
    if all(isinstance(value, int) for value in gold.values()):
        numbers = {plain(group): number for group, number in gold.items()}
        if rows and all(_whole(row[-1]) is not None for row in rows):
            return len(rows) == len(numbers) and {_name(row[0], numbers): _whole(row[-1]) for row in rows} == numbers
        members = defaultdict(set)
        for row in rows:
            members[_name(row[0], numbers)].add(_name(row[1]))
        return {group: len(found) for group, found in members.items()} == numbers
    want = {(plain(group), plain(member)) for group, listed in gold.items() for member in listed}
    got = {(_name(row[0]), _name(row[1])) for row in rows}
    return want in (got, {(member, group) for group, member in got})


@dataclass(frozen=True)
class Facts:
    """What the tables join: pairs of keys by a supported claim, by *broader*; of each key itself and all below it."""

    links: frozenset[frozenset[str]]
    broader: frozenset[frozenset[str]]
    under: Mapping[str, frozenset[str]]


@cache
def facts() -> Facts:
    """The facts, read from the curated tables themselves, so that no answer is judged by what it was made from."""
    links, broader = set(), set()
    parents: dict[str, set[str]] = defaultdict(set)
    for row in _rows("claims"):
        if row["polarity"] == "supports":
            links.add(frozenset((row["subject"], row["object"])))
    for row in _rows("entities"):
        for parent in filter(None, (part.strip() for part in (row["broader"] or "").split("|"))):
            parents[row["key"]].add(parent)
            broader.add(frozenset((row["key"], parent)))
    under = defaultdict(set)
    for thing in parents:
        reached, open_ = {thing}, [thing]
        while open_:
            new = parents.get(open_.pop(), set()) - reached
            reached |= new
            open_ += new
        for above in reached:
            under[above].add(thing)
    return Facts(frozenset(links), frozenset(broader), {name: frozenset(below) for name, below in under.items()})


def _rows(table: str) -> Iterator[dict[str, str]]:
    for path in sorted(TABLES.glob(f"*/{table}.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            yield from csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)


def _hops(answer: Answer, row: list[Json], start: str, end: str) -> int | None:
    """How many links a row walks from one thing to the other, either way; None where it does not hold together."""
    known = facts()
    cited = {
        frozenset((key(entry["subject"]), key(entry["object"])))
        for entry in answer.get("evidence") or []
        if entry.get("subject")
    }
    nodes = [key(iri) for cell in row if (iri := _iri(cell)) and ONTOLOGY not in iri]
    if len(nodes) < 2 or len(set(nodes)) < len(nodes):
        return None
    ends = ({start, *known.under.get(start, ())}, {end, *known.under.get(end, ())})
    if not any(nodes[0] in one and nodes[-1] in other for one, other in (ends, ends[::-1])):
        return None
    steps = [frozenset(pair) for pair in pairwise(nodes)]
    walked = [step for step in steps if step in known.links or step in cited]
    whole = all(step in known.links or step in cited or step in known.broader for step in steps)
    return len(walked) if whole and 0 < len(walked) <= LONGEST_PATH else None


def same_path(answer: Answer, gold: Mapping[str, Json]) -> bool:
    """Whether every row is a chain between the two things, and one of them short enough."""
    lengths = [_hops(answer, row, gold["from"], gold["to"]) for row in answer.get("rows") or []]
    walked = [length for length in lengths if length is not None]
    return bool(walked) and len(walked) == len(lengths) and min(walked) <= gold.get("hops", LONGEST_PATH)


def likeness(answer: Answer, kind: str, gold: Json) -> tuple[bool, float | None]:
    """Whether an answer is this right one, and its F1 where that is asked for."""
    if isinstance(gold, dict) and "kind" in gold:
        return likeness(answer, gold["kind"], gold["gold"])
    if isinstance(gold, dict) and "groups" in gold:
        return same_groups(answer, gold["groups"]), None
    if kind == "list":
        score = _list_likeness(answer, gold)
        return score == 1, score
    if kind == "evidence":
        score = f1(evidence_ids(answer), set(gold))
        return score >= ENOUGH, score
    return _SAME[kind](answer, gold), None


_SAME: Mapping[str, Callable[[Answer, Json], bool]] = {
    "boolean": lambda answer, gold: answer.get("boolean") is gold,
    "count": lambda answer, gold: (
        answer["count"] == gold if answer.get("count") is not None else answered_values(answer) == {plain(gold)}
    ),
    "definition": lambda answer, gold: answered_keys(answer) == {gold},
    "describe": lambda answer, gold: answered_keys(answer) == {gold},
    "path": same_path,
    "comparison": lambda answer, gold: answer.get("kind") == "comparison" and answered_keys(answer) == set(gold),
    "quantity": lambda answer, gold: bool(evidence_ids(answer) & set(gold)),
}
"""Whether an answer is the right one, by the kind of question."""


def judge(answer: Answer | None, kind: str, accept: list[Json]) -> Verdict:
    """What an answer is worth; None is an answer that never came."""
    status = answer.get("status") if answer is not None else None
    if kind == "none":
        return Verdict(status in accept, status == "answered")
    several = kind in ("list", "evidence") and not any(isinstance(gold, dict) and "groups" in gold for gold in accept)
    if answer is None or status != "answered":
        return Verdict(False, False, 0.0 if several else None)
    found = [likeness(answer, kind, gold) for gold in accept]
    right = any(same for same, _ in found)
    return Verdict(right, not right, max(score or 0.0 for _, score in found) if several else None)


# ------------------------------------------------------------------------------------------------------------ reporting


def table(judged: Iterable[tuple[str, Verdict]]) -> Iterator[str]:
    """Lines of figures for each category, then for all."""
    rows: dict[str, list[Verdict]] = defaultdict(list)
    for category, verdict in judged:
        rows[category].append(verdict)
    rows["overall"] = [verdict for found in rows.values() for verdict in found]
    yield f"{'category':26}{'n':>5}{'right':>10}{'F1':>8}{'wrong':>9}{'refused':>10}"
    for category, found in rows.items():
        shares = [
            100 * sum(column) / max(1, len(found))
            for column in zip(*((verdict.right, verdict.wrong, verdict.refused) for verdict in found), strict=True)
        ]
        scores = [verdict.f1 for verdict in found if verdict.f1 is not None]
        mean = f"{sum(scores) / len(scores):.2f}" if scores else ""
        right, wrong, refused = shares or (0.0, 0.0, 0.0)
        yield f"{category:26}{len(found):>5}{right:>8.1f} %{mean:>8}{wrong:>7.1f} %{refused:>8.1f} %"


def got(answer: Answer | None) -> str:
    """What came, in short."""
    if answer is None:
        return "no answer"
    if answer.get("status") != "answered":
        return f"{answer.get('status')} {' '.join(answer.get('unknown_words') or ())}".strip()
    for field in ("boolean", "count"):
        if answer.get(field) is not None:
            return f"{field} {answer[field]}"
    things = sorted(answered_keys(answer)) or sorted(answered_values(answer)) or sorted(evidence_ids(answer))
    return f"{answer.get('kind')} {', '.join(things)}"[:400]


def failures(answers: Mapping[str, Answer], asked: Iterable[Question]) -> Iterator[str]:
    """Of each miss: what was asked, expected, and what came."""
    for question in asked:
        answer = answers.get(question.id)
        verdict = judge(answer, question.kind, question.accept)
        if not verdict.right:
            wanted = question.accept if question.kind == "none" else question.accept[0]
            yield f"{'WRONG' if verdict.wrong else 'MISSED'} {question.id} [{question.kind}] {question.text}"
            yield f"    wanted {json.dumps(wanted, ensure_ascii=False)[:400]}"
            yield f"    got    {got(answer)}"
            if answer is not None and answer.get("reading"):
                yield f"    read   {answer['reading'][:400]}"


def main(arguments: list[str]) -> None:
    """Score a file of answers, or print what is to be asked."""
    options = {argument for argument in arguments if argument.startswith("--")}
    files = [argument for argument in arguments if not argument.startswith("--")]
    if options - {"--failures", "--ask"} or len(files) != ("--ask" not in options):
        sys.exit(__doc__)
    asked = list(questions())
    if "--ask" in options:
        for question in asked:
            follows = {"follows": question.follows} if question.follows else {}
            print(json.dumps({"id": question.id, "question": question.text, **follows}, ensure_ascii=False))
        return
    answers = {answer["id"]: answer for answer in lines(Path(files[0]))}
    if "--failures" in options:
        print(*failures(answers, asked), sep="\n")
    judged = [(each.category, judge(answers.get(each.id), each.kind, each.accept)) for each in asked]
    print(*table(judged), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
