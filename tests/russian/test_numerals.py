import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from extract.russian.numerals import compound, figure, numerals


@pytest.mark.parametrize(
    ("text", "values"),
    [
        # figures
        ("7", [7]),
        ("1 234,5", [1234.5]),
        ("2\u00a0315\u00a0400,50", [2_315_400.5]),
        ("1.234.567", [1_234_567]),
        ("1,234,567.8", [1_234_567.8]),
        ("1.250", [1250]),
        ("1.250 млн", [1_250_000]),
        ("0.125", [0.125]),
        ("1,5", [1.5]),
        ("10,000", [10_000]),
        ("3 и 4", [3, 4]),
        ("двадцать, пять", [20, 5]),
        ("сто сто", [100, 100]),
        ("500-1000", [500, 1000]),
        # scale words
        ("5 млн", [5_000_000]),
        ("5,3млн.", [5_300_000]),
        ("15 тыс.р.", [15_000]),
        ("5т.р.", [5_000]),
        ("100к", [100_000]),
        ("3 млрд 200 млн", [3_200_000_000]),
        ("2 тысячи 500", [2_500]),
        ("5 млн 2020", [5_000_000, 2020]),
        ("12 трлн", [12_000_000_000_000]),
        # words
        ("двадцать пять тысяч", [25_000]),
        ("сто двадцать один", [121]),
        ("двести тысяч триста сорок", [200_340]),
        ("миллион двести тысяч", [1_200_000]),
        ("полтора миллиона", [1_500_000]),
        ("три с половиной миллиарда", [3_500_000_000]),
        ("полмиллиона", [500_000]),
        ("четверть миллиона", [250_000]),
        ("два десятка", [20]),
        ("три сотни", [300]),
        ("дюжина", [12]),
        ("пять шесть", [5, 6]),
        ("двадцать сто", [20, 100]),
        ("восьмерых и девятеро", [8, 9]),
        ("миллион", [1_000_000]),
        ("более тысячи", [1000]),
        ("тысячи", [None]),
        ("десятки тысяч", [None]),
        ("миллионами", [None]),
        # ordinals
        ("пятый", [5]),
        ("сто одиннадцатый", [111]),
        ("две тысячи двадцать третьего", [2023]),
        ("2-й", [2]),
        # none
        ("стол, семья, полторы", [1.5]),
        ("семьянин", []),
        ("третьяковка", []),
    ],
)
def test_numbers_of_a_text(text, values):
    assert [numeral.value for numeral in numerals(text)] == values


@pytest.mark.parametrize(
    ("text", "ordinal"), [("пятый", True), ("5-го", True), ("пять", False), ("5", False)]
)
def test_ordinals(text, ordinal):
    assert [numeral.is_ordinal for numeral in numerals(text)] == [ordinal]


@pytest.mark.parametrize(
    ("word", "read"),
    [
        ("двадцатипятилетний", (25, "летний")),
        ("полуторагодовалого", (1.5, "годовалого")),
        ("восьмимесячная", (8, "месячная")),
        ("летний", None),
        ("многолетний", None),
    ],
)
def test_compounds(word, read):
    assert compound(word) == read


@given(st.integers(0, 10**12))
def test_figures_in_groups(number):
    for separator in (" ", "\u00a0", "."):
        written = f"{number:,}".replace(",", separator)
        assert figure(written) == number


@given(st.integers(0, 10**9), st.integers(0, 99))
def test_decimal_commas(whole, part):
    written = f"{whole:,}".replace(",", " ") + f",{part:02}"
    assert figure(written) == float(f"{whole}.{part:02}")


@given(st.text(st.sampled_from("пять сто тысяч млн 1234,.-й половина ")))
def test_numbers_stand_in_order(text):
    found = numerals(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    assert all(one.end <= other.start for one, other in itertools.pairwise(found))
