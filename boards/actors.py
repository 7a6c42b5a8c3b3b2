"""Who acts. An actor is passed by hand to every service, so that nothing depends on hidden state."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum

from boards.roles import ApplicationRole, application_rank

#: The name under which programs sign in as the application; no account can have it.
APPLICATION_NAME = "jsonrpc"


class ActorKind(Enum):
    USER = "user"
    APPLICATION = "application"
    CRON = "cron"
    COMMAND = "command"
    WORKER = "worker"


@dataclass(frozen=True, slots=True)
class Origin:
    """From where somebody acts, for the audit log, as they say. ``door``: browser, api, admin, or command."""

    door: str = ""
    address: str = ""
    agent: str = ""


NOWHERE = Origin()


@dataclass(frozen=True, slots=True)
class Actor:
    """A user, or one of the doors without a user.

    ``user_id`` is 0 without a user; then no activity and no transition is written (domain.md 17).
    ``bypass``: an application administrator who may enter projects without being a member: in the browser yes, over
    the API no (decisions.md 9).
    ``chain``: the pairs (action id, task id) that have run because of the change in hand; the guard against loops
    (automation.md 11).
    ``quiet``: what is done is a part of copying a project, and no news of its own (``Listener.hears_copies``).
    ``reads_only``: a program whose token may change nothing.
    ``turns_back``: what is done was so before, with all that followed from it; no automatic action follows once more.
    """

    kind: ActorKind
    user_id: int = 0
    username: str = ""
    name: str = ""
    role: str = ""
    timezone: str = ""
    language: str = ""
    bypass: bool = False
    chain: frozenset[tuple[int, int]] = field(default_factory=frozenset)
    quiet: bool = False
    turns_back: bool = False
    reads_only: bool = False
    origin: Origin = field(default=NOWHERE, compare=False)

    @property
    def is_user(self) -> bool:
        return self.kind is ActorKind.USER

    @property
    def is_administrator(self) -> bool:
        return self.role == ApplicationRole.ADMIN

    @property
    def enters_all(self) -> bool:
        """Whether the actor may enter every project, as a member or not."""
        return self.bypass and self.is_administrator

    @property
    def comment_rank(self) -> int:
        """The highest comment visibility that the actor may see, as a rank of application roles; programs see all."""
        return application_rank(self.role) if self.is_user else application_rank(ApplicationRole.ADMIN)

    def after(self, action_id: int, task_id: int) -> Actor:
        """The same actor, one automatic action further down the chain."""
        return replace(self, chain=self.chain | {(action_id, task_id)})

    def quietly(self) -> Actor:
        """The same actor, of whose changes neither people nor programs are told one by one."""
        return replace(self, quiet=True)

    def coming_from(self, origin: Origin) -> Actor:
        """The same actor, of whom it is known from where."""
        return replace(self, origin=origin)

    def undoing(self) -> Actor:
        """The same actor, who brings back what was."""
        return replace(self, turns_back=True)


#: A visitor who has not signed in: a user without a role, whom every rule refuses.
ANONYMOUS = Actor(ActorKind.USER)
APPLICATION = Actor(ActorKind.APPLICATION)
CRON = Actor(ActorKind.CRON)
#: Who does the jobs.
WORKER = Actor(ActorKind.WORKER)
COMMAND = Actor(ActorKind.COMMAND, origin=Origin("command"))
