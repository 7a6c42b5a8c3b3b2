"""The view sets of REST, one module a noun; see `api.rest.resource`."""
