"""The tools, one module a subject. Their functions bear the names that assistants know, which queries and operations
bear, too: a module of tools imports modules of those.
"""
