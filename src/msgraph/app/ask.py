"""The page to ask: a question, its answer with all that it rests on, and the questions that follow from it.

The address holds the whole conversation (`?q=first&q=second`), so that it can be sent to a colleague.
"""

import json
import re
from collections.abc import Sequence
from functools import partial
from typing import Final, assert_never

import streamlit as st

from msgraph import KnowledgeGraph, picture
from msgraph.answer import Answer
from msgraph.app import about, network, parts
from msgraph.app.box import LONGEST, box
from msgraph.app.parts import counted, escaped, inert
from msgraph.exports import Kind
from msgraph.facts import Claim, claims_table
from msgraph.report import plain

TURNS: Final = 20
"""A conversation goes on for so many questions."""


@st.cache_resource(max_entries=400, show_spinner=False)
def answered(_kg: KnowledgeGraph, identity: str, questions: tuple[str, ...], reading: int | None) -> Answer:
    """The answer to the last of some questions, each of which may lean on those before; asked once for everybody."""
    before = answered(_kg, identity, questions[:-1], None) if len(questions) > 1 else None
    return _kg.ask(questions[-1], follows=before, reading=reading)


def page(kg: KnowledgeGraph) -> None:
    """Ask, or show the conversation that the address holds."""
    questions = tuple(question.strip()[:LONGEST] for question in st.query_params.get_all("q") if question.strip())[
        -TURNS:
    ]
    if not questions:
        st.title("Ask a question")
        about.line(kg)
    _new(kg, questions[0] if len(questions) == 1 else "")
    if not questions:
        _welcome(kg)
        return
    chosen = st.query_params.get("reading", "")
    reading = int(chosen) if chosen.isdecimal() and 0 < int(chosen) < 1000 else None
    for last in range(1, len(questions)):
        with parts.told():
            _earlier(answered(kg, kg.store.identity, questions[:last], None))
    with parts.told():
        with st.spinner("Looking …", show_time=False):
            answer = answered(kg, kg.store.identity, questions, reading)
        _turn(kg, answer, questions)


def _ask(questions: Sequence[str], reading: int | None = None) -> None:
    """Put a conversation into the address, and show it from there."""
    parameters: dict[str, str | list[str]] = {"q": list(questions)}
    if reading is not None:
        parameters["reading"] = str(reading)
    st.query_params.from_dict(parameters)


@st.fragment
def _new(kg: KnowledgeGraph, value: str) -> None:
    """A box for a question that begins anew."""
    if asked := box(kg, "Your question", "Type a question in plain English", key="new", value=value):
        _ask([asked])
        st.rerun()


@st.fragment
def _follow(kg: KnowledgeGraph, before: tuple[str, ...]) -> None:
    """A box for a question that leans on those before."""
    hint = "A question that leans on this answer: “and …?”, “which of them …?”"
    if asked := box(kg, "Follow up", hint, key="follow", stays=False):
        _ask([*before, asked])
        st.rerun()


def _welcome(kg: KnowledgeGraph) -> None:
    """What can be asked, by topic."""
    topics = kg.examples()
    if not topics:
        return
    st.markdown("##### For example")
    with st.container(key="examples"):
        columns = st.columns(3 if len(topics) > 2 else len(topics), gap="medium")
        for place, (topic, questions) in enumerate(topics.items()):
            with columns[place % len(columns)].container(gap="xxsmall"):
                st.markdown(f"**{inert(parts.capital(topic))}**")
                for number, question in enumerate(questions):
                    if st.button(inert(question), key=f"example-{place}-{number}", type="tertiary"):
                        _ask([question])
                        st.rerun()


def _earlier(answer: Answer) -> None:
    """A question asked before, folded."""
    with st.expander(inert(answer.question), icon=":material/history:"):
        st.markdown(inert(answer.sentence or answer.reading))
        if st.button("Show this answer alone", key=f"alone-{answer.question}", type="tertiary"):
            _ask([answer.question])
            st.rerun()


