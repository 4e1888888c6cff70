"""Analyse and Mobilisation: what a person finds there, on the demonstration and tiny registers."""

from __future__ import annotations

import pytest

from dashboard import data
from dashboard.components import fewest
from dashboard.view import OWN
from ocgraph.engine import tied_covers
from ocgraph.i18n import say
from ocgraph.model import Actor, CommunityOrganizer, Engagement, Register, Tie
from tests.dashboard.test_pages import words_of


def kept(register):
    data.store().replace(register, save_key="one", file_name="registre.xlsx")


def actors(number, **fields):
    return tuple(Actor(actor_id=f"a-{one}", name=f"Maison Fictive {one}", **fields)
                 for one in range(number))


def frames(app):
    return [frame.value for frame in app.dataframe]


def test_the_first_role_is_that_of_the_only_link_with_what_would_relieve_it(open_app):
    app = open_app("analyse", source="demo")

    first = app.expander[0]
    assert "Poste OC accueil et inclusion" in first.label
    text = "\n".join(element.value for element in first.markdown).replace("\u00a0", " ")
    assert "1 872 paires" in text
    assert say("fr", "analysis.relief").replace("\u00a0", " ") in text


def test_another_grouping_tells_between_whom_and_is_kept_in_the_address(open_app):
    app = open_app("analyse", source="demo")
    app.selectbox(key="choice_partition_fr").select("mrc").run()

    assert not app.exception
    assert app.query_params["partition"] == "mrc"
    assert any("Les Moulins" in table.value.iloc[0, 0] for table in app.table)


@pytest.mark.parametrize("story", ["Radio communautaire de Val-Imaginaire", "Réseau scolaire",
                                   "Centre d’action bénévole de Saint-Exemple", "Immigration",
                                   "Table lutte à la pauvreté"])
def test_each_gap_planted_is_in_the_lists(open_app, story):
    app = open_app("analyse", source="demo", analysis="gaps")

    assert not app.exception
    assert story.replace("-", "\\-") in words_of(app)


def test_without_an_organizer_the_page_says_so_and_the_gaps_stay(open_app):
    kept(Register(actors=actors(3), ties=(Tie(source_id="a-0", target_id="a-1"),)))
    app = open_app("analyse", source=OWN)

    assert say("fr", "empty.no_organizer") in [info.value for info in app.info]


def test_one_actor_has_no_pair_to_lose(open_app):
    kept(Register(actors=actors(1),
                  community_organizers=(CommunityOrganizer(organizer_id="o", name="Poste fictif"),),
                  engagements=(Engagement(organizer_id="o", target_id="a-0"),)))
    app = open_app("analyse", source=OWN)

    assert not app.exception
    assert say("fr", "analysis.too_few") in words_of(app)


def test_from_an_actor_the_page_says_who_is_reached_and_who_is_not(open_app):
    app = open_app("mobilisation", source="demo", **{"from": "a-099", "steps": "1"})

    assert "116 acteurs sur 220" in words_of(app)  # itself, and 115 one step away
    assert any(len(frame) == 116 for frame in frames(app))
    assert any(len(frame) == 104 for frame in frames(app))


def test_the_selection_is_where_one_starts_from_first(open_app):
    app = open_app("mobilisation", source="demo", selection="o-8")

    assert app.query_params["from"] == "o-8"
    assert not app.exception


def test_the_way_to_someone_not_reached_is_named(open_app):
    app = open_app("mobilisation", source="demo", **{"from": "a-209", "steps": "1"})
    app.selectbox(key="way_to_fr").select("a-099").run()

    assert "→ Centre d’action bénévole de Saint\\-Exemple" in words_of(app)


def test_nobody_leads_to_an_actor_alone(open_app):
    app = open_app("mobilisation", source="demo", **{"from": "a-209"})
    app.selectbox(key="way_to_fr").select("a-218").run()

    assert say("fr", "mobilise.no_way").replace("\u00a0", " ") in words_of(app)


def test_starts_that_do_not_exist_are_named_and_left_aside(open_app):
    app = open_app("mobilisation", source="demo", **{"from": "zzz,<b>"})

    assert not app.exception
    assert "« zzz »" in app.warning[0].value.replace("\u00a0", " ")
    assert "\\<b\\>" in app.warning[0].value
    assert say("fr", "mobilise.choose").replace("\u00a0", " ") in words_of(app)


