"""Find a secret in what leaves, however it is hidden: escaped, encoded, compressed, as a number.

A secret is a text, a number or a day. `leaks` looks for its forms in the content and in everything
that can be unpacked from it, again and again.
"""

from __future__ import annotations

import base64
import binascii
import datetime
import html
import re
import struct
import unicodedata
import zlib
from collections.abc import Iterable, Iterator
from urllib.parse import unquote_to_bytes

from ocgraph.i18n import LANGUAGES, format_day

Secret = str | float | int | datetime.date

DEPTH = 4
_BASE64 = re.compile(rb"[A-Za-z0-9+/_-]{12,}={0,2}")
_HEXADECIMAL = re.compile(rb"(?:[0-9a-fA-F]{2}){8,}")
_ESCAPE = re.compile(r"\\u\{?([0-9a-fA-F]{4,6})\}?|\\x([0-9a-fA-F]{2})")
_PLAIN = bytes(range(32, 127))
_COMPRESSED = re.compile(rb"\x1f\x8b\x08|\x78[\x01\x5e\x9c\xda]|PK\x03\x04")


def leaks(content: bytes, secrets: Iterable[Secret]) -> set[Secret]:
    """Return the secrets that `content` holds in some form."""
    views = list(_views(content))
    raw = b"\0".join(views)
    text = "\0".join(_plain(view) for view in views)
    return {secret for secret in secrets
            if any(form in text for form in _texts(secret))
            or any(form in raw for form in _bytes(secret))}


def _plain(view: bytes) -> str:
    return _folded(view.decode("utf-8", errors="replace"))


def _folded(text: str) -> str:
    return unicodedata.normalize("NFC", text).casefold()


def _texts(secret: Secret) -> Iterator[str]:
    if isinstance(secret, str):
        yield _folded(secret)
    elif isinstance(secret, datetime.date):
        yield secret.isoformat()
        yield from (_folded(format_day(secret, language)) for language in LANGUAGES)
    else:
        yield repr(secret)
        yield repr(secret).replace(".", ",")


def _bytes(secret: Secret) -> Iterator[bytes]:
    if isinstance(secret, str):
        for form in {secret, unicodedata.normalize("NFD", secret)}:
            yield from (form.encode(encoding) for encoding in ("utf-16-le", "utf-16-be", "cp1252")
                        if encoding != "cp1252" or form.isprintable() and _fits(form))
            yield from _within_base64(form.encode())
    elif isinstance(secret, datetime.date):
        yield from _packed(milliseconds(secret), "q")
        yield str(milliseconds(secret)).encode()
    else:
        yield from _packed(secret, "df" if isinstance(secret, float) else "qd")


def _packed(number: float, kinds: str) -> Iterator[bytes]:
    """Return a number as bytes, and what base64 writes of it among others."""
    for packed in (struct.pack(order + kind, number) for order in "<>" for kind in kinds):
        yield packed
        if len(packed) == 8:    # what is left of four bytes would be found anywhere
            yield from _within_base64(packed)


def _fits(text: str) -> bool:
    return text.encode("cp1252", errors="ignore").decode("cp1252") == text


def milliseconds(day: datetime.date) -> int:
    """Return a day as a script counts them."""
    return (day - datetime.date(1970, 1, 1)).days * 86_400_000


def _within_base64(text: bytes) -> Iterator[bytes]:
    """Return what base64 writes of a text that begins anywhere, without its shared ends."""
    for before in range(3):
        for encode in (base64.b64encode, base64.urlsafe_b64encode):
            written = encode(b"\0" * before + text)
            yield written[4 if before else 0:(before + len(text)) // 3 * 4]


def _views(content: bytes) -> Iterator[bytes]:
    """Return the content and whatever unpacks from it, each once."""
    seen, found = {content}, [content]
    for _ in range(DEPTH):
        found = [each for view in found for each in _unpacked(view) if each]
        found = list(dict.fromkeys(each for each in found if each not in seen))
        seen.update(found)
    yield from seen


def _unpacked(content: bytes) -> Iterator[bytes]:
    text = content.decode("utf-8", errors="replace")
    yield html.unescape(text).encode(errors="replace")
    yield _ESCAPE.sub(_letter, text).encode("utf-8", errors="replace")
    if b"%" in content:
        yield unquote_to_bytes(content)
    yield from _decompressed(content)
    for run in _BASE64.findall(content):
        yield _readable(_from_base64(run.rstrip(b"=")))
    for run in _HEXADECIMAL.findall(content):
        yield _readable(binascii.unhexlify(run))


def _from_base64(run: bytes) -> bytes:
    whole = run if len(run) % 4 != 1 else run[:-1]
    return base64.b64decode(whole.translate(bytes.maketrans(b"-_", b"+/")) + b"===")


def _readable(found: bytes) -> bytes:
    """Return what may hold something: compressed, or mostly letters."""
    others = len(found.translate(None, _PLAIN))
    return found if _COMPRESSED.match(found) or others < 0.4 * len(found) else b""


def _letter(match: re.Match) -> str:
    code = int(match[1] or match[2], 16)
    return chr(code) if code < 0x110000 else ""


def _decompressed(content: bytes) -> Iterator[bytes]:
    for start in _COMPRESSED.finditer(content):
        packed = content[start.start():]
        if packed.startswith(b"PK"):
            names = struct.unpack("<HH", packed[26:30]) if len(packed) >= 30 else (0, 0)
            yield _inflated(packed[30 + sum(names):], -zlib.MAX_WBITS)
        else:
            yield _inflated(packed, zlib.MAX_WBITS | 32)


def _inflated(packed: bytes, window: int) -> bytes:
    try:
        return zlib.decompressobj(window).decompress(packed)
    except zlib.error:
        return b""
