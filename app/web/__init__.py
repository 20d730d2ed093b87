"""Pages: one blueprint each for join, take part, facilitate, screen, results, account, personal data, site."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its pages, and what guards all of them."""
    from app.web import (
        account,
        bodies,
        chain,
        connect,
        display,
        elsewhere,
        facilitate,
        grants,
        guards,
        hand,
        health,
        join,
        language,
        metrics,
        moderate,
        offline,
        personal,
        prepare,
        results,
        room_check,
        screen,
        settle,
        shelf,
        site,
        tables,
        take_part,
        theme,
        under,
    )

    app.url_map.strict_slashes = False  # an address read aloud or cut from a sentence may end with one
    bodies.init_app(app)
    app.jinja_environment = language.Pages  # before anything asks for it
    guards.init_app(app)  # before any page: headers, forgery, limits, proxies
    shelf.init_app(app)
    theme.init_app(app)
    language.init_app(app)
    app.before_request(grants.move_over)
    display.init_app(app)
    account.init_app(app)
    offline.init_app(app)
    every = (
        join,
        take_part,
        facilitate,
        moderate,
        prepare,
        settle,
        tables,
        chain,
        hand,
        screen,
        results,
        account,
        personal,
        site,
        room_check,
    )
    for pages in every:
        app.register_blueprint(pages.pages)
    connect.init_app(app)
    elsewhere.init_app(app)
    metrics.init_app(app)
    health.init_app(app)  # so that it answers first
    under.init_app(app)  # last: what stands before a page knows of no path
