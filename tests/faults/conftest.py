"""The application as the tests of its pages have it."""

from tests.web.conftest import (
    app,
    client,
    clock,
    enter,
    jobs,
    shared_app,
    sign_in,
    store,
    visitor,
)

__all__ = ["app", "client", "clock", "enter", "jobs", "shared_app", "sign_in", "store", "visitor"]
