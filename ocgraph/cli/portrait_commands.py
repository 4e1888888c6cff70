"""``ocgraph portrait``: the portrait of a place, in the terminal or as a document."""

from __future__ import annotations

import argparse
import datetime

from ocgraph.analysis.place import Place
from ocgraph.analysis.portrait import Portrait
from ocgraph.cli.arguments import DOCUMENT_FORMATS
from ocgraph.cli.chosen import chosen_network, listed_codes, mrc_code, municipality_code
from ocgraph.cli.console import Console
from ocgraph.cli.documents import asked_format, give
from ocgraph.io.places.boundaries import neighbouring, read_boundaries
from ocgraph.reports import portrait_document, written


def tell_portrait(arguments: argparse.Namespace, console: Console) -> int:
    """Write the portrait of a place, or print it as Markdown when there is no file to write."""
    fmt = asked_format(arguments, DOCUMENT_FORMATS)
    place = Place(listed_codes(arguments.territory, mrc_code),
                  listed_codes(arguments.municipality, municipality_code), arguments.name)
    portrait = Portrait(chosen_network(arguments), place, datetime.date.today(),
                        neighbouring(read_boundaries().outlines))
    content = written(portrait_document(portrait, console.language,
                                        is_demo=arguments.demo is not None,
                                        with_pictures=fmt != "md"), fmt)
    return give(content, arguments, console)
