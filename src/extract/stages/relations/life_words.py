"""Words of births and deaths."""

BIRTH = frozenset({"родиться"})
DEATH = frozenset({"умереть", "скончаться", "погибнуть"})
NATIVE = frozenset({"уроженец", "уроженка"})

# What a place may hang on between itself and the verb: "в городе Туле", "в деревне Ивановка".
KINDS = frozenset(
    """город городок село деревня посёлок поселок станица хутор аул район область край округ
    республика губерния уезд провинция штат префектура департамент графство""".split()  # noqa: SIM905
)
IN = frozenset({"в", "во", "на"})

DAY = r"\d{4}|\d [а-я]{3}"
YEARS = r"\d\s*[–—-]\s*\d"  # from one to another
ENDS = frozenset(",;:(")  # what no date or place of a verb stands beyond
