"""Libraries and tools of others against the running product: `make test-contract`."""
