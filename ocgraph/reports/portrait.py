"""The portrait of a place as a document, with its map, its graph and its sources."""

from __future__ import annotations

from ocgraph.analysis.note_wording import demo_sentences, ended_sentences, shown_sentences
from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.analysis.portrait_wording import portrait_sections, portrait_title
from ocgraph.analysis.section import Section, Statement
from ocgraph.i18n import file_stem, say
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.network import PartnershipNetwork
from ocgraph.reports.document import Document, Picture, lead_of
from ocgraph.views.pictures import graph_picture, map_picture
from ocgraph.views.standalone import standalone_graph_state, standalone_map_state


def portrait_document(portrait: Portrait, language: str, *, is_demo: bool = False,
                      with_pictures: bool = True) -> Document:
    """Return the portrait as a document.

    Parameters
    ----------
    is_demo
        Whether the data are invented, which is then said.
    with_pictures
        Whether the map and the graph are drawn; of a place where nobody is known, they are not.
    """
    sources = Section("sources", say(language, "portrait.section.sources"),
                      tuple(map(Statement, source_sentences(portrait, language, is_demo=is_demo))))
    drawn = _pictures(portrait, language, is_demo) if with_pictures and portrait.actors else ()
    return Document(language, portrait_title(portrait.place, language),
                    lead_of(portrait.network.lens, portrait.today, language, is_demo=is_demo,
                            ends=say(language, "portrait.lead")), portrait.today,
                    (*portrait_sections(portrait, language), sources),
                    say(language, "portrait.section.pictures"), drawn)


def source_sentences(portrait: Portrait, language: str, *, is_demo: bool) -> list[str]:
    """Say what a portrait rests on: day, lens, reference data."""
    return [*_notes(portrait, language, is_demo), say(language, "portrait.source_population"),
            f"{read_boundaries().credit.in_language(language)}."]


def _notes(portrait: Portrait, language: str, is_demo: bool) -> list[str]:
    lens, today = portrait.network.lens, portrait.today
    return [*shown_sentences(lens, today, language),
            *ended_sentences(portrait.links, lens, today, language),
            *demo_sentences(language, is_demo=is_demo)]


def portrait_file_name(place: Place, fmt: str, language: str) -> str:
    """Return the name of the file: plain letters, short."""
    return f"{file_stem(portrait_title(place, language))}.{fmt}"


def _pictures(portrait: Portrait, language: str, is_demo: bool) -> tuple[Picture, ...]:
    notes = _notes(portrait, language, is_demo)
    seen, title = portrait.inside, portrait_title(portrait.place, language)
    description = _description(seen, language)
    outlines = read_boundaries().outlines
    on_map = standalone_map_state(seen, language, shaded_by=portrait.network)
    return (
        Picture(map_picture(on_map, outlines, title=title, notes=notes, fmt="png"),
                say(language, "page.map"), say(language, "portrait.map_shows", shown=description)),
        Picture(graph_picture(standalone_graph_state(seen, language), title=title, notes=notes,
                              fmt="png"),
                say(language, "page.graph"),
                say(language, "portrait.graph_shows", shown=description)))


def _description(seen: PartnershipNetwork, language: str) -> str:
    """Say how many of each are drawn; the tables of the document name them."""
    return ", ".join((
        say(language, "count.actors", n=len(seen.actors)),
        say(language, "count.concertation_tables", n=len(seen.concertation_tables)),
        say(language, "count.organizers", n=len(seen.organizers)),
        say(language, "count.links", n=len(seen.links))))
