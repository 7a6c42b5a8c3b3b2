"""How static files are named and served."""

from __future__ import annotations

import re
from typing import Any

from django.core.files.base import ContentFile
from whitenoise.storage import CompressedManifestStaticFilesStorage

#: Lines of a script that are nothing, or nothing but a comment, and what stands before the words of the others.
BLANK = re.compile(rb"(?m)^[ \t]*(?://.*)?\n|^[ \t]+")


def strip_script(script: bytes) -> bytes:
    """One of our modules as it is sent: browsers have no use for an eighth of it. No text of theirs has two lines."""
    return BLANK.sub(b"", script)


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a digest, also in the imports of our own modules, so that browsers keep each file for ever.

    Modules of packages are left alone: some name files in their comments that are not there.
    """

    support_js_module_import_aggregation = True
    #: A digest changes with those of the modules that are imported: one pass for each step of the longest way.
    max_post_process_passes = 20
    _js_module_import_aggregation_patterns = (
        "js/*.js",
        CompressedManifestStaticFilesStorage._js_module_import_aggregation_patterns[1],
    )

    def _save(self, name: str, content: Any) -> str:
        if name.startswith("js/") and name.endswith(".js"):
            content = ContentFile(strip_script(b"".join(content.chunks())))
        saved: str = super()._save(name, content)
        return saved
