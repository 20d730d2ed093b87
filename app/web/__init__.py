"""Pages: one blueprint each for join, take part, facilitate, screen, results, account, personal data, site."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its pages, and what guards all of them."""
    from app.web import (
        account,
        connect,
        facilitate,
        guards,
        join,
        language,
        personal,
        prepare,
        results,
        screen,
        site,
        take_part,
    )

    guards.init_app(app)  # before any page: headers, forgery, limits, proxies
    language.init_app(app)
    account.init_app(app)
    for pages in (join, take_part, facilitate, prepare, screen, results, account, personal, site):
        app.register_blueprint(pages.pages)
    connect.init_app(app)
