"""What was exported is imported again as it was."""

from __future__ import annotations

from dataclasses import fields, replace

import pytest

from ocgraph.io.reading.register_files import read_register
from ocgraph.io.register_folder import read_demo
from ocgraph.io.writing.exports import export_register
from ocgraph.model import COLLECTIONS, Actor, Register

COMPUTED = (Actor(actor_id="z-1", name="=1+1", public_contact="-3 postes"),
            Actor(actor_id="z-2", name="'=1+1", private_note="'citation"))


def with_plain_spaces(register):
    """Return the register as the import reads it: a non-breaking space is a space."""
    return Register(**{
        collection: tuple(_plain(record) for record in getattr(register, collection))
        for collection in COLLECTIONS.values()})


def _plain(record):
    return replace(record, **{
        field.name: value.replace("\u00a0", " ") for field in fields(record)
        if isinstance(value := getattr(record, field.name), str)})


@pytest.mark.parametrize("language", ["fr", pytest.param("en", marks=pytest.mark.soak)])
@pytest.mark.parametrize(("fmt", "name"), [("xlsx", "registre.xlsx"), ("csv", "registre.zip")])
def test_an_export_is_imported_again_without_a_finding(tmp_path, fmt, name, language):
    demo = read_demo()
    register = replace(demo, actors=demo.actors + COMPUTED)
    export_register(register, tmp_path / name, fmt, language)

    result = read_register(tmp_path / name)

    assert result.issues == ()
    assert result.register == with_plain_spaces(register)
