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
print("ready", flush=True)
sys.stdin.readline()
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


# A warm process that forks a writer for each line it reads, and says when it is gone: starting
# Python anew for each kill would take most of the time. The database is opened after the fork.
WRITERS_TO_KILL = """
import itertools, os, pathlib, sys
place = sys.argv[1] if '://' in sys.argv[1] else pathlib.Path(sys.argv[1])
from dataclasses import replace
from ocgraph.model import Actor, Register
from ocgraph.storage import Correction, Store, migrations

def say(*words):
    os.write(1, (" ".join(words) + "\\n").encode())

def import_many(store, key):
    store.add(Register(actors=tuple(Actor(actor_id=f"i-{n}", name="x", private_note=key)
                                    for n in range(200))), save_key=key, file_name="gros.xlsx")

def correct_one(store, key):
    seen = next(one for one in store.kept(Actor) if one.record.actor_id == "corrected")
    store.edit([Correction(seen.record_key, seen.version, replace(seen.record, private_note=key))],
               save_key=key)

def write_until_killed(who):
    store = Store(place)
    for number in itertools.count():
        kind, work = (("correction", correct_one), ("import", import_many))[number % 2]
        key = f"{who}-{kind}-{number}"
        say("begins", key)
        work(store, key)
        say("kept", key)

for line in sys.stdin:
    child = os.fork()
    if not child:
        write_until_killed(line.strip())
    say("writer", str(child))
    os.waitpid(child, 0)
    say("gone")
"""


def start(script, *arguments, **options):
    return subprocess.Popen([sys.executable, "-c", script, *map(str, arguments)],
                            stdout=subprocess.PIPE, text=True, **options)


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