def test_a_list_of_starts_one_empties_stays_empty(open_app):
    app = open_app("mobilisation", source="demo", selection="o-8")
    app.multiselect(key="choices_starts_fr").set_value([]).run()

    assert "from" not in app.query_params
    assert say("fr", "mobilise.choose").replace("\u00a0", " ") in words_of(app)


def settled(app):
    """Run the page again until its search is over, as it does by itself in a browser."""
    for _ in range(40):
        if not [button for button in app.button if button.key == "stop_here"]:
            return app
        app = app.run()
    raise AssertionError("the search goes on")


def test_the_fewest_calls_are_listed_in_order_with_how_sure_they_are(open_app):
    app = settled(open_app("mobilisation", source="demo", mobilisation="goal"))

    said = words_of(app).replace("\\", "")
    assert "3 appels suffisent pour joindre 80 % des 220 acteurs visés." in said
    assert say("fr", "fewest.proved").replace("\u00a0", " ") in said
    assert "28 groupes de cette taille" in said
    assert said.index("1. **Centre d’action bénévole de Saint-Exemple**") < said.index("(177 en")
    assert len(app.expander[0].markdown) == 19  # the first twenty, less the one shown
    assert "19 des 27 autres groupes" in app.expander[0].label


def test_the_share_asked_is_told_beside_a_greater_one_reached(open_app):
    app = settled(open_app("mobilisation", source="demo", mobilisation="goal",
                           reach="food_security", **{"in": "62"}))

    said = words_of(app).replace("\\", "")
    assert "joindre 100 % des 4 acteurs visés (but : 80 %, soit au moins 4 sur 4)." in said
    assert "Ajoute : " in said


def test_the_fewest_tables_gather_whoever_sits_and_the_others_are_named(open_app):
    app = settled(open_app("mobilisation", source="demo", mobilisation="tables"))

    said = words_of(app).replace("\\", "")
    assert "34 tables suffisent pour rencontrer les 206 acteurs visés" in said
    assert "24 groupes de cette taille" in said
    assert "14 acteurs visés ne siègent à aucune table montrée" in said


def test_tables_can_be_asked_for_some_sectors_and_places(open_app):
    app = settled(open_app("mobilisation", source="demo", mobilisation="tables",
                           reach="housing,youth", **{"in": "62"}))

    assert "2 tables suffisent" in words_of(app)


def test_where_nobody_sits_the_page_says_what_to_do(open_app):
    kept(Register(actors=actors(2)))
    app = settled(open_app("mobilisation", source=OWN, mobilisation="tables"))

    assert say("fr", "tables.nobody") in [info.value for info in app.info]


def test_a_search_is_stopped_with_the_best_found_and_taken_up_again(open_app, monkeypatch):
    monkeypatch.setattr(fewest, "_AT_ONCE", 0.0)
    monkeypatch.setattr(tied_covers, "MOST_COUNTED", 10**9)  # which takes longer than is allowed
    app = open_app("mobilisation", source="demo", mobilisation="goal", share="1.0")
    for _ in range(40):
        if "15" in "".join(bar.proto.text for bar in app.get("progress")):
            break
        app = app.run()
    app.button(key="stop_here").click().run()

    assert say("fr", "fewest.stopped").replace("\u00a0", " ") in words_of(app)
    assert "15 appels suffisent" in words_of(app)
    monkeypatch.undo()
    app.button(key="go_on").click().run()
    assert "15 appels suffisent" in words_of(settled(app))


def test_the_posts_most_depended_on_are_shown_and_the_one_selected(open_app, monkeypatch):
    monkeypatch.setattr("dashboard.components.linking_roles._POSTS_SHOWN", 2)
    app = open_app("analyse", source="demo", selection="o-6")

    posts = [one.label for one in app.main.expander if "Poste" in one.label]
    assert len(posts) == 3
    assert "Matawinie" in posts[-1]
    assert any(caption.value.startswith("5 autres postes") for caption in app.caption)
