"""Words and weights of the places stage. No logic."""

from __future__ import annotations

# What a mention of a type may be, and how much less likely each kind is than the first.
KINDS: dict[str, dict[str, float]] = {
    "COUNTRY": {"country": 0.0, "other": 1.5, "region": 2.0, "city": 6.0},
    "STATE_OR_PROVINCE": {
        "region": 0.0, "country": 2.5, "other": 1.5, "city": 4.5, "district": 2.0,
    },
    "CITY": {"city": 0.0, "country": 4.5, "district": 1.0, "region": 2.0, "other": 4.0},
    "DISTRICT": {"district": 0.0, "region": 3.0, "other": 3.0, "city": 2.0, "country": 8.0},
    "LOCATION": {"other": 0.0, "region": 1.5, "country": 3.0, "district": 2.0},
}  # fmt: skip
# The kind of a mention that the gazetteer does not know; all countries stand in it.
DEFAULT_KIND: dict[str, str] = {
    "COUNTRY": "other",
    "STATE_OR_PROVINCE": "region",
    "CITY": "city",
    "DISTRICT": "district",
    "LOCATION": "other",
}

# Points on the scale of log10 of population. How the single numbers were found is not known;
# benchmarks/places.py says what all of them come to. Half or double of one changes at most 17 of
# 4,221 rows of 46 articles: SURE 17, AMBIGUOUS 14, SAME_COUNTRY 7, SAME_REGION and PARENT_NAMED 6,
# HOME 4, SAME_ENTRY and NEIGHBOUR 3; of the others, to NEAR, none.
HOME = {"RU": 1.0, "UA": 0.3, "BY": 0.3, "KZ": 0.3}  # what Russian news is about
SAME_COUNTRY = 1.0  # the article names the country, at full share
SAME_REGION = 1.5
PARENT_NAMED = 1.5  # the city of a district
UNHEARD = 50_000  # people, of a city abroad that its name alone does not tell from others
FAMOUS = 500_000  # people, of a foreign city that needs no context
LEAST = 1.0  # a name in lower case with fewer points is a common noun ("сёла")
SAME_ENTRY = 2.5  # the article names the very place elsewhere
NEIGHBOUR = 3.0  # the region or country stands beside the name: "Салем, штат Орегон"
LOWER_CASE_NAME = 4.0  # names of places are not written in lower case; adjectives are
NO_ADJECTIVE = 3.0  # "московский вуз" is Moscow's, not one of the town Московский
IN_ITS_TIME = 1.0  # a former name in an article of its years
OUT_OF_ITS_TIME = 1.5  # a former name, or a state of the past, in an article of another time
GENERIC_FITS = 1.0  # "село Октябрьское" is a city, "Октябрьский район" a district
SURE = 1.5  # a lead this long decides without context
AMBIGUOUS = 0.7  # a lead shorter than this decides nothing
FEW_REGIONS = 6  # an article of more, a list of all states, tells nothing of one
SEVERAL = 3  # places of other countries alone, by which a town at home is none of the article's
BESIDE_TOWN = 7.0  # "Дзержинск под Минском": more than a larger town of the name leads by
DOUBLE = 0.15  # degrees between two entries of one town; of other towns of a name none are so near
ADJACENT = 2  # characters between a district and its city: "Юго-Западный район Ставрополя"
JOINED = 3  # characters between two names of a list: ", ", " и "
NEAR = 60  # characters between neighbours

