"""What is to be done, by whom and when it is done, in six languages besides English."""

from pathlib import Path

import pytest
import yaml

from agent.extractors.local.abroad import faults, french, german, questions, spanish
from agent.extractors.local.abroad.facts import fact
from agent.extractors.local.abroad.moods import Mood
from agent.extractors.local.abroad.reading import Hearers, Who
from agent.extractors.local.abroad.sentences import goal_of, reading_of
from agent.extractors.local.abroad.states import states_of
from agent.extractors.local.names import Names
from tests.engine import mail, owner, read

CASES = yaml.safe_load(Path(__file__).with_name("abroad_cases.yaml").read_text(encoding="utf-8"))
SENTENCES = [
    (language, *line.split(" | ")) for language, lines in CASES.items() for line in lines.splitlines()
]
HEARERS = Hearers(Names(["Nora Blum", "Tim Weiss", "Kai", "Jana", "Frau Noll"]), "Nora Blum", "Tim Weiss")
STATES = {
    "de": {
        "Den Schaden beim Hersteller melden": ["Der Schaden ist beim Hersteller gemeldet"],
        "Die Hähne abstellen": ["Die Hähne sind abgestellt"],
        "Ana die Liste schicken": ["Ana hat die Liste"],
        "Den Stadtwerken ein Angebot schreiben": ["Die Stadtwerke haben ein Angebot"],
        "Die Liste an die Buchhaltung schicken": ["Die Buchhaltung hat die Liste"],
        "Herrn Lang anrufen": ["Herr Lang wurde angerufen"],
        "Die Rechnung prüfen und freigeben": ["Die Rechnung ist geprüft und freigegeben"],
        "40 Stühle, 10 Tische und einen Grill bestellen": [
            "40 Stühle, 10 Tische und ein Grill sind bestellt"
        ],
        "Für die Sitzung einen Raum buchen": ["Ein Raum ist für die Sitzung gebucht"],
        "Den Vertrag in die Mappe legen": ["Der Vertrag ist in der Mappe"],
        "Beim Einkauf nachfragen, wann die Ware kommt": ["Tom weiß, wann die Ware kommt"],
        "Kai sagen, dass die Probe ausfällt": ["Kai weiß, dass die Probe ausfällt"],
        "Die Pokale gravieren": [],  # one or several?
        "Sich um die Muster kümmern": [],
    },
    "fr": {
        "Réserver la salle": ["La salle est réservée"],
        "Commander les badges des trois stagiaires": ["Les badges des trois stagiaires sont commandés"],
        "Envoyer la facture au client": ["Le client a reçu la facture"],
        "Rédiger la note et l'envoyer à Paul": ["La note est rédigée", "Paul a reçu la note"],
        "Demander à la mairie si la salle est libre": ["Tom sait si la salle est libre"],
        "Appeler le plombier": ["On a appelé le plombier"],
        "Coller les trucs": [],  # masculine or feminine?
        "S'occuper du ménage": [],
    },
    "es": {
        "Pedir tres presupuestos para las sillas": ["Tres presupuestos para las sillas están pedidos"],
        "Reservar la sala grande": ["La sala grande está reservada"],
        "Enviar cada viernes el resumen a Sofía": ["Sofía tiene el resumen cada viernes"],
        "Enviar la lista a los socios": ["Los socios tienen la lista"],
        "Reponer las 38 piezas": ["Las 38 piezas están repuestas"],
        "Hablar con los vecinos": ["Se ha hablado con los vecinos"],
        "Imprimir los carteles y repartirlos por el pueblo": [
            "Los carteles están impresos",
            "Los carteles están repartidos por el pueblo",
        ],
        "Mirar lo del tostador": [],
    },
    "pt": {"Rever os extintores": ["Os extintores estão revistos"]},
    "it": {"Spedire i campioni a Vienna": ["I campioni sono spediti a Vienna"]},
}
FACTS = [
    ("de", "Der Plan muss alle Gänge enthalten", "Der Plan enthält alle Gänge"),
    ("de", "Darin sollten zwei Papiersorten zur Wahl stehen", "Zwei Papiersorten stehen zur Wahl"),
    ("de", "die Lieferzeit muss genannt sein", "Die Lieferzeit ist genannt"),
    ("de", "ein Protokoll zur Kante beiliegt", "Ein Protokoll zur Kante liegt bei"),
    ("de", "Fertig heißt: Der Deckel schließt", "Der Deckel schließt"),
    ("fr", "Chaque badge doit ouvrir le hall, sinon personne n'entre", "Chaque badge ouvre le hall"),
    ("es", "El camión tiene que llevar plataforma, si no, no se descarga", "El camión lleva plataforma"),
    ("es", "Las sillas deben ser lavables", "Las sillas son lavables"),
    ("pt", "A renda não pode subir mais de 3 %", "A renda não sobe mais de 3 %"),
    ("it", "Ogni campione deve avere il codice", "Ogni campione ha il codice"),
    ("fr", "Trois pages au plus", "Trois pages au plus"),
]


