"""The screens, one blueprint each."""

from flask import Blueprint

from planner.web.screens import dossiers, method, proposals, sign_in, team

BLUEPRINTS: tuple[Blueprint, ...] = (
    sign_in.blueprint,
    dossiers.blueprint,
    team.blueprint,
    proposals.blueprint,
    method.blueprint,
)
