"""What a calendar file says, in a few lines that a person can read. Pure."""

from __future__ import annotations

import re

FIELD = re.compile(r"^([A-Za-z-]{1,40})((?:;[^\n:\"]*(?:\"[^\"\n]*\"[^\n:\"]*)*)?):([^\n]*)", re.MULTILINE)
ESCAPED = re.compile(r"\\([nN,;\\])")
STAMP = re.compile(r"(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)\d\d(Z?))?")
SAID = {
    "SUMMARY": "Summary",
    "DTSTART": "Start",
    "DTEND": "End",
    "DUE": "Due",
    "RRULE": "Repeats",
    "LOCATION": "Place",
    "ORGANIZER": "Organizer",
    "STATUS": "Status",
    "DESCRIPTION": "Description",
}
THINGS = ("VEVENT", "VTODO", "VJOURNAL")
MOST_THINGS = 50
"""A calendar with more is an export, not something to read."""


def invitation_text(calendar: str) -> str | None:
    """The events and tasks of an iCalendar file (RFC 5545); None where there are none, or too many."""
    unfolded = re.sub(r"\r?\n[ \t]", "", calendar)
    things: list[list[str]] = []
    around: list[str] = []
    for found in FIELD.finditer(unfolded):
        name, value = found[1].upper(), found[3].strip()
        if name == "BEGIN":
            around.append(value.upper())
            if value.upper() in THINGS:
                things.append([])
        elif name == "END" and around:
            around.pop()
        elif around and around[-1] in THINGS and name in SAID and value:
            things[-1].append(f"{SAID[name]}: {_value(name, found[2], value)}")
    if not any(things) or len(things) > MOST_THINGS:
        return None
    return "\n\n".join("\n".join(lines) for lines in things if lines)


def method(calendar: str) -> str:
    """What it is for, such as REQUEST; "" where it does not say."""
    found = re.search(r"^METHOD:([A-Za-z]{1,20})\s*$", calendar, re.MULTILINE)
    return found[1].upper() if found else ""


def _value(name: str, given: str, value: str) -> str:
    if name == "ORGANIZER":
        named = re.search(r"CN=\"?([^\";:]+)", given)
        address = value.partition(":")[2] or value
        return f"{named[1]} <{address}>" if named else address
    stamp = STAMP.fullmatch(value)
    if not stamp:
        return ESCAPED.sub(lambda found: "\n" if found[1] in "nN" else found[1], value)
    day = f"{stamp[1]}-{stamp[2]}-{stamp[3]}"
    zone = re.search(r"TZID=\"?([^\";:]+)", given)
    clock = f" {stamp[4]}:{stamp[5]}" if stamp[4] else ""
    return day + clock + (" UTC" if stamp[6] else f" ({zone[1]})" if zone else "")
