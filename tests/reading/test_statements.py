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
        ("Ada Lane, the premier of Chad, which chairs the bloc (OBX), said so.", "Ada Lane", "statement"),
        ("Bloc leader Ada Lane, who met the guards on Thursday, said it was dark.", "Ada Lane", "statement"),
        ("The Orvin Reform League (ORL) said it was dark.", "Orvin Reform League", "statement"),
        ("The town's mayor, Ada Lane, said the men overpowered the guards.", "Ada Lane", "statement"),
        ("Diplomats quoted by Reuters said so.", "Diplomats", "statement"),
        ("The road is shut, a police official told Reuters.", "police official", "statement"),
        ("The road is shut, brokers said.", "brokers", "statement"),
        ("The road is shut, a rubber tapper said.", "rubber tapper", "statement"),
        ("The ambush was claimed by the TTP.", "Pakistani Taliban", "claim"),
        ("Iranian Foreign Minister Abbas Araqchi offered to mediate.", "Abbas Araqchi", "pledge"),
        ("Guns were found, according to state broadcaster ORTM.", "ORTM", "statement"),
        ("Guns were found, according to Iran's foreign ministry.", "Iranian foreign ministry", "statement"),
        (
            "Mali and Burkina Faso, both run by officers, said an attack meant war.",
            "Mali and Burkina Faso",
            "statement",
        ),
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
        "Doha has called a summit.",
        "Official reports were wrong.",
        "The fighters pledged allegiance to nobody.",
    ],
)
def test_what_is_no_speech_has_no_speaker(read_text: Read, text: str) -> None:
    assert read_text(f"{text}\n\nThe day ended.\n")[1].statements == ()


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Fighters of Ansaru burned a bridge. The group said it would return.", "Ansaru"),
        ("The oil firm Sorvo Energy lost a well. The company said nobody was hurt.", "Sorvo Energy"),
    ],
)
def test_the_group_and_the_company_are_those_named_before(read_text: Read, text: str, speaker: str) -> None:
    assert [s.speaker for s in read_text(f"{text}\n\nThe day ended.\n")[1].statements] == [speaker]


def test_according_to_him_is_whoever_spoke_last(read_text: Read) -> None:
    text = "Mayor Ada Lane said it was dark. The road, according to her, was shut.\n\nThe day ended.\n"
    assert {s.speaker for s in read_text(text)[1].statements} == {"Ada Lane"}


def test_a_statement_keeps_its_words(brennick: Article, dossier: Dossier) -> None:
    claim = next(s for s in dossier.statements if s.kind == "claim")
    assert (claim.speaker, brennick.words(claim.evidence[0])[:16]) == ("Harrow Front", "The Harrow Front")
