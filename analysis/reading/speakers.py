"""Who speaks: the subject of a verb of speech, before it, after it, or carried over from what came before."""

from collections.abc import Sequence

from analysis.intake.wordlists import word_set
from analysis.reading.lexicon import read_acts, read_people
from analysis.reading.memory import Memory, Speaker, find_meant, resolve_pronoun
from analysis.reading.mention import Line, Mention
from analysis.reading.resolve import opens_apposition
from analysis.reading.tokens import Token
from analysis.reading.unnamed import FINITE, describe_speaker

_SKIPPED = word_set(
    """has have had also then later first now again repeatedly publicly earlier already still never both all
    since immediately quickly swiftly strongly sharply reportedly initially previously on in late early at
    monday tuesday wednesday thursday friday saturday sunday today yesterday morning afternoon evening night
    week month this itself himself herself themselves separately once only just even bluntly openly formally
    officially explicitly who did does"""
)
_BOUNDARIES = word_set(
    "and but as while when after before because that which although though if than or so where since until whereas"
) | frozenset(';:()"“”«»—–')
_INVERTED = word_set(
    "said says added adds wrote asked recalled explained noted warned replied insisted argued according stated"
    " announced commented concluded remarked tweeted posted observed"
)  # verbs whose speaker may follow: "…, said X"; in "…, blamed X" X is the one blamed
_PRONOUNS = word_set("he she they it we i")
_LONGEST_PHRASE = 14  # tokens of a speaker's description; longer ones are clauses


def find_speaker(
    line: Line, text: str, verb: int, after: int, memory: Memory, previous: Speaker | None
) -> Speaker | None:
    """The subject of the verb at tokens [verb, after), or None where nobody is named or described."""
    tokens = line.tokens
    at = verb - 1
    while at >= 0 and tokens[at].low in _SKIPPED:
        at -= 1
    at = _skip_brackets(tokens, at)
    described = _find_described(line, at) if at >= 0 and tokens[at].text == "," else None
    if described:
        return _read_pair(line, described.last, text) or _from_mention(described)
    if (at < 0 or tokens[at].text in '”"’,') and tokens[verb].low in _INVERTED:
        following = _read_after(line, text, after)
        if following:
            return following
    if at < 0:
        return None
    if tokens[at].low in ("and", "but") or (tokens[at].text == "," and at > 0 and tokens[at - 1].low in ("and", "but")):
        return previous or _find_opening(line, verb)
    if tokens[at].low in _PRONOUNS:
        return resolve_pronoun(line, at, memory)
    if tokens[at].low == "which" and at > 1:
        near = [m for m in line.mentions if 0 <= at - 1 - m.last <= 1 and _can_speak(m) and m.kind != "unknown"]
        return _from_mention(near[-1]) if near else None  # "X (Y), which denied it"
    if tokens[at].text == ",":
        return _read_before_comma(line, text, at) or previous or _find_opening(line, verb)
    owned = _read_owned(tokens, at, memory)
    return owned or find_meant(line, _read_phrase(line, text, at + 1), memory)


def _read_owned(tokens: Sequence[Token], at: int, memory: Memory) -> Speaker | None:
    """Those who speak for whoever was named last: "his office", "her lawyers"."""
    if at < 1 or tokens[at - 1].low not in ("his", "her") or tokens[at].low not in _OWNED or not memory.person:
        return None
    return Speaker(f"{memory.person.name}'s {tokens[at].low}", tokens[at - 1].start, tokens[at].end, memory.person)


_OWNED = word_set("office administration lawyer lawyers family party camp team government ministry aides entourage")


def _skip_brackets(tokens: Sequence[Token], at: int) -> int:
    """The token before brackets that end at token `at`: "the Orvin League (ORL) |said|"."""
    if at < 0 or tokens[at].text != ")":
        return at
    opening = next((k for k in range(at, max(-1, at - _LONGEST_PHRASE), -1) if tokens[k].text == "("), at)
    return opening - 1 if 0 < opening < at else at


def _from_mention(mention: Mention) -> Speaker:
    return Speaker(mention.name, mention.start, mention.end, mention)


