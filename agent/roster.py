"""people.yaml → Directory: the people and teams that an organisation has. Pure.

people:
  - name: Anna Novak              # the only key that is needed
    email: anna@harbour.example
    aliases: [Annie]              # nicknames, other spellings
    handle: "@anna"
    role: Bookkeeper
    team: Finance                 # the name of a team below
    zone: Europe/Prague           # IANA
    away: {until: 2026-11-13, note: on leave, deputy: Ben Ortiz}
    left: false
teams:
  - name: Finance
    aliases: [Accounts, AP]
    email: finance@harbour.example
    lead: Anna Novak
    members: [Anna Novak]         # besides those whose `team` says so
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import TYPE_CHECKING

from agent.dates.customs import USUAL, Customs
from agent.errors import DirectoryInvalid
from agent.models import Intake, Noun, Party
from agent.text.address import sender_time
from agent.text.lined import LinedYaml, line_of, shown, suggest

if TYPE_CHECKING:
    from yaml import Node

PERSON_KEYS = ("name", "email", "aliases", "handle", "role", "team", "zone", "away", "left")
TEAM_KEYS = ("name", "aliases", "email", "lead", "members")


class Away(Noun):
    until: date
    """The last day away."""
    note: str = ""
    deputy: str = ""
    """Who stands in: somebody of the same file."""


class Person(Noun):
    name: str
    email: str = ""
    aliases: tuple[str, ...] = ()
    handle: str = ""
    """Without the @."""
    role: str = ""
    team: str | None = None
    zone: str | None = None
    away: Away | None = None
    left: bool = False


class Team(Noun):
    name: str
    aliases: tuple[str, ...] = ()
    email: str = ""
    lead: str | None = None
    members: tuple[str, ...] = ()


class Directory(Noun):
    """The people and teams that an organisation has, and who else a text brings along."""

    people: tuple[Person, ...] = ()
    teams: tuple[Team, ...] = ()
    others: tuple[str, ...] = ()
    """Names that came with a text: people, teams or outsiders, nobody says which."""
    customs: Customs = USUAL
    """How they write and count days."""

    @property
    def names(self) -> tuple[str, ...]:
        return (*(p.name for p in self.people), *(t.name for t in self.teams), *self.others)

    def person(self, name: str | None) -> Person | None:
        return next((person for person in self.people if person.name == name), None)

    def team_of(self, name: str | None) -> str:
        """The team of a person, or the team itself; empty where none is known."""
        if any(team.name == name for team in self.teams):
            return name or ""
        return next((person.team or "" for person in self.people if person.name == name), "")

    def colleagues(self, name: str) -> tuple[str, ...]:
        """Who may do the work of somebody instead: the leads of their teams, then the members who stay."""
        own = self.team_of(name)
        teams = [t for t in self.teams if t.name == own or name in t.members or t.lead == name]
        leads = [team.lead for team in teams if team.lead]
        members = [member for team in teams for member in (*team.members, *self._placed_in(team))]
        gone = {person.name for person in self.people if person.left}
        return tuple(
            dict.fromkeys(other for other in (*leads, *members) if other != name and other not in gone)
        )

    def _placed_in(self, team: Team) -> list[str]:
        return [person.name for person in self.people if person.team == team.name]

    def name_of(self, party: Party) -> str:
        """The name by which the directory knows somebody on an envelope; else as the envelope says."""
        email, name = party.email.casefold(), party.name.strip().casefold()
        entries: tuple[Person | Team, ...] = (*self.people, *self.teams)
        by_email = (e.name for e in entries if email and e.email.casefold() == email)
        by_name = (e.name for e in entries if name in {known.casefold() for known in (e.name, *e.aliases)})
        return next(by_email, None) or next(by_name, None) or str(party).strip()

    def written_at(self, intake: Intake) -> datetime:
        """When a text arrived, by its writer's clock: days are counted from there."""
        name = self.name_of(intake.sender) if intake.sender else ""
        zone = next((person.zone for person in self.people if person.name == name), None)
        return self.customs.clock(sender_time(intake.text, intake.received_at), zone)

    def with_intake(self, intake: Intake) -> Directory:
        """The same, and whoever is on the envelope of the text or came along with it."""
        parties = [party for party in (intake.sender, *intake.recipients) if party and str(party).strip()]
        known = {name.casefold() for name in self.names}
        people = list(self.people)
        for party in parties:
            name = self.name_of(party)
            if name.casefold() not in known:
                known.add(name.casefold())
                people.append(Person(name=name, email=party.email))
        grown = self.model_copy(update={"people": tuple(people)})
        listed = dict.fromkeys(name.strip() for name in intake.people if name.strip())
        others = [name for name in listed if grown.name_of(Party(name=name)).casefold() not in known]
        return grown.model_copy(update={"others": (*self.others, *others)})


EMPTY = Directory()


def load(text: str, source: str = "people.yaml") -> Directory:
    """Raises DirectoryInvalid with every mistake, each with its line and what to do about it."""
    sheet = LinedYaml(text, source)
    fields = sheet.mapping(sheet.root, ("people", "teams"), "the file") if sheet.root else {}
    teams = [_team(sheet, node) for node in sheet.listing(fields.get("teams"), "'teams'")]
    people = [_person(sheet, node) for node in sheet.listing(fields.get("people"), "'people'")]
    _check_unique(sheet, [*people, *teams])
    _check_references(sheet, people, teams)
    if sheet.mistakes:
        raise DirectoryInvalid("\n".join(sheet.mistakes))
    return Directory(people=tuple(p for p, _ in people), teams=tuple(t for t, _ in teams))


