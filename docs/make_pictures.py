"""Pictures of the page for the documentation, taken in Chromium.

    python docs/make_pictures.py RUN               # docs/pictures/page-*.png
    python docs/make_pictures.py RUN --all FOLDER  # every view, at three widths, light and dark

RUN is the folder of a finished run over data/raw. The second is for looking at: what is cut, what
overlaps, what cannot be read.
"""

from __future__ import annotations

import argparse
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Literal, get_args

from playwright.sync_api import Browser, Locator, Page, ViewportSize, sync_playwright

import extract

Scheme = Literal["light", "dark"]

HERE = Path(__file__).parent
CHROMIUM = "/usr/bin/chromium"
WIDTHS = {"desktop": (1280, 860), "tablet": (768, 1024), "phone": (390, 844)}
PERSON, ARTICLE = "Масуд Пезешкиан", "Россия и Алжир подписали"
_READY = (
    "() => document.getElementById('main').dataset.ready && !document.querySelector('.loading')"
)


def _settled(page: Page) -> None:
    page.wait_for_function(_READY)
    page.wait_for_timeout(300)


def _follow(page: Page, words: str) -> None:
    href = page.locator("main a", has_text=words).first.get_attribute("href")
    page.evaluate("href => { location.hash = href; }", href)
    page.wait_for_timeout(300)
    _settled(page)


def _press(found: Locator) -> None:
    found.first.dispatch_event("click")


def _card(page: Page) -> None:
    _follow(page, PERSON)
    _press(page.locator("button.quote"))


def _ego(page: Page) -> None:
    _follow(page, PERSON)
    _follow(page, "в сети")


def _article(page: Page) -> None:
    _follow(page, ARTICLE)
    _press(page.locator(".beside li button"))


# By name of a view its address, and what is done there.
VIEWS: dict[str, tuple[str, Callable[[Page], None] | None]] = {
    "overview": ("#", None),
    "events": ("#view=events", None),
    "month": ("#view=events&as=grid&month=2024-10", None),
    "table": ("#view=events&as=table", None),
    "register": ("#view=register", lambda page: _press(page.locator("button.quote"))),
    "map": ("#view=map", lambda page: _press(page.locator("circle.mark[aria-label^='Казань']"))),
    "network": (
        "#view=network",
        lambda page: _press(page.locator(f"circle.node[aria-label^='{PERSON}']")),
    ),
    "ego": ("#", _ego),
    "people": ("#view=people", None),
    "bodies": ("#view=bodies", None),
    "places": ("#view=places", None),
    "articles": ("#view=articles", None),
    "article": (f"#view=articles&q={ARTICLE}", _article),
    "card": ("#", _card),
    "search": ("#view=find&q=встречи с Путиным", None),
}
SHOWN = ("overview", "events", "register", "map", "network", "article", "card", "search")
ON_PHONE: dict[str, Scheme] = {
    "overview": "light",
    "register": "dark",
    "map": "light",
    "card": "dark",
}


@contextmanager
def _screen(browser: Browser, width: str, scheme: Scheme) -> Iterator[Page]:
    across, down = WIDTHS[width]
    size: ViewportSize = {"width": across, "height": down}
    context = browser.new_context(viewport=size, color_scheme=scheme, locale="ru-RU")
    yield context.new_page()
    context.close()


def _take(page: Page, address: str, view: str, file: Path) -> None:
    place, act = VIEWS[view]
    page.goto("about:blank")
    page.goto(address + place)
    _settled(page)
    if act:
        act(page)
        page.wait_for_timeout(500)
    page.mouse.move(1, 1)
    page.screenshot(path=str(file))


def _phones(browser: Browser, address: str, folder: Path, file: Path) -> None:
    """Several views on phones beside each other."""
    taken = []
    for view, scheme in ON_PHONE.items():
        with _screen(browser, "phone", scheme) as page:
            taken.append(folder / f"{view}.png")
            _take(page, address, view, taken[-1])
    shown = "".join(f'<img src="{one.as_uri()}">' for one in taken)
    sheet = folder / "phones.html"
    sheet.write_text(f"<style>body{{margin:8px;display:flex;gap:12px}}</style>{shown}")
    page = browser.new_page(viewport={"width": 1612, "height": 860})
    page.goto(sheet.as_uri())
    page.screenshot(path=str(file))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("run", type=Path)
    parser.add_argument("--all", type=Path, metavar="FOLDER")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary, sync_playwright() as playwright:
        made = extract.open(arguments.run).report(Path(temporary, "page"), title="Форумы и визиты")
        address = made.as_uri()
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        if arguments.all:
            arguments.all.mkdir(parents=True, exist_ok=True)
            for width in WIDTHS:
                for scheme in get_args(Scheme):
                    with _screen(browser, width, scheme) as page:
                        for view in VIEWS:
                            file = arguments.all / f"{view}-{width}-{scheme}.png"
                            _take(page, address, view, file)
        else:
            with _screen(browser, "desktop", "light") as page:
                for view in SHOWN:
                    _take(page, address, view, HERE / "pictures" / f"page-{view}.png")
            _phones(browser, address, Path(temporary), HERE / "pictures/page-phone.png")
        browser.close()


if __name__ == "__main__":
    main()
