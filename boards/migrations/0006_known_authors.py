"""Actions of before belong to the owner of their project; those of projects without one stay nobody's."""

from django.db import migrations
from django.db.models import OuterRef, Subquery


def name_authors(apps, schema_editor):
    project = apps.get_model("boards", "Project").objects.filter(pk=OuterRef("project_id"))
    actions = apps.get_model("boards", "Action").objects.filter(author=None, by_program=False)
    actions.update(author_id=Subquery(project.values("owner_id")[:1]))


class Migration(migrations.Migration):
    dependencies = [
        ("boards", "0005_action_author"),
    ]

    operations = [
        migrations.RunPython(name_authors, migrations.RunPython.noop),
    ]
