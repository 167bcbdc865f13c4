"""Amounts: a text, its type and what it comes to, by rule."""

import pytest
from spacy.tokens import Doc

import extract
from extract.annotations import Amount, Mention, mention
from extract.schema import AMOUNT_TYPES
from extract.stages.amounts import reading
from extract.stages.amounts.money import complete
from extract.stages.amounts.reading import read
from extract.stages.mentions import assign

CASES = {
    "interval": [
        ("от 5 до 7 млн рублей", "MONEY", "5000000..7000000 RUB"),
        ("от 500 до 1,5 тыс. руб.", "MONEY", "500..1500 RUB"),
        ("от $20 до $50 млн", "MONEY", "20000000..50000000 USD"),
        ("с 10 до 12 %", "PERCENT", "10..12 %"),
        ("от двух до шести-семи лет", "AGE", "2..7 year"),
        ("от 2 недель до 3 месяцев", "AGE", None),
        ("от 90 до 20", "NUMBER", None),
    ],
    "spread": [
        ("5–7 %", "PERCENT", "5..7 %"),
        ("$5-7 млрд", "MONEY", "5000000000..7000000000 USD"),
        ("два или три", "NUMBER", "2..3"),
        ("до 3-5 тыс. рублей", "MONEY", "3000..5000 RUB"),
        ("35—50 лет", "AGE", "35..50 year"),
        ("3:0", "NUMBER", None),
        ("662-4", "NUMBER", None),
    ],
    "minor_unit": [
        ("5 рублей 50 копеек", "MONEY", "5.5 RUB"),
        ("2 евро 50 центов", "MONEY", "2.5 EUR"),
        ("5 рублей 3 доллара", "MONEY", None),
    ],
    "bound": [
        ("до 147 миллионов", "NUMBER", "147000000 EQUAL_OR_LESS"),
        ("от 18 лет", "AGE", "18 year EQUAL_OR_MORE"),
        ("до минус 15 градусов", "NUMBER", "-15 Cel EQUAL_OR_LESS"),
        ("до €10 млн", "MONEY", "10000000 EUR EQUAL_OR_LESS"),
        ("до года", "AGE", None),
    ],
    "single": [
        ("US$4,7 млрд", "MONEY", "4700000000 USD"),
        ("1 844 036,12 руб.", "MONEY", "1844036.12 RUB"),
        ("1.250.000 рублей", "MONEY", "1250000 RUB"),
        ("двадцать пять тысяч рублей", "MONEY", "25000 RUB"),
        ("полтора миллиона долларов", "MONEY", "1500000 USD"),
        ("миллион тенге", "MONEY", "1000000 KZT"),
        ("3 млрд 200 млн рублей", "MONEY", "3200000000 RUB"),
        ("15 тыс.р.", "MONEY", "15000 RUB"),
        ("30 млн канадских долларов", "MONEY", "30000000 CAD"),
        ("200 белорусских рублей", "MONEY", "200 BYN"),
        ("40 шведских крон", "MONEY", "40 SEK"),
        ("40 крон", "MONEY", "40"),
        ("80 копеек", "MONEY", "0.8 RUB"),
        ("₸500", "MONEY", "500 KZT"),
        ("£2 млн", "MONEY", "2000000 GBP"),
        ("¥30 млрд", "MONEY", "30000000000 JPY"),
        ("около 5 млн евро", "MONEY", "5000000 EUR APPROX"),
        ("более чем на 3,7 миллиона долларов", "MONEY", "3700000 USD MORE_THAN"),
        ("не менее 20 %", "PERCENT", "20 % EQUAL_OR_MORE"),
        ("70-процентным", "PERCENT", "70 %"),
        ("0,5 процентного пункта", "PERCENT", "0.5 pp"),
        ("-5 %", "PERCENT", "-5 %"),
        ("семь промилле", "PERCENT", "7 ‰"),
        ("37-летний", "AGE", "37 year"),
        ("двадцатипятилетней", "AGE", "25 year"),
        ("восьмимесячного", "AGE", "8 month"),
        ("годовалый", "AGE", "1 year"),
        ("в возрасте 45 лет", "AGE", "45 year"),
        ("37", "AGE", "37 year"),
        ("18+", "AGE", "18 year EQUAL_OR_MORE"),
        ("в 1863 году", "AGE", None),
        ("почти ста", "NUMBER", "100 APPROX"),
        ("40 квадратных метров", "NUMBER", "40 m2"),
        ("трое", "NUMBER", "3"),
        ("2,6 тонны", "NUMBER", "2.6 t"),
        ("сто одиннадцатый", "ORDINAL", "111"),
        ("третьего", "ORDINAL", "3"),
        ("2-й", "ORDINAL", "2"),
        ("5 ты\u00adсяч pублей", "MONEY", "5000 RUB"),
        ("несколько тысяч рублей", "MONEY", None),
        ("миллионы долларов", "MONEY", None),
        ("десятки", "NUMBER", None),
        ("80/100", "NUMBER", None),
        ("последний", "ORDINAL", None),
        ("подросток", "AGE", None),
    ],
    "roman": [
        ("XXI", "ORDINAL", "21"),
        ("IV", "ORDINAL", "4"),
        ("Х", "ORDINAL", "10"),
        ("IV", "NUMBER", None),
        ("МИД", "ORDINAL", None),
    ],
}  # fmt: skip


