"""``ocgraph proposals`` and ``ocgraph notice``: what came back, the answer, and the notice."""

from __future__ import annotations

import pytest

from ocgraph.model import Actor, Register
from ocgraph.storage import Proposals, SharedPages, Store
from ocgraph.storage.shared_pages import new_page
from tests.sharing.messages import correction, partnership, remark, removal, written

FILE = "propositions-2026-11-27.json"


@pytest.fixture
def page(home):
    """Keep a register that shared a page, and the file that a reader of it sent back."""
    Store().replace(Register((
        Actor(actor_id="a-1", name="Maison Fictive", publication_consent=True),
        Actor(actor_id="a-2", name="Jardin Imaginaire", publication_consent=True))),
        save_key="one", file_name="a.xlsx")
    SharedPages().keep(page := new_page("Rencontre fictive", "fr", {}, {"a1": "a-1", "a2": "a-2"}),
                       b"page")
    (home / FILE).write_bytes(written(
        correction(text="Maison du Conte"), partnership(), removal(about="a2"),
        remark(text="<b>Bravo</b>\n\u00e0 tous"), page=page.page_id, sender="a1"))
    return page.page_id


def test_a_file_that_came_back_is_read_and_told_with_what_accepting_would_do(ocgraph, page):
    assert ocgraph("proposals", "read", FILE) == (
        0, f"{FILE}\u00a0: 4 propositions nouvelles.\n", "")
    assert ocgraph("proposals", "read", FILE)[1] == f"{FILE}\u00a0: 0 proposition nouvelle.\n"

    _, out, _ = ocgraph("proposals", "list")

    assert [line for line in out.splitlines() if not line.startswith(" ")] == [
        "1. Correction · Maison Fictive", "2. Partenariat · Maison Fictive",
        "3. Demande de retrait · Jardin Imaginaire", "4. Remarque"]
    assert "Accepter change «\u00a0Nom\u00a0»\u00a0: Maison Fictive → Maison du Conte." in out
    assert "La personne dit écrire pour\u00a0: Maison Fictive. Rien ne le prouve." in out
    assert "Texte\u00a0: «\u00a0<b>Bravo</b> à tous\u00a0»" in out
    assert "1 page déjà sortie le montre" in out


def test_what_is_accepted_is_done_and_what_is_declined_is_not(ocgraph, page):
    ocgraph("proposals", "read", FILE)

    code, out, _ = ocgraph("proposals", "accept", "1", "--word", "Merci.", "--yes")
    assert (code, out.splitlines()[-1]) == (
        0, "Acceptée\u00a0; le changement porte le numéro 2 («\u00a0ocgraph undo 2\u00a0» "
        "l’annule).")
    assert ocgraph("proposals", "accept", "4", "--yes")[1].endswith("aucune fiche n’a changé.\n")
    assert ocgraph("proposals", "decline", "2", "--word", "Déjà noté.", "--yes")[0] == 0

    assert Store().load().actor_by_id["a-1"].name == "Maison du Conte"
    assert Store().load().ties == ()
    out = ocgraph("proposals", "list")[1]
    assert out.startswith("3. ") and out.endswith(
        "3 propositions ont déjà leur réponse\u00a0: «\u00a0--all\u00a0» les montre.\n")
    assert "Mot de l’équipe\u00a0: «\u00a0Déjà noté.\u00a0»" in ocgraph(
        "proposals", "list", "--all")[1]


def test_nothing_is_answered_without_a_yes(ocgraph, page):
    ocgraph("proposals", "read", FILE)

    for words in (("accept", "1"), ("decline", "1", "--word", "Non.")):
        code, out, _ = ocgraph("proposals", *words)
        assert (code, out.splitlines()[-1]) == (1, "Pour répondre, ajoutez --yes à la commande.")
    assert len(Proposals().waiting()) == 4


def test_a_file_that_is_refused_keeps_no_other_out_and_is_told_whole(ocgraph, page, home):
    (home / "autre.json").write_bytes(written(remark(text=""), removal(about="x"), page=page))
    (home / "vide.json").write_bytes(b"")

    code, out, err = ocgraph("proposals", "read", "autre.json", "rien.json", "vide.json", FILE)

    assert code == 1 and out == f"{FILE}\u00a0: 4 propositions nouvelles.\n"
    first, second, third = err.splitlines()
    assert "Proposition 1\u00a0: écrivez ce que vous proposez." in first
    assert "Proposition 2\u00a0: on ne reconnaît pas" in first
    assert "introuvable" in second
    assert third.startswith("vide.json\u00a0: Ces propositions n’ont pas été lues. Ce n’est pas")


def test_a_number_that_is_not_there_or_has_its_answer_is_said(ocgraph, page):
    ocgraph("proposals", "read", FILE)
    ocgraph("proposals", "accept", "4", "--yes")

    assert ocgraph("proposals", "accept", "9", "--yes")[2].startswith(
        "Il n’y a pas de proposition 9.")
    assert ocgraph("proposals", "accept", "4", "--yes")[2].startswith(
        "Cette proposition a déjà reçu sa réponse")
    assert ocgraph("proposals", "decline", "1", "--word", " ", "--yes")[2].startswith(
        "Dites en un mot")


def test_nothing_waits_where_nothing_was_ever_kept(ocgraph):
    assert ocgraph("proposals", "list") == (0, "Aucune proposition n’attend de réponse.\n", "")
    assert ocgraph("proposals", "list", "--lang", "en")[1] == "No proposal waits for an answer.\n"


def test_the_notice_is_read_in_the_terminal_and_written_as_a_document(ocgraph, home):
    assert ocgraph("notice")[1].startswith("# Ce que nous gardons sur votre organisme\n")
    assert ocgraph("notice", "-o", "avis.docx") == (0, "Écrit\u00a0: avis.docx\n", "")
    assert ocgraph("--lang", "en", "notice", "-o", "notice.pdf")[0] == 0
    assert (home / "avis.docx").read_bytes()[:2] == b"PK"
    assert (home / "notice.pdf").read_bytes().startswith(b"%PDF")
    assert ocgraph("notice", "-o", "avis.txt")[0] == 2
