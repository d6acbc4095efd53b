"""The terms that msgraph's Python may name: RDF, RDFS, OWL, SKOS, PROV, DCTERMS and its own `ask:`; none of any domain.

>>> str(ASK.verb)
'https://w3id.org/msgraph/ask#verb'
"""

from typing import Final

from rdflib import Namespace, URIRef
from rdflib.namespace import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, XSD

ASK: Final = Namespace("https://w3id.org/msgraph/ask#")
MSG: Final = Namespace("https://w3id.org/msgraph/")
DERIVED: Final = URIRef("https://w3id.org/msgraph/derived")
"""The named graph of what the rules of an ontology derive."""

LABELS: Final = (SKOS.prefLabel, RDFS.label, DCTERMS.title)
"""The properties that name a thing, the best first."""

OTHER_NAMES: Final = (SKOS.altLabel,)

__all__ = ["ASK", "DCTERMS", "DERIVED", "LABELS", "MSG", "OTHER_NAMES", "OWL", "PROV", "RDF", "RDFS", "SKOS", "XSD"]
