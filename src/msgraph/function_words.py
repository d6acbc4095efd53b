"""The little words of English that both names and questions are cut at."""

PARTICLES = frozenset(["down", "up", "back", "off", "out", "away", "over", "together", "forth", "along", "apart"])
"""Words that belong to a verb: "bring down"."""

PREPOSITIONS = frozenset(
    (
        *("of", "in", "on", "at", "by", "for", "from", "with", "without", "to", "into", "onto", "through", "via"),
        *(
            "about",
            "against",
            "among",
            "between",
            "across",
            "after",
            "before",
            "during",
            "as",
            "within",
            "under",
            "over",
        ),
        *("towards", "toward", "inside", "upon", "near", "than", "per", "along", "around", "behind"),
    )
)
"""Words that join a noun to another word."""

LIMITS = frozenset(("over", "under"))
"""Of these, the words that before a number say that there is more or less of it."""
