"""``softnu scan``: quantities over a grid of parameters, from a config file to a dataset."""

HELP = "Compute quantities over a grid of parameters, from a config file."

#: The commands in the order of the help, each a module here.
COMMANDS = ("template", "schema", "plan", "run", "status", "figure", "export", "rerun")
