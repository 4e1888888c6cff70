"""What an address or a number of a person looks like, wherever a text is read or leaves."""

from __future__ import annotations

import re

EMAIL = re.compile(r"(?<![\w.+%'’-])[\w.+%'’-]+@[\w-]+(?:\.[\w-]+)+")
PHONE = re.compile(
    r"(?<![\d.,-])(?:\+?1[\s.-]?)?"
    r"(?:\(\d{3}\)|\d{3})[\s.-]?\d{3}[\s.-]\d{4}(?!\d)")
DIGITS_PHONE = re.compile(
    r"(?<!\d)1?(?:263|354|367|418|438|450|468|514|579|581|819|873)\d{7}(?!\d)")
"""Ten digits in a row count only under a Québec area code: a business number is no phone."""


def nature_of_text(text: str) -> str:
    """Return ``"email"`` or ``"phone"`` when `text` holds one, else empty."""
    if EMAIL.search(text):
        return "email"
    return "phone" if PHONE.search(text) or DIGITS_PHONE.search(text) else ""