def _turn(kg: KnowledgeGraph, answer: Answer, questions: tuple[str, ...]) -> None:
    """The answer that is looked at."""
    if len(questions) > 1:
        st.markdown(f"#### {inert(answer.question)}")
    match answer.status:
        case "answered":
            _sentence(answer, ":material/check_circle:", "green")
            _rows(answer)
            _follow(kg, questions)
            _details(kg, answer)
        case "no_answer":
            _sentence(answer, ":material/search_off:", "gray")
            st.caption("The graph holds nothing on this. That does not mean that nothing is known.")
            _details(kg, answer)
            _suggestions(answer, "Ask instead")
        case "clarify":
            st.markdown("##### Your question can be read in more than one way. Which do you mean?")
            with st.container(key="choices"):
                for number, reading in enumerate(answer.readings, 1):
                    if st.button(inert(reading), key=f"reading-{number}", icon=":material/arrow_forward:"):
                        _ask(questions, number)
                        st.rerun()
        case "not_understood":
            _not_understood(answer)
        case _:
            assert_never(answer.status)


def _sentence(answer: Answer, icon: str, colour: str) -> None:
    """The answer in a sentence, what stands beside it, and how it was understood."""
    with st.container(key="sentence"):
        st.markdown(f":{colour}[{icon}] {inert(answer.sentence or answer.reading)}")
    for note in answer.notes:
        st.caption(inert(note))
    if answer.reading:
        st.caption(f"Understood as: *{inert(answer.reading)}*")
    if answer.derived:
        st.caption(
            "Some of this was not claimed in these words: it follows from the claims by the rules of the ontology."
        )


def _rows(answer: Answer) -> None:
    """What the sentence leaves out."""
    match answer.kind:
        case "boolean" | "definition" | "evidence" | None:
            return
        case "path":
            parts.chains(answer.rows)
        case "list" | "count" | "describe" | "comparison" | "quantity":
            if len(answer.rows) > 1 or (answer.rows and len(answer.columns) > 1):
                parts.shown(answer.columns, answer.rows)
        case _:
            assert_never(answer.kind)


def _not_understood(answer: Answer) -> None:
    with st.container(key="sentence"):
        st.markdown(":orange[:material/help:] I did not understand this question.")
    if answer.unknown_words:
        st.markdown(marked(answer.question, answer.unknown_words))
    if answer.sentence:
        st.markdown(inert(answer.sentence))
    _suggestions(answer, "Perhaps you would like to ask")
    if not answer.suggestions:
        st.caption("Try other words, or a shorter question.")


def marked(question: str, unknown: Sequence[str]) -> str:
    r"""A question in Markdown with the words marked that nobody knows.

    >>> marked("Which wugs?", ["wugs"])
    'Which :orange-badge[wugs]\\?'
    """
    pattern = "|".join(re.escape(word) for word in sorted(unknown, key=len, reverse=True) if word)
    pieces = re.split(rf"(?<!\w)({pattern})(?!\w)", plain(question), flags=re.IGNORECASE) if pattern else [question]
    return "".join(
        f":orange-badge[{escaped(piece)}]" if place % 2 else escaped(piece) for place, piece in enumerate(pieces)
    )


def _suggestions(answer: Answer, heading: str) -> None:
    if not answer.suggestions:
        return
    st.markdown(f"**{heading}**")
    with st.container(key="choices"):
        for number, question in enumerate(answer.suggestions):
            if st.button(inert(question), key=f"suggestion-{number}", icon=":material/arrow_forward:"):
                _ask([question])
                st.rerun()


# --------------------------------------------------------------------------------------------------- beneath the answer


def _details(kg: KnowledgeGraph, answer: Answer) -> None:
    """Evidence, picture, understanding and files, each behind a tab."""
    claims = len(answer.evidence) + len(answer.counter_evidence)
    names = [f"Evidence ({claims:,})"] if claims else []
    graph = answer.subgraph()
    names += ["Graph"] if graph.number_of_edges() else []
    names += ["How it was understood"] if answer.reading or answer.sparql else []
    names += ["Files"] if answer.rows or claims else []
    if not names:
        return
    folds = st.tabs(names) if len(names) > 1 else [st.expander(names[0])]
    for name, tab in zip(names, folds, strict=True):
        with tab:
            match name.split(" ")[0]:
                case "Evidence":
                    evidence(answer.evidence, answer.counter_evidence)
                case "Graph":
                    network.network(
                        graph, key="subgraph", main=[cell.iri for cell in answer.answers if cell.iri is not None]
                    )
                case "How":
                    _understanding(kg, answer)
                case "Files":
                    _files(answer)


