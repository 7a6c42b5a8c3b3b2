"""Reads: get_, list_, count_, find_. Each says how many statements it costs, whatever the number of rows."""
