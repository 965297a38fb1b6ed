"""What pronouns of a German sentence stand for, times left out of goals, and questions of who asks."""

import pytest

from agent.extractors.local.abroad import questions
from agent.extractors.local.abroad.fuller import fuller
from agent.extractors.local.abroad.reading import Hearers
from agent.extractors.local.abroad.sentences import goal_of
from agent.extractors.local.abroad.states import states_of
from agent.extractors.local.names import Names

KNOWN = Names(["Nora Blum", "Tim Weiss", "Kai", "Jana"])


def _goal(language: str, text: str, *before: str) -> str | None:
    return goal_of(text, (), language, Hearers(KNOWN, "Nora Blum", "Tim Weiss", before))


@pytest.mark.parametrize(
    ("before", "text", "goal"),
    [
        ("Der große Ficus lässt die Blätter hängen.", "Kannst du den gießen?", "Den großen Ficus gießen"),
        ("Das Regal steht im Weg.", "Trag es bitte in den Keller.", "Das Regal in den Keller tragen"),
        (
            "Drei Stühle wackeln.",
            "Könntest du sie gegen neue tauschen?",
            "Die drei Stühle gegen neue tauschen",
        ),
        ("dann ist die dichtung hin.", "mach ich heute abend neu", "Die Dichtung neu machen"),
        ("Der Wagen von Frau Noll ist fertig.", "Ich hol ihn ab", "Den Wagen von Frau Noll abholen"),
        ("Das Formular ist da.", "Magst du es mir ausdrucken?", "Nora Blum das Formular ausdrucken"),
        ("Sieb 3 (Müller): ist verbogen.", "Richte ich selber", "Sieb 3 (Müller) richten"),
        ("Der Kran steht schief.", "Kai kümmert sich drum", "Sich um den Kran kümmern"),
    ],
)
def test_a_pronoun_is_named_by_the_one_thing_that_fits(before, text, goal):
    assert _goal("de", text, before) == goal


def test_a_pronoun_is_named_in_french_and_spanish_too_and_the_way_there_left_out():
    said = "Les clés du gymnase sont chez la gardienne."
    assert _goal("fr", "Passe les prendre et rends-les à Kai", said) == (
        "Prendre les clés du gymnase et les rendre à Kai"
    )
    assert _goal("fr", "Tu peux le faire réviser ?", "Le four du fond ne chauffe plus.") == (
        "Faire réviser le four du fond"
    )
    assert _goal("es", "¿La puedes calafatear?", "La lancha chica hace agua.") == "Calafatear la lancha chica"
    assert _goal("es", "¿Me lo puedes volver a colgar?", "El cartel de la entrada se cayó.") == (
        "Volver a colgar el cartel de la entrada"
    )
    assert _goal("de", "Schick sie ihr bitte", "Jana wartet auf die Abrechnung vom März.") == (
        "Jana die Abrechnung vom März schicken"
    )
    assert _goal("de", "Holst du ihn ab und bringst ihn zu Kai?", "Der neue Prospekt ist da.") == (
        "Den neuen Prospekt abholen und ihn zu Kai bringen"
    )


@pytest.mark.parametrize(
    ("before", "text", "goal"),
    [
        ("Der Korb und der Eimer stehen im Hof.", "Kannst du ihn auch wegräumen?", "Ihn wegräumen"),
        ("Das Gerät ist da.", "Ich kläre das mit Kai", "Das mit Kai klären"),
        ("Jana kommt morgen.", "Holst du sie am Bahnhof ab?", "Sie am Bahnhof abholen"),
        ("Die Pumpe läuft.", "Kannst du die neuen Filter bestellen?", "Die neuen Filter bestellen"),
        ("Es regnet.", "Schreib es bitte auf", "Es aufschreiben"),
    ],
)
def test_a_pronoun_stays_where_two_things_fit_or_none(before, text, goal):
    assert _goal("de", text, before) == goal


