"""Django's SQLite engine with a cheaper cursor and a fair queue of writers (see base.py)."""
