"""The pages of operators: every table, to see and to mend. One module a noun; importing it registers its models."""

from __future__ import annotations

from django.contrib import admin
from django.contrib.auth import admin as django_accounts
from django.contrib.auth.models import Group
from django.utils.translation import gettext_lazy as _

from boards.admin import (
    actions,
    activity,
    audit,
    board,
    comments,
    currencies,
    custom_roles,
    failures,
    files,
    groups,
    jobs,
    links,
    live,
    memberships,
    metadata,
    notifications,
    projects,
    sessions,
    settings,
    statistics,
    subtasks,
    tags,
    tasks,
    users,
    webhooks,
)

__all__ = [
    "actions",
    "activity",
    "audit",
    "board",
    "comments",
    "currencies",
    "custom_roles",
    "django_accounts",
    "failures",
    "files",
    "groups",
    "jobs",
    "links",
    "live",
    "memberships",
    "metadata",
    "notifications",
    "projects",
    "sessions",
    "settings",
    "statistics",
    "subtasks",
    "tags",
    "tasks",
    "users",
    "webhooks",
]

# Roles say here who may do what; Django's groups of permissions would only mislead.
if admin.site.is_registered(Group):
    admin.site.unregister(Group)

admin.site.site_header = _("Administration")
admin.site.site_title = _("Administration")
admin.site.index_title = _("Everything that is stored")
