"""What the pages of operators share: writes go through the services, errors stand beside their fields."""

from __future__ import annotations

import copy
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, cast

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.actions import delete_selected as confirm_deletion
from django.contrib.admin.options import IncorrectLookupParameters
from django.contrib.admin.utils import model_ngettext, quote
from django.contrib.admin.widgets import AutocompleteSelect
from django.core.exceptions import ValidationError
from django.db import DataError
from django.db.models import CASCADE, ForeignKey, Model
from django.forms.models import construct_instance
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from boards.actors import Actor
from boards.admin.dates import EpochFormField, show_epoch
from boards.authentication.sessions import actor_of, origin_of
from boards.errors import DomainError, Invalid, NotFound, Taken, describe
from boards.fields import EpochField
from boards.inputs import LARGEST_ID, decode_number
from boards.models import User
from boards.transactions import again, atomic, block

if TYPE_CHECKING:
    AnyModelAdmin = admin.ModelAdmin[Any]
    AnyModelForm = forms.ModelForm[Any]
else:
    AnyModelAdmin = admin.ModelAdmin
    AnyModelForm = forms.ModelForm

#: The field of an action that names the chosen rows.
SELECTED = "_selected_action"


def get_actor(request: HttpRequest) -> Actor:
    """The administrator who is signed in, and who may enter every project."""
    return actor_of(cast(User, request.user), bypass=True, origin=origin_of(request, "admin"))


def describe_to_operator(error: DomainError) -> str:
    """A refusal as operators read it: they know things by their numbers."""
    if isinstance(error, NotFound):
        return _("This does not exist: %(thing)s.") % {"thing": error}
    return describe(error)


def to_ids(values: Mapping[str, Any], *references: str) -> dict[str, Any]:
    """The values as services take them: ``owner``, a reference, becomes ``owner_id``, 0 for nobody."""
    return {
        f"{name}_id" if name in references else name: (value.pk if value else 0) if name in references else value
        for name, value in values.items()
    }


class ReferenceSelect(AutocompleteSelect):
    """Chooses an object by typing. Django's own fails when it shows a refused form that names no id."""

    def optgroups(self, name: str, value: Sequence[str], attrs: Any = None) -> Any:
        ids = [one for one in value if decode_number(str(one)) is not None]
        return super().optgroups(name, ids, attrs)


class ServiceForm(AnyModelForm):
    """Saves while it is validated, through the service of its admin, so that refusals become errors of the form.

    On a change page each field travels with the value that was shown: only what the operator changed is written, also
    when somebody else has changed the object meanwhile.
    """

    service_admin: ClassVar[ServiceAdmin]
    actor: ClassVar[Actor]
    adds: ClassVar[bool]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if isinstance(field, forms.CharField) and name not in self.service_admin.nullable:
                field.empty_value = ""
            if name in self.service_admin.needed:
                field.required = True
            field.show_hidden_initial = not self.adds

    def _post_clean(self) -> None:
        trial = self._try_values()
        if self.errors:
            return
        try:
            with block():
                self.instance = self._write()
        except DomainError as error:
            if isinstance(error, Taken):
                self._tell_clash(trial)
            if not self.errors:
                self._tell(error)

    def _try_values(self) -> Model:
        """A copy of the object with the new values, each checked against its column."""
        trial: Model = construct_instance(self, copy.copy(self.instance), self._meta.fields, self._meta.exclude)
        try:
            trial.clean_fields(exclude=self._get_validation_exclusions())  # type: ignore[attr-defined]
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]
        return trial

    def _write(self) -> Model:
        if self.adds:
            return self.service_admin.create(self.actor, self.cleaned_data)
        obj = self.service_admin.reload(self.instance)
        changes = {name: self.cleaned_data[name] for name in self.changed_data if name in self.cleaned_data}
        if changes:
            self.service_admin.update(self.actor, obj, changes)
        return self.service_admin.reload(obj)

    def _tell(self, error: DomainError) -> None:
        if not isinstance(error, Invalid):
            # "column 5", which is not there or in another project, stands in the field of that name.
            name = str(error).partition(" ")[0] if isinstance(error, NotFound) else ""
            self.add_error(name if name in self.fields else None, describe_to_operator(error))
            return
        for name, sentence in error.fields.items():
            own = self.service_admin.aliases.get(name, name)
            candidates = (own, own.removesuffix("_id"))
            self.add_error(next((one for one in candidates if one in self.fields), None), sentence)

    def _tell_clash(self, trial: Model) -> None:
        """Say which values are taken, as far as the constraints of the model can tell."""
        found: dict[str, Any] = {}
        for check in (trial.validate_unique, trial.validate_constraints):
            try:
                check()
            except ValidationError as error:
                found = error.update_error_dict(found)
        for name, clashes in found.items():
            for clash in clashes:
                self.add_error(name if name in self.fields else None, clash)


