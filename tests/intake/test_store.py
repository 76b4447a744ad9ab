"""The store: what is added is there whole or not at all, is found again, and one id stands in one release only."""

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import fsspec
import pytest

from analysis.intake import store_add
from analysis.intake.passport import read_passport
from analysis.intake.store import (
    MANIFEST,
    Store,
    build_relation,
    check_dataset,
    find_store,
    open_store,
    read_dataset,
    read_datasets,
)  # fmt: skip
from analysis.intake.store_add import Plan, build_parts, remove_dataset
from analysis.intake.store_lock import hold_lock
from analysis.intake.stored_events import find_uncovered
from analysis.intake.value import InputError
from tests.intake.invented import write_ged

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return find_store(str(tmp_path / "store"))


def ids(store: Store, name: str) -> list[str]:
    found = read_dataset(store, name)
    with open_store(store) as connection:
        rows = connection.execute(f"SELECT event_id FROM {build_relation(store, found)} ORDER BY event_id").fetchall()
    return [each[0] for each in rows]


def files(store: Store) -> set[str]:
    return {each.relative_to(store.root).as_posix() for each in Path(store.root).rglob("*") if each.is_file()} - {
        ".lock"
    }


def test_a_file_becomes_a_data_set_with_passport_rejects_and_evidence(store: Store, tmp_path: Path) -> None:
    path = write_ged(tmp_path / "ged201.csv", [{}, {"id": "7", "date_start": "2019-05-01"}, {"id": "8", "low": "9"}])
    (added,) = build_parts(store, path, Plan())
    assert added.dataset == "ucdp-ged-20.1"
    assert ids(store, "ucdp-ged-20.1") == ["ucdp-1001", "ucdp-7"]
    part = read_dataset(store, "ucdp-ged-20.1").parts[0]
    passport = read_passport(Path(store.path("ucdp-ged-20.1", part.file)))
    assert passport.made_from[0].name == "ged201.csv"
    assert passport.licence == "CC BY 4.0"
    assert (str(passport.coverage_start), str(passport.coverage_end)) == ("1989-01-01", "2019-12-31")
    with open_store(store) as connection:
        rejects = store.path("ucdp-ged-20.1", part.rejects)
        found = connection.execute(f"SELECT event_id, row, kind, reason FROM '{rejects}'").fetchall()
        days = connection.execute(f"SELECT date FROM '{store.path('ucdp-ged-20.1', part.file)}'").fetchall()
    assert found == [("ucdp-8", 4, "rejected", "killed_low exceeds killed_best; killed_low exceeds killed_high")]
    assert days == sorted(days)


