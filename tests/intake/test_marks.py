"""Markdown's marks count in offsets and are not quoted."""

from pathlib import Path

import pytest

from analysis.intake.article import read_article
from analysis.intake.marks import strip_marks


@pytest.mark.parametrize(
    ("written", "quoted"),
    [
        ("The **Harrow Front** fired *twice*.", "The Harrow Front fired twice."),
        ("See [the list](https://quay.example/list), he said.", "See the list, he said."),
        ("_Photo: the quay_", "Photo: the quay"),
        ("## What happened", "What happened"),
        ("> We ran,\nshe said.", "We ran, she said."),
        ("snake_case_name and 5 * 3 * 2 and f(x)", "snake_case_name and 5 * 3 * 2 and f(x)"),
        ("**Velmar** — wants\nits port", "Velmar — wants its port"),
        ("He wrote \\*sic\\* twice.", "He wrote *sic* twice."),
        ("(Quay media)*", "(Quay media)"),
        ("[sic] and [Orbis] stay", "[sic] and [Orbis] stay"),
    ],
)
def test_a_quotation_shows_words_without_marks(written: str, quoted: str) -> None:
    assert strip_marks(written) == quoted


def test_sentences_begin_and_end_with_words_and_give_the_text_back(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text(
        "Blast shuts harbour\n\n*The **port** was shut on Monday. Nobody was hurt.*\n\n"
        "**Police** saw the [film](https://quay.example) on Tuesday, and said so.\n"
    )
    article = read_article(path)
    assert [article.words(s) for s in article.sentences] == [
        "The **port** was shut on Monday.",
        "Nobody was hurt.",
        "Police** saw the [film](https://quay.example) on Tuesday, and said so.",
    ]
    assert [article.quote(s) for s in article.sentences] == [
        "The port was shut on Monday.",
        "Nobody was hurt.",
        "Police saw the film on Tuesday, and said so.",
    ]
