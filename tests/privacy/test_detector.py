"""The detector finds a secret in every way of hiding one: otherwise it proves nothing."""

from __future__ import annotations

import base64
import datetime
import gzip
import html
import io
import json
import struct
import unicodedata
import urllib.parse
import zipfile
import zlib

import pandas as pd
import pytest
from streamlit.proto.Selectbox_pb2 import Selectbox
from streamlit.testing.v1 import AppTest

from tests.privacy.detector import leaks, milliseconds

SECRET, NUMBER, DAY = "Zqxcanarié-007", 45.5987654, datetime.date(2087, 1, 9)
AROUND = (b"<html><!-- rien -->var a=1;", b";</html>")


def zipped(content):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("note.txt", content)
    return stream.getvalue()


def escaped(text):
    return "".join(f"\\u{ord(letter):04x}" for letter in text).encode()


PLAIN = f"x {SECRET} y".encode()
WAYS = {
    "in clear": PLAIN, "in capitals": PLAIN.decode().upper().encode(),
    "in a comment": b"<!-- " + PLAIN + b" -->",
    "decomposed": unicodedata.normalize("NFD", PLAIN.decode()).encode(),
    "utf-16": PLAIN.decode().encode("utf-16-le"), "utf-16 be": PLAIN.decode().encode("utf-16-be"),
    "latin": PLAIN.decode().encode("cp1252"),
    "json": json.dumps(PLAIN.decode()).encode(), "json, every letter": escaped(SECRET),
    "javascript": "".join(f"\\x{ord(letter):02x}" for letter in SECRET).encode(),
    "html": html.escape(PLAIN.decode()).encode("ascii", errors="xmlcharrefreplace"),
    "html, every letter": "".join(f"&#{ord(letter)};" for letter in SECRET).encode(),
    "url": urllib.parse.quote(SECRET).encode(),
    "base64": base64.b64encode(PLAIN), "base64, later": base64.b64encode(b"ab" + PLAIN),
    "base64 url": base64.urlsafe_b64encode(b"\xff\xfe?" + PLAIN * 3),
    "base64 of base64": base64.b64encode(base64.b64encode(PLAIN)),
    "hexadecimal": PLAIN.hex().encode(),
    "gzip": gzip.compress(PLAIN), "zlib": zlib.compress(PLAIN), "zip": zipped(PLAIN),
    "base64 of gzip": base64.b64encode(gzip.compress(PLAIN)),
    "data address": b'"data:text/plain;base64,' + base64.b64encode(zlib.compress(PLAIN)) + b'"',
    "json of html": json.dumps(html.escape(SECRET)).encode(),
}
NUMBERS = {
    "text": b"[45.5987654]", "a comma": b"45,5987654",
    "float64": struct.pack("<d", NUMBER), "float64 be": struct.pack(">d", NUMBER),
    "base64 of three": base64.b64encode(struct.pack("<3d", 1.0, NUMBER, 2.0)),
    "base64 url of three": base64.urlsafe_b64encode(struct.pack("<3d", 1.0, NUMBER, 2.0)),
    "float32": struct.pack("<f", NUMBER), "base64 of float64": base64.b64encode(
        gzip.compress(struct.pack("<d", NUMBER) * 3)),
}
DAYS = {
    "text": b"2087-01-09", "worded": b"9 janvier 2087", "in English": b"January 9, 2087",
    "milliseconds": str(milliseconds(DAY)).encode(),
    "bytes": struct.pack("<q", milliseconds(DAY)),
}


@pytest.mark.parametrize(("secret", "hidden"), [
    *(pytest.param(SECRET, hidden, id=way) for way, hidden in WAYS.items()),
    *(pytest.param(NUMBER, hidden, id=f"number: {way}") for way, hidden in NUMBERS.items()),
    *(pytest.param(DAY, hidden, id=f"day: {way}") for way, hidden in DAYS.items())])
def test_a_secret_is_found_however_it_is_hidden(secret, hidden):
    assert leaks(AROUND[0] + hidden + AROUND[1], [secret]) == {secret}


# What a page made with Streamlit sends although nobody sees it: the wire holds it all the same.
RECORDS = f"""
import altair, pandas, pydeck, streamlit as st
secret = "{SECRET}"
records = pandas.DataFrame({{"name": ["Maison"], "note": [secret], "lat": [46.0], "lon": [-73.0]}})
points = pydeck.Layer("ScatterplotLayer", records, get_position="[lon, lat]")
shown = altair.Chart(records).mark_point().encode(x="lon", tooltip=["name"])
"""
UNSEEN = {
    "a column left out of the order": 'st.dataframe(records, column_order=["name"])',
    "a column without configuration": 'st.dataframe(records, column_config={"note": None})',
    "a table to edit": 'st.data_editor(records, column_config={"note": None})',
    "a tooltip of a map": 'st.pydeck_chart(pydeck.Deck(layers=[points], tooltip={"text": "x"}))',
    "a chart": "st.altair_chart(shown)",
    "a ready chart": 'st.scatter_chart(records, x="lon", y="lat", color="note")',
    "a block of markup": """st.html(f'<i style="display:none">{secret}</i>')""",
    "the text of an error": "raise ValueError(secret)",
    "a tab nobody opened": 'st.tabs(["one", "other"])[1].write(records)',
    "a part nobody opened": 'st.expander("more").write(secret)',
}


def sent(script):
    """Return what a page would send of a script, as it travels."""
    run = AppTest.from_string(RECORDS + script).run(timeout=60)
    return b"".join(node.proto.SerializeToString() for node in run.main
                    if hasattr(node.proto, "SerializeToString"))


@pytest.mark.parametrize("way", UNSEEN)
def test_what_a_page_sends_without_showing_it_is_found(way):
    assert leaks(sent(UNSEEN[way]), [SECRET]) == {SECRET}


@pytest.mark.parametrize("sent", [
    pytest.param(Selectbox(options=[f"Maison|{SECRET}"]).SerializeToString(), id="a choice"),
    pytest.param(json.dumps({"data": [{"customdata": [[SECRET]]}]}).encode(), id="custom data"),
    pytest.param(json.dumps({"customdata": {"dtype": "f8", "bdata": base64.b64encode(
        struct.pack("<3d", 1.0, NUMBER, 2.0)).decode()}}).encode(), id="packed custom data"),
    pytest.param(pd.DataFrame({"note": [SECRET, str(NUMBER)]}).to_csv().encode("utf-8-sig"),
                 id="a file to download")])
def test_what_a_choice_a_figure_or_a_download_carries_is_found(sent):
    assert leaks(sent, [SECRET, NUMBER])


def test_what_holds_no_secret_raises_no_alarm():
    assert leaks(b"".join(AROUND) + base64.b64encode(b"Maison Fictive, 2087, 45.59"),
                 [SECRET, NUMBER, DAY]) == set()
