"""The page to share: what is chosen, what would leave, what each organisation would read."""

from __future__ import annotations

import streamlit as st

from dashboard import data, presentations, sharing, state
from dashboard.components.choices import kept_choice, kept_choices, kept_text
from dashboard.components.refusal import say_refused, tried
from dashboard.components.text import plain
from dashboard.view import TIES_SHOWN
from ocgraph.analysis.wording import place_name
from ocgraph.i18n import sort_key
from ocgraph.model import Actor
from ocgraph.privacy import NEVER_LEAVES, Leaving
from ocgraph.sharing.preview_wording import (
    field_words,
    leaving_words,
    seen_head,
    seen_words,
    stays_words,
)


def page_to_share() -> None:
    """Ask what to share on one side; on the other, tell exactly what would leave."""
    left, right = st.columns([2, 3], gap="medium")
    with left:
        say_refused()
        _choices()
        _make()
        _about()
    with right:
        _preview()


def _choices() -> None:
    """Ask for a title, which ties leave, and whose actors."""
    _ = state.words()
    kept_text("share_title", _("sharing.title"), _("sharing.title.hint"))
    kept_choice("ties_shown", _("sharing.ties"), TIES_SHOWN, lambda code: _(f"sharing.ties.{code}"))
    kept_choices("shared_territories", _("sharing.territories"), data.territories(), place_name,
                 _("sharing.territories.hint"))
    _presentation()


def _presentation() -> None:
    """Ask which presentation the page plays; say which of its views would be left out."""
    _, source = state.words(), state.source()
    kept = presentations.kept(source)
    if not kept:
        return
    key, name = state.key("page_presentation"), state.choice("presentation")
    st.selectbox(_("sharing.presentation"), list(kept), key=key, placeholder=_("sharing.ready"),
                 index=list(kept).index(name) if name in kept else None,
                 on_change=state.when_there(key, presentations.open_named))
    if (one := presentations.opened(source)) and (
            left := presentations.for_page_of(source, one, sharing.terms())[1]):
        st.warning(_("sharing.views_left_out", n=len(left),
                     ranks=", ".join(str(each.rank) for each in left)))


def _make() -> None:
    """Offer to make the page; it is kept as it will leave, so that what is out can be listed."""
    _, source, terms = state.words(), state.source(), sharing.terms()
    if not sharing.shared(source, terms).register.actors:
        st.warning(_("sharing.nobody"))
        return
    st.button(_("sharing.make"), key="make_page", type="primary", on_click=_made)
    st.caption(_("sharing.make.help"))


def _made() -> None:
    """Make the page, and open the part where it is taken away."""
    def make() -> None:
        source, terms = state.source(), sharing.terms()
        one = presentations.opened(source)
        views = presentations.for_page_of(source, one, terms)[0] if one else ()
        st.session_state["page_made"] = sharing.make(
            source, terms, state.typed("share_title"), state.language(), views)
        state.open_part("share_part", "out")

    tried(make)


def _about() -> None:
    """Tell what one organisation would read of itself."""
    _, language, names = state.words(), state.language(), sharing.actor_names(state.source())
    st.subheader(_("sharing.about"), anchor=False)
    key = state.key("shared_about")
    offered = sorted(names, key=lambda code: sort_key(names[code]))
    actor_id = st.selectbox(_("sharing.about.whom"), offered, index=None, format_func=names.get,
                            placeholder=_("change.hint"), key=key)
    if actor_id is None:
        st.caption(_("sharing.about.help"))
        return
    seen = sharing.seen_of(state.source(), sharing.terms(), actor_id)
    st.markdown(plain(seen_head(seen, names[actor_id], language)))
    st.markdown("\n".join(f"- {plain(line)}" for line in seen_words(seen, language)))


def _preview() -> None:
    """Tell what leaves and what stays, then what the page says that it does not show."""
    _, source, terms, language = state.words(), state.source(), sharing.terms(), state.language()
    st.subheader(_("sharing.preview"), anchor=False)
    st.caption(_("sharing.preview.help"))
    leaving = sharing.leaving(source, terms)
    for one in leaving:
        if one.entity not in NEVER_LEAVES:
            _told(one)
    st.markdown("\n".join(f"- {plain(leaving_words(one, language))}" for one in leaving
                          if one.entity in NEVER_LEAVES))
    with st.expander(_("sharing.silent")):
        st.markdown("\n".join(f"- {plain(sentence)}"
                              for sentence in sharing.not_said(source, terms, language)))


def _told(leaving: Leaving) -> None:
    """Tell one kind of record: how many leave, why the others stay, and each field apart."""
    _, language = state.words(), state.language()
    st.markdown("\n".join([f"**{plain(leaving_words(leaving, language))}**", "", *(
        f"- {plain(line)}" for line in stays_words(leaving, language))]))
    if leaving.entity is Actor and (staying := sharing.who_stays(
            state.source(), sharing.terms())):
        with st.expander(_("sharing.who_stays")):
            for why, names in staying.items():
                st.markdown(plain(_("sharing.who_stays_for", why=_(f"share.why.{why}"),
                                    names=", ".join(names))))
    with st.expander(_("sharing.fields")):
        st.markdown("\n".join(f"- {plain(line)}" for line in field_words(leaving, language)))
