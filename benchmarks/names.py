"""Names in the nominative, and one entity for all mentions of a thing.

* NEREL dev: the gold PERSON mentions, ours in the nominative against the tokens of the label
  that the corpus links them to. Mentions count whose words all have a counterpart in the
  label, so that "Обама" is judged by "Барак Обама" and a pseudonym is not; initials are left
  aside. About one label in thirty spells the name otherwise ("Гарсиа" for "Гарсия").
* factRuEval-2016, devset, second track: all names of a text in normal form, by the whole
  pipeline.

Usage: python benchmarks/names.py [--misses]
"""

from __future__ import annotations

import re
import sys
import time
from collections.abc import Iterator
from pathlib import Path

from factrueval_names import score
from readme import put

from extract.annotations import ENTITIES, Mention, mention, register, span_of
from extract.language import STAGES, load
from extract.stages.coreference import Coreference
from extract.stages.names import Names

DATA = Path(__file__).parents[2] / "shared/data"
BASE = {"segmentation", "morphology", "lemmatization"}
WORD = re.compile(r"[^\W\d_]{2,}")
NO_LABEL = "нет данных"


def fold(text: str) -> list[str]:
    return [word.replace("ё", "е") for word in WORD.findall(text.lower())]


def gold(path: Path) -> tuple[list[Mention], dict[Mention, str]]:
    """The mentions of a brat file, and the labels of people."""
    mentions, labels = {}, {}
    for line in path.read_text("utf-8").splitlines():
        name, *fields = line.split("\t")
        if name.startswith("T"):
            kind, *numbers = re.split("[ ;]", fields[0])
            mentions[name] = Mention(min(map(int, numbers)), max(map(int, numbers)), kind)
        elif name.startswith("N") and len(fields) > 1:
            labels[fields[0].split()[1]] = fields[1]
    linked = {
        mentions[name]: label
        for name, label in labels.items()
        if mentions[name].type == "PERSON" and label not in ("", NO_LABEL)
    }
    return sorted(set(mentions.values()), key=lambda m: (m.start, -m.end, m.type)), linked


def has_counterpart(word: str, label: list[str]) -> bool:
    """Whether a label has the word, in some case."""

    def common(other: str) -> int:
        pairs = zip(word, other, strict=False)
        return next((i for i, (a, b) in enumerate(pairs) if a != b), min(len(word), len(other)))

    return any(
        common(other) >= max(2, min(len(word), len(other)) - 2) and abs(len(word) - len(other)) <= 3
        for other in label
    )


def people(part: str, seconds: list[float]) -> Iterator[tuple[str, str, list[str]]]:
    """Text, our nominative and the label's words of each mention that counts.

    Args:
        part: Of NEREL.
        seconds: Gets the processor time of each article.
    """
    nlp = load(exclude=set(STAGES) - BASE)
    names, coreference = Names(), Coreference()
    warm = nlp("Встреча с Иваном Петровым.")
    warm.spans[ENTITIES] = [span_of(warm, 10, 25, "PERSON")]
    names(warm)  # loads the dictionaries
    for path in sorted((DATA / "nerel" / part).glob("*.ann")):
        with path.with_suffix(".txt").open(encoding="utf-8", newline="") as file:
            doc = nlp(file.read())
        mentions, labels = gold(path)
        doc.spans[ENTITIES] = [span_of(doc, m.start, m.end, m.type) for m in mentions]
        began = time.process_time()
        coreference(names(doc))
        seconds.append(time.process_time() - began)
        text = doc.text
        for span in doc.spans[ENTITIES]:
            one = mention(span)
            if one in labels:
                words, label = fold(text[one.start : one.end]), fold(labels[one])
                if words and label and all(has_counterpart(word, label) for word in words):
                    yield text[one.start : one.end], span._.normal, label


def main(misses: bool) -> None:
    register()
    counted = right = oblique = oblique_right = 0
    seconds: list[float] = []
    for text, normal, label in people("dev", seconds):
        good = set(fold(normal)) <= set(label)
        changed = not set(fold(text)) <= set(label)
        counted, right = counted + 1, right + good
        oblique, oblique_right = oblique + changed, oblique_right + (changed and good)
        if misses and not good:
            print(f"{text} | {normal} | {' '.join(label)}")
    rows = [
        "| what | on | right |",
        "|---|---|---|",
        f"| people in the nominative | {counted} mentions, NEREL dev | {right / counted:.1%} |",
        f"| of those not in the label's form | {oblique} | {oblique_right / oblique:.1%} |",
    ]
    measures = score(DATA / "factrueval/devset", load())
    rows += ["", "| names in normal form | precision | recall | F1 |", "|---|---|---|---|"]
    rows += [
        f"| {type_} | {measures[type_].precision:.3f} | {measures[type_].recall:.3f} "
        f"| {measures[type_].f1:.3f} |"
        for type_ in ("PER", "LOC", "ORG", "ALL")
    ]
    rows += ["", f"Names and coreference: {1000 * sum(seconds) / len(seconds):.1f} ms an article."]
    put("names", "\n".join(rows))


if __name__ == "__main__":
    main("--misses" in sys.argv)
