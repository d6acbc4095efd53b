"""The page to ask: a question, its answer with all that it rests on, and the questions that follow from it.

The address holds the whole conversation (`?q=first&q=second`, with `&reading=2` for a reading that was chosen), and of
the last answer what is looked at and to what its claims are narrowed, so that it can be sent to a colleague.
"""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any, Final, Literal, assert_never

import streamlit as st

from msgraph import KnowledgeGraph, picture
from msgraph.answer import Answer
from msgraph.answering import EVIDENCE
from msgraph.app import about, network, parts
from msgraph.app.box import LONGEST, box
from msgraph.app.parts import counted, escaped, inert
from msgraph.facts import Claim, claims_table, narrowed
from msgraph.report import plain

if TYPE_CHECKING:
    import networkx

TURNS: Final = 20
"""A conversation goes on for so many questions."""

VIEW: Final = "view"
"""By what name the address holds which tab is open."""

CLAIMS: Final = "claims"
"""What the names begin with by which the address holds to what claims are narrowed."""

REMEMBERED: Final = 8
"""So many questions that were asked before are offered again."""

Turn = tuple[str, int | None]
"""A question, and which of its readings was chosen, if one was."""


@st.cache_resource(max_entries=400, show_spinner=False)
def answered(_kg: KnowledgeGraph, identity: str, turns: tuple[Turn, ...]) -> Answer:
    """The answer to the last of some questions, each of which may lean on those before; asked once for everybody."""
    before = answered(_kg, identity, turns[:-1]) if len(turns) > 1 else None
    question, reading = turns[-1]
    return _kg.ask(question, follows=before, reading=reading)


@st.cache_resource(max_entries=100, show_spinner=False)
def subgraph(_kg: KnowledgeGraph, identity: str, turns: tuple[Turn, ...]) -> "networkx.MultiDiGraph":
    """The things of an answer and the links between them."""
    return answered(_kg, identity, turns).subgraph()


def page(kg: KnowledgeGraph) -> None:
    """Ask, or show the conversation that the address holds."""
    turns = _turns()
    if not turns:
        st.title("Ask a question")
        about.line(kg)
    _new(kg, turns[0][0] if len(turns) == 1 else "")
    if not turns:
        _welcome(kg)
        return
    _remember(turns[-1][0])
    for last in range(1, len(turns)):
        _earlier(kg, turns[:last])
    if len(turns) > 1:
        st.markdown(f"#### {inert(turns[-1][0])}")
    with parts.told():
        with st.spinner("Looking …", show_time=False):
            answer = answered(kg, kg.store.identity, turns)
        if answer.sparql:
            st.session_state[parts.LAST_QUERY] = answer.sparql
        _answer(kg, turns, last=True)


def _turns() -> tuple[Turn, ...]:
    """The conversation that the address holds: `q` for each question, `reading` for each reading, 0 for none chosen.

    Where there are fewer readings than questions, they belong to the last ones.
    """
    questions = [question.strip()[:LONGEST] for question in st.query_params.get_all("q") if question.strip()][-TURNS:]
    numbers = [
        int(number) if number.isascii() and number.isdecimal() and 0 < int(number[:4]) < 1000 else None
        for number in st.query_params.get_all("reading")
    ][-len(questions) :]
    readings = [None] * (len(questions) - len(numbers)) + numbers
    return tuple(zip(questions, readings, strict=True)) if questions else ()


def _ask(turns: Sequence[Turn]) -> None:
    """Put a conversation into the address, and show it from there."""
    parameters: dict[str, str | list[str]] = {"q": [question for question, _ in turns]}
    readings = [str(reading or 0) for _, reading in turns]
    while readings and readings[0] == "0":
        readings.pop(0)
    if readings:
        parameters["reading"] = readings
    for name in [str(name) for name in st.session_state if str(name) == VIEW or str(name).startswith(f"{CLAIMS}-")]:
        del st.session_state[name]  # how one looked at the answer before
    st.query_params.from_dict(parameters)


def _remember(question: str) -> None:
    """Keep a question for this visit."""
    asked: list[str] = st.session_state.setdefault("asked", [])
    if question in asked:
        asked.remove(question)
    asked.insert(0, question)
    del asked[REMEMBERED:]


@st.fragment
def _new(kg: KnowledgeGraph, value: str) -> None:
    """A box for a question that begins anew."""
    if asked := box(kg.complete, "Your question", "Type a question in plain English", key="new", value=value):
        _ask([(asked, None)])
        st.rerun()


