"""Arrival: what could harm or deceive is refused, with nothing unpacked outside its folder."""

import gzip
import os
import stat
import zipfile
from pathlib import Path

import pytest

from analysis.intake import arrival
from analysis.intake.arrival import read_members, watch
from analysis.intake.value import InputError


def write_zip(path: Path, **members: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in members.items():
            archive.writestr(name.replace("__", "/"), text)
    return path


def write_member(path: Path, name: str, mode: int = 0o644) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        member = zipfile.ZipInfo(name)
        member.external_attr = mode << 16
        archive.writestr(member, "../../target" if stat.S_ISLNK(mode) else "a,b\n1,2\n")
    return path


@pytest.mark.parametrize(
    ("name", "mode", "message"),
    [
        ("/etc/events.csv", 0o644, r"'/etc/events\.csv' points outside the archive"),
        ("../events.csv", 0o644, r"'\.\./events\.csv' points outside the archive"),
        ("inner/../../events.csv", 0o644, "points outside the archive"),
        ("..\\events.csv", 0o644, "points outside the archive"),
        ("C:\\events.csv", 0o644, "points outside the archive"),
        ("events.csv", stat.S_IFLNK | 0o777, r"'events\.csv' is a symbolic link"),
    ],
)
def test_a_member_that_leads_elsewhere_refuses_the_archive(tmp_path: Path, name: str, mode: int, message: str) -> None:
    path = write_member(tmp_path / "events.zip", name, mode)
    folder = tmp_path / "unpacked"
    folder.mkdir()
    with pytest.raises(InputError, match=message):
        read_members(path, folder)
    assert list(folder.rglob("*")) == []
    assert sorted(each.name for each in tmp_path.iterdir()) == ["events.zip", "unpacked"]


def test_only_tables_are_unpacked_each_into_a_folder_of_its_own(tmp_path: Path) -> None:
    path = write_zip(tmp_path / "two.zip", a__events__csv="", **{"x/events.csv": "a\n1\n", "y/events.csv": "a\n2\n"})
    found = read_members(path, tmp_path)
    assert [each.read_text() for each in found] == ["a\n1\n", "a\n2\n"]


@pytest.mark.parametrize("kind", ["zip", "gz"])
def test_a_bomb_is_refused_while_it_unpacks(tmp_path: Path, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrival, "RATIO_FREE", 1_000_000)
    path = tmp_path / f"bomb.csv.{kind}"
    if kind == "zip":
        write_zip(path, **{"bomb.csv": "0" * 5_000_000})
    else:
        path.write_bytes(gzip.compress(b"0" * 5_000_000))
    with pytest.raises(InputError, match=r"is refused: [\d,]+ bytes unpack to [\d,]+ or more\. Allowed are 200 times"):
        read_members(path, tmp_path)


def test_a_bomb_that_lies_about_its_size_is_refused_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(arrival, "RATIO_FREE", 1_000_000)
    path = write_zip(tmp_path / "bomb.zip", **{"bomb.csv": "0" * 5_000_000})
    content = bytearray(path.read_bytes())
    at = content.index(b"PK\x01\x02")  # the archive's list of members: sizes stand 24 bytes in
    content[at + 24 : at + 28] = (1000).to_bytes(4, "little")
    path.write_bytes(bytes(content))
    with pytest.raises(InputError, match=r"is refused|can't be unpacked"):
        read_members(path, tmp_path)


@pytest.mark.parametrize("size", [20, 200])
def test_an_archive_that_is_cut_short_is_refused(tmp_path: Path, size: int) -> None:
    whole = gzip.compress(os.urandom(1000))
    path = tmp_path / "events.csv.gz"
    path.write_bytes(whole[:size])
    with pytest.raises(InputError, match=r"can't be unpacked: .* It may be cut short; fetch it again"):
        read_members(path, tmp_path)


def test_an_archive_without_a_table_says_what_it_holds(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"holds no table\. Expected \.csv, .*; it holds readme\.md"):
        read_members(write_zip(tmp_path / "docs.zip", **{"readme.md": "hello"}), tmp_path)


def test_links_folders_and_empty_files_are_refused(tmp_path: Path) -> None:
    real, link, empty = tmp_path / "real.csv", tmp_path / "link.csv", tmp_path / "empty.csv"
    real.write_text("a\n1\n")
    link.symlink_to(real)
    empty.touch()
    for path, message in (
        (link, "is a symbolic link. Give the file that it points to"),
        (tmp_path, "is no regular file"),
        (empty, "is empty"),
        (tmp_path / "gone.csv", "was not found"),
    ):
        with pytest.raises(InputError, match=message), watch(path):
            pass


def test_a_file_that_changes_while_it_is_read_is_noticed(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("a\n1\n")
    with watch(path) as watched:
        assert len(watched.sha256) == 64
        path.write_text("a\n2\n")
        with pytest.raises(InputError, match=r"changed while it was read\. Nothing was added"):
            watched.check_unchanged(watched.check_again())


def test_a_change_that_keeps_size_and_time_is_noticed_by_the_content(tmp_path: Path) -> None:
    path = tmp_path / "events.csv"
    path.write_text("a\n1\n")
    before = path.stat()
    with watch(path) as watched:
        assert watched.sha256
        with path.open("r+") as file:
            file.write("b")
        os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))
        with pytest.raises(InputError, match="changed while it was read"):
            watched.check_unchanged(watched.check_again())
