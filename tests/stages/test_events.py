"""Events: which happenings, named how, when, where, who, held or planned."""

import datetime as dt

import pytest
from tests.stages.marked import read

from extract.annotations import Career, Event, Mention, Relation, TimeValue, value
from extract.schema import EVENT_KINDS
from extract.stages.coreference import Coreference
from extract.stages.events import Events
from extract.stages.events.deverbal import noun_of
from extract.stages.events.nouns import KIND_OF_NOUN
from extract.stages.events.verbs import FRAMES
from extract.stages.names import Names

DAY = dt.datetime(2022, 11, 28)
TODAY = dt.date(2022, 11, 30)


def tell(marked: str, *relations: tuple[str, str, str], dates: dict[str, dt.datetime] = {}):  # noqa: B006
    """The document of a marked text and its events; relations name mentions by their words."""
    doc = read(marked)
    for span in doc.spans["entities"]:
        if span.text in dates:
            day = dates[span.text]
            grain, days = ("year", 365) if span.text.endswith("года") else ("day", 1)
            end = day + dt.timedelta(days=days, seconds=-1)
            span._.time = TimeValue("DATE", f"{day:%Y-%m-%d}", day, end, grain)

    def named(words: str) -> Mention:
        return next(s._.mention for s in doc.spans["entities"] if s.text == words)

    doc._.date = TODAY
    Names()(doc)
    Coreference()(doc)
    doc._.relations = [
        Relation(named(one), predicate, named(other), "model", 0.9)
        for one, predicate, other in relations
    ]
    return doc, Events().find(doc)


def only(marked: str, *relations: tuple[str, str, str], **options) -> Event:
    (event,) = tell(marked, *relations, **options)[1]
    return event


def words(doc, mention: Mention | None) -> str | None:
    return doc.text[mention.start : mention.end] if mention else None


def who(marked: str) -> dict[str, str]:
    """Of each participant of the only event the role."""
    doc, (event,) = tell(marked)
    return {one.name or words(doc, one.mention): one.role for one in event.participants}


NAMES = """
[[Россия]] и [[Сербия]] подписали договор о дружбе. → подписание договора о дружбе между Россией и Сербией
Договор о дружбе подписан [[Россией]] и [[Сербией]]. → подписание договора о дружбе между Россией и Сербией
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. → встреча Ивана Кротова с Анной Беловой
[[Иван Кротов:PER]] провёл [[встречу:EVENT]] с [[Анной Беловой:PER]]. → встреча Ивана Кротова с Анной Беловой
[[Иван Кротов:PER]] принял [[Анну Белову:PER]]. → встреча Ивана Кротова с Анной Беловой
«[[Маяк:ORG]]» обыграл «[[Луч:ORG]]» в [[Твери:CITY]]. → победа «Маяка» над «Лучом» в Твери
«[[Маяк:ORG]]» построил завод в [[Твери:CITY]]. → строительство завода в Твери «Маяком»
[[Делегация Вьетнама:ORG]] посетила [[Тверь:CITY]]. → посещение Твери делегацией Вьетнама
[[Иван Кротов:PER]] открыл в [[Твери:CITY]] [[выставку «Маяк-2030»:EVENT]]. → открытие выставки «Маяк-2030»
Делегация [[Вьетнама]] прибыла в [[Тверь:CITY]]. → визит делегации Вьетнама в Тверь
[[Иван Кротов:PER]] прибыл с рабочим [[визитом:EVENT]] в [[Тверь:CITY]]. → рабочий визит Ивана Кротова в Тверь
[[Тверь:CITY]] приняла делегацию [[Вьетнама]]. → визит делегации Вьетнама в Тверь
[[Анна Белова:PER]] побывала в [[Твери:CITY]]. → посещение Твери Анной Беловой
[[Иван Кротов:PER]] назначен [[министром:JOB]]. → назначение Ивана Кротова министром
[[Анна Белова:PER]] ушла в отставку. → отставка Анны Беловой
[[Анну Белову:PER]] сместили с поста. → смещение Анны Беловой с поста
До назначения [[Анны Беловой:PER]] [[министром:JOB]] было тихо. → назначение Анны Беловой министром
Суд отправил под стражу водителя [[Ивана Кротова:PER]]. → арест Ивана Кротова
[[Минюст:ORG]] отозвал лицензию у банка «[[Заря:ORG]]». → отзыв лицензии Минюстом у банка «Заря»
[[Полиция:ORG]] задержала около 20 человек в [[Твери:CITY]]. → задержание 20 человек в Твери
В [[Твери:CITY]] прошёл кинофестиваль «Заря». → кинофестиваль «Заря»
В [[Твери:CITY]] открылась фотовыставка. → фотовыставка
Продажи романа начались в [[Твери:CITY]]. → начало продаж романа в Твери
[[Иван Кротов:PER]] умер в [[Твери:CITY]]. → смерть Ивана Кротова в Твери
Полиция задержала [[Ивана Кротова:PER]]. → задержание Ивана Кротова
[[«Маяк»:ORG]] купил завод. → покупка завода «Маяк»
В [[Твери:CITY]] открыли школу. → открытие школы
Суд огласил приговор [[Ивану Кротову:PER]]. → вынесение приговора Ивану Кротову
В [[Твери:CITY]] полиция арестовала тренеров. → арест тренеров в Твери
Делегация [[Вьетнама]] прибыла в регион. → визит делегации Вьетнама в регион
[[Россия]] и [[Сербия]] подписали программу обменов. → подписание программы обменов между Россией и Сербией
Готовят [[форум:EVENT]] «[[Весна:EVENT]]». Мероприятие откроют в [[Твери:CITY]]. → форум «Весна»
В [[Твери:CITY]] открылся [[форум:EVENT]] «[[Весна, лето и осень:EVENT]]». → форум «Весна, лето и осень»
Прошёл [[второй международный форум:EVENT]] в [[Твери:CITY]]. → второй международный форум в Твери
Врача, которого арестовали в [[Твери:CITY]], знают все. → арест
Купец, с которым [[Иван Кротов:PER]] встретился в [[Твери:CITY]], уехал. → встреча Ивана Кротова
"""


