"""The page of what msgraph understands, each form with three questions and answers: `python docs/coverage.py`.

The questions are asked of the graph that comes with msgraph; a test holds the page to what they are answered by now.
"""

from collections.abc import Iterator
from pathlib import Path

from msgraph import KnowledgeGraph
from msgraph.engine import Answer

PAGE = Path(__file__).with_suffix(".md")
LONGEST = 180
"""So many characters of an answer are shown."""

FORMS: dict[str, tuple[str, ...]] = {
    "Lists": ("Which mediators do MSCs secrete?", "What increases regulatory T cells?", "symptoms of MS"),
    "Yes or no, however inverted": (
        "Does aHSCT reduce relapse rate?",
        "Is HGF secreted by MSCs?",
        "Can MSCs be given intrathecally?",
    ),
    "Counts": (
        "How many risks does aHSCT have?",
        "number of MSC trials",
        "In how many trials have MSCs been tested?",
    ),
    "Definitions": ("What is EAE?", "Define remyelination", "Can you tell me what an exosome is?"),
    "Descriptions": ("Tell me about alemtuzumab", "What do we know about NSCs?", "Describe the MIST trial"),
    "Relations between two things": (
        "How are IL-6 and Th17 cells related?",
        "What effect does IL-6 have on Th17 cells?",
        "How is IL-10 linked to MSCs?",
    ),
    "Nested descriptions, several hops": (
        "Which mediators do cells that act through immunomodulation secrete?",
        "What are the risks of the therapies that lower relapses?",
        "Which trials tested cells that come from bone marrow?",
    ),
    "Relative clauses": (
        "Which mediators that MSCs secrete reduce Th17 cells?",
        "the mechanisms through which MSCs act",
        "studies whose design is randomised trial",
    ),
    "Paths and explanations": (
        "How do MSCs lead to remyelination?",
        "Explain how exosomes reduce neuroinflammation",
        "Show the path from MSCs to remyelination in at most 3 steps",
    ),
    "Comparisons": (
        "Compare MSCs and NSCs",
        "alemtuzumab vs natalizumab",
        "Compare the risks of alemtuzumab and natalizumab",
    ),
    "In common, and only in one of two": (
        "Which mechanisms do MSCs and NSCs share?",
        "What do MSCs secrete that NSCs do not secrete?",
        "Which advantages do both ESCs and iPSCs have?",
    ),
    "Superlatives": (
        "Which trial has the most participants?",
        "Which drug has the most risks?",
        "What is the newest paper?",
    ),
    "Groups": (
        "How many studies are there per phase?",
        "For each drug, how many risks does it have?",
        "Which risks does each conditioning regimen have?",
    ),
    "Conditions on numbers": (
        "Which trials had more than 100 participants?",
        "trials with 50 to 100 participants",
        "Which trials enrolled no fewer than 200 people?",
    ),
    "Arithmetic: totals, averages, percentages": (
        "What is the average number of participants of randomised trials?",
        "total number of participants in MSC trials",
        "What percentage of the trials are randomised?",
    ),
    "Years": (
        "Which papers were published after 2021?",
        "papers from 2023 on",
        "papers published between 2015 and 2017",
    ),
    "Order": ("the 3 largest trials", "Which trial is the smallest?", "the most recent paper"),
    "And": (
        "Which cells secrete both BDNF and NGF?",
        "What increases Tregs and decreases Th17 cells?",
        "Which therapies lower relapses as well as disability progression?",
    ),
    "Or, either": (
        "Which cells secrete either BDNF or GDNF?",
        "Which cells are given intrathecally or intravenously?",
        "phase 2 or phase 3 trials",
    ),
    "Not": (
        "Which stem cells are not given intrathecally?",
        "Which trials did not have a comparator?",
        "Is it true that rituximab is not a stem cell?",
    ),
    "But not, except, without, neither": (
        "What is secreted by MSCs but not by NSCs?",
        "Except for IL-10, which cytokines do MSCs secrete?",
        "Which drugs cause neither infertility nor thyroid disease?",
    ),
    "All, any, none": ("all kinds of MSC", "Do any MSCs secrete HGF?", "Which drugs have no risks?"),
    "At least two, more than one": (
        "Which cells secrete at least two cytokines?",
        "Which cells secrete more than one cytokine?",
        "cells which secrete no fewer than two cytokines",
    ),
    "Only": (
        "According to randomised trials only, what does aHSCT reduce?",
        "Human evidence only: what lowers the relapse rate?",
        "Going by reviews only, what are the risks of iPSCs?",
    ),
    "Evidence of a kind, a population, a setting": (
        "What do MSCs reduce in animals?",
        "What do MSCs improve in progressive MS?",
        "In vitro, what do MSCs reduce?",
    ),
    "Questions for the evidence": (
        "What is the evidence that aHSCT reduces relapses?",
        "the strongest evidence that MSCs lower EDSS",
        "Which claims speak against MSCs improving disability?",
    ),
    "Disagreement": (
        "Is it disputed that MSCs reduce relapses?",
        "Which outcomes of MSCs are contested?",
        "Show both sides: do adipose MSC vesicles lower the EAE score?",
    ),
    "Figures": (
        "By how much did aHSCT reduce the relapse rate?",
        "How often does infertility occur after aHSCT?",
        "How strongly did aHSCT cut the relapse rate?",
    ),
    "Trials": (
        "Which phase is BEAT-MS in?",
        "What was the comparator in MIST?",
        "Which trials were run in Iran?",
    ),
    "Sources": (
        "Which papers report that MSCs secrete HGF?",
        "papers about exosomes",
        "Which papers have Burt as first author?",
    ),
    "Kinds": ("What kinds of mesenchymal stem cell are there?", "What is a Treg a kind of?", "Are Tregs T cells?"),
    "Keywords": ("alemtuzumab risks", "intrathecal MSC trials", "MSC vs NSC"),
    "Misspellings": (
        "Which mechanims do mesenchymal stem cells act trough?",
        "symptons of multiple sclerosis",
        "What is remylination?",
    ),
    "British and American spelling": (
        "Which tumours can stem cells cause?",
        "What is haematopoietic stem cell transplantation?",
        "What does aHSCT improve in randomized trials?",
    ),
    "Names: Greek letters, hyphens, digits, acronyms": (
        "What does TGF-β increase?",
        "What carries miR-219?",
        "Which challenges do ESCs face?",
    ),
    "Adjectives for a property or a value": (
        "randomised trials of MSCs",
        "Which cells are administered intrathecally?",
        "Which trials were observational?",
    ),
    "Class words and their synonyms": (
        "Which medicines cause infertility?",
        "side effects of alemtuzumab",
        "Which articles are about exosomes?",
    ),
    "Possessives": ("aHSCT's risks", "What are MSCs' mechanisms?", "What is BEAT-MS's phase?"),
    "Passives": (
        "By what is remyelination mediated?",
        "Which cytokines are lowered by MSCs?",
        "Are relapses reduced by aHSCT?",
    ),
    "Prepositions": ("routes for MSCs", "papers by Burt", "trials in Iran"),
    "Imperatives": ("List the symptoms of MS", "Name the mediators that MSCs release", "Show me the phase 3 trials"),
    "Polite and embedded questions": (
        "I was wondering which drugs cause infertility.",
        "Could you please tell me which routes there are for MSCs?",
        "I would like to know if MSCs are given intrathecally",
    ),
    "Several sentences": (
        "My neighbour has MS. Which risks does aHSCT have?",
        "I read about aHSCT. Which risks does it have?",
        "I keep reading about trophic support. What is that?",
    ),
    "Something named first": (
        "aHSCT: which risks does it have?",
        "Interleukin-10: which cells secrete it?",
        "In EAE, what do exosomes reduce?",
    ),
    "Follow-ups (each after “Which mediators do MSCs secrete?”)": (
        "and NSCs?",
        "Which of them reduce Th17 cells?",
        "How many are that?",
    ),
}
BEFORE = "Which mediators do MSCs secrete?"


