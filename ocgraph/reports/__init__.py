"""Documents one takes away, each rendered from one model: DOCX, PDF, Markdown."""

from ocgraph.reports.document import Document, Picture
from ocgraph.reports.formats import FORMATS, written
from ocgraph.reports.portrait import portrait_document

__all__ = ["FORMATS", "Document", "Picture", "portrait_document", "written"]
