"""The scorer: each right answer is right, a spoilt one is not."""

import re
from collections import deque
from collections.abc import Iterator
from typing import Any

import pytest

from tests.questions.score import Question, Verdict, facts, judge, questions, same_groups, same_path, table

BASE = "https://w3id.org/msgraph/"
ASKED = list(questions())


def cell(thing: Any) -> Any:
    """A thing as an answer shows it; what is no key is a literal."""
    if isinstance(thing, dict):
        return {"iri": None, "label": str(thing["value"])}
    return {"iri": BASE + thing, "label": thing} if re.fullmatch(r"[A-Za-z]\w*", str(thing)) else thing


def chain(start: str, end: str) -> list[str]:
    """A shortest chain of links from a thing, or one below it, to another."""
    known = facts()
    goals = {end, *known.under.get(end, ())}
    waiting = deque([[thing] for thing in sorted({start, *known.under.get(start, ())})])
    seen = {chain[0] for chain in waiting}
    while waiting:
        here = waiting.popleft()
        if here[-1] in goals and len(here) > 1:
            return here
        for step in known.links:
            if here[-1] in step and len(step) == 2:
                (other,) = step - {here[-1]}
                if other not in seen:
                    seen.add(other)
                    waiting.append([*here, other])
    raise ValueError(f"no chain from {start} to {end}")


def answer_of(kind: str, gold: Any) -> dict[str, Any]:
    """The answer that says just what one right answer says."""
    if isinstance(gold, dict) and "kind" in gold:
        return answer_of(gold["kind"], gold["gold"])
    answer: dict[str, Any] = {"status": "answered", "kind": kind, "answers": [], "rows": [], "evidence": []}
    if isinstance(gold, dict) and "groups" in gold:
        pairs = [(g, m) for g, value in gold["groups"].items() for m in (value if isinstance(value, list) else [value])]
        return answer | {"rows": [[cell(group), cell(member)] for group, member in pairs]}
    match kind:
        case "boolean" | "count":
            return answer | {kind: gold}
        case "definition" | "describe":
            return answer | {"answers": [cell(gold)]}
        case "path":
            return answer | {"rows": [[cell(thing) for thing in chain(gold["from"], gold["to"])]]}
        case "quantity" | "evidence":
            return answer | {"evidence": [{"claim": f"{BASE}claim/{claim}"} for claim in gold]}
        case _:
            return answer | {"answers": [cell(thing) for thing in gold]}


def golds(question: Question) -> Iterator[dict[str, Any]]:
    for gold in question.accept:
        yield {"status": gold} if question.kind == "none" else answer_of(question.kind, gold)


def test_every_right_answer_is_right() -> None:
    faults = [
        question.id
        for question in ASKED
        for answer in golds(question)
        if not (found := judge(answer, question.kind, question.accept)).right
        or found.wrong
        or found.f1 not in (None, 1.0)
    ]
    assert faults == []


def test_a_missing_answer_is_refused_and_an_empty_one_wrong() -> None:
    missing = {judge(None, question.kind, question.accept).refused for question in ASKED}
    empty = {judge({"status": "answered"}, question.kind, question.accept).wrong for question in ASKED}
    assert (missing, empty) == ({True}, {True})


def test_a_list_needs_every_item_and_no_other() -> None:
    accept = [["il10", "il6"], ["il6"]]
    whole, more, less = (answer_of("list", gold) for gold in (["il10", "il6"], ["il10", "il6", "ngf"], ["il10"]))
    assert judge(whole, "list", accept) == Verdict(True, False, 1.0)
    assert judge(more, "list", accept) == Verdict(False, True, 0.8)
    assert judge(less, "list", accept).wrong


@pytest.mark.parametrize("written", ["3", "Phase 3", 3, "3.0"])
def test_a_value_is_compared_as_people_write_it(written: Any) -> None:
    assert judge({"status": "answered", "answers": [{"iri": None, "label": written}]}, "list", [[{"value": "3"}]]).right


def test_another_value_is_wrong() -> None:
    assert judge({"status": "answered", "answers": [{"label": "1/3"}]}, "list", [[{"value": "3"}]]).wrong


def test_a_path_must_hold_together() -> None:
    gold = {"from": "msc", "to": "remyelination", "hops": 4}
    whole = [cell("msc"), {"iri": BASE + "ontology#secretes", "label": "secretes"}, cell("hgf"), cell("remyelination")]
    torn = [cell("msc"), cell("numbness"), cell("remyelination")]
    cited = [
        {"subject": BASE + "msc", "object": BASE + "numbness"},
        {"subject": BASE + "numbness", "object": BASE + "remyelination"},
    ]
    assert same_path({"rows": [whole]}, gold)
    assert same_path({"rows": [whole[::-1]]}, gold)
    assert same_path({"rows": [torn], "evidence": cited}, gold)
    assert not same_path({"rows": [whole]}, gold | {"hops": 1})
    assert not same_path({"rows": [whole, torn]}, gold)
    assert not same_path({"rows": [[cell("msc"), cell("hgf")]]}, gold)
    assert not same_path({"rows": []}, gold)


def test_groups_take_numbers_members_and_either_order() -> None:
    gold = {"a": ["x", "y"], "b": ["x"]}
    rows = [[cell("a"), cell("x")], [cell("a"), cell("y")], [cell("b"), cell("x")]]
    assert same_groups({"rows": rows}, gold)
    assert same_groups({"rows": [row[::-1] for row in rows]}, gold)
    assert same_groups({"rows": rows}, {"a": 2, "b": 1})
    assert same_groups({"rows": [[cell("a"), "2"], [cell("b"), {"label": 1}]]}, {"a": 2, "b": 1})
    assert not same_groups({"rows": rows[1:]}, gold)
    assert not same_groups({"rows": [[cell("a"), 2]]}, {"a": 2, "b": 1})


def test_evidence_may_miss_a_little() -> None:
    gold = [f"t-{number}" for number in range(10)]
    assert judge(answer_of("evidence", gold[:8]), "evidence", [gold]).right
    assert judge(answer_of("evidence", gold[:6]), "evidence", [gold]).wrong


def test_the_table_gives_shares_of_each_category_and_of_all() -> None:
    judged = [("a", Verdict(True, False, 1.0)), ("a", Verdict(False, True, 0.5)), ("b", Verdict(False, False))]
    assert [" ".join(line.split()) for line in table(judged)][1:] == [
        "a 2 50.0 % 0.75 50.0 % 0.0 %",
        "b 1 0.0 % 0.0 % 100.0 %",
        "overall 3 33.3 % 0.75 33.3 % 33.3 %",
    ]
