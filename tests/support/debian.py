"""A Debian as it comes, made by debootstrap and booted under systemd in namespaces of its own: what an operator has.

It shares the network of this machine: what it serves is on 127.0.0.1, and one runs at a time.
"""

from __future__ import annotations

import os
import re
import subprocess
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 900
ENVIRONMENT = {
    "HOME": "/root",
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "LANG": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}
SHELL = ("bash", "-e", "-o", "pipefail", "-c")
SHELL_BLOCK = re.compile(r"^```sh\n(.*?)^```$", re.S | re.M)

BOOT = """
set -e
mount --make-rprivate /
hostname {name}
mount --bind {tree} {tree}
mount -t proc proc {tree}/proc
mount -t sysfs sysfs {tree}/sys
mount --rbind /dev {tree}/dev
mount -t tmpfs tmpfs {tree}/run
mount -t tmpfs tmpfs {tree}/sys/fs/cgroup
mkdir -p {tree}/sys/fs/cgroup/unified {tree}/sys/fs/cgroup/systemd
mount -t cgroup -o none,name=systemd cgroup {tree}/sys/fs/cgroup/systemd
mount -t cgroup2 cgroup2 {tree}/sys/fs/cgroup/unified
export container=other
exec chroot {tree} /lib/systemd/systemd --system --log-target=null
"""


def commands_of(page: Path) -> str:
    """The commands of a page of the docs, in their order: what stands in its blocks of `sh`."""
    return "".join(SHELL_BLOCK.findall(page.read_text()))


def made(tree: Path, suite: str) -> None:
    """A small Debian of that name, with systemd; the packages come from Debian."""
    _run("debootstrap", "--variant=minbase", "--include=systemd,systemd-sysv,dbus,ca-certificates", suite, str(tree))
    (tree / "etc/resolv.conf").write_text(Path("/etc/resolv.conf").read_text())


def _run(*words: str) -> None:
    subprocess.run(words, check=True, timeout=PATIENCE, stdout=subprocess.DEVNULL)


@dataclass
class Debian:
    """A tree that is booted, while it is used as a context."""

    tree: Path
    boot: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> Debian:
        words = BOOT.format(tree=self.tree, name="beffroi-test")
        alone = ["unshare", "--mount", "--pid", "--uts", "--ipc", "--cgroup", "--fork", "--kill-child"]
        self.boot = subprocess.Popen([*alone, "bash", "-c", words])
        self.says("systemctl is-system-running --wait || true")
        return self

    def __exit__(self, *_of: object) -> None:
        assert self.boot
        self.boot.terminate()
        self.boot.wait(PATIENCE)

    def says(self, script: str, given: str = "") -> str:
        """What a shell of root says to a script, which stops at the first command that fails; `given` is typed."""
        done = subprocess.run(
            ["nsenter", f"--target={self._systemd()}", "--all", "--root", "--wd", "--", *SHELL, script],
            input=given.encode(),
            env=ENVIRONMENT,
            capture_output=True,
            timeout=PATIENCE,
            check=False,
        )
        said = done.stdout.decode(errors="replace")
        assert done.returncode == 0, f"{said[-3000:]}\n{done.stderr.decode(errors='replace')[-3000:]}"
        return said

    def _systemd(self) -> int:
        """Its first process, as this machine numbers it."""
        assert self.boot
        while True:
            children = Path(f"/proc/{self.boot.pid}/task/{self.boot.pid}/children").read_text().split()
            for child in children:
                if os.readlink(f"/proc/{child}/exe").endswith("systemd"):
                    return int(child)
            assert self.boot.poll() is None, "it did not boot"
