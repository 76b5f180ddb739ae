"""What a run of training is: a recipe, read from a TOML file."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any


@dataclass(frozen=True, slots=True)
class Source:
    """A data set of the mix: a file below the data folder, its digest, how many questions.

    Attributes:
        path: below the data folder.
        sha256: of the file.
        questions: how many are taken as they are.
        negatives: how many are asked of another paragraph of their own article.
        beside: how many are asked of their own paragraph without the sentence that answers.
        swapped: how many are asked of their own paragraph about another name or year in it.
        turned: how many are asked of their own paragraph with a word turned into its opposite.
        retrieved: how many of those taken as they are come in one group with passages of the
            set that a search finds for them and that do not hold the answer.
    """

    path: str
    sha256: str
    questions: int
    negatives: int = 0
    beside: int = 0
    swapped: int = 0
    turned: int = 0
    retrieved: int = 0


OF_A_TEACHER = {
    "base", "base_sha256", "passes", "order", "rate", "schedule", "decay", "dropout", "deciding",
    "listwise",
}  # fmt: skip
"""Settings that a teacher may have otherwise: it reads the same batches, in another order."""
OF_THE_REST = {"passes", "order", "batch_tokens", "rate", "schedule", "dropout", "share"}
"""Settings of a training that follows the passes under the teachers."""


@dataclass(frozen=True, slots=True)
class Recipe:
    """What a run of training is, apart from the base model and the data folder.

    Attributes:
        seed: of the mix and the crops.
        base: folder, below the data folder, of the model that it begins with; "": the encoder that
            the package comes with.
        base_sha256: of that model's `model.safetensors`.
        order: seed of the batches' order, the head's first weights and what is dropped out.
        sources: the data sets of the mix.
        passes: how often the mix is gone through, drawn and cropped anew each time; a teacher may
            have fewer than its pupil.
        batch_tokens: padded word pieces a step.
        sizes: least and most word pieces of the text in a window.
        rate: the highest learning rate.
        schedule: (share of the steps, share of the rate) points, straight lines between them.
        decay: AdamW's weight decay.
        save_every: steps between checkpoints.
        dropout: share of a layer's additions that is dropped, 0 to 1.
        deciding: weight of the loss of answerable or not, beside that of the span.
        listwise: weight of the loss of the right passage among those of its group.
        soft: weight, 0 to 1, of the teachers' probabilities; the rest is that of the labels.
        soft_made: the same, of questions that were made, whose labels are guesses.
        soft_listwise: the same, in the loss of the right passage.
        teachers: what the recipe of each teacher has otherwise; they are trained first.
        further: what is otherwise in each training that follows, from labels alone that are no
            guesses. It begins with the weights so far; `share` (0 to 1) is what it has in the mean
            with these, which is the result, or what the next begins with.
    """

    seed: int
    sources: tuple[Source, ...]
    batch_tokens: int
    sizes: tuple[int, int]
    rate: float
    schedule: tuple[tuple[float, float], ...]
    decay: float
    save_every: int
    base: str = ""
    base_sha256: str = ""
    order: int = 0
    passes: int = 1
    dropout: float = 0.0
    deciding: float = 0.0
    listwise: float = 0.0
    soft: float = 0.0
    soft_made: float = 0.0
    soft_listwise: float = 0.0
    teachers: tuple[Mapping[str, Any], ...] = ()
    further: tuple[Mapping[str, Any], ...] = ()

    def __post_init__(self) -> None:
        """Refuse what cannot be trained.

        Raises:
            ValueError: teachers without a weight, a weight without teachers, a setting that a
                teacher, or a training that follows, cannot have otherwise, more passes than its
                pupil's, or a training that follows without its share.
        """
        soft = max(self.soft, self.soft_made, self.soft_listwise)
        if bool(self.teachers) != (soft > 0):
            raise ValueError("`soft` is the weight of `teachers`: name both or neither")
        if odd := {name for one in self.teachers for name in one} - OF_A_TEACHER:
            raise ValueError(f"a teacher has no setting {min(odd)!r} of its own")
        if any(one.get("passes", 0) > self.passes for one in self.teachers):
            raise ValueError("a teacher has more `passes` than its pupil")
        if odd := {name for one in self.further for name in one} - OF_THE_REST:
            raise ValueError(f"a further training has no setting {min(odd)!r} of its own")
        if not all(0.0 <= one.get("share", -1.0) <= 1.0 for one in self.further):
            raise ValueError("a further training needs its `share` in the mean, 0 to 1")

    @property
    def alone(self) -> Recipe:
        """The recipe without teachers and without a further training."""
        return replace(self, teachers=(), soft=0.0, soft_made=0.0, soft_listwise=0.0, further=())

    @property
    def of_teachers(self) -> list[Recipe]:
        """The recipe of each teacher."""
        return [replace(self.alone, **one) for one in self.teachers]

    @property
    def of_further(self) -> list[Recipe]:
        """The recipe of each further training."""
        own = [{k: v for k, v in one.items() if k != "share"} for one in self.further]
        return [replace(self.alone, **({"passes": 1} | one)) for one in own]

    @classmethod
    def read(cls, path: Path) -> Recipe:
        """Read a recipe from a TOML file.

        Raises:
            TypeError: a setting is missing, or there is one too many.
            ValueError: settings that do not go together.
        """
        values = tomllib.loads(path.read_text(encoding="utf-8"))
        sources = tuple(Source(**s) for s in values.pop("sources"))
        least, most = values.pop("sizes")
        schedule = tuple((float(at), float(share)) for at, share in values.pop("schedule"))
        several = {name: tuple(values.pop(name, ())) for name in ("teachers", "further")}
        return cls(sources=sources, sizes=(least, most), schedule=schedule, **(values | several))
