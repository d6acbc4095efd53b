"""The rules of the house, as tests: what no review should have to look for."""

import ast
import re
import subprocess
import sys
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import pyoxigraph
import pytest
import spacy_lookups_data
import srsly
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name
from spacy.lang.en.stop_words import STOP_WORDS

import msgraph

ROOT = Path(__file__).parents[2]
SOURCES = sorted([ROOT / "app.py", *(ROOT / "src").rglob("*.py")])
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")


def named(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@cache
def committed() -> tuple[Path, ...]:
    """Every file that is in the project's history or about to be."""
    listing = subprocess.run(
        ["git", "ls-files", "--cached", "--others", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
        text=True,
    )
    return tuple(path for name in listing.stdout.split("\0") if name and (path := ROOT / name).is_file())


# ------------------------------------------------------------------------------------- no word of the domain in Python
#
# The words of the domain are read from the Turtle, so that the rule grows with it. Three kinds, because most words of a
# label ("cell", "reduce", "trial") are plain English too, and a comment may say "cell" of a table:
#   1. a word of a label that few people use in daily English: nowhere in src/, not even in a comment or a name;
#   2. a name of several words ("stem cell"): nowhere in src/, unless each of them is among the commonest words;
#   3. a name of one word or a word for a relation, unless it is a common one: in no string that Python computes with.
# How common a word is, is read from a table of frequencies, so that the rule needs no list of English.

ASK = "https://w3id.org/msgraph/ask#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
SKOS = "http://www.w3.org/2004/02/skos/core#"
DCTERMS = "http://purl.org/dc/terms/"
OWL = "http://www.w3.org/2002/07/owl#"
RDF_TYPE = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"

NAMES = {RDFS + "label", SKOS + "prefLabel", SKOS + "altLabel"}
RELATION_WORDS = {
    ASK + term
    for term in ("verb", "inverseVerb", "objectNoun", "subjectNoun", "eventNoun", "adjective", "more", "less", "unit")
}
RELATIONS = {OWL + kind for kind in ("ObjectProperty", "DatatypeProperty", "AnnotationProperty")}

EVERYDAY = 30_000
"""A word among this many of the most frequent of English is nobody's domain."""
COMMON_NOUNS = 1_000
"""A name among this many ("people", "process") may stand in a string; one that is rarer ("patient", "cell") may not."""
COMMON_VERBS = 4_000
"""A word for a relation among this many ("find", "explore") may be a string; one that is rarer ("suppress") may not."""


def words(text: str) -> list[str]:
    """The words of a text or a program, lower case; `camelCase` and `snake_case` are several.

    >>> words("a MotherTongue_of IL-10")
    ['a', 'mother', 'tongue', 'of', 'il', '10']
    """
    spaced = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", text)
    return [word.casefold() for word in re.findall(r"[^\W_]+", spaced)]


ALLOWED = {
    # what every graph of cited claims has, whatever it is about: the answer's JSON form promises these names
    *("source", "claim", "statement", "evidence", "year", "title", "doi", "pmid", "paper", "polarity", "population"),
    *("support", "supports", "refute", "refutes", "refuted"),
    # what one asks of claims about anything: what was found, what is linked, what speaks against
    *(
        "affect",
        "assertion",
        "compare",
        "concern",
        "describe",
        "effect",
        "factor",
        "finding",
        "link",
        "pro",
        "quantity",
    ),
    *("route", "sign", "study", "conflicting", "inconsistent", "mixed", "results"),
    # what programs, SPARQL and parsers are made of; EV is a category of the grammar
    *("asc", "bind", "derivation", "endpoint", "limit", "old", "EV"),
    *("thing", "number", "date", "double", "load", "step"),
    # the local names of `ask:` and the smallest words of English
    *words(
        " ".join(re.findall(r"^ask:(\w+)", (ROOT / "ontology" / "ask.ttl").read_text(encoding="utf-8"), re.MULTILINE))
    ),
    *STOP_WORDS,
    # letters as people spell them out where their keyboard has none
    *(unicodedata.name(chr(letter)).split()[-1].casefold() for letter in range(ord("α"), ord("ω") + 1)),
}
"""Words of the ontology that Python may use; each is one that a graph of claims about anything would have."""

ALLOWED_IN = {
    # a table has cells
    "src/msgraph/tables.py": {"cell"},
    "src/msgraph/terminal.py": {"cell"},
    # SVG draws strokes and markers
    "src/msgraph/picture.py": {"stroke", "marker"},
    "src/msgraph/app/about.py": {"stroke", "marker"},
    "src/msgraph/app/network.py": {"stroke", "marker"},
    "src/msgraph/app/parts.py": {"stroke", "marker"},
    # Vega-Lite's own words
    "src/msgraph/app/charts.py": {"stroke", "condition", "direction"},
    # the nouns that WordNet gives for what high and low, many and few are said of
    "src/msgraph/lexicon.py": {"elevation", "enrollment", "participants"},
    # BibTeX, RIS and the properties of sources call their fields so
    "src/msgraph/references.py": {"journal", "author", "authors", "publication", "venue", "article"},
    # what is published has a year
    "src/msgraph/rules/numbers.py": {"publication"},
    # what is published or released has a date
    "src/msgraph/termwords.py": {"publication", "publish", "release"},
}
"""Words with a second meaning that one module is about."""


def relatives(word: str) -> set[str]:
    """A word, what it may be a form of, and the American spelling of that.

    >>> sorted(relatives("analysed"))
    ['analys', 'analyse', 'analysed', 'analyz', 'analyze', 'analyzed']
    """
    stems = {word, *(word.removesuffix(ending) for ending in ("s", "d", "ed", "ing"))}
    return {
        stem.replace(british, american)
        for stem in stems
        for british, american in (("", ""), ("ys", "yz"), ("is", "iz"))
    }


@cache
def ranks() -> dict[str, int]:
    """The place of each English word among the most frequent ones, from spaCy's table of log probabilities."""
    (table,) = Path(spacy_lookups_data.__file__).parent.glob("data/en_lexeme_prob.json.gz")
    best: dict[str, float] = {}
    for word, probability in srsly.read_gzip_json(table).items():
        folded = word.casefold()
        best[folded] = max(probability, best.get(folded, probability))
    return {word: rank for rank, word in enumerate(sorted(best, key=best.__getitem__, reverse=True))}


def common(word: str, among: int) -> bool:
    """Whether a word, or what it may be a form of, is among so many of the most frequent."""
    return any(ranks().get(relative, among) < among for relative in relatives(word))


@dataclass(frozen=True)
class Domain:
    """The names that the Turtle gives: of classes, concepts and things, and the words for relations."""

    things: frozenset[tuple[str, ...]]
    verbs: frozenset[tuple[str, ...]]
    acronyms: frozenset[str]

    @cached_property
    def rare(self) -> frozenset[str]:
        """The words of all the names that are no everyday English."""
        every = {word for name in self.things | self.verbs for word in name if len(word) > 2 and word.isalpha()}
        return frozenset(word for word in every - ALLOWED if not common(word, EVERYDAY))

    @cached_property
    def several(self) -> frozenset[tuple[str, ...]]:
        """The names of several words, or of one that is written as several, that are more than the commonest words."""
        return frozenset(
            name
            for name in self.things
            if len("".join(name)) > 3
            and not all(word in ALLOWED or word.isdecimal() or common(word, COMMON_NOUNS) for word in name)
        )

    @cached_property
    def nouns(self) -> frozenset[str]:
        """The names of one word that are not among the commonest."""
        every = {name[0] for name in self.things if len(name) == 1 and len(name[0]) > 2}
        return frozenset(word for word in every - ALLOWED if not common(word, COMMON_NOUNS))

    @cached_property
    def relating(self) -> frozenset[tuple[str, ...]]:
        """The words for relations that are more than common words."""
        return frozenset(
            name for name in self.verbs if not all(word in ALLOWED or common(word, COMMON_VERBS) for word in name)
        )


@cache
def domain() -> Domain:
    """What the shipped Turtle names. The titles of publications (`dcterms:title`) and what bears one are left out."""
    names: dict[str, set[str]] = {}
    relations, publications = set(), set()
    for file in [*(ROOT / "ontology").glob("*.ttl"), *(ROOT / "graph").glob("*.ttl")]:
        if file.name == "ask.ttl":
            continue
        for triple in pyoxigraph.parse(path=file, format=pyoxigraph.RdfFormat.TURTLE):
            subject, predicate = str(triple.subject), triple.predicate.value
            if predicate in NAMES | RELATION_WORDS and isinstance(triple.object, pyoxigraph.Literal):
                names.setdefault(subject, set()).add(triple.object.value)
            elif predicate == DCTERMS + "title":
                publications.add(subject)
            elif predicate == RDF_TYPE and str(triple.object)[1:-1] in RELATIONS:
                relations.add(subject)
            elif predicate == RDF_TYPE and str(triple.object)[1:-1] == OWL + "Ontology":
                publications.add(subject)
    things = {name for subject, own in names.items() if subject not in relations | publications for name in own}
    verbs = {name for subject in relations for name in names.get(subject, ())}
    return Domain(
        frozenset(tuple(words(name)) for name in things),
        frozenset(tuple(words(name)) for name in verbs),
        frozenset(name for name in things if re.fullmatch("[A-Z]{2}", name)),
    )


def singular(phrase: tuple[str, ...]) -> tuple[str, ...]:
    return (*phrase[:-1], phrase[-1].removesuffix("s"))


def phrases(text: str, longest: int = 8) -> Iterator[tuple[str, ...]]:
    """Every run of two words or more in a text."""
    found = words(text)
    for length in range(2, longest + 1):
        yield from (tuple(found[start : start + length]) for start in range(len(found) - length + 1))


def computed_strings(tree: ast.Module) -> Iterator[ast.Constant]:
    """The strings of a program that are not its documentation."""
    prose = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in prose:
            yield node


def test_the_ontology_and_graph_have_names_to_look_for() -> None:
    assert len(domain().things) > 500
    assert len(domain().verbs) > 50


def rare_words(text: str) -> list[str]:
    """The words of a program, comments included, that only the domain uses."""
    written = {form for word in words(text) for form in (word, word.removesuffix("s"))}
    acronyms = set(re.findall(r"\b[A-Z]{2}\b", text)) & domain().acronyms - ALLOWED
    return sorted(written & domain().rare | acronyms)


def long_names(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """The names of several words that stand in a program, comments included."""
    found = {run for run in phrases(text) if {run, singular(run)} & domain().several}
    return sorted(" ".join(run) for run in found if not {*allowed} & set(singular(run)))


def computed_words(text: str, allowed: Iterable[str] = ()) -> list[str]:
    """The strings that a program computes with and that hold a word of the domain."""
    nouns, faults = domain().nouns - {*allowed}, []
    for string in computed_strings(ast.parse(text)):
        found = tuple(words(str(string.value)))
        about = any({word, word.removesuffix("s")} & nouns and word not in allowed for word in found)
        if about or (found in domain().relating and not {*allowed} & set(found)):
            faults.append(f"line {string.lineno}: {string.value!r}")
    return faults


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_python_knows_no_rare_word_of_the_domain(source: Path) -> None:
    assert rare_words(source.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_python_knows_no_name_of_the_domain_in_several_words(source: Path) -> None:
    assert long_names(source.read_text(encoding="utf-8"), ALLOWED_IN.get(named(source), ())) == []


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_python_computes_with_no_word_of_the_domain(source: Path) -> None:
    assert computed_words(source.read_text(encoding="utf-8"), ALLOWED_IN.get(named(source), ())) == []


PLANTED = {
    "a rare word in a comment": "step = 1  # as an oligodendrocyte does",
    "a rare word in a name": "def remyelination_of(thing): return thing",
    "a name of several words in a docstring": 'def first():\n    """The first stem cell."""',
    "an acronym": "x = 1  # what MS is",
    "a noun in a string": 'if noun == "patients":\n    pass',
    "a noun among others in a string": 'WORDS = "amount|risk|share"',
    "an everyday noun of the domain in a string": 'kind = "cell"',
    "a verb as a string": 'if verb in ("find", "inhibit"):\n    pass',
}


@pytest.mark.parametrize("program", PLANTED.values(), ids=PLANTED)
def test_a_word_of_the_domain_that_is_planted_in_a_module_is_found(program: str) -> None:
    assert rare_words(program) + long_names(program) + computed_words(program)


def test_everyday_words_and_those_of_programs_are_no_fault() -> None:
    program = (
        'def run(endpoint: str, data: str) -> str:\n    """The new result."""\n    return data.find("people") or "help"'
    )
    assert rare_words(program) + long_names(program) + computed_words(program) == []


def test_python_names_no_term_of_the_ontology() -> None:
    faults = [
        named(source)
        for source in SOURCES
        if re.search(r"msgraph/ontology#|\bmso:", source.read_text(encoding="utf-8"))
    ]
    assert faults == []


# ------------------------------------------------------------------------------------------------------------- modules


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_every_module_says_what_it_is_for(source: Path) -> None:
    assert ast.get_docstring(ast.parse(source.read_text(encoding="utf-8")))


UNSAFE = {"pickle", "cPickle", "dill", "shelve", "marshal", "eval", "exec", "system", "popen", "yaml"}
"""What runs code that stands in data, or hands text to a shell."""


def unsafe(program: str) -> list[str]:
    """The calls and imports of a program that could run what stands in data."""
    found = []
    for node in ast.walk(ast.parse(program)):
        match node:
            case ast.Import(names) | ast.ImportFrom(names=names):
                found += [alias.name for alias in names if alias.name.split(".")[0] in UNSAFE]
                found += [node.module] if isinstance(node, ast.ImportFrom) and node.module in UNSAFE else []
            case ast.Call(func=ast.Name(name)) | ast.Call(func=ast.Attribute(attr=name)) if name in UNSAFE:
                found.append(name)
            case ast.keyword(arg="shell", value=ast.Constant(True)):
                found.append("shell")
    return found


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_python_runs_nothing_that_stands_in_data(source: Path) -> None:
    assert unsafe(source.read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "program",
    ["import pickle", "from pickle import loads", "eval(text)", "os.system(text)", "subprocess.run(text, shell=True)"],
)
def test_what_would_run_data_is_found(program: str) -> None:
    assert unsafe(program)


def test_importing_the_package_loads_nothing_heavy() -> None:
    heavy = ("networkx", "numpy", "pandas", "pyoxigraph", "rdflib", "rich", "spacy", "streamlit", "typer")
    program = f"import sys, msgraph; print(*[name for name in {heavy} if name in sys.modules])"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True, text=True)
    assert run.stdout.split() == []


def test_the_package_offers_its_public_names_and_no_others() -> None:
    assert {name for name in dir(msgraph) if name in msgraph.__all__} == {"KnowledgeGraph", "__version__"}
    assert msgraph.KnowledgeGraph.__name__ == "KnowledgeGraph"
    with pytest.raises(AttributeError, match="no attribute 'Graph'"):
        msgraph.Graph  # noqa: B018


@pytest.mark.parametrize("source", SOURCES, ids=named)
def test_no_module_is_named_for_being_handy(source: Path) -> None:
    assert not {"util", "utils", "helper", "helpers", "manager", "common", "misc"} & set(words(named(source)))


# ------------------------------------------------------------------------------------------------------------- project


def test_the_top_level_holds_what_the_design_says() -> None:
    assert {path.relative_to(ROOT).parts[0] for path in committed()} == {
        *(".ci", ".gitignore", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "Makefile", "README.md"),
        *(
            "SECURITY.md",
            "app.py",
            "benchmarks",
            "docs",
            "graph",
            "ontology",
            "pyproject.toml",
            "requirements.lock",
            "src",
            "tests",
        ),
    }


def test_one_version_is_told_everywhere() -> None:
    citation = re.search(r"^version: (\S+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE)
    assert citation is not None
    assert {msgraph.__version__, citation[1]} == {PROJECT["project"]["version"]}


def locked() -> dict[str, set[str]]:
    """Project name -> the versions that the lock names, for one Python or another."""
    versions: dict[str, set[str]] = {}
    for name, version in re.findall(r"^([a-z0-9-]+)==([^ \\]+)", LOCK, re.MULTILINE):
        versions.setdefault(name, set()).add(version)
    return versions


def asked() -> Iterable[Requirement]:
    extras = PROJECT["project"]["optional-dependencies"]
    for line in [*PROJECT["project"]["dependencies"], *extras["dev"], *PROJECT["build-system"]["requires"]]:
        yield Requirement(line)


@pytest.mark.parametrize("requirement", list(asked()), ids=str)
def test_the_lock_answers_every_requirement(requirement: Requirement) -> None:
    versions = locked()[canonicalize_name(requirement.name)]
    assert all(requirement.specifier.contains(version) for version in versions)


def test_the_lock_has_a_hash_for_everything_and_the_address_of_nothing() -> None:
    entries = re.split(r"\n(?=\S)", LOCK.strip())
    assert [entry for entry in entries if not re.search(r"--hash=sha256:[0-9a-f]{64}", entry)] == []
    assert "://" not in LOCK


def test_nothing_committed_names_a_path_of_this_machine() -> None:
    homes = re.compile(r"(?<![\w.~-])/(?:home|Users|root|opt)/\w")
    own = {str(path) for path in (ROOT, Path.home(), Path(sys.base_prefix)) if len(path.parts) > 2}
    faults = []
    for path in committed():
        text = path.read_bytes().decode("utf-8", errors="ignore")
        faults += [named(path)] if homes.search(text) or any(place in text for place in own) else []
    assert faults == []


@pytest.mark.parametrize("document", ["README.md", ".ci/run"])
def test_what_a_document_tells_to_make_can_be_made(document: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    told = set(
        re.findall(r"(?:^|[`|] ?| {4})make ([a-z-]+)", (ROOT / document).read_text(encoding="utf-8"), re.MULTILINE)
    )
    assert told
    assert told <= targets


def test_every_picture_of_the_documents_is_linked_and_is_there() -> None:
    gallery = (ROOT / "docs" / "README.md").read_text(encoding="utf-8")
    linked = set(re.findall(r"\]\(pictures/([\w-]+\.png)\)", gallery))
    assert linked == {path.name for path in (ROOT / "docs" / "pictures").glob("*.png")}


def test_the_readme_begins_with_the_two_commands() -> None:
    lines = [line for line in (ROOT / "README.md").read_text(encoding="utf-8").splitlines() if line.strip()]
    assert any("make app" in line for line in lines[:8])
    assert any("make test" in line for line in lines[:8])