@admin.action(permissions=["delete"], description=gettext_lazy("Delete selected %(verbose_name_plural)s"))
def delete_selected(modeladmin: Any, request: HttpRequest, queryset: Any) -> Any:
    """Ask first; then remove one by one, and say of each one that stays why."""
    if not request.POST.get("post"):
        return confirm_deletion(modeladmin, request, queryset)
    modeladmin.run_each(request, queryset, modeladmin.remove, _("Removed"), deletes=True)
    return None


class CheckedListAdmin(AnyModelAdmin):
    """A list that takes any address and any choice: values that no column holds, and keys that are none."""

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> Any:
        if SELECTED in request.POST:
            posted = request.POST.copy()
            posted.setlist(SELECTED, [key for key in posted.getlist(SELECTED) if self._is_key(key)])
            request.POST = posted  # type: ignore[assignment]
        return super().changelist_view(request, extra_context)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The list; what the address asks for is tried here, and values that no column takes are Django's own error."""
        try:
            with block():
                return super().get_changelist_instance(request)
        except (DataError, OverflowError, ValueError) as error:
            raise IncorrectLookupParameters(error) from error

    def _is_key(self, key: str) -> bool:
        column: Any = self.opts.pk
        try:
            value = column.to_python(key)
        except ValidationError:
            return False
        return not isinstance(value, int) or abs(value) <= LARGEST_ID


class BaseAdmin(CheckedListAdmin):
    """Lists with a constant number of statements, instants as dates, removal through ``remove``."""

    ordering: ClassVar[Any] = ("-pk",)
    list_per_page = 50
    show_full_result_count = False
    actions: Any = [delete_selected]
    formfield_overrides: ClassVar[Any] = {EpochField: {"form_class": EpochFormField}}

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name in self.autocomplete_fields:
            kwargs.setdefault("widget", ReferenceSelect(db_field, self.admin_site))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def _shown(self, names: Iterable[Any]) -> list[Any]:
        instants = {field.name: field for field in self.opts.concrete_fields if isinstance(field, EpochField)}
        return [show_epoch(instants[name]) if name in instants else name for name in names]

    def get_list_display(self, request: HttpRequest) -> Any:
        return self._shown(self.list_display)

    def get_list_select_related(self, request: HttpRequest) -> Any:
        references = {field.name for field in self.model._meta.concrete_fields if isinstance(field, ForeignKey)}
        return [name for name in self.list_display if name in references]

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        """The objects, and how many others go with them: one COUNT a kind, however many there are."""
        chosen = list(objs)
        counts = {model_ngettext(self.opts, len(chosen)): len(chosen)}
        for relation in self.opts.related_objects:
            if relation.on_delete is CASCADE:
                followers = relation.related_model._base_manager.filter(**{f"{relation.field.name}__in": chosen})
                if number := followers.count():
                    kind = str(relation.related_model._meta.verbose_name_plural)
                    counts[kind] = counts.get(kind, 0) + number
        return [f"{capfirst(self.opts.verbose_name)}: {one}" for one in chosen], counts, set(), []

    def remove(self, actor: Actor, obj: Any) -> None:
        """Remove an object; where there is a service, through it."""
        obj.delete()

    def delete_model(self, request: HttpRequest, obj: Any) -> None:
        self.remove(get_actor(request), obj)

    def delete_queryset(self, request: HttpRequest, queryset: Any) -> None:
        for obj in queryset:
            self.delete_model(request, obj)

    def delete_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        shown = super().delete_view
        try:
            return again(lambda: shown(request, object_id, extra_context))
        except DomainError as error:
            self.message_user(request, describe(error), messages.ERROR)
            return HttpResponseRedirect(self.get_change_url(object_id))

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        shown = super().changeform_view
        return again(lambda: shown(request, *args, **kwargs))

    def get_change_url(self, object_id: Any) -> str:
        """The address of the page of an object."""
        return reverse(f"{self.admin_site.name}:boards_{self.opts.model_name}_change", args=(quote(object_id),))

    def run_each(
        self,
        request: HttpRequest,
        queryset: Iterable[Any],
        work: Callable[[Actor, Any], object],
        done: str,
        *,
        deletes: bool = False,
    ) -> None:
        """Do something to each chosen object by itself, note it in the object's history, and report both outcomes."""
        actor = get_actor(request)

        @atomic
        def change(obj: Any) -> None:
            if deletes:
                self.log_deletions(request, cast(Any, [obj]))
            else:
                self.log_change(request, obj, done)
            work(actor, obj)

        number = 0
        for obj in queryset:
            name = str(obj)
            try:
                change(obj)
            except DomainError as error:
                self.message_user(request, f"{name}: {describe_to_operator(error)}", messages.ERROR)
            else:
                number += 1
        if number:
            self.message_user(request, f"{done}: {number}", messages.SUCCESS)


