"""How a drawing becomes one page that loads nothing: scripts, styles and state put inside."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import cache
from importlib import resources
from typing import Any

from ocgraph.i18n import Translator
from ocgraph.network import PartnershipNetwork

_LOADED = re.compile(r"<link\b[^>]*\bhref=[^>]*?/?>|<script\b[^>]*\bsrc=[^>]*>\s*</script>", re.S)
_PICTURE = re.compile(r"url\((?!#|data:)[^)]*\)")
_ZOOM_BAN = re.compile(r",\s*maximum-scale=1\.0, user-scalable=no")
_POLICY = ("default-src 'none'; script-src 'unsafe-inline'; style-src 'unsafe-inline'; "
           "img-src data: blob:")
_FURNITURE = ('<h1 id="ocgraph-title" hidden></h1><p id="ocgraph-notes" hidden></p>'
              '<div id="ocgraph-credit"></div>')


@cache
def asset(name: str) -> str:
    """Return the text of a script or style that travels with the package."""
    return resources.files("ocgraph.views").joinpath("assets", name).read_text(encoding="utf-8")


def finished_page(html: str, *, styles: Iterable[str], scripts: Iterable[str], last_script: str,
                  state: dict[str, Any] | None) -> str:
    """Put everything a page needs inside it, and take out whatever it would load.

    Parameters
    ----------
    html
        What folium or pyvis made.
    styles, scripts
        Put in the head, in this order.
    last_script
        Put at the end, once the drawing exists.
    state
        Embedded as data when the page stands alone.
    """
    html = _ZOOM_BAN.sub("", _LOADED.sub("", html))
    head = (f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
            + "".join(f"<style>{_PICTURE.sub('none', style)}</style>"
                      for style in (*styles, asset("frame.css")))
            + "".join(f"<script>{_inside_script(script)}</script>" for script in scripts))
    embedded = "" if state is None else (
        f'<script type="application/json" id="ocgraph-state">{embedded_json(state)}</script>')
    end = f"{_FURNITURE}{embedded}<script>{last_script}</script>"
    html = html.replace("<head>", f"<head>{head}", 1)
    return html.replace("</html>", f"{end}</html>", 1)


def _inside_script(script: str) -> str:
    return script.replace("</script", "<\\/script")


def embedded_json(state: dict[str, Any]) -> str:
    r"""Return JSON that cannot close the script element it stands in: ``<`` is ``\u003c``."""
    written = json.dumps(state, ensure_ascii=False, separators=(",", ":"))
    return written.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def shared_texts(translate: Translator, drawing: str) -> dict[str, str]:
    """Return the words every page needs; `drawing` is ``"map"`` or ``"graph"``."""
    return {"title": translate(f"page.{drawing}"), "legend": translate("legend.title"),
            "zoomIn": translate("page.zoom_in"), "zoomOut": translate("page.zoom_out"),
            "fit": translate("page.fit")}


def state_key(network: PartnershipNetwork, *parts: object) -> str:
    """Return a mark of what is drawn, so that a test knows when the picture is up to date."""
    query = "&".join(f"{name}={value}" for name, value in network.lens.to_query().items())
    return "|".join([query, *map(str, parts)])
