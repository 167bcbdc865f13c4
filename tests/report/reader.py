"""Somebody who reads a page in a browser."""

from __future__ import annotations

from pathlib import Path


class Reader:
    """Somebody at a page.

    Attributes:
        page: Playwright's.
        wrong: What no page may do: errors, messages, requests, dialogs.
    """

    def __init__(self, context, folder: Path) -> None:
        self.page = context.new_page()
        self.page.set_default_timeout(20_000)
        self.address = (folder / "index.html").absolute().as_uri()
        self.wrong: list[str] = []
        home = self.address.removesuffix("index.html")
        self.page.on("console", lambda message: self.wrong.append(f"console: {message.text}"))
        self.page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        self.page.on("dialog", lambda dialog: (self.wrong.append("dialog"), dialog.dismiss()))
        context.on("request", lambda request: self._look(request.url, home))
        context.on("page", lambda page: self.wrong.append(f"a second page: {page.url}"))

    def _look(self, url: str, home: str) -> None:
        if not url.startswith((home, "data:", "blob:")):
            self.wrong.append(f"request: {url}")

    def open(self, place: str = "#") -> Reader:
        self.page.goto("about:blank")
        self.page.goto(self.address + place)
        return self.settled()

    def settled(self) -> Reader:
        """Waits until the view is drawn and complete."""
        self.page.wait_for_function(
            "() => document.getElementById('main').dataset.ready && !document.querySelector('.loading')"
        )
        return self

    def go(self, act) -> Reader:
        """Does what leads to another view, and waits for it."""
        before = self.page.evaluate("document.getElementById('main').dataset.ready")
        act()
        self.page.wait_for_function(
            "before => document.getElementById('main').dataset.ready !== before", arg=before
        )
        return self.settled()

    def click(self, *words, **options) -> Reader:
        """Follows the first link of a name in the view."""
        link = self.page.locator("main a", has_text=words[0]).first
        return self.go(lambda: link.click(**options))

    def find(self, selector: str, **options):
        return self.page.locator(selector, **options)

    def heading(self) -> str:
        return self.find("h1").inner_text()

    def asked(self) -> str:
        """The address after the file."""
        return self.page.evaluate("decodeURIComponent(location.hash)")
