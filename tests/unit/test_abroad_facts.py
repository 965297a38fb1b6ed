"""Criteria of German, French and Spanish texts told as plain facts."""

import pytest

from agent.extractors.local.abroad.facts import fact
from agent.extractors.local.abroad.german_facts import halves
from agent.extractors.local.abroad.romance_facts import wishes
from tests.engine import mail

FACTS = [
    ("de", "auch die schweren Kisten wieder hineinpassen", "Auch die schweren Kisten passen wieder hinein"),
    ("de", "Erst wenn die Anzeige auf null steht, ist es erledigt", "Die Anzeige steht auf null"),
    ("de", "Achte darauf, dass die Rückseite frei bleibt", "Die Rückseite bleibt frei"),
    ("de", "dass beim Öffnen kein Alarm mehr losgeht", "Beim Öffnen geht kein Alarm mehr los"),
    ("de", "sobald der Prüfer abgezeichnet hat", "Der Prüfer hat abgezeichnet"),
    ("de", "dass das Protokoll im Ordner liegt", "Das Protokoll liegt im Ordner"),
    ("de", "damit die Gäste nicht ausgleiten", "Damit die Gäste nicht ausgleiten"),
    ("de", "Es darf kein Öl mehr austreten", "Es tritt kein Öl mehr aus"),
    ("de", "Kälter als 5 Grad darf es dort nicht werden, sonst frieren die Rohre ein",
     "Es wird dort nicht kälter als 5 Grad"),
    ("de", "Die Säcke dürfen nicht höher als einen Meter gestapelt werden",
     "Die Säcke werden nicht höher als einen Meter gestapelt"),
    ("de", "Alle Schrauben müssen nachgezogen werden", "Alle Schrauben sind nachgezogen"),
    ("de", "Auf jeder Dose muss das Datum stehen", "Auf jeder Dose steht das Datum"),
    ("de", "Ohne Stempel geht es nicht raus", "Ohne Stempel geht es nicht raus"),
    ("fr", "Il faut que la bâche tienne au vent, sinon on rentre", "La bâche tient au vent"),
    ("fr", "Il ne faut pas que l'eau stagne", "L'eau ne stagne pas"),
    ("fr", "je voudrais que le texte fasse deux pages", "Le texte fait deux pages"),
    ("fr", "Les caisses ne doivent pas dépasser 20 kg", "Les caisses ne dépassent pas 20 kg"),
    ("fr", "Il ne doit plus y avoir de trace", "Il n'y a plus de trace"),
    ("fr", "Ça doit être lisible de loin", "C'est lisible de loin"),
    ("fr", "La note de service est affichée", "La note de service est affichée"),
    ("fr", "Il doit indiquer les sorties et tenir sur une page",
     "Il indique les sorties et tient sur une page"),
    ("de", "Die Tür muss schließen und leise sein", "Die Tür muss schließen und leise sein"),
    ("es", "El cartel debe llevar el logo y caber en la puerta",
     "El cartel lleva el logo y cabe en la puerta"),
    ("es", "que quede bien apretado", "Queda bien apretado"),
    ("es", "Basta con que la bomba arranque sola", "La bomba arranca sola"),
    ("es", "el brazo aguante fijo en horizontal", "El brazo aguanta fijo en horizontal"),
    ("es", "Las cajas no pueden pesar más de 20 kilos", "Las cajas no pesan más de 20 kilos"),
    ("es", "Deben llevar la fecha", "Llevan la fecha"),
    ("es", "El corte de la línea 3 va en rojo", "El corte de la línea 3 va en rojo"),
]  # fmt: skip


@pytest.mark.parametrize(("language", "said", "so"), FACTS)
def test_what_must_be_is_told_as_what_is(language, said, so):
    assert fact(said, language) == so


def test_a_pronoun_of_a_criterion_is_the_thing_of_the_goal_where_it_fits():
    assert fact("Er darf nicht mehr tropfen", "de", "den Samowar") == "Der Samowar tropft nicht mehr"
    assert fact("Sie müssen dicht sein", "de", "die Fenster im Flur") == "Die Fenster sind dicht"
    assert fact("Er darf nicht mehr tropfen", "de", "die Leitung") == "Er tropft nicht mehr"


def test_clauses_are_parted_only_where_each_has_its_verb():
    assert list(halves("der Kessel den Druck hält und kein Wasser mehr austritt")) == [
        "der Kessel den Druck hält", "kein Wasser mehr austritt",
    ]  # fmt: skip
    assert list(halves("die Tür und das Fenster schließen")) == ["die Tür und das Fenster schließen"]
    assert wishes("hasta que la puerta cierre y la jefa firme el parte", "es") == [
        "hasta que la puerta cierre", "la jefa firme el parte",
    ]  # fmt: skip
    assert wishes("El cartel lleva el logo y la fecha", "es") == ["El cartel lleva el logo y la fecha"]


@pytest.mark.parametrize(
    ("body", "facts"),
    [
        ("Hallo Ben,\n\nrichte bitte das Tor. Hauptsache, es schließt. Es darf nichts mehr schleifen.\n\nAna",
         ["Es schließt", "Es schleift nichts mehr"]),
        ("Bonjour Ben,\n\nMerci de nettoyer la hotte, les filtres doivent être dégraissés.\n\nAna",
         ["Les filtres sont dégraissés"]),
        ("Hola Ben:\n\nPor favor pinta la reja del patio, y que quede sin manchas.\n\nAna",
         ["Queda sin manchas"]),
    ],
)  # fmt: skip
def test_a_sentence_of_its_own_says_how_the_work_must_turn_out(body, facts):
    (finding,) = mail(body).findings
    stated = [c for c in finding.done_criteria if not c.implied]
    assert [c.text for c in stated] == facts
    assert all(c.quote in body for c in stated)
