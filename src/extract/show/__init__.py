"""One article to look at: in the terminal, in a notebook, or as a page that needs nothing else."""

from .files import show_file
from .marked import page, render
from .printed import terminal

__all__ = ["page", "render", "show_file", "terminal"]
