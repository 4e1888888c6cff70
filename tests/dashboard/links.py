"""A shared page and its link, asked for without a server: the application alone is called."""

from __future__ import annotations

import asyncio
from typing import NamedTuple
from urllib.parse import urlencode

from dashboard.proposed import receiving
from dashboard.shared_link import SharedLink
from ocgraph.storage import SharedPages, ShareLinks
from ocgraph.storage.shared_pages import new_page

PAGE = (b'<!doctype html>\n<html lang="fr">\n<head>\n<meta charset="utf-8">\n'
        b'<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        b'script-src \'unsafe-inline\'">\n</head>\n<body>Maison Fictive</body>\n</html>\n')


class Answer(NamedTuple):
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def visit(self):
        """The cookie given, as a browser sends it back."""
        return self.headers["set-cookie"].partition(";")[0]


class Reader:
    """Someone who asks, at one address."""

    def __init__(self, app=None, host="192.0.2.1"):
        self.app, self.host = app or SharedLink(elsewhere, receiving), host

    def ask(self, path, method="GET", body=b"", **headers):
        """Ask one thing, and wait for the answer."""
        return asyncio.run(self.asked(path, method, body, **headers))

    def together(self, *paths):
        """Ask several things at once."""
        async def all_of_them():
            return await asyncio.gather(*map(self.asked, paths))
        return asyncio.run(all_of_them())

    def type(self, token, passphrase):
        """Send the form of a passphrase."""
        return self.ask("/p/ouvrir", "POST", urlencode(
            {"token": token, "passphrase": passphrase}).encode())

    async def asked(self, path, method="GET", body=b"", **headers):
        told, sent = [], iter([{"type": "http.request", "body": body, "more_body": False}])

        async def receive():
            return next(sent, {"type": "http.disconnect"})

        async def send(message):
            told.append(message)

        named = [(name.replace("_", "-").encode(), value.encode())
                 for name, value in ({"host": "localhost"} | headers).items()]
        await self.app({"type": "http", "method": method, "path": path, "query_string": b"",
                        "headers": named, "client": (self.host, 1), "scheme": "http",
                        "server": ("localhost", 80), "raw_path": path.encode()}, receive, send)
        return Answer(told[0]["status"], {name.decode(): value.decode()
                                          for name, value in told[0]["headers"]},
                      b"".join(message.get("body", b"") for message in told[1:]))


async def elsewhere(_scope, _receive, send):
    """Answer as the dashboard would: a reader must never come here."""
    await send({"type": "http.response.start", "status": 299, "headers": []})
    await send({"type": "http.response.body", "body": b"the dashboard"})


def shared(title="Rencontre", content=PAGE):
    """Keep a page; return its identifier."""
    page = new_page(title, "fr", {}, {"a1": "a-1"})
    SharedPages().keep(page, content)
    return page.page_id


def linked(page_id=None, **told):
    """Make a link to a page; return its token."""
    return ShareLinks().make(page_id or shared(), **{"label": "Comité"} | told)


def revoke_all():
    links = ShareLinks()
    for link in links.links():
        links.revoke(link.link_id)
