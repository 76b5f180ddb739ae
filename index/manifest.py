"""What a library was made with, and that it is used with the same."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from corpus.errors import InputError
from index.chunking import Chunking
from index.embedding import Encoder
from index.errors import EncoderMismatchError


def manifest(encoder: Encoder, chunking: Chunking) -> dict[str, str]:
    """The encoder and chunking, as the record names them.

    Raises:
        InputError: passages would be longer than the encoder sees.
    """
    if chunking.max_tokens > encoder.max_tokens:
        raise InputError(
            f"expected passages of at most {encoder.max_tokens} word pieces, which is what the "
            f"encoder sees, found max_tokens={chunking.max_tokens!r}: choose fewer"
        )
    identity = encoder.identity
    return {
        "encoder_model": identity.model,
        "encoder_revision": identity.revision,
        "encoder_digest": identity.digest,
        "encoder_dimension": str(identity.dimension),
        "chunking_max_tokens": str(chunking.max_tokens),
        "chunking_overlap": str(chunking.overlap),
    }


def agree(folder: Path, made: Mapping[str, str], used: Mapping[str, str]) -> None:
    """Make sure that a library is used with what it was made with.

    Raises:
        EncoderMismatchError: it is not; the message names both and how to make another.
    """
    if all(made.get(name) == value for name, value in used.items()):
        return
    raise EncoderMismatchError(
        f"the library {str(folder)!r} was made with {described(made)}, not with "
        f"{described(used)}: make another with 'newscite add --library NEW_FOLDER FILES…'"
    )


def described(one: Mapping[str, str]) -> str:
    """An encoder and chunking in a few words."""
    known = {name: one.get(f"encoder_{name}", "?") for name in ("model", "revision", "digest")}
    return (
        f"{known['model']} (revision {known['revision'][:12]}, weights {known['digest'][:12]}, "
        f"{one.get('encoder_dimension', '?')} dimensions; passages of "
        f"{one.get('chunking_max_tokens', '?')} word pieces, overlap "
        f"{one.get('chunking_overlap', '?')})"
    )
