"""Other processes that write the register, to be killed or raced."""

from __future__ import annotations

import subprocess
import sys

IMPORT_MANY = """
import pathlib, sys
from ocgraph.model import Actor, Register
from ocgraph.storage import Store
many = Register(actors=tuple(Actor(actor_id=f"new-{n}", name=f"Neuf {n}") for n in range(3000)))
print("ready", flush=True)
Store(pathlib.Path(sys.argv[1])).replace(many, save_key="many", file_name="gros.xlsx")
print("taken", flush=True)
"""

ADD_ONE_BY_ONE = """
import pathlib, sys
from ocgraph.model import Actor, Register
from ocgraph.storage import Store
store, who = Store(pathlib.Path(sys.argv[1])), sys.argv[2]
for number in range(20):
    one = Register(actors=(Actor(actor_id=f"{who}-{number}", name=who),))
    store.add(one, save_key=f"{who}-{number}", file_name="petit.csv")
"""


def start(script, *arguments):
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)],
                            stdout=subprocess.PIPE, text=True)

KEEP_MANY_SCENARIOS = """
import pathlib, sys
from ocgraph.storage import Notebook
notebook = Notebook(pathlib.Path(sys.argv[1]))
print("ready", flush=True)
for number in range(1000):
    notebook.keep_scenario(f"s-{number}", ({"what": "remove_node", "node_id": "a" * 2000},))
    print(f"s-{number}", flush=True)
"""
