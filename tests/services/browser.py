"""Debian's Chromium, driven by playwright, cut off from everything but the test's server."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from playwright.sync_api import Browser, ConsoleMessage, Page, Request, sync_playwright

# A usual screen of an office PC.
VIEWPORT = {"width": 1366, "height": 768}
ARGUMENTS = [
    "--no-sandbox",  # its sandbox does not work for root, which CI often is
    "--disable-gpu",
    "--disable-quic",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
INSIDE = ("data:", "blob:", "about:")


def find_chromium() -> str:
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if found is None:
        raise FileNotFoundError("Chromium was not found: run `make system`.")
    return found


@contextmanager
def launch() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_chromium(), args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass  # without slots: playwright hangs attributes on whoever listens
class Complaints:
    """What a page did wrong while a test drove it."""

    server: str
    found: list[str] = field(default_factory=list)

    def watch(self, page: Page) -> None:
        page.on("pageerror", lambda error: self.found.append(f"script error: {error}"))
        page.on("console", self._on_console)
        page.on("request", self._on_request)

    def _on_console(self, message: ConsoleMessage) -> None:
        if message.type == "error":
            self.found.append(f"console: {message.text} {message.location.get('url', '')}")

    def _on_request(self, request: Request) -> None:
        """Offices have no internet: a page that asks elsewhere is broken there."""
        if not request.url.startswith((self.server, *INSIDE)):
            self.found.append(f"asked another host: {request.url}")


@contextmanager
def watched_page(browser: Browser, server: str) -> Iterator[Page]:
    """A page that begins at the server's address and may complain about nothing."""
    context = browser.new_context(locale="zh-CN", viewport=VIEWPORT, base_url=server)
    page = context.new_page()
    complaints = Complaints(server)
    complaints.watch(page)
    yield page
    context.close()
    assert not complaints.found, complaints.found