@st.fragment
def _follow(kg: KnowledgeGraph, before: tuple[Turn, ...]) -> None:
    """A box for a question that leans on those before."""
    hint = "“and …?”, “which of them …?”"
    complete = partial(kg.complete, follows=answered(kg, kg.store.identity, before))
    if asked := box(complete, "Follow up", hint, key="follow", main=False, stays=False):
        _ask([*before, (asked, None)])
        st.rerun()


def _welcome(kg: KnowledgeGraph) -> None:
    """What can be asked, by topic, and what was asked before."""
    topics = dict(kg.examples())
    if topics:
        st.markdown("##### For example")
    with st.container(key="examples"):
        _offered(topics, "example")
    if asked := st.session_state.get("asked"):
        st.markdown("##### Asked before")
        with st.container(key="asked", gap="xxsmall"):
            for number, question in enumerate(asked):
                _offer(question, f"asked-{number}")


def _offered(topics: Mapping[str, Sequence[str]], key: str) -> None:
    """Questions by topic, in columns."""
    if not topics:
        return
    columns = st.columns(min(3, len(topics)), gap="medium")
    for place, (topic, questions) in enumerate(topics.items()):
        with columns[place % len(columns)].container(gap="xxsmall"):
            st.markdown(f"**{inert(parts.capital(topic))}**")
            for number, question in enumerate(questions):
                _offer(question, f"{key}-{place}-{number}")


def _offer(question: str, key: str) -> None:
    """A question that a click asks."""
    if st.button(inert(question), key=key, type="tertiary"):
        _ask([(question, None)])
        st.rerun()


def _earlier(kg: KnowledgeGraph, turns: tuple[Turn, ...]) -> None:
    """A question asked before, folded: its answer is laid out when it is opened."""
    fold = st.expander(inert(turns[-1][0]), icon=":material/history:", key=f"earlier-{len(turns)}", on_change="rerun")
    if not fold.open:
        return
    with fold, parts.told():
        _answer(kg, turns)
        if st.button("Go back to this question", key=f"back-{len(turns)}", icon=":material/undo:", type="tertiary"):
            _ask(turns)
            st.rerun()


def _answer(kg: KnowledgeGraph, turns: tuple[Turn, ...], *, last: bool = False) -> None:
    """An answer: its sentence, its rows, what may be asked next where it is the last, and all that it rests on."""
    answer = answered(kg, kg.store.identity, turns)
    match answer.status:
        case "answered":
            _sentence(answer, ":material/check_circle:", "green", turns)
            _rows(answer)
        case "no_answer":
            _sentence(answer, ":material/search_off:", "gray", turns)
            st.caption("The graph holds nothing on this. That does not mean that nothing is known.")
            _suggestions(answer, "Ask instead", turns)
        case "clarify":
            st.markdown("##### Your question can be read in more than one way. Which do you mean?")
            with st.container(key=f"choices-{len(turns)}"):
                for number, reading in enumerate(answer.readings, 1):
                    name = f"reading-{len(turns)}-{number}"
                    if st.button(inert(reading), key=name, icon=":material/arrow_forward:"):
                        _ask([*turns[:-1], (turns[-1][0], number)])
                        st.rerun()
        case "not_understood":
            _not_understood(answer, turns)
        case _:
            assert_never(answer.status)
    if last and len(turns) < TURNS:
        _follow(kg, turns)
    if answer.status in ("answered", "no_answer"):
        _details(kg, answer, turns, last=last)


def _sentence(answer: Answer, icon: str, colour: str, turns: tuple[Turn, ...]) -> None:
    """The answer in a sentence, what stands beside it, and how it was understood."""
    with st.container(key=f"sentence-{len(turns)}"):
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


def _not_understood(answer: Answer, turns: tuple[Turn, ...]) -> None:
    with st.container(key=f"sentence-{len(turns)}"):
        st.markdown(":orange[:material/help:] I did not understand this question.")
    if answer.unknown_words:
        st.markdown(marked(answer.question, answer.unknown_words))
    if answer.sentence:
        st.markdown(inert(answer.sentence))
    _suggestions(answer, "Perhaps you would like to ask", turns)
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


def _suggestions(answer: Answer, heading: str, turns: tuple[Turn, ...]) -> None:
    if not answer.suggestions:
        return
    st.markdown(f"**{heading}**")
    with st.container(key=f"choices-{len(turns)}"):
        for number, question in enumerate(answer.suggestions):
            name = f"suggestion-{len(turns)}-{number}"
            if st.button(inert(question), key=name, icon=":material/arrow_forward:"):
                _ask([*turns[:-1], (question, None)])
                st.rerun()


