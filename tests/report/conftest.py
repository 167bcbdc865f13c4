"""Pages in a real Chromium, with everything recorded that a page must not do.

EXTRACT_PAGE names the folder of a page of a larger archive made of data/raw
(``benchmarks/report.py --keep``): the journeys then go through that one.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from tests.report.reader import Reader

import extract

RAW = Path(__file__).parents[2] / "data" / "raw"
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")


@pytest.fixture(scope="session")
def chromium():
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    if CHROMIUM is None:
        pytest.skip("there is no chromium here")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def run(tmp_path_factory):
    """The folder of a run over the sample articles."""
    folder = tmp_path_factory.mktemp("run") / "out"
    extract.run(RAW, folder)
    return folder


@pytest.fixture(scope="session")
def sample(tmp_path_factory, request):
    """The folder of their page."""
    if given := os.environ.get("EXTRACT_PAGE"):
        return Path(given)
    folder = tmp_path_factory.mktemp("page") / "page"
    extract.open(request.getfixturevalue("run")).report(folder, title="Образцы")
    return folder


@pytest.fixture
def visit(chromium):
    """Opens a page in an empty browser; at the end it must have done nothing wrong."""
    readers = []

    def visiting(folder: Path, **options) -> Reader:
        context = chromium.new_context(accept_downloads=True, locale="ru-RU", **options)
        readers.append((context, Reader(context, folder)))
        return readers[-1][1]

    yield visiting
    for context, reader in readers:
        context.close()
        assert not reader.wrong


@pytest.fixture
def reader(visit, sample):
    return visit(sample)
