"""A matrix of groups: how many partnerships two of them have, beside what chance gives.

One value, `Matrix`, is drawn on the screen (`matrix_svg`) and as a picture to keep
(`ocgraph.views.matrix_picture`), so that both say the same. A shade never speaks alone: each cell
has its number, and a triangle that points up where there are more, down where there are fewer. What
cannot be told has no shade: the eye would count it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from ocgraph.analysis.bridge_wording import group_name, pair_words
from ocgraph.analysis.group_bridges import GroupBridge, GroupBridges, Verdict
from ocgraph.i18n import format_number, say
from ocgraph.views.legend import Entry
from ocgraph.views.palette import BESIDE_CHANCE, OWN_GROUP
from ocgraph.views.picture_sheet import HATCH_LINE, HATCH_PAPER, INK, QUIET_INK

HALF, FEWER, MORE, DOUBLE = 0.5, 0.8, 1.25, 2.0
"""Found for one expected, between which a pair is shaded as chance would give it."""

_SURE = {Verdict.FEWER: "▼", Verdict.MORE: "▲"}
_UNSURE = {"half": "▽", "fewer": "▽", "alike": "", "more": "△", "double": "△"}
_UNSEEN = "#ffffff"


@dataclass(frozen=True)
class Cell:
    """What two groups have together.

    Attributes
    ----------
    text
        Their number of partnerships with its triangle; nothing when nobody knows.
    colour
        Its shade; ``None`` when it is hatched.
    detail
        All of it in words.
    is_sure
        Whether chance would hardly give it.
    is_own
        Whether it lies on the diagonal.
    """

    text: str
    colour: str | None
    detail: str
    is_sure: bool = False
    is_own: bool = False


@dataclass(frozen=True)
class Matrix:
    """Groups, each with each.

    Attributes
    ----------
    names
        Of the rows, and of the columns in the same order.
    cells
        By row, then by column.
    starts
        The rows before which another region begins.
    legend
        Entries, as `ocgraph.views.picture_legend.draw_legend` takes them.
    signs
        The sentence that says what the triangles mean.
    """

    language: str
    title: str
    names: tuple[str, ...]
    cells: tuple[tuple[Cell, ...], ...]
    starts: tuple[int, ...]
    legend: tuple[Entry, ...]
    signs: str


def bridge_matrix(bridges: GroupBridges, codes: Sequence[str], language: str,
                  regions: Sequence[str] = ()) -> Matrix:
    """Return the matrix of some groups.

    Parameters
    ----------
    codes
        The groups, in the order of the rows. One without any actor seen is hatched.
    regions
        The region of each, when they are MRC: a line parts one from the next.
    """
    names = tuple(group_name(bridges.partition, code, language) for code in codes)
    pairs = bridges.by_pair()
    cells = tuple(tuple(
        _within(bridges, one, language) if one == other else
        _between(bridges, (one, other), pairs.get(frozenset((one, other))), language)
        for other in codes) for one in codes)
    starts = tuple(row for row in range(1, len(regions)) if regions[row] != regions[row - 1])
    drawn = {cell.colour for row in cells for cell in row}
    return Matrix(language, say(language, f"bridges.matrix.{bridges.partition}"), names, cells,
                  starts, _legend(drawn, language), say(language, "bridges.matrix.signs"))


def _within(bridges: GroupBridges, code: str, language: str) -> Cell:
    name = group_name(bridges.partition, code, language)
    if code not in bridges.within:
        return Cell("", None, say(language, "bridges.matrix.nobody", names=name), is_own=True)
    n_ties = bridges.within[code]
    return Cell(format_number(n_ties, language), OWN_GROUP,
                say(language, "bridges.matrix.within", name=name, n=n_ties), is_own=True)


def _between(bridges: GroupBridges, ends: tuple[str, str], pair: GroupBridge | None,
             language: str) -> Cell:
    names = [group_name(bridges.partition, code, language) for code in ends]
    if absent := [name for name, code in zip(names, ends, strict=True)
                  if code not in bridges.within]:
        return Cell("", None, say(language, "bridges.matrix.nobody", names=", ".join(absent)))
    if pair is None:
        return Cell("", _UNSEEN, say(language, "bridges.matrix.unseen"))
    detail, number = (pair_words(bridges.partition, pair, language),
                      format_number(pair.observed, language))
    if pair.verdict is Verdict.TOO_FEW:
        return Cell(number, None, detail)
    shade = shade_of(pair)
    sign = _SURE.get(pair.verdict, _UNSURE[shade])
    return Cell(f"{number}\u00a0{sign}" if sign else number,
                BESIDE_CHANCE[shade if pair.is_sure else "alike"], detail, is_sure=pair.is_sure)


def shade_of(pair: GroupBridge) -> str:
    """Return the key of the shade in `BESIDE_CHANCE`, by how many are found for one expected."""
    found, expected = pair.observed, pair.expected
    if found <= FEWER * expected:
        return "half" if found <= HALF * expected else "fewer"
    if found >= MORE * expected:
        return "double" if found >= DOUBLE * expected else "more"
    return "alike"


def _legend(drawn: set[str | None], language: str) -> tuple[Entry, ...]:
    shades = [{"shape": "area", "colour": colour, "label": say(language, f"bridges.shade.{shade}")}
              for shade, colour in BESIDE_CHANCE.items()]
    others = [("own", OWN_GROUP), ("unseen", _UNSEEN)]
    return ({"label": say(language, "bridges.matrix.legend")}, *shades,
            *({"shape": "area", "colour": colour, "label": say(language, f"bridges.shade.{name}")}
              for name, colour in others if colour in drawn),
            *([{"shape": "hatch", "label": say(language, "bridges.shade.too_few")}]
              if None in drawn else []))


# On the screen

_SIZES = ((8, 78, 44, 15), (14, 62, 36, 14), (99, 46, 28, 13))
"""Up to how many groups; width and height of a cell, and height of the letters, in pixels."""
_LETTER, _LONGEST = 0.56, 26
"""Width of a letter for a height of one, and letters of a name that are shown."""
_SLANT = 0.66
_HATCH = (f'<defs><pattern id="few" width="7" height="7" patternUnits="userSpaceOnUse" '
          f'patternTransform="rotate(45)"><rect width="7" height="7" fill="{HATCH_PAPER}"/>'
          f'<rect width="2" height="7" fill="{HATCH_LINE}"/></pattern></defs>')


def matrix_svg(matrix: Matrix, described: str) -> str:
    """Return the drawing as SVG, its texts as text, at the size it is read at.

    Parameters
    ----------
    described
        What it shows, for who cannot see it.
    """
    width, height, letters = next(size[1:] for size in _SIZES if len(matrix.names) <= size[0])
    shown = [_shortened(name) for name in matrix.names]
    longest = max(map(len, shown), default=0) * _LETTER * letters
    left, top = longest + 12, longest * _SLANT + letters + 12
    whole = (left + width * len(shown) + longest * 0.77 - width / 2 + letters + 8,
             top + height * len(shown) + 2)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {whole[0]:.0f} {whole[1]:.0f}" '
            f'role="img" aria-label="{escape(described)}" font-size="{letters}" fill="{INK}" '
            f'style="width:100%;max-width:{whole[0]:.0f}px;min-width:{whole[0] * 0.8:.0f}px">'
            f"{_HATCH}{_names(matrix.names, shown, (left, top), (width, height))}"
            + "".join(_cell(cell, (left + column * width, top + row * height), (width, height))
                      for row, cells in enumerate(matrix.cells)
                      for column, cell in enumerate(cells))
            + _lines(matrix.starts, (left, top), (width, height), len(shown)) + "</svg>")


def _shortened(name: str) -> str:
    return name if len(name) <= _LONGEST else name[:_LONGEST - 1].rstrip() + "…"


def _names(names: Sequence[str], shown: Sequence[str], corner: tuple[float, float],
           sides: tuple[float, float]) -> str:
    """Write each name at the left of its row, and aslant over its column."""
    (left, top), (width, height) = corner, sides
    written = []
    for rank, (name, text) in enumerate(zip(names, shown, strict=True)):
        whole = f"<title>{escape(name)}</title>{escape(text)}"
        x, y = left + (rank + 0.5) * width, top - 8
        written.append(
            f'<text x="{left - 8:.1f}" y="{top + (rank + 0.5) * height:.1f}" dy=".35em" '
            f'text-anchor="end">{whole}</text>'
            f'<text transform="translate({x:.1f} {y:.1f}) rotate(-40)">{whole}</text>')
    return "".join(written)


def _cell(cell: Cell, corner: tuple[float, float], sides: tuple[float, float]) -> str:
    (x, y), (width, height) = corner, sides
    inset, weight = 1.5 if cell.is_own else 0.5, 700 if cell.is_sure else 400
    rim = f' stroke="{HATCH_PAPER}" stroke-width="5" paint-order="stroke"'
    return (f"<g><title>{escape(cell.detail)}</title>"
            f'<rect x="{x + inset:.1f}" y="{y + inset:.1f}" width="{width - 2 * inset:.1f}" '
            f'height="{height - 2 * inset:.1f}" fill="{cell.colour or "url(#few)"}" '
            f'stroke="{QUIET_INK if cell.is_own else "#d5dade"}" '
            f'stroke-width="{2 if cell.is_own else 1}"/>'
            f'<text x="{x + width / 2:.1f}" y="{y + height / 2:.1f}" dy=".35em" '
            f'text-anchor="middle" fill="{letters_on(cell.colour)}" '
            f'font-weight="{weight}"{"" if cell.colour else rim}>{escape(cell.text)}</text></g>')


def letters_on(colour: str | None) -> str:
    """Return the colour of the letters that are read on a shade."""
    dark = (BESIDE_CHANCE["half"], BESIDE_CHANCE["double"])
    return "#ffffff" if colour in dark else INK


def _lines(starts: Sequence[int], corner: tuple[float, float], sides: tuple[float, float],
           n_rows: int) -> str:
    """Draw a line between regions, both ways."""
    (left, top), (width, height) = corner, sides
    return "".join(
        f'<path d="M{left:.1f} {top + row * height:.1f}h{n_rows * width:.1f}'
        f'M{left + row * width:.1f} {top:.1f}v{n_rows * height:.1f}" stroke="{INK}" '
        f'stroke-width="2.5" fill="none"/>' for row in starts)


def matrix_html(matrix: Matrix, described: str) -> str:
    """Return the drawing for a page, what its triangles mean, and its legend.

    Parameters
    ----------
    described
        As for `matrix_svg`.
    """
    heading, *entries = matrix.legend
    listed = "".join(
        f'<li><svg width="22" height="15" aria-hidden="true"><rect x=".5" y=".5" width="21" '
        f'height="14" fill="{entry.get("colour") or "url(#few)"}" stroke="#7b818a"/></svg> '
        f'{escape(entry["label"])}</li>' for entry in entries)
    return (f'<div class="matrix" tabindex="0" role="group" aria-label="{escape(matrix.title)}">'
            f"{matrix_svg(matrix, described)}</div>"
            f'<div class="legend"><p>{escape(heading["label"])}</p><ul>{listed}</ul>'
            f"{escape(matrix.signs)}</div>")
