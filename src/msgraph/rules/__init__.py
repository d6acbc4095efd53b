"""The rules of English that questions are read by: grouped, named, each with an example; no word of any domain.

Categories: `N` a noun with what modifies it, `NP` a noun phrase, `MOD` an adjective, `V` a verb (`VPART`, `PRED`: one said with
*be*), `VN` a verb with its object, `VP` what is said of a subject, `PASS` a passive participle phrase, `ING` a present one, `RC` a
relative clause, `GAP` a clause that lacks its object, `INV` the same in the order of questions, `S` a statement, `CL` the claims
that make a statement, `Q` a question. Lower-case categories are classes of function words (`grammar.WORDS`).
"""

from msgraph.chart import Rule
from msgraph.composer import Composer
from msgraph.rules.clauses import clauses
from msgraph.rules.evidence import evidence_questions
from msgraph.rules.lists import lists
from msgraph.rules.nouns import noun_phrases, nouns
from msgraph.rules.numbers import numbers
from msgraph.rules.things import one_thing, several_things
from msgraph.rules.truths import truths
from msgraph.rules.verbs import verbs


def rules(c: Composer) -> list[Rule]:
    """All rules, for the types of one ontology."""
    return [
        *nouns(c),
        *noun_phrases(c),
        *verbs(c),
        *clauses(c),
        *lists(c),
        *truths(c),
        *numbers(c),
        *one_thing(c),
        *several_things(c),
        *evidence_questions(c),
    ]