# --------------------------------------------------------------------------------------------------- beneath the answer


def _details(kg: KnowledgeGraph, answer: Answer, turns: tuple[Turn, ...], *, last: bool) -> None:
    """Evidence, picture, understanding and files, each behind a tab, made when the tab is opened.

    What is looked at of the `last` answer is kept in the address.
    """
    key = f"turn-{len(turns)}"
    claims = answer.evidence or answer.counter_evidence
    names = ["Evidence"] if claims else []
    graph = subgraph(kg, kg.store.identity, turns)
    names += ["Graph"] if graph.number_of_edges() else []
    names += ["How it was understood"] if answer.reading or answer.sparql else []
    names += ["Files"] if answer.rows or claims else []
    if not names:
        return
    if last:
        parts.known(VIEW, names)
    bound: dict[str, Any] = {"key": VIEW, "bind": "query-params"} if last else {"key": f"tabs-{key}"}
    for name, tab in zip(names, st.tabs(names, on_change="rerun", **bound), strict=True):
        if not tab.open:
            continue
        with tab:
            match name:
                case "Evidence":
                    evidence(answer.evidence, answer.counter_evidence, key=CLAIMS if last else key)
                    _rest(answer)
                case "Graph":
                    network.network(
                        graph, key=f"graph-{key}", main=[cell.iri for cell in answer.answers if cell.iri is not None]
                    )
                    parts.downloads(answer.question, key=f"graph-{key}", graph=lambda: graph)
                case "How it was understood":
                    _understanding(kg, answer, key)
                case "Files":
                    _files(answer, graph, key)


def _rest(answer: Answer) -> None:
    """Where there are more claims than an answer holds."""
    if answer.kind == "describe" and answer.answers:
        here = parts.link("explore", thing=str(answer.answers[0].iri), view="Claims")
        st.caption(f"These are the strongest; [its own page]({here}) holds all claims about it.")
    elif answer.kind != "evidence" and len(answer.evidence) == EVIDENCE:
        st.caption(f"These are the {EVIDENCE} strongest claims; there may be more.")


@st.fragment
def evidence(claims: Sequence[Claim], others: Sequence[Claim], *, key: str = "claims") -> None:
    """Claims the strongest first, what speaks against beside what speaks for; to be narrowed, and to be taken away.

    `key` tells this place from others on the page. Where it begins with `CLAIMS`, the address holds to what they are
    narrowed.
    """
    every = tuple(sorted(dict.fromkeys((*claims, *others)), key=lambda claim: claim.order))
    strongest = max((claim.strength for claim in every), default=0)
    shown = _narrowed(every, key) if len(every) > FEW else every
    sides = ([claim for claim in shown if claim.supports], [claim for claim in shown if not claim.supports])
    if not shown:
        st.caption("No claim is left; choose less.")
    elif sides[0] and sides[1]:
        for column, side, name in zip(st.columns(2), sides, ("Speaks for it", "Speaks against it"), strict=True):
            with column:
                st.markdown(f"**{name}** · {counted(len(side), 'claim')}")
                for claim in side[: _limit(f"{key}-{name}", parts.FEW_CLAIMS)]:
                    parts.claim(claim, strongest)
                _more(len(side), f"{key}-{name}", "claims", parts.FEW_CLAIMS)
    else:
        side = sides[0] or sides[1]
        verb = "speaks" if len(side) == 1 else "speak"
        way, other = ("for", "against") if sides[0] else ("against", "for")
        st.markdown(
            f"**{counted(len(side), 'claim')}** {verb} {way} it"
            + (f", none {other} it" if len(shown) == len(every) else "")
        )
        limit = _limit(f"{key}-{way}", 2 * parts.FEW_CLAIMS)
        for place, column in enumerate(st.columns(2)):
            with column:
                for claim in side[:limit][place::2]:
                    parts.claim(claim, strongest)
        _more(len(side), f"{key}-{way}", "claims", 2 * parts.FEW_CLAIMS)
    if every:
        with st.popover("Take these claims away", icon=":material/download:", key=f"claims-{key}"):
            parts.downloads("claims", key=f"claims-{key}", tables={"Claims": partial(claims_table, shown)})


FEW: Final = 4
"""So many claims need no narrowing."""

_SIDES: Final = {"All": None, "For": True, "Against": False}


