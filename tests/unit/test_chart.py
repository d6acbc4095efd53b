"""A chart parser that knows neither English nor meanings."""

from typing import Any

import pytest

from msgraph.chart import MOST_TRIED, WIDEST, Costly, Edge, Grammar, Rule


def leaves(text: str) -> list[Edge]:
    """Each letter is its own category and meaning."""
    return [Edge(letter, at, at + 1, letter, 0.0) for at, letter in enumerate(text)]


def whole(rules: list[Rule], text: str, category: str = "S") -> list[Any]:
    return [edge.meaning for edge in Grammar(rules).parse(len(text), leaves(text)).whole(category)]


def test_a_pattern_stands_for_every_row_of_its_choices() -> None:
    rule = Rule("r", "S", "x:a|b c? y:d", lambda x, y: x + y)
    assert [categories for categories, _ in rule.expanded()] == [
        ("a", "d"),
        ("a", "c", "d"),
        ("b", "d"),
        ("b", "c", "d"),
    ]
    assert {names for _, names in rule.expanded()} == {("x", "y"), ("x", None, "y")}


def test_a_pattern_that_cannot_be_read_is_named() -> None:
    with pytest.raises(ValueError, match="rule r: cannot read"):
        Rule("r", "S", "a??", lambda: None).expanded()


def test_the_meaning_of_the_whole_is_made_of_its_named_parts() -> None:
    assert whole([Rule("r", "S", "x:a b y:c", lambda x, y: (x, y))], "abc") == [("a", "c")]


def test_a_rule_may_feed_on_itself() -> None:
    rules = [Rule("one", "S", "x:a", lambda x: 1), Rule("more", "S", "x:S a", lambda x: x + 1)]
    assert whole(rules, "aaaa") == [4]


def test_parts_that_do_not_fit_make_nothing() -> None:
    assert whole([Rule("r", "S", "x:a", lambda x: None)], "a") == []


def test_a_rule_may_give_several_meanings_at_different_costs() -> None:
    rules = [Rule("r", "S", "x:a", lambda x: [Costly("dear", 2.0), "cheap"])]
    assert whole(rules, "a") == ["cheap", "dear"]


def test_of_one_meaning_the_cheapest_derivation_is_kept() -> None:
    rules = [Rule("dear", "S", "x:a", lambda x: x, 1.0), Rule("cheap", "S", "x:a", lambda x: x, 0.5)]
    chart = Grammar(rules).parse(1, leaves("a"))
    assert [(edge.rule, edge.cost) for edge in chart.whole("S")] == [("cheap", 0.5)]


def test_only_so_many_meanings_of_a_span_are_kept_and_the_cheapest_first() -> None:
    rules = [Rule("r", "S", "x:a", lambda x: [Costly(n, float(n)) for n in reversed(range(3 * WIDEST))])]
    assert whole(rules, "a") == list(range(WIDEST))


def test_no_more_is_made_than_was_asked_for() -> None:
    tried: list[str] = []

    def noted(x: str) -> str:
        tried.append(x)
        return x

    rules = [
        Rule("near", "S", "x:a", noted),
        Rule("next", "T", "x:S", noted, 0.5),
        Rule("dear", "S", "x:T", lambda x: noted(x) + "!", 0.5),
        Rule("dearer", "S", "x:S", lambda x: noted(x) + "?", 2.0),
    ]
    chart = Grammar(rules).parse(1, leaves("a"))
    assert [edge.meaning for edge in chart.whole("S", beyond=0.6)] == ["a"]
    assert tried == ["a", "a"]  # "next" is tried as well, and what it leads to only when more is asked for
    assert [edge.meaning for edge in chart.whole("S", beyond=0.6, fits=lambda edge: "!" in edge.meaning)] == ["a", "a!"]
    assert [edge.meaning for edge in chart.whole("S", beyond=1.0)] == ["a", "a!"]
    assert [edge.cost for edge in chart.whole("S")[:3]] == [0.0, 1.0, 2.0]


def test_what_comes_early_joins_what_comes_late_whichever_costs_less() -> None:
    rules = [
        Rule("dear", "A", "x:a", lambda x: x, 1.0),
        Rule("sum", "S", "x:A y:B", lambda x, y: x + y),
        Rule("cheap", "B", "x:b", lambda x: x),
        Rule("in", "B", "c s:S", lambda s: f"({s})"),
        Rule("dear whole", "C", "x:c", lambda x: x, 0.5),
        Rule("late", "B", "x:C s:S", lambda x, s: f"[{s}]", 0.1),
    ]
    chart = Grammar(rules, awaited=("S",)).parse(4, leaves("acab"))
    assert [(edge.meaning, edge.cost) for edge in chart.whole("S")] == [("a(ab)", 2.0), ("a[ab]", 2.6)]


