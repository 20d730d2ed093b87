"""Pages, one blueprint each, in a folder for whoever uses them, and what stands before all of them."""

from flask import Flask


def init_app(app: Flask) -> None:
    """Give the app its pages, and what guards all of them."""
    from app.web.common import (
        access,
        audited,
        error_pages,
        form_reader,
        locale,
        security,
        signing_keys,
        socket_connect,
        static_files,
        templating,
        theme,
        url_prefix,
    )
    from app.web.facilitator import agenda_doubts, minutes_files
    from app.web.ops import health, metrics, workshop_routing
    from app.web.participant import offline
    from app.web.site import account, display

    app.url_map.strict_slashes = False  # an address read aloud or cut from a sentence may end with one
    form_reader.init_app(app)
    app.jinja_environment = templating.Pages  # before anything asks for it
    locale.init_app(app)  # what refuses a request speaks its language, and knows its time
    security.init_app(app)  # before any page: headers, forgery, limits, proxies
    error_pages.init_app(app)
    static_files.init_app(app)
    theme.init_app(app)
    templating.init_app(app)
    app.before_request(access.move_over)
    audited.init_app(app)
    signing_keys.init_app(app)
    display.init_app(app)
    minutes_files.init_app(app)
    account.init_app(app)
    offline.init_app(app)
    agenda_doubts.init_app(app)
    _register_pages(app)
    socket_connect.init_app(app)
    workshop_routing.init_app(app)
    metrics.init_app(app)
    health.init_app(app)  # so that it answers first
    url_prefix.init_app(app)  # last: what stands before a page knows of no path


def _register_pages(app: Flask) -> None:
    from app.web.api import pages as api
    from app.web.facilitator import (
        agenda,
        agenda_link,
        agenda_preview,
        answer_link,
        at_once,
        card_import,
        card_transfer,
        colleagues,
        console,
        evidence,
        follow_links,
        initiatives,
        kit,
        minutes_files,
        moderation,
        other_programs,
        own_notes,
        own_templates,
        pace,
        people,
        posters,
        printing,
        rehearsal,
        results,
        screens,
        seating,
        settings,
        settings_file,
        templates,
        without_device,
        workshop_removal,
        workshops,
    )
    from app.web.participant import by_link, follow, invitation, join, own_data, page, read_agenda, read_results
    from app.web.screen import page as screen
    from app.web.screen import pairing
    from app.web.site import (
        about,
        account,
        accounts_admin,
        booklet,
        by_provider,
        help,
        own_account,
        plan,
        room_check,
        second_factor,
    )

    beside_the_console = (moderation, screens, people, without_device, colleagues, posters, at_once, own_notes, pace)
    before_and_after = (
        workshops,
        workshop_removal,
        initiatives,
        templates,
        own_templates,
        agenda,
        agenda_link,
        agenda_preview,
        settings_file,
        answer_link,
        follow_links,
        settings,
        seating,
        kit,
        evidence,
        card_import,
        card_transfer,
        results,
        other_programs,
        minutes_files,
        printing,
        rehearsal,
    )
    facilitator = (console, *beside_the_console, *before_and_after)
    by_links = (read_results, read_agenda, by_link, follow)
    participant, site = (
        (join, invitation, page, own_data, *by_links),
        (account, by_provider, own_account, second_factor, accounts_admin, about, booklet, help, plan, room_check),
    )
    for module in (*participant, *facilitator, pairing, screen, *site):
        app.register_blueprint(module.pages)
    app.register_blueprint(api.pages)
    app.register_blueprint(follow.own)
