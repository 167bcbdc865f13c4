"""How a model is trained; here without torch, since the command line names the defaults."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Settings:
    """How to train.

    Attributes:
        epochs: Walks over the corpus.
        batch_size: Windows in a step.
        encoder_rate: Peak learning rate of the encoder's top layer.
        layer_decay: What a layer's rate is multiplied by for each layer below the top.
        head_rate: Peak learning rate of the heads.
        warmup: Share of the steps.
        dropout: In the encoder.
        head_dropout: In the pair head.
        masked: Share of subwords hidden from the network.
        pair_weight: Weight of the pair loss.
        lesson_weight: Weight of what the teacher says.
        average: Decay of the moving average of the weights.
        patience: Epochs without a better dev score before stopping.
        layers: Layers of the encoder.
        pool: Layers that read subwords; those above read atoms.
        span: Features of a query or a key of the span head.
        taken: Which layers of the weights it starts from it takes, one for each of its own.
        seed: Of everything random.
    """

    epochs: int = 24
    batch_size: int = 8
    encoder_rate: float = 2e-4
    layer_decay: float = 0.93
    head_rate: float = 1e-3
    warmup: float = 0.06
    weight_decay: float = 0.01
    dropout: float = 0.1
    head_dropout: float = 0.2
    masked: float = 0.1
    pair_weight: float = 0.3
    lesson_weight: float = 1.0
    average: float = 0.998
    patience: int = 8
    layers: int = 5
    pool: int = 1
    span: int = 32
    taken: tuple[int, ...] = ()
    seed: int = 1