@pytest.mark.parametrize("line", NAMES.strip().splitlines())
def test_the_name_is_a_noun_phrase_in_the_nominative(line):
    marked, _, name = line.partition(" → ")
    assert only(marked).name == name


NOTHING = """
[[Иван Кротов:PER]] заявил о развитии [[Твери:CITY]].
[[Иван Кротов:PER]] считает, что [[Тверь:CITY]] растёт.
[[Россия]] и [[Сербия]] не подписали договор.
Если [[Россия]] и [[Сербия]] подпишут договор, торговля вырастет.
[[Иван Кротов:PER]] регулярно встречается с [[Анной Беловой:PER]].
Самолёт прилетел в [[Тверь:CITY]].
Кто стал [[министром:JOB]]?
[[Делегация:EVENT]] [[Вьетнама]] довольна.
Шёл дождь.
"""


@pytest.mark.parametrize("marked", NOTHING.strip().splitlines())
def test_what_is_no_event(marked):
    assert tell(marked)[1] == []


KINDS = """
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. → forum
[[Концерт:EVENT]] прошёл в [[Твери:CITY]]. → festival
В [[Твери:CITY]] прогремел [[взрыв:EVENT]]. → incident
[[Иван Кротов:PER]] погиб в [[Твери:CITY]]. → birth_death
[[Иван Кротов:PER]] осуждён за кражу. → trial
В [[Твери:CITY]] прошли [[торги:EVENT]]. → deal
"""


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_the_kind(line):
    marked, _, kind = line.partition(" → ")
    assert only(marked).kind == kind


def test_the_tables_of_words_know_only_kinds_of_the_schema():
    kinds = set(KIND_OF_NOUN.values()) | {f.kind for frames in FRAMES.values() for f in frames}
    assert kinds <= set(EVENT_KINDS)


@pytest.mark.parametrize(
    ("verb", "noun"),
    [("похитить", "похищение"), ("выставить", "выставление"), ("потерять", "потеря"),
     ("заразиться", "заражение"), ("ыкнуть", None)],
)  # fmt: skip
def test_the_noun_of_a_verb_that_no_table_has(verb, noun):
    assert noun_of(verb) == noun


STATUS = """
Утверждён девиз [[Олимпиады:EVENT]] в [[Твери:CITY]]. → unknown
Мастер выпустил кофр для [[чемпионата:EVENT]] в [[Твери:CITY]]. → unknown
Так было до [[выборов:EVENT]] в [[Твери:CITY]]. → unknown
Премьера оперы намечена в [[Твери:CITY]] на май. → planned
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. → held
[[Форум:EVENT]] проходит в [[Твери:CITY]]. → held
[[Форум:EVENT]] состоится в [[Твери:CITY]]. → planned
[[Иван Кротов:PER]] примет участие в [[форуме:EVENT]]. → planned
[[Иван Кротов:PER]] принял участие в [[форуме:EVENT]]. → held
[[Форум:EVENT]] в [[Твери:CITY]] отменён. → cancelled
[[Форум:EVENT]] в [[Твери:CITY]] не состоялся. → cancelled
Власти отменили [[форум:EVENT]] в [[Твери:CITY]]. → cancelled
[[Визит:EVENT]] [[Анны Беловой:PER]] отложен. → cancelled
[[Иван Кротов:PER]] встретится с [[Анной Беловой:PER]]. → planned
[[Иван Кротов:PER]] намерен посетить [[Тверь:CITY]]. → planned
[[Иван Кротов:PER]] пригласил [[Анну Белову:PER]] посетить [[Тверь:CITY]]. → planned
[[Ивану Кротову:PER]] удалось посетить [[Тверь:CITY]]. → held
[[Иван Кротов:PER]] вынужден был покинуть пост. → held
[[Россия]] и [[Сербия]] распишутся под соглашением. → planned
[[Тверь:CITY]] заинтересована в [[форуме:EVENT]] в [[Сочи:CITY]]. → planned
Министерство опровергло [[встречу:EVENT]] [[Кротова:PER]] с [[Беловой:PER]]. → cancelled
По слухам, [[встреча:EVENT]] [[Кротова:PER]] с [[Беловой:PER]] прошла. → unknown
[[Кротов:PER]] рассчитывает на [[встречу:EVENT]] с [[Беловой:PER]]. → planned
[[Кротов:PER]] отказался от [[поездки:EVENT]] в [[Тверь:CITY]]. → cancelled
"""