def _find_described(line: Line, comma: int) -> Mention | None:
    """Whose description ends at a comma: "X, the premier of Y, |said|", "X, who had fled, |said|"."""
    for mention in line.mentions:
        if mention.last + 1 >= comma:
            return None
        if line.tokens[mention.last].text != "," or mention.kind in ("thing", "place") or mention.form == "adjective":
            continue
        inside = line.tokens[mention.last + 1 : comma]
        if not (inside[0].low in _RELATIVES or opens_apposition(inside)) or not _stands_first(line, mention):
            continue
        relative = next((k for k, t in enumerate(inside) if t.low in _RELATIVES), len(inside))
        if any(t.low in FINITE for t in inside[:relative]):
            continue  # a clause, and no description
        if not any(t.text in ';”"“' or (t.low in read_acts().speech and t.low not in _NOUNS_TOO) for t in inside):
            return mention
    return None


_RELATIVES = word_set("who which whose whom both each led run backed based speaking headed still now once long")
_NOUNS_TOO = word_set(
    "claims reports calls blames promises demands warns told asked named called spoke found given said"
)


def _stands_first(line: Line, mention: Mention) -> bool:
    """Whether only titles and the like stand between a name and the start of its sentence or clause."""
    at = mention.first - 1
    roles = read_people().roles
    while at >= 0 and (
        line.tokens[at].cap
        or line.tokens[at].low in roles
        or line.tokens[at].text in "."
        or line.tokens[at].low in _LEADS
    ):
        at -= 1
    return at < 0 or line.tokens[at].low in _BOUNDARIES or line.tokens[at].text == ","


_LEADS = word_set("the a an 's former then acting deputy senior chief vice interim outgoing opposition party")


def _ending_at(line: Line, end: int) -> Mention | None:
    return next((m for m in line.mentions if m.last == end and m.kind not in ("thing", "place")), None)


def _read_before_comma(line: Line, text: str, comma: int) -> Speaker | None:
    """The subject before an apposition: "X, mayor of Y, said"; or the name that is the apposition."""
    inner = _ending_at(line, comma)
    if (
        inner
        and inner.kind == "person"
        and inner.first > 0
        and line.tokens[_before_titles(line, inner) - 1].text == ","
    ):
        return _from_mention(inner)
    opening = next((k for k in range(comma - 1, max(-1, comma - 25), -1) if line.tokens[k].text == ","), None)
    if opening is None or opening == 0:
        return None
    return _read_phrase(line, text, opening)


def _before_titles(line: Line, mention: Mention) -> int:
    at = mention.first
    titles = read_people().roles | {word for title in read_people().titles for word in (title,)}
    while at > 0 and (
        line.tokens[at - 1].low in titles
        or line.tokens[at - 1].text == "."
        or line.tokens[at - 1].low in ("u", "former")
    ):
        at -= 1
    return at


def _read_phrase(line: Line, text: str, end: int) -> Speaker | None:
    """The noun phrase that ends before token `end`: its name if it is one, else its words."""
    tokens = line.tokens
    first = _find_phrase_start(tokens, end)
    end = next((k for k in range(first + 1, end) if _is_reduced(tokens, k)), end)
    if first >= end:
        return None
    if first > 1 and tokens[first - 1].low in ("who", "which"):
        return _read_phrase(line, text, first - (2 if tokens[first - 2].text == "," else 1))
    inside = [m for m in line.mentions if first <= m.first and m.last <= end and _can_speak(m)]
    joined = _read_pair(line, end, text)
    if joined:
        return joined
    closing = next((m for m in inside if m.last == end and m.kind != "unknown"), None)
    head = None if closing and closing.kind == "person" else next((m for m in inside if _opens(tokens, first, m)), None)
    before = tokens[first : closing.first] if closing else []
    titled = (
        closing is not None
        and closing.kind == "person"
        and closing.title != ""
        and not _AIDES & {t.low for t in before}
    )
    if head is None and (titled or not any(t.low in _OF for t in before)):
        head = closing
    if head and head.form == "adjective":
        head = None
    if head:
        return _from_mention(head)
    return describe_speaker(tokens, text, first, end)


def _is_reduced(tokens: Sequence[Token], at: int) -> bool:
    """Whether a participle only tells how somebody was heard: "diplomats |quoted by| Reuters"."""
    return tokens[at].low in _HEARD and at + 1 < len(tokens) and tokens[at + 1].low in ("by", "in", "on", "at", "to")


_HEARD = word_set("quoted cited contacted interviewed reached speaking briefed familiar close")
_OF = word_set("of for to from in at")
_AIDES = word_set("for spokesman spokeswoman spokesperson aide aides adviser advisor office lawyer son wife to from")


def _can_speak(mention: Mention) -> bool:
    """Whether a mention may be a speaker: no place, no thing, no lone word that only opens a sentence."""
    lone = mention.kind == "unknown" and mention.last - mention.first == 1 and mention.first == 0
    lone = lone and not mention.text.isupper()
    return mention.kind not in ("thing", "place") and not lone


