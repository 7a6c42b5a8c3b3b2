"""REST at /api/v1/, over the same operations, services and queries as all other doors; see ``api.rest.endpoint``."""
