"""The page that was shared, as a server gives it: it may answer, and to that server alone."""

from __future__ import annotations

import re

_POLICY = re.compile(rb'(<meta http-equiv="Content-Security-Policy" content=")([^"]*)"')
_ROOT = re.compile(rb"<html(?=[ >])")
_NOTHING = b"default-src 'none'"


def served_page(page: bytes, answers: str) -> tuple[bytes, str]:
    """Return a page that says where it may send what its reader proposes, and its policy.

    Parameters
    ----------
    page
        As `bundle` made it: its policy allows no request.
    answers
        Path on the server that gives it. The page finds it in ``data-answers``, and its policy
        then allows requests to where it came from, and nowhere else.

    Returns
    -------
    tuple
        The page, and the policy to send with it, which besides lets no other page frame it.
    """
    head, body_tag, rest = page.partition(b"<body")
    found = _POLICY.search(head)
    policy = (found[2] if found else _NOTHING) + b"; connect-src 'self'"
    head = _POLICY.sub(lambda told: told[1] + policy + b'"', head, count=1)
    head = _ROOT.sub(b'<html data-answers="' + answers.encode() + b'"', head, count=1)
    return head + body_tag + rest, policy.decode() + "; frame-ancestors 'none'"
