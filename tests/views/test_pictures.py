"""Pictures to keep: what is drawn, that it is the same as on the screen, and safe to open."""

from __future__ import annotations

import io
import re
import struct
import subprocess
import sys
import threading
from pathlib import Path

import matplotlib
import numpy as np
import pytest
from defusedxml import ElementTree
from hypothesis import given, settings
from hypothesis import strategies as st
from matplotlib.image import imread

from ocgraph.i18n import LANGUAGES
from ocgraph.io.register_folder import read_demo
from ocgraph.model import Actor, Register, Tie
from ocgraph.network import Lens, PartnershipNetwork
from ocgraph.views.picture_sheet import DPI, FORMATS, HEIGHT, WIDTH, drawable
from ocgraph.views.pictures import graph_picture, map_picture, pushed_apart
from ocgraph.views.standalone import standalone_graph_state, standalone_map_state
from tests.strategies import any_characters
from tests.views.drawings import (
    PAYLOADS,
    VILLAGE,
    graph_state_of,
    map_state_of,
    named,
    reference,
)

DOLLARS = "$x$ {{7*7}} <img src=x onerror=alert(1)> ${y}"
TITLE, NOTES = "Le réseau fictif", ["1\u00a0mars 2026", "Source\u00a0: registre inventé"]


def picture(drawing, register=VILLAGE, fmt="svg", *, title=TITLE, notes=NOTES, **choices):
    if drawing == "graph":
        return graph_picture(graph_state_of(register, **choices), title=title, notes=notes,
                             fmt=fmt)
    return map_picture(map_state_of(register, **choices), reference().boundaries.outlines,
                       title=title, notes=notes, fmt=fmt)


def texts(svg):
    """Return what is written on a picture, in the order it is drawn."""
    return [element.text for element in ElementTree.fromstring(svg).iter()
            if element.tag.endswith("}text")]


def colours_of(png):
    """Return the colours of a PNG, written as in a style sheet."""
    channels = (imread(io.BytesIO(png)) * 255).round().astype(int)[..., :3]
    return {f"#{colour:06x}" for colour in np.unique(channels @ [65536, 256, 1])}


both = pytest.mark.parametrize("drawing", ["map", "graph"])
# The others are drawn from the same figure: they are looked at in the long tests.
SOME_FORMATS = [fmt if fmt == "svg" else pytest.param(fmt, marks=pytest.mark.soak)
                for fmt in FORMATS]


@both
def test_a_png_fills_a_projector_and_holds_no_trace_of_the_machine(drawing):
    png = picture(drawing, fmt="png")

    chunks, at = {}, 8
    while at < len(png):
        length, kind = struct.unpack(">I4s", png[at:at + 8])
        chunks[kind] = png[at + 8:at + 8 + length]
        at += 12 + length
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    assert struct.unpack(">II", chunks[b"IHDR"][:8]) == (1920, 1080)
    assert set(chunks) <= {b"IHDR", b"pHYs", b"IDAT", b"IEND"}
    assert round(WIDTH * DPI / 72) == 1920 and round(HEIGHT * DPI / 72) == 1080


@both
@pytest.mark.parametrize("fmt", SOME_FORMATS)
def test_the_same_state_gives_the_same_bytes(drawing, fmt):
    one, other = (picture(drawing, fmt=fmt, selection="a-2") for _ in range(2))

    assert one == other


@both
def test_an_svg_runs_nothing_and_asks_for_nothing(drawing):
    svg = picture(drawing, named(*PAYLOADS)).decode()
    root = ElementTree.fromstring(svg)

    names = {element.tag.rpartition("}")[2] for element in root.iter()}
    assert names.isdisjoint({"script", "foreignObject", "image", "a", "iframe", "animate", "set"})
    attributes = [(name.rpartition("}")[2], value) for element in root.iter()
                  for name, value in element.attrib.items()]
    assert not [name for name, _ in attributes if name.startswith("on")]
    assert all(value.startswith("#") for name, value in attributes if name in ("href", "src"))
    assert all(address.startswith("#") for address in re.findall(r"url\(([^)]*)", svg))
    assert "DOCTYPE" not in svg and "@import" not in svg


