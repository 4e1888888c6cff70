"""A page that computes nothing, with the widgets of the map page: what a rerun costs by itself."""

import datetime

import streamlit as st

st.set_page_config(layout="wide")
st.session_state["runs"] = st.session_state.get("runs", 0) + 1
with st.sidebar:
    st.segmented_control("Langue", ["fr", "en"], default="fr")
    st.pills("Liens", ["un", "deux", "trois"], default=["un", "deux", "trois"],
             selection_mode="multi")
    st.multiselect("MRC", range(6))
    st.multiselect("Secteurs", range(20))
    st.multiselect("Types", range(20))
    with st.expander("Plus"):
        st.date_input("Date", datetime.date(2026, 1, 1))
left, right = st.columns([7, 3])
with left:
    for tab in st.tabs(["Carte", "MRC", "Acteurs"]):
        with tab:
            st.selectbox("Mesure", range(6), key=f"measure_{tab}")
            st.selectbox("Couleur", range(4), key=f"colour_{tab}")
    for fmt in ("PNG", "SVG", "HTML"):
        st.download_button(fmt, b"", key=fmt)
with right:
    st.selectbox("Chercher", range(800), index=None)
st.text(f"runs: {st.session_state['runs']}")
