"""What is counted of this process, for Prometheus. Totals only: no person, no workshop, no name in any label."""

from __future__ import annotations

import time

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, ProcessCollector

REGISTRY = CollectorRegistry(auto_describe=True)


class OwnProcess(ProcessCollector):
    """The figures of this process, also where nothing of `/proc` but processes may be read, as under our unit."""

    def _boot_time(self) -> float:
        return time.time() - time.clock_gettime(time.CLOCK_BOOTTIME)


OwnProcess(registry=REGISTRY)

REASONS = {"refused": "rule", "errors": "fields", "later": "later"}
"""Why a command was not accepted, by the kind of its answer; beside these, "haste" and "unreadable"."""

ACCEPTED = Counter("beffroi_commands_accepted", "Commands that are in a log.", registry=REGISTRY)
_REFUSED = Counter("beffroi_commands_refused", "Commands that are not, and why.", ("reason",), registry=REGISTRY)
REFUSED = {reason: _REFUSED.labels(reason) for reason in (*REASONS.values(), "haste", "unreadable")}

FLUSH = Histogram(
    "beffroi_flush_seconds",
    "Loop time that drawing and sending what changed in a room took.",
    buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1),
    registry=REGISTRY,
)
FRAMES = Counter("beffroi_deliveries_frames", "Frames sent to pages, once a page.", registry=REGISTRY)
BYTES = Counter("beffroi_deliveries_bytes", "Bytes of these, uncompressed.", registry=REGISTRY)
CUTS = Counter("beffroi_backlog_cuts", "Connections cut because they did not read.", registry=REGISTRY)

_HUNG_UP = Counter("beffroi_hung_up", "Lines and connections hung up, and why.", ("reason",), registry=REGISTRY)
HUNG_UP = {
    reason: _HUNG_UP.labels(reason) for reason in ("refused", "unclaimed", "flood", "haste", "silent", "descriptors")
}

COMMIT = Histogram(
    "beffroi_commit_seconds",
    "Time from a group of writes to its commit, as those who wait for it see it.",
    buckets=(0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1, 5),
    registry=REGISTRY,
)
COMMIT_JOBS = Histogram(
    "beffroi_commit_jobs",
    "Writes that were committed together.",
    buckets=(1, 2, 5, 10, 25, 50, 100),
    registry=REGISTRY,
)

FAILED_COMMITS = Counter("beffroi_commits_failed", "Writes that the database did not take.", registry=REGISTRY)
LAST_FAILED_COMMIT = Gauge(
    "beffroi_commit_failed_timestamp_seconds", "When one was not taken last, since 1970; 0: never.", registry=REGISTRY
)

ROOMS = Gauge("beffroi_rooms_open", "Workshops in memory.", registry=REGISTRY)
SET_ASIDE = Gauge("beffroi_workshops_set_aside", "Workshops not opened: it ended a process twice.", registry=REGISTRY)
CONNECTIONS = Gauge("beffroi_connections", "Pages connected.", registry=REGISTRY)
PEOPLE = Gauge("beffroi_people_present", "Participants who have a page open.", registry=REGISTRY)


def count(kind: str) -> None:
    """Count a command by the kind of its answer."""
    if kind == "accepted":
        ACCEPTED.inc()
    else:
        REFUSED[REASONS[kind]].inc()


def delivered(frames: int, size: int) -> None:
    """Count what was written to pages, once for all of them; `size` is of all of it, in bytes."""
    FRAMES.inc(frames)
    BYTES.inc(size)
