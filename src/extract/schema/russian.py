"""The words of the tables in Russian, for readers: types, relations, statuses, kinds.

What the tables hold are the words of ``schema.words``; a workbook shows these in their place.
"""

from __future__ import annotations

TYPES: dict[str, str] = {
    "AGE": "возраст", "AWARD": "награда", "CITY": "город", "COUNTRY": "страна",
    "CRIME": "преступление", "DATE": "дата", "DISEASE": "болезнь", "DISTRICT": "район",
    "EVENT": "событие", "FACILITY": "объект", "FAMILY": "семья", "IDEOLOGY": "идеология",
    "LANGUAGE": "язык", "LAW": "закон", "LOCATION": "местность", "MONEY": "деньги",
    "NATIONALITY": "национальность", "NUMBER": "число", "ORDINAL": "порядковое число",
    "ORGANIZATION": "организация", "PENALTY": "наказание", "PERCENT": "процент",
    "PERSON": "человек", "PRODUCT": "продукт", "PROFESSION": "должность", "RELIGION": "религия",
    "STATE_OR_PROVINCE": "регион", "TIME": "время", "WORK_OF_ART": "произведение",
}  # fmt: skip

PREDICATES: dict[str, str] = {
    "AGREEMENT_WITH": "соглашение", "MEETING_WITH": "встреча",
    "COOPERATES_WITH": "сотрудничество", "TWINNED_WITH": "побратимство", "VISITED": "визит",
    "ABBREVIATION": "сокращение", "AGENT": "действует", "AGE_DIED_AT": "возраст смерти",
    "AGE_IS": "возраст", "ALTERNATIVE_NAME": "другое имя", "AWARDED_WITH": "награда",
    "CAUSE_OF_DEATH": "причина смерти", "CONVICTED_OF": "осуждён за",
    "DATE_DEFUNCT_IN": "дата закрытия", "DATE_FOUNDED_IN": "дата основания",
    "DATE_OF_BIRTH": "дата рождения", "DATE_OF_CREATION": "дата создания",
    "DATE_OF_DEATH": "дата смерти", "END_TIME": "конец", "EXPENDITURE": "расходы",
    "FOUNDED_BY": "основатель", "HAS_CAUSE": "причина", "HEADQUARTERED_IN": "штаб-квартира",
    "IDEOLOGY_OF": "идеология", "INANIMATE_INVOLVED": "участвует (предмет)",
    "INCOME": "доход", "KNOWS": "знакомство", "LOCATED_IN": "находится в",
    "MEDICAL_CONDITION": "болезнь", "MEMBER_OF": "состоит в", "ORGANIZES": "организует",
    "ORIGINS_FROM": "происходит из", "OWNER_OF": "владеет", "PARENT_OF": "родитель",
    "PARTICIPANT_IN": "участвует в", "PART_OF": "часть", "PENALIZED_AS": "наказание",
    "PLACE_OF_BIRTH": "место рождения", "PLACE_OF_DEATH": "место смерти",
    "PLACE_RESIDES_IN": "живёт в", "POINT_IN_TIME": "время", "PRICE_OF": "цена",
    "PRODUCES": "производит", "RELATIVE": "родственник", "RELIGION_OF": "религия",
    "SCHOOLS_ATTENDED": "учёба", "SIBLING": "брат или сестра", "SPOUSE": "супруги",
    "START_TIME": "начало", "SUBEVENT_OF": "часть события", "SUBORDINATE_OF": "подчиняется",
    "TAKES_PLACE_IN": "проходит в", "WORKPLACE": "место работы", "WORKS_AS": "должность",
}  # fmt: skip

# Each with what it says.
STATUSES: dict[str, tuple[str, str]] = {
    "held": ("состоялось", "Встреча, визит или событие прошло."),
    "signed": ("подписано", "Соглашение подписано или заключено."),
    "in_force": ("действует", "Соглашение или связь есть сейчас."),
    "negotiated": ("обсуждается", "Стороны говорят об этом, но не решили."),
    "planned": ("планируется", "Обещано, назначено или ожидается."),
    "rejected": ("отвергнуто", "Стороны отказались, или это отрицается."),
    "cancelled": ("отменено", "Было назначено и отменено."),
    "terminated": ("прекращено", "Было и закончилось: расторгнуто, разорвано."),
    "unknown": ("неясно", "Статья этого не говорит."),
}

EVENT_KINDS: dict[str, str] = {
    "forum": "форум", "session": "заседание", "meeting": "встреча", "visit": "визит",
    "signing": "подписание", "ceremony": "церемония", "opening": "открытие",
    "competition": "соревнование", "exhibition": "выставка", "festival": "фестиваль",
    "election": "выборы", "appointment": "назначение", "incident": "происшествие",
    "crime": "преступление", "arrest": "задержание", "trial": "суд", "protest": "протест",
    "military": "военные действия", "deal": "сделка", "launch": "запуск",
    "disaster": "бедствие", "birth_death": "рождение, смерть", "other": "другое",
}  # fmt: skip

PLACE_KINDS: dict[str, str] = {
    "country": "страна", "region": "регион", "city": "город", "district": "район",
    "other": "местность",
}  # fmt: skip

FLAGS: dict[str, str] = {"True": "да", "False": "нет"}
ROLES: dict[str, str] = {"organizer": "организатор", "head of delegation": "глава делегации"}
GENDERS: dict[str, str] = {"male": "м", "female": "ж"}
METHODS: dict[str, str] = {"model": "модель", "pattern": "правило", "both": "модель и правило"}
