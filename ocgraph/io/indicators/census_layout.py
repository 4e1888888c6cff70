"""How Statistics Canada lays out its Census Profile of 2021, and which rows answer what.

One row for each characteristic of each place, comma-separated, latin-1, hundreds of megabytes. The
first line names the columns, in English or in French::

    CENSUS_YEAR, DGUID, ALT_GEO_CODE, GEO_LEVEL, GEO_NAME, TNR_SF, TNR_LF, DATA_QUALITY_FLAG,
    CHARACTERISTIC_ID, CHARACTERISTIC_NAME, CHARACTERISTIC_NOTE, C1_COUNT_TOTAL, SYMBOL,
    C2_COUNT_MEN+, SYMBOL, C3_COUNT_WOMEN+, SYMBOL, C10_RATE_TOTAL, SYMBOL, C11_RATE_MEN+, SYMBOL,
    C12_RATE_WOMEN+, SYMBOL

    … IDUGD, CODE_GÉO_ALT, NIVEAU_GÉO, NOM_GÉO … ID_CARACTÉRISTIQUE, NOM_CARACTÉRISTIQUE …
    C1_CHIFFRE_TOTAL, SYMBOLE … C10_TAUX_TOTAL, SYMBOLE …

Each figure is followed by its symbol: ``..`` not available, ``...`` not applicable, ``x``
suppressed, ``F`` too unreliable to be published, ``E`` to be used with caution, ``r`` revised; a
figure withheld is empty. Columns are found by name, and a characteristic by its number *and* its
name: in the interactive tables of dissemination areas the same numbers mean other things.

Sources: the publication's own ``README_meta.txt`` (record layout; copy in
github.com/kavigupta/urbanstats, commit 4b7c2cb); "Guide to the Census of Population, 2021",
98-304-X, chapter 10 (suppression and rounding); the numbers and names as public projects that hold
the files 98-401-X2021004, -X2021007 and -X2021020 print them. The files themselves were not at
hand, and the French wording of low income and of the labour force was seen nowhere: there, a name
is only held to the word that tells the subject.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from ocgraph.i18n import without_accents

WITHHELD = {"x": "suppressed", "f": "unreliable", "..": "not_available", "...": "not_applicable"}
CAUTION = "e"
DIVISION, SUBDIVISION = "division", "subdivision"
_LEVELS = {"census division": DIVISION, "division de recensement": DIVISION,
           "census subdivision": SUBDIVISION, "subdivision de recensement": SUBDIVISION}
_COLUMNS = {
    "year": ("census_year", "annee_recensement", "annee_du_recensement"),
    "place": ("alt_geo_code", "code_geo_alt"),
    "level": ("geo_level", "niveau_geo"),
    "characteristic": ("characteristic_id", "id_caracteristique"),
    "name": ("characteristic_name", "nom_caracteristique"),
    "count": ("c1_count_total", "c1_chiffre_total"),
    "rate": ("c10_rate_total", "c10_taux_total"),
}


@dataclass(frozen=True)
class CensusColumns:
    """Position of each column that is read; the symbol of a figure stands just after it."""

    place: int
    level: int
    characteristic: int
    name: int
    count: int
    rate: int
    year: int
    width: int


@dataclass(frozen=True)
class CensusFigure:
    """An indicator of the Census Profile.

    Attributes
    ----------
    indicator
        Its code.
    rate_id
        Characteristic whose row holds the published rate.
    part_id, whole_id
        Characteristics counted, and that they are a part of: rate = 100 × part / whole.
    years_before
        How many years before the census the figure is of.
    """

    indicator: str
    rate_id: str
    part_id: str
    whole_id: str
    years_before: int = 0


POPULATION_ID = "1"
FIGURES = (
    CensusFigure("low_income_lim_at", "345", "340", "335", years_before=1),
    CensusFigure("aged_65_and_over", "24", "24", "8"),
    CensusFigure("renters", "1416", "1416", "1414"),
    CensusFigure("unemployment", "2230", "2226", "2224"),
    CensusFigure("no_certificate", "1999", "1999", "1998"),
)
# What the name of a characteristic holds, in either language, without accents or case.
NAMES = {
    "1": r"^population, \d{4}$",
    "8": r"age groups|groupes d.age",
    "24": r"^65 years and over|^65 ans et plus",
    "335": r"^total .*(?:low-income|faible revenu|mfr)",
    "340": r"^(?!total|prevalence|frequence|taux|pourcentage).*(?:lim-at|mfr|faible revenu)",
    "345": r"(?:lim-at|mfr|faible revenu).*\(%\)",
    "1414": r"by tenure|mode d.occupation",
    "1416": r"^renter|^locataire",
    "1998": r"(?:certificate|certificat).*(?:15 years and over|15 ans et plus)",
    "1999": r"^no certificate|^aucun (?:certificat|diplome)",
    "2224": r"^in the labour force|^population active",
    "2226": r"^unemployed|^chomeu|^(?:en|au) chomage",
    "2230": r"^unemployment rate|^taux de chomage",
}


def census_columns(titles: Sequence[str]) -> CensusColumns | None:
    """Return where the columns are, ``None`` when these are not the titles of a Census Profile."""
    keys = [_key(title) for title in titles]
    found = {name: next((keys.index(key) for key in written if key in keys), -1)
             for name, written in _COLUMNS.items()}
    if min(place for name, place in found.items() if name != "year") < 0:
        return None
    return CensusColumns(**found, width=len(titles))


def _key(title: str) -> str:
    return re.sub(r"\s+", "_", without_accents(title.strip().strip("\ufeff\"")))


def level_of(text: str) -> str | None:
    """Return `DIVISION` or `SUBDIVISION`, ``None`` for any other level."""
    return _LEVELS.get(" ".join(text.casefold().split()))


def is_named(characteristic: str, name: str) -> bool:
    """Tell whether a characteristic bears the name its number should have."""
    return re.search(NAMES[characteristic], without_accents(" ".join(name.split()))) is not None