def written(text, type_):
    found = read(text, type_)
    if found is None:
        return None
    amount = found[0]
    ends = [end for end in (amount.amount, amount.amount_end) if end is not None]
    parts = ["..".join(format(end, ".10g" if end % 1 else ".0f") for end in ends)]
    return " ".join([*parts, *filter(None, (amount.unit, amount.mod))])


@pytest.mark.parametrize(
    ("text", "type_", "amount"), [case for cases in CASES.values() for case in cases]
)
def test_amounts(text, type_, amount):
    assert written(text, type_) == amount


@pytest.mark.parametrize("rule", CASES)
def test_a_rule_reads_its_own_cases(rule):
    fired = {found[1] for text, type_, _ in CASES[rule] if (found := read(text, type_))}
    assert fired == {rule}


def test_every_rule_has_cases():
    assert {rule.__name__ for rule in reading.RULES} == set(CASES)


@pytest.mark.parametrize(
    ("text", "marked", "completed"),
    [
        ("за US$500 млн закрыта", {"COUNTRY": "US"}, ["US$500 млн"]),
        ("за US$500 млн закрыта", {"COUNTRY": "US", "MONEY": "500 млн"}, ["US$500 млн"]),
        ("Долг — 2 315 400,50 руб. и пени", {}, ["2 315 400,50 руб."]),
        ("Долг — около 5 млн рублей", {"MONEY": "около 5 млн"}, ["около 5 млн рублей"]),
        ("Долг — около 5 млн рублей", {"MONEY": "около 5 млн рублей"}, ["около 5 млн рублей"]),
        ("Дали €300 млн.", {}, ["€300 млн"]),
        ("Дали 5,3млн. рублей и $7", {}, ["5,3млн. рублей", "$7"]),
        ("Дали 5 ты\u00adсяч руб\u00adлей", {}, ["5 ты\u00adсяч руб\u00adлей"]),
        ("Дом 5, рубеж 7, 5 рублёвых", {}, []),
        ("Версия v2.$ и A$AP", {}, []),
    ],
)
def test_sums_in_plain_sight(text, marked, completed):
    mentions = [
        Mention(text.index(piece), text.index(piece) + len(piece), type_)
        for type_, piece in marked.items()
    ]
    found = complete(text, mentions)
    assert [text[each.start : each.end] for each in found] == completed
    assert all(each.type == "MONEY" for each in found)


NO_MODEL = ("segmentation", "amounts")


def test_the_table():
    nlp = extract.load(exclude=[s for s in extract.language.STAGES if s not in NO_MODEL])
    doc = nlp.make_doc("Завод купили за 5–7 млн рублей, продали за сотни.")
    assign(doc, [Mention(16, 30, "MONEY"), Mention(43, 48, "NUMBER")])
    doc = nlp(doc)
    again = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [span._.amount for span in again.spans["entities"]] == [Amount(5e6, 7e6, "RUB"), None]
    (row,) = extract.tables([again]).amounts.to_dict("records")
    assert (row["text"], row["type"]) == ("5–7 млн рублей", "MONEY")
    assert (row["amount"], row["amount_end"], row["unit"]) == (5e6, 7e6, "RUB")
    assert {mention(span).type for span in again.spans["entities"]} <= AMOUNT_TYPES
