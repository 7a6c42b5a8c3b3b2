"""What REST shows of the objects, one module a noun.

The names are those of JSON-RPC and of the database; the types say what is meant: null for none instead of 0, times of
RFC 3339 in UTC, true and false, lists of names.
"""