@pytest.mark.parametrize("line", STATUS.strip().splitlines())
def test_status(line):
    marked, _, status = line.partition(" → ")
    assert only(marked).status == status


def test_what_was_planned_for_a_day_gone_by_is_not_held():
    event = only("[[Форум:EVENT]] запланирован на [[28 ноября:DATE]].", dates={"28 ноября": DAY})
    assert event.status == "unknown"


TO_COME = """
[[5 декабря:DATE]] [[Иван Кротов:PER]] благополучно [[приземлился:EVENT]] в [[Твери:CITY]]. → unknown
В [[Твери:CITY]] [[5 декабря:DATE]] [[открылась выставка:EVENT]]. → unknown
[[Взрыв прогремел:EVENT]] в [[Твери:CITY]] [[5 декабря:DATE]]. → unknown
[[Форум:EVENT]] состоялся [[5 декабря:DATE]] в [[Твери:CITY]]. → unknown
[[Иван Кротов:PER]] посетит [[Тверь:CITY]] [[5 декабря:DATE]]. → planned
[[5 декабря:DATE]] в [[Твери:CITY]] проходит [[форум:EVENT]]. → planned
[[Форум:EVENT]] назначен на [[5 декабря:DATE]]. → planned
[[Иван Кротов:PER]] намеревался посетить [[Тверь:CITY]] [[5 декабря:DATE]]. → planned
"""


@pytest.mark.parametrize("line", TO_COME.strip().splitlines())
def test_what_is_told_as_done_was_not_planned_for_a_day_to_come(line):
    marked, _, status = line.partition(" → ")
    assert only(marked, dates={"5 декабря": DAY + dt.timedelta(days=7)}).status == status


# --- one event or several -----------------------------------------------------------------------

UNDATED = """
Приглашаем! [[28 ноября:DATE]] в [[Твери:CITY]] проходит ярмарка «Мёд». → planned
[[28 ноября:DATE]] в [[Твери:CITY]] открывается выставка «Мёд». Она продлится до весны. → planned
[[28 ноября:DATE]] в [[Твери:CITY]] проходит ярмарка «Мёд». → unknown
Завтра в [[Твери:CITY]] проходит ярмарка «Мёд». → planned
На следующей неделе в [[Твери:CITY]] проходит ярмарка «Мёд». → planned
На следующий день в [[Твери:CITY]] проходит ярмарка «Мёд». → held
[[28 ноября:DATE]] в [[Твери:CITY]] прошла ярмарка «Мёд». → held
В [[Твери:CITY]] проходит ярмарка «Мёд». → held
"""


@pytest.mark.parametrize("line", UNDATED.strip().splitlines())
def test_the_present_tense_of_an_article_without_a_date_may_be_a_plan(line):
    marked, _, status = line.partition(" → ")
    doc, _ = tell(marked, dates={"28 ноября": DAY})
    doc._.date = None
    (event,) = Events().find(doc)
    assert event.status == status


COUNTS = """
В [[Твери:CITY]] открылся [[XVIII форум:EVENT]]. На [[форуме:EVENT]] тесно. → 1
Открылся [[XV форум:EVENT]] мира в [[Твери:CITY]]. [[Форум:EVENT]] мира тесен. → 1
В [[Твери:CITY]] завершился [[второй саммит:EVENT]]. В [[Сочи:CITY]] прошёл [[первый саммит:EVENT]]. → 2
В [[Твери:CITY]] идёт [[саммит:EVENT]]. Следующий [[саммит:EVENT]] будет в [[Сочи:CITY]]. → 2
В [[Твери:CITY]] идёт [[форум:EVENT]] «[[Весна:EVENT]]». → 1
[[Взрыв прогремел:EVENT]] в [[Твери:CITY]]. [[Взрыв:EVENT]] услышали все. → 1
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. [[Разговор:EVENT]] был долгим. → 1
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. [[Кротов:PER]] встретился и с [[Петром Горном:PER]]. → 2
[[Иван Кротов:PER]] посетил [[Тверь:CITY]]. [[Кротов:PER]] посетил и [[Сочи:CITY]]. → 2
[[Иван Кротов:PER]] родился в [[Твери:CITY]]. [[Иван Кротов:PER]] умер в [[Сочи:CITY]]. → 2
[[Иван Кротов:PER]] умер в [[Твери:CITY]]. Смерть [[Кротова:PER]] потрясла всех. [[Кротов:PER]] скончался ночью. → 1
"""


@pytest.mark.parametrize("line", COUNTS.strip().splitlines())
def test_how_many_events(line):
    marked, _, n = line.partition(" → ")
    assert len(tell(marked)[1]) == int(n)