def _find_phrase_start(tokens: Sequence[Token], end: int) -> int:
    first = end
    while (
        first > 0
        and end - first < _LONGEST_PHRASE
        and tokens[first - 1].low not in _BOUNDARIES
        and tokens[first - 1].text != ","
    ):
        first -= 1
        if tokens[first].low in ("the", "a", "an") and first > 0 and _is_noun(tokens[first - 1]):
            break  # "a charge | the government denies"
    return first


def _is_noun(token: Token) -> bool:
    """Whether a word can't stand inside a noun phrase before an article: no preposition, no mark."""
    return token.text.isalpha() and token.low not in _PREPOSITIONS and token.low not in _BOUNDARIES


_PREPOSITIONS = word_set(
    "of for in at to from by with on near across over under against between among and or all both half"
)


def _opens(tokens: Sequence[Token], first: int, mention: Mention) -> bool:
    """Whether a mention heads the phrase: only determiners, titles or adjectives come before, no noun follows it."""
    before = tokens[first : mention.first]
    titled = mention.kind == "person" or all(
        t.low in ("the", "a", "an", "some", "many", "one", "its", "his", "her", "their") for t in before
    )
    following = tokens[mention.last].low if mention.last < len(tokens) else ""
    owned = following in ("'s", "'") or (
        following.isalpha() and following not in _AFTER_HEAD and not is_verb_like(following)
    )
    return titled and not owned and not any(t.low in ("of", "for", "to") for t in before)


_AFTER_HEAD = _SKIPPED | _BOUNDARIES | word_set("in of at from across for to near on with")


def is_verb_like(word: str) -> bool:
    """Whether a word looks like a verb in the past or third person, so that a subject may end before it."""
    return word.endswith("ed") or word in read_acts().speech


def _read_pair(line: Line, end: int, text: str) -> Speaker | None:
    """Two speakers joined by "and": "Aliyev and Pashinyan", "Mali and Burkina Faso"."""
    second = _ending_at(line, end)
    if second is None or second.first < 2 or line.tokens[second.first - 1].low != "and":
        return None
    first = _ending_at(line, second.first - 1)
    if first is None or first.kind == "unknown" or first.form == "adjective":
        return None
    return Speaker(f"{first.name} and {second.name}", first.start, second.end, second)


def _read_after(line: Line, text: str, at: int) -> Speaker | None:
    """The subject that follows its verb: "…, said Mayor Ada Lane", "…, said a constable who …"."""
    tokens = line.tokens
    following = next((m for m in line.mentions if at <= m.first <= at + 7 and _can_speak(m)), None)
    if following and following.kind == "person" and all(_is_titular(t) for t in tokens[at : following.first]):
        return _from_mention(following)
    opens = at < len(tokens) and tokens[at].low in ("a", "an", "the", "one", "another")
    if not opens and not (following and following.first == at):
        return None
    if following and following.first <= at + 1 and following.form != "adjective":
        return _from_mention(following)
    stops = ("who", "that", "in", "on")
    near = range(at + 1, min(at + 10, len(tokens)))
    end = next((k for k in near if tokens[k].text in ",.;" or tokens[k].low in stops), None)
    if end is None or any(token.low.endswith("ed") for token in tokens[at + 2 : end]):
        return None  # a clause of its own: "X, said the men overpowered the guards"
    return describe_speaker(tokens, text, at, end, follows=True)


def _is_titular(token: Token) -> bool:
    """Whether a word may stand between a verb and the name of who speaks: a title, a capital, "the"."""
    return token.cap or token.text == "." or token.low in ("the", "a", "its", "his") or token.low in read_people().roles


def _find_opening(line: Line, before: int) -> Speaker | None:
    """The subject of the whole sentence: the first name in it, when it opens the sentence."""
    for mention in line.mentions:
        if any(m.first <= mention.first and m.last > mention.last for m in line.mentions):
            continue  # "Minsk" in "Minsk's foreign ministry"
        if (
            mention.first < before
            and mention.kind not in ("thing", "place", "unknown")
            and not mention.locative
            and mention.form != "adjective"
        ):
            if mention.last < len(line.tokens) and line.tokens[mention.last].low in ("'s", "'"):
                return None  # "China's stake …" has another subject
            lead = line.tokens[: mention.first]
            if len(lead) <= 4 and not any(t.text == "," for t in lead) and not any(t.low in _BOUNDARIES for t in lead):
                return _from_mention(mention)
            return None
    return None
