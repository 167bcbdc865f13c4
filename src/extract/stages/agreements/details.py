"""About what, when and where: what a sentence says of an agreement or a meeting."""

from __future__ import annotations

from extract.annotations import Mention, TimeValue
from extract.stages.agreements.arguments import Pair
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.patterns import CONCLUSION, PLACES, TOPIC_PREPOSITIONS
from extract.stages.agreements.sentence import Sentence

_OPEN = frozenset({"planned", "negotiated"})
_STOPS = frozenset(".;:!?()»“”\n")


def topic(sentence: Sentence, cue: Cue) -> str | None:
    """The words that say what it is about: "об экономическом сотрудничестве"."""
    reading = sentence.reading
    start = _topic_start(sentence, cue)
    if start is None:
        return None
    end = start + 1
    while end < sentence.end and not _ends(sentence, start, end):
        end += 1
    while end > start and reading.words[end - 1] in ",–—-«":
        end -= 1
    if end - start < 2 or reading.lemmas[end - 1] == "то":
        return None
    return " ".join(reading.text[reading.starts[start] : reading.end(end - 1)].split())


def _topic_start(sentence: Sentence, cue: Cue) -> int | None:
    reading = sentence.reading
    for i in range(cue.token + 1, sentence.end):
        word = reading.words[i]
        if word in _STOPS and word != "»":
            return None
        above = reading.heads[reading.heads[i]]
        near = all(
            t in sentence.group_at or reading.lemmas[t] in ("с", "со", "между")
            for t in range(cue.token + 1, i)
        )
        if reading.lemmas[i] in TOPIC_PREPOSITIONS and reading.pos[i] == "ADP":
            if reading.lemmas[i] == "по" and "Case=Dat" not in reading.morph[reading.heads[i]]:
                continue
            if above in cue.core or near:
                return i
        if "VerbForm=Inf" in reading.morph[i] and reading.heads[i] == cue.token:
            return i
        if reading.is_finite(i) and not cue.is_verb:
            return None
    return None


def _ends(sentence: Sentence, start: int, i: int) -> bool:
    """Whether the topic that begins at ``start`` is over before a token."""
    reading = sentence.reading
    word = reading.words[i]
    if word in _STOPS or word.isspace():
        return not (word == "»" and "«" in reading.words[start:i])
    if reading.lemmas[i] in ("после", "накануне") or (
        reading.is_participle(i) and reading.lemmas[i] in CONCLUSION
    ):
        return True
    if word == ",":
        after = i + 1
        return after >= sentence.end or not (
            reading.is_participle(after) or reading.cases[after] == reading.cases[i - 1] != ""
        )
    if reading.is_finite(i) or (word in ("–", "—") and " " in reading.text[reading.starts[i] - 1]):
        return True
    if reading.pos[i] == "ADP" and reading.lemmas[i] in ("с", "со", "между"):
        return sentence.group_at.get(i + 1) is not None
    if any(mention.type in ("DATE", "TIME") for mention in reading.mentions[i]):
        return True
    return reading.pos[i] == "ADP" and any(
        mention.type in ("DATE", "TIME")
        for mention in reading.mentions[min(i + 1, sentence.end - 1)]
    )


def date(sentence: Sentence, cue: Cue, status: str | None) -> TimeValue | None:
    """The date beside a cue or its verb, or else the only date of the sentence.

    What is only announced does not happen on the day of the article: that is when it was said.
    """
    if cue.label not in ("AGREEMENT_WITH", "MEETING_WITH", "VISITED"):
        return None
    reading = sentence.reading
    dates = [
        (mention, start)
        for mention, (start, _) in reading.spans.items()
        if mention.type == "DATE" and sentence.start <= start < sentence.end
    ]
    core = cue.core
    own = [
        mention for mention, start in dates if any(t in core for t in list(reading.up(start))[:3])
    ]
    only = [mention for mention, start in dates if _is_of_clause(sentence, cue, start)]
    chosen = own or (only if len(dates) == 1 else [])
    for mention in chosen:
        time = reading.time(mention)
        if time is None or time.timex_type not in ("DATE", "TIME"):
            continue
        today = time.begin is not None and time.begin.date() == reading.doc._.date
        if not (
            today and mention not in own and (status in _OPEN or _is_over(sentence, cue, mention))
        ):
            return time
    return None


def _is_over(sentence: Sentence, cue: Cue, date: Mention) -> bool:
    """Whether a date is that of a verb over the cue: "сегодня он сообщил, что подписал"."""
    reading = sentence.reading
    start = reading.spans[date][0]
    verb = next((t for t in reading.up(start) if reading.pos[t] == "VERB"), None)
    return verb is not None and verb not in cue.core


def _is_of_clause(sentence: Sentence, cue: Cue, date: int) -> bool:
    """Whether a date stands in the clause of a cue, or over it: not "с Х, избранным в июле"."""
    reading = sentence.reading
    verb = next(
        (t for t in reading.up(date) if reading.pos[t] == "VERB" or reading.is_finite(t)), None
    )
    if verb is None or reading.lemmas[verb] in CONCLUSION:  # "договор ..., заключённый в июне"
        return True
    return verb in cue.core or verb in set(reading.up(cue.token))


def place(sentence: Sentence, cue: Cue, pair: Pair) -> Mention | None:
    """The city, region or country where it took place."""
    if cue.label not in ("AGREEMENT_WITH", "MEETING_WITH"):
        return None
    sides = {pair.first.mention, pair.second.mention}
    for group in sentence.groups:
        mention = group.parties[0].mention
        if group.prep not in ("в", "на") or group.case not in ("Loc", "") or mention in sides:
            continue
        above = sentence.hangs_on(group)
        beside = sentence.group_at.get(above)
        near = beside is not None and any(party.mention in sides for party in beside.parties)
        if mention.type in PLACES and (above in cue.core or near):
            return mention
    return None
