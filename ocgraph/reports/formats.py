"""The formats a document is written in."""

from __future__ import annotations

from collections.abc import Callable

from ocgraph.errors import OcgraphError
from ocgraph.reports.document import Document, plain_document
from ocgraph.reports.docx import docx_file
from ocgraph.reports.markdown import markdown_file
from ocgraph.reports.pdf import pdf_file

FORMATS: dict[str, Callable[[Document], bytes]] = {
    "docx": docx_file, "pdf": pdf_file, "md": markdown_file}
MIME = {"docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "pdf": "application/pdf", "md": "text/markdown"}
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def written(document: Document, fmt: str) -> bytes:
    """Return the document as a file of one of `FORMATS`.

    Raises
    ------
    OcgraphError
        ``export.unknown_format``.
    """
    if fmt not in FORMATS:
        raise OcgraphError("export.unknown_format", found=fmt, known=", ".join(FORMATS))
    return FORMATS[fmt](plain_document(document))
