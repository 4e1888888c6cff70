"""A Census Profile with the published layout and invented figures: round, and the same everywhere.

Every municipality of the census is there. Each has one tenth of low income, a fifth aged 65, a
quarter of renters, a twentieth unemployed and a sixth without certificate, unless a test says
otherwise.
"""

from __future__ import annotations

import csv
import io

from ocgraph.io.places.reference import (
    census_divisions,
    moved_subdivisions,
    read_municipalities,
)

ENGLISH = [
    "CENSUS_YEAR", "DGUID", "ALT_GEO_CODE", "GEO_LEVEL", "GEO_NAME", "TNR_SF", "TNR_LF",
    "DATA_QUALITY_FLAG", "CHARACTERISTIC_ID", "CHARACTERISTIC_NAME", "CHARACTERISTIC_NOTE",
    "C1_COUNT_TOTAL", "SYMBOL", "C2_COUNT_MEN+", "SYMBOL", "C3_COUNT_WOMEN+", "SYMBOL",
    "C10_RATE_TOTAL", "SYMBOL", "C11_RATE_MEN+", "SYMBOL", "C12_RATE_WOMEN+", "SYMBOL",
]
FRENCH = [
    "ANNÉE_RECENSEMENT", "IDUGD", "CODE_GÉO_ALT", "NIVEAU_GÉO", "NOM_GÉO", "TGN_QA", "TGN_QD",
    "INDICATEUR_QUALITÉ_DONNÉES", "ID_CARACTÉRISTIQUE", "NOM_CARACTÉRISTIQUE",
    "NOTE_CARACTÉRISTIQUE", "C1_CHIFFRE_TOTAL", "SYMBOLE", "C2_CHIFFRE_HOMMES+", "SYMBOLE",
    "C3_CHIFFRE_FEMMES+", "SYMBOLE", "C10_TAUX_TOTAL", "SYMBOLE", "C11_TAUX_HOMMES+", "SYMBOLE",
    "C12_TAUX_FEMMES+", "SYMBOLE",
]
NAMES = {
    "1": "Population, 2021", "8": "Total - Age groups of the population - 100% data",
    "24": "  65 years and over",
    "335": "Total - LIM low-income status in 2020 for the population in private households",
    "340": "  In low income based on the Low-income measure, after tax (LIM-AT)",
    "345": "Prevalence of low income based on the Low-income measure, after tax (LIM-AT) (%)",
    "1414": "Total - Private households by tenure - 25% sample data", "1416": "  Renter",
    "1998": "Total - Highest certificate, diploma or degree for the population aged 15 years and "
            "over in private households", "1999": "  No certificate, diploma or degree",
    "2224": "  In the labour force", "2226": "    Unemployed", "2230": "Unemployment rate",
}
FRENCH_NAMES = {
    "1": "Population, 2021", "8": "Total - Groupes d'âge de la population",
    "24": "  65 ans et plus",
    "335": "Total - Situation de faible revenu en 2020 fondée sur la MFR",
    "340": "  À faible revenu fondé sur la Mesure de faible revenu, après impôt (MFR-ApI)",
    "345": "Fréquence du faible revenu fondée sur la Mesure de faible revenu (MFR-ApI) (%)",
    "1414": "Total - Ménages privés selon le mode d'occupation", "1416": "  Locataire",
    "1998": "Total - Plus haut certificat pour la population âgée de 15 ans et plus",
    "1999": "  Aucun certificat, diplôme ou grade", "2224": "  Population active",
    "2226": "    Chômeurs", "2230": "Taux de chômage",
}
RATES = {"24": 20.0, "345": 10.0, "1416": 25.0, "1999": 16.67, "2230": 5.0}


def figures(population):
    """Return count and rate of each characteristic of a place of so many people."""
    counts = {"1": population, "8": population, "24": population / 5, "335": population,
              "340": population / 10, "1414": population / 2, "1416": population / 8,
              "1998": population * 0.9, "1999": population * 0.15, "2224": population / 2,
              "2226": population / 40}
    return {number: (counts.get(number, ""), RATES.get(number, "")) for number in NAMES}


def subdivisions():
    """Return the population of each municipality of the census, by code; new codes are older."""
    counted = {place.code: place.population_2021 for place in read_municipalities()
               if place.population_2021 is not None}
    return counted | {code: 1000 for code in moved_subdivisions()}


def divisions():
    """Return a round population for each census division, by code without its 24."""
    return {code[2:]: 10_000 for code in census_divisions()}


def rows_of(places, level, *, names=None, change=None):
    """Yield the rows of a level; `change(place, number, cells)` may spoil the cells of one.

    The cells are count, its symbol, rate, its symbol.
    """
    for place, population in places.items():
        for number, (count, rate) in figures(population).items():
            cells = [count, "", rate, "" if rate != "" else "..."]
            cells = change(place, number, cells) if change else cells
            if cells is None:
                continue
            yield [2021, f"2021A00{place}", f"24{place}", level, f"Lieu inventé {place}", 1.0, 2.0,
                   "00000", number, (names or NAMES)[number], "", cells[0], cells[1], "", "...",
                   "", "...", cells[2], cells[3], "", "...", "", "..."]


def profile(rows, *, titles=None, encoding="latin-1"):
    """Return the bytes of a file of these rows."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(titles or ENGLISH)
    writer.writerows(rows)
    return text.getvalue().encode(encoding)
