"""Configuration of the documentation: `make docs` needs no network."""

from __future__ import annotations

import sys
from importlib.metadata import version as installed_version
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "_ext"))

import generate  # noqa: E402 - found by the line above
from sphinx_gallery.sorting import ExplicitOrder  # noqa: E402 - as above

#: Sections of the gallery, in this order.
_SECTIONS = ("forces", "relics", "renp", "atoms", "scans", "published")

# Catalogue pages, bibliography and figures come from the package itself.
generate.everything(HERE)

project = "softnu"
author = "The softnu developers"
copyright = author
release = installed_version("softnu")
version = release.split("+", maxsplit=1)[0]

extensions = [
    "mathml",
    "sitecheck",
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.napoleon",
    "sphinx_gallery.gen_gallery",
    "sphinxcontrib.bibtex",
]
exclude_patterns = [
    "_build",
    "generated/figures",
    "generated/accuracy.md",
    "generated/differing.md",
    "figures",
    "gallery",
    "**/*.ipynb",
    "**/sg_execution_times.rst",
]
suppress_warnings = ["config.cache"]  # the order of the gallery is a function

# Scripts of the gallery run during the build, tutorials too; a failure is an error.
sphinx_gallery_conf = {
    "examples_dirs": "gallery",
    "gallery_dirs": "generated/gallery",
    "filename_pattern": r"\.py$",
    "ignore_pattern": r"__init__\.py$",
    "subsection_order": ExplicitOrder([f"gallery/{name}" for name in _SECTIONS]),
    "within_subsection_order": "FileNameSortKey",
    "abort_on_example_error": True,
    "download_all_examples": False,
    "show_memory": False,
    "show_signature": False,
    "write_computation_times": False,
    "copyfile_regex": r".*\.rst",
    "image_srcset": ["2x"],
    "remove_config_comments": True,
}
nb_execution_mode = "force"
nb_execution_raise_on_error = True
nb_execution_timeout = 120
nb_merge_streams = True

myst_enable_extensions = ["attrs_block", "colon_fence", "deflist", "dollarmath"]
myst_heading_anchors = 3

napoleon_google_docstring = False
napoleon_use_rtype = False
autodoc_member_order = "bysource"
autodoc_typehints = "none"
add_module_names = False
python_use_unqualified_type_names = True
python_maximum_signature_line_length = 88

bibtex_bibfiles = ["generated/papers.bib"]
bibtex_reference_style = "author_year"

html_math_renderer = "mathml"
html_theme = "furo"
html_title = f"softnu {version}"
html_static_path = ["_static"]
html_css_files = ["softnu.css"]
html_show_sphinx = False
html_copy_source = False
html_show_sourcelink = False
pygments_style = "default"
pygments_dark_style = "github-dark"


def _plain_property(app: Any, what: str, name: str, obj: Any, options: Any, lines: list[str]):
    """Keep napoleon from taking "Masses: of states 1, 2, 3" for a type and a description."""
    del app, name, obj, options
    if what == "property" and lines:
        lines[0] = lines[0].replace(": ", " \N{EN DASH} ", 1)


def setup(app: Any) -> None:
    """Connect what the extensions do not."""
    app.connect("autodoc-process-docstring", _plain_property, priority=400)
