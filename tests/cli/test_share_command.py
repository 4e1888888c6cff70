"""``ocgraph share``: what it writes, what it tells before, what it refuses."""

from __future__ import annotations

import pytest

from ocgraph.cli.arguments import TIES_SHOWN
from ocgraph.model import Actor, CommunityOrganizer, Engagement, Register, Tie
from ocgraph.privacy import TiesShown
from ocgraph.storage import Notebook, SharedPages, Store

NAME = "Maison Fictive"


@pytest.fixture
def kept(home):
    """Keep a register: two actors that agree, one that refuses, one nobody asked."""
    answers = {"a-1": True, "a-2": True, "a-3": False, "a-4": None}
    Store().replace(Register(
        tuple(Actor(actor_id=actor_id, name=f"{NAME} {actor_id}", publication_consent=agrees,
                    mrc_code="61", kind="school", private_note="Note secrète")
              for actor_id, agrees in answers.items()),
        ties=(Tie(source_id="a-1", target_id="a-2", kind="funding", publication_consent=True),
              Tie(source_id="a-1", target_id="a-3", publication_consent=True)),
        community_organizers=(CommunityOrganizer(organizer_id="o-1", name="Poste de Conte"),),
        engagements=(Engagement(organizer_id="o-1", target_id="a-1"),)),
        save_key="one", file_name="a.xlsx")
    return home


def test_the_page_holds_who_agreed_and_nobody_else(ocgraph, kept):
    code, out, err = ocgraph("share")

    page = (kept / "partage.html").read_text(encoding="utf-8")
    assert (code, err) == (0, "")
    assert out.startswith("Écrit\u00a0: partage.html\n")
    assert [f"{NAME} a-{rank}" in page for rank in (1, 2, 3, 4)] == [True, True, False, False]
    assert "Note secrète" not in page
    assert "Poste de Conte" not in page


def test_the_preview_tells_what_leaves_and_why_the_rest_stays_and_writes_nothing(ocgraph, kept):
    before = set(kept.iterdir())
    code, out, _ = ocgraph("share", "--preview", "--lang", "en")

    assert code == 0
    assert "Actors: 2 of 4 would leave." in out
    assert "  1 does not leave: refused to be shown." in out
    assert "  1 does not leave: did not say that it agrees to be shown." in out
    assert "Ties: 1 of 2 would leave." in out
    assert "Engagements: nothing leaves (1)." in out
    assert out.splitlines()[-1] == "  Two actors of one table are not thereby partners."
    assert set(kept.iterdir()) == before


def test_an_actor_is_told_what_it_would_read_of_itself(ocgraph, kept):
    out = ocgraph("share", "--about", "maison fictive A-1", "--lang", "en")[1]

    assert out.splitlines() == [
        f"What “{NAME} a-1” would read of itself:", f"  Name: {NAME} a-1",
        "  Kind of actor: School", "  MRC: Joliette", f"  Tie: {NAME} a-2 (Funding)"]


def test_an_actor_that_stays_is_told_why(ocgraph, kept):
    assert ocgraph("share", "--about", "a-3", "--lang", "en")[1] == (
        f"Nothing of “{NAME} a-3” would be there: refused to be shown.\n")


def test_with_nobody_who_agreed_nothing_is_written(ocgraph, kept):
    code, _, err = ocgraph("share", "--mrc", "Montcalm")

    assert code == 1
    assert err.startswith("Aucun acteur n’a dit accepter de paraître")
    assert not (kept / "partage.html").exists()


def test_the_choices_of_ties_are_those_of_the_terms():
    assert list(TIES_SHOWN) == list(TiesShown)


def present(*selected, name="Soirée"):
    Notebook().keep_presentation(name, tuple(
        {"shows": "map", "selected": each, "sentence": {"fr": f"Vue {each}.", "en": ""}}
        for each in selected))


def test_a_page_that_leaves_is_kept_with_whom_it_shows(ocgraph, kept):
    ocgraph("share", "--title", "Soirée du 3 mars")
    (page,) = SharedPages().pages()

    written = (kept / "partage.html").read_bytes()
    assert (page.title, sorted(page.shown.values())) == ("Soirée du 3 mars", ["a-1", "a-2"])
    assert SharedPages().content(page.page_id) == written
    assert f'"page":"{page.page_id}"'.encode() in written
    assert "<title>Soirée du 3 mars</title>".encode() in written


def test_a_kept_presentation_is_played_without_the_views_that_cannot_leave(ocgraph, kept):
    present("a-1", "a-3")
    code, out, _ = ocgraph("share", "--presentation", "Soirée", "--lang", "en", "-o", "p.html")

    page = (kept / "p.html").read_text(encoding="utf-8")
    assert code == 0
    assert out.startswith("View 2 of the presentation is not in it: what it shows does not leave.")
    assert "Vue a-1." in page
    assert "Vue a-3." not in page


@pytest.mark.parametrize(("kept_views", "asked", "said"), [
    (None, "Soirée", "Aucune présentation n’est gardée"),
    (["a-1"], "Matin", "Celles qui le sont\u00a0: Soirée."),
    (["a-3"], "Soirée", "la page n’a pas été écrite")])
def test_a_presentation_that_cannot_be_played_is_refused_in_words(
        ocgraph, kept, kept_views, asked, said):
    if kept_views:
        present(*kept_views)
    code, _, err = ocgraph("share", "--presentation", asked)

    assert code == 1
    assert said in err
    assert not (kept / "partage.html").exists()
    assert SharedPages().pages() == ()
