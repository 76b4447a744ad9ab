"""Releases: event data that others publish, with address, size and hash, so that a download can be checked."""

from datetime import date
from difflib import get_close_matches
from urllib.parse import urlsplit

from pydantic import Field, field_validator

from analysis.intake.borders import find_reference
from analysis.intake.passport import read_passport
from analysis.intake.value import InputError, Value, read_value

NAME = "datasets.yml"
LOOPBACK = ("127.0.0.1", "::1", "localhost")  # where unencrypted HTTP can be read by nobody else


class Release(Value):
    """One published file. `hash` is what its producer or we measured; `file` is what it is called on disk."""

    name: str = Field(pattern=r"^[a-z0-9][a-z0-9.-]*$")
    producer: str
    title: str
    version: str
    description: str
    url: str
    page: str  # where a person finds it
    file: str = Field(pattern=r"^\w[\w.-]*$")
    bytes: int = Field(gt=0)
    hash: str = Field(pattern=r"^(md5:[0-9a-f]{32}|sha256:[0-9a-f]{64})$")
    licence: str
    citations: tuple[str, ...] = Field(min_length=1)
    published: date | None = None
    coverage_start: date | None = None
    coverage_end: date | None = None
    known_gaps: tuple[str, ...] = ()

    @field_validator("url")
    @classmethod
    def _is_safe(cls, url: str) -> str:
        if not is_safe(url):
            raise ValueError("expected an https address")
        return url


class Releases(Value):
    """What the list of releases says."""

    datasets: tuple[Release, ...]


def is_safe(url: str) -> bool:
    """Whether nobody on the way can read or change what comes from there."""
    parts = urlsplit(url)
    return bool(parts.hostname) and (parts.scheme == "https" or (parts.scheme == "http" and parts.hostname in LOOPBACK))


def read_releases() -> tuple[Release, ...]:
    """Every release that can be fetched. Raises InputError where the list is missing or differs from its passport."""
    path = find_reference() / NAME
    read_passport(path)
    return read_value(Releases, path).datasets


def find_release(name: str, releases: tuple[Release, ...]) -> Release:
    """The release of that name. Raises InputError with the nearest names."""
    known = {release.name: release for release in releases}
    if name in known:
        return known[name]
    near = get_close_matches(name, known, n=3, cutoff=0.5)
    raise InputError(
        f"there is no data set '{name}' to fetch.{f' Did you mean {near[0]}?' if near else ''} "
        f"Known: {', '.join(known)}. Any other file can be downloaded by hand and added: briefbook data add FILE"
    )


def describe_release(release: Release) -> str:
    """What is about to be downloaded, from where, and what using it asks for: licence, citation, known gaps."""
    lines = [
        f"{release.title} {release.version}, {release.producer}",
        release.description.strip(),
        f"From {release.url}, {release.bytes:,} bytes.",
        f"Licence: {release.licence}. Whoever shows results must cite:",
        *(f"  {citation}" for citation in release.citations),
        "Known gaps:",
        *(f"  {gap.strip()}" for gap in release.known_gaps),
    ]
    return "\n".join(lines if release.known_gaps else lines[:-1])
