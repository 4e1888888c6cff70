"""The example of the documentation runs, and prints what the page shows."""

import re
from pathlib import Path

from ocgraph.io.register_folder import read_demo
from ocgraph.io.writing.exports import export_register

PAGE = Path(__file__).parents[2] / "docs" / "example.md"


def block(language):
    return re.search(rf"^```{language}\n(.*?)^```", PAGE.read_text(encoding="utf-8"),
                     re.M | re.S)[1]


def test_the_example_of_the_documentation_prints_what_it_shows(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    export_register(read_demo(), tmp_path / "registre.xlsx", "xlsx", "fr")

    exec(compile(block("python"), str(PAGE), "exec"), {})

    assert capsys.readouterr().out.replace("\u00a0", " ") == block("text").replace("\u00a0", " ")
