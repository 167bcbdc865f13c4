"""Words by which the names of several peoples are told: what stands where, and what declines."""

from __future__ import annotations

import re
from collections.abc import Sequence

# Chinese, Korean and Vietnamese surnames, which stand before the given name.
# Source: the commonest hundred of each in Palladius's and Kontsevich's systems.
EASTERN_SURNAMES = frozenset(
    """ли ван чжан лю чэнь ян чжао хуан чжоу у сюй сунь ху чжу гао линь хэ го ма ло лян сун
    чжэн се хань тан фэн юй дун сяо чэн цао юань дэн сюй фу шэнь цзэн пэн люй су лу цзян цай
    цзя дин вэй сюэ е янь пань ду дай ся чжун тянь жэнь цзинь фань фан ши яо тань си вэнь хуа
    мао сы ша цинь лэй хоу лун дуань хао кун шао бай цзоу сюн мэн цю инь чан цяо лай гун вань
    ким пак чхве чон кан чо юн чан лим хан о со син квон хван ан сон хон мун пан но ро чен
    суй вэн цуй цзи пэй цзин цзянь гуань чжуан чжань чжай гэн лань мяо ляо жуань фэй хуань бянь шэн
    хун цзе оуян сыма чжугэ
    юн ку ю нам пэ сим ча чу хо ом чхэ мин ён
    нгуен ле фам хоанг во данг буй до нго зыонг чыонг кху то выонг динь луонг чинь хюинь""".split()  # noqa: SIM905
)

# A part of a Chinese, Korean or Vietnamese given name: one syllable or two, in some case.
_BEGIN = "(?:чж|цз|чх|нг|тх|кх|пх|хв|кв|[бпмфвдтнлгкхцчшжсрзй])?"
_VOWEL = "(?:[иыуюьъ]?[аэоеёяюиыу]|ю[аэе]|[аэоеёуыия][иойу]|ья[оу])"
_END = "(?:нг|нь|ньх|ль|[нйкмпльтх]|(?<=[иэ])р)?"  # "Ким Ир Сен", but not "Дэн Хармон"
_SYLLABLE = f"{_BEGIN}{_VOWEL}{_END}"
EASTERN_GIVEN = re.compile(f"{_SYLLABLE}(?:-?{_SYLLABLE})?(?:[аяуюе]|[ое]м)?")
# Letters of such a part, with the ending of a case: two syllables of four and one more. Double
# changes no row of 140 articles; with half the longer ones are lost.
LONGEST_EASTERN = 9


def is_eastern(words: Sequence[str]) -> bool:
    """Whether the words, in lower case and any case form, are such a name."""
    return (
        1 < len(words) < 5
        and words[0] in EASTERN_SURNAMES
        and all(
            len(word) <= LONGEST_EASTERN and EASTERN_GIVEN.fullmatch(word) for word in words[1:]
        )
    )


# Words of Burmese names, which have no surname; the first are borne by no neighbour.
BURMESE = frozenset(
    """аун хлайн тхейн сейн мьин мьинт кхин маун хла мья тхун зо вин нюн хтин""".split()  # noqa: SIM905
)
BURMESE_OTHER = frozenset(
    """сан су чжи мин тейн не у ну до со тан тун хтун чжо тху ра зин мар эй шве ман ньюн тин лин
    ко ма ньян""".split()  # noqa: SIM905
)


def is_burmese(words: Sequence[str]) -> bool:
    """Whether the words, in lower case and any case form, are such a name."""
    known = BURMESE | BURMESE_OTHER
    return words[0] in known and any(
        word.startswith(one) for word in words[1:] for one in BURMESE if len(word) - len(one) < 3
    )


# "Ухнагийн Хурэлсух": the father's name in the genitive, before the given name.
MONGOLIAN_FATHER = re.compile("..(?:ийн|[^аеёиоуыэюя]ын|рын|дын|..айн|ооны?)$")


def is_mongolian_father(word: str) -> bool:
    """Whether a word in lower case may be a father's name in the genitive."""
    return len(word) > 5 and MONGOLIAN_FATHER.search(word) is not None


# "Катрин Якобсдоттир": the father's name behind, and no surname; "Нильссон" is a Swede.
ICELANDIC_FATHER = re.compile(
    "(?:доттир|...арсон|(?:[юу]нд|льд|[уё]рд)ссон|йгссон|ннессон|(?:у|эги)льссон|ктссон"
    "|(?:[ьр]|ри)мссон)$"
)

