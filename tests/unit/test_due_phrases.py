"""Phrases of work in six languages, said on Tuesday 12 May 2026: the day they mean, or none."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from agent.dates.due import DueKind, find

TUESDAY = datetime(2026, 5, 12, 10, tzinfo=UTC)
DAYS = """
until 8pm on Sunday = 2026-05-17
by 5 p.m. ET on June 12 = 2026-06-12
for 7-9 June = 2026-06-09
within the week = 2026-05-15
am 15. des nächsten Monats = 2026-06-15
übers Wochenende = 2026-05-17
pour le 15 du mois prochain = 2026-06-15
antes del 15 del mes que viene = 2026-06-14
antes del 15 = 2026-05-14
para el 30 = 2026-05-30
hasta el 20 = 2026-05-20
de aquí al viernes = 2026-05-15
de aquí al 28 = 2026-05-28
de aquí a fin de mes = 2026-05-31
de aquí a dos semanas = 2026-05-26
avant la fin de l'année = 2026-12-31
hace dos días = 2026-05-10
há dois dias = 2026-05-10
twee dagen geleden = 2026-05-10
before 9am on Monday = 2026-05-18
by noon = 2026-05-12
on or before 20 May = 2026-05-20
by end-June = 2026-06-30
in about ten days = 2026-05-22
within approx. 3 weeks = 2026-06-02
in the first half of June = 2026-06-15
within 48h = 2026-05-14
sous 48 h = 2026-05-14
innerhalb von 72 h = 2026-05-15
dans un délai de 10 jours = 2026-05-22
en el plazo de cinco días hábiles = 2026-05-19
no prazo de 5 dias úteis = 2026-05-19
innerhalb einer Frist von 14 Tagen = 2026-05-26
binnen een termijn van 2 weken = 2026-05-26
bis Freitagabend = 2026-05-15
uiterlijk maandagochtend = 2026-05-18
esta mañana = 2026-05-12
by end of next week = 2026-05-22
no later than Thursday = 2026-05-14
by close of business tomorrow = 2026-05-13
COB Friday = 2026-05-15
before noon on Thursday = 2026-05-14
by midday tomorrow = 2026-05-13
first thing tomorrow = 2026-05-13
first thing Monday = 2026-05-18
by the end of June = 2026-06-30
end of Q2 = 2026-06-30
by year end = 2026-12-31
by year-end = 2026-12-31
in a fortnight = 2026-05-26
two weeks from today = 2026-05-26
a week on Friday = 2026-05-22
Friday week = 2026-05-22
tomorrow week = 2026-05-20
Thursday of next week = 2026-05-21
this coming Thursday = 2026-05-14
Thursday this week = 2026-05-14
the last Friday in June = 2026-06-26
the second Monday of July = 2026-07-13
in the first week of June = 2026-06-05
early June = 2026-06-10
mid-June = 2026-06-15
late June = 2026-06-30
within 48 hours = 2026-05-14
within two working days = 2026-05-14
in 5 business days = 2026-05-19
in the next ten days = 2026-05-22
the 3rd of next month = 2026-06-03
on the 20th = 2026-05-20
by 20 May = 2026-05-20
by May 20th, 2026 = 2026-05-20
by 20/5 = 2026-05-20
by 20.05. = 2026-05-20
by 20-05-2026 = 2026-05-20
2026-05-20 = 2026-05-20
20260520 = 2026-05-20
Wed 20 May = 2026-05-20
Wed, May 20 = 2026-05-20
tonight = 2026-05-12
this afternoon = 2026-05-12
end of play today = 2026-05-12
by lunchtime tomorrow = 2026-05-13
by EOD = 2026-05-12
EOM = 2026-05-31
EOY = 2026-12-31
EOQ = 2026-06-30
next month = 2026-06-30
next year = 2027-12-31
next quarter = 2026-09-30
this month = 2026-05-31
in three months = 2026-08-12
in six weeks' time = 2026-06-23
three weeks from Monday = 2026-06-08
two days before 20 May = 2026-05-18
the day before 20 May = 2026-05-19
the day after tomorrow = 2026-05-14
a month from now = 2026-06-12
ten days from now = 2026-05-22
a couple of days from now = 2026-05-14
twenty-first of May = 2026-05-21
May the twenty-first = 2026-05-21
the 1st = 2026-06-01
before Friday = 2026-05-14
antes de mañana = 2026-05-12
antes de amanhã = 2026-05-12
until Friday two copies = 2026-05-15
bis Freitag drei Angebote = 2026-05-15
ainda hj = 2026-05-12
before Friday's dress rehearsal = 2026-05-15
until Friday = 2026-05-15
till the 20th = 2026-05-20
H2 2026 = 2026-12-31
bis Freitag = 2026-05-15
bis spätestens Donnerstag = 2026-05-14
spätestens am Donnerstag = 2026-05-14
bis Ende der Woche = 2026-05-15
bis Ende nächster Woche = 2026-05-22
Ende des Monats = 2026-05-31
bis Ende Juni = 2026-06-30
Anfang Juni = 2026-06-01
Mitte Juni = 2026-06-15
am 20. Mai = 2026-05-20
am 20.5. = 2026-05-20
bis zum 20. = 2026-05-20
bis zum 20. Mai 2026 = 2026-05-20
in zwei Wochen = 2026-05-26
in 14 Tagen = 2026-05-26
innerhalb von zwei Wochen = 2026-05-26
binnen einer Woche = 2026-05-19
nächsten Dienstag = 2026-05-19
kommenden Freitag = 2026-05-15
diesen Freitag = 2026-05-15
heute noch = 2026-05-12
heute Abend = 2026-05-12
morgen früh = 2026-05-13
morgen Vormittag = 2026-05-13
übermorgen = 2026-05-14
vor dem 20. Mai = 2026-05-19
nächste Woche = 2026-05-22
nächste Woche Mittwoch = 2026-05-20
Freitag in einer Woche = 2026-05-22
heute in acht Tagen = 2026-05-20
bis Quartalsende = 2026-06-30
bis KW 22 = 2026-05-29
Ende KW 22 = 2026-05-29
bis Jahresende = 2026-12-31
avant vendredi = 2026-05-14
pour vendredi = 2026-05-15
d'ici vendredi = 2026-05-15
d'ici la fin de la semaine = 2026-05-15
d'ici fin mai = 2026-05-31
d'ici deux semaines = 2026-05-26
avant le 20 mai = 2026-05-19
au plus tard jeudi = 2026-05-14
au plus tard le 20 mai = 2026-05-20
vendredi prochain = 2026-05-22
la semaine prochaine = 2026-05-22
le mois prochain = 2026-06-30
dans quinze jours = 2026-05-27
sous 48 heures = 2026-05-14
demain matin = 2026-05-13
après-demain = 2026-05-14
ce soir = 2026-05-12
à la fin du mois = 2026-05-31
fin juin = 2026-06-30
mi-juin = 2026-06-15
début juin = 2026-06-01
avant la fin du mois = 2026-05-31
para el viernes = 2026-05-15
antes del viernes = 2026-05-14
antes del 20 de mayo = 2026-05-19
a más tardar el jueves = 2026-05-14
hasta el viernes = 2026-05-15
a finales de mes = 2026-05-31
a finales de junio = 2026-06-30
a mediados de junio = 2026-06-15
a principios de junio = 2026-06-01
fin de mes = 2026-05-31
la próxima semana = 2026-05-22
la semana que viene = 2026-05-22
el viernes que viene = 2026-05-15
el próximo martes = 2026-05-19
dentro de dos semanas = 2026-05-26
en dos semanas = 2026-05-26
pasado mañana = 2026-05-14
mañana por la mañana = 2026-05-13
esta tarde = 2026-05-12
el 20 de mayo = 2026-05-20
antes de fin de mes = 2026-05-31
este fin de semana = 2026-05-17
uiterlijk vrijdag = 2026-05-15
voor vrijdag = 2026-05-14
vóór 20 mei = 2026-05-19
eind deze week = 2026-05-15
eind volgende week = 2026-05-22
aan het eind van de maand = 2026-05-31
eind juni = 2026-06-30
half juni = 2026-06-15
begin juni = 2026-06-01
volgende week = 2026-05-22
volgende week woensdag = 2026-05-20
over twee weken = 2026-05-26
binnen twee weken = 2026-05-26
morgenochtend = 2026-05-13
morgenmiddag = 2026-05-13
overmorgen = 2026-05-14
vanavond = 2026-05-12
op 20 mei = 2026-05-20
a.s. vrijdag = 2026-05-15
dit weekend = 2026-05-17
até sexta = 2026-05-15
até sexta-feira = 2026-05-15
até o dia 20 = 2026-05-20
antes de sexta = 2026-05-14
até o fim do mês = 2026-05-31
no fim do mês = 2026-05-31
até o final da semana = 2026-05-15
semana que vem = 2026-05-22
na próxima semana = 2026-05-22
na próxima terça = 2026-05-19
sexta que vem = 2026-05-15
daqui a duas semanas = 2026-05-26
em duas semanas = 2026-05-26
depois de amanhã = 2026-05-14
amanhã de manhã = 2026-05-13
hoje à tarde = 2026-05-12
no dia 20 de maio = 2026-05-20
em meados de junho = 2026-06-15
no início de junho = 2026-06-01
o mais tardar quinta = 2026-05-14
este fim de semana = 2026-05-17
"""
NO_DAYS = """
page 12/13 of the manual
1-2 may help
In the first half of the meeting
for the third time
por la mañana
am Morgen
jeden Morgen
l'article 3.2.
cláusula 4.3.
Anhang 2.4.
Terça parte do valor
Segunda via do boleto
You may want to check this again.
The march through the old town was lovely.
Give me a second, I'm on the phone.
The sun was out and we sat outside.
We run version 3.2 on the test server, 3.12.4 on live.
It costs 12.50 per box, 3/4 full.
Call me on 020 7946 0321 or 555-0134.
Ticket 2026-114 and order 12-05-B are linked.
Good day to you all.
Have a nice weekend everyone!
Happy Friday team :)
April has left the company.
Ask May about the keys, she knows.
June will call you.
Room 2.14 is cold and room 5.10 too.
The ratio was 3:2 at half time.
We scored 4-1.
It takes a day or two to dry.
day-to-day business goes on
24/7 support is included
asap please
as soon as possible
He is the second in line, the first was ill.
a third of the bottles are broken
the last minute changes cost us
Last but not least, thanks.
Every now and then somebody complains.
One day we'll laugh about it.
These days nobody reads letters.
The other day I saw Tom.
Size 12 and size 14 are out of stock.
Mark it as done in section 4.2.
IP is 10.0.5.12, port 8080.
20% off, 3 for 2
Flight LH 1210 seat 12A
Invoice 10/2231 is open
the 5th floor
the 2nd edition of the book
Page 12 of 30
Sat on the bench for hours.
We wed our ideas to theirs.
He won second prize
Please second the motion.
Sun cream and sat nav
The Mon Repos hotel
Jan will do it.
Mar is our intern
Herr Sonntag ist krank.
Frau März hat angerufen.
Ich mag dich, er mag Mai nicht.
Er sagte morgens nichts.
Ein Tag wie jeder andere
Guten Morgen zusammen, schönes Wochenende!
Guten Tag Herr Winter
Er hat zwei Tage gebraucht.
Bitte in 2 Exemplaren
im zweiten Stock
Le second point est réglé.
La deuxième page manque.
Bonne journée et bon week-end
Bon dimanche !
Buenos días a todos
Buen fin de semana
La segunda puerta a la derecha
El mayo francés fue un libro
Goedemorgen allemaal
Fijn weekend!
Prettige dag nog
De tweede poging mislukte
Bom dia a todos
Bom fim de semana
A segunda página está em branco
Até logo
Boa tarde
terça parte do valor
Quarta Avenida, 12
24 hour shop
the hours are 9 to 5
5 minutes walk from here
She can log in on her first morning
3 days' worth of food
over 30 days of leave are left
Payment terms are 30 days.
30 days net
in 3 copies
para el 30 aniversario
antes del 15 aniversario
para el 2 turno
the 90s
1000 pieces
It may 3 times fail
Chapter 11 filing
Windows 11, iOS 17
He was born in the 80s
She's 34 years old
a 2 year contract
the two-day workshop
Call 1-800-555-0199
Tel. 0170/1234567
Postfach 12 03 45
"""


def dates(text):
    return [mention.date.isoformat() for mention in find(text, TUESDAY, day_first=True) if mention.date]


@pytest.mark.parametrize("row", DAYS.strip().splitlines())
def test_a_phrase_means_its_day_alone_and_in_a_sentence(row):
    words, day = row.split(" = ")
    assert dates(words) == dates(f"Please send it {words}.") == [day]


@pytest.mark.parametrize(
    "words",
    [
        "not before 20 May", "no earlier than 20 May", "nicht vor dem 20. Mai", "pas avant le 20 mai",
        "no antes del 20 de mayo", "niet voor 20 mei", "não antes de 20 de maio",
    ],
)  # fmt: skip
def test_not_before_a_day_is_no_deadline(words):
    (found,) = find(f"Please send it, {words}.", TUESDAY)
    assert (found.date.isoformat(), found.kind) == ("2026-05-20", DueKind.EVENT)


@pytest.mark.parametrize("words", NO_DAYS.strip().splitlines())
def test_where_no_day_is_none_is_found(words):
    assert dates(words) == []


def test_what_is_held_on_a_day_is_of_the_phrase():
    text = "Pick the lamps up before Saturday's matinee, please. Pay Bob before Monday's."
    assert [one.phrase for one in find(text, TUESDAY)] == ["before Saturday's matinee", "before Monday's"]