def test_a_file_that_is_there_already_is_not_read_again(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_ged(tmp_path / "ged201.csv", [{}])
    build_parts(store, path, Plan())
    before = files(store)
    monkeypatch.setattr(store_add, "build_events", lambda *_: pytest.fail("was read again"))
    (again,) = build_parts(store, path, Plan())
    assert not again.is_new
    assert files(store) == before


def test_the_same_file_read_differently_takes_the_place_of_the_first_reading(store: Store, tmp_path: Path) -> None:
    path = write_ged(tmp_path / "GEDEvent_v20_0_3.csv", [{}])
    build_parts(store, path, Plan(dataset="mine"))
    (again,) = build_parts(store, path, Plan(dataset="mine", format="ucdp-ged"))
    assert again.is_new
    assert ids(store, "mine") == ["ucdp-1001"]


@pytest.mark.parametrize("order", [("GEDEvent_v20_0_3.csv", "ged201.csv"), ("ged201.csv", "GEDEvent_v20_0_3.csv")])
def test_the_yearly_release_wins_over_candidates_whichever_comes_first(
    store: Store, tmp_path: Path, order: tuple[str, str]
) -> None:
    rows = {
        "GEDEvent_v20_0_3.csv": [{"best": "1", "source_headline": "candidate"}, {"id": "2000"}],
        "ged201.csv": [{"best": "2", "source_headline": "reviewed"}],
    }
    for name in order:
        build_parts(store, write_ged(tmp_path / name, rows[name]), Plan(dataset="ged"))
    assert ids(store, "ged") == ["ucdp-1001", "ucdp-2000"]
    found = read_dataset(store, "ged")
    with open_store(store) as connection:
        notes = connection.execute(
            f"SELECT note FROM {build_relation(store, found)} WHERE event_id = 'ucdp-1001'"
        ).fetchall()
    assert notes == [("reviewed",)]
    superseded = {part.format: part.quality.superseded for part in found.parts}
    assert superseded == {"ucdp-candidate": 1, "ucdp-ged": 0}
    check_dataset(store, found)
    named = {part.file for part in found.parts} | {part.rejects for part in found.parts}
    assert {each.split("/")[1] for each in files(store)} == {
        MANIFEST, *named, *(f"{part.file}.source.yml" for part in found.parts),
    }  # fmt: skip


def test_a_file_that_is_refused_leaves_the_store_as_it_was(store: Store, tmp_path: Path) -> None:
    build_parts(store, write_ged(tmp_path / "ged201.csv", [{}]), Plan(dataset="ged"))
    before = files(store)
    for rows, message in (
        ([{"country": "Nowhere"}], "unknown country: 'Nowhere'"),
        ([{"low": "9"}], r"has no usable row \(1 came in\)\. Most frequent reason: killed_low exceeds killed_best"),
    ):
        with pytest.raises(InputError, match=message):
            build_parts(store, write_ged(tmp_path / "ged211.csv", rows), Plan(dataset="ged"))
        assert files(store) == before
    assert not list(Path(store.root).glob(".adding-*"))


def test_a_file_that_changes_while_it_is_added_leaves_nothing(
    store: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = write_ged(tmp_path / "ged201.csv", [{}])
    build = store_add.build_events

    def meddle(*given: object, **more: object) -> int:
        rows = build(*given, **more)  # type: ignore[arg-type]
        path.write_text(path.read_text() + "\n")
        return rows

    monkeypatch.setattr(store_add, "build_events", meddle)
    with pytest.raises(InputError, match="changed while it was read"):
        build_parts(store, path, Plan())
    assert files(store) == set()


@pytest.mark.parametrize("step", ["reading", "comparing", "writing"])
def test_a_command_that_is_killed_leaves_the_store_usable(store: Store, tmp_path: Path, step: str) -> None:
    first, second = (write_ged(tmp_path / name, [{"id": name[3:6]}]) for name in ("ged201.csv", "ged211.csv"))
    build_parts(store, first, Plan(dataset="ged"))
    before = files(store)
    script = (
        "import sys, time\nfrom pathlib import Path\nfrom analysis.intake.store import find_store\n"
        "from analysis.intake.store_add import Plan, build_parts\n"
        "def step(name):\n    if name == sys.argv[3]:\n        print('here', flush=True)\n        time.sleep(600)\n"
        "build_parts(find_store(sys.argv[1]), Path(sys.argv[2]), Plan(dataset='ged'), step)\n"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", script, store.root, str(second), step], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert child.stdout is not None
    assert child.stdout.readline().strip() == "here"
    with pytest.raises(InputError, match="another command is changing the store"):
        build_parts(store, second, Plan(dataset="ged"))
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert before <= files(store)
    assert ids(store, "ged") == ["ucdp-201"]
    check_dataset(store, read_dataset(store, "ged"))
    build_parts(store, second, Plan(dataset="ged"))
    assert ids(store, "ged") == ["ucdp-201", "ucdp-211"]
    assert not list(Path(store.root).glob(".adding-*"))


def test_a_file_that_was_tampered_with_is_found(store: Store, tmp_path: Path) -> None:
    (added,) = build_parts(store, write_ged(tmp_path / "ged201.csv", [{}]), Plan(dataset="ged"))
    path = Path(store.path("ged", added.part.rejects))
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(InputError, match=r"rejects\.parquet' is not what its passport describes\. Remove it and add"):
        check_dataset(store, read_dataset(store, "ged"))
    path.unlink()
    with pytest.raises(InputError, match=r"rejects\.parquet' is missing"):
        check_dataset(store, read_dataset(store, "ged"))


def test_a_broken_manifest_and_an_unknown_name_are_refused(store: Store, tmp_path: Path) -> None:
    build_parts(store, write_ged(tmp_path / "ged201.csv", [{}]), Plan(dataset="ged"))
    with pytest.raises(InputError, match=r"has no data set 'acled'\. It has: ged\. Add one: briefbook data add"):
        read_dataset(store, "acled")
    with pytest.raises(InputError, match="is no name of a case or data set"):
        read_dataset(store, "../ged")
    Path(store.path("ged", MANIFEST)).write_text(json.dumps({"name": "ged"}))
    with pytest.raises(InputError, match="is broken"):
        read_datasets(store)


def test_a_data_set_that_is_removed_is_gone(store: Store, tmp_path: Path) -> None:
    build_parts(store, write_ged(tmp_path / "ged201.csv", [{}]), Plan(dataset="ged"))
    remove_dataset(store, "ged")
    assert read_datasets(store) == ()
    assert files(store) == set()


def test_object_storage_takes_the_same_path(tmp_path: Path) -> None:
    store = find_store("memory://bucket/events")
    path = write_ged(tmp_path / "GEDEvent_v20_0_3.csv", [{}, {"id": "2000"}])
    build_parts(store, path, Plan(dataset="ged"))
    build_parts(store, write_ged(tmp_path / "ged201.csv", [{}]), Plan(dataset="ged"))
    assert ids(store, "ged") == ["ucdp-1001", "ucdp-2000"]
    check_dataset(store, read_dataset(store, "ged"))
    assert [each.name for each in read_datasets(store)] == ["ged"]
    remove_dataset(store, "ged")
    assert fsspec.filesystem("memory").find("/bucket/events") == []


def test_an_address_that_nothing_opens_is_refused() -> None:
    with pytest.raises(InputError, match="the store 'nowhere://x' can't be opened"):
        find_store("nowhere://x")


def test_one_lock_is_held_by_one(tmp_path: Path) -> None:
    with hold_lock(tmp_path), pytest.raises(InputError, match="another command"), hold_lock(tmp_path):
        pass
    with hold_lock(tmp_path):
        pass


def test_days_between_two_parts_that_none_covers_are_a_known_gap(store: Store, tmp_path: Path) -> None:
    for name in ("ged201.csv", "GEDEvent_v20_0_3.csv", "GEDEvent_v20_0_4.csv"):
        build_parts(store, write_ged(tmp_path / name, [{"id": name}]), Plan(dataset="ged"))
    parts = sorted((p.passport for p in read_dataset(store, "ged").parts), key=lambda p: str(p.coverage_start))
    assert find_uncovered(parts) == ["No part covers the days after 2019-12-31 and before 2020-03-01."]


def test_adding_takes_no_longer_to_be_seen_than_its_manifest(store: Store, tmp_path: Path) -> None:
    """A reader that holds the old manifest still finds the old files until the new one is in place."""
    build_parts(store, write_ged(tmp_path / "ged201.csv", [{}]), Plan(dataset="ged"))
    seen: list[list[str]] = []
    build_parts(
        store, write_ged(tmp_path / "ged211.csv", [{"id": "2"}]), Plan(dataset="ged"),
        lambda _: seen.append(ids(store, "ged")),
    )  # fmt: skip
    assert all(each == ["ucdp-1001"] for each in seen)
    assert ids(store, "ged") == ["ucdp-1001", "ucdp-2"]
