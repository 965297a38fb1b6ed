"""Dates that are said in passing are no deadlines, and what is due is found beside them."""

from __future__ import annotations

from datetime import datetime

import pytest

from agent.dates.due import DueKind, find, resolve

THURSDAY = datetime.fromisoformat("2026-11-05T09:30:00+01:00")


@pytest.mark.parametrize(
    ("text", "day", "kind"),
    [
        ("Please pay the invoice of 3 May.", "2026-05-03", DueKind.PAST),
        ("Please pay invoice no. 4711 dated 3 May.", "2026-05-03", DueKind.PAST),
        ("The report from 12 October needs a correction.", "2026-10-12", DueKind.PAST),
        ("The minutes of Monday are missing.", "2026-11-02", DueKind.PAST),
        ("It has been broken since Monday.", "2026-11-02", DueKind.PAST),
        ("Die Rechnung vom 3. Mai fehlt.", "2026-05-03", DueKind.PAST),
        ("La facture du 3 mai n'est pas payée.", "2026-05-03", DueKind.PAST),
        ("Falta la factura del 3 de mayo.", "2026-05-03", DueKind.PAST),
        ("Je l'ai envoyé il y a deux jours.", "2026-11-03", DueKind.PAST),
        ("Lo mandé hace dos días.", "2026-11-03", DueKind.PAST),
        ("The Q2 forecast looks odd.", "2027-06-30", DueKind.EVENT),
        ("I read it in the Sunday Times.", "2026-11-08", DueKind.EVENT),
        ("The timesheets for the week ending 13 November.", "2026-11-13", DueKind.EVENT),
        ("Sunday was fine.", "2026-11-08", DueKind.EVENT),
        ("Send the invoice by 3 May.", "2027-05-03", DueKind.DEADLINE),
        ("Please send the invoice on Monday.", "2026-11-09", DueKind.DEADLINE),
        ("The order for Friday, please.", "2026-11-06", DueKind.DEADLINE),
        ("On Friday Anna signs it.", "2026-11-06", DueKind.DEADLINE),
        ("Q3 is when we need it.", "2027-09-30", DueKind.DEADLINE),
    ],
)
def test_a_date_that_is_said_in_passing_is_no_deadline(text, day, kind):
    (found,) = find(text, THURSDAY)
    assert (found.date.isoformat(), found.kind) == (day, kind)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("The Q2 forecast is due by Thursday.", "2026-11-12"),
        ("Finish the Q1 report by 20 November.", "2026-11-20"),
        ("Put the Black Friday banner up by Monday.", "2026-11-09"),
        ("Pay the invoice of 3 May by Friday.", "2026-11-06"),
        ("La facture du 3 mai est à payer avant le 20 novembre.", "2026-11-19"),
        ("Finish by the end of week 46.", "2026-11-13"),
        ("By the end of calendar week 48.", "2026-11-27"),
        ("Within 10 calendar days.", "2026-11-15"),
        ("Within 10 working days.", "2026-11-19"),
        ("Over the next two weeks.", "2026-11-19"),
        ("By early 2027.", "2027-03-31"),
        ("Pour vendredi en huit.", "2026-11-13"),
        ("El viernes en ocho.", "2026-11-13"),
    ],
)
def test_what_is_due_is_found_beside_it(text, day):
    assert resolve(text, THURSDAY).date.isoformat() == day


def test_a_year_that_is_written_stays():
    (found,) = find("The proposal of 12 November 2026.", THURSDAY)
    assert (found.date.isoformat(), found.kind) == ("2026-11-12", DueKind.PAST)


@pytest.mark.parametrize(
    "text", ["Avant le 12 mars si possible.", "Le 12 mars ne convient pas.", "Am 12. März geht es los."]
)
def test_a_month_that_is_a_verb_in_english_only_is_a_month_in_other_languages(text):
    (found,) = find(text, THURSDAY)
    assert found.date.isoformat()[5:] in ("03-12", "03-11")
