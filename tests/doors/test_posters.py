"""Posters: how to join and what is kept, a page a site."""

STORES = ("sqlite", "postgresql")


def test_a_poster_says_how_to_join_and_what_is_kept(console, facts):
    page = console.get(f"/animer/{facts.code}/affiche/s2").text
    assert facts.title in page and "Amiens" in page and "localhost" in page
    assert f"{facts.code[:4]} {facts.code[4:]}" in page and "data:image/svg+xml" in page
    assert "Votre nom est conservé" in page


def test_a_poster_is_for_facilitators_and_for_sites_there_are(console, app, facts):
    assert console.get(f"/animer/{facts.code}/affiche/s9").status_code == 404
    assert app.test_client().get(f"/animer/{facts.code}/affiche/s1").status_code == 302