def test_events_of_different_dates_stay_apart():
    _, found = tell(
        "[[Концерт:EVENT]] прошёл [[1 мая:DATE]]. [[концерт:EVENT]] прошёл и [[2 мая:DATE]].",
        ("Концерт", "POINT_IN_TIME", "1 мая"),
        ("концерт", "POINT_IN_TIME", "2 мая"),
        dates={"1 мая": DAY, "2 мая": DAY + dt.timedelta(days=1)},
    )
    assert len(found) == 2


def test_every_naming_is_kept_and_mentions_come_first():
    doc, (event,) = tell(
        "В [[Твери:CITY]] открылся [[XVIII форум:EVENT]]. На [[форуме:EVENT]] тесно."
    )
    assert [doc.text[slice(*span)] for span in event.namings] == ["XVIII форум", "форуме"]
    assert doc.text[slice(*event.text)] == "XVIII форум"
    assert [words(doc, mention) for mention in event.mentions] == ["XVIII форум", "форуме"]


# --- relations ----------------------------------------------------------------------------------


def test_what_a_relation_tells_is_told_once_with_the_relation():
    doc, _ = tell("[[Россия]] и [[Сербия]] подписали договор.")
    one, other = (span._.mention for span in doc.spans["entities"])
    cue = doc.text.index("договор")
    relation = Relation(
        one, "AGREEMENT_WITH", other, "pattern", 0.9, (cue, cue + 7), "договор", status="signed"
    )
    doc._.relations = [relation]
    (event,) = Events().find(doc)
    assert event.relation == relation
    assert event.name == "подписание договора между Россией и Сербией"


@pytest.mark.parametrize(("score", "status", "n"),
                         [(0.9, "held", 1), (0.3, "held", 0)])  # fmt: skip
def test_only_trusted_relations_tell(score, status, n):
    doc, _ = tell("[[Россия]] и [[Сербия]] обсудили торговлю.")
    one, other = (span._.mention for span in doc.spans["entities"])
    cue = doc.text.index("обсудили")
    doc._.relations = [
        Relation(one, "MEETING_WITH", other, "model", score, (cue, cue + 8), status=status)
    ]
    found = Events().find(doc)
    assert [event.name for event in found] == ["встреча России с Сербией"] * n


def test_the_score_grows_with_what_is_known():
    bare = only("[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]].").score
    full = only(
        "[[28 ноября:DATE]] [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]] в [[Твери:CITY]].",
        dates={"28 ноября": DAY},
    ).score
    assert 0 < bare < full <= 1


# --- when ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("relations", [[("Форум", "POINT_IN_TIME", "28 ноября")], []])
def test_the_date_comes_from_the_relation_or_the_sentence(relations):
    event = only("[[Форум:EVENT]] прошёл [[28 ноября:DATE]].", *relations, dates={"28 ноября": DAY})
    assert event.begin == DAY
    assert event.end == DAY + dt.timedelta(days=1, seconds=-1)


@pytest.mark.parametrize(
    "marked",
    [
        "В [[Твери:CITY]] откроют [[выставку:EVENT]] книг. Она пройдёт [[28 ноября:DATE]].",
        "В [[Твери:CITY]] готовят [[форум:EVENT]] мира. Он откроется [[28 ноября:DATE]].",
        "[[28 ноября:DATE]] начнётся [[фестиваль:EVENT]] света. Он пройдёт в [[Твери:CITY]].",
        "[[Встреча:EVENT]] министров [[28 ноября:DATE]] важна. Она состоится в [[Твери:CITY]].",
        "[[Соревнования:EVENT]] начнутся [[28 ноября:DATE]]. Они пройдут в [[Твери:CITY]].",
    ],
)
def test_what_a_pronoun_says_is_of_the_gathering_before(marked):
    doc, (event,) = tell(marked, dates={"28 ноября": DAY})
    assert (event.begin, words(doc, event.place)) == (DAY, "Твери")


@pytest.mark.parametrize(
    ("last", "status"),
    [(TODAY, "planned"), (TODAY + dt.timedelta(days=4), "planned"), (DAY.date(), "unknown")],
)
def test_what_still_goes_on_may_be_to_come(last, status):
    doc, _ = tell("На [[неделе:DATE]] в [[Твери:CITY]] пройдёт [[фестиваль:EVENT]] света.")
    end = dt.datetime.combine(last, dt.time(23, 59))
    doc.spans["entities"][0]._.time = TimeValue("DATE", "2022-W48", DAY, end, "week")
    assert [event.status for event in Events().find(doc)] == [status]


@pytest.mark.parametrize(
    "marked",
    [
        "[[28 ноября:DATE]] [[Кротов:PER]] сообщил, что [[форум:EVENT]] мира откроется в [[Твери:CITY]].",
        "[[Кротов:PER]] рассказал [[28 ноября:DATE]], что [[выставка:EVENT]] света будет в [[Твери:CITY]].",
        "[[28 ноября:DATE]] в газете сообщили, что [[матч:EVENT]] века пройдёт в [[Твери:CITY]].",
        "[[28 ноября:DATE]] мэр заявил, что в [[Твери:CITY]] состоится марафон «Река».",
        "[[28 ноября:DATE]] газета написала, что в [[Твери:CITY]] прошёл [[концерт:EVENT]] хора.",
    ],
)
def test_the_day_of_the_words_is_not_that_of_what_they_tell(marked):
    _, (event,) = tell(marked, dates={"28 ноября": DAY})
    assert event.begin is None


