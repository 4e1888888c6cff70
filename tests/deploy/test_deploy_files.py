"""The files of ``deploy/`` are sound by themselves: nginx, units, containers, commands."""

from __future__ import annotations

import configparser
import getpass
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ocgraph.cli.arguments import COMMANDS
from tests.deploy.team_server import DEPLOY, make_certificate, nginx, write_nginx

ROOT = DEPLOY.parent
UNITS = sorted(path.name for path in (DEPLOY / "systemd").iterdir())
HARDENED = {"NoNewPrivileges": "yes", "ProtectSystem": "strict", "ProtectHome": "yes",
            "PrivateTmp": "yes", "PrivateDevices": "yes", "User": "ocgraph", "UMask": "0077",
            "EnvironmentFile": "/etc/ocgraph/ocgraph.env", "CapabilityBoundingSet": ""}
PORTS = {"a": 8601, "b": 8602, "http": 8680, "https": 8643}
GUIDES = ["LISEZMOI.md", "README.md"]


def unit(name):
    parser = configparser.RawConfigParser(strict=False, interpolation=None)
    parser.optionxform = str
    parser.read_string((DEPLOY / "systemd" / name).read_text(encoding="utf-8"))
    return parser


def compose():
    return yaml.safe_load((DEPLOY / "compose.yaml").read_text(encoding="utf-8"))


def test_nginx_accepts_its_file(tmp_path):
    (tmp_path / "tls").mkdir()
    make_certificate(tmp_path / "tls")

    told = subprocess.run([nginx(), "-t", "-c", write_nginx(tmp_path, PORTS)], check=False,
                          capture_output=True, text=True)

    warnings = [line for line in told.stderr.splitlines() if "[warn]" in line]
    assert told.returncode == 0, told.stderr
    assert [line for line in warnings if '"user" directive' not in line] == []


@pytest.mark.parametrize("name", [name for name in UNITS if name.endswith(".service")])
def test_a_unit_may_touch_nothing_but_its_own_folder(name):
    service = unit(name)["Service"]

    assert {key: service.get(key) for key in HARDENED} == HARDENED
    assert service["StateDirectory"] == "ocgraph"


def test_a_replica_checks_its_settings_first_and_always_comes_back():
    service = unit("ocgraph@.service")["Service"]

    assert service["ExecStartPre"].endswith("ocgraph serve --check")
    assert service["ExecStart"].endswith("ocgraph serve --port %i")
    assert service["Restart"] == "always"


@pytest.mark.soak
@pytest.mark.parametrize("name", UNITS)
def test_systemd_accepts_the_units(name, tmp_path):
    command = Path(shutil.which("true"))
    for each in UNITS:
        text = (DEPLOY / "systemd" / each).read_text(encoding="utf-8")
        (tmp_path / each).write_text(text.replace("/opt/ocgraph/venv/bin/ocgraph", str(command)),
                                     encoding="utf-8")

    told = subprocess.run(["systemd-analyze", "verify", "--man=no", tmp_path / name],
                          capture_output=True, text=True, check=False)

    assert (told.returncode, told.stderr) == (0, "")


def test_the_containers_name_only_files_that_exist_or_that_one_is_told_to_make():
    text = (DEPLOY / "compose.yaml").read_text(encoding="utf-8")
    told_to_make = {"ocgraph.env", "secrets.toml", "tls"}
    services = compose()["services"]
    named = {volume.split(":")[0] for service in services.values()
             for volume in service.get("volumes", ()) if volume.startswith(".")}
    named |= {service["env_file"] for service in services.values() if "env_file" in service}
    build = services["replica-a"]["build"]

    assert text.startswith("# NOT YET TRIED")
    assert {name for name in named if not (DEPLOY / name).exists()} <= {
        *told_to_make, *(f"./{name}" for name in told_to_make)}
    assert all(re.search(rf"\b{re.escape(name)}", text.split("name: ocgraph")[0])
               for name in told_to_make)
    assert (DEPLOY / build["context"] / build["dockerfile"]).is_file()
    assert services["replica-a"]["command"][-1] == "8601"
    assert services["replica-b"]["command"][-1] == "8602"


def test_the_image_is_made_of_files_that_exist():
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    copied = [name for line in re.findall(r"^COPY (?!--from)(.+)$", text, re.M)
              for name in line.split()[:-1]]

    assert "NOT YET TRIED" in text
    assert [name for name in copied if not (ROOT / name).exists()] == []
    let_in = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    assert {f"!{name}" for name in copied} == {line for line in let_in if line.startswith("!")}


def test_the_administrators_command_gives_the_settings_as_they_are(tmp_path):
    """Every character of a value travels, and no comment does."""
    values = {"OCGRAPH_DATABASE_URL": "postgresql://a:b c$d'e\"f`g\\h@i/j?x=y=z",
              "OCGRAPH_PORT": "8601"}
    (tmp_path / "ocgraph.env").write_text("# un commentaire=1\n\n" + "".join(
        f"{name}={value}\n" for name, value in values.items()), encoding="utf-8")
    shown = tmp_path / "ocgraph"
    shown.write_text(f"#!{sys.executable}\nimport json, os, sys\nprint(json.dumps([sys.argv[1:], "
                     "os.getcwd(), {k: v for k, v in os.environ.items() if k[:4] == 'OCGR'}]))\n",
                     encoding="utf-8")
    shown.chmod(0o755)
    script = (DEPLOY / "ocgraph-admin").read_text(encoding="utf-8")
    for before, after in {"account=ocgraph": f"account={getpass.getuser()}",
                          "/etc/ocgraph": tmp_path, "/var/lib/ocgraph": tmp_path,
                          "/opt/ocgraph/venv/bin": tmp_path}.items():
        assert before in script
        script = script.replace(before, str(after))

    told = subprocess.run(["sh", "-c", script, "ocgraph-admin", "verify", "a b"], check=True,
                          capture_output=True, text=True, env={"PATH": os.environ["PATH"]})

    assert json.loads(told.stdout) == [["verify", "a b"], str(tmp_path), values]


@pytest.mark.parametrize("guide", GUIDES)
def test_every_command_and_unit_of_the_guide_exists(guide):
    text = (DEPLOY / guide).read_text(encoding="utf-8")
    commands = {command.name for command in COMMANDS} | {"people"}
    named = set(re.findall(r"ocgraph-admin (?:--lang en )?([a-z-]+)", text))

    assert named - commands == set()
    assert {"backup", "restore", "verify", "serve"} <= named
    assert set(re.findall(r"ocgraph-backup\.\w+", text)) <= set(UNITS)


def test_both_guides_give_the_same_commands():
    blocks = [re.findall(r"```sh\n(.*?)```", (DEPLOY / guide).read_text(encoding="utf-8"), re.S)
              for guide in GUIDES]
    french, english = ([re.sub(r" +#.*|VOTRE\.NOM|YOUR\.NAME|NOUVEAU|NEW|--lang en ", "", block)
                        for block in each] for each in blocks)

    assert french == english
