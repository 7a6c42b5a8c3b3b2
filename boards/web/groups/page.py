"""Groups of people, their members and where they have roles (web.md 9.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext, pgettext_lazy

from boards.addresses import link
from boards.errors import DomainError, NotFound, describe
from boards.queries.addable import find_joinable_people, list_joinable_people
from boards.queries.groups import (
    get_group,
    is_group_member,
    list_group_projects,
    list_groups_with_counts,
    list_people_in_order,
    read_groups_page,
    read_members_page,
)
from boards.queries.users import get_user
from boards.services.groups import (
    EXTERNAL_ID_LENGTH,
    add_group_member,
    create_group,
    remove_group,
    remove_group_member,
    update_group,
)
from boards.web.frame.fields import name_field
from boards.web.frame.pages import confirm, errors_to, go_to, posted, say, show, show_form, warn
from boards.web.page_models.naming import OFFERED, find_named, offer

if TYPE_CHECKING:
    from boards.web.frame.door import BoardRequest

#: Groups and members on a page.
GROUPS, MEMBERS = 30, 50
ORDER_LABELS = (
    ("name", gettext_lazy("Name")),
    ("members", gettext_lazy("Members")),
    ("projects", gettext_lazy("Projects")),
    ("id", gettext_lazy("Number")),
    ("external", gettext_lazy("External id")),
)


class GroupForm(forms.Form):
    name = name_field()
    external_id = forms.CharField(
        label=gettext_lazy("External id"),
        required=False,
        max_length=EXTERNAL_ID_LENGTH,
        help_text=gettext_lazy("The name of the group in another program, such as a directory."),
    )


def list_all(request: BoardRequest, search: str = "", order: str = "name", page: int = 1) -> HttpResponse:
    """≤ 2 statements beside those of the frame."""
    pages = read_groups_page(search=search.strip(), order=order, page=page, size=GROUPS)
    context = {
        "heading": _("Groups"),
        "area": "groups",
        "pages": pages,
        "groups": list_groups_with_counts(list(pages)),
        "search": search,
        "order": order,
        "orders": ORDER_LABELS,
    }
    return show(request, "groups/list.html", context)


def show_members(request: BoardRequest, group_id: int, search: str = "", page: int = 1) -> HttpResponse:
    """≤ 5 statements beside those of the frame."""
    group = get_group(group_id)
    pages = read_members_page(group_id, search=search.strip(), page=page, size=MEMBERS)
    context = {
        "heading": group.name,
        "area": "groups",
        "group": group,
        "pages": pages,
        "members": list_people_in_order(list(pages)),
        "projects": list_group_projects(group_id),
        "joinable": [offer(one) for one in list_joinable_people(group_id, most=OFFERED).values()],
        "search": search,
    }
    return show(request, "groups/members.html", context)


def add(request: BoardRequest) -> HttpResponse:
    form = GroupForm(posted(request))
    if form.is_bound and form.is_valid():
        with errors_to(form):
            group = create_group(actor=request.actor, **form.cleaned_data)
            say(request, _("Group “%(name)s” made.") % {"name": group.name})
            return go_to(request, "GroupList.users", group_id=group.pk)
    return show_form(request, form, _("New group"), _("Make group"), back=link("GroupList.index"))


def edit(request: BoardRequest, group_id: int) -> HttpResponse:
    group = get_group(group_id)
    initial = {"name": group.name, "external_id": group.external_id}
    form = GroupForm(posted(request), initial=initial)
    if form.is_bound and form.is_valid():
        with errors_to(form):
            update_group(actor=request.actor, group=group, **form.cleaned_data)
            say(request, _("Group “%(name)s” changed.") % {"name": group.name})
            return go_to(request, "GroupList.users", group_id=group.pk, stay=True)
    return show_form(request, form, _("Edit group"), _("Save"), back=link("GroupList.users", group_id=group.pk))


def remove(request: BoardRequest, group_id: int) -> HttpResponse:
    group = get_group(group_id)
    if request.method != "POST":
        (counted,) = list_groups_with_counts([group_id])
        return confirm(
            request,
            title=_("Remove group"),
            sentence=_tell_loss(counted.name, counted.members, counted.projects),
            verb=_("Remove group"),
            back=link("GroupList.users", group_id=group_id),
        )
    remove_group(actor=request.actor, group=group)
    say(request, _("Group “%(name)s” removed.") % {"name": group.name})
    return go_to(request, "GroupList.index")


def _tell_loss(name: str, members: int, projects: int) -> str:
    """What goes with a group."""
    people = ngettext("%(n)s member", "%(n)s members", members) % {"n": members}
    roles = ngettext("a role in %(n)s project", "roles in %(n)s projects", projects) % {"n": projects}
    words = {"name": name, "people": people, "roles": roles}
    return _("“%(name)s” has %(people)s and %(roles)s. Accounts and tasks stay; these roles end.") % words


class MemberForm(forms.Form):
    """``user_id``: a number or a name."""

    user_id = forms.CharField(
        label=pgettext_lazy("person", "Name"),
        widget=forms.TextInput(attrs={"autofocus": 1, "autocomplete": "off", "spellcheck": "false"}),
    )


def ask_for_member(request: BoardRequest, group_id: int) -> HttpResponse:
    get_group(group_id)
    back, action = link("GroupList.users", group_id=group_id), link("GroupList.addUser", group_id=group_id)
    return show_form(request, MemberForm(), _("Add member"), _("Add"), back=back, action=action)


def add_member(request: BoardRequest, group_id: int = 0) -> HttpResponse:
    """``user_id``: a number, as Kanboard's form sends it, or a name as people type it."""
    group = get_group(group_id or _number(request.POST.get("group_id", "")))
    named = request.POST.get("user_id", "")
    try:
        user_id = find_named(named, find_joinable_people(group.pk, named))
        add_group_member(actor=request.actor, group=group, user_id=user_id)
        say(request, _("%(name)s added.") % {"name": get_user(user_id).display_name})
    except DomainError as error:
        warn(request, describe(error))
    return go_to(request, "GroupList.users", group_id=group.pk, stay=True)


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else 0


def drop_member(request: BoardRequest, group_id: int, user_id: int) -> HttpResponse:
    group, person = get_group(group_id), get_user(user_id)
    if not is_group_member(group_id=group_id, user_id=user_id):
        raise NotFound(f"user {user_id} in group {group_id}")
    words: dict[str, Any] = {"name": person.display_name, "group": group.name}
    if request.method != "POST":
        n = len(list_group_projects(group_id))
        sentence = ngettext(
            "%(name)s leaves “%(group)s”, and loses its role in %(n)s project.",
            "%(name)s leaves “%(group)s”, and loses its roles in %(n)s projects.",
            n,
        ) % {**words, "n": n}
        back = link("GroupList.users", group_id=group_id)
        return confirm(request, title=_("Remove from the group"), sentence=sentence, verb=_("Remove"), back=back)
    remove_group_member(actor=request.actor, group_id=group_id, user_id=user_id)
    say(request, _("%(name)s is no longer in “%(group)s”.") % words)
    return go_to(request, "GroupList.users", group_id=group_id, stay=True)
