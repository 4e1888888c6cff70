"""Read a file of figures, whichever of the known layouts it has.

Statistics Canada's Census Profile, the INSPQ's deprivation by dissemination area, the ISQ's index
of economic vitality, or any table that names a territory, a year and a value. Nothing is taken by
reading; the caller shows the result first.
"""

from __future__ import annotations

from pathlib import Path

from ocgraph.errors import FileRefusedError
from ocgraph.io.indicators.census_figures import census_indicators
from ocgraph.io.indicators.census_stream import is_census_profile, read_census_rows
from ocgraph.io.indicators.deprivation import deprivation_indicators, is_deprivation
from ocgraph.io.indicators.figure_tables import read_figures
from ocgraph.io.indicators.found import Asked, FoundIndicators
from ocgraph.io.isolation import run_isolated
from ocgraph.io.reading.tabular import read_tables, shown_name

_SECONDS = 600  # two gigabytes of census, on a slow machine
_MEGABYTES = 1024


def read_indicator_file(path: Path, asked: Asked | None = None, *,
                        name: str | None = None) -> FoundIndicators:
    """Read a file of figures by MRC.

    Parameters
    ----------
    path
        Workbook, text file, zip or folder of text files. A Census Profile may weigh gigabytes, or
        be the zip as published: it is read row by row.
    asked
        What the person says that the file does not.
    name
        The name to show and to tell the ending by, when the file was received under another.

    Raises
    ------
    FileRefusedError
        If the file cannot be read safely, or is not a table; each reason has its sentence.
    """
    file = shown_name(name or path.name)
    if not path.exists():
        raise FileRefusedError("file.missing", file=file)
    return run_isolated(_read, path.resolve(), file, asked or Asked(), seconds=_SECONDS,
                        megabytes=_MEGABYTES)


def _read(path: Path, file: str, asked: Asked) -> FoundIndicators:
    """Read a file by its layout. Runs in the child process."""
    if path.is_file() and is_census_profile(path):
        return census_indicators(read_census_rows(path, file), asked, file)
    sheets = read_tables(path, file)
    areas = next((sheet for sheet in sheets if is_deprivation(sheet)), None)
    return deprivation_indicators(areas, asked) if areas else read_figures(sheets, asked)
