"""A private RabbitMQ: own node, ports and folder; it can be killed and started again."""

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.services.programs import Program, free_port, listens

SERVER = Path("/usr/lib/rabbitmq/bin/rabbitmq-server")
# One scheduler that does not spin: tests share few cores.
MODEST = "+S 1:1 +sbwt none +sbwtdcpu none +sbwtdio none"
STARTS_WITHIN = 180


class RabbitMQ:
    """A server in a folder, with the daemon that Erlang asks for its nodes."""

    def __init__(self, folder: Path) -> None:
        if not SERVER.exists():
            raise FileNotFoundError(f"{SERVER} was not found: run `make system`.")
        folder.mkdir()
        self.folder, self.port = folder, free_port()
        self._names_port, node_port = free_port(), free_port()
        (folder / "rabbitmq.conf").write_text(
            f"listeners.tcp.1 = 127.0.0.1:{self.port}\nlog.console = true\nlog.file = false\n"
        )
        self._env = {
            **os.environ,
            "HOME": str(folder),
            "RABBITMQ_NODENAME": f"tests-{self.port}@localhost",
            "RABBITMQ_CONFIG_FILE": str(folder / "rabbitmq.conf"),
            "RABBITMQ_CONF_ENV_FILE": str(folder / "none"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(folder / "plugins"),
            "RABBITMQ_MNESIA_BASE": str(folder / "mnesia"),
            "RABBITMQ_LOG_BASE": str(folder / "log"),
            "RABBITMQ_DIST_PORT": str(node_port),
            "ERL_EPMD_PORT": str(self._names_port),
            "ERL_EPMD_ADDRESS": "127.0.0.1",
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": MODEST,
        }
        self._names: Program | None = None
        self._server: Program | None = None

    @property
    def url(self) -> str:
        return f"amqp://guest:guest@127.0.0.1:{self.port}//"

    def start(self) -> None:
        """Start it; at the second time it finds the queues and messages of the first."""
        if self._names is None:
            self._names = Program.start(
                ["epmd", "-port", str(self._names_port), "-address", "127.0.0.1"],
                log=self.folder / "epmd.log",
            )
            self._names.wait_until(lambda: listens(self._names_port))
        self._server = Program.start([str(SERVER)], log=self.folder / "out.log", env=self._env)

    def wait(self) -> None:
        assert self._server is not None
        self._server.wait_until(lambda: listens(self.port), seconds=STARTS_WITHIN)

    def kill(self) -> None:
        assert self._server is not None
        os.killpg(self._server.process.pid, signal.SIGKILL)
        self._server.process.wait()

    def stop(self) -> None:
        if self._server is not None and self._server.process.poll() is None:
            self.kill()  # asking it nicely takes ten seconds, and nothing is kept
        if self._names is not None:
            self._names.stop()


@contextmanager
def running(folder: Path) -> Iterator[str]:
    """The address of a server that lives as long as the block."""
    server = RabbitMQ(folder)
    try:
        server.start()
        server.wait()
        yield server.url
    finally:
        server.stop()
