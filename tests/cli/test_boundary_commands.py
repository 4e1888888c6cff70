"""The outlines in use are said, and a layer that is refused changes nothing."""

from __future__ import annotations

import json

from ocgraph.io.places.boundaries import imported_path
from tests.cli.test_help_examples import write_layer


def test_the_outlines_in_use_are_said_with_their_credit(ocgraph):
    code, out, _ = ocgraph("boundaries", "show")

    assert code == 0
    assert "104 territoires" in out
    assert "Statistique Canada" in out


def test_an_imported_layer_replaces_the_outlines_and_their_credit(ocgraph, home):
    write_layer(home / "mrc.geojson")

    code, out, _ = ocgraph("boundaries", "import", "mrc.geojson", "--lang", "en")

    assert code == 0
    assert "Gouvernement du Québec" in out
    assert "Gouvernement du Québec" in ocgraph("boundaries", "show")[1]


def test_a_layer_with_a_territory_missing_is_refused_and_changes_nothing(ocgraph, home):
    write_layer(home / "mrc.geojson")
    layer = json.loads((home / "mrc.geojson").read_text("utf-8"))
    layer["features"] = [feature for feature in layer["features"]
                         if feature["properties"]["MRS_CO_MRC"] != "62"]
    (home / "mrc.geojson").write_text(json.dumps(layer), encoding="utf-8")

    code, _, err = ocgraph("boundaries", "import", "mrc.geojson")

    assert code == 1
    assert "Matawinie (62)" in err
    assert "Statistique Canada" in ocgraph("boundaries", "show")[1]


def test_reset_goes_back_to_the_outlines_that_travel_along(ocgraph, home):
    write_layer(home / "mrc.geojson")
    ocgraph("boundaries", "import", "mrc.geojson")

    code, out, _ = ocgraph("boundaries", "reset")

    assert code == 0
    assert "La couche importée est retirée." in out
    assert "Statistique Canada" in out
    assert "Aucune couche n’était importée." in ocgraph("boundaries", "reset")[1]


def test_a_damaged_layer_is_said_with_the_command_that_mends_it(ocgraph):
    imported_path().parent.mkdir(parents=True)
    imported_path().write_text('{"type": "Feat', encoding="utf-8")

    code, _, err = ocgraph("boundaries", "show")

    assert code == 1
    assert "ocgraph boundaries reset" in err
    assert ocgraph("boundaries", "reset")[0] == 0


def test_an_action_is_needed(ocgraph):
    assert ocgraph("boundaries")[0] == 2
