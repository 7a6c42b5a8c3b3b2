"""What can be done to a task, one module a verb. All of them decide under the lock of the project."""