@pytest.mark.parametrize(
    ("language", "text", "goal"),
    [
        ("de", "Bitte morgen früh vor der Öffnung die Kasse zählen", "Die Kasse zählen"),
        ("de", "Kannst du vor 14 Uhr die Post holen?", "Die Post holen"),
        ("de", "Fahr ich nach Feierabend hin und reinige die Rinne", "Die Rinne reinigen"),
        ("de", "Bitte jeden Morgen vor der Öffnung die Waage prüfen",
         "Jeden Morgen vor der Öffnung die Waage prüfen"),
        ("de", "Den Plan für morgen bitte aushängen", "Den Plan für morgen aushängen"),
        ("fr", "Peux-tu relire la notice cet après-midi ?", "Relire la notice"),
        ("fr", "Kai fermera la vanne avant que l'eau monte", "Fermer la vanne"),
        ("fr", "Merci de préparer le menu pour ce soir", "Préparer le menu pour ce soir"),
        ("es", "Avisa a Kai en cuanto llegue el pedido", "Avisar a Kai"),
        ("es", "Usted me mide la presión a las 7 a. m. y la anota en la hoja",
         "Medir la presión y anotarla en la hoja"),
        ("es", "Prepara la reunión de esta tarde", "Preparar la reunión de esta tarde"),
    ],
)  # fmt: skip
def test_when_it_is_done_is_no_part_of_a_goal(language, text, goal):
    assert _goal(language, text) == goal


@pytest.mark.parametrize(
    ("language", "question", "goal"),
    [
        ("de", "Wohin soll ich die Kisten stellen?", "Klären, wohin Nora Blum die Kisten stellen soll"),
        ("de", "Was soll ich machen mit der Palette?", "Klären, was Nora Blum mit der Palette machen soll"),
        ("de", "Was machen wir mit den alten Stühlen?", "Klären, was wir mit den alten Stühlen machen"),
        ("fr", "Où je pose les cartons ?", "Dire à Nora Blum où poser les cartons"),
        ("es", "¿Qué hacemos con las cajas?", "Decir a Nora Blum qué hacer con las cajas"),
        ("es", "¿Dónde dejo las llaves?", "Decir a Nora Blum dónde dejar las llaves"),
    ],
)
def test_who_asks_is_named_in_the_goal_of_a_question(language, question, goal):
    assert _goal(language, question) is None
    assert questions.goal(question, language, "Nora Blum") == goal


@pytest.mark.parametrize(
    ("language", "goal", "state"),
    [
        ("de", "Den Boden im Foyer wischen", ["Der Boden im Foyer ist gewischt"]),
        ("de", "Die Praxis aufräumen", ["Die Praxis ist aufgeräumt"]),
        ("de", "Die nassen Decken in die Wäscherei fahren", ["Die nassen Decken sind in der Wäscherei"]),
        ("de", "Die Decken nach Hamburg fahren", []),
        ("fr", "Préparer le menu pour ce soir", ["Le menu est préparé pour ce soir"]),
        ("es", "Revisar los extintores cada mes", ["Los extintores están revisados cada mes"]),
        ("es", "Coser la red antes de que llueva", ["La red está cosida"]),
        ("es", "Medir los tanques chicos", ["Los tanques chicos están medidos"]),
    ],
)
def test_an_end_state_is_whole(language, goal, state):
    assert states_of(goal, language, None) == state


@pytest.mark.parametrize(
    ("language", "before", "goal", "named"),
    [
        ("de", "Die nassen Decken liegen im Bus.", "Die Decken in die Wäscherei bringen",
         "Die nassen Decken in die Wäscherei bringen"),
        ("de", "Der Antrag von Frau Noll ist da.", "Den Antrag prüfen", "Den Antrag von Frau Noll prüfen"),
        ("de", "Der alte Ofen raucht.", "Den Ofen kehren lassen", "Den alten Ofen kehren lassen"),
        ("fr", "Il manque la liste des invités.", "Envoyer la liste à Jana",
         "Envoyer la liste des invités à Jana"),
        ("fr", "La réunion de lundi est annulée.", "Déplacer la réunion", "Déplacer la réunion"),
        ("es", "Falta la lista de habitaciones.", "Pedir la lista a Kai",
         "Pedir la lista de habitaciones a Kai"),
        ("es", "Ya está el informe de la bomba y el informe de la caldera.", "Mandar el informe a Kai",
         "Mandar el informe a Kai"),
        ("de", "Der alte Ofen und der neue Ofen rauchen.", "Den Ofen kehren", "Den Ofen kehren"),
    ],
)  # fmt: skip
def test_a_thing_is_called_by_its_fuller_name_only_where_there_is_one(language, before, goal, named):
    assert fuller(goal, [before], language) == named
