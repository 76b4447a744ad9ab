"""An article file is read, or refused with what to do about it."""

from datetime import date
from pathlib import Path

import pytest

from analysis.intake.article import Article, ArticleError, read_article
from analysis.intake.read_article import MAX_BYTES

BODY = (
    "Gunmen attacked a checkpoint near Harrow on Monday.\n\nNobody was hurt, the army said.\n\nPatrols were doubled.\n"
)


def write(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("empty.txt", b"", "the file is empty; expected an article"),
        ("blank.txt", b" \n\t\n", "the file is empty; expected an article"),
        ("picture.txt", b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" * 20, "the file is binary, not text"),
        ("report.txt", b"%PDF-1.7 some report", "the file is binary, not text"),
        (
            "latin.txt",
            "Abdu l-Qad\u00e9r said".encode("latin-1"),
            r"byte 10 \(0xe9\) is not UTF-8.*Save the file again as UTF-8",
        ),
        ("wide.txt", "An attack".encode("utf-16"), "encoded in UTF-16; expected UTF-8"),
        ("page.html", b"<html><body><nav>Home | News</nav></body></html>", "no article was found in this web page"),
        ("notes.docx", b"text", "'.docx' is not a form that can be read; expected one of .txt"),
        (
            "front.md",
            b"---\ntitle: [unclosed\n---\n\nText here.\n",
            "the front matter between the '---' lines is not YAML",
        ),
        ("front.md", b"---\n- a\n- b\n---\n\nText here.\n", "the front matter is a list; expected 'key: value' lines"),
        (
            "front.md",
            b"---\ndate: soon\n---\n\nText here.\n",
            "front matter date 'soon' is not a date; expected YYYY-MM-DD",
        ),
    ],
    ids=lambda value: value if isinstance(value, str) and value.endswith((".txt", ".html", ".md", ".docx")) else "",
)
def test_a_file_that_is_no_article_is_refused_with_what_to_do(
    tmp_path: Path, name: str, content: bytes, message: str
) -> None:
    with pytest.raises(ArticleError, match=message):
        read_article(write(tmp_path / name, content))


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"gone\.txt: no such file; expected an article as \.txt, \.md or \.html"):
        read_article(tmp_path / "gone.txt")


def test_a_file_above_the_limit_is_refused_before_it_is_read(tmp_path: Path) -> None:
    with pytest.raises(ArticleError, match=r"the file is 20\.0 MB; an article may have at most 5\.2 MB"):
        read_article(write(tmp_path / "book.txt", b"a" * 20_000_000))
    assert MAX_BYTES == 5 * 1024 * 1024


def test_every_span_gives_its_words_back(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", BODY))
    assert [article.words(s) for s in article.sentences] == [
        "Gunmen attacked a checkpoint near Harrow on Monday.",
        "Nobody was hurt, the army said.",
        "Patrols were doubled.",
    ]
    assert [s.id for s in article.sentences] == ["s1", "s2", "s3"]


def test_evidence_outside_every_sentence_is_an_error(brief: Article) -> None:
    with pytest.raises(ValueError, match="no sentence of article 'brief' covers character 0"):
        brief.evidence(0, 4)


@pytest.fixture
def brief(tmp_path: Path) -> Article:
    return read_article(write(tmp_path / "brief.txt", f"Checkpoint attacked near Harrow\n\n{BODY}"))


def test_no_headings_is_fine_and_said(brief: Article) -> None:
    assert [(s.heading, s.kind) for s in brief.sections] == [(None, "lede")]
    assert "no headings found: the whole text is read as one opening section" in brief.warnings


def test_front_matter_outranks_the_text_and_is_no_part_of_it(tmp_path: Path) -> None:
    head = (
        '---\ntitle: "The title"\ndate: 2024-03-05\nauthor: [Ada Lane, Bo Reed]\noutlet: Post\nurl: '
        "https://post.example/1\n---\n"
    )
    article = read_article(write(tmp_path / "a.md", f"{head}\n# Another title\n\n{BODY}"), published=date(2020, 1, 1))
    assert (article.title, article.byline, article.outlet) == ("The title", "Ada Lane and Bo Reed", "Post")
    assert (article.published, article.url) == (date(2024, 3, 5), "https://post.example/1")
    assert "---" not in article.text


def test_the_day_given_is_used_where_the_file_names_none(tmp_path: Path) -> None:
    article = read_article(write(tmp_path / "a.txt", BODY), id="mine", published=date(2024, 3, 6))
    assert (article.id, article.published) == ("mine", date(2024, 3, 6))


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (
            (
                "Les autorités ont annoncé que les soldats sont entrés dans la ville et que le marché est fermé pour "
                "la nuit, selon des témoins qui se trouvent sur place."
            ),
            "French",
        ),
        (
            (
                "Las autoridades dijeron que los soldados entraron en la ciudad y que el mercado fue cerrado por la "
                "noche, según testigos que viven en el lugar con sus familias."
            ),
            "Spanish",
        ),
        ("Власти заявили, что солдаты вошли в город и рынок был закрыт на ночь.", "Cyrillic"),
        ("قالت السلطات إن الجنود دخلوا المدينة وأغلقت السوق ليلا", "Arabic"),
    ],
)
def test_another_language_is_said(tmp_path: Path, text: str, language: str) -> None:
    article = read_article(write(tmp_path / "a.txt", f"{text}\n\n{text}\n"))
    assert any(warning.startswith("the text seems to be in") and language in warning for warning in article.warnings)


def test_english_is_not_warned_about(brief: Article) -> None:
    assert not any("seems to be in" in warning for warning in brief.warnings)


def test_front_matter_with_an_impossible_date_or_an_alias_bomb_is_no_crash_and_no_wait(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("---\ndate: 2020-13-45\n---\nTwo people died in Kabul, police said.\n")
    with pytest.raises(ArticleError, match="front matter"):
        read_article(path)
    bomb = "\n".join(f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]" for n in range(9))
    path.write_text(f"---\na: &a [x, x]\n{bomb}\ntitle: *j\n---\nTwo people died in Kabul, police said.\n")
    assert read_article(path).title is None
