"""German."""

MONTHS = (
    "januar jänner jan", "februar feber feb", "märz maerz mrz mär", "april apr", "mai", "juni jun",
    "juli jul", "august aug", "september sept sep", "oktober okt", "november nov", "dezember dez",
)  # fmt: skip
WEEKDAYS = (
    "montag", "dienstag", "mittwoch", "donnerstag", "freitag", "samstag sonnabend", "sonntag",
)  # fmt: skip
GLUED_PARTS = "früh morgen vormittag mittag nachmittag abend nacht"
SHORT_WEEKDAYS = ("mo", "di", "mi", "do", "fr", "sa", "so")
PLURAL_WEEKDAYS = (
    "montags", "dienstags", "mittwochs", "donnerstags", "freitags", "samstags sonnabends", "sonntags",
)  # fmt: skip
CARDINALS = {
    1: "ein eine einem einer eines einen", 2: "zwei", 3: "drei", 4: "vier", 5: "fünf fuenf", 6: "sechs",
    7: "sieben", 8: "acht", 9: "neun", 10: "zehn", 11: "elf", 12: "zwölf", 13: "dreizehn", 14: "vierzehn",
    15: "fünfzehn", 16: "sechzehn", 20: "zwanzig", 30: "dreißig",
}  # fmt: skip
ORDINALS = {
    1: "erste ersten erster", 2: "zweite zweiten zweiter", 3: "dritte dritten dritter",
    4: "vierte vierten vierter", 5: "fünfte fünften", 6: "sechste sechsten", 7: "siebte siebten",
    8: "achte achten", 9: "neunte neunten", 10: "zehnte zehnten", 11: "elfte elften", 12: "zwölfte zwölften",
    15: "fünfzehnten", 20: "zwanzigsten",
}  # fmt: skip
UNITS = {
    "minute": "minuten",
    "hour": "stunde stunden std",
    "day": "tag tage tagen tages",
    "business": "werktag werktage werktagen arbeitstag arbeitstage arbeitstagen",
    "week": "woche wochen",
    "month": "monat monats monate monaten",
    "quarter": "quartal quartals quartale",
    "half": "halbjahr halbjahrs",
    "year": "jahr jahres jahre jahren",
    "weekend": "wochenende",
}
DAYS = {-2: "vorgestern", -1: "gestern", 0: "heute heut", 1: "morgen", 2: "übermorgen uebermorgen"}
PARTS = {
    12: "mittag mittags",
    9: "vormittag vormittags früh",
    15: "nachmittag nachmittags",
    19: "abend abends",
}
CYCLES = {
    "HOURLY": "stündlich",
    "DAILY": "täglich",
    "WEEKLY": "wöchentlich",
    "FORTNIGHTLY": "vierzehntägig vierzehntäglich zweiwöchentlich",
    "MONTHLY": "monatlich",
    "QUARTERLY": "vierteljährlich quartalsweise",
    "HALFYEARLY": "halbjährlich",
    "YEARLY": "jährlich",
}
INITIALS = {
    "week": "wochenschluss",
    "month": "monatsende monatsletzten ultimo",
    "quarter": "quartalsende",
    "year": "jahresende",
}
STARTS = {
    "month": "monatsanfang monatsbeginn",
    "quarter": "quartalsbeginn",
    "year": "jahresanfang jahresbeginn",
}
MIDDLES = {"month": "monatsmitte", "year": "jahresmitte"}
MORE = {
    "DET": "den dem der das die des zum zur",
    "ARTICLE": "am zum den dem",
    "OF": "des von vom der",
    "ON": "am",
    "IN": "in im",
    "AT": "um gegen",
    "FOR": "für",
    "BY": "bis fällig spätestens",
    "BEFORE": "vor",
    "AFTER": "nach",
    "FROM": "ab seit",
    "LATER": "später",
    "WITHIN": "innerhalb binnen",
    "OVER": "während übers",
    "NEXT": "nächste nächsten nächster nächstes nächstem",
    "COMING": "kommenden kommende kommender kommendes",
    "THIS": "diese diesen dieser dieses diesem",
    "LAST": "letzte letzten letzter letztes vergangenen vergangene vorigen vorige",
    "END": "ende",
    "START": "anfang beginn",
    "MID": "mitte",
    "AND": "und oder",
    "TO": "bis",
    "BETWEEN": "zwischen",
    "LATEST": "spätestens",
    "NO": "nicht",
    "THAN": "als",
    "ABOUT": "etwa ungefähr rund circa ca",
    "TERM": "frist",
    "COUPLE": "paar",
    "CLOCKWORD": "uhr",
    "EVERY": "jeden jede jedes jeder jedem alle pro",
    "EXCEPT": "außer ausser",
    "ONCE": "einmal",
    "TWICE": "zweimal",
    "WEEKNUMBER": "kw woche",
    "KW": "kw",
    "BUSINESSDAYS": "werktags wochentags",
    "WORKDAYS": "werktagen arbeitstagen",
    "STILL": "noch",
    "NEXT_BUT_ONE": "übernächste übernächsten übernächster übernächstes",
    "BACK": "vor",
    "FISCAL": "geschäftsjahr geschäftsjahres gj",
    "WISH": "guten gute gutes schönes schönen schöne frohe frohes",
    "TITLE": "herr herrn frau",
    "DOCUMENT": "rechnung brief schreiben mail email nachricht protokoll bestellung vertrag angebot bescheid "
    "auftrag",
    "DATED": "datiert",
    "WAS": "war waren",
    "WARES": "zahlen ausgabe newsletter aktion schicht bericht prognose",
}
FEASTS = {"christmas": "weihnachten", "new year": "silvester", "easter": "ostern"}
MISSPELT = {
    "mittwoch": "mitwoch mittwochs mitwochs",
    "donnerstag": "donerstag donnerstsag",
    "dienstag": "dinstag",
    "freitag": "freitg",
    "februar": "feburar",
}
