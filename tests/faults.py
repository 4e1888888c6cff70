"""What may go wrong where a register is kept, and the sentence that the person then sees.

The sentences stand here once, as they are read (a space for each no-break space), so that one can
read them like a table; the tests of the storage, of the command and of the pages bring each fault
about for real and compare.
"""

from __future__ import annotations

import os
import shutil
import sqlite3
import subprocess
import tempfile
from contextlib import contextmanager, suppress
from pathlib import Path

import psycopg

from tests.databases import new_database, postgresql_server, restart

NO_BREAK_SPACE = "\u00a0"

# The fault, and what is read where the register is kept at {place}.
SENTENCES = {
    "disk full": "Le disque est plein : le registre est resté comme il était ({place}). Libérez de "
                 "la place, puis recommencez.",
    "locked": "Le registre est occupé par quelqu’un d’autre ({place}). Rien n’a été changé. "
              "Attendez un moment, puis recommencez.",
    "read-only": "Le registre ne peut pas être modifié ({place}). Donnez-vous le droit d’y écrire, "
                 "puis recommencez.",
    "damaged": "Le registre est endommagé et ne peut plus être lu ({place}). Il n’a été ni changé "
               "ni effacé. Mettez-le de côté et remettez à sa place votre dernière copie de "
               "sauvegarde, ou importez de nouveau votre classeur.",
    "newer": "Ce registre vient d’une version plus récente d’ocgraph (7.0 ; la vôtre est {ours}). "
             "Rien n’a été ouvert ni changé ({place}). Installez la version 7.0 ou une plus "
             "récente.",
    "copy to put back": "La dernière copie de sauvegarde est du {day}. Pour la remettre en place, "
                        "tapez : ocgraph restore \"{path}\"",
    "bits flipped": "1 fiche n’est plus ce que la mémoire du registre en a gardé ({place}) : un "
                    "disque a pu l’abîmer. Aucune copie n’a été faite, pour ne pas remplacer une "
                    "bonne copie par une mauvaise. Remettez en place la dernière copie : « ocgraph "
                    "restore ».",
    "server stopped": "Le serveur du registre ne répond pas ({place}). Ce qui est enregistré n’est "
                      "pas touché, et ce que vous tapez dans une page y reste. Attendez un "
                      "moment, puis recommencez ; si cela dure, prévenez qui en prend soin.",
    "no room for a copy": "La copie ne peut pas être écrite dans « {folder} ». Vérifiez que le "
                          "dossier existe, qu’il y reste de la place et que vous avez le droit d’y "
                          "écrire. Les copies d’avant sont toujours là.",
    "no room for an export": "Le fichier « {file} » ne peut pas être écrit dans « {folder} ». S’il "
                             "est ouvert dans un autre programme, fermez-le. Vérifiez que le "
                             "dossier existe, qu’il y reste de la place et que vous pouvez y "
                             "écrire.",
    "no room to work": "Il n’y a pas assez de place pour travailler dans « {folder} ». Rien n’a "
                       "été changé. Libérez de la place, puis recommencez.",
}


def as_read(text: str) -> str:
    """Return a text as it is read."""
    return text.replace(NO_BREAK_SPACE, " ").replace("\\", "").strip()


