"""The settings of the environment: one place reads them, and says at once all that is wrong."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from ocgraph import settings
from ocgraph.cli import main
from ocgraph.i18n import LANGUAGES, explain
from ocgraph.settings import SETTINGS, problems, signs_in

ROOT = Path(__file__).parents[1]
ADDRESS = "postgresql://ocgraph:tres-secret@serveur/ocgraph"
SECRET = "0123456789abcdef" * 2
AUTH = {"redirect_uri": "https://ocgraph.example.org/oauth2callback", "cookie_secret": SECRET,
        "client_id": "ocgraph", "client_secret": "tres-secret",
        "server_metadata_url": "https://identite.example.org/.well-known/openid-configuration"}


@pytest.fixture(autouse=True)
def _nothing_given(monkeypatch):
    for name in list(os.environ):
        if name.startswith(settings.PREFIX):
            monkeypatch.delenv(name)


@pytest.fixture
def given(monkeypatch):
    """Give settings, by the last words of their names."""
    def give(**values):
        for name, value in values.items():
            monkeypatch.setenv(settings.PREFIX + name, str(value))
    return give


@pytest.fixture
def secrets(tmp_path):
    """Write a file of secrets, for its owner alone."""
    def write(auth, mode=0o600):
        path = tmp_path / "secrets.toml"
        path.write_text("[auth]\n" + "".join(f'{key} = "{value}"\n' for key, value in auth.items()),
                        encoding="utf-8")
        path.chmod(mode)
        return path
    return write


def codes(**asked):
    return [(problem.code.removeprefix("setting."), problem.params["name"].removeprefix(
        settings.PREFIX)) for problem in problems(**asked)]


def test_only_the_settings_read_the_environment():
    reads = re.compile(r"\b(?:os\.environ|getenv)\b")
    reading = {path.relative_to(ROOT).as_posix() for folder in ("ocgraph", "dashboard")
               for path in (ROOT / folder).rglob("*.py")
               if reads.search(path.read_text(encoding="utf-8"))}

    assert reading == {"ocgraph/settings.py"}


def test_nothing_given_is_right_on_ones_own_machine():
    assert problems() == problems(of_server=True) == []
    assert not signs_in()


@pytest.mark.parametrize(("name", "wrong", "right"), [
    ("HOME", "/dev/null/ocgraph", "/var/tmp/pas-encore-la"),
    ("DATABASE_URL", "mysql://serveur/base", ADDRESS),
    ("DATABASE_URL", "postgresql://serveur", "postgresql:///ocgraph?host=/run/postgresql"),
    ("DATABASE_URL", "postgresql://serveur:x/base", "postgresql://serveur:5433/base"),
    ("SIGN_IN", "oui", "none"),
    ("PUBLIC_URL", "http://ocgraph.example.org", "https://ocgraph.example.org"),
    ("PUBLIC_URL", "https://ocgraph.example.org/", "https://ocgraph.example.org:8443"),
    ("COOKIE_SECRET", settings.COOKIE_SECRET.example, SECRET),
    ("COOKIE_SECRET", "a" * 31, "a" * 32),
    ("ADDRESS", "localhost", "::1"),
    ("PORT", "0", "65535"),
    ("PORT", "²", "1"),
    ("ENGINE", "rapide", "scipy"),
    ("DEMO", "autre", "quebec"),
])
def test_a_setting_written_wrong_is_named_and_a_right_one_is_not(given, name, wrong, right):
    given(SIGN_IN="none")
    given(**{name: wrong})
    assert {named for _, named in codes()} == {name}

    given(**{name: right})
    assert codes() == []


def test_a_name_that_is_nearly_one_of_ours_is_refused_with_the_right_one(given):
    given(DATABSE_URL=ADDRESS)

    assert [(problem.code, problem.params["near"]) for problem in problems()] == [
        ("setting.unknown", "OCGRAPH_DATABASE_URL")]


def test_with_a_name_that_is_nearly_one_of_ours_no_register_is_looked_for(given, capsys):
    """Every command would otherwise speak of another register than the one that was meant."""
    given(HOMEE="elsewhere")

    code = main(["verify"])

    assert code == 1
    assert settings.PREFIX + "HOMEE" in capsys.readouterr().err


def test_a_space_is_as_if_nothing_were_given(given):
    given(PORT="  ", HOME="")

    assert settings.PORT.value == "8501"
    assert codes() == []


@pytest.mark.parametrize(("told", "address", "signs"), [
    ("", "", False), ("", ADDRESS, True), ("none", ADDRESS, False), ("oidc", "", True),
    ("non", "", True)])
def test_people_sign_in_on_a_server_unless_told_otherwise_and_when_told_wrong(given, told, address,
                                                                            signs):
    given(SIGN_IN=told, DATABASE_URL=address)

    assert signs_in() is signs


def test_a_sign_in_without_its_secrets_is_refused(given, secrets):
    given(DATABASE_URL=ADDRESS)
    assert codes() == [("sign_in_without_secrets", "SIGN_IN")]

    given(SECRETS=secrets(AUTH))
    assert codes() == []


@pytest.mark.parametrize(("changed", "code"), [
    ({"client_secret": ""}, "secrets_missing"),
    ({"cookie_secret": "court"}, "secrets_cookie"),
    ({"redirect_uri": "https://ailleurs.example.org/oauth2callback"}, "secrets_redirect"),
    ({"client_id": 'a"\nb'}, "secrets_unreadable")])
def test_what_is_wrong_in_the_secrets_is_told(given, secrets, changed, code):
    given(SIGN_IN="oidc", SECRETS=secrets(AUTH | changed),
          PUBLIC_URL="https://ocgraph.example.org")

    assert codes() == [(code, "SECRETS")]


def test_secrets_that_every_account_may_read_are_refused(given, secrets):
    given(SIGN_IN="oidc", SECRETS=secrets(AUTH, mode=0o644))

    assert codes() == [("file_open_to_all", "SECRETS")]


def test_a_server_on_a_database_needs_its_address_its_home_and_one_secret_for_all(given):
    given(DATABASE_URL=ADDRESS, SIGN_IN="none")

    assert codes() == []
    assert sorted(codes(of_server=True)) == [
        ("server_needs_home", "HOME"), ("server_needs_secret", "COOKIE_SECRET"),
        ("server_needs_site", "PUBLIC_URL")]


def test_all_is_told_at_once_in_both_languages_and_nothing_secret_is(given, secrets):
    held = {setting.code.upper(): f"mauvais-{setting.code}" for setting in SETTINGS}
    given(**held | {"DATABASE_URL": "tres-secret://a:b@c/d", "HOME": "/dev/null/mauvais-home"})

    found = problems(of_server=True)
    told = "\n".join(explain(problem, language) for problem in found for language in LANGUAGES)

    assert {problem.params["name"] for problem in found} == {
        setting.name for setting in SETTINGS if setting.kind != "text"}
    assert "mauvais-" not in told and "tres-secret" not in told


def test_the_example_of_a_server_is_right_once_its_secret_and_its_files_are_there(given, secrets,
                                                                                  tmp_path):
    example = dict(re.findall(r"^OCGRAPH_(\w+)=(.*)$", (
        ROOT / "deploy" / "ocgraph.env.example").read_text(encoding="utf-8"), re.M))
    given(**example | {"HOME": tmp_path, "SECRETS": secrets(AUTH)})
    assert codes(of_server=True) == [("secret", "COOKIE_SECRET")]

    given(COOKIE_SECRET=SECRET)
    assert codes(of_server=True) == []
