"""Groups of cases by what they are: a channel, a language, or anything else that labels them. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agent.models import Channel

CHANNEL, LANGUAGE, TAG = "channel", "language", "tag"
TAGS_ARE = {"routing": "rule", "duplicates": "label"}
"""What an eval that is named here files its cases under instead of tags."""


def kind_of(group: str) -> str:
    """A language is written as its two letters."""
    if group in set(Channel):
        return CHANNEL
    return LANGUAGE if re.fullmatch("[a-z]{2}", group) else TAG


def called(kind: str, eval_name: str) -> str:
    return TAGS_ARE.get(eval_name, TAG) if kind == TAG else kind


def sorted_by_kind(groups: Iterable[str]) -> dict[str, list[str]]:
    """Channels, languages, the rest, each by name; without the kinds that are not there."""
    found: dict[str, list[str]] = {CHANNEL: [], LANGUAGE: [], TAG: []}
    for group in sorted(set(groups)):
        found[kind_of(group)].append(group)
    return {kind: names for kind, names in found.items() if names}