# Generic words around a name, by lemma, and the kind that they tell.
GENERIC: dict[str, str] = {
    "город": "city", "г": "city", "гор": "city", "городок": "city", "мегаполис": "city",
    "поселок": "city", "пос": "city", "п": "city", "пгт": "city",
    "село": "city", "с": "city", "деревня": "city", "дер": "city", "д": "city",
    "станица": "city", "ст-ца": "city", "хутор": "city", "аул": "city", "кишлак": "city",
    "слобода": "city", "коммуна": "city", "местечко": "city", "поселение": "city",
    "наукоград": "city", "станция": "city",
    "республика": "region", "респ": "region", "область": "region", "обл": "region",
    "край": "region", "штат": "region", "провинция": "region", "земля": "region",
    "графство": "region", "кантон": "region", "регион": "region", "губерния": "region",
    "воеводство": "region", "департамент": "region", "автономия": "region",
    "префектура": "region", "эмират": "region", "ао": "region", "автономный": "region",
    "герцогство": "region", "государство": "country", "королевство": "country",
    "страна": "country", "княжество": "country",
    "район": "district", "р-н": "district", "округ": "district", "микрорайон": "district",
    "улус": "district", "уезд": "district", "волость": "district", "квартал": "district",
    "муниципальный": "district", "городской": "district",
    "море": "other", "океан": "other", "озеро": "other", "оз": "other", "река": "other",
    "р": "other", "остров": "other", "о": "other", "архипелаг": "other",
    "полуостров": "other", "залив": "other", "пролив": "other", "гора": "other",
    "хребет": "other", "пустыня": "other", "долина": "other", "континент": "other",
    "материк": "other", "планета": "other", "пик": "other", "вулкан": "other",
    "водохранилище": "other", "мыс": "other", "канал": "other",
}  # fmt: skip

# Such words that tell the kind of a longer name only, and are looked for in no name.
LANDMARKS: dict[str, str] = dict.fromkeys(
    ("лесничество", "ущелье", "бухта", "перевал", "плато", "низменность", "равнина", "ледник",
     "урочище", "месторождение", "заповедник", "коса", "болото", "путь", "бассейн"),
    "other",
) | {"сельсовет": "district"}  # fmt: skip

# Generic nouns that stand outside the mention and tell the kind all the same.
HINTS: dict[str, str] = {
    "штат": "region", "область": "region", "провинция": "region", "земля": "region",
    "край": "region", "республика": "region", "графство": "region", "кантон": "region",
    "департамент": "region", "префектура": "region", "воеводство": "region", "эмират": "region",
    "автономный сообщество": "region",
    "город": "city", "городок": "city", "село": "city", "деревня": "city", "поселок": "city",
    "хутор": "city", "станица": "city", "аул": "city", "населенный пункт": "city",
    "район": "district", "округ": "district", "улус": "district",
    **dict.fromkeys(("муниципальный район", "муниципальный округ", "городской округ", "микрорайон",
                     "сельский поселение", "городской поселение"), "district"),
}  # fmt: skip
# Of these a town is the seat, or a village what they are called like: "муниципальный район
# «Сосногорск»", "микрорайон Жулебино".
MUNICIPALITIES = frozenset({
    "муниципальный район", "муниципальный округ", "городской округ", "микрорайон",
    "сельский поселение", "городской поселение",
})  # fmt: skip
# Such nouns behind names that are adjectives: "сельских поселений Першинское и Горкинское".
SETTLEMENT_UNITS: dict[str, str] = {
    "сельский поселение": "сельское поселение", "городской поселение": "городское поселение",
}  # fmt: skip
# Such nouns as they are written short, before a dot: "п. Озёрный".
SHORT_HINTS: dict[str, str] = {
    "г": "город", "гор": "город", "с": "село", "д": "деревня", "дер": "деревня", "п": "поселок",
    "пос": "поселок", "х": "хутор", "ст": "станица",
}  # fmt: skip
VILLAGES = frozenset({"село", "деревня", "поселок"})
# Behind these stands a name of their own kind, no adjective and no part of a city.
SETTLED = VILLAGES | {"хутор", "станица", "аул", "населенный пункт"}
AROUND_TOO = frozenset({"район", "округ", "земля", "край"})  # "в районе Ипра" is no district
# Of two regions of one name in a country, these name the one that lies in the other.
LOWER_UNITS = frozenset({"провинция", "департамент"})
# Points that the other of the two has less; half or double changes no row of 46 articles.
OTHER_LEVEL = 1.0
BETWEEN = frozenset({"муниципальный", "городской", "административный", "сельский"})