def shortened(text: str) -> str:
    """The beginning of a text, up to a whole word."""
    return text if len(text) <= LONGEST else text[:LONGEST].rsplit(" ", 1)[0] + " …"


def answered(kg: KnowledgeGraph) -> Iterator[tuple[str, str, Answer]]:
    """Each form, question and answer."""
    before = kg.ask(BEFORE)
    for form, questions in FORMS.items():
        follows = before if form.startswith("Follow-ups") else None
        for question in questions:
            yield form, question, kg.ask(question, follows=follows)


def page(kg: KnowledgeGraph) -> str:
    """The page as Markdown."""
    lines = [
        "# What is understood",
        "",
        f"{len(FORMS)} forms of question, each with three examples about the graph that comes with msgraph: how each",
        "is read, in the words in which msgraph says it (and reads it again), and how the answer begins. The forms",
        "combine freely, and hold for any other graph. Made by `python docs/coverage.py`; a test holds it to that.",
    ]
    shown = ""
    for form, question, answer in answered(kg):
        if form != shown:
            lines += ["", f"## {form}", ""]
            shown = form
        lines += [f"- **{question}**  ", f"  *{answer.reading}*  ", f"  {shortened(answer.sentence)}"]
    return "\n".join(lines) + "\n"


if __name__ == "__main__":
    with KnowledgeGraph.open() as opened:
        PAGE.write_text(page(opened), encoding="utf-8")
