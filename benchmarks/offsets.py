"""Articles that are damaged in all sorts of ways: is every mention still where its offsets say?

Each article is damaged once (invisible characters, decomposed letters, foreign look-alikes, lost
blanks, capitals, cut and joined texts, brackets), processed, and every offset in every table is
compared with the text.

Usage: python benchmarks/offsets.py BRAT_FOLDER... [--articles 999] [--seed 1]
"""

from __future__ import annotations

import argparse
import random
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path

import extract

Damage = Callable[[str, random.Random], str]

INVISIBLE = "\u00ad\u200b\u2060\ufeff\u0301\u200e"
LOOK_ALIKES = str.maketrans("аеорсухАЕОРСХ", "aeopcyxAEOPCX")


def sprinkled(text: str, chance: random.Random) -> str:
    """Invisible characters anywhere."""
    return "".join(c + (chance.choice(INVISIBLE) if chance.random() < 0.03 else "") for c in text)


def cut(text: str, chance: random.Random) -> str:
    """A piece of the text, from the middle of a word to the middle of another."""
    start, end = sorted((chance.randrange(len(text)), chance.randrange(len(text) + 1)))
    return text[start:end] or text


def swapped(text: str, chance: random.Random) -> str:
    """Neighbouring words in another order here and there."""
    words = text.split(" ")
    for i in range(len(words) - 1):
        if chance.random() < 0.1:
            words[i], words[i + 1] = words[i + 1], words[i]
    return " ".join(words)


def astral(text: str, chance: random.Random) -> str:
    """Emoji between words: characters beyond the first plane."""
    return "".join(c + ("😀🇷🇺" if c == " " and chance.random() < 0.1 else "") for c in text)


DAMAGES: dict[str, Damage] = {
    "as it is": lambda text, _: text,
    "invisible characters": sprinkled,
    "decomposed": lambda text, _: unicodedata.normalize("NFD", text),
    "look-alikes": lambda text, chance: "".join(
        c.translate(LOOK_ALIKES) if chance.random() < 0.2 else c for c in text
    ),
    "capitals": lambda text, _: text.upper(),
    "small letters": lambda text, _: text.lower(),
    "no blanks": lambda text, chance: "".join(c for c in text if c != " " or chance.random() > 0.1),
    "no full stops": lambda text, _: text.replace(".", ""),
    "line breaks": lambda text, chance: "".join(
        chance.choice(["\r\n", "\n\n", "\u2028", "\t"]) if c == " " and chance.random() < 0.1 else c
        for c in text
    ),
    "cut": cut,
    "words in another order": swapped,
    "emoji": astral,
}


def wrong(tables: extract.Tables) -> tuple[int, int]:
    """Mentions in all, and offsets of all tables that do not fit their text."""
    texts = dict(tables.sql("SELECT doc_id, text FROM texts").values.tolist())
    mentions = tables.sql('SELECT doc_id, start, "end", text FROM mentions').values.tolist()
    other = "SELECT doc_id, cue_start, cue_end, cue FROM relations WHERE cue_start IS NOT NULL"
    faults = sum(texts[doc][start:end] != said for doc, start, end, said in mentions)
    faults += sum(
        texts[doc][int(start) : int(end)] != said
        for doc, start, end, said in tables.sql(other).values.tolist()
    )
    spans = tables.sql("SELECT doc_id, text_start, text_end FROM events").values.tolist()
    faults += sum(not 0 <= start < end <= len(texts[doc]) for doc, start, end in spans)
    return len(mentions), faults


def main() -> None:
    """Prints the counts by kind of damage; exit code 1 if an offset is wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--articles", type=int, default=999)
    parser.add_argument("--seed", type=int, default=1)
    asked = parser.parse_args()
    files = sorted(file for folder in asked.folders for file in folder.glob("*.txt"))
    chance, nlp = random.Random(asked.seed), extract.load()
    chosen = [chance.choice(files) for _ in range(asked.articles)]
    total = faults = 0
    for number, (kind, damage) in enumerate(DAMAGES.items()):
        texts = [damage(f.read_text("utf-8"), chance) for f in chosen[number :: len(DAMAGES)]]
        mentions, bad = wrong(extract.tables(nlp.pipe(texts), relations="all"))
        print(f"{kind}: {len(texts)} articles, {mentions} mentions, {bad} wrong", flush=True)
        total, faults = total + mentions, faults + bad
    print(f"{total} mentions, {faults} wrong offsets")
    sys.exit(bool(faults))


if __name__ == "__main__":
    main()
