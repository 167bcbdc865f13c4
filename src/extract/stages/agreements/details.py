"""About what, when and where: what a sentence says of an agreement or a meeting."""

from __future__ import annotations

import itertools

from extract.annotations import Mention, TimeValue
from extract.schema import PLACE_TYPES
from extract.stages.agreements.cues import Cue
from extract.stages.agreements.status_words import (
    CONCLUSION,
)
from extract.stages.agreements.words import (
    TOPIC_PREPOSITIONS,
)
from extract.syntax.parties import Party
from extract.syntax.sentence import Sentence
from extract.syntax.tree import Tree

# Half changes two topics of 46 articles, double none.
_LONG = 30  # words of a topic: what is longer has run over its end
# Steps up from a date to what happens on it. With 1 the dates of 27 rows of 46 articles are lost,
# with 6 none comes.
_NEAR = 3
# What begins a clause of its own behind the cue: what happened in it has its own date.
_CIRCUMSTANCES = frozenset({"как", "хотя", "если", "поскольку", "пока", "где"})
_NO_END = frozenset({"CCONJ", "SCONJ", "ADP", "PART"})  # no phrase ends with these
_OPEN = frozenset({"planned", "negotiated"})
_STOPS = frozenset(".;:!?()»“”\n")


def topic(sentence: Sentence, cue: Cue) -> str | None:
    """The words that say what it is about: "об экономическом сотрудничестве"."""
    if not cue.kind.has_topic:
        return None
    tree = sentence.tree
    start = _topic_start(sentence, cue)
    if start is None:
        return None
    end = start + 1
    while end < min(sentence.end, start + _LONG) and not _ends(sentence, start, end):
        end += 1
    said = tree.words[start:end]
    if said.count("«") > said.count("»"):  # the quotation goes on
        end = start + len(said) - 1 - said[::-1].index("«")
    while end > start and (tree.words[end - 1] in ",–—-«" or tree.pos[end - 1] in _NO_END):
        end -= 1
    if end - start < 2 or tree.lemmas[end - 1] == "то":
        return None
    return " ".join(tree.said(tree.starts[start], tree.end(end - 1)).split())


def _topic_start(sentence: Sentence, cue: Cue) -> int | None:
    tree = sentence.tree
    for i in range(cue.token + 1, sentence.end):
        word = tree.words[i]
        if word in _STOPS and word != "»":
            return None
        above = tree.heads[tree.heads[i]]
        near = all(
            t in sentence.group_at or tree.lemmas[t] in ("с", "со", "между")
            for t in range(cue.token + 1, i)
        )
        if tree.lemmas[i] in TOPIC_PREPOSITIONS and tree.pos[i] == "ADP":
            if tree.lemmas[i] == "по" and "Case=Dat" not in tree.morph[tree.heads[i]]:
                continue
            if above in cue.core or near:
                return i
        if "VerbForm=Inf" in tree.morph[i] and tree.heads[i] == cue.token:
            return i
        if tree.is_finite(i) and not cue.is_verb:
            return None
    return None


def _ends(sentence: Sentence, start: int, i: int) -> bool:
    """Whether the topic that begins at ``start`` is over before a token."""
    tree = sentence.tree
    word = tree.words[i]
    if tree.words[start:i].count("«") > tree.words[start:i].count("»"):
        return word == "\n"
    if word in _STOPS or word.isspace():
        return True
    if tree.lemmas[i] in ("после", "накануне") or (
        tree.is_participle(i) and tree.lemmas[i] in CONCLUSION
    ):
        return True
    if word == ",":
        after = i + 1
        return after >= sentence.end or not (
            tree.is_participle(after) or tree.cases[after] == tree.cases[i - 1] != ""
        )
    if i > start + 1 and _begins_sentence(sentence, i):
        return True
    if tree.is_finite(i) or _is_of_verb(tree, i) or _is_doer(sentence, i):
        return True
    if word in ("–", "—") and tree.text[tree.starts[i] - 1].isspace():
        return not _is_between_names(sentence, i)
    if tree.pos[i] == "ADP" and tree.lemmas[i] in ("с", "со", "между"):
        return sentence.group_at.get(i + 1) is not None
    if any(mention.type in ("DATE", "TIME") for mention in tree.mentions[i]):
        return True
    return tree.pos[i] == "ADP" and any(
        mention.type in ("DATE", "TIME") for mention in tree.mentions[min(i + 1, sentence.end - 1)]
    )


def _is_of_verb(tree: Tree, i: int) -> bool:
    """ "соглашение о строительстве Россия подписала", "договор о мосте пока не подписан"."""
    clause = tree.is_finite(tree.heads[i])
    return clause and (tree.deps[i] == "nsubj" or tree.pos[i] in ("ADV", "PART"))


