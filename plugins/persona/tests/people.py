"""What the tests of a persona do at its tables."""


def write(board, who, slot, text):
    return board.do(who, "add", slot=slot, text=text)


def portray(board, who, name, audience="external"):
    """The five things without which it is not yet a persona; the ids of the name, the need and the irritant."""
    if board.standing.stage == "gather":
        board.stage("fill")
    board.do(who, "pick", slot="audience", value=audience)
    ids = [write(board, who, "name", name), write(board, who, "needs", f"{name} veut savoir")]
    write(board, who, "situation", "demande une bourse")
    return [*ids, write(board, who, "irritants", f"{name} attend")]
