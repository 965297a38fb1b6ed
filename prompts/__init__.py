"""Prompts are files; a released file never changes.

`released.toml` names every released version with the sha256 of its file, and which one is active.
A file that differs from its release by a single byte is refused, so the sha256 in a trace always
says which words a model was given.
"""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from importlib.resources.abc import Traversable

from agent.errors import PromptInvalid

RELEASES = "released.toml"


@dataclass(frozen=True, slots=True)
class Prompt:
    """One released version of a prompt."""

    id: str
    """Name and version, such as `extract/v1`."""
    version: str
    text: str
    """The template, as released."""
    sha256: str
    """Of the file's bytes."""

    def render(self, **values: object) -> str:
        """The text with its variables filled in. A variable without a value is PromptInvalid."""
        from jinja2 import Environment, StrictUndefined, TemplateError

        # Plain text for a model, not HTML: escaping would change its words.
        environment = Environment(undefined=StrictUndefined, autoescape=False, keep_trailing_newline=True)  # noqa: S701 - see above
        try:
            return environment.from_string(self.text).render(values)
        except TemplateError as exc:
            raise PromptInvalid(f"prompt {self.id!r} does not render: {exc}") from exc


@dataclass(frozen=True, slots=True)
class Release:
    """What is released under one name."""

    active: str
    sha256: Mapping[str, str]
    """Of each version."""


def load(name: str, root: Traversable | None = None) -> Prompt:
    """The active version of `name`, or the one that `name/version` says. Raises PromptInvalid.

    `root` is the folder with released.toml; the packaged one unless given.
    """
    root = root or files(__name__)
    base, _, version = name.partition("/")
    release = _releases(root).get(base)
    if release is None:
        raise PromptInvalid(f"no prompt is named {base!r}")
    return _read(root, base, version or release.active, release)


def verify(root: Traversable | None = None) -> list[Prompt]:
    """Every released prompt, checked against its sha256. Raises PromptInvalid on the first that differs."""
    root = root or files(__name__)
    releases = _releases(root)
    for name, release in releases.items():
        _read(root, name, release.active, release)
    return [
        _read(root, name, version, release)
        for name, release in releases.items()
        for version in release.sha256
    ]


def _read(root: Traversable, name: str, version: str, release: Release) -> Prompt:
    prompt_id = f"{name}/{version}"
    expected = release.sha256.get(version)
    if expected is None:
        raise PromptInvalid(f"prompt {prompt_id!r} is not released; {RELEASES} does not name it")
    try:
        raw = root.joinpath(name, f"{version}.md").read_bytes()
        text = raw.decode()
    except (OSError, UnicodeDecodeError) as exc:
        raise PromptInvalid(f"prompt {prompt_id!r} cannot be read: {exc}") from exc
    sha256 = hashlib.sha256(raw).hexdigest()
    if sha256 != expected:
        raise PromptInvalid(
            f"prompt {prompt_id!r} was changed after its release (sha256 {sha256[:12]}, "
            f"released {expected[:12]}); put the change into a new version"
        )
    return Prompt(id=prompt_id, version=version, text=text, sha256=sha256)


def _releases(root: Traversable) -> dict[str, Release]:
    try:
        table = tomllib.loads(root.joinpath(RELEASES).read_bytes().decode())
        return {
            name: Release(active=str(entry["active"]), sha256=dict(entry["sha256"]))
            for name, entry in table.items()
        }
    except (OSError, ValueError, KeyError, TypeError) as exc:
        raise PromptInvalid(f"{RELEASES} cannot be used: {exc!r}") from exc