class ServiceAdmin(BaseAdmin):
    """A model whose changes are services.

    ``fixed``: set at creation only; ``shown``: never set by hand; ``add_fields``: the fields of the add page, when
    they differ; ``nullable``: texts that are NULL when empty; ``needed``: fields that may not stay empty;
    ``aliases``: what services call a field, to its name here.
    """

    form = ServiceForm
    add_fields: ClassVar[tuple[str, ...]] = ()
    fixed: ClassVar[tuple[str, ...]] = ()
    shown: ClassVar[tuple[str, ...]] = ()
    nullable: ClassVar[tuple[str, ...]] = ()
    needed: ClassVar[tuple[str, ...]] = ()
    aliases: ClassVar[Mapping[str, str]] = {}

    def create(self, actor: Actor, data: dict[str, Any]) -> Model:
        """Make an object of the values of the form."""
        raise NotImplementedError

    def update(self, actor: Actor, obj: Any, changes: dict[str, Any]) -> None:
        """Write the values of the form that the operator changed."""
        raise NotImplementedError

    def reload(self, obj: Any) -> Model:
        """The object as it is in the database. Raises NotFound."""
        found: Model | None = self.get_queryset_plain().filter(pk=obj.pk).first()
        if found is None:
            raise NotFound(f"{self.opts.verbose_name} {obj.pk}")
        return found

    def get_queryset_plain(self) -> Any:
        """All rows, without joins and order."""
        return self.model._base_manager.all()

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        if kwargs.get("fields"):
            kwargs["fields"] = [name for name in kwargs["fields"] if isinstance(name, str)]
        form = super().get_form(request, obj, change, **kwargs)
        shown = self.get_fields(request, obj)
        absent = {name: None for name in form.declared_fields if name not in shown}
        attributes = {"service_admin": self, "actor": get_actor(request), "adds": not change, **absent}
        return type(form.__name__, (form,), attributes)

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        if obj is None:
            return list(self.add_fields or self.fields or ())
        return [*(self.fields or ()), *self._shown(self.shown)]

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return [] if obj is None else self._shown([*self.fixed, *self.shown])

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """The form has saved it."""

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Nothing hangs on the form."""


class AddOnlyAdmin(ServiceAdmin):
    """What is made and removed, never changed."""

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(getattr(request.user, "is_staff", False))


class ReadOnlyAdmin(BaseAdmin):
    """What the application writes by itself. ``hidden``: columns that nobody may see; ``removable``: may be deleted."""

    hidden: ClassVar[tuple[str, ...]] = ()
    removable: ClassVar[bool] = False

    def get_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self._shown(field.name for field in self.opts.concrete_fields if field.name not in self.hidden)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return bool(getattr(request.user, "is_staff", False))

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.removable and super().has_delete_permission(request, obj)
