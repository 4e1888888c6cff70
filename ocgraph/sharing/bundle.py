"""One HTML file that holds everything: map, network, tables and words, in both languages.

The drawings are the pages of `ocgraph.views`, each in a sandboxed frame that the file holds as
text. What is told travels as data, and the scripts of ``assets`` set it as text: a name is never
markup. The policy of the file allows no request at all, and its frames inherit it.
"""

from __future__ import annotations

import re
from html import escape
from importlib import resources
from typing import Any

from ocgraph.i18n import LANGUAGES, say
from ocgraph.io.places.boundaries import read_boundaries
from ocgraph.network import Layer, Lens, PartnershipNetwork
from ocgraph.privacy import SharedRegister, TiesShown
from ocgraph.sharing.drawn import State, graph_drawing, map_drawing
from ocgraph.sharing.listed import listed_records, located
from ocgraph.sharing.presentation import View, first_story, write_view
from ocgraph.sharing.told import interface_texts, told_sentences
from ocgraph.views.graph_page import graph_page
from ocgraph.views.map_page import map_page
from ocgraph.views.page import embedded_json

_RANDOM_NAME = re.compile(r"[0-9a-f]{32}")
_POLICY = ("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
           "img-src data: blob:; base-uri 'none'; form-action 'none'")


def bundle(shared: SharedRegister, language: str, *, is_demo: bool = False, page_id: str = "",
           title: str = "", presentation: tuple[View, ...] = ()) -> bytes:
    """Return the page to share.

    Parameters
    ----------
    shared
        What leaves (`ocgraph.privacy.redact`): the page is made of it alone.
    language
        The one it opens in; the other is a button away.
    is_demo
        Whether the page must say that everything in it is invented.
    page_id
        What answers to this page name it by.
    title
        Of the page; a general one when empty.
    presentation
        The views it plays, with the identifiers of what leaves (`for_page`); `first_story` when
        there are none.

    Returns
    -------
    bytes
        HTML in UTF-8, which asks for nothing outside itself; the same for the same register.
    """
    network = PartnershipNetwork(shared.register, Lens(layers=_layers(shared)))
    content = {
        "language": language, "page": page_id, "title": title.strip(),
        "presentation": list(map(write_view, presentation or first_story(network, shared))),
        "pages": {"map": _steady(map_page(read_boundaries().outlines)), "graph": graph_page()},
        "states": {"map": _in_both({each: map_drawing(network, each) for each in LANGUAGES}),
                   "graph": _in_both({each: graph_drawing(network, each) for each in LANGUAGES})},
        "located": located(shared.register),
        "told": {each: {"texts": interface_texts(each), "tables": listed_records(shared, each),
                        **told_sentences(network, shared, each, is_demo=is_demo)}
                 for each in LANGUAGES},
    }
    return _page(content, language, title.strip()).encode()


def _steady(page: str) -> str:
    """Give the layers of the map the same names each time: one register, one page."""
    numbers: dict[str, int] = {}
    return _RANDOM_NAME.sub(
        lambda found: f"{numbers.setdefault(found[0], len(numbers)):032x}", page)


def _layers(shared: SharedRegister) -> frozenset[Layer]:
    """Return the kinds of link the page tells of: never the work of a post."""
    if shared.terms.ties is TiesShown.NONE:
        return frozenset({Layer.TABLES})
    return frozenset({Layer.TABLES, Layer.TIES})


def _in_both(states: dict[str, State]) -> dict[str, Any]:
    """Write once what both languages show alike: positions, lines, colours."""
    first, *others = states.values()
    common = {name: value for name, value in first.items()
              if all(other[name] == value for other in others)}
    return {"common": common} | {language: {name: value for name, value in state.items()
                                            if name not in common}
                                 for language, state in states.items()}


def _page(content: dict[str, Any], language: str, title: str) -> str:
    without_script = "".join(f'<p lang="{each}">{escape(say(each, "share.no_script"))}</p>'
                             for each in LANGUAGES)
    return (f'<!doctype html>\n<html lang="{language}">\n<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">\n'
            '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
            '<meta name="referrer" content="no-referrer">\n'
            f"<title>{escape(title or say(language, 'share.title'))}</title>\n"
            f"<style>{_assets('css')}</style>\n</head>\n<body>\n"
            f"<noscript>{without_script}</noscript>\n"
            f'<script type="application/json" id="content">{embedded_json(content)}</script>\n'
            f"<script>{_assets('js')}ocgraphPage.start();</script>\n</body>\n</html>\n")


def _assets(kind: str) -> str:
    """Return the styles or the scripts of the page, those it is made of first."""
    folder = resources.files("ocgraph.sharing").joinpath("assets")
    return "".join(folder.joinpath(f"{part}.{kind}").read_text(encoding="utf-8")
                   for part in ("bundle", "present", "propose"))
