"""The body or place that a position is of, and what the rest of the article adds to it."""

from __future__ import annotations

import re

from extract.annotations import Entity, Mention, value
from extract.stages.careers import forms, kinds, patterns
from extract.stages.careers.areas import Named
from extract.stages.careers.parts import Parts
from extract.stages.careers.title import Title
from extract.stages.careers.titles import PLACES

# "Государственная дума по образованию": the task is its committee's; "правительство Чехии по
# торговле", "университет по науке": a deputy's. "УМВД по городу Омску" has none.
_TASK = re.compile(
    r"^((?:\w+ )?(?i:(?:гос)?дума|совет федерации|рада|сейм|парламент|собрание|хурал)"
    r"(?: РФ| России)?|[А-ЯЁ]{2,6}|\w+ организация \w+"
    r"|(?:\w+ ){0,3}(?i:администрация|правительство|кабмин|мэрия)(?: .+?)?"
    r"|(?:\w+ ){1,3}(?i:университет|академия|банк|завод|компания)(?: .+?)?)"
    r" по (?!город|област|кра[йю]|район|республик|округ|посел|сел)[а-яё].*"
)


class Bodies(Parts):
    """One document."""

    _of_boards: dict[tuple[int, int], dict[str, Mention]] | None = None

    def of(self, title: Title) -> Mention | None:
        """The body that a title names; of a part of a body the whole."""
        words = self.words
        inside = [
            name
            for name in self.within(title.start, title.end)
            if not name.start <= title.head < name.end and not self.is_gathered(name.mention)
        ]
        named = [name for name in inside if name.start > title.head]
        if named and self.is_adjective(named[0].mention) and title.case != "Gen":
            is_epithet = words.feature(title.head + 1, "Case") == title.case
            named = named[1:] if is_epithet else named  # "патриарх Московский"
        task = next((i for i in range(title.head, title.end) if words.lower(i) == "по"), title.end)
        if words.lemma(task + 1) in patterns.TASKS or words.lemma(title.head) == "министр":
            # "по вопросам выхода из Евросоюза", but "по делам Севера Японии"
            named = [
                name
                for name in named
                if name.start < task or (name.end == title.end and name.mention.type == "COUNTRY")
            ]
        if words.lemma(title.head) in patterns.ENVOYS:
            named = self._sending(title, named)
        body = self.organization(named)
        if body is not None and (self.is_named(body) or not self._is_common(body)):
            return None if self._is_board(body) else body
        if words.lemma(title.head) in patterns.DIPLOMATS and inside and inside[0] not in named:
            return inside[0].mention  # "российский посол в Турции"
        modifiers = {words.lemma(i) for i in range(title.start, title.head)}
        if modifiers & patterns.HONOURS and words.lemma(title.head) != "депутат":
            return body
        official = words.lemma(title.head) in patterns.OFFICIALS
        before = [name for name in inside if official and name.start < title.head]
        named = [name for name in named if not self._is_epithet(name, title)]
        places = [name for name in named or before if name.mention.type in PLACES]
        if places:
            return places[-1 if places[0].start > task else 0].mention
        return body or next((name.mention for name in named), None)

    def _sending(self, title: Title, named: list[Named]) -> list[Named]:
        """ "постпред Чехии при ООН" is Чехия's, "сенатор Чехии от Брно" is of Брно."""
        words = self.words
        after = next((i for i in range(title.head, title.end) if words.lower(i) == "при"), None)
        sent = [name for name in named if words.lower(name.start - 1) == "от"]
        if sent and all(name.mention.type in PLACES for name in named):
            return sent[:1]
        return [name for name in named if after is None or name.start < after] or named

    def _is_epithet(self, name: Named, title: Title) -> bool:
        """ "руководитель болгарской компании", "глава немецкой земли Гессен": not the body."""
        words = self.words
        if name.mention.type not in PLACES or not self.is_adjective(name.mention):
            return False
        noun = name.end
        while noun < title.end and words.is_modifier(noun):  # "австрийской федеральной земли"
            noun += 1
        if noun >= title.end or not words.is_noun(noun):
            return False
        inside = self.within(name.end, title.end)
        if any(
            other.mention.type in PLACES and other.start <= noun + 1 < other.end for other in inside
        ):
            return True
        if noun > name.end or words.lemma(noun) in patterns.GENERAL_PLACES:
            return False
        return all(name.end != inner.head for inner in title.inner)

    def of_member(self, title: Title, place: Mention) -> Mention | None:
        """The body of one of several holders: not a place whose ministry is meant."""
        around = [
            name.mention
            for name in self.within(title.head + 1, title.end)
            if name.mention.type == "ORGANIZATION" and place.type in PLACES
        ]
        inside = (body for body in around if body.start <= place.start and place.end <= body.end)
        return next(inside, None) if around else place

    def of_board(self, noun: int) -> Mention | None:
        """The one body whose board the article speaks of, for "председатель совета"."""
        words = self.words
        if words.lemma(noun) not in patterns.BOARDS or not words.is_modifier(noun - 1):
            return None
        if self._of_boards is None:
            self._of_boards = {}
            for name in self.names:
                if name.mention.type == "ORGANIZATION" and self.is_named(name.mention):
                    for at in range(max(name.start - 3, 1), name.start):
                        pair = words.lemmas[at - 1], words.lemmas[at]
                        key = self.key(name.mention) or ""
                        self._of_boards.setdefault(pair, {}).setdefault(key, name.mention)
        found = self._of_boards.get((words.lemmas[noun - 1], words.lemmas[noun]), {})
        return next(iter(found.values())) if len(found) == 1 else None

    def like(self, title: Title) -> Mention | None:
        """ "глава управления": the one body of the article whose name begins with its letter."""
        if title.end != title.head + 2:
            return None
        noun = self.words.lemma(title.head + 1)
        letter = patterns.ABBREVIATED.get(noun)
        fitting = [
            entity for entity in self.entities
            if entity.type == "ORGANIZATION" and letter is not None
            and re.match(rf"(?:Г?{letter}[А-ЯЁ]{{2,}}|{noun} \w)", entity.name, re.IGNORECASE)
            and not entity.name.islower() and entity.name[:2].isupper()
        ]  # fmt: skip
        longest = max(fitting, key=lambda entity: len(entity.name), default=None)
        if longest is None or not all(longest.name.startswith(e.name) for e in fitting):
            return None
        return longest.mentions[0]

    def _is_board(self, body: Mention) -> bool:
        """A board of nobody knows whom."""
        noun = self.noun(body)
        entity = self.entity.get(body)
        return noun in patterns.BOARDS and (entity.name if entity else "").islower()

    def is_gathered(self, body: Mention) -> bool:
        """ "делегация Омска": who heads it works for Омск."""
        return body.type == "ORGANIZATION" and self.noun(body) in patterns.NOT_LED

    def _is_common(self, body: Mention) -> bool:
        """A common noun that coreference joins with no name."""
        entity = self.entity.get(body)
        name = entity.name if entity else self.words.written(*self.words.spans[body])
        return name.islower() and " " not in name

    def ministry(self, title: Title, position: str, place: Mention) -> str | None:
        """ "министр экономики Бурятии" leads "министерство экономики Бурятии"."""
        words = self.words
        if words.lemma(title.head) != "министр" or place.type != "STATE_OR_PROVINCE":
            return None  # those of countries have names of their own
        if any(self._is_epithet(name, title) for name in self.within(title.head, title.end)):
            return None  # "министр финансов немецкой земли Гессен": a description, no name
        field = re.sub(r"^.*?министра?(?= |$)", "", position)
        has_field = words.spans[place][0] != title.head + 1  # not "министр Англии по торговле"
        return "министерство" + field if has_field and field.count(" ") > 1 else None

    def unmarked(self, title: Title) -> str | None:
        """ "глава офиса президента": a body that nothing marks, by its noun, in the nominative."""
        words = self.words
        near = self.within(title.head + 1, title.head + 4)
        if any(self.is_named(name.mention) for name in near) and not title.inner:
            return None
        heads = {inner.head for inner in title.inner if kinds.is_one(words.lemma(inner.head))}
        first = title.head + 1 + (title.head + 1 in heads)  # "замглавы", "заместитель главы"
        noun = next((i for i in range(first, title.end) if words.is_noun(i)), title.head)
        is_body = words.lemma(noun) in patterns.BODIES - patterns.BOARDS
        if not is_body or title.end - first < 2 or words.lower(noun + 1) == "по":
            return None
        if any(not words.is_modifier(i) for i in range(first, noun)):
            return None
        if title.end == noun + 1 and not words.texts[first][:1].isupper():
            return None  # "директор чешской компании": no name
        return forms.phrase_in_case(words, first, title.end, "nomn")

    def name(self, body: Mention) -> str:
        """As the article calls it; a body told by one noun or by letters by its fullest name."""
        entity = self.entity.get(body)
        plural = any(
            self.words.is_noun(i) and self.words.feature(i, "Number") == "Plur"
            for i in range(*self.words.spans[body])
        )
        if body.type in PLACES and not (entity and (plural or self.is_adjective(body))):
            start = self.words.spans[body][0]
            kind = self.words.lemma(start - 1) if start else ""
            if kind in ("республика", "земля"):  # "республики Саха"
                named = start > 1 and self.words.texts[start - 2][:1].isupper()
                if named and self.words.is_modifier(start - 2):
                    first, end = start - 2, self.words.spans[body][1]
                    return forms.phrase_in_case(self.words, first, end, "nomn")
                return f"{kind} {self.words.written(*self.words.spans[body])}"
            return forms.in_case(self.words, body, "nomn")
        if entity is not None and body.type in PLACES and self.is_adjective(body):
            noun = self.plainest(entity)  # "белорусский": "Беларусь", as the article calls it
            if not self.is_adjective(noun):
                return forms.in_case(self.words, noun, "nomn")
        if entity is None or self._is_voice(entity, body):
            return _without_task(forms.in_case(self.words, body, "nomn"))
        if self._is_told(body):
            return _without_task(value(self.words.doc, body, "normal") or entity.name)
        return _without_task(entity.name)

    def _is_told(self, body: Mention) -> bool:
        """Whether a name tells its body whole: not "МИД", "Правительство"."""
        start, end = self.words.spans[body]
        if body.type != "ORGANIZATION" or not self.is_named(body):
            return False
        alone = end - start == 1
        return not alone or not (
            self.words.texts[start].isupper() or self.words.lemma(start) in patterns.BODIES
        )

    def _is_voice(self, entity: Entity, body: Mention) -> bool:
        """Whether "пресс-служба завода" is what an article most fully says of a завод."""
        first = entity.name.split(" ")[0].lower()
        return first in patterns.VOICES | patterns.BOARDS and self.noun(body) != first

    def rules(self, body: Mention) -> bool:
        """Whether a body is a place or what rules one."""
        name = self.words.written(*self.words.spans[body]).lower()
        return body.type in PLACES or name.startswith(patterns.RULING)

    def is_adjective(self, body: Mention) -> bool:
        """ "российский"."""
        start, end = self.words.spans[body]
        return not any(self.words.is_noun(i) for i in range(start, end))

    def known(self, body: Mention | None) -> Mention | None:
        """The body, where the article names it somewhere."""
        if body is None or not self._is_common(body):
            return body
        return None

    def key(self, body: Mention | None) -> str | None:
        entity = self.entity.get(body) if body else None
        return entity.key if entity else None

    def keys_in(self, title: Title) -> set[str | None]:
        """Keys of all that a title names."""
        return {self.key(name.mention) for name in self.within(title.start, title.end)}


def _without_task(name: str) -> str:
    """A chamber or an abbreviation without what its committee deals with."""
    return _TASK.sub(r"\1", name)
