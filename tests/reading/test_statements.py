"""Who said what, and of which kind it is."""

from collections.abc import Callable

import pytest

from analysis.intake.article import Article
from analysis.reading.dossier import Dossier

Read = Callable[[str], tuple[Article, Dossier]]


@pytest.mark.parametrize(
    ("text", "speaker", "kind"),
    [
        ("Mayor Ada Lane said the road was shut.", "Ada Lane", "statement"),
        ("“The road is shut,” said Mayor Ada Lane.", "Ada Lane", "statement"),
        ("Ada Lane, spokeswoman for the port, said the road was shut.", "Ada Lane", "statement"),
        ("The head of the port, Ada Lane, said so.", "Ada Lane", "statement"),
        ("Iran's supreme leader, Ayatollah Ali Khamenei, promised a response.", "Ali Khamenei", "pledge"),
        ("Russia denied any role.", "Russia", "denial"),
        ("Moscow has called for talks.", "Russia", "demand"),
        ("China advised its citizens to stay away.", "China", "advisory"),
        ("The Taliban said it will guard the border.", "Afghan Taliban", "pledge"),
        ("President Emomali Rahmon has ordered tighter controls.", "Emomali Rahmon", "order"),
        ("The road was shut, according to the United Nations.", "United Nations", "statement"),
        ("Hamas claimed responsibility for the raid.", "Hamas", "claim"),
        ("General Bo Reed warned of more raids.", "Bo Reed", "warning"),
        ("One resident said by telephone that it was dark.", "One resident", "statement"),
        ("Mali and Burkina Faso said an attack meant war.", "Mali and Burkina Faso", "statement"),
    ],
)
def test_the_speaker_is_the_verbs_subject(read_text: Read, text: str, speaker: str, kind: str) -> None:
    said = read_text(f"{text}\n\nThe day ended.\n")[1].statements
    assert [(s.speaker, s.kind) for s in said] == [(speaker, kind)]


def test_a_pronoun_stands_for_whoever_spoke_last(read_text: Read) -> None:
    said = read_text("Mayor Ada Lane said it was dark. She warned of floods.\n\nThe day ended.\n")[1].statements
    assert [(s.speaker, s.kind) for s in said] == [("Ada Lane", "statement"), ("Ada Lane", "warning")]


@pytest.mark.parametrize(
    "text",
    [
        "The deal was called off.",
        "The claims were false.",
        "Residents may conclude that it failed.",
        "No group claimed it.",
    ],
)
def test_what_is_no_speech_has_no_speaker(read_text: Read, text: str) -> None:
    assert read_text(f"{text}\n\nThe day ended.\n")[1].statements == ()


def test_a_statement_keeps_its_words(brennick: Article, dossier: Dossier) -> None:
    claim = next(s for s in dossier.statements if s.kind == "claim")
    assert (claim.speaker, brennick.words(claim.evidence[0])[:16]) == ("Harrow Front", "The Harrow Front")
