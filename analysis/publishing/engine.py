"""The papermill engine `briefbook`: a fresh kernel for every notebook, reached over IPC, never over TCP.

ipykernel warns that a kernel on a TCP port is neither encrypted nor private; a Unix socket in the user's own runtime
folder is. On Windows, which has none, the kernel stays on loopback TCP.
"""

import sys
from typing import Any

from jupyter_client.manager import AsyncKernelManager
from papermill.engines import NBClientEngine
from traitlets import default

CELL_SECONDS = 300  # the slowest cell of the founding case takes 3 s; one that takes 100 times that hangs


class SocketKernelManager(AsyncKernelManager):
    """Starts kernels that listen on Unix sockets where the system has them."""

    @default("transport")
    def _default_transport(self) -> str:
        return "tcp" if sys.platform == "win32" else "ipc"


class BriefbookEngine(NBClientEngine):
    """Runs one notebook in a kernel of its own: no input(), a time limit for each cell, outputs kept on failure."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **options: Any) -> Any:
        """Called by papermill. `options` are papermill's own; an `execution_timeout` given there wins."""
        options.setdefault("kernel_manager_class", SocketKernelManager)
        options["execution_timeout"] = options.get("execution_timeout") or CELL_SECONDS
        options["allow_stdin"] = False
        options.setdefault("shutdown_kernel", "immediate")  # all outputs are in; a graceful end takes longer, says more
        return super().execute_managed_notebook(nb_man, kernel_name, **options)
