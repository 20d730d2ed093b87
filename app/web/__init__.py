"""Pages: one blueprint each for join, take part, facilitate, screen, results, account, personal data, site."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its pages, and what guards all of them."""
    from app.web import (
        account,
        chain,
        connect,
        display,
        elsewhere,
        facilitate,
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
        shelf,
        site,
        tables,
        take_part,
        theme,
    )

    app.jinja_environment = language.Pages  # before anything asks for it
    guards.init_app(app)  # before any page: headers, forgery, limits, proxies
    shelf.init_app(app)
    theme.init_app(app)
    language.init_app(app)
    display.init_app(app)
    account.init_app(app)
    offline.init_app(app)
    every = (
        join,
        take_part,
        facilitate,
        moderate,
        prepare,
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
    health.init_app(app)  # last, so that it answers first
