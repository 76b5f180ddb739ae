"""What training makes small: losses of spans, of there being an answer, of the right passage."""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional

from bot.reading.training.recipe import Recipe

UNLIKELY = -1e4
"""A logit of what cannot be."""


def whole_loss(
    logits: Tensor,
    types: Tensor,
    targets: tuple[Tensor, Tensor, Tensor],
    recipe: Recipe,
    taught: Tensor | None = None,
) -> Tensor:
    """The loss of a batch, as the recipe weighs its parts; a scalar.

    Args:
        logits: (windows, 2, tokens), of start and end.
        types: (windows, tokens), 1 for the text's tokens.
        targets: labels, (windows, 2) token indices, 0 where there is no answer; the number of
            each window's group, (windows,); whether its question was made, (windows,).
        recipe: the weights.
        taught: logits of the teachers, (teachers, windows, 2, tokens).
    """
    labels, groups, made = targets
    logits = masked(logits, types)
    answered = (labels[:, 1] > 0).float()
    surplus = margins(logits)
    loss = span_loss(logits, labels) + recipe.deciding * sure_loss(surplus, answered)
    listed = passage_loss(surplus, answered, groups)
    if taught is not None:
        taught = masked(taught, types)
        sure = margins(taught)
        softly = span_loss(logits, taught.softmax(-1).mean(0))
        softly = softly + recipe.deciding * sure_loss(surplus, sure.sigmoid().mean(0))
        soft = torch.where(made, recipe.soft_made, recipe.soft)
        loss = soft * softly + (1 - soft) * loss
        alike = likeness_loss(surplus, sure, groups)
        listed = recipe.soft_listwise * alike + (1 - recipe.soft_listwise) * listed
    return loss.mean() + recipe.listwise * listed


def masked(logits: Tensor, types: Tensor) -> Tensor:
    """Logits where only the text's tokens, and the first one, can be chosen."""
    allowed = types > 0
    allowed[:, 0] = True
    return logits.masked_fill(~allowed[:, None], UNLIKELY)


def margins(logits: Tensor) -> Tensor:
    """How much more likely an answer is than none: the logit of it, as use compares them.

    The mass of the text's starts over the first token's, and likewise of ends; from
    (…, windows, 2, tokens) to (…, windows).
    """
    return (logits[..., 1:].logsumexp(-1) - logits[..., 0]).sum(-1)


def span_loss(logits: Tensor, wanted: Tensor) -> Tensor:
    """Mean cross-entropy of start and end, (windows,), for token indices or shares of tokens."""
    wanted = wanted.flatten() if wanted.dim() == 2 else wanted.flatten(0, 1)
    lost = functional.cross_entropy(logits.flatten(0, 1), wanted, reduction="none")
    return lost.view(-1, 2).mean(1)


def sure_loss(surplus: Tensor, wanted: Tensor) -> Tensor:
    """Cross-entropy of there being an answer, (windows,)."""
    return functional.binary_cross_entropy_with_logits(surplus, wanted, reduction="none")


def passage_loss(surplus: Tensor, answered: Tensor, groups: Tensor) -> Tensor:
    """Mean cross-entropy of the passage that answers among those of its group.

    A normalisation over the passages of a question, as in Clark and Gardner 2018. Groups of one
    window, or without an answer, have no part in it.

    Args:
        surplus: (windows,) logits of there being an answer.
        answered: (windows,) 1 where there is one: at most one in a group.
        groups: (windows,) the number of each window's group, from 0.
    """
    table, several = in_rows(surplus, groups)
    counted = (answered > 0) & several[groups]
    lost = (table.logsumexp(1)[groups] - surplus) * counted
    return lost.sum() / counted.sum().clamp(min=1)


def likeness_loss(surplus: Tensor, sure: Tensor, groups: Tensor) -> Tensor:
    """Mean cross-entropy of the teachers' choice among the passages of a group.

    Args:
        surplus: (windows,) logits of there being an answer.
        sure: the teachers', (teachers, windows).
        groups: (windows,) the number of each window's group, from 0.
    """
    own, several = in_rows(surplus, groups)
    shares = torch.stack([in_rows(one, groups)[0].softmax(1) for one in sure]).mean(0)
    lost = -(shares * own.log_softmax(1)).sum(1) * several
    return lost.sum() / several.sum().clamp(min=1)


def in_rows(values: Tensor, groups: Tensor) -> tuple[Tensor, Tensor]:
    """Values of windows as a row a group, (rows, windows), and whether a group has several.

    There are as many rows as windows, the last ones empty: to count groups, a GPU would be
    waited for.
    """
    member = functional.one_hot(groups, len(groups)).bool().T
    return torch.where(member, values, UNLIKELY), member.sum(1) > 1
