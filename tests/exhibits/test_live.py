"""A live exhibit is one bundle: its still twin always, a widget only where somebody is there to move it."""

import sys
from types import SimpleNamespace
from typing import Any

import ipywidgets
import pytest
from nbformat import NotebookNode

from analysis.exhibits.exhibit import absent
from analysis.exhibits.live import VIEW, Live, has_reader
from analysis.publishing.render import choose_still

STILL = absent("x", "map", "Give it")


def fake_kernel(monkeypatch: pytest.MonkeyPatch, parent: Any) -> None:
    shell = SimpleNamespace(kernel=SimpleNamespace(get_parent=lambda: parent))
    monkeypatch.setitem(sys.modules, "IPython", SimpleNamespace(get_ipython=lambda: shell))


def fail() -> Any:
    raise AssertionError("was built")


def test_without_a_kernel_nothing_is_built() -> None:
    assert Live(STILL, fail)._repr_mimebundle_() == STILL._repr_mimebundle_()


@pytest.mark.parametrize("parent", [None, {}, {"content": {}}, {"content": {"allow_stdin": False}}])
def test_where_nobody_can_answer_nothing_is_built(monkeypatch: pytest.MonkeyPatch, parent: Any) -> None:
    fake_kernel(monkeypatch, parent)
    assert Live(STILL, fail)._repr_mimebundle_() == STILL._repr_mimebundle_()


def test_a_front_end_that_takes_input_gets_the_widget_and_the_twin(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_kernel(monkeypatch, {"content": {"allow_stdin": True}})
    assert has_reader()
    slider = ipywidgets.IntSlider()
    bundle = Live(STILL, lambda: slider)._repr_mimebundle_()
    assert bundle.pop(VIEW)["model_id"] == slider.model_id
    assert bundle == STILL._repr_mimebundle_()


def test_the_page_takes_the_twin_of_a_bundle_that_holds_both(monkeypatch: pytest.MonkeyPatch) -> None:
    fake_kernel(monkeypatch, {"content": {"allow_stdin": True}})
    bundle = Live(STILL, ipywidgets.IntSlider)._repr_mimebundle_()
    shown = choose_still(NotebookNode(output_type="display_data", data=bundle))
    assert VIEW in bundle and shown == str(STILL.html())