def _narrowed(claims: tuple[Claim, ...], key: str) -> tuple[Claim, ...]:
    """Claims narrowed by what is chosen of them: the level, what they hold for, the year, for or against."""
    levels = {claim.level.label: claim.strength for claim in claims if claim.level is not None}
    years = sorted({claim.source.year for claim in claims if claim.source is not None and claim.source.year})
    values: dict[str, Counter[str]] = {}
    for claim in claims:
        for name, cells in claim.qualifiers:
            values.setdefault(name, Counter()).update(cell.label for cell in cells)
    choices = {
        "Level of evidence": sorted(levels, key=lambda level: -levels[level]),
        **{
            parts.capital(name.replace("_", " ")): [label for label, _ in found.most_common()]
            for name, found in values.items()
        },
    }
    choices = {name: options for name, options in choices.items() if len(options) > 1}
    both = len({claim.supports for claim in claims}) > 1
    if not choices and len(years) < 2 and not both:
        return claims
    bind: Literal["query-params"] | None = "query-params" if key.startswith(CLAIMS) else None
    picked: dict[str, list[str]] = {}
    columns = st.columns(max(1, len(choices)), gap="medium")
    for column, (name, options) in zip(columns, choices.items(), strict=False):
        field = parts.file_name(f"{key} {name}", "")
        parts.known(field, options)
        picked[name] = column.multiselect(name, options, placeholder="Any", format_func=plain, key=field, bind=bind)
    left, right = st.columns(2, gap="medium", vertical_alignment="bottom")
    since = (
        left.select_slider("Published since", years, value=years[0], key=f"{key}-since", bind=bind)
        if len(years) > 1
        else None
    )
    side = (
        right.segmented_control("Which side", list(_SIDES), default="All", key=f"{key}-side", bind=bind)
        if both
        else None
    )
    return narrowed(
        claims,
        levels=picked.get("Level of evidence", ()),
        since=since if since is not None and since > years[0] else None,
        supports=_SIDES[side or "All"],
        where={name: picked.get(parts.capital(name.replace("_", " ")), ()) for name in values},
    )


def _limit(name: str, usual: int) -> int:
    return int(st.session_state.get(f"more-{name}", usual))


def _more(number: int, name: str, noun: str, usual: int) -> None:
    """A button to see more than are shown."""
    limit = _limit(name, usual)
    if number > limit and st.button(f"Show more of {number:,} {noun}", key=f"show-{name}", width="stretch"):
        st.session_state[f"more-{name}"] = limit + 4 * usual
        st.rerun(scope="fragment")


def _understanding(kg: KnowledgeGraph, answer: Answer, key: str) -> None:
    """A question's meaning in words, as a walk over the graph, and as a query."""
    if answer.reading:
        st.markdown(f"**In words:** {inert(answer.reading)}")
    if answer.plan is not None and picture.diagram(answer.plan, kg.answers.words).arrows:
        st.markdown("**As a walk over the graph:**")
        for window in ("wide", "narrow"):
            with st.container(key=f"walk-{window}-{key}"):
                dot = picture.plan_dot(answer.plan, kg.answers.words, down=window == "narrow")
                st.graphviz_chart(dot, alt=plain(answer.reading))
    if answer.sparql:
        st.markdown("**As a query** in SPARQL, the language in which the graph is asked:")
        st.code(answer.sparql, language="sparql", wrap_lines=True)
        st.markdown(f"[Run it on the page Query]({parts.link('query', query=answer.sparql)})")
    if answer.question:
        with st.expander("The words, and other ways to read them"):
            found = kg.explain(answer.question, before=answer.plans[:-1])
            for phrase, meanings in found.senses:
                st.markdown(f"- **{inert(phrase)}**: {inert(', '.join(meanings))}")
            for number, each in enumerate(found.readings, 1):
                st.markdown(f"{number}. {inert(each.said)} ({inert(each.verdict)})")
    st.caption(f"Answered in {answer.milliseconds:,.0f} ms.")


def _files(answer: Answer, graph: "networkx.MultiDiGraph", key: str) -> None:
    """What one can take away."""
    claims = tuple(dict.fromkeys((*answer.evidence, *answer.counter_evidence)))
    tables = {"Table": answer.to_table} if answer.rows else {}
    parts.downloads(
        answer.question,
        key=key,
        tables=tables | ({"Claims": partial(claims_table, claims)} if claims else {}),
        graph=(lambda: graph) if graph.number_of_edges() else None,
        answer=answer,
    )
    parts.everything(answer, answer.question, key=key)
    st.caption("The address of this page is a link to this answer that you can send to others.")
