"""An exhibit with controls: one MIME bundle that holds the live widget and its still twin.

JupyterLab shows the widget. The page, the PDF and whatever else runs no kernel take the twin, which is the exhibit as
it always was. The widget is built when it is displayed, and only where somebody is there to move it.
"""

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from analysis.exhibits.exhibit import Exhibit

VIEW = "application/vnd.jupyter.widget-view+json"


@dataclass(frozen=True)
class Live:
    """A still exhibit and what builds its widget (an ipywidgets widget)."""

    still: Exhibit
    build: Callable[[], Any]

    def _repr_mimebundle_(self, **_: object) -> dict[str, Any]:
        return self.still._repr_mimebundle_() | (show_view(self.build()) if has_reader() else {})


def show_view(widget: Any) -> dict[str, Any]:
    """What a bundle holds of a widget: where its front end finds it."""
    return {VIEW: {"version_major": 2, "version_minor": 0, "model_id": widget.model_id}}


def has_reader() -> bool:
    """Whether somebody sits at this notebook: its front end takes input, as JupyterLab's does.

    papermill, nbconvert and `briefbook run` execute without input, so their notebooks keep the still exhibit alone, as
    does a process without a kernel. A widget there would be dead, and would stand in front of its twin.
    """
    ipython = sys.modules.get("IPython")
    kernel = getattr(ipython.get_ipython(), "kernel", None) if ipython else None
    parent = kernel.get_parent() if kernel is not None and hasattr(kernel, "get_parent") else None
    return bool((parent or {}).get("content", {}).get("allow_stdin"))
