"""Take the guide's pictures again, from the running demonstration, in French.

``python docs/guide/take_pictures.py``: needs what the tests need, Chromium among it.
"""

from __future__ import annotations

import datetime
import io
import shutil
import sys
import tempfile
from pathlib import Path

from PIL import Image
from playwright.sync_api import Page, sync_playwright

sys.path.insert(0, str(Path(__file__).parents[2]))

from ocgraph.io.register_folder import read_demo  # noqa: E402
from ocgraph.privacy import Terms, redact  # noqa: E402
from ocgraph.sharing import bundle  # noqa: E402
from tests.browser.pages import Drawing, open_page, settle  # noqa: E402
from tests.browser.workbooks import messy_workbook  # noqa: E402
from tests.serving import served  # noqa: E402

IMAGES = Path(__file__).with_name("images")
SIZE = {"width": 1366, "height": 768}
BRIDGE = "o-8"
PICTURES = {
    "accueil": ("", {}, None),
    "carte": ("carte", {}, "map"),
    "carte-mrc": ("carte", {"selection": "mrc:62"}, "map"),
    "reseau": ("reseau", {}, "graph"),
    "reseau-autour": ("reseau", {"selection": BRIDGE, "focus": "1"}, "graph"),
    "analyse-portrait": ("analyse", {"analysis": "portrait", "mrc": "62"}, None),
    "analyse": ("analyse", {}, None),
    "analyse-sans": ("analyse", {"shown": "graph"}, "graph"),
    "analyse-manque": ("analyse", {"analysis": "gaps"}, None),
    "analyse-manque-carte": ("analyse", {"analysis": "gaps", "shown": "map"}, "map"),
    "analyse-et-si": ("analyse", {"analysis": "what_if", "shown": "graph",
                                  "changes": f"remove_node,{BRIDGE}"}, "graph"),
    "mobilisation": ("mobilisation", {"from": BRIDGE, "steps": "2"}, None),
    "mobilisation-but": ("mobilisation", {"mobilisation": "goal", "in": "62"}, None),
    "methode": ("methode", {}, None),
}

# On the demonstration of all Québec.
OF_QUEBEC = {
    "territoires": ("territoires", {"source": "quebec"}, "map"),
    "territoires-liste": ("territoires", {"source": "quebec", "served_as": "list",
                                          "selection": "mrc:54"}, None),
    "territoires-postes": ("territoires", {"source": "quebec", "territory_part": "posts",
                                           "posts": "10"}, "map"),
}

# What is told of a node in a list below the first screen.
TOLD = {"histoire-jumelles": ("t-18", "Tables qui réunissent"),
        "histoire-ecole": ("t-29", "Secteurs absents"),
        "histoire-sollicite": ("a-099", "Acteurs très sollicités")}


def take_pictures() -> None:
    """Open each page of the demonstration and keep what it looks like."""
    IMAGES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"),
                                             args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page(viewport=SIZE, locale="fr-CA")
        with served("demo", Path(folder)) as address:
            for name, (path, parameters, drawing) in (PICTURES | OF_QUEBEC).items():
                open_page(page, address, path, **parameters)
                if drawing:
                    Drawing(page, drawing)
                keep(page, name)
            take_told(page, address)
            take_measure(page, address)
            take_import(page, address, Path(folder))
        take_presentation(page, Path(folder))
        browser.close()


def take_told(page: Page, address: str) -> None:
    """Open the lists of gaps at the one that tells of a node."""
    for name, (node_id, title) in TOLD.items():
        open_page(page, address, "analyse", analysis="gaps", selection=node_id)
        told = page.locator("details", has_text=title).first
        told.evaluate("list => { list.style.scrollMarginTop = '5rem'; list.scrollIntoView(); }")
        keep(page, name)


def take_measure(page: Page, address: str) -> None:
    """Open one measure on the Méthode page."""
    open_page(page, address, "methode")
    measure = page.locator("details").first
    measure.locator("summary").click()
    measure.scroll_into_view_if_needed()
    settle(page)
    keep(page, "methode-mesure")


def take_import(page: Page, address: str, folder: Path) -> None:
    """Bring an invented workbook and keep what is said of it."""
    open_page(page, address, "donnees")
    page.locator('input[type="file"]').set_input_files(messy_workbook(folder / "registre.xlsx"))
    title = page.get_by_role("heading", name="Ce que nous avons lu")
    title.evaluate("title => { title.style.scrollMarginTop = '5rem'; title.scrollIntoView(); }")
    keep(page, "donnees-import")


def take_presentation(page: Page, folder: Path) -> None:
    """Play the shared page of the demonstration up to the table that brings together most."""
    shared = folder / "partage.html"
    shared.write_bytes(bundle(redact(read_demo(), Terms(datetime.date.today())), "fr",
                              is_demo=True))
    page.goto(shared.as_uri())
    page.get_by_role("button", name="Présenter").click()
    for _ in range(6):
        page.keyboard.press("PageDown")
    write(page, "partage-presentation")


def keep(page: Page, name: str) -> None:
    """Write a page of the dashboard as a picture, once it is there."""
    settle(page)
    write(page, name)


def write(page: Page, name: str) -> None:
    """Write what is seen as a picture, packed tight enough to travel with the guide."""
    page.wait_for_timeout(800)  # the drawing takes its last size
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.save(IMAGES / f"{name}.png", optimize=True)


if __name__ == "__main__":
    take_pictures()
