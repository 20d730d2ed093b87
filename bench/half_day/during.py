"""The half-day itself, from the welcome to what is taken home."""

from __future__ import annotations

import re

from playwright.sync_api import expect

from bench.half_day.console import Console
from bench.half_day.crowd import GROUPS, LINES, WORDS

TABLES = 5
AT_TABLES = "personas at tables"
NAMES = ("Awa", "Bernard", "Chantal", "Driss", "Éva")
IRRITANTS = (
    ("Trois pages pour une date", "Un numéro qui sonne dans le vide"),
    ("Un sigle à chaque ligne", "La pièce demandée deux fois"),
    ("Un délai dont rien n’est dit", "Un formulaire qu’on ne peut pas enregistrer"),
    ("Le bon service introuvable", "Une réponse qui contredit la première"),
    ("Une lettre recommandée pour rien", "Personne ne signe"),
)


def welcome(day: Console) -> None:
    """People arrive, and say how they do."""
    day.part("welcome and mood")
    facts = day.page.request.get(f"{day.server.url}/animer/{day.code}/resultats.json").json()
    day.ids = {part["title"]: part["id"] for part in facts["agenda"]}
    day.go_on("Accueil")
    day.go_on("Météo")
    day.timer()
    day.crowd.each(day.activity, "say", *({"word": WORDS[n % len(WORDS)]} for n in range(24)))
    day.see("Météo-dite")
    day.onward()


def ideation(day: Console) -> None:
    """Ideas are written, revealed, read."""
    day.part("ideation")
    day.go_on("Des courriers plus clairs")
    day.timer()
    day.crowd.write_cards(day.activity, but=1)
    field = day.phone.get_by_label("Votre idée")
    field.fill(LINES[-1][1])
    field.press("Control+Enter")
    expect(day.phone.locator(".my-cards")).to_contain_text(LINES[-1][1])
    day.see("ecrit")
    day.onward()
    expect(day.screens[0].locator(".reveal")).to_have_count(0)
    day.see("revele")
    day.onward()


def group(day: Console) -> None:
    """All cards, by the mouse, as they are called out."""
    day.onward()
    day.part(f"group {len(LINES)} cards in {len(GROUPS)} groups that have names")
    cards = day.page.locator(".live-control [data-card]")
    expect(cards).to_have_count(len(LINES))
    for name in GROUPS:
        words = [text for group, text in LINES if group == name]
        for text in words:
            card = cards.filter(has=day.page.get_by_text(text, exact=True))
            day.hand.press(card.locator(".card-text"))
        day.press("Grouper")
        title = day.page.get_by_label("Nom du regroupement").locator("visible=true")
        expect(title).to_be_focused()
        day.hand.fill(title, name, "Enter")
        expect(day.page.get_by_role("heading", name=re.compile(f"{re.escape(name)}$"))).to_be_visible()
        day.see(f"groupe-{name}")


def pause(day: Console) -> None:
    """Coffee; people find their table."""
    day.part("the break; people seated by lot")
    day.go_on("Pause")
    day.hand.press(day.page.locator("details.tables > summary"))
    day.album.take("tables-ouvertes", console=day.page)
    day.hand.press(day.page.locator("#draw-rest"))
    expect(day.page.locator("#draw-rest")).to_have_count(0)
    day.see("tables-placees")


def poll(day: Console) -> None:
    """Nobody had foreseen it: one question, its answers, and back."""
    day.part("a quick question that nobody planned")
    day.hand.press(day.page.get_by_text("Question éclair…"))
    day.hand.fill(
        day.page.locator("#at-once-pulse [name=s-question]"), "On garde dix minutes pour les questions ?", "Enter"
    )
    for one in (day.phone.get_by_role("button", name="Oui", exact=True), day.phone.locator("#mine")):
        expect(one).to_be_visible()
    day.see("question-eclair")
    day.onward()
    day.hand.press(day.page.locator(".go").get_by_role("button", name=re.compile("^Revenir à")))
    expect(day.page.locator("#now-title")).to_have_text("Qui nous écrit")
    day.see("question-close")


