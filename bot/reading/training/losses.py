"""What training makes small: losses of spans, of there being an answer, of the right passage."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from bot.reading.training.recipe import Recipe


def whole_loss(
    logits: Tensor,
    types: Tensor,
    labels: Tensor,
    groups: Tensor,
    recipe: Recipe,
    taught: Tensor | None = None,
) -> Tensor:
    """The loss of a batch, as the recipe weighs its parts; a scalar.

    Args:
        logits: (windows, 2, tokens), of start and end.
        types: (windows, tokens), 1 for the text's tokens.
        labels: (windows, 2) token indices, 0 where there is no answer.
        groups: (windows,) the number of each window's group.
        recipe: the weights.
        taught: logits of the teachers, (teachers, windows, 2, tokens).
    """
    logits = masked(logits, types)
    answered = (labels[:, 1] > 0).float()
    surplus = margins(logits)
    spans = functional.cross_entropy(logits.flatten(0, 1), labels.flatten())
    decided = functional.binary_cross_entropy_with_logits(surplus, answered)
    loss = spans + recipe.deciding * decided
    if taught is not None:
        taught = masked(taught, types)
        shares = taught.softmax(-1).mean(0).flatten(0, 1)
        spans = functional.cross_entropy(logits.flatten(0, 1), shares)
        sure = margins(taught).sigmoid().mean(0)
        decided = functional.binary_cross_entropy_with_logits(surplus, sure)
        softly = spans + recipe.deciding * decided
        loss = recipe.soft * softly + (1 - recipe.soft) * loss
    if recipe.listwise:
        loss = loss + recipe.listwise * passage_loss(surplus, answered, groups)
    return loss


def masked(logits: Tensor, types: Tensor) -> Tensor:
    """Logits where only the text's tokens, and the first one, can be chosen."""
    allowed = types > 0
    allowed[:, 0] = True
    return logits.masked_fill(~allowed[:, None], -1e4)


def margins(logits: Tensor) -> Tensor:
    """How much more likely an answer is than none: the logit of it, as use compares them.

    The mass of the text's starts over the first token's, and likewise of ends; from
    (…, windows, 2, tokens) to (…, windows).
    """
    return (logits[..., 1:].logsumexp(-1) - logits[..., 0]).sum(-1)


def passage_loss(surplus: Tensor, answered: Tensor, groups: Tensor) -> Tensor:
    """Mean cross-entropy of the passage that answers among those of its group.

    A normalisation over the passages of a question, as in Clark and Gardner 2018. Groups of one
    window, or without an answer, have no part in it.

    Args:
        surplus: (windows,) logits of there being an answer.
        answered: (windows,) 1 where there is one: at most one in a group.
        groups: (windows,) the number of each window's group, from 0.
    """
    count = int(groups[-1]) + 1
    member = torch.nn.functional.one_hot(groups, count).bool()
    total = surplus[:, None].masked_fill(~member, -1e4).logsumexp(0)
    counted = (answered > 0) & (member.sum(0)[groups] > 1)
    lost = (total[groups] - surplus) * counted
    return lost.sum() / counted.sum().clamp(min=1)