def test_a_host_is_where_it_is_and_takes_no_part():
    doc, (event,) = tell("[[Тверь:CITY]] примет [[фестиваль:EVENT]] света.")
    assert (words(doc, event.place), event.participants) == ("Тверь", ())


@pytest.mark.parametrize(
    "marked",
    [
        "В [[Твери:CITY]] подписали протокол о поставках угля в [[2024 году:DATE]].",
        "В [[Твери:CITY]] заключили договор о строительстве моста в [[2024 году:DATE]].",
        "В [[Твери:CITY]] подписали соглашение о проведении игр в [[2024 году:DATE]].",
        "В [[Твери:CITY]] подписали план работ на [[2024 год:DATE]].",
        "В [[Твери:CITY]] подписали план на период [[2024 года:DATE]].",
    ],
)
def test_the_year_of_what_is_agreed_on_is_not_that_of_the_signing(marked):
    doc, _ = tell(marked)
    (year,) = (span for span in doc.spans["entities"] if span.label_ == "DATE")
    first, last = dt.datetime(2024, 1, 1), dt.datetime(2024, 12, 31)
    year._.time = TimeValue("DATE", "2024", first, last, "year")
    assert [event.begin for event in Events().find(doc)] == [None]


NO_DATE = """
Для [[Токаева:PER]], избранного [[28 ноября:DATE]], это [[форум:EVENT]] в [[Твери:CITY]].
[[28 ноября:DATE]] [[Кротов:PER]] сообщил, что [[Анна Белова:PER]] посетит [[Тверь:CITY]].
[[Кротов:PER]] купил завод, о чём [[28 ноября:DATE]] рассказала газета.
"""


@pytest.mark.parametrize("marked", NO_DATE.strip().splitlines())
def test_a_date_of_another_clause_is_not_the_events(marked):
    assert [event.begin for event in tell(marked, dates={"28 ноября": DAY})[1]] == [None]


SPOKEN = """
Сегодня [[Иван Кротов:PER]] посетил [[Тверь:CITY]]. → 2022-11-30
[[Иван Кротов:PER]] посетил [[Тверь:CITY]] вчера. → 2022-11-29
[[28 ноября:DATE]] [[Иван Кротов:PER]] приехал в [[Тверь:CITY]], где встретился с [[Анной Беловой:PER]]. → 2022-11-28
[[28 ноября:DATE]] начнётся программа [[форума:EVENT]] в [[Твери:CITY]]. → None
Карту, по которой [[28 ноября:DATE]] поедут гости, показали на [[форуме:EVENT]] в [[Твери:CITY]]. → None
[[Тверь:CITY]] и [[Омск:CITY]] подписали соглашение о сотрудничестве сторон на [[28 ноября:DATE]]. → None
"""


@pytest.mark.parametrize("line", SPOKEN.strip().splitlines())
def test_the_day_is_that_of_the_event_itself(line):
    marked, _, day = line.partition(" → ")
    found = tell(marked, dates={"28 ноября": DAY})[1]
    assert {str(event.begin.date()) if event.begin else "None" for event in found} == {day}


@pytest.mark.parametrize(
    ("today", "begin"), [((2022, 11, 15), (2022, 11, 1)), ((2022, 11, 30), None)]
)
def test_what_goes_on_these_days_is_of_this_month_but_not_at_its_border(today, begin):
    doc, _ = tell("В эти дни в [[Твери:CITY]] проходит [[форум:EVENT]].")
    doc._.date = dt.date(*today)
    (event,) = Events().find(doc)
    assert event.begin == (dt.datetime(*begin) if begin else None)


def test_the_verbs_that_open_and_close_it_give_begin_and_end():
    event = only(
        "[[Форум:EVENT]] открылся [[1 мая:DATE]] и завершится [[3 мая:DATE]].",
        dates={"1 мая": DAY, "3 мая": DAY + dt.timedelta(days=2)},
    )
    assert (event.begin, event.end.date()) == (DAY, (DAY + dt.timedelta(days=2)).date())


# --- where --------------------------------------------------------------------------------------

PLACES = """
[[Форум:EVENT]] состоялся в [[Твери:CITY]]. → Твери
[[Кротов:PER]] ездил в [[Китай]], в город [[Далянь:CITY]]. → Далянь
[[Кротов:PER]] приехал в [[Тверь:CITY]]. → Тверь
[[Россия]] и [[Сербия]] подписали договор в [[Твери:CITY]]. → Твери
[[Форум:EVENT]] «[[Россия]]» прошёл в [[Твери:CITY]]. → Твери
Переговоры [[Ивана Кротова:PER]] с [[«Маяком»:ORG]]. → None
[[Анна Белова:PER]] выступила в [[Твери:CITY]] на [[заседании:EVENT]] совета. → Твери
[[Подписать меморандум:EVENT]] договорились в [[Твери:CITY]]. → Твери
Переговоры с главой МИД [[Сербии]] [[Иваном Кротовым:PER]] в [[Белграде:CITY]] завершились. → Белграде
[[Иван Кротов:PER]] встретился с послом [[Кубы]] в [[Китае]]. → None
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]] на территории [[Омска:CITY]]. → Омска
"""


