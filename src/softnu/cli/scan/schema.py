"""``softnu scan schema``: the layout of a config for editors and programs."""

from __future__ import annotations


def command() -> None:
    """Print the JSON schema of configs."""
    from softnu.cli.text import print_json
    from softnu.scan.config import ConfigFile

    print_json(ConfigFile.model_json_schema(by_alias=True))
