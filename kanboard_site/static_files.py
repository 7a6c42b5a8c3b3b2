"""How static files are named and served."""

from __future__ import annotations

from whitenoise.storage import CompressedManifestStaticFilesStorage


class StaticFiles(CompressedManifestStaticFilesStorage):
    """Names with a digest, also in the imports of our own modules, so that browsers keep each file for ever."""

    support_js_module_import_aggregation = True
