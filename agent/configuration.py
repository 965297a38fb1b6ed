"""Configuration files, and what they mean: rules, what destinations require, packaged texts."""

from __future__ import annotations

from importlib import resources
from pathlib import Path

from agent import forms, routing
from agent.errors import FormsInvalid, SettingsInvalid
from agent.forms import Form
from agent.people import Directory
from agent.readiness import Requirements
from agent.routing import Rules
from agent.settings import Settings

DESTINATIONS = ("registry",)


def load_rules(settings: Settings, directory: Directory) -> Rules:
    """The rules file of the settings, or the packaged one. Raises RulesInvalid."""
    if settings.rules is None:
        return routing.load(default_text("rules.yaml"), "the default rules", destinations=DESTINATIONS)
    teams = [team.name for team in directory.teams]
    text = read_file(settings.rules, "rules")
    return routing.load(text, str(settings.rules), teams=teams, destinations=DESTINATIONS)


def load_forms(settings: Settings, directory: Directory) -> dict[str, Form]:
    """The forms of the settings by their ids. Raises FormsInvalid with the mistakes of all files."""
    if settings.forms is None:
        return {}
    if not settings.forms.is_dir():
        raise SettingsInvalid(f"forms: there is no folder {str(settings.forms)!r}")
    teams = [team.name for team in directory.teams]
    found: dict[str, Form] = {}
    mistakes: list[str] = []
    for path in sorted(settings.forms.glob("*.yaml")):
        named = f"{settings.forms.name}/{path.name}"
        try:
            form = forms.load(read_file(path, "form"), named, teams=teams)
        except FormsInvalid as exc:
            mistakes.append(str(exc))
            continue
        if form.id in found:
            mistakes.append(f"{named}:1: another file has the id {form.id!r}; give each form its own")
        found[form.id] = form
    if mistakes:
        raise FormsInvalid("\n".join(mistakes))
    return found


def requirements(settings: Settings) -> Requirements:
    """What each destination requires. Raises SettingsInvalid where there is no such destination."""
    for name in settings.destinations:
        if name not in DESTINATIONS:
            known = ", ".join(DESTINATIONS)
            raise SettingsInvalid(f"destinations: there is no destination {name!r}; there is {known}")
    return {name: destination.requires for name, destination in settings.destinations.items()}


def default_text(name: str) -> str:
    """A file of those that are packaged in agent/defaults."""
    return (resources.files("agent") / "defaults" / name).read_text(encoding="utf-8")


def read_file(path: Path, what: str) -> str:
    """A configuration file as text. Raises SettingsInvalid."""
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as exc:
        reason = exc.strerror if isinstance(exc, OSError) else "it is no UTF-8 text"
        raise SettingsInvalid(f"the {what} file {str(path)!r} cannot be read: {reason}") from exc
