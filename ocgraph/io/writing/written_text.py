"""Text as files can hold it: characters a format forbids, and text a spreadsheet would compute.

XML (and so XLSX, GraphML and GEXF) forbids most control characters; they are shown as U+FFFD and
counted, in every format alike. Line ends are all written as one new line.
"""

from __future__ import annotations

import re

from ocgraph.model import Issue, Severity

REPLACEMENT = "\N{REPLACEMENT CHARACTER}"

# The characters outside XML 1.0's Char (https://www.w3.org/TR/xml/#charsets).
_FORBIDDEN = re.compile("[^\t\n\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_LINE_END = re.compile("\r\n?")

# What makes a spreadsheet compute a cell of a CSV file, apostrophes of ours before it included.
# See OWASP, "CSV Injection", https://owasp.org/www-community/attacks/CSV_Injection.
_COMPUTED = re.compile("'*(?: *[\t\n]|\\s*[=+\\-@\uff1d\uff0b\uff0d\uff20])")


class TextWriter:
    """Prepares texts for a file and counts what had to change.

    Attributes
    ----------
    replaced
        How many forbidden characters were replaced.
    shortened
        How many texts were too long for a cell.
    """

    def __init__(self, longest: int | None = None) -> None:
        self._longest = longest
        self.replaced = 0
        self.shortened = 0

    def __call__(self, text: str) -> str:
        """Return `text` as the file can hold it."""
        text, replaced = _FORBIDDEN.subn(REPLACEMENT, _LINE_END.sub("\n", text))
        self.replaced += replaced
        if self._longest is not None and len(text) > self._longest:
            self.shortened += 1
            return text[:self._longest]
        return text

    def notices(self) -> list[Issue]:
        """Say what had to change."""
        counted = {"export.characters_replaced": self.replaced,
                   "export.texts_shortened": self.shortened}
        return [Issue(Severity.NOTICE, code, params={"n": n}) for code, n in counted.items() if n]


def guard_formula(text: str) -> str:
    """Return `text` with an apostrophe before it when a spreadsheet would compute it.

    Reversible: a text that already begins with apostrophes before such a sign gets one more.

    >>> guard_formula("=1+1"), guard_formula("'=1+1"), guard_formula("l’école")
    ("'=1+1", "''=1+1", 'l’école')
    """
    return f"'{text}" if _COMPUTED.match(text) else text


def unguard_formula(text: str) -> str:
    """Return the text that `guard_formula` was given.

    >>> unguard_formula("'=1+1"), unguard_formula("'quoted'")
    ('=1+1', "'quoted'")
    """
    return text[1:] if text.startswith("'") and _COMPUTED.match(text) else text
