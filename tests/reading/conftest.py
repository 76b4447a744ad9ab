"""One small invented conflict for every reading test, and a way to read a few sentences."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from analysis.intake.article import Article, read_article
from analysis.reading.dossier import Dossier
from analysis.reading.read import read_dossier

PUBLISHED = date(2024, 3, 6)  # a Wednesday


@pytest.fixture(scope="session")
def brennick() -> Article:
    return read_article(Path(__file__).parent / "brennick.txt")


@pytest.fixture(scope="session")
def dossier(brennick: Article) -> Dossier:
    return read_dossier(brennick)


@pytest.fixture
def read_text(tmp_path: Path) -> Callable[[str], tuple[Article, Dossier]]:
    def read(text: str) -> tuple[Article, Dossier]:
        path = tmp_path / "piece.txt"
        path.write_text(text, encoding="utf-8")
        article = read_article(path, published=PUBLISHED)
        return article, read_dossier(article)

    return read
