"""What a command tells when it cannot do what it was asked for."""


class ProblemError(Exception):
    """A sentence for the one who typed the command: what happened, and what to do.

    Args:
        message: the sentence.
        code: the exit code of the command.
    """

    def __init__(self, message: str, code: int = 1) -> None:
        super().__init__(message)
        self.code = code
