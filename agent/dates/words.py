"""What words mean in dates: English, German, French, Spanish, Dutch and Portuguese.

A class name in capitals is what the tables of patterns speak of. A word may have several
classes ("second" is an ordinal and a unit); the pattern around it decides which one counts.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from types import MappingProxyType
from typing import Final

MONTH: Final = (
    "january jan januar jänner janvier janv enero ene januari janeiro",
    "february feb februar février fevrier févr fév febrero februari fevereiro fev",
    "march mar märz maerz mrz mär mars marzo maart mrt março marco",
    "april apr avril avr abril abr",
    "may mai mayo mei maio",
    "june jun juni juin junio junho",
    "july jul juli juillet juil julio julho",
    "august aug août aout agosto augustus",
    "september sep sept septembre septiembre setembro",
    "october oct oktober okt octobre octubre outubro",
    "november nov novembre noviembre novembro",
    "december dec dezember dez décembre decembre déc diciembre dic dezembro",
)
WEEKDAY: Final = (
    "monday mon montag lundi lun lunes maandag segunda",
    "tuesday tue tues dienstag mardi martes dinsdag terça terca",
    "wednesday wed weds mittwoch mercredi miércoles miercoles woensdag quarta",
    "thursday thu thur thurs donnerstag jeudi jueves donderdag quinta",
    "friday fri freitag vendredi viernes vrijdag sexta",
    "saturday sat samstag sonnabend samedi sábado sabado zaterdag",
    "sunday sun sonntag dimanche domingo zondag",
)
SHORT_WEEKDAY: Final = ("mo", "di", "mi", "do", "fr", "sa", "so")
"""Only beside a numeric date: "Fr, 14.11."."""
WEEKDAYS: Final = (
    "mondays montags lundis maandags",
    "tuesdays dienstags mardis dinsdags",
    "wednesdays mittwochs mercredis woensdags",
    "thursdays donnerstags jeudis donderdags",
    "fridays freitags vendredis vrijdags",
    "saturdays samstags samedis sábados sabados zaterdags",
    "sundays sonntags dimanches domingos zondags",
)
ONES: Final = (
    "one ein eine einem einer eines un une uno una uma één een",
    "two zwei deux dos twee dois duas",
    "three drei trois tres drie três",
    "four vier quatre cuatro quatro",
    "five fünf fuenf cinq cinco vijf",
    "six sechs seis zes",
    "seven sieben siete zeven sete",
    "eight acht huit ocho oito",
    "nine neun neuf nueve negen nove",
)
TEENS: Final = (
    "ten zehn diez tien",
    "eleven elf onze",
    "twelve zwölf douze doce twaalf",
    "thirteen dreizehn treize trece dertien",
    "fourteen vierzehn quatorze catorce veertien",
    "fifteen fünfzehn quinze quince vijftien",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
)
TENS: Final = (
    "twenty zwanzig vingt veinte twintig vinte",
    "thirty dreißig trente treinta dertig trinta",
    "forty",
    "fifty",
    "sixty",
    "seventy",
    "eighty",
    "ninety",
)
ORD: Final = (
    "first erste ersten erster premier première primer primero primera eerste primeiro primeira",
    "second zweite zweiten deuxième segundo tweede",
    "third dritte dritten troisième tercer tercero derde terceiro",
    "fourth vierte vierten quatrième cuarto vierde quarto",
    "fifth fünfte fünften cinquième quinto vijfde",
    "sixth sechste sechsten sixième sexto zesde",
    "seventh siebte siebten",
    "eighth achte achten achtste",
    "ninth neunte neunten",
    "tenth zehnte zehnten",
    "eleventh elfte elften",
    "twelfth twelveth zwölfte zwölften",
    "thirteenth",
    "fourteenth",
    "fifteenth fünfzehnten",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth zwanzigsten",
)
UNIT: Final = MappingProxyType(
    {
        "minute": "minute minutes min mins minuten minuto minutos minuut",
        "hour": "hour hours hr hrs stunde stunden heure heures hora horas uur",
        "day": "day days tag tage tagen jour jours día dia días dias dag dagen",
        "business": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen werkdag werkdagen",
        "week": "week weeks wk wks woche wochen semaine semaines semana semanas weken",
        "fortnight": "fortnight fortnights",
        "month": "month months mth mths monat monats monate monaten mois mes meses maand maanden mês",
        "quarter": "quarter quarters quartal quartals quartale trimestre trimestres kwartaal",
        "year": "year years yr yrs jahr jahres jahre jahren année annee ans an año años ano anos jaar",
        "weekend": "weekend weekends wochenende",
    }
)
RELATIVE_DAY: Final = MappingProxyType(
    {
        -2: "vorgestern eergisteren anteayer anteontem",
        -1: "yesterday gestern hier ayer gisteren ontem",
        0: "today tonight tonite heute aujourd hoy vandaag vanavond hoje otd",
        1: "tomorrow tomorow tommorow tommorrow tomorrows tmrw tmr tmw morgen demain mañana amanhã amanha",
        2: "übermorgen uebermorgen overmorgen",
    }
)
HOUR_OF_PART: Final = MappingProxyType(
    {
        12: "noon midday mittag mittags midi mediodía middag",
        9: "morning mornings vormittag vormittags früh matin mañana ochtend manhã dawn",
        13: "lunch lunchtime",
        15: "afternoon afternoons nachmittag nachmittags après-midi tarde namiddag",
        19: "evening evenings abend abends soir avond noche noite night eve",
    }
)
CYCLE: Final = MappingProxyType(
    {
        "HOURLY": "hourly stündlich",
        "DAILY": "daily everyday nightly täglich quotidien quotidiennement diariamente dagelijks",
        "WEEKLY": "weekly wöchentlich hebdomadaire semanal semanalmente wekelijks",
        "FORTNIGHTLY": "biweekly fortnightly vierzehntägig zweiwöchentlich quincenal quinzenal",
        "MONTHLY": "monthly monatlich mensuel mensuellement mensual mensualmente maandelijks mensal",
        "QUARTERLY": "quarterly vierteljährlich trimestriel trimestral",
        "YEARLY": "yearly annually jährlich annuellement anualmente jaarlijks",
    }
)
PLAIN: Final = MappingProxyType(
    {
        "DET": "the den dem der das die le la les el los las het o os as l zum zur del dos de this",
        "A": "a an",
        "OF": "of de du des von vom del do da van d",
        "ON": "on am le el em no na op",
        "IN": "in im dans en em",
        "AT": "at around about approx approximately circa ca um gegen à om às by",
        "FOR": "for für pour para",
        "BY": "by bis until till til due ici hasta tot até ate jusqu deadline fällig "
        "spätestens thru uiterlijk latest",
        "BEFORE": "before vor avant antes voor",
        "AFTER": "after nach après despues después depois",
        "FROM": "from since ab starting desde vanaf depuis beginning",
        "LATER": "later später hence",
        "AGO": "ago",
        "WITHIN": "within innerhalb binnen",
        "OVER": "over during während pendant durante",
        "NEXT": "next nxt nächste nächsten nächster nächstes nächstem prochain prochaine próxima próximo "
        "proxima proximo volgende following kommenden kommende viene",
        "COMING": "upcoming coming",
        "THIS": "this diese diesen dieser dieses diesem ce cette cet esta este deze dit current",
        "LAST": "last previous letzte letzten letzter letztes vergangenen dernier dernière pasado pasada "
        "vorige afgelopen passado passada",
        "PAST": "past",
        "END": "end ende fin einde fim",
        "START": "start beginning anfang début principio inicio begin início",
        "MID": "mid middle mitte",
        "EARLY": "early earlier",
        "LATE": "late",
        "AND": "and und et y en e or oder ou",
        "TO": "to through thru bis au al",
        "BETWEEN": "between zwischen entre tussen",
        "CLOSE": "close",
        "BUSINESS": "business working work calendar",
        "LATEST": "latest spätestens uiterlijk tard",
        "NO": "no not nicht",
        "THAN": "than als",
        "HALF": "half",
        "COUPLE": "couple paar",
        "FEW": "few",
        "OTHER": "other alternate",
        "TIME": "time",
        "NOW": "now",
        "O": "o",
        "CLOCKWORD": "clock uhr",
        "H": "h",
        "AM": "am a",
        "PM": "pm p",
        "M": "m",
        "SUFFIX": "st nd rd th er re ème de ste",
        "ZONE": "pt et ct mt pst pdt est edt cst cdt mst mdt gmt utc bst cet cest ist jst aest aedt",
        "EVERY": "every each jeden jede jedes jeder alle chaque "
        "tous toutes cada todos todas toda elke iedere per",
        "ONCE": "once",
        "WEEKNUMBER": "week kw",
        "BUSINESSDAYS": "weekdays workdays werktags wochentags",
        "SECONDS": "second seconds sec secs",
        "HUNDRED": "hundred",
        "THOUSAND": "thousand",
        "MOMENT": "moment minute present",
        "INSTANCE": "instance instances",
        "STILL": "noch",
        "NEXT_BUT_ONE": "übernächste übernächsten übernächster übernächstes",
        "VOR": "vor",
        "PLUS": "plus",
        "FEIRA": "feira",
        "WORKDAY": "weekday workday",
        "S": "s",
        "Q": "q",
    }
)
INITIALS: Final = MappingProxyType(
    {"day": "eod cob eob", "week": "eow", "month": "eom", "quarter": "eoq", "year": "eoy"}
)
FEAST: Final = MappingProxyType(
    {
        "christmas": "christmas xmas weihnachten noël navidad kerst natal",
        "new year": "silvester",
        "easter": "easter ostern pâques pascua pasen páscoa",
        "halloween": "halloween",
        "thanksgiving": "thanksgiving",
    }
)
FEAST_WORD: Final = MappingProxyType(
    {w: w for w in "new black good independence labour earth patrick".split()}
)
"""First words of feasts of two words: Black Friday, New Year."""
ALSO_OTHER_WORDS: Final = frozenset(
    "may march mar mars mai marco jan dec april june august sun sat mon wed lun segunda terça terca quarta "
    "quinta sexta domingo".split()
)
"""Names and words that are a month or a weekday only where something beside them says so."""


@cache
def lexicon() -> dict[str, dict[str, int | str]]:
    """Word in lower case → its classes, each with a value."""
    words: dict[str, dict[str, int | str]] = {}
    entries: list[tuple[str, int | str, str]] = [*_numbered(), *_named()]
    for sense, value, listing in entries:
        for word in listing.split():
            words.setdefault(word, {})[sense] = value
    return words


def _numbered() -> Iterator[tuple[str, int, str]]:
    for sense, rows, first, step in (
        ("MONTH", MONTH, 1, 1),
        ("WEEKDAY", WEEKDAY, 0, 1),
        ("SHORT_WEEKDAY", SHORT_WEEKDAY, 0, 1),
        ("WEEKDAYS", WEEKDAYS, 0, 1),
        ("ONES", ONES, 1, 1),
        ("TEENS", TEENS, 10, 1),
        ("TENS", TENS, 20, 10),
        ("ORD", ORD, 1, 1),
    ):
        for number, listing in enumerate(rows):
            yield sense, first + step * number, listing
    for days, listing in RELATIVE_DAY.items():
        yield "RELATIVE_DAY", days, listing
    for hour, listing in HOUR_OF_PART.items():
        yield "PART", hour, listing
    for sense, listing in PLAIN.items():
        yield sense, 0, listing


def _named() -> Iterator[tuple[str, str, str]]:
    for table, sense in (
        (UNIT, "UNIT"),
        (CYCLE, "CYCLE"),
        (INITIALS, "INITIALS"),
        (FEAST, "FEAST"),
        (FEAST_WORD, "FEAST_WORD"),
    ):
        for name, listing in table.items():
            yield sense, name, listing
