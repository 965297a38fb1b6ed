"""The states in which a goal in another language than English is reached. Only ever inferred. Pure."""

from __future__ import annotations

from agent.extractors.local.abroad import german_states, romance_states

_MOST_WORDS = 18


def states_of(goal: str, language: str, asker: str | None) -> list[str]:
    """One for each thing that the goal says is to be done; none where number or gender cannot be told."""
    found = (
        german_states.states(goal, asker)
        if language == "de"
        else romance_states.states(goal, language, asker)
    )
    return [state for state in dict.fromkeys(found) if len(state.split()) <= _MOST_WORDS]