def test_a_whole_is_looked_for_only_where_one_can_stand() -> None:
    rules = [Rule("r", "S", "x:a y:b", lambda x, y: x + y), Rule("in", "T", "c s:S", lambda s: s)]
    chart = Grammar(rules, awaited=("S",)).parse(5, leaves("dabcab"[:5])).complete()
    assert not any(edge.category == "S" for edges in chart.values() for edge in edges)
    chart = Grammar(rules, awaited=("S",)).parse(3, leaves("cab")).complete()
    assert [edge.meaning for edge in chart[0, 3]] == ["ab"]


def test_a_rule_is_tried_only_where_what_comes_next_can_follow() -> None:
    tried: list[str] = []

    def noted(x: str) -> str:
        tried.append(x)
        return x

    # Behind a T stands c, or what begins with c; behind the last word anything may end.
    rules = [
        Rule("part", "T", "x:a|b|d", noted),
        Rule("next", "U", "x:c", lambda x: x),
        Rule("sum", "S", "x:T y:U z:T", lambda x, y, z: x + y + z),
    ]
    assert whole(rules, "acb") == ["acb"]
    assert tried == ["a", "b"]
    tried.clear()
    assert whole(rules, "abd") == []
    assert tried == ["d"]


def test_a_rule_for_a_subcategory_is_tried_only_for_what_is_of_it() -> None:
    tried: list[str] = []

    def noted(x: str, y: str) -> str:
        tried.append(x + y)
        return x + y

    rules = [
        Rule("low", "A", "x:a|b", lambda x: x),
        Rule("early", "S", "x:A.vowel y:A", noted),
        Rule("late", "S", "x:A y:A.vowel", noted, 1.0),
    ]
    grammar = Grammar(rules, subcategories=lambda category, meaning: [f"{category}.vowel"] if meaning == "a" else [])
    assert [edge.rule for edge in grammar.parse(2, leaves("ab")).whole("S")] == ["early"]
    assert [edge.rule for edge in grammar.parse(2, leaves("ba")).whole("S")] == ["late"]
    assert grammar.parse(2, leaves("bb")).whole("S") == []
    assert tried == ["ab", "ba"]


def test_what_may_be_given_back_is_not_taken_for_cost() -> None:
    """What costs 1 alone costs nothing once it is told of what, so that is tried before what costs a half."""
    rules = [
        Rule("told", "S", "x:A y:b", lambda x, y: Costly("told", -1.0)),
        Rule("dear", "S", "x:a y:b", lambda x, y: "dear", 0.5),
    ]
    words = [*leaves("ab"), Edge("A", 0, 1, "open", 1.0)]
    told = Grammar(rules, owed=lambda meaning: float(meaning == "open")).parse(2, words)
    assert [(edge.meaning, edge.cost) for edge in told.whole("S", beyond=0.1)] == [("told", 0.0)]
    untold = Grammar(rules).parse(2, words)
    assert [edge.meaning for edge in untold.whole("S", beyond=0.1)] == ["dear"]


def test_words_that_cost_something_whatever_they_are_hold_nothing_up() -> None:
    """The least that the other words cost is owed by every reading, so it decides nothing between two of them."""
    tried: list[str] = []

    def noted(x: str) -> str:
        tried.append(x)
        return x

    rules = [
        Rule("near", "S", "x:a b", lambda x: x),
        Rule("far", "T", "x:a", noted, 1.0),
        Rule("whole", "S", "x:T b", lambda x: x + "!"),
    ]
    dear = [Edge("a", 0, 1, "a", 0.0), Edge("b", 1, 2, "b", 3.0)]
    assert [edge.cost for edge in Grammar(rules).parse(2, dear).whole("S", beyond=0.5)] == [3.0]
    assert tried == []


def test_a_derivation_remembers_its_rules_and_parts() -> None:
    rules = [Rule("low", "A", "x:a", lambda x: x), Rule("high", "S", "x:A y:b", lambda x, y: x + y)]
    (edge,) = Grammar(rules).parse(2, leaves("ab")).whole("S")
    assert (edge.rule, [part.rule for part in edge.parts]) == ("high", ["low", ""])


def test_only_so_many_rules_are_tried_whether_or_not_they_fit() -> None:
    tried = 0

    def counted(**_: Any) -> object:
        nonlocal tried
        tried += 1
        return object()

    def fits(**_: Any) -> None:
        counted()

    rules = [Rule("pair", "A", "x:a|A y:a|A", counted), Rule("never", "A", "x:A y:A", fits)]
    Grammar(rules).parse(30, leaves("a" * 30)).complete()
    assert 0 < tried <= MOST_TRIED