@pytest.mark.parametrize(("language", "text", "who", "goal"), SENTENCES)
def test_a_sentence_says_who_does_what(language, text, who, goal):
    found = reading_of(text, language, HEARERS)
    assert found is not None
    assert who == (text[slice(*found.span)] if found.span else found.who.name.lower())
    assert goal_of(text, (), language, HEARERS) == goal


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("de", "Der Lkw mit den Bäumen steht auf dem Hof."),
        ("fr", "Le rendez-vous est pris, la salle est claire."),
        ("es", "Los sacos nuevos ya llegaron, 500, contados."),
    ],
)
def test_what_only_tells_how_things_are_is_nobodys_work(language, text):
    found = reading_of(text, language, HEARERS)
    assert found is None or not found.plain


@pytest.mark.parametrize(
    ("language", "question", "goal"),
    [
        ("de", "Dürfen wir die Halle nutzen?", "Klären, ob wir die Halle nutzen dürfen"),
        ("de", "Wann kommt der Monteur an?", "Klären, wann der Monteur ankommt"),
        ("fr", "Est-ce que la salle est libre ?", "Vérifier si la salle est libre"),
        ("es", "¿Cuándo llega el pedido?", "Averiguar cuándo llega el pedido"),
    ],
)
def test_a_question_is_to_be_found_out(language, question, goal):
    assert questions.goal(question, language) == goal


@pytest.mark.parametrize("language", STATES)
def test_a_goal_is_told_as_the_state_it_ends_in(language):
    told = {goal: states_of(goal, language, "Tom") for goal in STATES[language]}
    assert told == STATES[language]


@pytest.mark.parametrize(("language", "words", "so"), FACTS)
def test_a_criterion_is_cut_to_what_is_so_in_the_end(language, words, so):
    assert fact(words, language) == so


def test_forms_of_verbs_lead_to_the_infinitive_only_where_they_are_sure():
    assert german.infinitive("übernimmt", Mood.THIRD) == "übernehmen"
    assert german.guessed("klimpert") == "klimpern"
    assert german.guessed("fährt") is None
    assert german.participle("nachbestellen") == "nachbestellt"
    assert french.infinitive("enverra", Mood.THIRD) == "envoyer"
    assert french.infinitive("renouvelle", Mood.THIRD) == "renouveler"
    assert french.guessed("achève") is None
    assert spanish.infinitive("pide", Mood.THIRD) == "pedir"
    assert spanish.infinitive("trajera", Mood.WISH) == "traer"
    assert spanish.split("mándamelo") == ("manda", "melo")


