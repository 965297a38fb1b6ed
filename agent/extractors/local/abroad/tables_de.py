"""German verbs that name an outcome somebody can bring about, and how the uneven ones change. Tables only."""

from __future__ import annotations

from agent.text.marks import words

WEAK = words(
    "aktualisieren ändern archivieren arbeiten bauen beantragen "
    "beantworten beauftragen bedrucken befestigen beginnen begleiten beheben bemalen benachrichtigen "
    "benennen bereinigen berichtigen beschaffen beschriften besichtigen besorgen bestätigen bestellen "
    "besuchen bezahlen bohren brauchen buchen budgetieren danken dokumentieren drucken dämmen "
    "digitalisieren drosseln einigen entfernen entkalken entsorgen entwerten erfassen ergänzen erinnern "
    "erledigen erneuern ermitteln eröffnen ersetzen erstellen erweitern fegen fertigen filtern flicken "
    "fotografieren formulieren fragen fräsen führen füllen füttern genehmigen gestalten gießen glätten "
    "grüßen hängen heften heizen holen impfen informieren installieren inventarisieren isolieren justieren "
    "kalkulieren kaufen kehren kennzeichnen klären kleben klopfen kochen kontaktieren kontrollieren "
    "koordinieren kopieren korrigieren kümmern kündigen kürzen lackieren lagern leeren legen leiten leihen "
    "liefern lösen löschen lüften machen mahnen mailen markieren melden messen mieten montieren mähen "
    "notieren nutzen öffnen ölen ordnen organisieren packen parken pflanzen pflegen planen polieren posten "
    "probieren programmieren protokollieren prüfen putzen räumen rechnen reden regeln reichen reinigen "
    "renovieren reparieren reservieren richten rücken sagen sägen sammeln scannen schalten schicken "
    "schmieren schneiden schrauben schulen sichern sichten skizzieren sortieren spülen stellen stempeln "
    "stornieren streuen suchen tapezieren tauschen teilen telefonieren testen trocknen "
    "überarbeiten überholen überlegen übermitteln überprüfen übersetzen überwachen unterrichten "
    "veranlassen verarbeiten verbessern vereinbaren vergrößern verkaufen verkürzen verlängern verlegen "
    "vermessen vermerken vermieten verpacken verschicken versenden versichern verteilen veröffentlichen "
    "verwalten verzollen wählen warnen warten waschen wechseln wecken weißeln wickeln wiegen "
    "wischen zahlen zählen zeichnen zeigen rufen richten rüsten setzen stimmen bereiten händigen "
    "schauen hören kreuzen klappen ziehen üben gleichen lehnen mischen spielen stecken hinterlegen"
    " bearbeiten "
    "beliefern belegen berechnen beraten bewerten bewerben bündeln entwickeln entwerfen erklären erheben "
    "erhöhen versorgen verständigen verzeichnen verstauen vervielfältigen verabreden verankern bemessen "
    "säubern bürsten drehen löten schweißen dübeln hobeln spachteln nähen bügeln falten stapeln "
    "schaufeln harken jäten düngen "
    "stutzen pumpen spannen lockern tanken feilen schleppen stützen sperren dichten verputzen verfugen "
    "fliesen "
    "kriegen ketten klammern kratzen kurbeln pinseln pudern rollen rühren saugen schleusen schnüren schürfen "
    "schütten "
    "spritzen sprühen stopfen stöpseln tauen tünchen wuchten zäunen zapfen desinfizieren entlüften abonnieren"
)
STRONG = {
    "backen": ("backt", "gebacken"), "beginnen": ("beginnt", "begonnen"), "bieten": ("bietet", "geboten"),
    "binden": ("bindet", "gebunden"), "bitten": ("bittet", "gebeten"), "bleiben": ("bleibt", "geblieben"),
    "brechen": ("bricht", "gebrochen"), "bringen": ("bringt", "gebracht"), "denken": ("denkt", "gedacht"),
    "fahren": ("fährt", "gefahren"), "fangen": ("fängt", "gefangen"), "finden": ("findet", "gefunden"),
    "geben": ("gibt", "gegeben"), "gehen": ("geht", "gegangen"), "gießen": ("gießt", "gegossen"),
    "gleichen": ("gleicht", "geglichen"), "greifen": ("greift", "gegriffen"), "halten": ("hält", "gehalten"),
    "heben": ("hebt", "gehoben"), "helfen": ("hilft", "geholfen"), "kommen": ("kommt", "gekommen"),
    "laden": ("lädt", "geladen"), "lassen": ("lässt", "gelassen"), "laufen": ("läuft", "gelaufen"),
    "leihen": ("leiht", "geliehen"), "lesen": ("liest", "gelesen"), "messen": ("misst", "gemessen"),
    "nehmen": ("nimmt", "genommen"), "raten": ("rät", "geraten"), "reißen": ("reißt", "gerissen"),
    "rufen": ("ruft", "gerufen"), "schaffen": ("schafft", "geschafft"), "schieben": ("schiebt", "geschoben"),
    "blasen": ("bläst", "geblasen"), "biegen": ("biegt", "gebogen"), "graben": ("gräbt", "gegraben"),
    "nennen": ("nennt", "genannt"), "schleifen": ("schleift", "geschliffen"),
    "stoßen": ("stößt", "gestoßen"), "wenden": ("wendet", "gewendet"),
    "schlagen": ("schlägt", "geschlagen"), "schließen": ("schließt", "geschlossen"),
    "schneiden": ("schneidet", "geschnitten"), "schreiben": ("schreibt", "geschrieben"),
    "sehen": ("sieht", "gesehen"), "senden": ("sendet", "gesendet"), "sprechen": ("spricht", "gesprochen"),
    "stehen": ("steht", "gestanden"), "streichen": ("streicht", "gestrichen"),
    "tragen": ("trägt", "getragen"), "treffen": ("trifft", "getroffen"), "treiben": ("treibt", "getrieben"),
    "tun": ("tut", "getan"), "waschen": ("wäscht", "gewaschen"), "weisen": ("weist", "gewiesen"),
    "werben": ("wirbt", "geworben"), "werfen": ("wirft", "geworfen"), "wiegen": ("wiegt", "gewogen"),
    "ziehen": ("zieht", "gezogen"), "wissen": ("weiß", "gewusst"),
}  # fmt: skip
"""What he does, and what is done."""
SEPARABLE = (
    "zusammen", "zurück", "weiter", "herunter", "hinunter", "herauf", "heraus", "hinaus", "herein", "hinein",
    "herum", "herüber", "hinüber", "hinzu", "runter", "rüber", "rauf", "raus", "rein", "rum", "ran",
    "bereit", "fertig", "bekannt", "vorbei", "voraus", "dazu", "nieder", "wieder", "durch",
    "frei", "fest", "fort", "nach", "hoch", "teil", "rück", "auf", "aus", "ein", "ent", "her", "hin", "los",
    "mit", "vor", "weg", "ab", "an", "bei", "um", "zu", "da",
)  # fmt: skip
"""Longest first: an end is taken off once."""
SPOKEN = {
    "runter": "herunter", "rüber": "herüber", "rauf": "herauf", "raus": "heraus", "rein": "herein",
    "rum": "herum", "ran": "heran",
}  # fmt: skip
"""Prefixes as they are said, and as they are written."""
BOUND = ("hinter", "unter", "über", "wider", "miss", "emp", "ent", "ver", "zer", "be", "er", "ge")
NEVER = words("wissen stehen bleiben kommen laufen gehen warten beginnen brauchen lassen denken arbeiten")
"""What these bring about cannot be told from the verb."""
IDLE = words("wissen stehen bleiben kommen laufen gehen beginnen danken brauchen warten")
"""These tell how things are, whatever their form."""