# Spanish and Portuguese surnames, of which a person has two; all others that end so.
IBERIAN_SURNAMES = frozenset(
    """гарсия гарсиа варгас ортега кастро мадуро рохас торрес рамос ортис крус кастильо руис
    диас алонсо наварро сантос мендоса агилар вега сото медина гусман эррера рубио молина
    дельгадо марин бланко гарридо серрано кабрера вальдес эспиноса кардосо силва оливейра
    соуза перейра коста алмейда феррейра чавес борхес рейес флорес моралес варела кано
    пеньялвер морено альварадо идальго ибарра кинтана ривера мурильо сильва пинеда гонсалес
    фернандес эрнандес альварес лопес санчес родригес мартинес хименес домингес суарес гомес
    герра гевара очоа сепульведа писарро монтойя саморра бенитес
    рамирес гутьеррес нуньес васкес кортес кальдерон агирре контрерас саласар""".split()  # noqa: SIM905
)
# Of two words, though no hyphen stands between: "Эндрю Ллойд Уэббер".
DOUBLE_SURNAMES = frozenset(
    {("ллойд", last) for last in ("уэббер", "веббер", "вебер", "джордж")}
    | {("дункан", "смит"), ("бонем", "картер"), ("бонэм", "картер"), ("скотт", "томас"),
       ("воан", "уильямс"), ("рис", "мейерс")}
)  # fmt: skip
IBERIAN_END = re.compile("..(?:[гдмнпрч][еэ]с|[лч]ес|йрес|[дмнр]еш)$")

# "Хасан ибн Али", "Аиша бинт Мухаммад": son or daughter of.
CHILD_OF = frozenset(["ибн", "бин", "бен", "бинт", "бинти"])
DAUGHTER_OF = frozenset(["бинт", "бинти"])
FATHER_OF = frozenset({"абу"})
FAMILY = frozenset(["аль", "эль", "ал", "ас", "аш", "ад", "ар", "ат", "аз", "ан"])
# "Рза оглы": son or daughter of, behind the father's name.
PATRONYMIC_PARTICLES = frozenset({"оглы", "оглу", "кызы", "заде", "улы", "уулу", "углы", "гызы"})

PATRONYMIC = re.compile(
    r"(?:[оеё]вич|[оеё]вн|иничн|ьичн|евичн|льич|кузьмич|фомич|лукич|саввич|никитич|ильич|кичн|тичн|мичн)"
    r"(?:|а|у|ем|ом|е|ы|ой|ою)$"
)
# Of fathers whose names change before the ending.
IRREGULAR_PATRONYMICS = frozenset(
    "львович павлович яковлевич михайлович измаилович".split()  # noqa: SIM905
)
# Surnames, though a given name stands before them: "Роман Абрамович".
SURNAMES_IN_ICH = frozenset(
    """абрамович якубович рабинович адамович станкович мицкевич шостакович джокович ибрагимович
    гуревич милошевич караджич вучич йович
    гершкович йованович вукович томович михалевич якимович хаимович""".split()  # noqa: SIM905
)

FEMALE_PARTICLES = DAUGHTER_OF | {"кызы", "гызы"}
MALE_PARTICLES = frozenset({"оглы", "оглу", "ибн", "улы", "уулу", "углы"})

