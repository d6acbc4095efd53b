"""A question takes few requests, so that a graph behind an endpoint is asked in a moment too."""

import json
from pathlib import Path

from msgraph import KnowledgeGraph
from msgraph.facts import Facts
from tests.passing import Counting

QUESTIONS = Path(__file__).parent / "dev.jsonl"
MOST = 15
"""So many requests a question may take, even of a process that has been asked nothing before."""


def test_a_question_takes_few_requests(kg: KnowledgeGraph) -> None:
    asked = {}
    for line in QUESTIONS.read_text(encoding="utf-8").splitlines()[::20]:
        record = json.loads(line)
        question = record["turns"][0]["question"] if "turns" in record else record["question"]
        store = Counting(kg.store)
        with_nothing_kept = KnowledgeGraph(store)
        with_nothing_kept.ontology, with_nothing_kept.reader, with_nothing_kept.links = kg.ontology, kg.reader, kg.links
        with_nothing_kept.ask(question)
        asked[question] = store.asked
    assert {question: number for question, number in asked.items() if number > MOST} == {}


def test_many_claims_take_few_requests(kg: KnowledgeGraph) -> None:
    store = Counting(kg.store)
    claims = [finding.iri for finding in kg.findings.every]
    assert len(Facts(store, kg.ontology).claims(claims)) == len(claims) > 1000
    assert store.asked <= MOST
