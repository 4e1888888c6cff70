"""Sign-in services on this machine, and a dashboard that sends people to one."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager, suppress

from tests.serving import OCGRAPH, answering, free_port

CLIENT_SECRET = "a-secret-that-only-this-test-knows-of"


@contextmanager
def running(words, port, **options):
    """Run a service and give the address at which it tells of itself, once it answers."""
    address = f"http://localhost:{port}/.well-known/openid-configuration"
    service = subprocess.Popen(words, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
                               stdin=subprocess.DEVNULL, **options)
    try:
        _wait_for(address)
        yield address
    finally:
        service.terminate()
        service.wait(15)


def _wait_for(address):
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with suppress(urllib.error.URLError, OSError):
            urllib.request.urlopen(address, timeout=5).close()
            return
        time.sleep(.05)
    raise AssertionError("the sign-in service did not start")


@contextmanager
def mock_provider():
    port = free_port()
    with running([sys.executable, "-m", "oidc_provider_mock", "-p", str(port),
                  "--user-claims", '{"sub": "claire", "email": "claire@exemple.invalid", '
                                   '"email_verified": true}'], port) as address:
        yield address


@contextmanager
def signing_in(folder, provider, port):
    """Serve the register of `folder`, whose people sign in there, and give its address.

    One name everywhere: a cookie given to ``localhost`` is not sent to 127.0.0.1.
    """
    secrets = folder / "secrets.toml"
    secrets.touch(mode=0o600)
    secrets.write_text(f"""[auth]
redirect_uri = "{redirect(port)}"
cookie_secret = "{CLIENT_SECRET * 2}"
client_id = "ocgraph"
client_secret = "{CLIENT_SECRET}"
server_metadata_url = "{provider}"
client_kwargs = {{ scope = "openid email profile", prompt = "login" }}
""", encoding="utf-8")
    with answering([*OCGRAPH, "open", "--no-browser", "--port", str(port)], port, folder,
                   settings={"OCGRAPH_SIGN_IN": "oidc", "OCGRAPH_SECRETS": str(secrets)}):
        yield f"http://localhost:{port}"


def redirect(port):
    return f"http://localhost:{port}/oauth2callback"


@contextmanager
def one_s_own_browser(browser, **settings):
    """Give a page of a browser of one's own; nothing it asks for leaves the machine.

    The services' own pages ask others for their look: those requests are cut before they leave.
    """
    context = browser.new_context(**{"locale": "fr-CA", "reduced_motion": "reduce"} | settings)
    context.set_default_timeout(30_000)
    context.route(lambda url: not url.startswith(("http://localhost", "data:", "blob:")),
                  lambda route: route.abort())
    try:
        yield context.new_page()
    finally:
        context.close()
