"""The eleven kinds of links between tasks that every installation starts with (domain.md 16)."""

from typing import Any

from django.db import migrations

PAIRS = (
    ("relates to", None),
    ("blocks", "is blocked by"),
    ("duplicates", "is duplicated by"),
    ("is a child of", "is a parent of"),
    ("targets milestone", "is a milestone of"),
    ("fixes", "is fixed by"),
)


def create_links(apps: Any, schema_editor: Any) -> None:
    Link = apps.get_model("boards", "Link")
    if Link.objects.exists():
        return
    for label, opposite_label in PAIRS:
        link = Link.objects.create(label=label)
        if opposite_label:
            link.opposite = Link.objects.create(label=opposite_label, opposite=link)
            link.save(update_fields=["opposite"])


class Migration(migrations.Migration):
    dependencies = [("boards", "0001_tables")]

    operations = [migrations.RunPython(create_links, migrations.RunPython.noop)]
