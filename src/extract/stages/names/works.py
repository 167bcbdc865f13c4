"""How a work that is named beside a name tells a character: "[Рэй] из игры «Башня»"."""

from __future__ import annotations

import re

from spacy.tokens import Span

from extract.annotations import Person
from extract.russian.dictionary import parses
from extract.stages.names.words import BLANK, WORD, nouns_before
from extract.syntax.features import feature

_WORK = (
    "(?:(?:видео)?игры|эпоса|мульт(?:фильм|сериал)а|аниме|комикс(?:а|ов)|сказки|мюзикла|фильма"
    "|(?:теле)?сериала|романа|повести|пьесы|блокбастера)"
)
_FROM_WORK = re.compile(f'{BLANK}из{BLANK}(?:[а-яё-]+{BLANK}){{0,2}}{_WORK}{BLANK}[«"“„A-ZА-ЯЁ]')
# Of whom or of what such words are said beside a work, that is no character.
_REAL = re.compile(
    "песн|музык|саундтрек|хит|трек|цитат|сцен|эпизод|рол[иь](?![а-яё])|акт[её]р|актрис|режисс|пев[еи]ц"
    "|исполн|звезд|сыгра|продюс|сценар|композитор|оператор|писател|автор|участни|ведущ|выступ|приех|посет|прибы|рассказ|сообщ|заяви",
    re.IGNORECASE,
)
_SAID = 60  # characters before a name that such words stand in
_IN_TITLED = re.compile(f'{BLANK}в{BLANK}(?:[а-яё]+{BLANK})?[«"“„]')
_PARTS = re.compile("(?:парти[ияюй]|роли)(?![а-яё])[^.!?\n]*$")
_MASCOT = re.compile(
    f"талисман[^\n]{{0,100}}(?:имя|назвали|назван|стал[аи]?|выбрали){BLANK}$", re.IGNORECASE
)
_MAKER = re.compile("автор|созда|разработ|придума|художник|дизайнер|победител", re.IGNORECASE)
_IN_BOOK = re.compile(
    f"(?:^|[.!?\n]{BLANK}?)В{BLANK}(?:книге|романе|пьесе|рассказе|повести|сказке|мультфильме|игре)"
    f'(?:{BLANK}[«"][^»"\n]{{1,40}}[»"])?{BLANK}[—–-]{BLANK}$'
)
_DASHES = frozenset("—–-")
_HERO_OF = re.compile(
    f"(?<![а-яё])геро(?:й|ю|ем|иня|ине|иней){BLANK}{_WORK}{BLANK}(?:по{BLANK}имени{BLANK})?$",
    re.IGNORECASE,
)
_HIDDEN = re.compile(f"под{BLANK}(?:именами|псевдонимами)[^.!?\n]{{0,70}}$", re.IGNORECASE)
_HIDES = re.compile("[^.!?\n]{0,40}(?:скрыва|прята)")
_JOKE = re.compile(f"анекдот[а-яё]*{BLANK}[^.!?\n]{{0,100}}(?:про|о|об){BLANK}$", re.IGNORECASE)

_AMONG = re.compile(
    f"персонаж[а-яё]+[^.!?\n]{{0,80}},{BLANK}в{BLANK}том{BLANK}числе{BLANK}"
    f"(?:{WORD},{BLANK}){{0,6}}(?:{WORD}{BLANK}и{BLANK})?$",
    re.IGNORECASE,
)


def is_of_work(text: str, span: Span, who: Person, before: str, end: int) -> bool:
    """Whether a name is of who lives in a work, a joke or a mascot.

    Args:
        text: The article's.
        span: The mention.
        who: How it was read.
        before: What stands before it.
        end: One past it.
    """
    near = before[-_SAID:]
    if _FROM_WORK.match(text, end) and _REAL.search(near) is None:
        return True
    lower = before.lower()
    if "талисман" in lower and _MASCOT.search(before) and _MAKER.search(before) is None:
        return True
    if "геро" in lower and _HERO_OF.search(before):
        return "документальн" not in lower and feature(span[0], "Case") != "Gen"
    if not _DASHES.isdisjoint(before[-3:]) and _IN_BOOK.search(before):
        return True
    if "под" in lower and _HIDES.match(text, end) and _HIDDEN.search(before):
        return True
    if " " in text[end - len(span.text) : end]:
        return False
    if _IN_TITLED.match(text, end) and _PARTS.search(before):
        return feature(span[0], "Case") not in ("", "Nom")
    return not who.surname and "анекдот" in lower and _JOKE.search(before) is not None


def titled(text: str, start: int, name: str) -> str | None:
    """A name, folded, with the noun before it in the nominative: "король лир"."""
    nouns = nouns_before(text, start, 40)
    return f"{parses(nouns[1])[0].normal_form} {name}" if nouns else None


def listed_before(before: str) -> bool:
    """ "персонажи возвращаются, в том числе Марлин, [Немо]"."""
    return "том числе" in before and _AMONG.search(before) is not None
