"""The command ``train``: a model from a corpus of the user's own."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from extract.cli.console import OUT
from extract.cli.exits import ending
from extract.cli.options import Verbose
from extract.training.settings import Settings

NO_TORCH = (
    'pip install "extract-ru[train]" adds what is needed to train. Without a graphics card have '
    "the small build of torch first: "
    "pip install torch --index-url https://download.pytorch.org/whl/cpu"
)

Corpus = Annotated[
    Path | None,
    typer.Argument(help="Texts with brat annotations, or a folder with train and dev ones."),
]
Out = Annotated[Path, typer.Option("--out", "-o", help="Folder for the model.")]
Dev = Annotated[
    Path | None,
    typer.Option(help="Texts to choose the epoch by; without them every tenth is held out."),
]
Epochs = Annotated[
    int, typer.Option(min=1, help="Walks over the corpus; --add-to needs fewer of a large one.")
]
Layers = Annotated[int, typer.Option(min=1, max=12, help="Fewer are faster.")]
Pool = Annotated[
    int, typer.Option(min=0, help="Layers that read parts of words; the others read words.")
]
Rate = Annotated[float, typer.Option(help="Learning rate of the encoder at its peak.")]
Seed = Annotated[int, typer.Option(help="Of everything random.")]
Start = Annotated[
    str | None,
    typer.Option(
        help="Begin from a model (a name such as news, or a folder) or a checkpoint (best.pt)."
    ),
]
Taken = Annotated[str, typer.Option(help="Which layers to take from there, such as 0,2,3,4,5.")]
Teacher = Annotated[
    list[str] | None,
    typer.Option(help="Learn from a larger model of the same types too; may be repeated."),
]
Passages = Annotated[
    list[Path] | None,
    typer.Option(
        help="Passages with agreements, meetings, cooperation, twin cities and visits (.jsonl);"
        " may be repeated. Without a corpus these are learned above the model of --start."
    ),
]
Articles = Annotated[
    Path | None,
    typer.Option(
        help="Folder of articles (articles.jsonl) and their events (gold.jsonl), learned above"
        " the model."
    ),
]
AddTo = Annotated[
    str | None,
    typer.Option(
        help="Keep a model (a name such as news, or a folder) as it is and add the entity types of"
        " the corpus that it does not know."
    ),
]
Folds = Annotated[
    int,
    typer.Option(min=2, help="Parts of the texts, each scored by a model of the rest."),
]


# Long by its options.
def train(
    corpus: Corpus = None,
    *,
    out: Out,
    dev: Dev = None,
    epochs: Epochs = Settings.epochs,
    layers: Layers = Settings.layers,
    pool: Pool = Settings.pool,
    rate: Rate = Settings.encoder_rate,
    seed: Seed = Settings.seed,
    start: Start = None,
    taken: Taken = "",
    teacher: Teacher = None,
    passages: Passages = None,
    articles: Articles = None,
    add_to: AddTo = None,
    folds: Folds = 5,
    verbose: Verbose = 0,  # noqa: ARG001
) -> None:
    """Train a model of entities and relations on a corpus of your own; needs the extra "train".

    With --add-to a model stays as it is, and learns the entity types of the corpus beside its own.

    Stopped at any moment, the same command goes on from the last epoch. The folder is what
    --model takes. Exit codes: 0 the model is trained; 2 it is not, the message says why.
    """
    with ending(ValueError, resumes=True):
        try:
            from extract.training.added import add_types
            from extract.training.events.run import train_events
            from extract.training.run import train_model
            from extract.training.ties.run import train_ties
        except ModuleNotFoundError as error:
            raise ValueError(f"{error}; {NO_TORCH}") from None

        if add_to is not None:
            if corpus is None or start or teacher or passages or articles:
                raise ValueError("--add-to takes a corpus, and nothing else to learn from")
            added = add_types(corpus, out, add_to, dev, epochs, folds, seed, say=OUT.print)
            scores = ", ".join(f"{name} {one['f1']}" for name, one in added.items())
            OUT.print(f"{out}: added; F1 on texts not learned from: {scores}")
            return
        if corpus is None and not ((passages or articles) and start):
            raise ValueError(
                "give a corpus, or --passages or --articles with the --start to learn them above"
            )
        settings = Settings(
            epochs=epochs, encoder_rate=rate, head_rate=_head_rate(rate, start), layers=layers,
            pool=pool, taken=_numbers(taken, layers), seed=seed,
        )  # fmt: skip
        if corpus is not None:
            card = train_model(corpus, out, settings, dev, out.name, start, teacher or ())
            OUT.print(f"{out}: entities F1 {card['dev']['entities_f1']} on the texts held out")
        if passages:
            base = start if corpus is None else out
            train_ties(passages, out, model=base or out, folds=folds, say=OUT.print)
            OUT.print(f"{out}: learned {len(passages)} files of passages")
        if articles is not None:
            base = start if corpus is None and not passages else out
            card = train_events(articles, out, model=base or out, folds=folds, say=OUT.print)
            OUT.print(f"{out}: learned the events of {card['articles']} articles")


def _head_rate(rate: float, start: str | None) -> float:
    """Heads that begin from nothing have farther to go."""
    return rate * (2.5 if start else 5)


def _numbers(taken: str, layers: int) -> tuple[int, ...]:
    numbers = tuple(int(number) for number in taken.split(",") if number)
    if numbers and len(numbers) != layers:
        raise ValueError(f"--taken names {len(numbers)} layers, --layers {layers}")
    return numbers
