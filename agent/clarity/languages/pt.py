"""Portuguese."""

from agent.clarity.words import Language, pattern

WORDS = Language(
    quotes=("“", "”"),
    you_wrote="Você escreveu {words}",
    text_says="O texto diz {words}",
    both=" e ",
    either=" ou ",
    owner="Quem se encarrega disto: {goal}?",
    owner_said="{says}: quem se encarrega de {goal}?",
    owner_choices="Quem se encarrega de {goal}: {choices}?",
    owner_gone="{who} já não trabalha aqui: quem trata de {goal}?",
    owner_away="{who} está ausente: quem trata de {goal}?",
    due="Para que dia é preciso isto: {goal}?",
    due_said="{says}: qual é o último dia para {goal}?",
    due_choices="Para que dia é preciso {goal}: {choices}?",
    said_choices="{says}: trata-se de {choices}, em {goal}?",
    done="Como se saberá que está feito: {goal}?",
    done_said="{says}: o que tem de se verificar para {goal} contar como feito?",
    scope="O que exatamente deve ser entregue: {goal}?",
    approval="Quem aprova isto: {goal}?",
    vague=pattern(
        r"""
        melhor(?:es)?|melhorar|melhoria|melhorias|otimizar|acelerar|modernizar|rapidamente|em breve
        adequadamente|mais (?:rápid[oa]|simples|bonit[oa]|clar[oa]|limp[oa]|modern[oa]|fiável
        acolhedor|acolhedora|eficiente)s?|adequad[oa]s?|razoáve(?:l|is)|decentes?|como deve ser
        bem o suficiente
        """
    ),
    checked=pattern(
        r"""
        enviad[oa]s?|entregues?|assinad[oa]s?|aprovad[oa]s?|aceites?|publicad[oa]s?|instalad[oa]s?
        pag[oa]s?|testes?|impress[oa]s?|já não|sem erros|medid[oa]s?|no máximo|no mínimo|pelo menos
        menos de|segundos?|minutos?|horas?|por cento
        """
    ),
    pressing=pattern(
        r"""
        urgentes?|urge|em breve|prazo|a tempo|atrasad[oa]s?|rápido|vence
        """
    ),
    no_day=pattern(
        r"""
        asap|o quanto antes|o mais (?:rápido|depressa) possível|imediatamente|agora|já
        urgente(?:mente)?|quando .*|um dia|sem pressa
        """
    ),
)
