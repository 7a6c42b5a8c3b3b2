"""Users from a CSV file, after a dry run (web.md 9.5)."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

from django.http import HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.debug import sensitive_post_parameters

from boards.addresses import link
from boards.errors import Invalid
from boards.roles import ApplicationRole
from boards.services.user_import import COLUMNS, MOST_LINES, MOST_PASSWORDS, decode_table, import_users, read_table
from boards.web.frame.pages import add_errors, errors_to, go_to, say, show
from boards.web.users.forms import ImportForm

if TYPE_CHECKING:
    from boards.services.user_import import Table
    from boards.web.frame.door import BoardRequest

#: Lines of a kind that the dry run shows; the others are counted.
SHOWN = 200


def ask_for_file(request: BoardRequest) -> HttpResponse:
    return _show(request, ImportForm())


@sensitive_post_parameters("text")
def take_file(request: BoardRequest) -> HttpResponse:
    """A file: what it would make. Its text again, with ``import``: the good lines, or all or none, are made."""
    form = ImportForm(request.POST, request.FILES)
    if not form.is_valid():
        return _show(request, form)
    text, wish = form.cleaned_data["text"], form.cleaned_data["wish"]
    try:
        if form.cleaned_data["file"]:
            text, wish = decode_table(form.cleaned_data["file"].read()), ""
        table = read_table(text)
    except Invalid as error:
        add_errors(form, error)
        return _show(request, form)
    if wish:
        with errors_to(form):
            n = import_users(actor=request.actor, text=text, whole=wish == "all")
            say(request, ngettext("%(n)s user imported.", "%(n)s users imported.", n) % {"n": n})
            return go_to(request, "UserList.show")
    return _show(request, form, table, text)


def _show(request: BoardRequest, form: ImportForm, table: Table | None = None, text: str = "") -> HttpResponse:
    context: dict[str, Any] = {
        "heading": _("Import users"),
        "area": "users",
        "form": form,
        "table": table,
        "text": text,
        "shown": SHOWN,
        "columns": COLUMNS,
        "roles": dict(ApplicationRole.choices),
        "most_lines": MOST_LINES,
        "most_passwords": MOST_PASSWORDS,
        "back": link("UserList.show"),
    }
    return show(request, "users/import.html", context)


def send_headings(request: BoardRequest) -> HttpResponse:
    """A file with the headings, to fill in."""
    file = io.StringIO()
    csv.writer(file, lineterminator="\r\n").writerow(COLUMNS)
    disposition = {"Content-Disposition": 'attachment; filename="users.csv"'}
    return HttpResponse(file.getvalue(), content_type="text/csv; charset=utf-8", headers=disposition)
