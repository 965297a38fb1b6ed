"""Settings → what compares meanings in the duplicate index, and the weights that fit it."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from pydantic import ValidationError

from agent.errors import SettingsInvalid
from agent.index import likeness, static
from agent.index.embedders import Embedder
from agent.index.likeness import Likeness
from agent.indexing import IndexSettings
from agent.settings import Settings
from agent.terms import Content, EmbedderKind


class Embedding(NamedTuple):
    embedder: Embedder
    likeness: Likeness


def embedding(settings: Settings) -> Embedding:
    """Nothing is loaded or asked yet. Raises SettingsInvalid."""
    kind = in_force(settings)
    return Embedding(_embedder(kind, settings), _likeness(kind, settings.index))


def in_force(settings: Settings) -> EmbedderKind:
    """Where no text may be sent anywhere, the shipped model stands in for an endpoint."""
    sends = settings.index.embedder is EmbedderKind.ENDPOINT
    stays = settings.llm.content is Content.LOCAL_ONLY
    return EmbedderKind.STATIC if sends and stays else settings.index.embedder


def _embedder(kind: EmbedderKind, settings: Settings) -> Embedder:
    if kind is EmbedderKind.ENDPOINT:
        from agent.index.endpoint import EndpointEmbedder

        hides = settings.llm.content is Content.REDACTED
        return EndpointEmbedder(settings.index.endpoint, _without_details if hides else None)
    if kind is EmbedderKind.MINILM:
        from agent.index.minilm import MiniLm

        return MiniLm(settings.index.minilm_folder)
    return static.shipped()


def _likeness(kind: EmbedderKind, index: IndexSettings) -> Likeness:
    """Weights of one's own are for the embedder of the settings, not for what stands in for it."""
    if index.weights and kind is index.embedder:
        return _of_file(index.weights)
    return likeness.shipped() if kind is EmbedderKind.STATIC else likeness.shipped(likeness.CONTEXTUAL)


def _of_file(file: Path) -> Likeness:
    told = f"index.weights: {str(file)!r}"
    try:
        return Likeness.model_validate_json(file.read_bytes())
    except OSError as exc:
        raise SettingsInvalid(f"{told} cannot be read ({type(exc).__name__})") from exc
    except ValidationError as exc:
        hint = "`clarify eval duplicates --fit FILE` writes them"
        raise SettingsInvalid(f"{told} holds no weights of likeness: {hint}") from exc


def _without_details(text: str) -> str:
    """As `redacted` sends it to a model."""
    from agent.extractors.redaction import replaced

    return replaced([text]).shown(text)