@both
def test_a_pdf_holds_its_fonts_shapes_and_title_but_no_image_date_or_maker(drawing):
    pdf = picture(drawing, fmt="pdf", selection="o-1")

    assert pdf.startswith(b"%PDF-")
    assert b"/FontFile2" in pdf and b"/Subtype /Image" not in pdf
    assert b"/Title" in pdf
    assert not any(word in pdf for word in (b"/CreationDate", b"/Creator", b"/Producer"))


@both
def test_an_svg_holds_no_date_and_no_maker(drawing):
    svg = picture(drawing).decode()

    assert "Matplotlib" not in svg and "matplotlib.org" not in svg
    assert "dc:date" not in svg and "dc:creator" not in svg


@both
def test_dollars_and_braces_are_written_as_they_are(drawing):
    svg = picture(drawing, named(DOLLARS, DOLLARS), title=DOLLARS, notes=[DOLLARS],
                  selection="o-1")

    written = texts(svg)
    assert written.count(DOLLARS) == 2  # title and note
    assert DOLLARS in " ".join(text for text in written if text != DOLLARS)  # cut in lines


@both
@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_hostile_name_is_written_as_text(drawing, payload):
    svg = picture(drawing, named(payload, payload), selection="o-1", title=payload)

    written = drawable(payload)
    assert (ElementTree.fromstring(svg)[0].text or "") == written
    assert not written or written in texts(svg)


@both
def test_title_notes_legend_and_credit_are_written(drawing):
    state = graph_state_of(VILLAGE) if drawing == "graph" else map_state_of(VILLAGE)

    written = " ".join(texts(picture(drawing)))
    assert TITLE in written
    assert all(note in written for note in NOTES)
    assert all(entry["label"] in written for entry in state["legend"])
    assert all(text in written for text, _ in state["credits"])


@both
def test_the_colours_are_those_of_the_screen(drawing):
    state = graph_state_of(VILLAGE) if drawing == "graph" else map_state_of(VILLAGE)

    wanted = {node["color"] for node in state.get("nodes", ())} | {
        mark[5] for mark in state.get("marks", ())} | set(state.get("shades", {}).values())
    assert wanted <= colours_of(picture(drawing, fmt="png"))


@both
@pytest.mark.parametrize("node_id", [
    "a-2", *(pytest.param(other, marks=pytest.mark.soak) for other in ("t-1", "o-1"))])
def test_the_selected_node_is_ringed_and_named(drawing, node_id):
    svg = picture(drawing, selection=node_id)

    assert b"stroke: #b3001b" in svg
    assert VILLAGE.named(node_id).name in texts(svg)


@both
def test_nothing_is_ringed_when_nothing_is_selected(drawing):
    assert b"#b3001b" not in picture(drawing)
    assert b"#b3001b" not in picture(drawing, selection="unheard")


def test_a_selected_mrc_is_outlined():
    assert b"stroke: #b3001b" in picture("map", selection="mrc:61")


def test_the_map_names_the_mrc_the_register_knows_and_its_scale():
    written = texts(picture("map"))

    assert {"Joliette", "Matawinie"} <= set(written)
    assert "Montcalm" not in written
    assert any(re.fullmatch(r"\d+\u00a0km", text) for text in written)


def test_territories_without_data_are_hatched():
    assert b"<pattern" in picture("map")


def test_an_actor_without_a_link_is_named_before_those_who_have_some():
    ring = Register(
        actors=tuple(Actor(actor_id=f"a-{n}", name=f"Maison Fictive {n}") for n in range(60)),
        ties=tuple(Tie(source_id=f"a-{n}", target_id=f"a-{(n + step) % 59}")
                   for n in range(59) for step in (1, 2)))

    assert "Maison Fictive 59" in texts(picture("graph", ring))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_kind_of_link_has_one_colour_on_the_map_and_in_the_graph(language):
    seen = PartnershipNetwork(read_demo())
    on_map, in_graph = ([entry for entry in state(seen, language)["legend"]
                         if entry.get("shape") == "line"]
                        for state in (standalone_map_state, standalone_graph_state))

    assert on_map == in_graph


def test_posts_and_tables_are_named_on_the_graph():
    assert {"Poste de Conte", "Table Rêvée"} <= set(texts(picture("graph")))