def _person(sheet: LinedYaml, node: Node) -> tuple[Person, int]:
    fields = sheet.mapping(node, PERSON_KEYS, "a person")
    person = Person(
        name=_name(sheet, node, fields, "a person"),
        email=_email(sheet, fields),
        aliases=sheet.texts(fields.get("aliases"), "'aliases'"),
        handle=sheet.text(fields.get("handle"), "'handle'").removeprefix("@"),
        role=sheet.text(fields.get("role"), "'role'"),
        team=sheet.text(fields.get("team"), "'team'") or None,
        zone=_zone(sheet, fields),
        away=_away(sheet, fields),
        left=sheet.flag(fields.get("left"), "'left'"),
    )
    return person, line_of(node)


def _team(sheet: LinedYaml, node: Node) -> tuple[Team, int]:
    fields = sheet.mapping(node, TEAM_KEYS, "a team")
    team = Team(
        name=_name(sheet, node, fields, "a team"),
        aliases=sheet.texts(fields.get("aliases"), "'aliases'"),
        email=_email(sheet, fields),
        lead=sheet.text(fields.get("lead"), "'lead'") or None,
        members=sheet.texts(fields.get("members"), "'members'"),
    )
    return team, line_of(node)


def _name(sheet: LinedYaml, node: Node, fields: dict[str, Node], what: str) -> str:
    from yaml import MappingNode

    if isinstance(node, MappingNode) and "name" not in fields:
        sheet.mistake(node, f"{what} has no 'name'; add one")
    return sheet.text(fields.get("name"), "'name'")


def _email(sheet: LinedYaml, fields: dict[str, Node]) -> str:
    email = sheet.text(fields.get("email"), "'email'")
    if email and ("@" not in email.strip("@") or any(c.isspace() for c in email)):
        sheet.mistake(fields["email"], f"{shown(email)} is no mail address; write name@domain")
    return email


def _zone(sheet: LinedYaml, fields: dict[str, Node]) -> str | None:
    zone = sheet.text(fields.get("zone"), "'zone'")
    if zone and zone not in _zones():
        sheet.mistake(
            fields["zone"],
            f"{shown(zone)} is no IANA time zone such as 'Europe/Berlin'{suggest(zone, _zones())}",
        )
    return zone or None


@lru_cache(maxsize=1)
def _zones() -> frozenset[str]:
    """Listing them reads the time zone database of the system, 13 ms each time."""
    from zoneinfo import available_timezones

    return frozenset(available_timezones())


def _away(sheet: LinedYaml, fields: dict[str, Node]) -> Away | None:
    if "away" not in fields:
        return None
    inner = sheet.mapping(fields["away"], ("until", "note", "deputy"), "'away'")
    if inner and "until" not in inner:
        sheet.mistake(fields["away"], "'away' has no 'until'; add the last day away")
    until = sheet.day(inner.get("until"), "'until'")
    note = sheet.text(inner.get("note"), "'note'")
    deputy = sheet.text(inner.get("deputy"), "'deputy'")
    return Away(until=until, note=note, deputy=deputy) if until else None


def _check_unique(sheet: LinedYaml, entries: list[tuple[Person, int] | tuple[Team, int]]) -> None:
    """Two entries with the same name, alias, address or handle: nobody could say which is meant."""
    taken: dict[tuple[str, str], tuple[str, int]] = {}
    for entry, line in entries:
        words = [("name", entry.name), *(("name", alias) for alias in entry.aliases), ("email", entry.email)]
        if isinstance(entry, Person):
            words.append(("handle", entry.handle))
        for kind, word in dict.fromkeys((kind, word.casefold()) for kind, word in words if word):
            if (kind, word) in taken:
                other, at = taken[kind, word]
                called = "name or alias" if kind == "name" else kind
                sheet.mistake(
                    line,
                    f"{entry.name!r} has the {called} {shown(word)} of {other!r} in line {at}; change one",
                )
            else:
                taken[kind, word] = entry.name, line


def _check_references(
    sheet: LinedYaml, people: list[tuple[Person, int]], teams: list[tuple[Team, int]]
) -> None:
    names, team_names = [p.name for p, _ in people], [t.name for t, _ in teams]
    for person, line in people:
        _check_known(sheet.mistake, line, "team", [person.team] if person.team else [], team_names)
        _check_deputy(sheet, person, line, names)
    for team, line in teams:
        _check_known(
            sheet.mistake, line, "person", [*([team.lead] if team.lead else []), *team.members], names
        )


def _check_deputy(sheet: LinedYaml, person: Person, line: int, names: list[str]) -> None:
    deputy = person.away.deputy if person.away else ""
    _check_known(sheet.mistake, line, "person", [deputy] if deputy else [], names)
    if deputy and deputy == person.name:
        sheet.mistake(line, f"{shown(deputy)} cannot stand in for themselves; name somebody else")


def _check_known(
    mistake: Callable[[int, str], None], line: int, what: str, words: Iterable[str], known: list[str]
) -> None:
    for word in words:
        if word not in known:
            mistake(
                line, f"there is no {what} {shown(word)} in this file{suggest(word, known) or '; add it'}"
            )
