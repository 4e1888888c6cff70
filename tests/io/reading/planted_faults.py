"""A workbook with twelve faults, and where each is."""

from pathlib import Path

import openpyxl

SHEETS = {
    "Acteurs": [
        ["Identifiant", "Nom", "Type", "MRC", "Secteurs", "Depuis", "Jusqu’au", "Latitude"],
        ["a1", "Maison Invitante", "OBNL", "Joliette", "Familles", None, None, None],
        ["a2", "École des Vents", "École", "Joliete", "Réseau scolaire", None, None, None],
        ["a3", "Carrefour Imaginaire", "Org. comm.", "Montcalm", "Jeuness", None, None, None],
        ["a4", None, "CPE", "Montcalm", "Petite enfance", None, None, None],
        ["a1", "Atelier Fictif", "OBNL", "Montcalm", "Emploi", None, None, None],
        ["a6", "Centre Inventé", "OBNL", "Montcalm", "Santé", "2024-13-45", None, None],
        ["a7", "Relais Rêvé", "OBNL", "Montcalm", "Santé", "2024-05-01", "2023-05-01", None],
        ["a8", "Halte Songée", "OBNL", "Montcalm", "Aînés", None, None, 4.6],
    ],
    "Tables": [["Table", "Thème", "MRC", "Rencontres par an"],
               ["Table famille", "Familles", "Joliette", "beaucoup"]],
    "Sièges": [["Table", "Membre", "Rôle"],
               ["Table famille", "Maison Invitante", "membre"],
               ["Table famille", "Maison Invitente", "membre"]],
    "Liens": [["Acteur A", "Acteur B", "Type de lien", "Échelle", "Niveau"],
              ["a1", "a1", "Référence", None, None],
              ["a1", "a3", "Référence", "Himmelman", 5],
              ["a1", "a6", "Référence", None, None],
              ["a6", "a1", "Référence", None, None]],
}

FAULTS = [
    ("Acteurs", 3, "MRC", "unknown_mrc"),
    ("Acteurs", 4, "Secteurs", "unknown_term"),
    ("Acteurs", 5, "Nom", "required_missing"),
    ("Acteurs", 6, "Identifiant", "identifier_repeated"),
    ("Acteurs", 7, "Depuis", "not_a_date"),
    ("Acteurs", 8, "Jusqu’au", "since_after_until"),
    ("Acteurs", 9, "Latitude", "out_of_bounds"),
    ("Tables", 2, "Rencontres par an", "not_a_number"),
    ("Sièges", 3, "Membre", "reference_not_found"),
    ("Liens", 2, "Acteur B", "tie_with_itself"),
    ("Liens", 3, "Niveau", "level_outside_scale"),
    ("Liens", 5, "Acteur B", "tie_twice"),
]


def write_faulty_workbook(path: Path) -> None:
    """Write the workbook at `path`."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for title, rows in SHEETS.items():
        page = book.create_sheet(title)
        for row in rows:
            page.append(row)
    book.save(path)