def _is_doer(sentence: Sentence, i: int) -> bool:
    """ "соглашение о мосте Чили и Перу подписали": who does what the verb right behind says."""
    tree, group = sentence.tree, sentence.group_at.get(i)
    begins = any(tree.spans[mention][0] == i for mention in tree.mentions[i])
    if group is None or group.prep or not begins:
        return False
    after = group.end
    while after < sentence.end and tree.pos[after] in ("ADV", "PART"):
        after += 1
    return after < sentence.end and tree.is_finite(after)


def _is_between_names(sentence: Sentence, i: int) -> bool:
    """ "железной дороги Решт — Астара"."""
    words = sentence.tree.words
    if i + 1 >= sentence.end or sentence.tree.deps[i + 1] == "nsubj":
        return False
    return words[i - 1][:1].isupper() and words[i + 1][:1].isupper()


def _begins_sentence(sentence: Sentence, i: int) -> bool:
    """A capital that no name has: the full stop before it is missing."""
    tree = sentence.tree
    word, before = tree.words[i], tree.words[i - 1]
    capital = word[:1].isupper() and not word.isupper()
    return capital and tree.pos[i] != "PROPN" and not tree.mentions[i] and before not in '«„“"('


def date(sentence: Sentence, cue: Cue, status: str | None) -> TimeValue | None:
    """The date beside a cue or its verb, or else the only date of the sentence.

    What is only announced does not happen on the day of the article: that is when it was said.
    """
    if not cue.kind.has_date:
        return None
    tree = sentence.tree
    dates = [
        (mention, start)
        for start in range(sentence.start, sentence.end)
        for mention in tree.mentions[start]
        if mention.type == "DATE" and tree.spans[mention][0] == start
    ]
    told = [(mention, start) for mention, start in dates if not _is_circumstance(tree, cue, start)]
    own = [mention for mention, start in told if _is_beside(tree, cue, start)]
    only = [mention for mention, start in told if _is_of_clause(sentence, cue, start)]
    chosen = own or (only if len(dates) == 1 else [])
    for mention in chosen:
        time = tree.time(mention)
        if time is None or time.timex_type not in ("DATE", "TIME"):
            continue
        today = time.begin is not None and time.begin.date() == tree.doc._.date
        if not (
            today and mention not in own and (status in _OPEN or _is_over(sentence, cue, mention))
        ):
            return time
    return None


def _is_beside(tree: Tree, cue: Cue, date: int) -> bool:
    """Whether a date hangs on a cue, with no other verb between them."""
    for t in itertools.islice(tree.up(date), _NEAR):
        if t in cue.core:
            return True
        if tree.pos[t] == "VERB" and tree.lemmas[t] not in CONCLUSION:
            return False
    return False


def _is_circumstance(tree: Tree, cue: Cue, date: int) -> bool:
    """ "визит — первый с тех пор, как в мае он победил": by the words, since the tree errs here."""
    return any(
        tree.words[i] == "," and tree.lemmas[i + 1] in _CIRCUMSTANCES
        for i in range(cue.token + 1, date - 1)
    )


def _is_over(sentence: Sentence, cue: Cue, date: Mention) -> bool:
    """Whether a date is that of a verb over the cue: "сегодня он сообщил, что подписал"."""
    tree = sentence.tree
    start = tree.spans[date][0]
    verb = next((t for t in tree.up(start) if tree.pos[t] == "VERB"), None)
    return verb is not None and verb not in cue.core


def _is_of_clause(sentence: Sentence, cue: Cue, date: int) -> bool:
    """Whether a date stands in the clause of a cue, or over it: not "с Х, избранным в июле"."""
    tree = sentence.tree
    verb = next((t for t in tree.up(date) if tree.pos[t] == "VERB" or tree.is_finite(t)), None)
    if verb is None or tree.lemmas[verb] in CONCLUSION:  # "договор ..., заключённый в июне"
        return True
    return verb in cue.core or verb in set(tree.up(cue.token))


def place(sentence: Sentence, cue: Cue, first: Party, second: Party) -> Mention | None:
    """The city, region or country where it took place."""
    if not cue.kind.has_place:
        return None
    sides = {first.mention, second.mention}
    for group in sentence.groups:
        mention = group.parties[0].mention
        if group.prep not in ("в", "на") or group.case not in ("Loc", "") or mention in sides:
            continue
        above = sentence.hangs_on(group)
        beside = sentence.group_at.get(above)
        near = beside is not None and any(party.mention in sides for party in beside.parties)
        if mention.type in PLACE_TYPES and (above in cue.core or near):
            return mention
    return None
