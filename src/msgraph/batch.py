"""A file of questions, each a line of JSON, answered line by line; what is wrong with a line is said in its answer."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from msgraph.answer import Answer
from msgraph.engine import KnowledgeGraph
from msgraph.errors import MsgraphError
from msgraph.streams import unforeseen, whole_characters

REMEMBERED: Final = 1000
"""So many answers are kept for questions that follow one of them."""


class _BadLine(Exception):
    """A line of a batch that holds no question, said in one sentence."""


def answered(kg: KnowledgeGraph, lines: Iterable[bytes]) -> Iterator[dict[str, Any]]:
    """The answers to questions, one for each line that is not empty, in their JSON form with the `id` of the line.

    Args:
        kg: the graph to ask.
        lines: JSON objects in UTF-8 with `question`, and maybe `id` and `follows` (the `id` of an earlier one).

    Yields:
        Where a line cannot be asked, an answer with the status `not_understood` and an `error` that says why.
    """
    answers: dict[str, Answer] = {}
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield _answered(kg, line, number, answers)


def _answered(kg: KnowledgeGraph, line: bytes, number: int, answers: dict[str, Answer]) -> dict[str, Any]:
    """The answer to a line of a batch; `answers` holds the earlier ones by id and gets this one."""
    id_: object = None
    question = ""
    try:
        record = _record(line)
        id_ = record.get("id")
        if not isinstance(record.get("question"), str):
            raise _BadLine("it has no “question” that is a text")
        question = whole_characters(record["question"])
        answer = kg.ask(question, follows=_followed(record.get("follows"), answers))
    except (_BadLine, MsgraphError) as error:
        return _unanswered(id_, question, f"Line {number}: {str(error).rstrip('.')}.")
    except Exception as error:
        return _unanswered(id_, question, f"Line {number}: {unforeseen(error)}")
    if id_ is not None:
        answers[_key(id_)] = answer
        if len(answers) > REMEMBERED:
            del answers[next(iter(answers))]
    return answer.to_json() | {"id": id_}


def _record(line: bytes) -> dict[str, Any]:
    try:
        record: object = json.loads(line.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise _BadLine("it is not JSON") from error
    if not isinstance(record, dict):
        raise _BadLine("it is not a JSON object")
    return record


def _key(id_: object) -> str:
    """An id as something to find it by; 1 and "1" are two."""
    return json.dumps(id_, sort_keys=True)


def _followed(id_: object, answers: Mapping[str, Answer]) -> Answer | None:
    if id_ is None:
        return None
    if _key(id_) not in answers:
        raise _BadLine(f"it follows {_key(id_)}, which is none of the last {REMEMBERED} questions that were answered")
    return answers[_key(id_)]


def _unanswered(id_: object, question: str, why: str) -> dict[str, Any]:
    """The JSON form for a line that could not be asked; `error` stands in no other."""
    return Answer("not_understood", question=question, sentence=why).to_json() | {"id": id_, "error": why}
