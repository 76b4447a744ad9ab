"""The door to the event store: the `briefbook data` commands."""

import typer

data_app = typer.Typer(no_args_is_help=True, help="Event data: add files to the store, list, check, remove.")


@data_app.callback()
def door() -> None:
    """Event data: add files to the store, list, check, remove."""