@pytest.mark.parametrize("line", PLACES.strip().splitlines())
def test_the_place(line):
    marked, _, place = line.partition(" → ")
    doc, (event,) = tell(marked)
    assert str(words(doc, event.place)) == place


BUILDINGS = """
[[Форум:EVENT]] прошёл в резиденции губернатора [[Омской области:REG]]. → резиденция губернатора Омской области
[[Форум:EVENT]] прошёл в павильоне «Весна». → павильон «Весна»
[[Форум:EVENT]] прошёл в школе № 5. → школа № 5
[[Иван Кротов:PER]] побеседовал с гостями в Конгресс-холле. → Конгресс-холл
[[Иван Кротов:PER]] осмотрел агропарк «Заря». → агропарк «Заря»
[[Форум:EVENT]] прошёл в [[Твери:CITY]], в музее [[Анны Беловой:PER]]. → музей Анны Беловой
"""


@pytest.mark.parametrize("line", BUILDINGS.strip().splitlines())
def test_a_building_that_nobody_has_marked_is_a_place_with_a_name(line):
    marked, _, name = line.partition(" → ")
    doc, (event,) = tell(marked)
    Events()(doc)
    assert value(doc, event.place, "normal") == name


NO_PLACE = """
[[Форум:EVENT]] «[[Весна:EVENT]]» прошёл в школе.
[[Тверь:CITY]] и [[Омск:CITY]] начали [[переговоры:EVENT]].
[[Иван Кротов:PER]] посетил аэропорт и [[Омск:CITY]].
"""


@pytest.mark.parametrize("marked", NO_PLACE.strip().splitlines())
def test_what_is_not_the_place(marked):
    relations = [("переговоры", "TAKES_PLACE_IN", "Омск")] if "переговоры" in marked else []
    assert [event.place for event in tell(marked, *relations)[1]] == [None]


# How the text names a place, its usual name, and how the event names it; None as usual.
CALLED = """
В [[Подмосковье:REG]] открылся → Московская область → Подмосковье
В [[Петербурге:CITY]] открылся → Санкт-Петербург → Петербург
В [[Югре:REG]] открылся → Ханты-Мансийский автономный округ — Югра → Югра
В [[Якутии:REG]] открылся → Республика Саха (Якутия) → Якутия
В [[Британии]] открылся → Великобритания → None
В [[Тверской области:REG]] открылся → Тверская область → None
В [[Северной столице:CITY]] открылся → Санкт-Петербург → None
В [[чешской столице:CITY]] открылся → Прага → None
"""


@pytest.mark.parametrize("line", CALLED.strip().splitlines())
def test_the_place_is_called_as_the_article_calls_it(line):
    marked, usual, called = line.split(" → ")
    doc, _ = tell(f"{marked} [[форум:EVENT]] мира.")
    doc.spans["entities"][0]._.normal = usual
    (event,) = Events().find(doc)
    assert str(event.place_name) == called


def test_a_place_that_the_article_calls_by_its_usual_name_too_has_that():
    doc, _ = tell(
        "В [[Петербурге:CITY]] открылся [[форум:EVENT]] мира. [[Санкт-Петербург:CITY]] рад."
    )
    for span in doc.spans["entities"]:
        if span.label_ == "CITY":
            span._.normal = "Санкт-Петербург"
    doc = Coreference()(doc)
    (event,) = Events().find(doc)
    assert event.place_name is None


def test_who_goes_to_a_place_for_an_event_says_where_it_is():
    doc, found = tell(
        "Губернатор вылетел в [[Сочи:CITY]] для участия в международном [[форуме:EVENT]]."
    )
    assert [words(doc, event.place) for event in found] == ["Сочи", "Сочи"]


WHERE_THEY_CAME = """
[[Иван Кротов:PER]] приехал в [[Тверь:CITY]], где встретился с [[Анной Беловой:PER]]. → Тверь
[[Иван Кротов:PER]] прибыл в [[Тверь:CITY]]. [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. → Тверь
[[Иван Кротов:PER]] прибыл в [[Тверь:CITY]]. Ранее [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. → None
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. [[Иван Кротов:PER]] прибыл в [[Тверь:CITY]]. → Тверь
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. Ранее [[Иван Кротов:PER]] прибыл в [[Тверь:CITY]]. → None
"""


@pytest.mark.parametrize("line", WHERE_THEY_CAME.strip().splitlines())
def test_guests_meet_where_they_have_come(line):
    marked, _, place = line.partition(" → ")
    doc, found = tell(marked)
    (meeting,) = [event for event in found if event.kind == "meeting"]
    assert str(words(doc, meeting.place)) == place


