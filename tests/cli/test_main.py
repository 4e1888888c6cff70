"""The command speaks the person's language and answers with the code that fits."""

from __future__ import annotations

import subprocess
import sys

import pytest

from ocgraph import __version__
from ocgraph.cli.arguments import COMMANDS
from ocgraph.cli.console import harmless
from ocgraph.storage import Store

NAMES = [command.name for command in COMMANDS]


def test_the_help_is_in_french_unless_asked_otherwise(ocgraph):
    assert "Commandes\u00a0:" in ocgraph("--help")[1]
    assert "Commands:" in ocgraph("--help", "--lang", "en")[1]


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("name", NAMES)
def test_every_command_has_help_in_both_languages(ocgraph, name, language):
    code, out, _ = ocgraph("--lang", language, name, "--help")

    assert code == 0
    assert ("Exemples" if language == "fr" else "Examples") in out
    assert "usage: " not in out  # the standard's own word, in lower case


def test_no_command_shows_the_help_and_says_the_usage_was_wrong(ocgraph):
    code, out, _ = ocgraph()

    assert code == 2
    assert all(name in out for name in NAMES)


def test_the_version_is_told(ocgraph):
    code, out, _ = ocgraph("--version")

    assert code == 0
    assert out.startswith(f"ocgraph {__version__} (")


def test_the_version_tells_what_computes(ocgraph, monkeypatch):
    monkeypatch.setenv("OCGRAPH_ENGINE", "scipy")

    assert "sans partie compilée" in ocgraph("--version")[1]
    assert "no compiled part" in ocgraph("--lang", "en", "--version")[1]


@pytest.mark.parametrize(("words", "said"), [
    (("carte",), "«\u00a0carte\u00a0» n’est pas un choix"),
    (("export",), "Il manque quelque chose à cette commande\u00a0: -o/--output"),
    (("check", "a.xlsx", "b.xlsx"), "ne connaît pas\u00a0: b.xlsx"),
    (("demo", "--port", "huit"), "«\u00a0huit\u00a0» n’est pas un nombre entier"),
    (("demo", "--port"), "il manque la valeur"),
    (("import", "a.xlsx", "--add", "--replace"), "ne vont pas ensemble"),
    (("--lang", "de", "demo"), "Choisissez parmi\u00a0: fr, en"),
])
def test_a_mistake_in_the_command_is_said_in_words_with_code_2(ocgraph, words, said):
    code, _, err = ocgraph(*words)

    assert code == 2
    assert said in err
    assert err.count("Usage\u00a0:") == 1


def test_a_fault_of_ours_is_one_line_without_the_data(ocgraph, monkeypatch):
    monkeypatch.setattr(Store, "load", lambda self: {}["Organisme Secret"])

    code, _, err = ocgraph("export", "-o", "registre.xlsx")

    assert code == 3
    assert err.count("\n") == 1
    assert "KeyError" in err
    assert "Secret" not in err


def test_a_fault_of_ours_shows_its_trace_when_asked(ocgraph, monkeypatch):
    monkeypatch.setattr(Store, "load", lambda self: {}["Organisme Secret"])

    with pytest.raises(KeyError):
        ocgraph("--debug", "export", "-o", "registre.xlsx")


def test_a_reader_that_stops_early_is_no_fault(home):
    script = "import sys; from ocgraph.cli import main; sys.exit(main(['boundaries', 'show']))"
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE,
                          stderr=subprocess.PIPE) as process:
        process.stdout.close()
        err = process.stderr.read()

    assert b"Traceback" not in err


def test_the_help_does_not_wait_for_the_drawing_libraries():
    script = ("import sys; from ocgraph.cli.arguments import COMMANDS; "
              "from ocgraph.cli.parser import build_parser; import ocgraph.cli; "
              "build_parser('fr', COMMANDS).format_help(); "
              "print({'folium', 'geopandas', 'streamlit', 'matplotlib'} & set(sys.modules))")
    answer = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True,
                            check=True)

    assert answer.stdout.strip() == "set()"


def test_what_is_printed_cannot_drive_the_terminal():
    assert harmless("Nom\x1b[2J\u202e\nsuite") == "Nom [2J suite"
