"""Dutch."""

MONTHS = (
    "januari jan", "februari feb", "maart mrt", "april apr", "mei", "juni jun", "juli jul", "augustus aug",
    "september sep", "oktober okt", "november nov", "december dec",
)  # fmt: skip
WEEKDAYS = ("maandag", "dinsdag", "woensdag", "donderdag", "vrijdag", "zaterdag", "zondag")
GLUED_PARTS = "ochtend morgen middag namiddag avond nacht"
PLURAL_WEEKDAYS = (
    "maandags", "dinsdags", "woensdags", "donderdags", "vrijdags", "zaterdags", "zondags",
)  # fmt: skip
CARDINALS = {
    1: "één een", 2: "twee", 3: "drie", 4: "vier", 5: "vijf", 6: "zes", 7: "zeven", 8: "acht", 9: "negen",
    10: "tien", 11: "elf", 12: "twaalf", 13: "dertien", 14: "veertien", 15: "vijftien", 20: "twintig",
    30: "dertig",
}  # fmt: skip
ORDINALS = {
    1: "eerste", 2: "tweede", 3: "derde", 4: "vierde", 5: "vijfde", 6: "zesde", 7: "zevende", 8: "achtste",
    10: "tiende",
}  # fmt: skip
UNITS = {
    "minute": "minuut minuten",
    "hour": "uur uren",
    "day": "dag dagen",
    "business": "werkdag werkdagen",
    "week": "week weken",
    "month": "maand maanden",
    "quarter": "kwartaal",
    "half": "halfjaar",
    "year": "jaar jaren",
    "weekend": "weekend weekeinde",
}
DAYS = {
    -2: "eergisteren",
    -1: "gisteren",
    0: "vandaag vanavond vanmiddag vanochtend",
    1: "morgen morgenochtend morgenmiddag morgenavond",
    2: "overmorgen",
}
PARTS = {12: "middaguur", 9: "ochtend", 15: "middag namiddag", 19: "avond"}
CYCLES = {
    "DAILY": "dagelijks",
    "WEEKLY": "wekelijks",
    "FORTNIGHTLY": "tweewekelijks veertiendaags",
    "MONTHLY": "maandelijks",
    "HALFYEARLY": "halfjaarlijks",
    "QUARTERLY": "driemaandelijks",
    "YEARLY": "jaarlijks",
}
INITIALS = {"month": "maandeinde", "quarter": "kwartaaleinde", "year": "jaareinde"}
MORE = {
    "DET": "de het",
    "OF": "van",
    "ON": "op",
    "IN": "in",
    "OVER_IN": "over",
    "OM": "om",
    "AT": "om rond",
    "FOR": "voor",
    "BY": "tot uiterlijk",
    "BEFORE": "voor vóór",
    "AFTER": "na",
    "FROM": "vanaf sinds",
    "WITHIN": "binnen",
    "OVER": "tijdens",
    "NEXT": "volgende",
    "COMING": "komende aanstaande",
    "THIS": "deze dit",
    "LAST": "vorige afgelopen laatste",
    "END": "einde eind",
    "START": "begin",
    "MID": "midden",
    "AND": "en",
    "AGO": "geleden",
    "NO": "niet",
    "TURN": "keer",
    "ABOUT": "ongeveer circa",
    "TERM": "termijn",
    "TO": "tot t",
    "BETWEEN": "tussen",
    "LATEST": "uiterlijk laatst",
    "COUPLE": "paar",
    "CLOCKWORD": "uur",
    "WORKDAYS": "werkdagen",
    "EVERY": "elke elk iedere ieder",
    "EXCEPT": "behalve",
    "SUFFIX": "de ste e",
    "WISH": "fijn fijne goede prettig prettige",
    "TITLE": "meneer mevrouw mevr dhr",
    "DOCUMENT": "factuur brief mail email bericht bestelling contract offerte verslag",
    "WAS": "was waren",
}
FEASTS = {"christmas": "kerst", "easter": "pasen"}
