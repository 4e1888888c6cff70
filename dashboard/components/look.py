"""The little that the theme cannot say: less empty space, so that the picture comes first."""

from __future__ import annotations

import streamlit as st

from dashboard import state

_STYLE = """<style>
.stMainBlockContainer { padding: 4rem 2.25rem 2rem; }
.stMainBlockContainer > .stVerticalBlock { gap: .7rem; }
[data-testid="stSidebarHeader"] { margin-bottom: 0; height: 2.5rem; }
[data-testid="stCaptionContainer"], [data-testid="stCaptionContainer"] * {
  color: #4a5862 !important; opacity: 1 !important; }
[data-testid="stFileUploaderDropzoneInstructions"] { display: none; }
[data-testid="stFileUploaderDropzone"] button p { font-size: 0; }
[data-testid="stFileUploaderDropzone"] button p::after { font-size: 1rem; content: "CHOOSE"; }
[data-testid="stDateInput"] [role="spinbutton"] {
  display: inline-block; min-width: 1.6rem; min-height: 1.6rem; text-align: center; }
[data-testid="stMultiSelect"] input[role="combobox"] { min-width: 1.6rem; min-height: 1.6rem; }
button[kind="tertiary"] { text-align: left; justify-content: flex-start;
  min-height: 1.9rem; padding: 0; }
button[kind="tertiary"] p { text-decoration: underline; text-underline-offset: 3px; }
[data-testid="stLayoutWrapper"]:has(> .st-key-journal_bar) { position: sticky; bottom: 0;
  z-index: 5; background: #fff; padding: .6rem 0; }
.st-key-typed_here_journal [data-testid="stButtonGroup"] button { height: auto; }
.st-key-typed_here_journal [data-testid="stButtonGroup"] button * {
  white-space: normal; text-align: left; }
@media (max-width: 640px) {
  .stMainBlockContainer { padding: 4rem 1rem 2rem; }
  .st-key-record_beside > * > [data-testid="stHorizontalBlock"] { flex-wrap: wrap-reverse; }
}
@media (min-width: 1800px) { html { font-size: 20px; } }
@media print {
  [data-testid="stSidebar"], header, .stDownloadButton, .stButton { display: none !important; }
}
</style>"""


def look() -> None:
    """Apply the look to the page, and give Streamlit's own button a word in the language."""
    st.html(_STYLE.replace("CHOOSE", state.words()("import.choose.button")))