class Disk:
    """A small disk, mounted for a test: it is filled, freed and made read-only for real."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._filler = folder / "filler"

    def fill(self) -> None:
        """Write until nothing more can be."""
        with self._filler.open("ab", buffering=0) as filler, suppress(OSError):
            while True:
                filler.write(bytes(4096))

    def free(self) -> None:
        """Take away what fills it."""
        self._filler.unlink()

    def make_read_only(self) -> None:
        """Let nothing more be written to it."""
        _mount("-o", "remount,ro", self.folder)


def _mount(*words) -> bool:
    return not subprocess.run(["mount", *map(str, words)], check=False, capture_output=True
                              ).returncode


@contextmanager
def small_disk(megabytes=3):
    """Mount a disk of memory: for the long tests, on a machine that lets one.

    The same faults are held in every check by what needs no disk: a file with a limit, another
    user.
    """
    folder = Path(tempfile.mkdtemp(prefix="ocgraph-disk-"))
    if not shutil.which("mount") or not _mount(
            "-t", "tmpfs", "-o", f"size={megabytes}m,mode=755", "ocgraph", folder):
        folder.rmdir()
        raise RuntimeError("this machine lets nobody mount a disk")
    try:
        yield Disk(folder)
    finally:
        subprocess.run(["umount", "--lazy", str(folder)], check=True)
        folder.rmdir()


@contextmanager
def of_another_person(path: Path):
    """Give a copy of a file that may be read and not written.

    Its rights say so; root, whom they do not stop, is nobody meanwhile, and may import nothing.
    """
    folder = Path(tempfile.mkdtemp(prefix="ocgraph-other-"))
    theirs = Path(shutil.copy(path, folder))
    theirs.chmod(0o444)
    folder.chmod(0o555)
    if is_root := not os.geteuid():
        os.seteuid(65534)
    try:
        yield theirs
    finally:
        if is_root:
            os.seteuid(0)
        folder.chmod(0o755)
        shutil.rmtree(folder)


@contextmanager
def held_by_another(path: Path):
    """Hold the register as another program does in the middle of a write."""
    holder = sqlite3.connect(path, isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    try:
        yield
    finally:
        holder.close()


def make_newer(path: Path) -> None:
    """Make the register one of a version to come."""
    with sqlite3.connect(path) as connection:
        connection.execute("UPDATE alembic_version SET version_num = '99'")
        connection.execute("UPDATE meta SET value = '7.0' WHERE name = 'product_version'")
    connection.close()


def truncate(path: Path) -> None:
    """Lose the end of the file."""
    path.write_bytes(path.read_bytes()[:9000])


def zero(path: Path) -> None:
    """Lose the first page of the file."""
    path.write_bytes(bytes(4096) + path.read_bytes()[4096:])


def scramble(path: Path) -> None:
    """Flip the bits of a page in the middle of the file."""
    content = bytearray(path.read_bytes())
    start = len(content) // 4096 // 2 * 4096
    content[start:start + 4096] = bytes(byte ^ 0xFF for byte in content[start:start + 4096])
    path.write_bytes(content)


def flip_one_bit(path: Path, word: bytes) -> None:
    """Flip a bit of the first place where a word stands: the file still opens."""
    content = bytearray(path.read_bytes())
    content[content.rindex(word)] ^= 0x01
    path.write_bytes(content)


DAMAGES = {"truncated": truncate, "zeroed": zero, "scrambled": scramble}


@contextmanager
def following():
    """Make the server one that follows another, and may only be read."""
    mark = postgresql_server().pgdata / "standby.signal"
    mark.touch()
    restart()
    try:
        yield
    finally:
        mark.unlink()
        restart()


@contextmanager
def full_server_disk(template):
    """Give a database whose tables lie on a small disk of the server, and that disk."""
    server = postgresql_server()
    with small_disk(24) as disk:
        lie = disk.folder / "tables"
        lie.mkdir()
        if server.system_user:
            disk.folder.chmod(0o755)
            shutil.chown(lie, server.system_user)
        with psycopg.connect(server.get_uri(), autocommit=True) as connection:
            connection.execute(f"CREATE TABLESPACE small LOCATION '{lie}'")
        try:
            yield new_database(template, "TABLESPACE small"), disk
        finally:
            _drop_tablespace(server)


def _drop_tablespace(server):
    with psycopg.connect(server.get_uri(), autocommit=True) as connection:
        for name, in connection.execute(
                "SELECT datname FROM pg_database d JOIN pg_tablespace t ON t.oid = d.dattablespace"
                " WHERE spcname = 'small'").fetchall():
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")
        connection.execute("DROP TABLESPACE small")