# Given names whose gender pymorphy3's dictionary has wrong, and those of men and women alike.
GIVEN_OF_MEN = frozenset(
    """мануэль эмануэль лоран люсьен аксель арлен карлен кеннет амаду анатоли эван ренато сигитас
    анри адиль аниль джохан арсень макбет ансари
    берти алиреза хамидреза мохаммадреза ахмадреза реза акмаль аттила амрулла алимпаша альви
    анания ахра бидзина вакиль девендра джанлука дурсун зурико исса онно равиндра рида рузиль
    фадель шалва хельге""".split()  # noqa: SIM905
)
GIVEN_OF_WOMEN = frozenset(
    """этери айнуре лятифе монсеррат армине арминэ арпи елисо ани анни алиме шелли аршалуйе
    амаль агавни аиде айде айсу айсылу аислу марико рихане айгюн айжамал айкануш айлин айно айко
    айшат акмарал ализ альбертин аминат анат анник анушик аньес аревик ариан арлин арпик арусяк
    аршалуйс астхик аурели аягоз бермет бибинур гоар гоарик гульжихан гульчачак гюлай гюльнар
    зейнаб карлыгаш кнарик кристал лязат ляйсан матанат наргиз парвин рани таус фирангиз флор
    шушаник раушан аружан еркежан нигар арзу афаг""".split()  # noqa: SIM905
)
GIVEN_OF_EITHER = frozenset(
    """мишель эммануэль валери андреа кит дрю кароль джеки эшли нино михаль мариан марьян кейт ив
    карен николя сулико джесси рене джо джей лорен келли ким пэт ли саша женя валя шура
    билли сидни тейлор робин аликс ники райли линдси пейтон харпер блейк джун кендалл эйвери френсис
    фрэнсис терри тони киран алекс бахыт дениз джерри джихан ильхам иман кортни крис эден хикмет
    """.split()  # noqa: SIM905
)
# Of the dictionary's names those that nobody bears, beside "Игоре" of "Игорь", "Павле" of "Павел".
SELDOM = frozenset({"игор", "павля"})
# Given names as friends use them, which the dictionary lacks.
COLLOQUIAL = frozenset(
    """вован вовчик толян колян димон димыч санек витек костян лешка мишка натаха светка
    петруха славян юрок""".split()  # noqa: SIM905
)

# What the names that singers take begin with.
OF_STAGE = frozenset("dr mc dj lil big young der el kid king queen".split())  # noqa: SIM905

# What stands between two surnames of one person: "Лула да Силва".
JOINING = frozenset({"да", "ду", "душ", "дос", "ди"})

# English letters by which people go: "Джей Ди Вэнс".
LETTERS = frozenset("джей ди си би пи ти ви кей эй эс эл эм эн эр ар".split())  # noqa: SIM905

# What rulers and saints are called behind their given names; no surnames.
EPITHETS = frozenset(
    """великий великая грозный чудотворец мудрый креститель богослов предтеча победоносец
    завоеватель первозванный златоуст исповедник угодник македонский магдалина святой святая
    милостивый блаженный блаженная мученик мученица праведный столпник целитель странник
    отступник окаянный вещий тишайший благочестивый безземельный тёмный темный кровавая
    католическая младший старший целительница страстотерпец мироточивый пророк
    первый первая второй вторая третий третья четвертый четвёртый пятый шестой седьмой восьмой
    девятый десятый одиннадцатый двенадцатый тринадцатый четырнадцатый пятнадцатый
    шестнадцатый""".split()  # noqa: SIM905
)
_ROMAN = re.compile("[IVXLХ]+")


def is_roman(word: str) -> bool:
    """Whether a word is a numeral in Roman figures, some with a Russian letter for ten."""
    return _ROMAN.fullmatch(word) is not None


def is_byname(word: str) -> bool:
    """Whether a word behind a given name tells rulers and saints of one name apart."""
    return is_roman(word) or word.lower() in EPITHETS


# Parts of surnames that are written apart and never change.
PARTICLES = frozenset(
    """фон ван де дер ден ди да ду душ дю дос дас делла дель ла ле лос эль аль ас ибн бен бин бинт
    абу тер мак о' сан санта оф цу цур""".split()  # noqa: SIM905
)

# Those that a surname may begin with where nothing stands before it: "Ди Пиппо".
LEADING = frozenset(
    "фон ван де дер ди да дю дос ле ла лос дель делла аль эль ас".split()  # noqa: SIM905
)

# "Servant of": the first part of Arabic given names, of which the last declines.
SERVANT_OF = frozenset("абд абдель абдул абдуль абдэль".split())  # noqa: SIM905

# What never changes with the case.
UNCHANGING = PARTICLES | PATRONYMIC_PARTICLES

# What the surnames of Russians and their neighbours end in, in the nominative.
SURNAME_END = re.compile(
    """(?:..[оеё]в|..[оеё]ва|..[иы]н|..[иы]на|[сц]кий|[сц]кая|..[ыи]х|..енко|..чко|..ук|..юк|..ян
    |..янц|дзе|швили|ович|евич|..аго|..ово|..[чщ]ий)$""",
    re.VERBOSE,
)
