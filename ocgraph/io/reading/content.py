"""What a file really is, told by its first bytes and never by its name alone."""

from __future__ import annotations

import zipfile
from pathlib import Path

from ocgraph.errors import FileRefusedError

MOST_MEGABYTES = 50
MOST_UNPACKED_MEGABYTES = 200
MOST_RATIO = 100
_ALWAYS_FINE_MEGABYTES = 10
_MOST_PARTS = 10_000
WORKBOOK_ENDINGS = (".xlsx", ".xlsm", ".ods")
TEXT_ENDINGS = (".csv", ".tsv", ".txt")
GRAPH_ENDINGS = (".graphml", ".gexf")
JSON_ENDING = ".json"

_SIGNATURES = (
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "old_excel"), (b"%PDF", "pdf"), (b"{\\rtf", "word"),
    (b"\x89PNG", "picture"), (b"\xff\xd8\xff", "picture"), (b"GIF8", "picture"),
    (b"SQLite format 3\x00", "database"), (b"\x1f\x8b", "archive"), (b"7z\xbc\xaf", "archive"),
    (b"Rar!", "archive"),
)
_MARKUP = (
    (b"<ogrvrt", "vrt"), (b"<!doctype html", "html"), (b"<html", "html"), (b"<table", "html"),
    (b"<kml", "map_layer"), (b"<gpx", "map_layer"), (b"<graphml", "graph"), (b"<gexf", "graph"),
    (b"schemas-microsoft-com:office", "old_excel"),
)


def recognise(path: Path, file: str) -> str:
    """Return ``"xlsx"``, ``"ods"``, ``"zip"`` (of text files), ``"text"``, ``"graph"``, ``"json"``.

    Raises
    ------
    FileRefusedError
        If it is empty, too heavy, or anything else; each has its sentence.
    """
    size = path.stat().st_size
    if size == 0:
        raise FileRefusedError("file.empty", file=file)
    if size > MOST_MEGABYTES * 2**20:
        raise FileRefusedError("file.too_heavy", file=file, megabytes=size / 2**20,
                               most=MOST_MEGABYTES)
    data = path.read_bytes()
    if data.startswith(b"PK"):
        return _recognise_archive(path, file)
    if file.lower().endswith((*GRAPH_ENDINGS, JSON_ENDING)):
        return _recognise_network(data, file)
    refuse_other_contents(data, file)
    if file.lower().endswith((*WORKBOOK_ENDINGS, ".xls", ".zip")):
        raise FileRefusedError("file.is_text", file=file)
    return "text"


def _recognise_network(data: bytes, file: str) -> str:
    """Return ``"graph"`` or ``"json"`` for a content that agrees with its name."""
    what = _what_text_is(data)
    if file.lower().endswith(JSON_ENDING):
        if what == "json":
            return "json"
    elif what in {"graph", "xml"}:   # a long beginning may hide what it is: the reader will tell
        return "graph"
    refuse_other_contents(data, file)
    raise FileRefusedError("file.no_graph", file=file)


def refuse_other_contents(data: bytes, file: str) -> None:
    """Refuse what is recognised as something that holds no table of text."""
    for signature, what in _SIGNATURES:
        if data.startswith(signature):
            locked = what == "old_excel" and "EncryptedPackage".encode("utf-16-le") in data
            raise FileRefusedError("file.is_encrypted" if locked else f"file.is_{what}", file=file)
    if what := _what_text_is(data):
        raise FileRefusedError(f"file.is_{what}", file=file)


def _what_text_is(data: bytes) -> str:
    """Tell markup and JSON by how they begin; empty for any other text."""
    head = data[:4096].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if head.startswith(b"<"):
        return next((what for mark, what in _MARKUP if mark in head), "xml")
    is_json = head.startswith((b'{"', b"{\n", b"{\r", b"{ ", b"[{", b"[\n", b"[\r"))
    return "json" if is_json else ""


def _recognise_archive(path: Path, file: str) -> str:
    try:
        with zipfile.ZipFile(path) as archive:
            check_archive(archive, file)
            names = [info.filename for info in archive.infolist()]
    except zipfile.BadZipFile:
        raise FileRefusedError("file.damaged", file=file) from None
    what = _archive_kind(names)
    if what == "zip" and file.lower().endswith((*TEXT_ENDINGS, *WORKBOOK_ENDINGS)):
        what = "archive"
    if what not in {"xlsx", "ods", "zip"}:
        raise FileRefusedError(f"file.is_{what}", file=file)
    if what != "zip" and file.lower().endswith((*TEXT_ENDINGS, ".xls", ".zip")):
        raise FileRefusedError("file.is_workbook", file=file, ending=f".{what}")
    return what


def check_archive(archive: zipfile.ZipFile, file: str) -> None:
    """Refuse an archive that would unpack to far more than it weighs, before unpacking it."""
    parts = archive.infolist()
    unpacked = sum(part.file_size for part in parts) / 2**20
    packed = max(sum(part.compress_size for part in parts) / 2**20, 1e-6)
    too_dense = unpacked > _ALWAYS_FINE_MEGABYTES and unpacked / packed > MOST_RATIO
    if unpacked > MOST_UNPACKED_MEGABYTES or too_dense or len(parts) > _MOST_PARTS:
        raise FileRefusedError("file.unpacks_too_big", file=file, megabytes=round(unpacked),
                               most=MOST_UNPACKED_MEGABYTES)
    if any(part.flag_bits & 1 for part in parts):
        raise FileRefusedError("file.is_encrypted", file=file)


def _archive_kind(names: list[str]) -> str:
    """Tell what an archive is by the names of its parts."""
    lowered = [name.lower() for name in names]
    marks = (("xl/workbook.xml", "xlsx"), ("content.xml", "ods"),
             ("xl/workbook.bin", "binary_excel"),
             ("word/document.xml", "word"), ("ppt/presentation.xml", "word"),
             ("index/document.iwa", "numbers"), ("doc.kml", "map_layer"))
    for mark, what in marks:
        if mark in lowered:
            return what
    if any(name.endswith(".shp") for name in lowered):
        return "map_layer"
    return "zip" if any(name.endswith(TEXT_ENDINGS) for name in lowered) else "archive"
