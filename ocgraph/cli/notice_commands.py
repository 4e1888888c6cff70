"""``ocgraph notice``: what is kept about an organisation, ready to be given to partners."""

from __future__ import annotations

import argparse
import datetime

from ocgraph.cli.arguments import DOCUMENT_FORMATS
from ocgraph.cli.console import Console
from ocgraph.cli.documents import asked_format, give
from ocgraph.reports import written
from ocgraph.reports.notice import notice_document


def write_notice(arguments: argparse.Namespace, console: Console) -> int:
    """Write the notice, or print it as Markdown when there is no file to write."""
    fmt = asked_format(arguments, DOCUMENT_FORMATS)
    return give(written(notice_document(console.language, datetime.date.today()), fmt), arguments,
                console)