def test_the_governor_is_where_the_delegation_of_his_region_has_come():
    marked = (
        "Делегация [[Омской области:REG]] прибыла в [[Ереван:CITY]]. "
        "[[Губернатор:JOB]] [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]."
    )
    doc, _ = tell(marked)
    region, _, _, governor, _ = (span._.mention for span in doc.spans["entities"])
    doc._.careers = [Career(governor, "губернатор", region, "Омская область", False, 0.9)]
    assert [words(doc, event.place) for event in Events().find(doc)] == ["Ереван", "Ереван"]


DATELINES = """
[[КАЗАНЬ:CITY]], [[12 мая:DATE]] — [[РИА:ORG]]. [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. → КАЗАНЬ
[[Казань:CITY]]. [[12 мая:DATE]]. ТАСС – [[Иван Кротов:PER]] провёл переговоры с [[Анной Беловой:PER]]. → Казань
[[Казань:CITY]], [[12 мая:DATE]] — [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]] в [[Твери:CITY]]. → Твери
[[Казань:CITY]], [[12 мая:DATE]] — [[Иван Кротов:PER]] встретится с [[Анной Беловой:PER]]. → None
[[Казань:CITY]], [[12 мая:DATE]] — [[Иван Кротов:PER]] купил завод «[[Маяк:ORG]]». → None
[[Казань:CITY]] рада. [[Иван Кротов:PER]] [[12 мая:DATE]] встретился с [[Анной Беловой:PER]]. → None
[[Казань:CITY]], [[12 мая:DATE]] — Шёл дождь. [[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. → None
"""


@pytest.mark.parametrize("line", DATELINES.strip().splitlines())
def test_what_a_dateline_leads_is_there_where_one_goes_to_see_it(line):
    marked, _, place = line.partition(" → ")
    doc, (event,) = tell(marked)
    assert str(words(doc, event.place)) == place


def test_the_way_to_a_visit_is_no_event():
    event = only("Гости отправились в [[Омский район:CITY]], где осмотрели агропарк «Заря».")
    assert event.name == "посещение агропарка «Заря»"


# --- who ----------------------------------------------------------------------------------------


def test_who_took_part_and_who_led():
    assert who(
        "На [[форуме:EVENT]] работает [[делегация Омска:ORG]] во главе с [[Юрием Петуховым:PER]]."
    ) == {"делегация Омска": "participant", "Юрием Петуховым": "head of delegation"}


WHO = """
[[Иван Кротов:PER]] встретился с [[Анной Беловой:PER]]. Во встрече принял участие [[Пётр Горн:PER]]. → Иван Кротов, Анной Беловой, Пётр Горн
[[Иван Кротов:PER]] заявил это на [[форуме:EVENT]]. → Иван Кротов
[[Форум:EVENT]] прошёл с участием [[Сербии]]. → Сербии
Делегация [[Вьетнама]] прибыла в [[Тверь:CITY]]. → делегация Вьетнама
[[Россия]] и [[Сербия]] подписали договор с [[Кубой]]. → Россия, Сербия, Кубой
[[Иван Кротов:PER]] вместе с [[Анной Беловой:PER]] посетил [[Тверь:CITY]]. → Иван Кротов, Анной Беловой
"""


@pytest.mark.parametrize("line", WHO.strip().splitlines())
def test_who_took_part(line):
    marked, _, names = line.partition(" → ")
    assert set(who(marked)) == set(names.split(", "))


ATTENDING = """
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Среди гостей — [[Иван Кротов:PER]] и [[Анна Белова:PER]]. → Иван Кротов, Анна Белова
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Участие в нём приняли [[Иван Кротов:PER]] и [[«Маяк»:ORG]]. → Иван Кротов, «Маяк»
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. От [[Коми:REG]] участвовала [[министр:JOB]] [[Анна Белова:PER]]. → Анна Белова
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Почётными гостями стали [[Иван Кротов:PER]] и [[Анна Белова:PER]]. → Иван Кротов, Анна Белова
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Участники: [[Анна Белова:PER]], [[Иван Кротов:PER]]. → Анна Белова, Иван Кротов
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. [[Коми:REG]] на нём представил [[Иван Кротов:PER]]. → Иван Кротов
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Модератором выступила [[Анна Белова:PER]]. → Анна Белова
На [[форум:EVENT]] в [[Твери:CITY]] пришли [[депутаты:JOB]], а также [[мэр:JOB]] [[Иван Кротов:PER]]. → Иван Кротов
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. [[Иван Кротов:PER]] в нём не участвовал. → –
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. [[Иван Кротов:PER]] участвовал в переписи. → –
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. В состав делегации вошли [[Иван Кротов:PER]] и [[Анна Белова:PER]]. → Иван Кротов, Анна Белова
[[Переговоры:EVENT]] прошли в [[Твери:CITY]]. Нашу делегацию составили [[Иван Кротов:PER]] и [[Анна Белова:PER]]. → Иван Кротов, Анна Белова
[[Визит:EVENT]] в [[Тверь:CITY]] завершён. В делегацию входил [[Иван Кротов:PER]]. → Иван Кротов
[[Форум:EVENT]] пройдёт в [[Твери:CITY]]. Ожидается участие [[Ивана Кротова:PER]] и [[Анны Беловой:PER]]. → Ивана Кротова, Анны Беловой
На [[форуме:EVENT]] в [[Твери:CITY]] ожидается участие [[Анны Беловой:PER]]. → Анны Беловой
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. В состав суда вошёл [[Иван Кротов:PER]]. → –
[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Шёл дождь. Среди гостей цирка — [[Иван Кротов:PER]]. → –
"""


