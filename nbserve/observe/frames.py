"""What was measured, as pandas DataFrames."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from nbserve.engine.frames import pandas

if TYPE_CHECKING:
    from pandas import DataFrame

    from nbserve.engine.journal import StepRecord
    from nbserve.observe.records import RecordedRequest

_STEPS = [
    *("step", "begun", "seconds", "schedule_seconds", "tokens", "output_tokens", "prefill_tokens", "decode_tokens"),
    *("recompute_tokens", "running", "computed", "waiting", "preempted", "finished", "blocks_used", "kv_usage"),
    "kv_efficiency",
]
_REQUESTS = [
    *("request", "answer", "state", "prompt", "prompt_tokens", "priority", "submitted", "finish_reason", "text"),
    *("output_tokens", "cached_tokens", "queue_time", "ttft", "tpot", "e2el", "kv_blocks", "preemptions"),
]
"""Columns are there whether or not a row has something in them."""


def steps_frame(steps: Iterable[StepRecord], block_size: int, num_blocks: int) -> DataFrame:
    """A row per step, by number. ``begun`` counts in seconds from the first; the KV cache is as the step left it."""
    rows = []
    for step in steps:
        computed = {"prefill": 0, "decode": 0, "recompute": 0}
        for chunk in step.chunks:
            computed[chunk.kind] += chunk.count
        rows.append(
            {
                "step": step.number,
                "begun": step.begun,
                "seconds": step.seconds,
                "schedule_seconds": step.schedule_seconds,
                "tokens": step.num_tokens,
                "output_tokens": step.output_tokens,
                **{f"{kind}_tokens": count for kind, count in computed.items()},
                "running": len(step.running),
                "computed": len(step.chunks),
                "waiting": step.waiting,
                "preempted": len(step.preempted),
                "finished": sum(chunk.finished is not None for chunk in step.chunks),
                "blocks_used": step.blocks_used,
                "kv_usage": step.blocks_used / num_blocks,
                "kv_efficiency": step.stored / (step.blocks_used * block_size) if step.blocks_used else None,
            }
        )
    frame = pandas().DataFrame(rows, columns=_STEPS).set_index("step")
    if rows:
        frame["begun"] -= rows[0]["begun"]
    return frame


def requests_frame(requests: Iterable[RecordedRequest]) -> DataFrame:
    """A row per answer, by request and answer. ``submitted`` counts in seconds from the first; what an answer lacks is
    NaN."""
    rows, since = [], None
    for request in requests:
        since = request.submitted if since is None else since
        asked = {
            "state": request.state,
            "prompt": request.prompt,
            "prompt_tokens": request.prompt_tokens,
            "priority": request.priority,
            "submitted": request.submitted - since,
        }
        for index, answer in enumerate(request.answers):
            timings = answer.timings
            told = {
                "finish_reason": None if answer.finish_reason is None else str(answer.finish_reason),
                "text": answer.text,
                "output_tokens": timings.output_tokens,
                "cached_tokens": timings.cached_tokens,
                "queue_time": timings.queue_time,
                "ttft": timings.ttft,
                "tpot": timings.tpot,
                "e2el": timings.e2el,
                "kv_blocks": timings.kv_blocks,
                "preemptions": len(timings.preemptions),
            }
            rows.append({"request": request.request, "answer": index, **asked, **told})
        if not request.answers:
            rows.append({"request": request.request, "answer": 0, **asked})
    return pandas().DataFrame(rows, columns=_REQUESTS).set_index(["request", "answer"])
