"""What is done with a scenario: kept under a name, opened again, taken away, forgotten, adopted."""

from __future__ import annotations

import json
import uuid
from functools import partial

import streamlit as st

from dashboard import asking, data, scenarios, state
from dashboard.components.allowed import may_not
from dashboard.components.counts import counted
from dashboard.components.refusal import refuse, said_in_words, say_refused, tried
from dashboard.components.shelf import Shelved, keep_form, shelf
from dashboard.components.taken_away import take_away
from dashboard.components.text import plain
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis.change_forms import changes_json
from ocgraph.analysis.scenario import Scenario
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain, file_stem
from ocgraph.network import Lens
from ocgraph.reports.formats import XLSX
from ocgraph.storage import Action


def scenario_actions() -> None:
    """Offer what can be done with the changes tried."""
    _ = state.words()
    say_refused()
    if taken := st.session_state.pop("adopted", None):
        st.success(_("scenario.adopted", changes=counted(taken)))
    if not state.changes():
        return
    with st.container(horizontal=True):
        with st.popover(_("scenario.keep")):
            _keep_form()
        with st.popover(_("scenario.take")):
            _downloads()
        if asking.may(Action.TAKE):
            st.button(_("scenario.adopt"), key="adopt", on_click=_begin_adopting)
    if not asking.may(Action.TAKE):
        st.caption(plain(may_not(Action.TAKE)))
    if st.session_state.get("adopting", ((),))[0] != state.changes():
        _stop_adopting()  # changed since it was asked: it is asked again
    else:
        st.dialog(_("scenario.adopt.sure"), width="medium",
                  on_dismiss=_stop_adopting)(_confirm_adopting)()


def _keep_form() -> None:
    opened = _kept(state.scenario())
    keep_form("scenario", opened.name, opened.note, _keep)


def _kept(name: str | None) -> Scenario:
    """Return a kept scenario by its name, an empty one when there is none."""
    return next((each.scenario for each in scenarios.kept_scenarios(state.source())
                 if each.scenario.name == name), Scenario())


def _keep(name: str, note: str, formerly: str | None) -> None:
    changes, notebook = tuple(changes_json(state.changes())), data.notebook(state.source())
    if tried(lambda: notebook.keep_scenario(name, changes, note, formerly=formerly)):
        state.try_changes(state.changes(), name.strip())
    st.rerun()


def _downloads() -> None:
    """Offer the changes and figures as a workbook, and the scenario itself for another machine."""
    _, language, source, lens = (state.words(), state.language(), state.source(), state.lens())
    opened = _kept(state.scenario())
    tried = Scenario(opened.name or _("what_if.after"), opened.note, state.changes())
    kept = tuple(each.scenario for each in scenarios.kept_scenarios(source)
                 if each.error is None and each.scenario.name != opened.name)
    stem = "-".join(filter(None, (_("scenario.file"), file_stem(opened.name))))
    take_away(
        _("scenario.take.workbook"), lambda: scenarios.scenario_workbook(
            source, lens, (tried, *kept), language),
        file_name=f"{stem}.xlsx", mime=XLSX, key="take_workbook")
    take_away(
        _("scenario.take.json"), lambda: json.dumps(tried.to_json(), ensure_ascii=False,
                                                    indent=1).encode(),
        file_name=f"{stem}.json", mime="application/json", key="take_json")


def kept_list(kept: tuple[scenarios.Kept, ...]) -> None:
    """Show the scenarios kept, to open or to forget."""
    if not kept:
        return
    with st.expander(state.words()("scenario.shelf", n=len(kept)), expanded=not state.changes()):
        shelf("scenario", map(_shelved, kept), _forget)


def _shelved(kept: scenarios.Kept) -> Shelved:
    scenario = kept.scenario
    opens = partial(state.try_changes, scenario.changes, scenario.name)
    return Shelved(scenario.name, scenario.note, _told_changes(kept),
                   opens if kept.error is None else None)


def _told_changes(kept: scenarios.Kept) -> list[str]:
    """Say how many changes there are, and how many no longer apply; or why they are not read."""
    if kept.error is not None:
        return [explain(kept.error, state.language())]
    _, changes = state.words(), kept.scenario.changes
    n_unmade = scenarios.n_unmade(state.source(), state.lens(), changes)
    return [_("scenario.n_changes", n=len(changes)),
            _("scenario.n_unmade", n=n_unmade) if n_unmade else ""]


def _forget(name: str) -> None:
    """Forget a kept scenario; what is tried stays, under no name."""
    if tried(lambda: data.notebook(state.source()).forget_scenario(name)) and (
            state.scenario() == name):
        state.try_changes(state.changes(), None)


def _begin_adopting() -> None:
    """Ask before adopting; the key makes trying again after a doubt safe."""
    if state.source() in DEMONSTRATIONS:
        refuse(OcgraphError("scenario.demo"))
        return
    st.session_state["adopting"] = (state.changes(), uuid.uuid4().hex)


@said_in_words()
def _confirm_adopting() -> None:
    """List what the register would become, offer a copy of it as it is, and wait for the word."""
    _, language, source = state.words(), state.language(), state.source()
    changes, save_key = st.session_state["adopting"]
    st.markdown("\n".join(f"- {plain(each.sentence)}"
                          for each in scenarios.told(source, Lens(), changes, language)))
    st.caption(_("scenario.adopt.erases"))
    take_away(_("scenario.adopt.copy"), lambda: data.register_file(
        source, "xlsx", language), file_name=f"{_('export.file')}.xlsx", mime=XLSX,
        key="copy_before")
    with st.container(horizontal=True):
        if st.button(_("scenario.adopt.yes"), key="adopt_yes", type="primary"):
            _adopt(save_key)
            st.rerun()
        if st.button(_("scenario.adopt.no"), key="adopt_no"):
            _stop_adopting()
            st.rerun()


def _stop_adopting() -> None:
    st.session_state.pop("adopting", None)


def _adopt(save_key: str) -> None:
    _, name = state.words(), state.scenario()
    origin = _("scenario.origin", name=name) if name else _("scenario.origin.unnamed")
    _stop_adopting()
    try:
        taken = scenarios.adopt(state.source(), state.changes(), save_key=save_key, origin=origin)
    except OcgraphError as error:
        refuse(error)
        return
    st.session_state["adopted"] = taken.changes
    state.try_changes((), None)
