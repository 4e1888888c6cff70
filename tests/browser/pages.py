"""What a person does on a page, said once for all the tests."""

from __future__ import annotations

from contextlib import contextmanager

from playwright.sync_api import TimeoutError as PlaywrightTimeoutError
from playwright.sync_api import expect

QUIET = '[data-testid="stApp"][data-test-script-state="notRunning"]'
PATHS = ("", "carte", "reseau", "analyse", "mobilisation", "territoires",
         "partage", "donnees", "methode")
DRAWN = {"carte": "map", "reseau": "graph"}


def open_page(page, address, path="", **parameters):
    """Open a page by its address and wait until it is there."""
    query = "&".join(f"{name}={value}" for name, value in parameters.items())
    page.goto(f"{address}/{path}" + (f"?{query}" if query else ""))
    page.wait_for_selector("h1")
    settle(page)


def settle(page):
    """Wait until the server has nothing more to say, and nothing fades any more."""
    page.wait_for_selector(QUIET, state="attached")
    for unfinished in ('[data-testid="stSkeleton"]', '[data-stale="true"]',
                       "iframe.drawing:not([title])"):
        expect(page.locator(unfinished)).to_have_count(0)
    page.wait_for_function(
        "document.getAnimations().every(change => change.playState !== 'running')")


def heading(page):
    return page.locator("h1").first


def panel(page):
    """The column beside the picture."""
    return page.locator('[data-testid="stColumn"]', has=page.get_by_test_id("stSelectbox")).last


def choose(page, label, wording):
    """Choose in a list by its label."""
    field = page.get_by_role("combobox", name=label)
    option = page.get_by_role("option", name=wording, exact=True)
    for _try in range(3):    # a run that ends just then closes the list
        field.click()
        field.fill(wording)
        try:
            option.click(timeout=5000)
            return
        except PlaywrightTimeoutError:
            page.keyboard.press("Escape")
    option.click()


class Drawing:
    """The map or the graph, in its frame."""

    def __init__(self, page, name):
        self.page = page
        self.element = page.locator(f'iframe.drawing[src$="/drawings/{name}.html"]').first
        expect(self.element).to_be_visible()
        self.frame = self.element.element_handle().content_frame()
        self.shows("")

    def shows(self, part):
        """Wait until the picture is up to date with a state whose key holds `part`."""
        self.frame.wait_for_function(
            "part => (document.body?.dataset.drawn ?? '').includes(part)"
            " && document.body.dataset.drawn !== undefined", arg=part)

    @contextmanager
    def redrawn(self):
        """Wait, at the end, until the picture has changed."""
        before = self.key
        yield
        self.frame.wait_for_function("key => document.body.dataset.drawn !== key", arg=before)

    @property
    def key(self):
        return self.frame.evaluate("document.body.dataset.drawn")

    def point_of(self, *place):
        """Return where a node (its identifier) or a place (latitude, longitude) stands.

        Read until it no longer moves: a picture frames itself once its size is known.
        """
        pointed = "ocgraphGraph" if len(place) == 1 else "ocgraphMap"
        script = f"place => {{ const p = {pointed}.pointOf(...place); return [p.x, p.y]; }}"
        before, point = None, self.frame.evaluate(script, place)
        while point != before:
            self.page.wait_for_timeout(200)
            before, point = point, self.frame.evaluate(script, place)
        return point

    def click(self, x, y):
        """Click a point given in pixels of the frame."""
        self.hover(x, y)
        self.page.mouse.down()
        self.page.mouse.up()

    def hover(self, x, y):
        """Bring the mouse over a point, until the frame knows it is there.

        A new frame receives nothing before the browser has placed its surface.
        """
        self.element.scroll_into_view_if_needed()
        box = self.element.bounding_box()
        self.frame.evaluate("window.felt = false;"
                            "addEventListener('pointermove', () => { window.felt = true; }, true)")
        for nudge in range(100):
            self.page.mouse.move(box["x"] + x + (nudge + 1) % 2, box["y"] + y)
            if nudge % 2 and self.frame.evaluate("window.felt"):
                return
            self.page.wait_for_timeout(50)
        raise AssertionError("the drawing never felt the mouse")
