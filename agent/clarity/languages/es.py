"""Spanish."""

from agent.clarity.words import Language, pattern

WORDS = Language(
    quotes=("«", "»"),
    you_wrote="Usted escribe {words}",
    text_says="El texto dice {words}",
    both=" y ",
    either=" o ",
    owner="¿Quién se encarga de esto: {goal}?",
    owner_said="{says}: ¿quién se encarga de {goal}?",
    owner_choices="¿Quién se encarga de {goal}: {choices}?",
    owner_gone="{who} ya no trabaja aquí: ¿quién se encarga de {goal}?",
    owner_away="{who} no está: ¿quién se encarga de {goal}?",
    due="¿Para qué día hace falta: {goal}?",
    due_said="{says}: ¿cuál es el último día para {goal}?",
    due_choices="¿Para qué día hace falta {goal}: {choices}?",
    said_choices="{says}: ¿se trata de {choices}, en {goal}?",
    done="¿Cómo se sabrá que está hecho: {goal}?",
    done_said="{says}: ¿qué tiene que cumplirse para dar por hecho {goal}?",
    scope="¿Qué hay que entregar exactamente: {goal}?",
    approval="¿Quién da el visto bueno: {goal}?",
    vague=pattern(
        r"""
        mejor(?:es)?|mejorar|mejora|mejoras|mejorad[oa]s?|optimizar|optimizad[oa]s?|agilizar|acelerar
        modernizar|más (?:rápid[oa]|rápido|rápidamente|sencill[oa]|simple|bonit[oa]|clar[oa]|limpi[oa]
        modern[oa]|fiable|ágil|acogedor|acogedora|legible|cómod[oa]|eficiente)s?|rápidamente|pronto
        correctamente|como es debido|adecuadamente|adecuad[oa]s?|razonables?|decentes?
        satisfactori[oa]s?|en condiciones|(?:bastante|suficientemente) \w+
        """
    ),
    checked=pattern(
        r"""
        enviad[oa]s?|entregad[oa]s?|firmad[oa]s?|aprobad[oa]s?|aceptad[oa]s?|publicad[oa]s?
        instalad[oa]s?|pagad[oa]s?|impres[oa]s?|ya no|sin errores|pruebas?|medid[oa]s?|como (?:máximo
        mínimo)|al menos|menos de|segundos?|minutos?|horas?|por ciento
        """
    ),
    pressing=pattern(
        r"""
        urgentes?|urge|pronto|plazo|a tiempo|tarde|atrasad[oa]s?|rápido|a más tardar|vence
        (?:la fecha|el día|el plazo)
        """
    ),
    no_day=pattern(
        r"""
        asap|cuanto antes|lo antes posible|en cuanto .*|inmediatamente|de inmediato|ahora|ya
        urgente(?:mente)?|cuando .*|algún día|sin prisa|no corre prisa
        """
    ),
)
