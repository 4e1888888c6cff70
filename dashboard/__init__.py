"""The Streamlit front end: pages ask, components show, the library answers."""
