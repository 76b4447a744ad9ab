"""Forks: one thread or none at all, children that answer, die and are told of, and no more than was asked for."""

import ast
import os
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from analysis.intake.value import InputError
from analysis.publishing.forks import Channel, describe_end, is_single, start_child
from analysis.publishing.lock import locked
from analysis.publishing.preload import list_imports, list_source_imports
from analysis.publishing.zygote import close_zygote, find_zygote

ME = "tests.publishing.test_forks"


def answer(channel: Channel, word: str) -> None:
    """The call of a child."""
    channel.send({"word": word, "pid_of_parent": os.getppid()})
    while (message := channel.receive()) is not None:
        channel.send({"heard": message})


def die(channel: Channel, how: int) -> None:
    os.kill(os.getpid(), how)


def fail(channel: Channel) -> None:
    raise ValueError("no good")


def test_a_child_answers_and_its_end_is_known() -> None:
    child = start_child(f"{ME}:answer", word="one\ntwo")
    said = child.receive(30)
    assert said and said["word"] == "one\ntwo"
    assert said["pid_of_parent"] == find_zygote().process.pid
    child.send({"n": 1})
    assert child.receive(30) == {"heard": {"n": 1}}
    child.close()
    assert child.status == -signal.SIGKILL


def test_a_child_that_is_silent_times_out_and_one_that_dies_is_told_of() -> None:
    child = start_child(f"{ME}:answer", word="")
    assert child.receive(30)
    with pytest.raises(TimeoutError):
        child.receive(0.05)
    child.close()
    child = start_child(f"{ME}:die", how=int(signal.SIGSEGV))
    assert child.receive(30) is None
    assert child.status == -signal.SIGSEGV
    child.close()
    child = start_child(f"{ME}:fail")
    told = child.receive(30)
    assert told and "ValueError: no good" in told["fault"]
    child.close()


def test_the_zygote_has_one_thread_and_ends_with_its_maker() -> None:
    child = start_child(f"{ME}:answer", word="")
    assert child.receive(30)
    child.close()
    process = find_zygote().process
    assert len(list(Path(f"/proc/{process.pid}/task").iterdir())) == 1
    close_zygote()
    assert process.wait(10) == 0


def test_a_second_thread_is_seen() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    assert not is_single()
    done.set()
    thread.join()


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (3, "ended by itself with status 3"),
        (-9, "was ended by signal 9 (SIGKILL), from outside or by the system for lack of memory"),
        (-11, "was ended by signal 11 (SIGSEGV): a crash in compiled code"),
        (-15, "was ended by signal 15 (SIGTERM)"),
    ],
)
def test_an_end_is_told_in_words(status: int, words: str) -> None:
    assert describe_end(status) == words


def test_a_folder_is_locked_for_others_only_while_a_run_lives(tmp_path: Path) -> None:
    code = (
        "import sys, time\nfrom pathlib import Path\nfrom analysis.publishing.lock import locked\n"
        "with locked(Path(sys.argv[1])):\n    print('locked', flush=True)\n    time.sleep(60)\n"
    )
    env = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[2])}
    with subprocess.Popen([sys.executable, "-c", code, tmp_path], stdout=subprocess.PIPE, text=True, env=env) as other:
        assert other.stdout and other.stdout.readline() == "locked\n"
        with pytest.raises(InputError, match="another run is writing to"), locked(tmp_path):
            pass
        other.kill()
    with locked(tmp_path):
        assert not list(tmp_path.iterdir())


def test_imports_are_found_at_the_top_of_cells_only() -> None:
    found = list_source_imports(
        ["import a.b, c", "from d import e as f\n%matplotlib inline", "from . import g", "x = 1"]
    )
    assert found == ["a.b", "c"]  # a cell with a magic is no Python, and is left out
    assert list(list_imports(ast.parse("from d import e\ndef f():\n    import g\n"))) == ["d", "d.e"]
