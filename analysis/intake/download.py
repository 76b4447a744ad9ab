"""Downloading: a release arrives whole and as its hash says, or not at all. The one place that touches the network.

What has come is kept in a hidden `.part` file, and the same command goes on from there. Pooch checks the hash and puts
the file in its place; nothing stands under its name before. Redirects are followed on the same host only: the address
was chosen with care, and the hash of an older release (MD5) alone would not stop a forger.
"""

import hashlib
import shutil
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPException, HTTPMessage, HTTPResponse
from pathlib import Path
from typing import IO, Any
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit

from ruamel.yaml import YAML

from analysis.intake.passport import find_passport
from analysis.intake.published import Release, is_safe
from analysis.intake.value import InputError

STALL_SECONDS = 30.0  # without a byte: longer than a busy server pauses, shorter than a person waits
MOST_REDIRECTS = 3
CHUNK = 1 << 16

Tell = Callable[[int], None]  # called with the number of bytes that are here


@dataclass(frozen=True)
class Fetched:
    """A file that is as its release says."""

    path: Path
    was_there: bool


def write_release(
    release: Release, folder: Path, tell: Tell = lambda count: None, stall: float = STALL_SECONDS
) -> Fetched:
    """Downloads a release into a folder, with a passport beside it, unless it is there already.

    Raises InputError where it can't be had whole and right. After a break what came is kept for the next try; after a
    wrong byte nothing is.
    """
    target = folder / release.file
    if target.exists():
        check_same(release, target)
        return Fetched(target, was_there=True)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        check_room(release, folder)
        retrieve(release, target, lambda part: write_part(release, part, tell, stall))
        write_passport(release, target)
    except OSError as error:
        raise InputError(
            f"can't write to '{folder}' ({error.strerror or error}). Choose another folder: --to."
        ) from error
    return Fetched(target, was_there=False)


def retrieve(release: Release, target: Path, write: Callable[[Path], None]) -> None:
    """Lets pooch check what `write` has fetched and put it in its place. Raises InputError for a wrong hash."""
    import pooch  # here: it takes a fifth of a second that no other command needs to wait for

    part = target.with_name(f".{target.name}.part")

    def download(_: str, output: str, __: object) -> None:
        write(part)
        part.replace(output)

    pooch.get_logger().setLevel("ERROR")
    try:
        pooch.retrieve(release.url, known_hash=release.hash, fname=target.name, path=target.parent, downloader=download)
    except InputError:
        raise
    except ValueError as error:  # pooch's word for a wrong hash; it has removed what came
        raise InputError(
            f"what came from {release.url} is not the release: its hash is not {release.hash}. Nothing was kept. "
            f"Either the producer replaced the file (look at {release.page}), or it was changed on the way."
        ) from error


def check_same(release: Release, target: Path) -> None:
    """Raises InputError where another file stands under the release's name."""
    kind, wanted = release.hash.split(":")
    found = hashlib.new(kind, usedforsecurity=False)
    with target.open("rb") as file:
        while chunk := file.read(CHUNK):
            found.update(chunk)
    if found.hexdigest() != wanted:
        raise InputError(f"'{target}' is there and is another file than the release. Move it away, or choose --to.")


def check_room(release: Release, folder: Path) -> None:
    """Raises InputError where the disk is too full."""
    free = shutil.disk_usage(folder).free
    if free < release.bytes:
        raise InputError(
            f"'{folder}' has {free:,} bytes free, {release.file} needs {release.bytes:,}. Choose another: --to."
        )


def write_part(release: Release, part: Path, tell: Tell, stall: float) -> None:
    """Brings the `.part` file to its full size, going on from what is there. Raises InputError."""
    have = part.stat().st_size if part.exists() else 0
    if have > release.bytes:
        part.unlink()
        have = 0
    tell(have)
    if have < release.bytes:
        try:
            with open_release(release, have, stall) as response:
                have = have if response.status == 206 else 0  # a server that can't go on starts anew
                check_response(release, response, have)
                have = write_chunks(release, part, response, have, tell)
        except (OSError, HTTPException) as error:
            raise InputError(describe_break(release, part, error, stall)) from error
    if have != release.bytes:
        raise InputError(describe_break(release, part, None, stall))