@both
@pytest.mark.parametrize("register", [Register(), named("Seul")], ids=["nobody", "one"])
@pytest.mark.parametrize("fmt", SOME_FORMATS)
def test_a_picture_of_nobody_or_of_one_is_still_a_picture(drawing, register, fmt):
    assert len(picture(drawing, register, fmt)) > 4000


@both
def test_a_lens_on_one_mrc_draws_that_one(drawing):
    svg = picture(drawing, lens=Lens(territories=frozenset({"62"})), language="en")

    assert "Maison Fictive" not in " ".join(texts(svg))


def test_a_focus_fades_nothing_and_keeps_the_links_of_the_selection_strong():
    state = graph_state_of(VILLAGE, selection="a-2")
    faded, focused = (graph_picture(state | {"isFocused": is_focused}, title=TITLE, notes=NOTES,
                                    fmt="svg") for is_focused in (False, True))

    assert b"opacity: 0.2" in faded
    assert b"opacity: 0.2;" not in focused and b"opacity: 0.07" not in focused
    assert focused.count(b"stroke-width: 1.7") == faded.count(b"stroke-width: 1.7") > 0


def test_a_long_title_and_long_notes_stay_on_the_page():
    long = "Un mot puis un autre " * 40
    svg = picture("map", title=long, notes=[long, "mot" * 400])

    root = ElementTree.fromstring(svg)
    ends = [text.text for text in root.iter() if text.tag.endswith("}text")]
    assert sum(line.endswith("…") for line in ends) == 3
    assert all(len(line) < 260 for line in ends)


def test_an_unknown_format_is_refused():
    with pytest.raises(ValueError, match="gif"):
        picture("graph", fmt="gif")


def test_pictures_drawn_at_once_by_several_threads_are_the_same():
    alone = picture("graph")
    drawn = []
    threads = [threading.Thread(target=lambda: drawn.append(picture("graph"))) for _ in range(3)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert drawn == [alone] * 3


def test_drawing_leaves_the_settings_of_matplotlib_as_they_were():
    before = dict(matplotlib.rcParams)
    picture("map")

    assert dict(matplotlib.rcParams) == before


def test_drawing_never_loads_pyplot_nor_streamlit():
    script = ("import sys; from tests.views.test_pictures import picture; picture('graph');"
              "print(sorted({'matplotlib.pyplot', 'streamlit'} & set(sys.modules)))")
    answer = subprocess.run([sys.executable, "-c", script], check=True, capture_output=True,
                            text=True, cwd=Path(__file__).parents[2])

    assert answer.stdout.strip() == "[]"


@settings(max_examples=25)
@given(text=st.text(any_characters, max_size=30))
def test_any_text_becomes_one_line_the_font_can_draw(text):
    line = drawable(text)

    assert drawable(line) == line
    assert not any(letter in line for letter in "\n\r\t\x00\x1b\x7f")


@pytest.mark.parametrize(("text", "line"), [
    ("Éco\u0302le", "Écôle"), ("a\nb\tc", "a b c"), ("fête \U0001f9ed", "fête □"),
    ("MRC\u00a0: 3", "MRC\u00a0: 3"), ("", ""), ("漢", "□"), ("\ud83d", "□")])
def test_what_the_font_lacks_is_shown_as_a_box(text, line):
    assert drawable(text) == line


@settings(max_examples=15)
@given(points=st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=30))
def test_marks_are_pushed_apart_but_never_far(points):
    start = np.array(points, dtype=float).reshape(-1, 2)

    moved = pushed_apart(start, np.full(len(start), 3.0), at_most=14.0)

    assert np.isfinite(moved).all()
    assert (np.hypot(*(moved - start).T) <= 14.0 + 1e-9).all()


def test_two_marks_that_cover_one_another_end_side_by_side():
    moved = pushed_apart(np.array([[0.0, 0.0], [1.0, 0.0]]), np.array([3.0, 3.0]), at_most=14.0)

    assert np.hypot(*(moved[1] - moved[0])) == pytest.approx(6.0, abs=0.01)
    assert moved.mean(axis=0) == pytest.approx([0.5, 0.0])
