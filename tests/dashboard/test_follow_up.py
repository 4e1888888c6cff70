"""Analyse: what relieves a post, whom it holds, ties to propose, and gaps that are followed."""

from __future__ import annotations

import datetime

import pytest

from dashboard import data, decisions
from dashboard.view import DEMO, OWN
from ocgraph.analysis.gaps import GapKind
from ocgraph.i18n import say
from ocgraph.model import Actor, CommunityOrganizer, Engagement, Register, Tie
from ocgraph.network import Lens
from tests.dashboard.test_decision_pages import actors, kept
from tests.dashboard.test_pages import words_of

RADIO = "isolated|a-218"


def text_of(app):
    """Return what is read on a page, without the marks that escape names."""
    return words_of(app).replace("\\", "").replace("\u00a0", " ")


def told(key, **words):
    return say("fr", key, **words).replace("\u00a0", " ")


def alone(*names):
    """Keep a register of actors whom nothing joins."""
    kept(Register(actors=tuple(Actor(actor_id=f"a-{name}", name=f"Maison Fictive {name}")
                               for name in names)))


def test_each_group_is_told_with_the_seat_that_would_relieve_it(open_app):
    app = open_app("analyse", source=DEMO)

    assert "à « Table accueil et immigration" in text_of(app)
    assert "relierait de nouveau 1 872 paires, dont 236 à deux pas ou moins" in text_of(app)


def test_of_several_groups_what_would_join_most_comes_first(open_app):
    kept(Register(
        actors=actors(5), ties=(Tie(source_id="a-0", target_id="a-1"),
                                Tie(source_id="a-1", target_id="a-2")),
        community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste fictif"),),
        engagements=tuple(Engagement(organizer_id="o", target_id=f"a-{one}") for one in (1, 3, 4))))
    app = open_app("analyse", source=OWN)

    assert told("relief.first") in text_of(app)
    assert told("relief.tie", one="Maison Fictive 3", other="Maison Fictive 1", n=3, near=3
                ) in text_of(app)  # with 1, and with 0 and 2 next to it
    assert told("relief.tie", one="Maison Fictive 4", other="Maison Fictive 1", n=4, near=3
                ) in text_of(app)  # and with 3, once it is joined
    assert text_of(app).count("Un lien entre Maison Fictive 3 et Maison Fictive 1") == 1
    assert text_of(app).count(told("relief.above")) == 2


def test_the_pairs_a_post_holds_are_listed_when_asked(open_app):
    app = open_app("analyse", source=DEMO)
    n_tables = len(app.table)
    app.toggle(key="held_o-8").set_value(True).run()

    assert len(app.table) == n_tables + 1
    shown = next(table.value for table in app.table if told("held.one") in table.value.columns)
    assert len(shown) == 20
    assert set(shown[told("held.without")]) == {told("held.apart")}
    assert told("held.count", n=2025) in text_of(app)


def test_the_file_of_pairs_holds_them_all():
    lines = decisions.held_pairs_file(DEMO, Lens(), "o-8", "fr").decode("utf-8-sig").splitlines()

    assert len(lines) == 1 + 2025
    assert sum(told("held.apart") in line for line in lines) == 1872


def test_a_post_that_holds_nobody_says_so(open_app):
    app = open_app("analyse", source=DEMO)
    app.toggle(key="held_o-3").set_value(True).run()

    assert told("held.none") in text_of(app)


def test_the_words_of_the_frame_are_one_line_for_each_kind(open_app):
    app = open_app("analyse", source=DEMO)
    shown = next(table.value for table in app.table if told("analysis.word") in table.value.columns)

    assert shown[told("analysis.kind")].is_unique
    assert shown.iloc[1].tolist() == [
        "Rôle", r"Accompagner \(8\), Relier \(3\), Sensibiliser \(2\), Mobiliser \(1\), "
        r"rien de noté \(9\)"]


