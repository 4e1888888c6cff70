"""Messages as a shared page makes them."""

from __future__ import annotations

import json

PAGE = "0123456789abcdef" * 2


def correction(**told):
    return {"kind": "correction", "about": "a1", "field": "name", "text": "Maison du Conte", **told}


def partnership(**told):
    return {"kind": "partnership", "about": "a1", "with": "a2", "with_name": "", "text": "", **told}


def removal(**told):
    return {"kind": "removal", "about": "a1", "text": "", **told}


def remark(**told):
    return {"kind": "remark", "about": "", "text": "Belle carte.", **told}


def message(*proposals, **told):
    """Return a message as the page makes it; ``sender`` is who it is from."""
    sender = told.pop("sender", "")
    return {"ocgraph": "proposals", "version": 1, "page": PAGE, "language": "fr",
            "made_on": "2026-11-27", "from": sender, "proposals": list(proposals)} | told


def written(*proposals, **told):
    return json.dumps(message(*proposals, **told), ensure_ascii=False).encode()
