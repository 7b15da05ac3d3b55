"""The console script `insatsguiden`. Each command is imported only when it is called, so that none pays for another."""

import os
import sys

from cyclopts import App, CycloptsError

from bot.catalogue.finding import CatalogueError
from service.commands.problem import ProblemError
from service.errors import EncoderUnusable, LearningFailed

app = App(
    name="insatsguiden",
    help="A chat guide to support from Stockholm's social services that needs no application.",
    version_flags=[],
)
app.command("service.commands.serve:serve", name="serve")
app.command("service.commands.chat:chat", name="chat")
app.command("service.commands.ask:ask", name="ask")
app.command("service.commands.bench:bench", name="bench")

knowledge = App(name="knowledge", help="Tools for editors of the knowledge folder.")
knowledge.command("service.commands.knowledge:check", name="check")
knowledge.command("service.commands.knowledge:table", name="table")
knowledge.command("service.commands.stamp:stamp", name="stamp")
knowledge.command("service.commands.coverage:show_coverage", name="coverage")
knowledge.command("service.commands.evaluate:evaluate", name="evaluate")
knowledge.command("service.commands.examples:examples", name="examples")
knowledge.command("service.commands.learn:learn", name="learn")
app.command(knowledge)

staff = App(name="staff", help="Accounts of members of staff.")
staff.command("service.commands.staff:add", name="add")
app.command(staff)

db = App(name="db", help="The database.")
db.command("service.commands.db:upgrade", name="upgrade")
app.command(db)


def main() -> int:
    """Run the command line; the exit code is 0 where all went well, 1 where it did not, 2 where it was misused.

    Returns:
        the exit code.
    """
    try:
        return int(app(exit_on_error=False, result_action="return_int_as_exit_code_else_zero"))
    except CycloptsError:
        return 2
    except ProblemError as problem:
        print(problem, file=sys.stderr)
        return problem.code
    except (EncoderUnusable, LearningFailed, CatalogueError) as error:
        print(error, file=sys.stderr)
        return 1
    except BrokenPipeError:
        # Who read our output has gone (`… | head`): nothing is wrong, but the last flush must not complain either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1
    except KeyboardInterrupt:
        return 130
