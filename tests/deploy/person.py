"""A person at a page of the dashboard, through nginx, who speaks to it as her browser would."""

from __future__ import annotations

import http.client
import socket
import time
import uuid
from contextlib import ExitStack
from http.cookies import SimpleCookie
from urllib.parse import urlencode

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.exceptions import ConnectionClosed, InvalidHandshake
from websockets.sync.client import connect

from tests.deploy.team_server import NAME

XSRF, REPLICA = "_streamlit_xsrf", "ocgraph_replica"
LOST = (ConnectionClosed, InvalidHandshake, OSError, http.client.HTTPException)


class Person:
    """Her cookies, her page, and what she sees on it.

    Parameters
    ----------
    server
        The team's server.
    page, parameters
        The page she opens, and what its address says.
    """

    def __init__(self, server, page="", **parameters):
        self.server, self.page, self.query = server, page, urlencode(parameters)
        self.cookies, self.session = SimpleCookie(), ""
        self.socket, self.open_page = None, ExitStack()
        self.held, self.seen = {}, []

    def ask(self, path, method="GET", body=None, **headers):
        """Send a request with her cookies; return the status, the headers and the body."""
        port = self.server.ports["https"]
        link = http.client.HTTPSConnection(NAME, port, context=self.server.trust, timeout=30)
        link._create_connection = lambda _place, *rest: socket.create_connection(
            ("127.0.0.1", port), *rest)
        try:
            link.request(method, path, body, headers | {"Cookie": self._cookie()})
            answer = link.getresponse()
            content = answer.read()
        finally:
            link.close()
        self._keep_cookies(answer.headers.get_all("Set-Cookie") or ())
        return answer.status, answer.headers, content

    def open(self):
        """Open the page anew, and wait until it is whole."""
        self.ask(f"/{self.page}?{self.query}")
        self.ask("/_stcore/health")
        self.held, self.session = {}, ""
        self.connect()

    def connect(self):
        """Connect her page, or connect it again with what she holds, as a browser does alone."""
        self.leave()
        port = self.server.ports["https"]
        self.socket = self.open_page.enter_context(connect(
            f"wss://{NAME}:{port}/_stcore/stream", ssl=self.server.trust, max_size=None,
            sock=socket.create_connection(("127.0.0.1", port), 10), origin=self.server.address,
            subprotocols=["streamlit", self.cookies[XSRF].value, *filter(None, [self.session])],
            additional_headers={"Cookie": self._cookie()}, compression=None, open_timeout=20))
        self._keep_cookies(self.socket.response.headers.get_all("Set-Cookie"))
        self.run()

    def leave(self):
        """Close her page."""
        self.open_page.close()
        self.socket = None

    def run(self, pressed=None):
        """Run the page with what she holds, a button pressed; what is seen is then what it says."""
        asked = BackMsg()
        asked.rerun_script.query_string = self.query
        asked.rerun_script.page_name = self.page
        for widget, text in self.held.items():
            asked.rerun_script.widget_states.widgets.add(id=widget, string_value=text)
        if pressed:
            asked.rerun_script.widget_states.widgets.add(id=pressed, trigger_value=True)
        self.seen = []
        self.socket.send(asked.SerializeToString())
        while (told := self._hear()) != "script_finished":
            assert told is not None, "the page never came to its end"

    def _hear(self):
        message = ForwardMsg.FromString(self.socket.recv(timeout=60))
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self.session = message.new_session.initialize.session_id or self.session
            self.seen = []
        elif kind == "delta" and message.delta.WhichOneof("type") == "new_element":
            self.seen.append(message.delta.new_element)
        return kind

    def find(self, kind, label):
        """Return the widget of a kind that has this label."""
        return next(widget for element in self.seen if element.WhichOneof("type") == kind
                    for widget in [getattr(element, kind)] if widget.label == label)

    def reads(self, words):
        """Tell whether these words are on her page."""
        return any(words in str(element.SerializeToString(), "utf-8", "replace")
                   for element in self.seen)

    def type(self, label, text):
        """Type in a field, and leave it."""
        self.held[self.find("text_input", label).id] = text
        self.run()

    def press(self, label):
        """Press a button."""
        self.run(self.find("button", label).id)

    def upload(self, content, name="classeur.csv"):
        """Send a file to her page; return the status."""
        edge = uuid.uuid4().hex
        body = (f"--{edge}\r\nContent-Disposition: form-data; name=\"file\"; "
                f"filename=\"{name}\"\r\n\r\n").encode() + content + f"\r\n--{edge}--\r\n".encode()
        return self.ask(f"/_stcore/upload_file/{self.session}/{uuid.uuid4().hex}", "PUT", body,
                        **{"Content-Type": f"multipart/form-data; boundary={edge}",
                           "X-Xsrftoken": self.cookies[XSRF].value})[0]

    @property
    def replica(self):
        """Return which replica her browser says holds her page."""
        return self.cookies[REPLICA].value

    def _cookie(self):
        return "; ".join(f"{name}={kept.value}" for name, kept in self.cookies.items())

    def _keep_cookies(self, told):
        for line in told:
            self.cookies.load(line)


def until_done(person, act, seconds=60):
    """Do something; do it again when her page is lost, as long as someone would try."""
    until = time.monotonic() + seconds
    while True:
        try:
            act()
            return
        except LOST:
            assert time.monotonic() < until, "she never came back"
            person.leave()
            time.sleep(.1)
