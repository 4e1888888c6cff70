"""The language that a reader's browser asks for."""

from __future__ import annotations

from starlette.requests import Request

from ocgraph.i18n import DEFAULT_LANGUAGE, LANGUAGES


def wished_language(request: Request) -> str:
    """Return the language that the browser asks for first, of those there are; else French."""
    wishes = []
    for part in request.headers.get("accept-language", "").split(","):
        tag, _, weight = part.partition(";q=")
        code = tag.strip().lower().partition("-")[0]
        if code in LANGUAGES:
            wishes.append((_weight(weight), code))
    return max(wishes, key=lambda wish: wish[0])[1] if wishes else DEFAULT_LANGUAGE


def _weight(written: str) -> float:
    try:
        return float(written or 1)
    except ValueError:
        return 0.0
