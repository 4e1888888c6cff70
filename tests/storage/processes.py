"""Other processes that write the register, to be killed or raced."""

from __future__ import annotations

import subprocess
import sys

IMPORT_MANY = """
import pathlib, sys
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
from ocgraph.model import Actor, Register
from ocgraph.storage import Store
many = Register(actors=tuple(Actor(actor_id=f"new-{n}", name=f"Neuf {n}") for n in range(3000)))
print("ready", flush=True)
Store(place).replace(many, save_key="many", file_name="gros.xlsx")
print("taken", flush=True)
"""

# Corrects actors that others correct too, each time from what it last saw; says what it did.
CORRECT_SHARED = """
import pathlib, random, sys
from dataclasses import replace
from ocgraph.model import Actor
from ocgraph.storage import Correction, EditConflictError, Store
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
store, who, times = Store(place), sys.argv[2], int(sys.argv[3])
draw, conflicts = random.Random(who), 0
for number in range(times):
    while True:
        seen = draw.choice(store.kept(Actor))
        longer = replace(seen.record, private_note=seen.record.private_note + "+")
        try:
            store.edit([Correction(seen.record_key, seen.version, longer)],
                       save_key=f"{who}-{number}")
            break
        except EditConflictError:
            conflicts += 1
print(conflicts)
"""

ADD_ONE_BY_ONE = """
import pathlib, sys
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
from ocgraph.model import Actor, Register
from ocgraph.storage import Store
store, who = Store(place), sys.argv[2]
for number in range(20):
    one = Register(actors=(Actor(actor_id=f"{who}-{number}", name=who),))
    store.add(one, save_key=f"{who}-{number}", file_name="petit.csv")
"""


def start(script, *arguments):
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)],
                            stdout=subprocess.PIPE, text=True)

KEEP_MANY_SCENARIOS = """
import pathlib, sys
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
from ocgraph.storage import Notebook
notebook = Notebook(place)
print("ready", flush=True)
for number in range(1000):
    notebook.keep_scenario(f"s-{number}", ({"what": "remove_node", "node_id": "a" * 2000},))
    print(f"s-{number}", flush=True)
"""

READ_ONCE = """
import pathlib, sys
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
from ocgraph.storage import Store
from ocgraph.storage import migrations
print("ready", flush=True)
Store(place).load()
print("read", flush=True)
"""

SIGN_IN = """
import datetime, pathlib, sys
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
from ocgraph.storage import People, RightsError
try:
    print(People(place).sign_in("https://connexion.exemple.invalid", sys.argv[2],
                                email="marie@exemple.invalid", email_verified=True,
                                issued_at=datetime.datetime.now(datetime.UTC)))
except RightsError as refused:
    print(refused.code)
"""
