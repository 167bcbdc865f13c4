"""Each rule of the endings of surnames: a nominative, and its forms by case."""

import pytest

from extract.stages.names import inflection, patterns

CASES = """
Зубринский: Зубринского Gen, Зубринскому Dat, Зубринским Ins, Зубринском Loc
Зубринская: Зубринской Gen, Зубринскую Acc
Мерлуцкий: Мерлуцкого Gen, Мерлуцкому Dat, Мерлуцким Ins, Мерлуцком Loc
Мерлуцкая: Мерлуцкой Gen, Мерлуцкую Acc
Верезачий: Верезачего Gen, Верезачему Dat, Верезачим Ins, Верезачем Loc
Верезачая: Верезачей Gen
Предзимний: Предзимнего Gen, Предзимнему Dat, Предзимним Ins
Предзимняя: Предзимней Gen, Предзимнюю Acc
Ледкий: Ледкого Gen, Ледкому Dat, Ледким Ins, Ледком Loc
Верезгой: Верезгим Ins
Верезный: Верезного Gen, Верезному Dat, Верезным Ins, Верезном Loc
Верезной: Верезного Gen, Верезному Dat, Верезным Ins, Верезном Loc
Верезная: Верезной Gen, Верезную Acc
Вертуновы: Вертуновых Gen, Вертуновым Dat, Вертуновыми Ins
Зарубаевы: Зарубаевых Gen, Зарубаевым Dat, Зарубаевыми Ins
Мерзлюшины: Мерзлюшиных Gen, Мерзлюшиными Ins
Зубринские: Зубринских Gen, Зубринскими Ins
Вертунов: Вертунова Gen, Вертунову Dat, Вертуновым Ins, Вертунове Loc
Вертунова: Вертуновой Gen, Вертунову Acc
Зарубаев: Зарубаева Gen, Зарубаеву Dat, Зарубаевым Ins, Зарубаеве Loc
Зарубаева: Зарубаевой Gen, Зарубаеву Acc
Гнутлёв: Гнутлёва Gen, Гнутлёву Dat, Гнутлёвым Ins, Гнутлёве Loc
Гнутлёва: Гнутлёвой Gen, Гнутлёву Acc
Мерзлюшин: Мерзлюшина Gen, Мерзлюшину Dat, Мерзлюшиным Ins, Мерзлюшине Loc
Мерзлюшина: Мерзлюшиной Gen, Мерзлюшину Acc
Гнутлицын: Гнутлицына Gen, Гнутлицыну Dat, Гнутлицыным Ins, Гнутлицыне Loc
Гнутлицына: Гнутлицыной Gen, Гнутлицыну Acc
Верезук: Верезука Gen, Верезуку Dat, Верезуком Ins, Верезуке Loc
Верезич: Верезичем Ins
Гранц: Гранцем Ins
Верезоль: Верезоля Gen, Верезолю Dat, Верезолем Ins, Верезоле Loc
Верезай: Верезая Gen, Верезаю Dat, Верезаем Ins, Верезае Loc
Верезий: Верезии Loc
Верезупа: Верезупы Gen, Верезупе Dat, Верезупу Acc, Верезупой Ins
Верезуга: Верезуги Gen
Верезуша: Верезуши Gen, Верезушей Ins
Верезуца: Верезуцей Ins
Голица: Голицей Ins
Верезуля: Верезули Gen, Верезуле Dat, Верезулю Acc, Верезулей Ins
Верезилья: Верезильи Gen, Верезилье Dat, Верезилью Acc, Верезильей Ins
Верезия: Верезии Gen, Верезию Acc, Верезией Ins
Верезель: Верезели Gen, Верезелью Ins
Верезец: Верезца Gen, Верезцу Dat, Верезцом Ins, Верезце Loc
Журавец: Журавца Gen, Журавцу Dat, Журавцом Ins, Журавце Loc
Гуменнец: Гуменнцем Ins
Верезаец: Верезайца Gen
Вереза: Верезы Gen
Зурмиа: Зурмии Gen
Верезенок: Верезенка Gen, Верезенку Dat, Верезенком Ins
Верезонок: Верезонка Gen, Верезонку Dat, Верезонком Ins, Верезонке Loc
Верешонок: Верешонка Gen, Верешонку Dat, Верешонком Ins, Верешонке Loc
"""


def forms():
    for line in CASES.strip().lower().splitlines():
        nominative, _, rest = line.partition(": ")
        for form, case in (pair.split() for pair in rest.split(", ")):
            yield form, nominative, case.capitalize()


def read(form):
    inflection.readings.cache_clear()
    return inflection.readings(form)


@pytest.mark.parametrize(("form", "nominative", "case"), list(forms()))
def test_a_form_is_read_by_its_ending(form, nominative, case):
    assert any(r.nominative == nominative and case in r.cases for r in read(form))


@pytest.mark.parametrize(
    "rule",
    [*patterns.ENDINGS, *patterns.FLEEING],
    ids=lambda rule: f"{rule[0]} {rule[1]} {rule[3]}",
)
def test_no_ending_is_without_a_case(rule, monkeypatch):
    """Without it some case is read otherwise, by a rule that knows less or by none."""
    ending, nominative = rule[0], rule[1].strip("-")
    told = {
        form for form, name, _ in forms() if form.endswith(ending[1:]) and name.endswith(nominative)
    }
    before = {form: read(form) for form in told}
    sure = inflection._sure(ending)
    others = [
        one for one in inflection._RULES[sure] if (one[2], one[3], one[5]) != (*rule[:2], rule[3])
    ]
    assert len(others) < len(inflection._RULES[sure])
    monkeypatch.setitem(inflection._RULES, sure, others)
    assert {form: read(form) for form in told} != before
