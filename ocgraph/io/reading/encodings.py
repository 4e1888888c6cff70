"""Tell the encoding of a text file that does not say it, without ever replacing a character."""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from ocgraph.errors import FileRefusedError

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"),
          (codecs.BOM_UTF32_BE, "utf-32"), (codecs.BOM_UTF16_LE, "utf-16"),
          (codecs.BOM_UTF16_BE, "utf-16"))
_SINGLE_BYTE = ("cp1252", "mac_roman", "cp850")
_FRENCH = frozenset("éèêëàâäùûüîïôöçœæÉÈÊËÀÂÙÛÎÏÔÇŒ«»’“”–—…\u00a0°")
_COMMON = frozenset("éèàêçâîô’É\u00a0")
SHOWN = {"utf-8": "UTF-8", "utf-8-sig": "UTF-8", "utf-16": "UTF-16", "utf-16-le": "UTF-16",
         "utf-16-be": "UTF-16", "utf-32": "UTF-32", "cp1252": "Windows (cp1252)",
         "mac_roman": "Macintosh", "cp850": "MS-DOS (cp850)"}


@dataclass(frozen=True)
class DecodedText:
    """A text, the encoding it was taken for, and the lines (from 1) written in another."""

    text: str
    encoding: str
    other_lines: tuple[int, ...] = ()


def decode(data: bytes, file: str) -> DecodedText:
    """Decode by the byte-order mark, else as UTF-8, UTF-16, or the likeliest one-byte encoding.

    Raises
    ------
    FileRefusedError
        If it holds a NUL character, with its line, or decodes under nothing.
    """
    decoded = _decode(data, file)
    position = decoded.text.find("\x00")
    if position >= 0:
        raise FileRefusedError("file.has_nul", file=file,
                               line=str(decoded.text.count("\n", 0, position) + 1))
    return decoded


def _decode(data: bytes, file: str) -> DecodedText:
    try:
        for mark, encoding in _MARKS:
            if data.startswith(mark):
                return DecodedText(data.decode(encoding), encoding)
        wide = _utf_16_without_mark(data)
        if wide:
            return DecodedText(data.decode(wide), wide)
    except UnicodeDecodeError:
        raise FileRefusedError("file.damaged", file=file) from None
    try:
        return DecodedText(data.decode("utf-8"), "utf-8")
    except UnicodeDecodeError:
        return _decode_single_bytes(data, file)


def _utf_16_without_mark(data: bytes) -> str:
    """Tell UTF-16 by the half of its bytes that are zero in Latin text; empty if it is not."""
    sample = data[:4000]
    half = len(sample) // 2
    if half == 0 or len(data) % 2:
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if odd > 0.6 * half and even < 0.1 * half:
        return "utf-16-le"
    return "utf-16-be" if even > 0.6 * half and odd < 0.1 * half else ""


def _decode_single_bytes(data: bytes, file: str) -> DecodedText:
    """Decode line by line where some lines are UTF-8 all the same, else as a whole."""
    lines = data.split(b"\n")
    foreign = [number for number, line in enumerate(lines, 1) if not _is_utf_8(line)]
    accented = [number for number, line in enumerate(lines, 1) if not line.isascii()]
    encoding = _likeliest(b"\n".join(lines[number - 1] for number in foreign), file)
    if foreign == accented:
        return DecodedText(data.decode(encoding), encoding)
    others = set(foreign)
    text = "\n".join(line.decode(encoding if number in others else "utf-8")
                     for number, line in enumerate(lines, 1))
    return DecodedText(text, "utf-8", tuple(foreign))


def _is_utf_8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _likeliest(data: bytes, file: str) -> str:
    """Return the one-byte encoding under which the accented letters look most like French."""
    scores = {}
    for encoding in _SINGLE_BYTE:
        try:
            scores[encoding] = _frenchness(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    if not scores:
        raise FileRefusedError("file.damaged", file=file)
    return max(scores, key=scores.__getitem__)


def _frenchness(text: str) -> float:
    """Score the characters beyond ASCII: letters French uses count for, all others against."""
    score = 0.0
    for before, character in zip(" " + text, text, strict=False):
        if character.isascii():
            continue
        score += 1.0 if character in _FRENCH else -2.0
        score += 0.5 if character in _COMMON else 0.0
        if character.isupper() and before.islower():
            score -= 2.0
    return score
