"""What this program calls itself where people read it."""

NAME = "Kanboard"
#: That of this program; what it says over the API is the version whose wire it speaks.
VERSION = "0.1.0"
#: The Kanboard whose JSON-RPC this is; clients compare it.
KANBOARD_VERSION = "1.2.53"
