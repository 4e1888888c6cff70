"""Small workbooks as a team might bring them. Every name is invented."""

from __future__ import annotations

from openpyxl import Workbook

HOSTILE_NAMES = (
    "<img src=x onerror=window.__pwned=1>",
    "</script><script>window.__pwned=1</script>",
    "${window.__pwned=1}",
    "{{ 7*7 }}",
    "![x](https://tracker.invalid/p.png)",
    "=1+1",
)


def _write(path, sheets):
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(row)
        for cell in (cell for row in sheet.iter_rows() for cell in row):
            if cell.data_type == "f":
                cell.data_type = "s"
    book.save(path)
    return path


def messy_workbook(path):
    """A name missing, an MRC misspelt, a seat for somebody unknown, an e-mail."""
    return _write(path, {
        "Acteurs": [
            ("Nom", "Type", "MRC", "Courriel"),
            ("Carrefour Inventé", "organisme communautaire", "Joliette", "a@exemple.invalid"),
            ("Maison Chimère", "organisme communautaire", "Jolliette", None),
            ("École Fictive", "école", "Montcalm", None),
            (None, "école", "Montcalm", None)],
        "Tables": [("Nom", "Thème", "Niveau"), ("Table Inventée", "Petite enfance", "MRC")],
        "Sièges": [("Table", "Membre"), ("Table Inventée", "Carrefour Inventé"),
                   ("Table Inventée", "École Fictive"), ("Table Inventée", "Personne Connue")],
    })


def hostile_workbook(path):
    """Actors, and one table they sit at, named so as to run something; types unknown too."""
    return _write(path, {
        "Acteurs": [("Nom", "Type", "MRC", "Latitude", "Longitude")] + [
            (name, name, "Joliette", 46.0 + rank / 40, -73.45 - rank / 40)
            for rank, name in enumerate(HOSTILE_NAMES)],
        "Tables": [("Nom", "MRC"), (f"Table {HOSTILE_NAMES[0]}", "Joliette")],
        "Sièges": [("Table", "Membre")] + [
            (f"Table {HOSTILE_NAMES[0]}", name) for name in HOSTILE_NAMES],
    })