@pytest.mark.parametrize("line", ATTENDING.strip().splitlines())
def test_who_is_told_after_it_to_have_taken_part(line):
    marked, _, people = line.partition(" → ")
    assert ", ".join(who(marked)) == people.replace("–", "")


def test_who_organizes_is_told_after_it():
    marked = "[[Форум:EVENT]] прошёл в [[Твери:CITY]]. Организатор — [[«Маяк»:ORG]]."
    assert who(marked) == {"«Маяк»": "organizer"}


def test_titles_of_two_mean_the_two_who_bear_them():
    doc, events = tell(
        "[[Президент:JOB]] [[России]] [[Иван Кротов:PER]] ждёт [[президента:JOB]] [[Чехии]] [[Петра Белова:PER]]. "
        "Вчера шёл дождь. Шёл он и позавчера. Президенты подписали договор о дружбе."
    )
    (signing,) = (event for event in events if event.kind == "signing")
    named = [words(doc, one.mention) for one in signing.participants]
    assert named == ["Иван Кротов", "Петра Белова"]


def test_a_title_means_the_only_one_who_bears_it():
    doc, found = tell("Выступил губернатор [[Иван Кротов:PER]]. Губернатор посетил [[Тверь:CITY]].")
    (visit,) = [event for event in found if event.kind == "visit"]
    assert [words(doc, one.mention) for one in visit.participants] == ["Иван Кротов"]


def test_a_title_means_its_holder_by_the_careers_of_the_article():
    doc, _ = tell(
        "Тренер [[Иван Кротов:PER]] рад. [[Анна Белова:PER]] вместе с президентом [[Сербии]] "
        "посетила [[Тверь:CITY]]."
    )
    holder, _, country, _ = (span._.mention for span in doc.spans["entities"])
    doc._.careers = [Career(holder, "президент Сербии", country, "Сербия")]
    (event,) = Events().find(doc)
    assert [words(doc, one.mention) for one in event.participants] == ["Иван Кротов", "Анна Белова"]


def test_who_organizes():
    doc, (event,) = tell(
        "[[Минпромторг:ORG]] провёл [[форум:EVENT]].", ("Минпромторг", "ORGANIZES", "форум")
    )
    roles = {words(doc, one.mention): one.role for one in event.participants}
    assert roles == {"Минпромторг": "organizer"}


# --- parts --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "marked",
    ["В рамках [[форума:EVENT]] в [[Твери:CITY]] проводится [[заседание:EVENT]] совета.",
     "В [[Твери:CITY]] началось [[заседание:EVENT]] [[форума:EVENT]].",
     "В [[Твери:CITY]] идёт [[форум:EVENT]]. В [[пленарном заседании:EVENT]] участвует "
     "[[Иван Кротов:PER]]."],
)  # fmt: skip
def test_what_it_is_a_part_of(marked):
    doc, found = tell(marked)
    part = next(event for event in found if "заседани" in doc.text[slice(*event.text)])
    assert part.part_of is not None
    assert "форум" in doc.text[slice(*part.part_of)]


def test_a_part_is_where_and_when_the_whole_is():
    _, found = tell(
        "[[28 ноября:DATE]] в [[Твери:CITY]] прошёл [[форум:EVENT]]. На [[форуме:EVENT]] "
        "[[Россия]] и [[Сербия]] подписали договор.",
        dates={"28 ноября": DAY},
    )
    (signing,) = [event for event in found if event.kind == "signing"]
    assert signing.begin == DAY
    assert signing.place is not None


def test_a_title_that_speaks_of_the_future_makes_no_plan():
    event = only(
        "[[Иван Кротов:PER]] принял участие в [[сессии:EVENT]] «Потенциал области – будущее края»."
    )
    assert event.status == "held"


def test_the_people_of_a_part_take_part_in_the_whole_once():
    doc, found = tell(
        "[[Иван Кротов:PER]] выступил на [[форуме:EVENT]] в [[Твери:CITY]]. В рамках "
        "[[форума:EVENT]] [[Иван Кротов:PER]] и [[Анна Белова:PER]] подписали соглашение."
    )
    (forum,) = [event for event in found if event.kind == "forum"]
    names = [words(doc, one.mention) for one in forum.participants]
    assert names == ["Иван Кротов", "Анна Белова"]


def test_a_day_within_the_year_told_is_finer():
    marked = (
        "[[Форум:EVENT]] [[2022 года:DATE]] удался. Форум прошёл [[3 сентября:DATE]] в [[Твери]]."
    )
    year, day = dt.datetime(2022, 1, 1), dt.datetime(2022, 9, 3)
    told = ("Форум", "POINT_IN_TIME", "2022 года")
    assert only(marked, told, dates={"2022 года": year, "3 сентября": day}).begin == day
    other = {"2022 года": year, "3 сентября": dt.datetime(2021, 9, 3)}
    assert only(marked, told, dates=other).begin == year
