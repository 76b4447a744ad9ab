"""A batch: each briefing apart, failures told, nothing finished made twice, through kills, full disks and clocks."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from analysis.intake.value import InputError
from analysis.publishing.batch import Order, Outcome, run_batch
from analysis.publishing.limits import Limits
from analysis.publishing.plan import Entry, name_shelf
from tests.conftest import Workbook
from tests.publishing.conftest import SHOW, write_notebook

ROOT = Path(__file__).parents[2]
SLOW = "import time\nif horizon_days == 1: time.sleep(600)\n" + SHOW.replace("NAME", "4_analysis")


def entry(**given: str) -> Entry:
    return Entry("ford", given, name_shelf("ford", given), "the test")


def make(desk: Workbook, *entries: Entry, **how: object) -> list[Outcome]:
    order = Order(root=desk.root, formats=("html",), jobs=2, **how)  # type: ignore[arg-type]
    return sorted(run_batch(entries, order), key=lambda outcome: outcome.entry.shelf)


def list_statuses(outcomes: list[Outcome]) -> list[str]:
    return [outcome.status for outcome in outcomes]


def list_left(reports: Path) -> list[str]:
    """What is hidden: half-built editions, which no run may leave where the next one has passed."""
    return [str(path) for path in reports.rglob(".*")]


def wait_for(is_true: Callable[[], object], seconds: float = 200) -> None:
    until = time.monotonic() + seconds
    while not is_true():
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.05)


def test_each_briefing_has_its_own_folder_and_figures(desk: Workbook) -> None:
    outcomes = make(desk, *(entry(horizon_days=str(days)) for days in (30, 60, 90)))
    assert list_statuses(outcomes) == ["made"] * 3
    for outcome, days in zip(outcomes, (30, 60, 90), strict=True):
        assert outcome.folder
        twin = json.loads((outcome.folder / "briefing.json").read_text())
        assert [exhibit["data"] for exhibit in twin["exhibits"]] == [[{"n": days}]] * 5
    assert len({outcome.folder for outcome in outcomes}) == 3


def test_one_that_fails_does_not_stop_the_others(desk: Workbook) -> None:
    write_notebook(desk.root, "2_actors", "assert horizon_days != 60, 'sixty'", SHOW.replace("NAME", "2_actors"))
    outcomes = make(desk, *(entry(horizon_days=str(days)) for days in (30, 60, 90)))
    assert list_statuses(outcomes) == ["made", "failed", "made"]
    assert "2_actors.ipynb, cell In [3] failed: AssertionError: sixty" in outcomes[1].message
    assert (desk.root / "reports/ford,horizon_days=60/failed/2_actors.ipynb").is_file()
    write_notebook(desk.root, "2_actors", SHOW.replace("NAME", "2_actors"))  # mended
    assert list_statuses(make(desk, *(entry(horizon_days=str(days)) for days in (30, 60, 90)))) == ["made"] * 3


def test_a_worker_that_is_killed_is_told_and_the_rest_is_made(desk: Workbook) -> None:
    kill = "import os, signal\nif horizon_days == 60: os.kill(os.getppid(), signal.SIGKILL)\n"
    write_notebook(desk.root, "2_actors", kill + SHOW.replace("NAME", "2_actors"))
    outcomes = make(desk, entry(horizon_days="30"), entry(horizon_days="60"))
    assert list_statuses(outcomes) == ["made", "failed"]
    assert "2_actors.ipynb stopped: its process was ended by signal 9 (SIGKILL)" in outcomes[1].message


def test_the_limits_hold(desk: Workbook) -> None:
    write_notebook(desk.root, "2_actors", "while True: pass")
    [outcome] = make(desk, entry(), limits=Limits(cell_seconds=1))
    assert "the cell ran longer than its limit of 1 s" in outcome.message


def test_what_is_unchanged_is_not_made_again_unless_forced(desk: Workbook) -> None:
    [first] = make(desk, entry())
    [second] = make(desk, entry())
    assert (second.status, second.folder) == ("unchanged", first.folder)
    assert list_statuses(make(desk, entry(), is_forced=True)) == ["made"]


def test_a_day_outside_the_data_is_refused_before_anything_runs(desk: Workbook) -> None:
    with pytest.raises(InputError) as refused:
        make(desk, entry(), entry(as_of="2001-01-01"))
    assert str(refused.value).splitlines() == [
        "the test: as_of 2001-01-01 lies before the event data, which cover 2015-01-01 to 2020-11-30.",
        "No briefing was run.",
    ]
    assert not list((desk.root / "reports").iterdir())


@pytest.fixture
def slow(desk: Workbook) -> Iterator[subprocess.Popen[str]]:
    """A batch of three in a process of its own, the first of which takes ten minutes."""
    write_notebook(desk.root, "4_analysis", SLOW)
    code = (
        "import sys\nfrom pathlib import Path\n"
        "from analysis.publishing.batch import Order, run_batch\n"
        "from analysis.publishing.plan import Entry, name_shelf\n"
        f"order = Order(root=Path({str(desk.root)!r}), formats=('html',), jobs=2)\n"
        "given = [{'horizon_days': str(days)} for days in (1, 30, 60)]\n"
        "run_batch(tuple(Entry('ford', g, name_shelf('ford', g), 'the test') for g in given), order)\n"
    )
    with subprocess.Popen(
        [sys.executable, "-c", code], cwd=desk.root, text=True, env={**os.environ, "PYTHONPATH": str(ROOT)}
    ) as process:
        yield process
        process.kill()


def test_a_batch_that_was_killed_is_resumed_and_makes_nothing_twice(
    desk: Workbook, slow: subprocess.Popen[str]
) -> None:
    reports = desk.root / "reports"
    finished = [reports / f"ford,horizon_days={days}" / "2020-11-30" / "manifest.json" for days in (30, 60)]
    wait_for(lambda: all(path.is_file() for path in finished))
    assert list_left(reports)  # the first one is under way
    slow.send_signal(signal.SIGKILL)
    slow.wait()
    assert not (reports / "ford,horizon_days=1" / "2020-11-30").exists()
    made = [path.stat().st_mtime_ns for path in finished]
    wait_for(lambda: is_free(desk))
    outcomes = make(desk, entry(horizon_days="30"), entry(horizon_days="60"))
    assert [path.stat().st_mtime_ns for path in finished] == made
    assert list_statuses(outcomes) == ["unchanged", "unchanged"]


def is_free(desk: Workbook) -> bool:
    """Whether the killed batch's processes have let go of the folder."""
    try:
        make(desk)
    except InputError:
        return False
    return True


