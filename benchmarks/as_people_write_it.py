"""The map and the table of the register, as a page of Streamlit is usually written: nothing kept.

What the shared page is compared with (`benchmarks.sharing`). Each run reads the register and the
outlines, and sends both whole.
"""

import json

import pandas as pd
import pydeck
import streamlit as st

from ocgraph.io.places.boundaries import embedded_boundaries
from ocgraph.io.places.reference import territory_by_code
from ocgraph.io.register_folder import read_demo

st.set_page_config(layout="wide")
register = read_demo()
outlines = json.loads(embedded_boundaries().outlines.to_json())
kinds = sorted({actor.kind for actor in register.actors if actor.kind})
chosen = st.multiselect("Types", kinds)
actors = pd.DataFrame([
    {"name": actor.name, "kind": actor.kind, "mrc": actor.mrc_code,
     "latitude": territory_by_code()[actor.mrc_code].latitude,
     "longitude": territory_by_code()[actor.mrc_code].longitude}
    for actor in register.actors if actor.mrc_code and (not chosen or actor.kind in chosen)])
st.metric("Acteurs", len(actors))
st.pydeck_chart(pydeck.Deck(
    initial_view_state=pydeck.ViewState(latitude=46.5, longitude=-73.5, zoom=6),
    layers=[pydeck.Layer("GeoJsonLayer", outlines, stroked=True, filled=False),
            pydeck.Layer("ScatterplotLayer", actors, get_position=["longitude", "latitude"],
                         get_radius=900, pickable=True)], tooltip={"text": "{name}"}))
st.dataframe(actors)
