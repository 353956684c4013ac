"""How a deployment ends other than well. Each message is for whoever asked; none needs a traceback."""


class Refused(Exception):
    """What was asked cannot be done. Nothing was changed."""


class Failed(Exception):
    """Something was changed, and not all of it worked. The message says what stands now."""
