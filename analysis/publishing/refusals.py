"""Refusals: a published notebook runs Python, not a shell, and asks nobody anything.

An IPython extension, loaded by both engines. It guards against habits that make a briefing hang or depend on the
machine; it is no sandbox: a notebook that means harm can do it in Python.
"""

import builtins
import getpass
import sys
from pathlib import PurePath
from typing import Any, NoReturn

from IPython.core.error import StdinNotImplementedError

SHELLS = {"sh", "bash", "dash", "zsh", "ksh", "fish", "csh", "tcsh", "cmd.exe", "powershell", "powershell.exe", "pwsh"}
SHELL_MAGICS = ("bash", "sh", "script", "perl", "ruby", "pypy", "cmd", "system", "sx", "!", "python2")


class ShellRefusedError(RuntimeError):
    """A notebook asked for a shell."""


def refuse_shell(*_: object, **__: object) -> NoReturn:
    """Raises ShellRefusedError."""
    raise ShellRefusedError(
        "a briefing's notebook may not use the shell (!, %system, %%bash, os.system), so that it runs the same "
        "everywhere. Write it in Python, or do it before the run."
    )


def refuse_input(*_: object, **__: object) -> NoReturn:
    """Raises StdinNotImplementedError, as a kernel without a reader does."""
    raise StdinNotImplementedError(
        "a briefing's notebook may not ask for input: nobody is there to answer. Make it a parameter."
    )


def check_event(event: str, arguments: tuple[Any, ...]) -> None:
    """An audit hook. Raises ShellRefusedError where a shell is about to be started."""
    if event == "os.system":
        refuse_shell()
    if event == "subprocess.Popen":
        words = arguments[1] if isinstance(arguments[1], list | tuple) and arguments[1] else [arguments[0]]
        names = [PurePath(str(word.decode() if isinstance(word, bytes) else word)).name for word in (words[0],)]
        if SHELLS & set(names):
            refuse_shell()


def load_ipython_extension(shell: Any) -> None:
    """Called by IPython: refuses from now on."""
    for name in ("system", "system_raw", "system_piped", "getoutput"):
        setattr(shell, name, refuse_shell)
    for name in SHELL_MAGICS:
        for kind in ("line", "cell"):
            if name in shell.magics_manager.magics[kind]:
                shell.magics_manager.magics[kind][name] = refuse_shell
    builtins.input = getpass.getpass = refuse_input
    shell.kernel.raw_input = shell.kernel.getpass = refuse_input  # a kernel puts its own in place at every cell
    sys.addaudithook(check_event)
