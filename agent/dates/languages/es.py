"""Spanish."""

MONTHS = (
    "enero ene", "febrero", "marzo", "abril abr", "mayo", "junio", "julio", "agosto", "septiembre setiembre",
    "octubre", "noviembre", "diciembre dic",
)  # fmt: skip
WEEKDAYS = ("lunes", "martes", "miércoles miercoles", "jueves", "viernes", "sábado sabado", "domingo")
PLURAL_WEEKDAYS = ("", "", "", "", "", "sábados sabados", "domingos")
CARDINALS = {
    1: "un uno una", 2: "dos", 3: "tres", 4: "cuatro", 5: "cinco", 6: "seis", 7: "siete", 8: "ocho",
    9: "nueve", 10: "diez", 12: "doce", 13: "trece", 14: "catorce", 15: "quince", 20: "veinte",
    30: "treinta",
}  # fmt: skip
ORDINALS = {
    1: "primer primero primera", 2: "segundo", 3: "tercer tercero", 4: "cuarto",
    5: "quinto", 6: "sexto",
}  # fmt: skip
UNITS = {
    "minute": "minuto minutos",
    "hour": "hora horas",
    "day": "día dia días dias",
    "week": "semana semanas",
    "fortnight": "quincena",
    "month": "mes meses",
    "quarter": "trimestre trimestres",
    "half": "semestre semestres",
    "year": "año años",
}
DAYS = {-2: "anteayer", -1: "ayer", 0: "hoy", 1: "mañana"}
PARTS = {12: "mediodía", 15: "tarde", 19: "noche"}
CYCLES = {
    "DAILY": "diariamente diario",
    "WEEKLY": "semanal semanalmente",
    "FORTNIGHTLY": "quincenal quincenalmente",
    "MONTHLY": "mensual mensualmente",
    "QUARTERLY": "trimestral trimestralmente",
    "HALFYEARLY": "semestral semestralmente",
    "YEARLY": "anual anualmente",
}
MORE = {
    "DET": "el los la las",
    "ARTICLE": "el",
    "DIA": "día dia",
    "DE": "de",
    "SEMANA": "semana",
    "OF": "de del",
    "ON": "el",
    "IN": "en dentro",
    "AT": "hacia sobre",
    "FOR": "para por",
    "BY": "hasta para",
    "BEFORE": "antes",
    "AFTER": "después despues",
    "FROM": "desde partir",
    "OVER": "durante",
    "NEXT": "próxima próximo proxima proximo siguiente",
    "COMING": "viene entrante",
    "QUE": "que",
    "THIS": "este esta",
    "LAST": "pasado pasada último última",
    "PASADO": "pasado",
    "END": "fin finales",
    "START": "principio inicio principios comienzos",
    "MID": "mediados mitad",
    "AND": "y o",
    "TURN": "vez",
    "PER": "por al",
    "ABOUT": "aproximadamente unos unas",
    "TERM": "plazo",
    "TO": "al a",
    "BETWEEN": "entre",
    "PLUS": "más",
    "LATEST": "tardar",
    "USABLE": "hábiles hábil laborables laborable",
    "EVERY": "cada todos todas",
    "EXCEPT": "excepto menos salvo",
    "WISH": "buen buenos buenas feliz",
    "TITLE": "señor señora sr sra don doña",
    "DOCUMENT": "factura carta correo mensaje acta pedido contrato presupuesto informe recibo",
    "DATED": "fechada fechado",
    "WAS": "era fue estuvo",
    "BACK": "hace",
    "PRONOUN": "os te nos yo ya me se",
    "HERE": "aquí",
    "DEL": "del",
}
FEASTS = {"christmas": "navidad", "new year eve": "nochevieja", "easter": "pascua"}
