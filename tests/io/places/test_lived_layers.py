"""Territories a team draws, in the three formats it has: the municipalities inside each."""

import json

import geopandas as gpd
import pytest
import shapely

from ocgraph.analysis.place import Place
from ocgraph.errors import FileRefusedError
from ocgraph.io.places.lived_layers import read_layer_of_lived, read_lived_territories
from ocgraph.io.places.reference import municipality_by_code, read_municipalities

JOLIETTE = municipality_by_code()["61025"]
RAWDON = municipality_by_code()["62037"]
HALF = 0.01


def square(place, half=HALF):
    return shapely.box(place.longitude - half, place.latitude - half,
                       place.longitude + half, place.latitude + half)


def feature(name, shape, **properties):
    return {"type": "Feature", "properties": {**({"nom": name} if name else {}), **properties},
            "geometry": shape and shape.__geo_interface__}


@pytest.fixture
def drawn(tmp_path):
    """Write features as GeoJSON; read them without the child process."""
    def run(*features, **facts):
        path = tmp_path / "pays-inventes.geojson"
        path.write_text(json.dumps({"type": "FeatureCollection", "features": features, **facts}),
                        encoding="utf-8")
        return read_layer_of_lived(path)
    return run


def held(layer):
    return {place.name: place.municipalities for place in layer.territories}


def codes(layer):
    return [issue.code for issue in layer.issues]


def kml(*marks, opening='<kml xmlns="http://www.opengis.net/kml/2.2"><Document>'):
    return f'<?xml version="1.0"?>{opening}{"".join(marks)}</Document></kml>'


def placemark(name, shape):
    rings = " ".join(f"{x},{y},0" for x, y in shape.exterior.coords)
    return (f"<Placemark><name>{name}</name><Polygon><outerBoundaryIs><LinearRing><coordinates>"
            f"{rings}</coordinates></LinearRing></outerBoundaryIs></Polygon></Placemark>")


def in_geojson(path):
    path = path.with_suffix(".geojson")
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [
        feature("Pays inventé", square(JOLIETTE))]}), encoding="utf-8")
    return path


def in_geopackage(path):
    path = path.with_suffix(".gpkg")
    gpd.GeoDataFrame({"name": ["Pays inventé"]}, geometry=[square(JOLIETTE)], crs=4326).to_crs(
        32198).to_file(path, driver="GPKG")
    return path


def in_kml(path):
    path = path.with_suffix(".kml")
    path.write_text(kml(placemark("Pays inventé", square(JOLIETTE))), encoding="utf-8")
    return path


@pytest.mark.parametrize("write", [in_geojson, in_geopackage, in_kml])
def test_the_three_formats_say_the_same(tmp_path, write):
    layer = read_lived_territories(write(tmp_path / "pays-inventes"))

    assert held(layer) == {"Pays inventé": ("61025",)}
    assert layer.territories[0].mrc_codes == ("61",)


def test_a_territory_is_the_place_a_portrait_is_taken_of(drawn):
    found = drawn(feature("Pays inventé", square(JOLIETTE))).territories[0]

    assert Place(municipalities=found.municipalities, name=found.name).population == \
        JOLIETTE.population_2025


def test_a_territory_holds_every_municipality_whose_point_lies_inside(drawn):
    lanaudiere = shapely.box(-74.2, 45.8, -73.0, 46.4)

    found = held(drawn(feature("Grand pays inventé", lanaudiere)))["Grand pays inventé"]

    assert set(found) == {place.code for place in read_municipalities() if place.latitude and
                          45.8 <= place.latitude <= 46.4 and -74.2 <= place.longitude <= -73.0}


def test_two_polygons_of_one_name_are_one_territory(drawn):
    layer = drawn(feature("Pays inventé", square(JOLIETTE)),
                  feature("Pays inventé", square(RAWDON)))

    assert held(layer) == {"Pays inventé": ("61025", "62037")}


def test_a_hole_is_outside(drawn):
    ring = square(JOLIETTE, 0.02).difference(square(JOLIETTE, 0.01))

    assert held(drawn(feature("Anneau inventé", ring), feature("b", square(RAWDON)))) == {
        "b": ("62037",)}


def test_a_territory_that_holds_no_municipality_is_said(drawn):
    layer = drawn(feature("Coin inventé", shapely.box(-73.0, 47.5, -72.999, 47.501)),
                  feature("b", square(RAWDON)))

    issue = next(issue for issue in layer.issues if issue.code == "lived_without_municipality")
    assert "Coin inventé" in issue.sentence("fr")


