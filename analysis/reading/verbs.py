"""Verbs of speech: which words are, which only look so, and what kind of statement each one makes."""

from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import match_phrase, read_acts
from analysis.reading.tokens import Token

_WHO = word_set("he she they it we i")


def is_speech(tokens: Sequence[Token], at: int) -> tuple[str, int] | None:
    """The kind of statement that a verb of speech at token `at` makes, and the token after it; or None."""
    matched = match_phrase(read_acts().speech, tokens, at)
    if not matched or tokens[at].cap:
        return None
    before = tokens[at - 1].low if at else ""
    if before in ("which", "who") and at > 1 and matched[0].kind == "denial" and tokens[at - 2].text == ",":
        return matched[0].kind, matched[1]  # "X, which denied it"
    if _means_else(tokens, at, matched[1]):
        return None
    after = tokens[matched[1]].low if matched[1] < len(tokens) else ""
    if (
        (before in read_acts().not_speech_after and not (before == "official" and tokens[at].low not in _NOUNS_TOO))
        or before in ("'s", "'", "-")
        or (after in ("off", "by", "himself", "-") and not _is_called_in(tokens, matched[1]))
    ):
        return None
    return matched[0].kind, matched[1]


_NOUNS_TOO = word_set("reports claims estimates counts calls demands promises blames claim demand promise blame call")


def find_agent(tokens: Sequence[Token], at: int) -> int | None:
    """The token at which the agent of a passive statement stands: "an attack claimed by |the TTP|"; or None."""
    following = [token.low for token in tokens[at + 1 : at + 5]]
    if tokens[at].low not in _PASSIVE or "by" not in following[:1] + following[1:4] * (tokens[at].low == "claimed"):
        return None
    by = at + 1 + following.index("by")
    return None if any(token.text in ",.;" for token in tokens[at:by]) or by + 1 >= len(tokens) else by + 1


_PASSIVE = word_set("claimed condemned denied rejected confirmed announced")


def _means_else(tokens: Sequence[Token], at: int, end: int) -> bool:
    """Whether a verb that can be one of speech is none here: "put on its list", "gave help", "what he calls"."""
    following = [token.low for token in tokens[at + 1 : end + 4]]
    needed = _ONLY_WITH.get(tokens[at].low)
    if needed is not None and not needed.intersection(following):
        return True
    if at > 1 and tokens[at - 2].low == "what" and tokens[at - 1].low in _WHO:
        return True
    if tokens[at].low in ("called", "calls") and not _MEETINGS.isdisjoint(following):
        return True  # "called a summit"
    return tokens[at].low in ("pledged", "swore") and "allegiance" in following


_MEETINGS = word_set("summit meeting session election elections strike vote conference referendum truce witness")


_FIGURES = word_set("toll number figure figures count total dead casualties losses details estimate account no")
_ONLY_WITH = {
    "put": _FIGURES, "gave": _FIGURES, "given": _FIGURES, "found": frozenset({"that"}), "saw": frozenset({"that"}),
    "sees": word_set("that no a the it"), "recalled": word_set('that how seeing hearing when what being running , “ "'),
    "charged": frozenset({"that"}),
    "spoken": word_set("of about out against"), "spoke": word_set("of about out against"),
    "counted": word_set("bodies dead least some about more nearly at"),
    "offered": word_set("condolences to help support"),
}  # fmt: skip


def _is_called_in(tokens: Sequence[Token], at: int) -> bool:
    """ "said by telephone" is speech; "blamed by the army" is none."""
    return at + 1 < len(tokens) and tokens[at + 1].low in ("telephone", "phone", "email")
