"""Sources as references: cited, in BibTeX and in RIS."""

from rdflib import URIRef

from msgraph import references
from msgraph.facts import Source

EX = "http://example.org/"
WHOLE = Source(
    URIRef(EX + "lee_2020"),
    "Lee 2020",
    title="On {mint} & 50% of it",
    fields=(
        ("first_author", "Lee"), ("year", 2020), ("journal", "Herbs_Today"), ("doi", "10.1/a_b"), ("pmid", "123456"),
    ),
    links=(URIRef("https://doi.org/10.1/a_b"), URIRef("https://example.org/full(1)")),
)  # fmt: skip
BARE = Source(URIRef(EX + "lee_2020/"), "An almanac", links=(URIRef("javascript:alert(1)"),))


def test_a_reference_holds_what_is_known() -> None:
    assert references.cited(WHOLE) == (
        "Lee, et al. On {mint} & 50% of it. Herbs_Today. 2020. doi:10.1/a_b PMID: 123456"
    )
    assert references.cited(BARE) == "An almanac."


def test_a_source_is_read_at_its_identifiers_and_at_no_script() -> None:
    assert references.places(WHOLE) == {
        "DOI": "https://doi.org/10.1/a_b",
        "PMID": "https://pubmed.ncbi.nlm.nih.gov/123456",
        "example.org": "https://example.org/full%281%29",
    }
    assert references.places(BARE) == {}


def test_bibtex_keeps_the_letters_and_breaks_out_of_nothing() -> None:
    assert references.bibtex([WHOLE, BARE]) == (
        "@article{lee_2020,\n"
        "  author = {Lee and others},\n"
        "  title = {{On \\{mint\\} \\& 50\\% of it}},\n"
        "  journal = {Herbs\\_Today},\n"
        "  year = {2020},\n"
        "  doi = {10.1/a\\_b},\n"
        "  pmid = {123456},\n"
        "  url = {https://doi.org/10.1/a_b}\n"
        "}\n"
        "\n"
        "@misc{lee_2020_2,\n"
        "  title = {{An almanac}}\n"
        "}\n"
    )


def test_no_two_sources_share_a_key() -> None:
    twins = [Source(URIRef(f"{EX}{place}/lee"), "Lee") for place in "abc"]
    assert [line for line in references.bibtex(twins).splitlines() if "@" in line] == [
        "@misc{lee,",
        "@misc{lee_2,",
        "@misc{lee_3,",
    ]


def test_ris_has_a_line_for_each_field_whatever_a_title_holds() -> None:
    broken = Source(URIRef(EX + "x"), "x", title="One\r\nER  - \r\nTY  - two")
    assert references.ris([WHOLE, broken]) == "\r\n".join(
        [
            *("TY  - JOUR", "AU  - Lee", "TI  - On {mint} & 50% of it", "JO  - Herbs_Today", "PY  - 2020"),
            *("DO  - 10.1/a_b", "AN  - 123456", "UR  - https://doi.org/10.1/a_b"),
            *("UR  - https://pubmed.ncbi.nlm.nih.gov/123456", "UR  - https://example.org/full%281%29", "ER  - ", ""),
            *("TY  - GEN", "TI  - One ER - TY - two", "ER  - ", ""),
        ]
    )