def test_a_polygon_without_a_name_is_refused_by_its_rank(drawn):
    layer = drawn(feature("a", square(JOLIETTE)), feature("", square(RAWDON)))

    issue = next(issue for issue in layer.issues if issue.code == "lived_without_name")
    assert issue.params == {"rank": "2"}
    assert list(held(layer)) == ["a"]


def test_the_usual_title_of_a_name_wins_over_another_text(drawn):
    assert list(held(drawn(feature("", square(JOLIETTE), couleur="bleu", Name="Pays inventé")))) \
        == ["Pays inventé"]


def test_points_and_lines_beside_are_left_aside_and_counted(drawn):
    layer = drawn(feature("a", square(JOLIETTE)), feature("repère", shapely.Point(-73, 46)),
                  feature("rien", None))

    issue = next(issue for issue in layer.issues if issue.code == "lived_not_polygons")
    assert issue.params["n"] == 2


def test_places_without_coordinates_are_told(drawn):
    issue = next(issue for issue in drawn(feature("a", square(RAWDON))).issues
                 if issue.code == "lived_places_without_point")

    assert issue.params["n"] == len([place for place in read_municipalities()
                                     if place.mrc_code == "62" and place.latitude is None])


def test_metres_that_the_file_does_not_declare_are_recognised_and_told(drawn):
    metres = gpd.GeoSeries([square(JOLIETTE)], crs=4326).to_crs(32198)[0]

    layer = drawn(feature("a", metres))

    assert held(layer) == {"a": ("61025",)}
    assert "boundaries.crs_recognised" in codes(layer)


def test_a_crossed_outline_is_read_as_the_surfaces_it_draws(drawn):
    x, y = JOLIETTE.longitude + 0.01, JOLIETTE.latitude  # Joliette lies in the left wing
    bow = shapely.Polygon([(x - .02, y - .01), (x + .02, y + .01), (x + .02, y - .01),
                           (x - .02, y + .01)])

    assert held(drawn(feature("Nœud inventé", bow))) == {"Nœud inventé": ("61025",)}


def refusal(path):
    with pytest.raises(FileRefusedError) as refused:
        read_layer_of_lived(path)
    return refused.value.code


@pytest.mark.parametrize(("name", "content", "code"), [
    ("a.txt", "rien", "lived.unknown_format"), ("a.shp", "rien", "lived.unknown_format"),
    ("a.geojson", "{", "lived.not_what_it_says"), ("a.geojson", "[]", "lived.not_what_it_says"),
    ("a.json", '{"type": "Topology"}', "lived.not_what_it_says"),
    ("a.geojson", '{"type": "FeatureCollection", "features": []}', "lived.no_polygon"),
    ("a.geojson", '{"type": "FeatureCollection", "features": [{"geometry": {"type": "Polygon", '
     '"coordinates": "x"}}]}', "lived.not_what_it_says"),
    ("a.gpkg", "pas une base", "lived.not_what_it_says"),
    ("a.kml", "<kml>", "lived.not_what_it_says"), ("a.kml", "<gpx/>", "lived.not_what_it_says"),
    ("a.kml", kml("<Placemark><name>a</name></Placemark>"), "lived.no_polygon"),
    ("a.kml", kml("<Placemark><name>a</name><Polygon/></Placemark>"), "lived.not_what_it_says"),
    ("a.kml", kml(placemark("a", shapely.box(2, 48, 3, 49))), "lived.elsewhere"),
    ("a.kml", kml(placemark("a", shapely.box(0, 0, 1, 1)).replace("0.0,", "x,")),
     "lived.not_what_it_says")])
def test_a_file_that_is_not_what_it_says_is_refused(tmp_path, name, content, code):
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    assert refusal(path) == code


def test_a_kml_that_asks_for_another_file_is_refused(tmp_path):
    path = tmp_path / "piege.kml"
    path.write_text(kml(placemark("&secret;", square(JOLIETTE)), opening=(
        '<!DOCTYPE kml [<!ENTITY secret SYSTEM "file:///etc/hostname">]><kml><Document>')),
        encoding="utf-8")

    assert refusal(path) == "lived.not_what_it_says"


def test_an_absent_file_is_said(tmp_path):
    with pytest.raises(FileRefusedError) as refused:
        read_lived_territories(tmp_path / "nulle-part.kml")

    assert refused.value.code == "lived.missing"
