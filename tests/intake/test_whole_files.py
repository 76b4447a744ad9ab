"""A file is there whole, or as it was before."""

import os
import stat
from pathlib import Path

import pytest

from analysis.intake.value import InputError
from analysis.intake.whole_files import write_whole


def test_text_and_bytes_are_written_into_folders_that_are_made(tmp_path: Path) -> None:
    assert write_whole(tmp_path / "a" / "b.txt", "naïve").read_bytes() == "naïve".encode()
    assert write_whole(tmp_path / "a" / "c.bin", b"\x00\xff").read_bytes() == b"\x00\xff"
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["b.txt", "c.bin"]


def test_a_failure_leaves_the_old_file_and_nothing_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_whole(tmp_path / "a.txt", "old")

    def fail(descriptor: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", fail)
    with pytest.raises(InputError, match=r"can't write '.*a\.txt' \(No space left on device\)\. Nothing was changed\."):
        write_whole(path, "new")
    assert path.read_text() == "old"
    assert list(tmp_path.iterdir()) == [path]


def test_permissions_are_kept(tmp_path: Path) -> None:
    path = write_whole(tmp_path / "a.txt", "old")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    path.chmod(0o600)
    write_whole(path, "new")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_place_that_is_no_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="Choose another folder"):
        write_whole(tmp_path / "file" / "a.txt", "new")
