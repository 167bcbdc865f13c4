import re
from pathlib import Path

import nbformat
import pytest
from jupyter_client.manager import KernelManager, start_new_kernel
from nbclient import NotebookClient

ROOT = Path(__file__).parents[1]
NOTEBOOKS = pytest.mark.parametrize(
    "path", sorted((ROOT / "examples").glob("*.ipynb")), ids=lambda path: path.name
)


@pytest.fixture(scope="module")
def kernel():
    """One for all notebooks: what it imports takes longer than most of them."""
    manager, client = start_new_kernel(cwd=str(ROOT))
    client.stop_channels()
    yield manager
    manager.shutdown_kernel(now=True)


@NOTEBOOKS
def test_the_notebook_runs_from_start_to_end(path: Path, kernel: KernelManager) -> None:
    notebook = nbformat.read(path, as_version=4)
    forget = nbformat.v4.new_code_cell("%reset -f")  # the names of the notebook before
    notebook.cells.insert(0, forget)
    NotebookClient(notebook, timeout=600, km=kernel).execute()
    assert all(cell.get("execution_count") for cell in notebook.cells if cell.cell_type == "code")


@NOTEBOOKS
def test_what_is_kept_of_its_outputs_is_small_and_of_no_machine(path: Path) -> None:
    assert path.stat().st_size < 150_000
    assert not re.search(r"/(tmp|home|root|work|Users|usr|opt)/", path.read_text("utf-8"))


@NOTEBOOKS
def test_the_page_about_notebooks_leads_to_it(path: Path) -> None:
    assert f"/examples/{path.name}" in (ROOT / "docs/notebooks.md").read_text("utf-8")
