"""One server and one browser for all browser tests of a worker; each test has windows of its own."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.running import add_staff, launch, running
from tests.service.pages import PASSWORD

PHONE = {"width": 360, "height": 740}
DESK = {"width": 1280, "height": 860}
AXE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text(encoding="utf-8")
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        started = launch(playwright)
        yield started
        started.close()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    folder = tmp_path_factory.mktemp("site")
    with running(folder) as address:
        add_staff(folder, ("amina", "Amina"), ("bo", "Bo"))
        yield address


@dataclass
class Windows:
    """The windows of a test, and what their consoles said."""

    browser: Browser
    site: str
    complaints: list[str] = field(default_factory=list)

    def open(self, path: str = "/", **options: Any) -> Page:
        """A window of its own, as of another person."""
        context = self.browser.new_context(**{"locale": "sv-SE", "viewport": PHONE, **options})
        page = context.new_page()
        page.on("console", lambda said: self.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.goto(self.site + path)
        return page

    def staff(self, login: str = "amina", **options: Any) -> Page:
        """A window of a member of staff, at the queue."""
        page = self.open("/staff/sign-in", **{"viewport": DESK, **options})
        page.fill("#login", login)
        page.fill("#password", PASSWORD)
        page.click("form button.primary")
        page.wait_for_url("**/staff")
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self.browser.contexts:
            context.close()


@pytest.fixture
def windows(browser: Browser, site: str) -> Iterator[Windows]:
    opened = Windows(browser, site)
    yield opened
    opened.close()
    assert opened.complaints == []


def faults(page: Page) -> list[str]:
    """What axe finds wrong with a page."""
    # Evaluated from here, and so outside of the page's content security policy.
    page.evaluate(AXE)
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [f"{one['id']}: {node['html'][:120]}" for one in found["violations"] for node in one["nodes"]]


def say(page: Page, text: str) -> None:
    """Type something into the chat, send it by Enter, and wait for the answer."""
    turns = page.locator("#log .turn").count()
    page.fill("#text", text)
    page.press("#text", "Enter")
    page.wait_for_function("count => document.querySelectorAll('#log .turn').length > count", arg=turns)


def press(page: Page, label: str) -> None:
    """Press one of the choices and wait for the answer."""
    turns = page.locator("#log .turn").count()
    page.locator("#choices button", has_text=label).click()
    page.wait_for_function("count => document.querySelectorAll('#log .turn').length > count", arg=turns)
