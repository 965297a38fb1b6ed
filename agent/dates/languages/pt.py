"""Portuguese."""

MONTHS = (
    "janeiro", "fevereiro fev", "março marco", "abril abr", "maio", "junho", "julho", "agosto", "setembro",
    "outubro", "novembro", "dezembro dez",
)  # fmt: skip
WEEKDAYS = ("segunda", "terça terca", "quarta", "quinta", "sexta", "sábado sabado", "domingo")
PLURAL_WEEKDAYS = ("segundas", "terças", "quartas", "quintas", "sextas", "sábados", "domingos")
CARDINALS = {
    1: "um uma", 2: "dois duas", 3: "três", 4: "quatro", 5: "cinco", 6: "seis", 7: "sete", 8: "oito",
    9: "nove", 10: "dez", 11: "onze", 12: "doze", 13: "treze", 14: "catorze quatorze", 15: "quinze",
    20: "vinte", 30: "trinta",
}  # fmt: skip
ORDINALS = {
    1: "primeiro primeira", 2: "segundo", 3: "terceiro terceira", 4: "quarto", 5: "quinto",
}  # fmt: skip
UNITS = {
    "minute": "minuto minutos",
    "hour": "hora horas",
    "day": "dia dias",
    "week": "semana semanas",
    "fortnight": "quinzena",
    "month": "mês meses",
    "quarter": "trimestre trimestres",
    "half": "semestre semestres",
    "year": "ano anos",
}
DAYS = {-2: "anteontem", -1: "ontem", 0: "hoje hj", 1: "amanhã amanha"}
PARTS = {9: "manhã", 15: "tarde", 19: "noite"}
CYCLES = {
    "DAILY": "diariamente",
    "WEEKLY": "semanalmente semanal",
    "FORTNIGHTLY": "quinzenal quinzenalmente",
    "MONTHLY": "mensal mensalmente",
    "QUARTERLY": "trimestral trimestralmente",
    "HALFYEARLY": "semestral semestralmente",
    "YEARLY": "anual anualmente",
}
MORE = {
    "DET": "o os as à",
    "DIA": "dia",
    "DE": "de",
    "SEMANA": "semana",
    "OF": "de do da",
    "ON": "no na em nos nas",
    "IN": "em daqui dentro",
    "AT": "às",
    "FOR": "para",
    "BY": "até ate",
    "BEFORE": "antes",
    "AFTER": "depois após",
    "FROM": "desde partir",
    "OVER": "durante",
    "NEXT": "próxima próximo proxima proximo seguinte",
    "COMING": "vem",
    "QUE": "que",
    "THIS": "este esta neste nesta",
    "LAST": "passado passada último última",
    "END": "fim final",
    "START": "início inicio começo",
    "MID": "meados meio",
    "AND": "e ou",
    "NO": "não nao",
    "TURN": "vez",
    "PER": "por ao",
    "ABOUT": "aproximadamente cerca uns umas",
    "TERM": "prazo",
    "TO": "a ao",
    "BETWEEN": "entre",
    "PLUS": "mais",
    "LATEST": "tardar",
    "USABLE": "úteis útil",
    "EVERY": "cada todos todas toda todo",
    "EXCEPT": "exceto menos",
    "FEIRA": "feira feiras",
    "NTH_NOUN": "via vez tentativa parte edição rodada fase turma",
    "WISH": "bom boa bons boas feliz",
    "TITLE": "senhor senhora dona",
    "DOCUMENT": "fatura carta email mensagem ata pedido contrato orçamento relatório",
    "WAS": "foi estava",
    "BACK": "há",
}
FEASTS = {"christmas": "natal", "easter": "páscoa"}
