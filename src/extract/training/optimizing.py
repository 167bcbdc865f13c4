"""How weights move: rates by layer, and a moving average."""

from __future__ import annotations

import torch
from torch import nn

from extract.training.model import Network
from extract.training.settings import Settings


class Average:
    """A moving average of a network's weights, better than its last step."""

    def __init__(self, network: nn.Module, decay: float) -> None:
        self.decay, self.steps = decay, 0
        self.weights = {name: value.detach().clone() for name, value in network.named_parameters()}

    @torch.no_grad()
    def update(self, network: nn.Module) -> None:
        """Takes in the weights of another step."""
        self.steps += 1
        decay = min(self.decay, self.steps / (self.steps + 10))
        values = [value.detach() for value in network.parameters()]
        torch._foreach_lerp_(list(self.weights.values()), values, 1 - decay)

    @torch.no_grad()
    def settle(self, network: nn.Module) -> None:
        """Puts the averaged weights into the network."""
        for name, value in network.named_parameters():
            value.copy_(self.weights[name])


def rate(step: float, steps: float, warmup: float, least: float = 0.02) -> float:
    """The share of its peak that a learning rate has: up in a line, then down to the end.

    Args:
        step: Which.
        steps: How many there will be.
        warmup: After how many the peak is reached.
        least: The smallest share on the way down.
    """
    return min(1.0, step / max(1.0, warmup)) * max(least, 1 - step / steps)


def move(
    loss: torch.Tensor,
    network: nn.Module,
    adam: torch.optim.Optimizer,
    average: Average | None = None,
    longest: float | None = 5.0,
) -> None:
    """One step down the slope of a loss.

    Args:
        loss: Of some examples.
        network: Whose weights move.
        adam: Moves them.
        average: Takes the new ones in.
        longest: Norm of the gradients, which are cut to it; None for as they are.
    """
    adam.zero_grad(set_to_none=True)
    loss.backward()  # type: ignore[no-untyped-call]
    if longest is not None:
        torch.nn.utils.clip_grad_norm_(network.parameters(), longest)
    adam.step()
    if average is not None:
        average.update(network)


def optimizer(network: Network, settings: Settings) -> torch.optim.AdamW:
    """AdamW with a lower rate for lower layers; norms and biases do not decay."""
    groups: dict[tuple[float, float], list[torch.Tensor]] = {}
    depth = len(network.encoder.layers)
    for name, value in network.named_parameters():
        rate = settings.head_rate
        if name.startswith("encoder."):
            layer = int(name.split(".")[2]) if ".layers." in name else -1
            rate = settings.encoder_rate * settings.layer_decay ** (depth - 1 - layer)
        decay = settings.weight_decay if value.dim() > 1 else 0.0
        groups.setdefault((rate, decay), []).append(value)
    some = [
        {"params": values, "lr": rate, "weight_decay": decay}
        for (rate, decay), values in groups.items()
    ]
    return torch.optim.AdamW(some, betas=(0.9, 0.98), fused=True)
