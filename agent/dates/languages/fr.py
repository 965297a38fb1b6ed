"""French."""

MONTHS = (
    "janvier janv", "février fevrier févr fév", "mars", "avril avr", "mai", "juin", "juillet juil",
    "août aout", "septembre sept", "octobre oct", "novembre nov", "décembre decembre déc",
)  # fmt: skip
WEEKDAYS = ("lundi lun", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
PLURAL_WEEKDAYS = ("lundis", "mardis", "mercredis", "jeudis", "vendredis", "samedis", "dimanches")
CARDINALS = {
    1: "un une", 2: "deux", 3: "trois", 4: "quatre", 5: "cinq", 6: "six", 7: "sept", 8: "huit", 9: "neuf",
    10: "dix", 11: "onze", 12: "douze", 13: "treize", 14: "quatorze", 15: "quinze", 16: "seize", 20: "vingt",
    30: "trente",
}  # fmt: skip
ORDINALS = {
    1: "premier première premiers", 2: "deuxième second", 3: "troisième", 4: "quatrième", 5: "cinquième",
    6: "sixième",
}  # fmt: skip
UNITS = {
    "minute": "minute minutes",
    "hour": "heure heures",
    "day": "jour jours",
    "week": "semaine semaines",
    "fortnight": "quinzaine",
    "month": "mois",
    "quarter": "trimestre trimestres",
    "half": "semestre semestres",
    "year": "année annee années an ans",
}
DAYS = {-2: "avant-hier", -1: "hier", 0: "aujourd", 1: "demain"}
PARTS = {12: "midi", 9: "matin matinée", 15: "après-midi", 19: "soir"}
CYCLES = {
    "DAILY": "quotidien quotidiennement quotidienne",
    "WEEKLY": "hebdomadaire",
    "MONTHLY": "mensuel mensuellement mensuelle",
    "QUARTERLY": "trimestriel trimestrielle",
    "HALFYEARLY": "semestriel semestrielle",
    "YEARLY": "annuel annuelle annuellement",
}
MORE = {
    "DET": "le la les l",
    "ARTICLE": "le",
    "OF": "de du des d",
    "ON": "le",
    "IN": "dans en sous",
    "AT": "à vers",
    "FOR": "pour",
    "BY": "ici jusqu",
    "BEFORE": "avant",
    "AFTER": "après",
    "FROM": "dès depuis partir",
    "OVER": "pendant",
    "NEXT": "prochain prochaine",
    "COMING": "vient",
    "QUE": "qui",
    "THIS": "ce cette cet",
    "LAST": "dernier dernière passé passée",
    "END": "fin",
    "START": "début",
    "MID": "mi milieu",
    "AND": "et ou",
    "NO": "pas",
    "TURN": "fois",
    "PER": "par",
    "SUR": "sur",
    "ABOUT": "environ",
    "TERM": "délai delai",
    "TO": "au",
    "BETWEEN": "entre",
    "PLUS": "plus",
    "LATEST": "tard",
    "USABLE": "ouvrés ouvré ouvrables ouvrable",
    "EVERY": "chaque tous toutes",
    "EXCEPT": "sauf",
    "H": "h",
    "SUFFIX": "er re ème e",
    "WISH": "bon bonne joyeux joyeuse",
    "TITLE": "monsieur madame",
    "DOCUMENT": "facture lettre courriel mail email message courrier commande contrat devis rapport relevé",
    "DATED": "datée daté datant",
    "WAS": "était étaient",
    "IL": "il",
    "Y": "y",
}
FEASTS = {"christmas": "noël", "easter": "pâques"}