def open_release(release: Release, have: int, stall: float) -> HTTPResponse:
    """The server's answer to asking for what is missing. Raises InputError, OSError."""
    headers = {"User-Agent": "briefbook", "Accept-Encoding": "identity"} | ({"Range": f"bytes={have}-"} if have else {})
    request = urllib.request.Request(release.url, headers=headers)  # noqa: S310 - Release lets in https only
    opener = urllib.request.build_opener(SameHost(release))
    try:
        response: HTTPResponse = opener.open(request, timeout=stall)
    except HTTPError as error:
        raise InputError(
            f"{release.url}: the server answers {error.code} {error.reason}. The file may have moved: look at "
            f"{release.page}, download it there, then: briefbook data add FILE"
        ) from error
    return response


class SameHost(urllib.request.HTTPRedirectHandler):
    """Follows a few redirects, and none to another host or out of encryption."""

    max_redirections = MOST_REDIRECTS

    def __init__(self, release: Release) -> None:
        self.release = release

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> urllib.request.Request | None:
        ours, theirs = urlsplit(self.release.url), urlsplit(newurl)
        if (theirs.hostname, theirs.port) != (ours.hostname, ours.port) or not is_safe(newurl):
            raise InputError(
                f"{self.release.url} sends on to {theirs.scheme}://{theirs.netloc}, which is not followed. See "
                f"{self.release.page}; if that is right, download it there, then: briefbook data add FILE"
            )
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def check_response(release: Release, response: HTTPResponse, have: int) -> None:
    """Raises InputError where the server offers another size than the release has, or another part than asked for."""
    offered = response.headers.get("Content-Length")
    if offered is not None and have + int(offered) != release.bytes:
        raise InputError(
            f"{release.url} offers {have + int(offered):,} bytes, {release.name} has {release.bytes:,}. The producer "
            f"may have replaced it: look at {release.page}. Nothing was downloaded."
        )
    begins = response.headers.get("Content-Range", "")
    if have and not begins.startswith(f"bytes {have}-"):
        raise InputError(f"{release.url} was asked for the bytes from {have} on and sends '{begins}'. Try again later.")


def write_chunks(release: Release, part: Path, response: HTTPResponse, have: int, tell: Tell) -> int:
    """Appends what comes; returns how much is there. Raises InputError for more than the release has."""
    with part.open("ab" if have else "wb") as file:
        while chunk := response.read(CHUNK):
            have += len(chunk)
            if have > release.bytes:
                file.close()
                part.unlink()
                raise InputError(
                    f"{release.url} sends more than the {release.bytes:,} bytes of {release.name}. Nothing was kept. "
                    f"Look at {release.page}."
                )
            file.write(chunk)
            tell(have)
    return have


def describe_break(release: Release, part: Path, error: Exception | None, stall: float) -> str:
    """What stopped a download, how much is here, and how to go on."""
    have = part.stat().st_size if part.exists() else 0
    cause = error.reason if isinstance(error, URLError) else error
    if isinstance(cause, TimeoutError):
        why = f"nothing came for {stall:g} seconds"
    else:
        why = "the connection ended early" if cause is None else f"{cause}"
    if not have:
        return f"{release.url} can't be reached ({why}). Is there a network? The file is also at {release.page}."
    came = f"{release.url} stopped after {have:,} of {release.bytes:,} bytes"
    return f"{came} ({why}). They are kept; the same command goes on."


def write_passport(release: Release, target: Path) -> None:
    """Writes the file's passport beside it: what the release says, and what came."""
    content: dict[str, Any] = {
        "producer": release.producer,
        "title": release.title,
        "version": release.version,
        "description": release.description,
        "urls": [release.url, release.page],
        "licence": release.licence,
        "citation": " ".join(release.citations),
        "published": release.published,
        "accessed": datetime.now(UTC).date(),
        "sha256": hashlib.sha256(target.read_bytes()).hexdigest(),
        "bytes": release.bytes,
        "coverage_start": release.coverage_start,
        "coverage_end": release.coverage_end,
        "known_gaps": list(release.known_gaps),
    }
    with find_passport(target).open("w", encoding="utf-8") as file:
        YAML().dump({name: value for name, value in content.items() if value is not None}, file)