def test_two_batches_stay_out_of_one_folder(desk: Workbook, slow: subprocess.Popen[str]) -> None:
    wait_for(lambda: list_left(desk.root / "reports") if (desk.root / "reports").is_dir() else False)
    with pytest.raises(InputError, match=r"another run is writing to '.*/reports'\. Wait until it has ended"):
        make(desk, entry())


def test_what_a_killed_run_left_is_cleared_and_the_old_edition_put_back(desk: Workbook) -> None:
    [first] = make(desk, entry())
    assert first.folder
    shelf = first.folder.parent
    first.folder.rename(shelf / ".2020-11-30-replaced-1")  # killed between the two renames
    (shelf / ".2020-11-30-half").mkdir()
    [again] = make(desk, entry(horizon_days="30"))
    assert again.status == "made"
    [mended] = make(desk, entry())
    assert mended.status == "made"
    assert not list_left(shelf)


@pytest.fixture
def small_disk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A disk of 64 KB: mounted where we may, else skipped."""
    folder = tmp_path_factory.mktemp("disk")
    if os.geteuid() or subprocess.run(["mount", "-t", "tmpfs", "-o", "size=64k", "none", folder]).returncode:
        pytest.skip("a small disk can only be mounted by root; the limit on file sizes is tested all the same")
    yield folder
    subprocess.run(["umount", "-l", folder], check=True)


def test_a_full_disk_is_told_and_leaves_nothing_half_written(desk: Workbook, small_disk: Path) -> None:
    write_notebook(desk.root, "3_implications", "print('x' * 99999)")
    outcomes = make(desk, entry(), out=small_disk)
    assert list_statuses(outcomes) == ["failed"]
    assert "No space left on device" in outcomes[0].message
    assert not list(small_disk.rglob("manifest.json"))
    assert not list_left(small_disk)


def test_a_file_that_grows_too_large_is_told(desk: Workbook) -> None:
    write_notebook(desk.root, "3_implications", "print('x' * 99999)")
    code = (
        "import resource, signal\nfrom pathlib import Path\nsignal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, 50_000))\n"
        "from analysis.publishing.batch import Order, run_batch\nfrom analysis.publishing.plan import Entry\n"
        f"order = Order(root=Path({str(desk.root)!r}), formats=('html',))\n"
        "print([o.message for o in run_batch((Entry('ford', {}, 'ford', 'the test'),), order)])\n"
    )
    env = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run([sys.executable, "-c", code], cwd=desk.root, capture_output=True, text=True, env=env)
    assert "3_implications.ipynb could not be saved (File too large). No briefing was written" in done.stdout
    assert not list((desk.root / "reports").rglob("manifest.json"))
    assert not list_left(desk.root / "reports")


def test_a_place_that_cannot_be_written_to_is_refused(desk: Workbook) -> None:
    (desk.root / "taken").write_text("a file")
    with pytest.raises(InputError, match=r"can't write to '.*taken/here' .*Choose another with --out"):
        make(desk, entry(), out=desk.root / "taken" / "here")


@pytest.mark.skipif(os.geteuid() != 0, reason="only root may mount a folder read-only")
def test_a_read_only_folder_is_told(desk: Workbook, tmp_path_factory: pytest.TempPathFactory) -> None:
    folder = tmp_path_factory.mktemp("readonly")
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "ro,size=64k", "none", folder]).returncode:
        pytest.skip("this container may not mount")
    try:
        [outcome] = make(desk, entry(), out=folder)
        assert outcome.status == "failed"
        assert "can't write to" in outcome.message
        assert "Read-only file system" in outcome.message
    finally:
        subprocess.run(["umount", "-l", folder], check=True)


def test_a_clock_that_goes_backwards_changes_nothing(desk: Workbook) -> None:
    [first] = make(desk, entry())
    assert first.folder
    future = time.time() + 10**6
    for path in [*first.folder.iterdir(), first.folder]:
        os.utime(path, (future, future))  # made, it seems, in days to come
    assert list_statuses(make(desk, entry())) == ["unchanged"]
    desk.write_case("Bandits did it", "Bandits", name="review.yml")
    os.utime(desk.case_folder / "review.yml", (0, 0))  # changed, it seems, long before
    assert list_statuses(make(desk, entry())) == ["made"]


def test_the_command_makes_a_table_and_says_by_its_status_how_it_went(desk: Workbook) -> None:
    command = [sys.executable, "-m", "analysis", "batch", "ford", "--matrix", "horizon_days=30,soon"]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    refused = subprocess.run(command, capture_output=True, text=True, cwd=desk.root, env=env)
    assert refused.returncode == 2
    assert "the command, briefing 2 (ford): parameter 'horizon_days': given 'soon'" in refused.stderr