# First words of a mention that names a part of a place: "север Москвы", "под Катынью".
PARTS: frozenset[str] = frozenset({
    "север", "юг", "запад", "восток", "северо-восток", "северо-запад", "юго-восток",
    "юго-запад", "центр", "окраина", "пригород", "окрестности", "побережье", "часть",
    "территория", "граница",
})  # fmt: skip
# First words that are no part of a name: what follows them stays as it is.
NEAR_TO: frozenset[str] = frozenset({
    "под", "около", "близ", "вблизи", "возле", "у", "в", "на", "к", "за", "перед", "между",
    "недалеко", "неподалеку", "неподалёку", "от",
})  # fmt: skip
CAPITAL = "столица"
# Within a longer name they are no places: the east in "Дальний Восток".
DIRECTIONS: frozenset[str] = frozenset({"восток", "запад", "север", "юг"})

# Of these a longer name is made: "Центральная Азия" is not Asia.
SIDES: frozenset[str] = frozenset({
    "северный", "южный", "западный", "восточный", "центральный", "средний", "ближний", "дальний",
    "северо-западный", "северо-восточный", "юго-западный", "юго-восточный", "латинский",
})  # fmt: skip
# Beside an adjective of a place: "улица Октябрьская".
STREETS: frozenset[str] = frozenset({
    "улица", "переулок", "проспект", "шоссе", "бульвар", "площадь", "набережная", "проезд", "тракт",
    "тупик", "аллея", "ул", "ул.", "пер", "пер.", "пр", "пл", "пл.", "наб", "наб.", "просп",
})  # fmt: skip
# Before what is called like a place and is none: "вулкан Карымский", "созвездие Лиры".
NO_PLACES: frozenset[str] = frozenset({
    "вулкан", "созвездие", "звезда", "галактика", "астероид", "спутник", "судно", "теплоход",
    "корабль", "крейсер", "фрегат", "подлодка", "сухогруз", "танкер", "паром", "ледокол", "катер",
    "фильм", "сериал", "журнал", "газета", "ресторан", "кафе", "отель", "кинотеатр",
})  # fmt: skip
# Lords of a see or land: "митрополит Волоколамский".
LORDS: frozenset[str] = frozenset({
    "митрополит", "архиепископ", "епископ", "архимандрит", "игумен", "викарий",
    "герцог", "герцогиня", "граф", "графиня", "принц", "принцесса", "маркиз", "барон", "баронесса",
})  # fmt: skip

# Before a given name that is a town's too: "королева София".
CROWNED: frozenset[str] = frozenset({
    "король", "королева", "царь", "царица", "император", "императрица", "принц", "принцесса",
    "князь", "княгиня", "княжна", "святой",
})  # fmt: skip

