"""French."""

from agent.clarity.words import Language, pattern

WORDS = Language(
    quotes=("« ", " »"),
    you_wrote="Vous écrivez {words}",
    text_says="Le texte dit {words}",
    both=" et ",
    either=" ou ",
    owner="Qui s’en charge : {goal} ?",
    owner_said="{says} : qui se charge de {goal} ?",
    owner_choices="Qui se charge de {goal} : {choices} ?",
    owner_gone="{who} ne travaille plus ici : qui se charge de {goal} ?",
    owner_away="{who} n’est pas là : qui se charge de {goal} ?",
    due="Pour quelle date faut-il cela : {goal} ?",
    due_said="{says} : quel est le dernier jour possible pour {goal} ?",
    due_choices="Pour quelle date faut-il {goal} : {choices} ?",
    said_choices="{says} : s’agit-il de {choices}, pour {goal} ?",
    done="À quoi verra-t-on que c’est fait : {goal} ?",
    done_said="{says} : que faut-il constater pour que {goal} soit considéré comme fait ?",
    scope="Que faut-il livrer exactement : {goal} ?",
    approval="Qui donne son accord : {goal} ?",
    vague=pattern(
        r"""
        mieux|meilleure?s?|plus (?:rapide|rapidement|vite|simple|joli|clair|propre|moderne|agréable
        fiable|lisible|accueillant|convivial|efficace)e?s?|améliorer|améliorations?|améliorée?s?
        optimiser|optimisée?s?|accélérer|moderniser|embellir|rapidement|correctement
        convenable(?:ment)?|comme il faut|proprement|bientôt|satisfaisante?s?|raisonnables?
        suffisamment|assez (?:bien|bon|bonne|vite|rapide|propre|clair)
        """
    ),
    checked=pattern(
        r"""
        envoyée?s?|livrée?s?|signée?s?|approuvée?s?|validée?s?|acceptée?s?|publiée?s?|installée?s?
        payée?s?|imprimée?s?|ne .{1,20} plus|sans erreurs?|tests?|mesurée?s?|au (?:plus|moins)|moins de
        secondes?|minutes?|heures?|pour ?cent
        """
    ),
    pressing=pattern(
        r"""
        urgente?s?|urgence|bientôt|délai|échéance|à temps|en retard|rapidement|vite
        au plus tard
        (?:la date|le jour|le délai)
        """
    ),
    no_day=pattern(
        r"""
        asap|dès que (?:possible|.*)|au plus vite|immédiatement|tout de suite|maintenant|urgente?
        d['’]urgence|quand .*|un jour|pas pressée?s?|sans urgence|à l['’]occasion
        """
    ),
)
