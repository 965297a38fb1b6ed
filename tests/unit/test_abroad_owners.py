"""Who is to do it in German, French and Spanish talk: of a team, called last, or taking it on."""

import pytest

from agent.extractors.local.abroad.reading import Hearers
from agent.extractors.local.abroad.sentences import goal_of
from agent.extractors.local.names import Names
from tests.engine import mail, owner, read

KNOWN = Names(["Nora Blum", "Kai"])


@pytest.mark.parametrize(
    ("text", "who", "due", "goal"),
    [
        ("08:01 Ana: Jemand von Facilities muss bis Freitag die Regale umstellen.",
         None, "bis Freitag", "Die Regale umstellen"),
        ("08:01 Ana: Jemand aus der Küche muss bis Freitag die Regale umstellen.",
         None, "bis Freitag", "Die Regale umstellen"),
        ("08:01 Ana: alguien de Facilities tiene que mover los palés hoy",
         None, "hoy", "Mover los palés"),
        ("08:01 Ana: quelqu'un de Facilities doit changer la courroie avant lundi",
         None, "avant lundi", "Changer la courroie"),
        ("08:01 Ana: la serrure du local est cassée, tu peux la changer d'ici jeudi, Ben ?",
         "Ben", "d'ici jeudi", "Changer la serrure du local"),
        ("08:01 Ana: la bomba del pozo gotea\n08:02 Carla: yo la arreglo de aquí al viernes",
         "Carla", "de aquí al viernes", "Arreglar la bomba del pozo"),
        ("08:01 Ana: Wir müssen bis Freitag den Kran warten lassen.\n08:02 Ben: Darum kümmert sich Carla.",
         "Carla", "bis Freitag", "Den Kran warten lassen"),
        ("08:01 Ana: il faut changer les filtres avant lundi\n08:02 Ben: c'est Carla qui s'en occupe",
         "Carla", "avant lundi", "Changer les filtres"),
        ("08:01 Ana: hay que cambiar los filtros antes del lunes\n08:02 Ben: de eso se encarga Carla",
         "Carla", "antes del lunes", "Cambiar los filtros"),
    ],
)  # fmt: skip
def test_who_is_to_do_it_is_told_however_it_is_put(text, who, due, goal):
    (finding,) = read("chat", text).findings
    assert (owner(finding), finding.due_text, finding.goal) == (who, due, goal)


def test_what_it_is_needed_for_is_no_work_of_its_own():
    found = mail(
        "Hallo Ben,\n\nmir fehlt noch der Lieferschein der Fliesen. Schickst du mir den bitte bis Mittwoch? "
        "Den brauche ich für die Abrechnung.\n\nAna"
    ).findings
    assert [(f.goal, f.due_text) for f in found] == [
        ("Ana Ruiz den Lieferschein der Fliesen schicken", "bis Mittwoch"),
    ]


def test_thanks_to_somebody_at_the_end_give_nobody_work():
    assert read("chat", "08:01 Ana: Danke für die Fotos, Carla").findings == ()


def test_what_another_one_needs_is_no_part_of_a_promise_before_it():
    found = read(
        "chat",
        "08:01 Carla: Die Pumpe leckt. Tausch ich heute aus\n"
        "08:05 Ana: Ich hab noch keine Pläne vom Neubau. Brauch sie bitte bis morgen",
    ).findings
    assert [f.goal for f in found] == ["Die Pumpe austauschen", "Die Pläne vom Neubau liefern"]


@pytest.mark.parametrize(
    ("before", "text", "goal"),
    [
        ("Der Samowar tropft.", "Kriegst du ihn wieder dicht?", "Den Samowar wieder dicht kriegen"),
        ("Es ist Post da.", "Kriegst du noch Geld von mir?", None),
        ("Es ist Post da.", "Wir brauchen das nicht mehr", None),
        ("Es ist Post da.", "Bräuchte noch die Maße der Küche", "Die Maße der Küche liefern"),
    ],
)
def test_what_is_got_or_needed_is_work_only_where_it_changes_something(before, text, goal):
    assert goal_of(text, (), "de", Hearers(KNOWN, "Nora Blum", None, (before,))) == goal


def test_a_polite_person_told_what_to_do_is_the_reader():
    (finding,) = mail(
        "Bonjour Ben,\n\nVous me renvoyez les clés d'ici jeudi, s'il vous plaît.\n\nAna"
    ).findings
    assert (owner(finding), finding.goal) == ("recipient", "Renvoyer les clés à Ana Ruiz")
