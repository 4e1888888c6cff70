"""What is done with a scenario: kept under a name, opened again, taken away, forgotten, adopted."""

from __future__ import annotations

import json
import uuid

import streamlit as st

from dashboard import data, scenarios, state
from dashboard.components.counts import counted
from dashboard.components.refusal import refuse, say_refused, tried
from dashboard.components.text import plain
from dashboard.view import DEMONSTRATIONS
from ocgraph.analysis.change_forms import changes_json
from ocgraph.analysis.scenario import Scenario
from ocgraph.errors import OcgraphError
from ocgraph.i18n import explain, file_stem
from ocgraph.reports.formats import XLSX


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
        st.button(_("scenario.adopt"), key="adopt", on_click=_begin_adopting)
    if st.session_state.get("adopting", ((),))[0] != state.changes():
        _stop_adopting()  # changed since it was asked: it is asked again
    else:
        st.dialog(_("scenario.adopt.sure"), width="medium",
                  on_dismiss=_stop_adopting)(_confirm_adopting)()


def _keep_form() -> None:
    """Ask for a name and a note; what was opened may be changed, or another one kept."""
    _ = state.words()
    opened = _kept(state.scenario())
    name = st.text_input(_("scenario.name"), value=opened.name, key=_key("name", opened))
    note = st.text_area(_("scenario.note"), value=opened.note, key=_key("note", opened), height=80)
    st.caption(_("scenario.keep.help"))
    if opened.name and st.button(_("scenario.save"), key="save_scenario", type="primary"):
        _keep(name, note, formerly=opened.name)
    if st.button(_("scenario.keep_new") if opened.name else _("scenario.keep_it"),
                 key="keep_scenario", type="secondary" if opened.name else "primary"):
        _keep(name, note, formerly=None)


def _key(field: str, opened: Scenario) -> str:
    """Name a field anew for each scenario opened, so that it shows its own words."""
    return state.key(f"scenario_{field}_{opened.name}")


def _kept(name: str | None) -> Scenario:
    """Return a kept scenario by its name, an empty one when there is none."""
    return next((each.scenario for each in scenarios.kept_scenarios(state.source())
                 if each.scenario.name == name), Scenario())


def _keep(name: str, note: str, *, formerly: str | None) -> None:
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
    st.download_button(
        _("scenario.take.workbook"), lambda: scenarios.scenario_workbook(
            source, lens, (tried, *kept), language),
        file_name=f"{stem}.xlsx", mime=XLSX, key="take_workbook", on_click="ignore")
    st.download_button(
        _("scenario.take.json"), json.dumps(tried.to_json(), ensure_ascii=False, indent=1),
        file_name=f"{stem}.json", mime="application/json", key="take_json",
        on_click="ignore")


def kept_list(kept: tuple[scenarios.Kept, ...]) -> None:
    """Show the scenarios kept, to open or to forget."""
    if not kept:
        return
    with st.expander(state.words()("scenario.shelf", n=len(kept)), expanded=not state.changes()):
        for number, each in enumerate(kept):
            _kept_scenario(number, each)


def _kept_scenario(number: int, kept: scenarios.Kept) -> None:
    _, scenario = state.words(), kept.scenario
    told = [scenario.note, *_told_changes(kept)]
    st.markdown(f"**{plain(scenario.name)}**  \n{plain(' · '.join(filter(None, told)))}")
    with st.container(horizontal=True):
        if kept.error is None:
            st.button(_("scenario.open"), key=f"open_{number}", on_click=state.try_changes,
                      args=(scenario.changes, scenario.name))
        with st.popover(_("scenario.forget")):
            st.markdown(_("scenario.forget.sure"))
            st.button(_("scenario.forget.yes"), key=f"forget_{number}", on_click=_forget,
                      args=(scenario.name,))


def _told_changes(kept: scenarios.Kept) -> list[str]:
    """Say how many changes there are, and how many no longer apply; or why they are not read."""
    if kept.error is not None:
        return [explain(kept.error, state.language())]
    _, changes = state.words(), kept.scenario.changes
    n_unmade = scenarios.n_unmade(state.source(), changes)
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


def _confirm_adopting() -> None:
    """List what the register would become, offer a copy of it as it is, and wait for the word."""
    _, language, source = state.words(), state.language(), state.source()
    changes, save_key = st.session_state["adopting"]
    st.markdown("\n".join(f"- {plain(each.sentence)}"
                          for each in scenarios.told(source, changes, language)))
    st.caption(_("scenario.adopt.erases"))
    st.download_button(_("scenario.adopt.copy"), lambda: data.register_file(
        source, "xlsx", language), file_name=f"{_('export.file')}.xlsx", mime=XLSX,
        key="copy_before", on_click="ignore")
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
