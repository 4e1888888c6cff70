"""Ten people in real browsers correct a register while replicas are killed: nothing is lost."""

from __future__ import annotations

import asyncio
import time
from dataclasses import dataclass, field
from urllib.parse import urlencode

import pytest
from playwright.async_api import Error, async_playwright

from ocgraph.storage import Store
from tests.browser.conftest import FLAGS, chromium  # noqa: F401 - a fixture
from tests.deploy.people import (
    HELD,
    N_PEOPLE,
    SAVED,
    keep_ten_actors,
    name_of,
    names_in_memory,
)
from tests.deploy.team_server import NAME, TeamServer, new_team_database

pytestmark = pytest.mark.soak

N_EDITS, N_KILLS = 6, 3
# Ten browsers share the machine with what they ask of: slow is not wrong.
SECONDS_TO_COME_BACK = 600
_FILE = {"name": "membres.csv", "mimeType": "text/csv",
         "buffer": b"Nom;Secteurs\nMaison Fictive du Lac;municipal\n"}


@dataclass
class Person:
    """Someone at her browser, what she was told is saved, and how long each save took."""

    page: object
    number: int
    told: list[str] = field(default_factory=list)
    seconds: list[float] = field(default_factory=list)


@pytest.fixture
def team(tmp_path):
    database = new_team_database()
    keep_ten_actors(Store(database))
    with TeamServer(tmp_path, database) as server:
        yield server


def address(team, **parameters):
    return f"{team.address}/donnees?{urlencode(parameters)}"


async def correct(team, person, name):
    """Open the record, type the name, and press « Enregistrer » until told that it is saved."""
    begun = time.monotonic()
    await until_open(person.page, address(
        team, data_part="edit", record=f"actors:{person.number}"))
    until = time.monotonic() + SECONDS_TO_COME_BACK
    while time.monotonic() < until:
        try:
            if await pressed_and_saved(person, name):
                person.told.append(name)
                person.seconds.append(time.monotonic() - begun)
                return
        except Error:
            await asyncio.sleep(.2)    # the page was not there yet: look again, as one does
    raise AssertionError(f"{name} was never told saved: {await person.page.inner_text('body')}")


async def pressed_and_saved(person, name):
    page = person.page
    saved = page.get_by_text(SAVED)
    if await saved.is_visible():
        return True
    typed = page.get_by_label("Nom *", exact=True)
    if await typed.input_value(timeout=15_000) != name:
        await typed.fill(name, timeout=15_000)
        await page.wait_for_timeout(300)
    await page.get_by_role("button", name="Enregistrer", exact=True).click(timeout=15_000)
    await saved.wait_for(timeout=15_000)
    return True


async def until_open(page, place):
    """Open a page, again if it does not come: what one does with the browser's own button."""
    until = time.monotonic() + SECONDS_TO_COME_BACK
    while True:
        try:
            await page.goto(place, wait_until="commit", timeout=60_000)
            await page.get_by_label("Nom *", exact=True).wait_for(timeout=90_000)
            return
        except Error:
            if time.monotonic() > until:
                raise
            await asyncio.sleep(.2)


async def work(team, person):
    for edit in range(N_EDITS):
        await correct(team, person, name_of(person.number, edit))


async def kill_now_and_then(team, people):
    """Kill one replica, then the other: each is started again two seconds later, as by its unit."""
    for turn in range(N_KILLS):
        enough = (turn + 1) * N_PEOPLE * N_EDITS // (N_KILLS + 1)
        while sum(len(person.told) for person in people) < enough:
            await asyncio.sleep(.05)
        letter = "ab"[turn % 2]
        await asyncio.to_thread(team.kill, letter)
        await asyncio.sleep(2)
        team.start(letter)
        await asyncio.to_thread(team.wait_for, letter)


async def bring_a_file(page):
    """Choose a file in a page that was open all along, and see what was read in it."""
    await page.locator('input[type="file"]').first.set_input_files(_FILE)
    await page.get_by_text("Ce que nous avons lu").wait_for(timeout=60_000)


async def ten_people(team, browser_path):
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=browser_path, args=[
            *FLAGS, f"--host-resolver-rules=MAP {NAME} 127.0.0.1",
            f"--ignore-certificate-errors-spki-list={team.fingerprint}"])
        waiting, people = await open_pages(browser, team), []
        for number in range(1, N_PEOPLE + 1):    # nobody arrives at the same instant
            page = await (await browser.new_context(locale="fr-CA")).new_page()
            await until_open(page, address(team, data_part="edit", record=f"actors:{number}"))
            people.append(Person(page, number))
        async with asyncio.TaskGroup() as together:
            together.create_task(kill_now_and_then(team, people))
            for person in people:
                together.create_task(work(team, person))
        for page in waiting:
            await bring_a_file(page)
        await browser.close()
    return people


async def open_pages(browser, team):
    """Open two pages that wait for a file, one in each replica."""
    pages = []
    for letter in "ab":
        context = await browser.new_context(locale="fr-CA")
        await context.add_cookies([{"name": "ocgraph_replica", "value": letter,
                                    "url": team.address}])
        page = await context.new_page()
        await page.goto(address(team, data_part="import"), wait_until="commit", timeout=60_000)
        await page.locator('input[type="file"]').first.wait_for(state="attached", timeout=120_000)
        pages.append(page)
    return pages


def test_ten_people_lose_nothing_while_replicas_are_killed_under_them(team, chromium):  # noqa: F811
    people = asyncio.run(ten_people(team, chromium))

    kept = Store(team.database)
    last = {actor.actor_id: actor.name for actor in kept.load().actors}
    for person in people:
        assert person.told == [name_of(person.number, edit) for edit in range(N_EDITS)]
        assert names_in_memory(kept, person.number) == [HELD, *person.told]
        assert last[f"a-{person.number:02}"] == person.told[-1]
    seconds = sorted(one for person in people for one in person.seconds)
    print(f"{len(seconds)} names saved under {N_KILLS} kills, median "
          f"{seconds[len(seconds) // 2]:.1f} s from the address to the word, longest "
          f"{seconds[-1]:.1f} s")
