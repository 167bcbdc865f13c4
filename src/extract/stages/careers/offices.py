"""Which countries have an office: none is king of France, and only a few have a chancellor."""

from __future__ import annotations

from extract.annotations import Entity


def _codes(text: str) -> frozenset[str]:
    return frozenset(text.split())


_KINGDOMS = _codes("GB ES SE NO DK NL BE TH SA JO MA BH BT KH MY LS SZ TO")
# Who have the office, by ISO 3166-1: of those who are so few that the list is whole.
_HAVE = (
    dict.fromkeys(("король", "королева"), _KINGDOMS)
    | {"канцлер": _codes("DE AT"), "госсекретарь": _codes("US VA")}
    | {"император": _codes("JP"), "аятолла": _codes("IR")}
    | {"вице-президент": _codes("US CN IN BR AR VE IR TR BG ID PH CO ZA CU SY IQ NG KE PE TW UY")}
)
_NO_PRESIDENT = (_KINGDOMS - {"SA"}) | _codes("SA AU CA NZ JP LU LI MC QA KW OM BN AD VA JM PG")
_NO_PREMIER = _codes("US MX BR AR CL CO VE IR ID PH CH CY GT HN SV NI CR PA PY UY EC BO NG VA")
_LACK = dict.fromkeys(("президент", "экс-президент"), _NO_PRESIDENT) | dict.fromkeys(
    ("премьер", "премьер-министр", "экс-премьер", "вице-премьер"), _NO_PREMIER
)
# Of a title that few countries have, one of them is meant wherever the article names it.
FEW = frozenset(_HAVE)


def may_have(country: Entity, noun: str) -> bool:
    """Whether a country may have an office by its noun, as far as that is known."""
    if country.type != "COUNTRY" or country.place is None:
        return True
    code = country.place.country_code
    return code in _HAVE.get(noun, (code,)) and code not in _LACK.get(noun, ())
