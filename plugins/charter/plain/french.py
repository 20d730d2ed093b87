"""What makes French hard to read: passive forms, negations, words of the house."""

from __future__ import annotations

AUXILIARY = (
    "suis|es|est|sommes|êtes|sont|étais|était|étions|étiez|étaient|serai|seras|sera|serons|serez|seront|serais|serait"
    "|serions|seriez|seraient|soit|soient|soyez|fut|furent|être|été"
)
BETWEEN = r"pas|plus|jamais|toujours|déjà|bien|ensuite|aussi|alors|ainsi|donc|\pL+ment"
PARTICIPLE = (
    r"\pL+ée?s?|(?:fai|pri|repri|compri|mi|remi|transmi|soumi|admi|permi|di|écri|inscri|condui|produi|instrui|ouver|offer"
    r"|couver|join|requi|acqui|incl|concl|excl)[ust]+e?s?|(?:reç|rend|ten|reten|obten|perç|prév|v|l|conn|reconn|attend"
    r"|entend|vend|perd)ue?s?|(?:défin|fourn|rempl|sais|réun|chois|établ|avert)ie?s?"
)
NOT_PASSIVE = frozenset(
    (
        "allé",
        "arrivé",
        "entré",
        "resté",
        "tombé",
        "passé",
        "monté",
        "rentré",
        "retourné",
        "décédé",
        "né",
        "situé",
        "âgé",
    )
    + ("désolé", "obligé", "gré", "santé", "qualité")
)
"""What goes with « être » and says who does it, or says how something is; without its ending."""

NEGATIONS = (
    "pas|jamais|rien|guère|ni|non|sans|sauf|aucune?|nul|nulle|impossibles?|interdite?s?|irrecevables?|incomplète?s?"
    "|incomplet"
)
"""What says that something is not, or is not done; « ne » alone goes with each of these, and with « que »."""

HOUSE = {
    "nonobstant": "malgré",
    "susmentionné": "cité plus haut",
    "susvisé": "cité plus haut",
    "afférent": "lié",
    "y afférent": "lié",
    "diligenter": "lancer",
    "récépissé": "reçu",
    "pièce justificative": "document",
    "requérant": "vous",
    "pétitionnaire": "vous",
    "administré": "habitant",
    "instruction de votre dossier": "étude de votre demande",
    "instruire": "étudier",
    "notifier": "prévenir",
    "surseoir": "attendre",
    "en vertu de": "selon",
    "eu égard à": "vu",
    "conformément à": "selon",
    "au titre de": "pour",
    "dans le cadre de": "pour",
    "le cas échéant": "si besoin",
    "à défaut": "sinon",
    "préalablement": "avant",
    "ultérieurement": "plus tard",
    "dans les meilleurs délais": "sous … jours",
    "dans les plus brefs délais": "sous … jours",
    "faire parvenir": "envoyer",
    "procéder à": "faire",
    "solliciter": "demander",
    "s'acquitter de": "payer",
    "recouvrement": "paiement",
    "réglementaire": "prévu par la règle",
    "veuillez agréer": "cordialement",
    "je vous prie de bien vouloir": "merci de",
    "il vous appartient de": "vous devez",
    "est tenu de": "doit",
    "formuler une demande": "demander",
    "ci-après": "plus bas",
    "courant": "de ce mois",
}
"""What an office says, and what people say."""
