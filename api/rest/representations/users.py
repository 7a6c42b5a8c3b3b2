"""Accounts and groups. What is secret is never shown; mail addresses are shown to their owners and administrators."""

from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.kinds import Identifier, given
from boards.limits import NAME
from boards.queries.groups import ListedGroup
from boards.shapes.users import MeObject, UserObject


class GivenRole(Enum):
    """What an account may do in the whole installation."""

    ADMIN, MANAGER, USER = "app-admin", "app-manager", "app-user"


class GivenTheme(Enum):
    """``auto``: as the system of the person has it."""

    LIGHT, DARK, AUTO = "light", "dark", "auto"


Username = Annotated[str, msgspec.Meta(min_length=1, max_length=NAME, examples=["ana"])]
FullName = Annotated[str, msgspec.Meta(max_length=255, examples=["Ana Lima"])]
MailAddress = Annotated[str, msgspec.Meta(max_length=255, examples=["ana@boards.example"])]
TimeZoneName = Annotated[str, msgspec.Meta(max_length=255, examples=["Europe/Berlin"])]
LanguageCode = Annotated[str, msgspec.Meta(max_length=20, description="null for that of the installation.",
                                           examples=["de_DE"])]  # fmt: skip
SearchText = Annotated[str, msgspec.Meta(max_length=65_535, description="The search that boards begin with.",
                                         examples=["status:open"])]  # fmt: skip
Password = Annotated[str, msgspec.Meta(min_length=6, max_length=4096, examples=["a long one is a good one"])]
GroupName = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, examples=["Crew"])]
ExternalId = Annotated[str, msgspec.Meta(max_length=255, description="What another system calls it; empty for none.",
                                         examples=["cn=crew"])]  # fmt: skip
RemoteAccount = Annotated[bool, msgspec.Meta(description="Whether the password is checked elsewhere.")]
ClosedForm = Annotated[bool, msgspec.Meta(description="Whether the form of the sign-in is closed to it.")]


class UserRepresentation(Representation):
    id: Identifier
    username: Username
    name: FullName | None
    email: MailAddress | None
    role: GivenRole
    is_active: Annotated[bool, msgspec.Meta(description="Whether the account is open.")]
    is_ldap_user: RemoteAccount
    disable_login_form: ClosedForm
    twofactor_activated: bool
    notifications_enabled: bool
    timezone: TimeZoneName | None
    language: LanguageCode | None
    theme: GivenTheme
    filter: SearchText | None


class OwnPatch(Sent):
    """What of the own account is to change; null takes a value away."""

    name: FullName | UnsetType | None = UNSET
    timezone: TimeZoneName | UnsetType | None = UNSET
    language: LanguageCode | UnsetType | None = UNSET
    theme: GivenTheme | UnsetType = UNSET
    filter: SearchText | UnsetType | None = UNSET


class UserPatch(OwnPatch):
    """What is to change; null takes a value away."""

    username: Username | UnsetType = UNSET
    email: MailAddress | UnsetType | None = UNSET
    role: GivenRole | UnsetType = UNSET
    is_ldap_user: RemoteAccount | UnsetType = UNSET
    disable_login_form: ClosedForm | UnsetType = UNSET


class NewUserBody(Sent):
    """A remote account needs no password. ``project_id``: a project that the account becomes a member of."""

    username: Username
    password: Password | None = None
    name: FullName | None = None
    email: MailAddress | None = None
    role: GivenRole = GivenRole.USER
    is_ldap_user: RemoteAccount = False
    disable_login_form: ClosedForm = False
    notifications_enabled: bool = False
    timezone: TimeZoneName | None = None
    language: LanguageCode | None = None
    filter: SearchText | None = None
    project_id: Identifier | UnsetType = UNSET


class GroupRepresentation(Representation):
    id: Identifier
    name: GroupName
    external_id: ExternalId
    nb_users: Annotated[int, msgspec.Meta(description="Its members.")]
    nb_projects: Annotated[int, msgspec.Meta(description="Projects in which it has a role.")]


class GroupPatch(Sent):
    name: GroupName | UnsetType = UNSET
    external_id: ExternalId | UnsetType = UNSET


class NewGroupBody(Sent):
    name: GroupName
    external_id: ExternalId = ""


class GroupMemberRepresentation(Representation):
    user_id: Identifier
    username: Username
    name: FullName | None
    is_active: bool


def represent_user(user: UserObject | MeObject) -> UserRepresentation:
    return UserRepresentation(
        id=user.id,
        username=user.username,
        name=user.name or None,
        email=user.email or None,
        role=GivenRole(user.role),
        is_active=bool(user.is_active),
        is_ldap_user=bool(user.is_ldap_user),
        disable_login_form=bool(user.disable_login_form),
        twofactor_activated=bool(user.twofactor_activated),
        notifications_enabled=bool(user.notifications_enabled),
        timezone=user.timezone or None,
        language=user.language or None,
        theme=GivenTheme(user.theme),
        filter=user.filter or None,
    )


def represent_group(group: ListedGroup) -> GroupRepresentation:
    return GroupRepresentation(
        id=group.id,
        name=group.name,
        external_id=group.external_id,
        nb_users=group.members,
        nb_projects=group.projects,
    )


def read_user_changes(body: OwnPatch) -> dict[str, Any]:
    """The fields of an account that a body names, as services take them."""
    return {name: _plain(value) for name, value in given(body).items()}


def _plain(value: Any) -> Any:
    if value is None:
        return ""
    return value.value if isinstance(value, Enum) else value
