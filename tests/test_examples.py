import re
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.ipynb")), ids=lambda path: path.name
)


@NOTEBOOKS
def test_the_notebook_runs_from_start_to_end(path: Path) -> None:
    notebook = nbformat.read(path, as_version=4)
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": ROOT}}).execute()
    assert all(cell.get("execution_count") for cell in notebook.cells if cell.cell_type == "code")


@NOTEBOOKS
def test_what_is_kept_of_its_outputs_is_small_and_of_no_machine(path: Path) -> None:
    assert path.stat().st_size < 150_000
    assert not re.search(r"/(tmp|home|root|work|Users|usr|opt)/", path.read_text("utf-8"))


@NOTEBOOKS
def test_the_page_about_notebooks_leads_to_it(path: Path) -> None:
    assert f"/examples/{path.name}" in (ROOT / "docs/notebooks.md").read_text("utf-8")