def test_the_minutes_of_a_german_round_give_each_his_part():
    text = """Protokoll vom 4. Mai
Anwesend: Ana Ruiz, Ben Ode, Carla Mendez

TOP 1 Stapler: Carla meldet den Schaden bis Freitag beim Hersteller, die Garantie läuft im Juni aus.
TOP 2 Scanner: Die neuen Geräte sind da und eingerichtet.
TOP 3 Inventur: Dmitri erstellt den Zählplan bis 26.06. Der Plan muss alle Gänge enthalten.
"""
    found = read("meeting", text).findings
    assert [(owner(f), f.goal) for f in found] == [
        ("Carla", "Den Schaden beim Hersteller melden"),
        ("Dmitri", "Den Zählplan erstellen"),
    ]
    plan = found[1].done_criteria
    assert [(c.text, c.implied) for c in plan] == [
        ("Der Plan enthält alle Gänge", False),
        ("Der Zählplan ist erstellt", True),
    ]
    assert plan[0].quote == "Der Plan muss alle Gänge enthalten"


def test_how_the_thing_before_must_be_is_no_work_of_its_own():
    found = mail(
        "Hola Ben:\n\n¿Puedes confirmar con Transportes Vega la recogida para el jueves? "
        "El camión tiene que llevar plataforma, si no, no se puede descargar allí.\n\nUn saludo,\nAna"
    ).findings
    assert [f.goal for f in found] == ["Confirmar con Transportes Vega la recogida"]
    assert "El camión lleva plataforma" in [c.text for c in found[0].done_criteria]


def test_what_a_list_says_was_done_is_no_work():
    text = "Atelier, vendredi\n\n- rappeler l'imprimerie pour le devis\n- commandé les encres (reçues jeudi)"
    assert [f.goal for f in read("note", text).findings] == ["Rappeler l'imprimerie pour le devis"]


@pytest.mark.parametrize(
    "body",
    [
        "Hallo Ben,\n\nder Umzug ist geschafft. Carla verteilt gerade die Namensschilder.\n\nGrüße\nAna",
        "Bonjour Ben,\n\nLe logiciel est en service. Carla répond aux questions dans le salon.\n\nAna",
        "Hola Ben:\n\nLa mudanza ha terminado y Carla coordina las entregas como siempre.\n\nAna",
    ],
)
def test_what_somebody_is_said_to_do_is_news_outside_minutes(body):
    assert mail(body).findings == ()


def test_an_english_text_is_read_as_before():
    found = reading_of("Please send the list to Ana", "en", HEARERS)
    assert found is None
    assert goal_of("Please send the list to Ana", (), "en", HEARERS) is None


def test_nobody_is_named_by_a_word_that_only_begins_a_sentence():
    minutes = Hearers(Names([]), strangers=True)
    found = reading_of("Material liegt bereit, Lena bestellt die Stühle.", "de", minutes)
    assert found is None or found.who is not Who.NAMED or found.goal == "Die Stühle bestellen"


def test_what_is_broken_is_to_be_mended() -> None:
    assert faults.goal("Der Kran ist seit Montag undicht", "de") == "Den Kran reparieren"
    assert faults.goal("La porte du local ne ferme plus", "fr") == "Réparer la porte du local"
    assert faults.goal("La llave del patio gotea", "es") == "Arreglar la llave del patio"
    assert faults.goal("No hay agua caliente en la 12", "es") == "Arreglar el agua caliente en la 12"
    assert (
        faults.mended("Le robinet de la cuisine fuit depuis lundi") == "Le robinet de la cuisine ne fuit plus"
    )


def test_what_was_broken_and_what_is_only_late_is_not() -> None:
    for language, text in (
        ("de", "Der Aufzug ist repariert und klemmt nicht mehr"),
        ("de", "Die Frist läuft nicht ab"),
        ("fr", "Le radiateur ne fuit plus"),
        ("fr", "La réunion n'est pas prévue"),
        ("es", "La bomba ya no gotea"),
        ("es", "No hay agua para todos"),
    ):
        assert faults.goal(text, language) is None