# Before a name that the gazetteer lacks: of a school, a firm, a band of people.
BODIES: frozenset[str] = frozenset({
    "эпос", "роман", "поэма", "опера", "балет", "группировка", "батальон", "бригада", "полк",
    "отряд", "компания", "фирма", "концерн", "корпорация", "бренд", "банк", "колледж", "лицей",
    "гимназия", "академия", "обсерватория", "университет", "институт", "клиника", "больница",
    "госпиталь", "лаборатория", "телескоп", "ракета", "театр", "премия", "издательство",
    "агентство", "завод", "фабрика", "комбинат",
})  # fmt: skip
# Of what is a place, and neither a town nor a region.
BUILDINGS: frozenset[str] = frozenset({
    "дворец", "замок", "усадьба", "резиденция", "собор", "храм", "монастырь", "авиабаза", "база",
    "аэродром", "аэропорт", "космодром", "полигон", "стадион", "арена", "парк", "музей", "галерея",
    "тюрьма", "рынок", "шахта", "рудник", "электростанция", "развязка",
})  # fmt: skip
# Of these, what is called like the town beside it: "аэропорт Борисполь".
PORTS = frozenset({"аэропорт", "аэродром", "авиабаза", "космодром", "развязка"})
# Of these, what is called like the part of a town beside it: "станция Ростокино".
STATIONS = frozenset({"станция", "платформа"})
# Of these, before what a little known town abroad is called like too: "собор Нотр-Дам".
HOUSES: frozenset[str] = frozenset({
    "собор", "храм", "монастырь", "дворец", "замок", "колледж", "театр", "опера", "роман",
})  # fmt: skip
# Bodies of the sky, which are no places of the world.
CELESTIAL: frozenset[str] = frozenset({
    "земля", "планета земля", "земной шар", "голубая планета", "луна", "солнце", "меркурий",
    "венера", "марс", "красная планета", "юпитер", "сатурн", "уран", "нептун", "плутон", "церера",
    "титан", "тритон", "энцелад", "ганимед", "каллисто", "фобос", "деймос", "харон",
    "млечный путь", "солнечная система", "андромеда",
})  # fmt: skip
CLUBS = frozenset({"клуб", "отель", "стадион", "арена", "музей", "кафе", "ресторан", "гостиница"})
# Feasts that stand beside places in lists of days.
HOLIDAYS: frozenset[str] = frozenset({
    "ханука", "хануки", "хануку", "ханукой", "хануке", "навруз", "навруза", "рамадан", "рамадана",
    "пурим", "пурима", "песах", "песаха", "масленица", "масленицы", "хэллоуин", "хэллоуина",
    "дивали", "курбан-байрам", "ураза-байрам", "сабантуй", "сабантуя", "рождество", "рождества",
})  # fmt: skip

# Plural heads that a list of names shares: lemma → the head in the singular, as names have it.
SHARED_HEADS: dict[str, str] = {
    "область": "область", "край": "край", "округ": "округ", "район": "район",
    "республика": "республика", "губерния": "губерния", "город": "", "улус": "улус",
    "провинция": "провинция", "штат": "", "земля": "", "море": "море", "озеро": "озеро",
    "остров": "острова", "океан": "океан", "уезд": "уезд", "поселок": "", "село": "",
    "поселение": "поселение",
}  # fmt: skip
# Adjectives of a unit behind the unit's own: "Тульский областной суд".
OF_UNITS: dict[str, str] = {"областной": "область", "краевой": "край", "районный": "район"}
# Such nouns in the plural only: in the singular they make a name with any adjective.
PLURAL_HEADS: dict[str, str] = {
    **SHARED_HEADS, "сельсовет": "сельсовет", "канал": "канал", "залив": "залив",
    "пролив": "пролив",
    "полуостров": "полуостров", "хребет": "хребет", "водохранилище": "водохранилище",
}  # fmt: skip
# Behind an adjective alone these make the name of water or land.
NATURE: frozenset[str] = frozenset({
    "пролив", "залив", "полуостров", "хребет", "канал", "водохранилище",
})  # fmt: skip
JOINERS: frozenset[str] = frozenset({"и", "или", ",", "а", "также", "да", "либо"})

CASES: dict[str, str] = {
    "Nom": "nomn", "Gen": "gent", "Dat": "datv", "Acc": "accs", "Ins": "ablt", "Loc": "loct",
}  # fmt: skip