def persona(day: Console) -> None:
    """A portrait a table, then a gallery."""
    day.part(AT_TABLES)
    day.go_on("Qui nous écrit")
    tables = day.crowd.at_tables()
    assert len(tables) == TABLES, tables
    day.onward()
    day.timer()
    for n, table in enumerate(tables):
        for slot, text in (
            ("name", NAMES[n]),
            ("needs", "Comprendre ce qu’on lui demande"),
            ("irritants", "Attendre sans nouvelles"),
        ):
            table.do(day.activity, "add", slot=slot, text=text)
    day.see("persona-rempli")
    poll(day)
    day.part(AT_TABLES)
    day.onward()
    show_each(day)
    day.onward()


def show_each(day: Console) -> None:
    """Each table's sheet on the screens, in turn."""
    for n in range(TABLES):
        day.hand.press(day.page.locator(".table-line").nth(n).get_by_role("button", name=re.compile("^Sur les écrans")))
        expect(day.screens[0].locator("main")).to_contain_text(f"Table {n + 1}")
        day.see(f"table-{n}")


def journey(day: Console) -> None:
    """A journey a table, then what irritates, together."""
    day.part("journeys at tables")
    day.go_on("Recevoir un courrier")
    day.timer()
    for n, table in enumerate(day.crowd.at_tables()):
        steps = [
            table.do(day.activity, "add_step", text=step, phase=at)
            for at, step in zip(
                ("inform", "apply", "wait"),
                ("Ouvrir la lettre", "Chercher qui appeler", "Renvoyer la pièce"),
                strict=True,
            )
        ]
        for step, irritant in zip(steps, IRRITANTS[n], strict=False):
            table.do(day.activity, "add", slot=f"{step}:irritants", text=irritant)
    day.see("parcours-rempli")
    day.onward()
    show_each(day)
    day.onward()
    day.part("plenary: irritants brought together, voted, decided, turned into questions")
    day.onward()
    day.onward()
    vote(day)
    day.onward()
    day.onward()


def vote(day: Console) -> None:
    """Two dots each, over sockets."""
    page = day.crowd.browsers[0].get(f"/atelier/{day.code}").text
    options = re.findall(r'data-option="([^"]+)"', page) or re.findall(r"&#34;option&#34;: ?&#34;([^&]+)", page)
    options = list(dict.fromkeys(options))
    assert options, page
    for n, socket in enumerate(day.crowd.sockets):
        for turn in range(2):
            socket.do(day.activity, "dot", option=options[(n * n + turn) % len(options)])
    day.see("vote-pose")


def last_vote(day: Console) -> None:
    """What is kept, and who takes it on."""
    day.part("vote on the ideas, results")
    day.go_on("Ce que nous gardons")
    day.timer()
    vote(day)
    day.onward()
    day.part("decide who does what")
    for n in range(3):
        card = day.page.locator(".decisions > li").nth(n)
        day.hand.press(card.locator("details > summary").first)
        day.hand.fill(card.locator("[name=reason]"), "Le plus demandé au guichet", "Enter")
        expect(card.locator(".reason")).to_contain_text("Le plus")
        day.see(f"decide-{n}")
    day.onward()
    for n in range(day.page.locator(".decisions > li").count()):
        card = day.page.locator(".decisions > li").nth(n)
        day.hand.press(card.locator("details > summary").first)
        day.album.take("qui", console=day.page)
        for name, text in (("owner", "Service courrier"), ("when", "fin juin"), ("first", "Relire la lettre 12")):
            day.hand.fill(card.locator(f"[name={name}]"), text, "Enter" if name == "first" else "")
        expect(card).to_contain_text("Service courrier")
        day.see(f"qui-{n}")


def close(day: Console) -> None:
    """What is shown at the end, and taken away."""
    day.part("close, and take the results away")
    day.hand.press(day.page.locator("#conclude"))
    day.press("Montrer à tous ce que nous retenons")
    expect(day.screens[0].locator("main")).to_have_attribute("data-layout", "closing")
    day.see("cloture")
    day.drawer("Résultats")
    with day.page.expect_download():
        day.hand.press(day.page.get_by_role("link", name=re.compile("XLSX")))
    day.album.take("resultats", console=day.page)
    day.hand.press(day.page.get_by_role("link", name="Lire les résultats"))
    day.album.take("lire", console=day.page)