@st.fragment
def evidence(claims: Sequence[Claim], others: Sequence[Claim]) -> None:
    """Claims the strongest first, what speaks against beside what speaks for, to be narrowed by level and year."""
    every = [*claims, *(claim for claim in others if claim not in claims)]
    strongest = max((claim.strength for claim in every), default=0)
    levels = {claim.level.label: claim.strength for claim in every if claim.level is not None}
    years = sorted({claim.source.year for claim in every if claim.source is not None and claim.source.year is not None})
    if len(every) > 4 and (len(levels) > 1 or len(years) > 1):
        left, right = st.columns(2, gap="medium")
        wanted = left.multiselect(
            "Level of evidence", sorted(levels, key=lambda level: -levels[level]), placeholder="Any", format_func=plain
        ) if len(levels) > 1 else []  # fmt: skip
        since = right.select_slider("Published since", years, value=years[0]) if len(years) > 1 else None
        every = [
            claim for claim in every
            if (not wanted or (claim.level is not None and claim.level.label in wanted))
            and (since is None or since == years[0] or (claim.source is not None and (claim.source.year or 0) >= since))
        ]  # fmt: skip
    sides = ([claim for claim in every if claim.supports], [claim for claim in every if not claim.supports])
    if sides[0] and sides[1]:
        for column, side, name in zip(st.columns(2), sides, ("Speaks for it", "Speaks against it"), strict=True):
            with column:
                st.markdown(f"**{name}** · {counted(len(side), 'claim')}")
                _cards(side, strongest, name)
        return
    side = sides[0] or sides[1]
    name = "speaks for it" if sides[0] else "speaks against it"
    other = "against it" if sides[0] else "for it"
    st.markdown(
        f"**{counted(len(side), 'claim')}** {name if len(side) == 1 else name.replace('speaks', 'speak')}, none {other}"
    )
    for place, column in enumerate(st.columns(2)):
        with column:
            _cards(side[place::2], strongest, f"{name}-{place}", more=False)
    _more(len(side), name, "claims", 2 * parts.FEW_CLAIMS)


def _limit(name: str, usual: int) -> int:
    return int(st.session_state.get(f"more-{name}", usual))


def _cards(claims: Sequence[Claim], strongest: int, name: str, *, more: bool = True) -> None:
    limit = _limit(name, parts.FEW_CLAIMS) if more else _limit(name.rsplit("-", 1)[0], 2 * parts.FEW_CLAIMS) // 2
    for claim in claims[:limit]:
        parts.claim(claim, strongest)
    if more:
        _more(len(claims), name, "claims", parts.FEW_CLAIMS)


def _more(number: int, name: str, noun: str, usual: int) -> None:
    """A button to see more than are shown."""
    limit = _limit(name, usual)
    if number > limit and st.button(f"Show more of {number:,} {noun}", key=f"show-{name}", width="stretch"):
        st.session_state[f"more-{name}"] = limit + 4 * usual
        st.rerun(scope="fragment")


def _understanding(kg: KnowledgeGraph, answer: Answer) -> None:
    """A question's meaning in words, as a walk over the graph, and as a query."""
    if answer.reading:
        st.markdown(f"**In words:** {inert(answer.reading)}")
    if answer.plan is not None and picture.diagram(answer.plan, kg.answers.words).arrows:
        st.markdown("**As a walk over the graph:**")
        st.graphviz_chart(picture.plan_dot(answer.plan, kg.answers.words), alt=plain(answer.reading))
    if answer.sparql:
        st.markdown("**As a query** in SPARQL, the language in which the graph is asked:")
        st.code(answer.sparql, language="sparql", wrap_lines=True)
    st.caption(f"Answered in {answer.milliseconds:,.0f} ms.")


def _files(answer: Answer) -> None:
    """What one can take away."""
    claims = tuple(dict.fromkeys((*answer.evidence, *answer.counter_evidence)))
    tables = {"Table": answer.to_table} if answer.rows else {}
    parts.downloads(
        answer.question,
        key="answer",
        tables=tables | ({"Claims": partial(claims_table, claims)} if claims else {}),
        graph=answer.subgraph if answer.subgraph().number_of_edges() else None,
        answer=answer,
    )
    everything = Kind("JSON", (".json",), "application/json", _json)
    parts.files_of("Everything", {"json": everything}, lambda: answer, f"{answer.question} everything", key="answer")
    st.caption("The address of this page is a link to this answer that you can send to others.")


def _json(answer: Answer) -> str:
    return json.dumps(answer.to_json(), ensure_ascii=False, indent=1)
