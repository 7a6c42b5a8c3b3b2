"""What a person does: one function a deed, which is right, change, record for undo, label, and once only.

A deed takes a ``Doer`` and answers a ``Done``; doors read what was asked for, call it, and render what it answers. It
decides by the tasks as they stand under the lock. Services know neither rights nor undo; no other room opens a record.
"""