def test_ties_to_propose_come_last_with_how_far_to_trust_them_and_are_no_gap(open_app):
    app = open_app("analyse", source=DEMO, analysis="gaps")

    assert [one.label for one in app.main.expander][-1] == (
        f"**{say('fr', f'gap.list.{GapKind.TIE_TO_PROPOSE}')}** (20)")
    assert told("propose.trust.fair") in text_of(app)
    n_gaps = len(decisions.gaps(DEMO, Lens()))
    assert told("analysis.gaps.lead", n=n_gaps) in text_of(app)
    assert told("analysis.gaps.proposals", n=20) in text_of(app)


def test_a_register_too_small_to_judge_the_list_says_so(open_app):
    kept(Register(actors=actors(4), ties=tuple(
        Tie(source_id=f"a-{one}", target_id=f"a-{other}") for one, other in ((0, 1), (1, 2)))))
    app = open_app("analyse", source=OWN, analysis="gaps")

    assert told("propose.no_trust", reason=say("fr", "measure.reason.too_few_ties")) in text_of(app)


@pytest.mark.parametrize("source", [DEMO, OWN])
def test_a_gap_ticked_is_followed_with_its_note_and_kept(open_app, source):
    alone("218", "9")
    app = open_app("analyse", source=source, analysis="gaps")
    app.checkbox(key=f"follow_{RADIO}").check().run()
    app.text_input(key=f"note_{RADIO}").set_value("Appeler *jeudi*").run()

    followed, = data.notebook(source).followed()
    assert (followed.gap_id, followed.note) == (RADIO, "Appeler *jeudi*")
    assert followed.followed_on == datetime.date.today()
    assert told("follow.since", day=datetime.date.today()) in text_of(app)
    assert "Appeler *jeudi*" in decisions.gaps_file(source, Lens(), "fr").decode()

    app.checkbox(key=f"follow_{RADIO}").uncheck().run()
    assert data.notebook(source).followed() == ()


def test_only_what_is_followed_is_shown_when_asked(open_app):
    alone("1", "2")
    app = open_app("analyse", source=OWN, analysis="gaps")
    app.checkbox(key="follow_isolated|a-2").check().run()
    app.toggle(key="only_followed_fr").set_value(True).run()

    assert "Maison Fictive 2" in text_of(app)
    assert "Maison Fictive 1" not in text_of(app)


def test_what_is_no_longer_missing_is_told_as_good_news_until_one_stops(open_app):
    alone("1", "2")
    app = open_app("analyse", source=OWN, analysis="gaps")
    app.checkbox(key="follow_isolated|a-1").check().run()
    joined = Register(actors=actors(3), ties=(Tie(source_id="a-1", target_id="a-2"),))
    data.store().replace(joined, save_key="two", file_name="registre.xlsx")
    app = open_app("analyse", source=OWN, analysis="gaps")

    assert told("follow.good_news", n=1) in text_of(app)
    assert told("follow.gone", list=say("fr", "gap.list.isolated"),
                what="Maison Fictive 1") in text_of(app)
    app.button(key="stop_isolated|a-1").click().run()
    assert told("follow.good_news", n=1) not in text_of(app)
    assert data.notebook(OWN).followed() == ()


def test_what_the_filters_hide_is_counted_and_not_told_as_gone(open_app):
    app = open_app("analyse", source=DEMO, analysis="gaps")
    app.checkbox(key=f"follow_{RADIO}").check().run()
    app = open_app("analyse", source=DEMO, analysis="gaps", territories="63")

    assert told("follow.hidden", n=1) in text_of(app)
    assert told("follow.good_news", n=1) not in text_of(app)


def test_a_note_that_cannot_be_kept_is_said_and_the_page_stays(open_app):
    alone("1", "2")
    app = open_app("analyse", source=OWN, analysis="gaps")
    path = data.notebook(OWN).path
    path.write_bytes(b"not a register" * 100)
    app.checkbox(key="follow_isolated|a-1").check().run()

    assert app.error
