"""From joining to the results, in Firefox and in WebKit: what most depends on the engine."""

from __future__ import annotations

import base64

IDEAS, VOTE = "Des courriers plus clairs", "Vote par gommettes"


def lead(console, title):
    console.click(".agenda li", title, "button")
    console.sees("#now-title", title)


def go_on(console, stage):
    console.click("#next-stage", stage)
    console.sees(".stages [aria-current=step]", stage)


def write(page, text):
    page.write("form[data-command=write] textarea", text)
    page.click("form[data-command=write] button")
    page.sees(".my-cards .card", text)


def test_from_joining_to_the_results(window, server, road):
    console = window(1400, 1000)
    console.goto(server.link("Facilitator"))
    console.click("button", "Se connecter ici")
    console.live()
    phone = window(430, 900)
    phone.goto(f"{road.url}/rejoindre/{server.code}")
    phone.write("#name", "Louise")
    phone.click("button.primary", "Entrer")
    phone.live()
    screen = window(1100, 700)
    screen.goto(server.link("Screen Lille")).live()

    # Writing, a line that is cut and comes back, a draft over a reload.
    lead(console, "Accueil")  # where facilitators have no tools
    lead(console, IDEAS)
    console.sees("#tools summary")  # drawn at once, though nothing stood there before
    phone.hears("Comment pourrions-nous")
    for text in ("Un seul formulaire", "Des phrases courtes"):
        write(phone, text)
    road.cut()
    phone.write("form[data-command=write] textarea", "Un exemple rempli")
    phone.click("form[data-command=write] button")
    phone.hears("Connexion perdue")
    phone.sees("#waiting li", "Un exemple rempli")
    road.mend()
    phone.hears("La connexion est revenue")
    phone.counts(".my-cards .card", 3)
    phone.until("document.getElementById('banner').hidden")

    # The reveal, on every page; cards grouped by a list, by a key.
    go_on(console, "Révéler")
    phone.hears("3 cartes sont révélées")
    phone.counts(".live-board .card", 3)
    screen.counts(".live-screen .card", 3)
    go_on(console, "Lire")
    go_on(console, "Regrouper")
    console.sees("#tools .card", "Un seul formulaire")
    console.click(".live-control .card .more > summary")
    console.click(".live-control .card button[data-move]")
    console.click("dialog button", "regroupement")
    console.counts(".live-control .cluster:not(.loose)", 1)
    console.click(".live-control .loose .card [data-tick]")
    console.click("[data-picked=into]")
    console.click("dialog button", "Regroupement")
    console.counts(".live-control .cluster:not(.loose) .card", 2)
    screen.sees(".live-screen", "Regroupement sans nom")
    small = "document.querySelector('#miniature iframe').contentDocument"
    console.until(f"{small}.querySelector('.live-screen').textContent.includes('Regroupement sans nom')")
    console.until(
        f"{small}.compatMode === 'CSS1Compat' && {small}.querySelector('.screen main').dataset.layout === 'board'"
    )

    # The vote, the results, the focus that goes on at what comes.
    lead(console, VOTE)
    phone.click(".option button.plus")
    phone.until("[...document.querySelectorAll('.own-dots')].some((one) => one.textContent === '1')")
    phone.hears("2 gommettes à placer")
    phone.js("document.querySelector('.option button.plus').focus()")
    go_on(console, "Décider")
    phone.sees(".result", "1 gommette")
    screen.sees(".result", "1 gommette")
    phone.until("document.activeElement.id === 'board-title'")

    if phone.driver.name == "firefox":  # WebKitGTK's driver prints nothing
        paper = base64.b64decode(phone.driver.send("Print", {"background": False}))
        assert paper.startswith(b"%PDF")
