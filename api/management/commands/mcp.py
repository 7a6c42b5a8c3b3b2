from __future__ import annotations

import sys
from typing import Any

import msgspec
from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import close_old_connections

from api.mcp.protocol import answer_message
from boards.actors import Actor, Origin
from boards.authentication.programs import sign_in_program
from boards.authentication.sessions import actor_of
from boards.authentication.tokens import find_token_owner
from boards.console import tell_operator
from boards.errors import NotFound
from boards.queries.users import get_user, get_user_object_by_name

HERE = Origin("command", agent="MCP")


class Command(BaseCommand):
    help = tell_operator(
        "Speak the Model Context Protocol over standard input and output, for an assistant on this machine. It acts in"
        " the name of --user, or of whose personal token KANBOARD_TOKEN is."
    )
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--user", metavar="NAME", help=tell_operator("user name of the account; needs no token"))

    def handle(self, *, user: str | None, **options: Any) -> None:
        actor = self._find_actor(user)
        for line in sys.stdin.buffer:
            if line.strip():
                self._answer(line, actor)

    def _find_actor(self, name: str | None) -> Actor:
        """Raises CommandError."""
        if name:
            try:
                user = get_user(get_user_object_by_name(name).id)
            except NotFound as error:
                raise CommandError(tell_operator("There is no user %(name)s.", name=repr(name))) from error
            if not user.is_active:
                raise CommandError(tell_operator("The account %(name)s is closed.", name=repr(name)))
            return actor_of(user, origin=HERE)
        token = settings.ENV["KANBOARD_TOKEN"]
        if not token:
            raise CommandError(
                tell_operator("Say whose assistant it is: --user NAME, or a personal token in KANBOARD_TOKEN.")
            )
        owner = find_token_owner(token)
        proven = owner and sign_in_program(username=owner, secret=token, address="", agent=HERE.agent)
        if not proven:
            raise CommandError(tell_operator("KANBOARD_TOKEN is no personal token that holds."))
        return proven.actor.coming_from(HERE)

    def _answer(self, line: bytes, actor: Actor) -> None:
        """Each message is a line, and so is each answer; notifications have none."""
        close_old_connections()
        content = answer_message(line, actor).content
        if content is not None:
            sys.stdout.buffer.write(msgspec.json.encode(content) + b"\n")
            sys.stdout.buffer.flush()
