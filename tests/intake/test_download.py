"""Downloading, against a real server that truncates, stalls, redirects, lies and sends wrong bytes."""

import hashlib
import http.server
import socket
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from analysis import data
from analysis.intake import published
from analysis.intake.download import write_release
from analysis.intake.passport import read_passport
from analysis.intake.published import Release
from analysis.intake.value import InputError

CONTENT = bytes(range(256)) * 1200  # 307,200 bytes: several chunks
HALF = len(CONTENT) // 2
STALL = 0.4  # seconds


class Desk(http.server.BaseHTTPRequestHandler):
    """A server whose manners the test chooses by the path."""

    asked: list[tuple[str, str | None]] = []

    def do_GET(self) -> None:
        Desk.asked.append((self.path, self.headers["Range"]))
        getattr(self, f"serve_{self.path.strip('/').partition('-')[0]}")()

    def answer(self, code: int, body: bytes, claimed: int | None = None, **headers: str) -> None:
        self.send_response(code)
        self.send_header("Content-Length", str(len(body) if claimed is None else claimed))
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()
        self.wfile.write(body)

    def serve_whole(self) -> None:
        """Knows ranges."""
        start = int((self.headers["Range"] or "bytes=0-")[6:-1])
        body = CONTENT[start:]
        if start:
            self.answer(206, body, Content_Range=f"bytes {start}-{len(CONTENT) - 1}/{len(CONTENT)}")
        else:
            self.answer(200, body)

    def serve_deaf(self) -> None:
        self.answer(200, CONTENT)  # to a range too

    def serve_cut(self) -> None:
        """Promises all, sends half, and hangs up; goes on when asked to."""
        if self.headers["Range"]:
            self.serve_whole()
        else:
            self.answer(200, CONTENT[:HALF], claimed=len(CONTENT))

    def serve_stall(self) -> None:
        self.answer(200, CONTENT[:HALF], claimed=len(CONTENT))
        self.wfile.flush()
        threading.Event().wait(4 * STALL)

    def serve_wrong(self) -> None:
        self.answer(200, b"!" + CONTENT[1:])

    def serve_longer(self) -> None:
        self.answer(200, CONTENT + b"!")

    def serve_endless(self) -> None:
        self.send_response(200)  # no length
        self.end_headers()
        self.wfile.write(CONTENT + b"!" * 99)

    def serve_shifted(self) -> None:
        self.answer(206, CONTENT[HALF:], Content_Range=f"bytes 0-{HALF - 1}/{len(CONTENT)}")

    def serve_gone(self) -> None:
        self.answer(404, b"")

    def serve_moved(self) -> None:
        self.answer(302, b"", Location="/whole")

    def serve_away(self) -> None:
        self.answer(302, b"", Location="https://elsewhere.example/file")

    def serve_neighbour(self) -> None:
        self.answer(302, b"", Location="http://127.0.0.1:1/file")

    def serve_disk(self) -> None:
        self.answer(302, b"", Location="file:///etc/passwd")

    def serve_round(self) -> None:
        turn = int(self.path.rpartition("-")[2] or 0) if "-" in self.path else 0
        self.answer(302, b"", Location=f"/round-{turn + 1}")

    def log_message(self, *_: Any) -> None:
        """Silent."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Desk)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


def release(address: str, manners: str, content: bytes = CONTENT) -> Release:
    return Release(
        name="ford-1", producer="The Gazette", title="Raids", version="1", description="all raids",
        url=f"{address}/{manners}", page="https://gazette.example/", file="raids.bin", bytes=len(content),
        hash=f"md5:{hashlib.md5(content, usedforsecurity=False).hexdigest()}", licence="CC0", citations=("none",),
        known_gaps=("winters are thin",),
    )  # fmt: skip


def names(folder: Path) -> set[str]:
    return {path.name for path in folder.iterdir()} if folder.is_dir() else set()


@pytest.mark.parametrize("manners", ["whole", "deaf", "moved"])
def test_a_release_arrives_whole_with_its_passport(address: str, tmp_path: Path, manners: str) -> None:
    told: list[int] = []
    fetched = write_release(release(address, manners), tmp_path / "new", told.append)
    assert fetched.path.read_bytes() == CONTENT
    assert names(tmp_path / "new") == {"raids.bin", "raids.bin.source.yml"}
    assert read_passport(fetched.path).known_gaps == ("winters are thin",)
    assert (told[0], told[-1]) == (0, len(CONTENT))


def test_a_release_that_is_there_is_not_fetched_again_and_another_file_is_not_overwritten(
    address: str, tmp_path: Path
) -> None:
    write_release(release(address, "whole"), tmp_path)
    Desk.asked.clear()
    assert write_release(release(address, "whole"), tmp_path).was_there
    assert Desk.asked == []
    (tmp_path / "raids.bin").write_bytes(b"mine")
    with pytest.raises(InputError, match=r"raids.bin' is there and is another file than the release. Move it away"):
        write_release(release(address, "whole"), tmp_path)
    assert (tmp_path / "raids.bin").read_bytes() == b"mine"


def test_what_was_cut_short_goes_on_where_it_stopped(address: str, tmp_path: Path) -> None:
    with pytest.raises(
        InputError, match=rf"stopped after {HALF:,} of {len(CONTENT):,} bytes .* the same command goes on"
    ):
        write_release(release(address, "cut"), tmp_path)
    assert names(tmp_path) == {".raids.bin.part"}
    Desk.asked.clear()
    assert write_release(release(address, "cut"), tmp_path).path.read_bytes() == CONTENT
    assert Desk.asked == [("/cut", f"bytes={HALF}-")]
    assert names(tmp_path) == {"raids.bin", "raids.bin.source.yml"}


def test_a_server_that_can_not_go_on_starts_anew(address: str, tmp_path: Path) -> None:
    (tmp_path / ".raids.bin.part").write_bytes(CONTENT[:100])
    assert write_release(release(address, "deaf"), tmp_path).path.read_bytes() == CONTENT


def test_a_whole_part_needs_no_server_and_a_part_that_is_too_long_is_thrown_away(address: str, tmp_path: Path) -> None:
    (tmp_path / ".raids.bin.part").write_bytes(CONTENT)
    Desk.asked.clear()
    assert write_release(release(address, "gone"), tmp_path).path.read_bytes() == CONTENT
    assert Desk.asked == []
    (tmp_path / "raids.bin").unlink()
    (tmp_path / ".raids.bin.part").write_bytes(CONTENT + b"!")
    assert write_release(release(address, "whole"), tmp_path).path.read_bytes() == CONTENT


def test_a_server_that_falls_silent_is_left(address: str, tmp_path: Path) -> None:
    with pytest.raises(InputError, match=rf"stopped after .* bytes \(nothing came for {STALL:g} seconds\)"):
        write_release(release(address, "stall"), tmp_path, stall=STALL)
    assert names(tmp_path) == {".raids.bin.part"}


@pytest.mark.parametrize(
    ("manners", "message"),
    [
        ("wrong", r"is not the release: its hash is not md5:\w+. Nothing was kept"),
        ("longer", r"offers 307,201 bytes, ford-1 has 307,200. The producer may have replaced it"),
        ("endless", r"sends more than the 307,200 bytes of ford-1. Nothing was kept"),
        ("gone", r"the server answers 404 Not Found. The file may have moved: look at https://gazette.example/"),
        ("away", r"sends on to https://elsewhere.example, which is not followed"),
        ("neighbour", r"sends on to http://127.0.0.1:1, which is not followed"),
        ("disk", r"the server answers 302 .* is not allowed"),
        ("round", r"the server answers 302"),
    ],
)
def test_what_is_not_the_release_leaves_nothing(address: str, tmp_path: Path, manners: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        write_release(release(address, manners), tmp_path)
    assert names(tmp_path) == set()


def test_a_wrong_second_half_leaves_nothing_either(address: str, tmp_path: Path) -> None:
    (tmp_path / ".raids.bin.part").write_bytes(b"\0" * HALF)
    with pytest.raises(InputError, match="is not the release"):
        write_release(release(address, "whole"), tmp_path)
    assert names(tmp_path) == set()


def test_another_part_than_was_asked_for_is_not_appended(address: str, tmp_path: Path) -> None:
    (tmp_path / ".raids.bin.part").write_bytes(CONTENT[:HALF])
    with pytest.raises(InputError, match=rf"was asked for the bytes from {HALF} on and sends 'bytes 0-"):
        write_release(release(address, "shifted"), tmp_path)
    assert (tmp_path / ".raids.bin.part").read_bytes() == CONTENT[:HALF]


def test_without_a_network_it_is_said(tmp_path: Path) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        port = unused.getsockname()[1]
    with pytest.raises(InputError, match=r"can't be reached \(.*refused\). Is there a network\?"):
        write_release(release(f"http://127.0.0.1:{port}", "whole"), tmp_path)


def test_a_folder_that_can_not_be_written_is_said(address: str, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x")
    with pytest.raises(InputError, match=r"can't write to '.*file/below' .*Choose another folder: --to"):
        write_release(release(address, "whole"), tmp_path / "file" / "below")


def test_a_release_larger_than_the_disk_is_not_begun(address: str, tmp_path: Path) -> None:
    huge = release(address, "whole").model_copy(update={"bytes": 10**18})
    with pytest.raises(InputError, match=r"bytes free, raids.bin needs 1,000,000,000,000,000,000"):
        write_release(huge, tmp_path)


def test_the_command_explains_fetches_and_says_what_comes_next(
    address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(published, "read_releases", lambda: (release(address, "whole"),))
    monkeypatch.chdir(tmp_path)
    shown = CliRunner().invoke(data.data_app, ["fetch", "ford-1", "--to", "here"])
    assert shown.exit_code == 0, shown.output
    said = " ".join(shown.output.split())
    assert said.index("Licence: CC0") < said.index("here/raids.bin is there, whole and as published")
    assert said.endswith("Next: briefbook data add here/raids.bin")
