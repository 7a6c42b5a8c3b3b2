"""Pictures of people (web.md 2.1 and 9.4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpResponse, HttpResponseBadRequest, HttpResponseNotModified
from django.utils.translation import gettext as _

from boards.addresses import link
from boards.errors import NotFound
from boards.pictures import shrink_avatar
from boards.queries.files import read_file
from boards.queries.users import get_user, hash_avatar
from boards.services.avatars import remove_avatar, set_avatar
from boards.web.account.around import show_account
from boards.web.account.forms import AvatarForm
from boards.web.frame.pages import confirm, errors_to, go_to, say

if TYPE_CHECKING:
    from boards.models import User
    from boards.web.frame.door import BoardRequest

LARGEST = 100
YEAR = 365 * 24 * 3600
#: Bytes of a picture that is still opened.
LONGEST = 8 * 1024 * 1024


def edit(request: BoardRequest, user: User) -> HttpResponse:
    form = AvatarForm(request.POST, request.FILES) if request.method == "POST" else AvatarForm()
    if form.is_bound:
        if form.is_valid() and form.cleaned_data["avatar"].size > LONGEST:
            form.add_error("avatar", _("This picture is too large: 8 MB at most."))
        if form.is_valid():
            with errors_to(form):
                given = form.cleaned_data["avatar"]
                set_avatar(actor=request.actor, user=user, name=given.name, content=given.read())
                say(request, _("Picture saved."))
                return go_to(request, "AvatarFile.show", user_id=user.pk, stay=True)
    return show_account(
        request,
        user,
        "avatar",
        _("Picture"),
        "account/avatar.html",
        form=form,
        submit=_("Upload"),
        action=link("AvatarFile.upload", user_id=user.pk),
    )


def remove(request: BoardRequest, user: User) -> HttpResponse:
    if request.method != "POST":
        sentence = _("Your initials are shown instead.")
        back = link("AvatarFile.show", user_id=user.pk)
        return confirm(request, title=_("Remove picture"), sentence=sentence, verb=_("Remove picture"), back=back)
    remove_avatar(actor=request.actor, user=user)
    say(request, _("Picture removed."))
    return go_to(request, "AvatarFile.show", user_id=user.pk)


def image(request: BoardRequest, user_id: int, hash: str, size: int = 48) -> HttpResponse:  # noqa: A002
    """The picture in a size; its address changes with it, so browsers may keep it for a year.

    Raises NotFound for another hash than that of the stored picture.
    """
    if size > LARGEST:
        return HttpResponseBadRequest("too large")
    path = get_user(user_id).avatar_path or ""
    wanted = hash_avatar(path, size)
    if not path or hash != wanted:
        raise NotFound("no such picture")
    response: HttpResponse
    if request.headers.get("If-None-Match") == f'"{wanted}"':
        response = HttpResponseNotModified()
    else:
        content = shrink_avatar(read_file(path), size)
        if content is None:
            raise NotFound("the picture is lost")
        response = HttpResponse(content, content_type="image/png")
    response["ETag"] = f'"{wanted}"'
    response["Cache-Control"] = f"public, max-age={YEAR}, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
