"""A register full of secrets, shared: a real browser that opens, plays and prints it holds none."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.test_shared_page import opened
from tests.privacy.detector import leaks
from tests.privacy.seeded import STEM, seeded

NAME = "École Inventée"
# All that a page holds: as it is now, what it keeps, what it shows and would draw. What never
# changes in it is in its file, read by `tests/sharing`. A sandboxed frame keeps nothing.
HELD = """() => {
  const now = document.documentElement.cloneNode(true);
  for (const still of now.querySelectorAll('script, style')) still.remove();
  for (const frame of now.querySelectorAll('iframe')) frame.removeAttribute('srcdoc');
  const kept = window === top ? [{...sessionStorage}, {...localStorage}] : [];
  const { states, pages, ...content } = window.ocgraphPage?.content ?? {};
  return [now.outerHTML, document.body.innerText, JSON.stringify([kept, content]),
    typeof nodes === 'undefined' ? '' : JSON.stringify([nodes.get(), edges.get()])].join('\\n');
}"""


# What changes from one view to the next.
SHOWN = """() => [document.querySelector('#stage')?.outerHTML, document.body.innerText,
  typeof nodes === 'undefined' ? '' : JSON.stringify(nodes.get())].join('\\n')"""


def held(page, what=HELD):
    """Return what each frame holds, as text."""
    return [frame.evaluate(what) for frame in page.frames]


def played(page, present):
    """Play the whole presentation; return what was held at each view."""
    seen = []
    page.get_by_role("button", name=present, exact=True).click()
    for rank in range(1, page.evaluate("ocgraphPage.content.presentation.length") + 1):
        expect(page.locator("#steps .progress")).to_contain_text(f"{rank} / ")
        seen += held(page, SHOWN)
        page.keyboard.press("PageDown")
    page.keyboard.press("Escape")
    return seen


def saved_file(page):
    """Write a remark, and return the small file that it makes."""
    page.locator("#remark").click()
    page.locator('dialog [name="text"]').fill("Merci")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    with page.expect_download() as download:
        page.locator("#save").click()
    return download.value.path().read_bytes()


def leaked(contents, seeds):
    """Look for what was sown; a name that leaves is looked for too, and must be found."""
    others = {secret for secret in seeds.secrets if not isinstance(secret, str)}
    whole = b"\0".join(each if isinstance(each, bytes) else each.encode()
                       for each in dict.fromkeys(contents))
    return leaks(whole, {STEM, NAME, *others})


@pytest.fixture
def secrets_page(page, tmp_path):
    """The shared page of that register; each request it makes, and what came of it."""
    seeds, asked = seeded(), []
    page.context.on("request", lambda request: asked.append(request.url))
    page.context.on("page", lambda other: asked.append(other.url))
    page.on("websocket", lambda socket: asked.append(socket.url))
    opened(page, seeds.register, tmp_path)
    return page, seeds, asked


def test_no_secret_is_in_a_page_opened_played_and_printed(secrets_page, tmp_path):
    page, seeds, asked = secrets_page
    contents = [*held(page), *played(page, "Présenter")]
    page.emulate_media(media="print")
    contents += held(page, SHOWN)
    page.emulate_media(media="screen")
    page.get_by_role("button", name="English").click()
    contents += [*played(page, "Present"), saved_file(page), *held(page)]

    assert json.loads(contents[-4])["proposals"][0]["text"] == "Merci"
    assert leaked(contents, seeds) == {NAME}
    assert [url for url in asked if url != (tmp_path / "partage.html").as_uri()
            and not url.startswith(("blob:", "about:"))] == []


@pytest.mark.soak
@pytest.mark.parametrize("hide", [
    "document.body.append(document.createComment(SECRET))",
    "document.body.dataset.note = btoa(unescape(encodeURIComponent(SECRET)))",
    "sessionStorage.setItem('note', encodeURIComponent(SECRET))",
    "ocgraphPage.content.note = SECRET"])
def test_a_secret_put_in_the_page_is_found(secrets_page, hide):
    page, seeds, _ = secrets_page
    page.evaluate(hide.replace("SECRET", json.dumps(f"{STEM}-999")))

    assert STEM in leaked(held(page), seeds)
