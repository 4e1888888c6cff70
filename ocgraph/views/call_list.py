"""The list of calls, or of tables to go to, as one page: to print, or to open on a phone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from ocgraph.analysis.goal import added_words
from ocgraph.analysis.mobilisation import Call
from ocgraph.analysis.wording import call_words
from ocgraph.model import Territory
from ocgraph.network import PartnershipNetwork
from ocgraph.views.words import kind_words, place_words

_STYLE = """
body { font: 18px/1.45 system-ui, sans-serif; color: #1d2733; margin: 1.2rem auto;
  max-width: 44rem; padding: 0 1rem; }
h1 { font-size: 1.4rem; margin: 0 0 .4rem; }
ol { padding-left: 1.6rem; }
li { margin: .7rem 0; break-inside: avoid; }
label { display: flex; gap: .6rem; align-items: flex-start; }
input { width: 1.2rem; height: 1.2rem; margin-top: .2rem; flex: none; }
b { display: block; }
small, footer { color: #4b5866; font-size: .85rem; }
@media print { body { font-size: 12pt; margin: 0; } }
"""


def call_lines(calls: Iterable[Call], network: PartnershipNetwork,
               territories: Mapping[str, Territory], language: str) -> list[tuple[str, str]]:
    """Return, for each call, the name and a line: what it is, where, whom it adds."""
    return [(node.name, " · ".join((kind_words(node, language),
                                    place_words(node, territories, language),
                                    call_words(call, language),
                                    added_words(call, network, language))))
            for call in calls for node in (network.node_by_id[call.node_id],)]


def call_list(title: str, lead: Sequence[str], calls: Iterable[tuple[str, str]],
              notes: Sequence[str], language: str) -> str:
    """Return the page. Every text is escaped; nothing is loaded and nothing runs.

    Parameters
    ----------
    lead
        Sentences above the list: what it does, how sure it is, whom it leaves out.
    calls
        Whom to call, or the table to go to, and a line under the name, in order.
    notes
        What the list rests on: lens, day, sources.
    """
    items = "\n".join(
        f'<li><label><input type="checkbox"><span><b>{escape(name)}</b>'
        f"<small>{escape(line)}</small></span></label></li>" for name, line in calls)
    paragraphs = "".join(f"<p>{escape(sentence)}</p>" for sentence in lead)
    return (
        f'<!doctype html>\n<html lang="{escape(language)}"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{escape(title)}</title><style>{_STYLE}</style></head>\n<body><main>"
        f"<h1>{escape(title)}</h1>{paragraphs}\n<ol>{items}</ol></main>\n"
        f"<footer>{escape(' '.join(notes))}</footer></body></html>\n")
