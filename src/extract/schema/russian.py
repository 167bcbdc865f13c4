"""The words of the tables in Russian, for readers: statuses, kinds, roles.

What the tables hold are the words of ``schema.words``, which have the names of types and relations
too; a workbook shows these in their place.
"""

from __future__ import annotations

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