# A name that the dictionary does not know and that ends in one of these letters is not inflected
# ("Малибу") or stands in the nominative ("Обчак"), unless its ending is an oblique one.
UNCHANGING = "уюэобвгджзклмнпрстфхцчшщ"
OBLIQUE: tuple[str, ...] = (
    "ом", "ым", "им", "ах", "ях", "ам", "ям", "ых", "их", "ого", "его", "ому", "ему",
)  # fmt: skip
# Of an adjective; of places, which are not alive, no accusative ends so.
GENITIVE: tuple[str, ...] = ("ого", "его")
GENDERS: frozenset[str] = frozenset({"masc", "femn", "neut"})
# Before towns rather than seas, and how towns are called that no river is called like.
IN = frozenset(
    {"в", "во", "из", "под", "от", "близ", "до", "к", "у", "возле", "около", "вблизи", "через"}
)
OF_TOWNS = ("ск", "цк", "град", "бург", "борг", "поль")
# First letters of what makes a settlement's district, before "поселение".
MUNICIPAL = ("сельск", "городск")
# Nouns whose plural names that stand apart share, by how the adjective ends: "в двух областях -
# Омской и Томской".
APART: dict[str, tuple[str, ...]] = {
    **dict.fromkeys(("область", "республика", "губерния"),
                    ("ская", "ской", "скую", "цкая", "цкой", "цкую")),
    **dict.fromkeys(("край", "район", "округ"),
                    ("ский", "ского", "скому", "ском", "ским", "цкий", "цкого", "цком")),
}  # fmt: skip
FARTHEST = 15  # words between such a noun and the adjective
# Of a settlement's name the first word, not of a part of it: "с. Новое Ильинское".
EPITHETS: frozenset[str] = frozenset({
    "новый", "старый", "верхний", "нижний", "большой", "малый", "красный", "белый", "средний",
})  # fmt: skip
# Written short: the word, and how it is written in full for the gazetteer.
ABBREVIATED: dict[str, str] = {
    "обл": "область", "кр": "край", "респ": "республика", "р-н": "район", "р-на": "район",
    "р-не": "район", "р-ну": "район", "р-ном": "район", "АО": "автономный округ",
}  # fmt: skip
# Before the name of a settlement: "г. Шахты", "дер. Сабанаки".
SETTLEMENTS = (
    r"(?:г|гор|пос|п|с|дер|д|х|п\. ?г\. ?т|р\. ?п)\.", "пгт", "ст-ца", "аул",
)  # fmt: skip
# Stems of nouns behind which the name of a region stands: "земли Гессен", "в штате Огайо".
REGION_NOUNS = (
    "штат", "провинци", "земл", "графств", "кантон", "префектур", "воеводств", "губерни",
)  # fmt: skip
# Names in capitals and consonants; the gazetteer knows what they stand for.
SHORT = ("СПб", "СПБ", "Спб", "Мск", "Екб", "ЕКБ", "Нск")
# Prepositions of place, and those that stand before people as often.
WITHIN = ("в", "во", "из", "изо")
BESIDE = (
    "под", "за", "над", "перед", "через", "до", "к", "ко", "около", "возле", "близ", "мимо",
    "вокруг", "у", "от", "на", "про",
    # people and bodies of a place
    "жители", "жителей", "жителям", "мэр", "мэра", "мэру", "мэром", "мэрия", "мэрии", "власти",
    "властей", "властям", "администрация", "администрации", "аэропорт", "аэропорта", "аэропорту",
)  # fmt: skip
# Of a club, where a city or region stands beside it: "матч за Колорадо", "Рубин обыграл".
GAMES: frozenset[str] = frozenset({
    "матч", "гол", "шайба", "форвард", "нападающий", "защитник", "вратарь", "голкипер", "сезон",
    "чемпионат", "плей-офф", "лига", "НХЛ", "нхл", "НБА", "нба", "КХЛ", "кхл", "играть", "сыграть",
    "выступать", "дебютировать", "передача", "тайм", "период", "очко",
})  # fmt: skip
WINS: frozenset[str] = frozenset(
    {"обыграть", "переиграть", "разгромить", "проиграть", "обыгрывать"}
)
# How sure is a name that the model has not marked: by hand, of 46 articles nine have such a score.
WRITTEN_SCORE = 0.9  # by its form
STEM = 4  # letters that all forms of a name share
SEE_THROUGH = frozenset({"EVENT", "PROFESSION", "DATE", "TIME"})  # types that places stand in
PLAIN_SCORE = 0.75  # by what stands around it
# People, of a city that may stand unmarked within something and beside it: near and abroad. Half or
# double of each changes no row of 46 articles, but two with LARGE at 200,000.
TOWN = {True: 5_000, False: 50_000}
CITY = {True: 20_000, False: 300_000}
LARGE = 100_000  # of a city at home whose name is also a person's or a common noun
NEAR_HOME = frozenset({*HOME, "UZ", "KG", "TJ", "TM", "AM", "AZ", "GE", "MD"})
