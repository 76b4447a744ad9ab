"""Commitments, implications and judgments, told apart."""

from analysis.reading.dossier import Dossier


def test_commitments_name_who_promises_what(dossier: Dossier) -> None:
    promised = {(c.actor, c.text[:20]) for c in dossier.commitments}
    assert ("Edrin Kovash", "President Edrin Kova") in promised
    assert any(c.text.startswith("Velmar and Ostaria plan") or c.actor == "Edrin Kovash" for c in dossier.commitments)


def test_implications_carry_condition_and_likelihood_words(dossier: Dossier) -> None:
    first, second = (i for i in dossier.implications if "prices" in i.text or "rates" in i.text)
    assert (first.condition, first.likelihood_words) == ("If the port stays shut", ("If", "could"))
    assert second.likelihood_words == ("likely",)


def test_judgments_are_the_writers_own(dossier: Dossier) -> None:
    texts = [j.text for j in dossier.judgments]
    assert "Neither side can win this by force." in texts
    assert not any("said" in text for text in texts)
