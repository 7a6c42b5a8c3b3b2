from __future__ import annotations

from enum import Enum
from typing import Annotated, Any

import msgspec
from msgspec import UNSET, UnsetType

from api.rest.answers import Representation
from api.rest.bodies import Sent
from api.rest.representations.boards import CategoryRepresentation, ColumnRepresentation, SwimlaneRepresentation
from api.rest.representations.kinds import (
    Day,
    Identifier,
    Markdown,
    Moment,
    TaskLimit,
    WebAddress,
    as_day,
    as_moment,
    given,
)
from api.rest.representations.tasks import WholeNumber
from boards.limits import split_lines
from boards.project_templates import KANBAN, TEMPLATES
from boards.services.project_copies import PARTS
from boards.shapes.projects import ProjectObject

ProjectName = Annotated[str, msgspec.Meta(min_length=1, max_length=65_535, examples=["Harbour"])]
ProjectCode = Annotated[str, msgspec.Meta(pattern="^[A-Za-z0-9]{1,50}$", description="A short name of letters and "
                                          "digits, kept in capitals; no other project has it.",
                                          examples=["HARB"])]  # fmt: skip
ProjectMail = Annotated[str, msgspec.Meta(max_length=255, description="No other project has it.",
                                          examples=["harbour@boards.example"])]  # fmt: skip
MailSubjects = Annotated[list[Annotated[str, msgspec.Meta(min_length=1, max_length=65_535)]],
                         msgspec.Meta(max_length=1000, description="Subjects that are offered for mails.",
                                      examples=[["Your order"]])]  # fmt: skip
TemplateId = Annotated[str, msgspec.Meta(pattern=f"^({'|'.join(TEMPLATES)})$", description=f"What it begins with: "
                                         f"one of {', '.join(TEMPLATES)}.", examples=[KANBAN.id])]  # fmt: skip


class CopiedPart(Enum):
    """What a copy takes along, in the order of the names that services know."""

    PEOPLE = "people"
    ROLES = "roles"
    CATEGORIES = "categories"
    TAGS = "tags"
    ACTIONS = "actions"
    FILTERS = "filters"
    METADATA = "metadata"
    TASKS = "tasks"


class PublicAddressesRepresentation(Representation):
    """Where everybody may read a project who knows the address."""

    board: WebAddress
    rss_feed: WebAddress
    ical_feed: WebAddress


class ProjectRepresentation(Representation):
    id: Identifier
    name: ProjectName
    description: Markdown
    identifier: Annotated[str, msgspec.Meta(description="Empty for none.", examples=["HARB"])]
    is_active: Annotated[bool, msgspec.Meta(description="Whether it is open.")]
    is_private: Annotated[bool, msgspec.Meta(description="Whether it is the personal project of its owner.")]
    is_public: bool
    public_addresses: Annotated[PublicAddressesRepresentation | None, msgspec.Meta(description="While it is public.")]
    owner_id: Identifier | None
    email: ProjectMail | None
    start_date: Day | None
    end_date: Day | None
    priority_default: WholeNumber
    priority_start: Annotated[WholeNumber, msgspec.Meta(description="The lowest priority of its tasks.")]
    priority_end: Annotated[WholeNumber, msgspec.Meta(description="The highest priority of its tasks.")]
    task_limit: TaskLimit | None
    per_swimlane_task_limits: Annotated[bool, msgspec.Meta(description="Whether limits of columns count in each "
                                                           "swimlane.")]  # fmt: skip
    enable_global_tags: Annotated[bool, msgspec.Meta(description="Whether its tasks may have the global tags.")]
    predefined_email_subjects: MailSubjects
    last_modified: Moment | None
    url: Annotated[str, msgspec.Meta(examples=["https://boards.example/board/12"])]
    columns: list[ColumnRepresentation] | UnsetType = UNSET
    swimlanes: list[SwimlaneRepresentation] | UnsetType = UNSET
    categories: list[CategoryRepresentation] | UnsetType = UNSET


class ProjectFields(Sent):
    """What a project holds; null takes a value away."""

    name: ProjectName | UnsetType = UNSET
    description: Markdown | UnsetType | None = UNSET
    identifier: ProjectCode | UnsetType | None = UNSET
    email: ProjectMail | UnsetType | None = UNSET
    start_date: Day | UnsetType | None = UNSET
    end_date: Day | UnsetType | None = UNSET
    priority_default: WholeNumber | UnsetType = UNSET
    priority_start: WholeNumber | UnsetType = UNSET
    priority_end: WholeNumber | UnsetType = UNSET
    task_limit: TaskLimit | UnsetType | None = UNSET
    per_swimlane_task_limits: bool | UnsetType = UNSET
    enable_global_tags: bool | UnsetType = UNSET
    predefined_email_subjects: MailSubjects | UnsetType = UNSET


class ProjectPatch(ProjectFields):
    """What is to change; null takes a value away. Nobody's role changes with the owner."""

    owner_id: Identifier | UnsetType | None = UNSET


class PersonalProjectBody(ProjectFields):
    name: ProjectName
    template: TemplateId = KANBAN.id


class NewProjectBody(PersonalProjectBody):
    """``owner_id``: who owns and manages it, else the caller, if that is a user. Programs only name an owner."""

    owner_id: Identifier | UnsetType = UNSET


class ProjectCopyBody(Sent):
    """``name``: made of that of the source, if it is not given."""

    name: ProjectName | UnsetType = UNSET
    identifier: ProjectCode | UnsetType | None = UNSET
    parts: Annotated[list[CopiedPart], msgspec.Meta(max_length=len(CopiedPart), description="What comes along, beside "
                                                    "columns and swimlanes.")] = []  # fmt: skip


def represent_project(project: ProjectObject) -> ProjectRepresentation:
    urls = project.url
    public = None
    if urls.public_board and urls.rss_feed and urls.ical_feed:
        public = PublicAddressesRepresentation(
            board=urls.public_board, rss_feed=urls.rss_feed, ical_feed=urls.ical_feed
        )
    return ProjectRepresentation(
        id=project.id,
        name=project.name,
        description=project.description or "",
        identifier=project.identifier,
        is_active=bool(project.is_active),
        is_private=bool(project.is_private),
        is_public=bool(project.is_public),
        public_addresses=public,
        owner_id=project.owner_id or None,
        email=project.email or None,
        start_date=as_day(project.start_date),
        end_date=as_day(project.end_date),
        priority_default=project.priority_default,
        priority_start=project.priority_start,
        priority_end=project.priority_end,
        task_limit=project.task_limit or None,
        per_swimlane_task_limits=bool(project.per_swimlane_task_limits),
        enable_global_tags=bool(project.enable_global_tags),
        predefined_email_subjects=split_lines(project.predefined_email_subjects or ""),
        last_modified=as_moment(project.last_modified),
        url=urls.board,
    )


def read_project_changes(body: ProjectFields) -> dict[str, Any]:
    """The fields of a project that a body names, as services take them."""
    changes = given(body, *(name for name in body.__struct_fields__ if name != "template"))
    for name, value in changes.items():
        if name in ("start_date", "end_date"):
            changes[name] = value.isoformat() if value else ""
        elif name in ("owner_id", "task_limit"):
            changes[name] = value or 0
        elif name in ("description", "identifier", "email"):
            changes[name] = value or ""
        elif name == "predefined_email_subjects":
            changes[name] = "\n".join(value)
    return changes


def name_parts(chosen: list[CopiedPart]) -> set[str]:
    """The parts of a project by the names that services know."""
    names = dict(zip(CopiedPart, PARTS, strict=True))
    return {names[part] for part in chosen}
