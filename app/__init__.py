"""Beffroi: live collaborative workshops across several sites."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask

    from app.config import Settings
    from app.host.registry import Registry


def create_app(settings: Settings | None = None, found: Registry | None = None) -> Flask:
    """The whole house, in the order it is built; of the methods that are `found` already, or of all there are.

    The imports are inside so that a plugin that imports `beffroi` does not import a web server.
    """
    from flask import Flask

    from app import config, live, simulated, store, web
    from app.bundled import bundled
    from app.host import registry

    chosen = settings or config.from_environment()
    pages = str(bundled("templates"))
    app = Flask(__name__, template_folder=pages, static_folder="static", instance_path=str(chosen.instance))
    config.apply(app, chosen)
    store.init_app(app)  # before anything that reads
    app.extensions["registry"] = found or registry.build(*chosen.plugin_folders)
    live.init_app(app)  # rooms need the store and the methods
    simulated.init_app(app)
    web.init_app(app)  # pages need all of it
    return app
