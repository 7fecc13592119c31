"""A browser that looks at the page: Debian's chromium, driven by Playwright."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
#: A machine with other work to do still answers within this many milliseconds.
PATIENCE = 20_000


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser: install one of {', '.join(PROGRAMS)}")
    expect.set_options(timeout=PATIENCE)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def visit(browser: Browser, server: str, **settings: Any) -> tuple[Page, list[str]]:
    """The page in a browser profile of its own, and a list that grows with every address
    outside ``server`` that it asks for and every error of its scripts."""
    context = browser.new_context(**{"locale": "zh-CN", "accept_downloads": True, **settings})
    context.set_default_timeout(PATIENCE)
    page = context.new_page()
    wrong: list[str] = []
    page.on("pageerror", lambda error: wrong.append(str(error)))
    page.on("request", lambda request: _note(request.url, server, wrong))
    page.goto(server)
    expect(page.locator(".start, .turn").first).to_be_visible()
    return page, wrong


def _note(address: str, server: str, wrong: list[str]) -> None:
    if not address.startswith((server, "data:", "blob:")):
        wrong.append(address)


def ask(page: Page, question: str) -> Any:
    """Types a question and returns the part of the page with its answer."""
    before = page.locator(".turn").count()
    page.locator("#question textarea").fill(question)
    page.locator("#question textarea").press("Enter")
    expect(page.locator(".turn")).to_have_count(before + 1)
    return page.locator(".turn").last
