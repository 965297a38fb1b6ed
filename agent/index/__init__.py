"""The disposable index behind the duplicate check."""
