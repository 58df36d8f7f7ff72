"""An answer's life as a picture and a line of text: queued, prefill, then a tick for each token; and preemptions.

Drawn with ``currentColor``, so that it reads on light and dark. The text below says the same, for screen readers and
wherever SVG is taken out.
"""

from __future__ import annotations

import html

import numpy as np

from nbserve.engine.completion import milliseconds
from nbserve.engine.metrics import RequestTimings, percentiles

_WIDTH, _HEIGHT = 720, 34
_TOP, _BOTTOM = 8, 26  # of the band


def timeline_html(timings: RequestTimings, longest: float) -> str:
    """The picture and the line.

    Args:
        timings: of one answer.
        longest: seconds that the picture's width stands for, above 0.
    """
    words = " · ".join(phases(timings))
    return (
        f'<div style="margin: .3em 0">{_picture(timings, longest, words)}'
        f'<div style="opacity: .65; font-size: 85%">{html.escape(words)}</div></div>'
    )


def phases(timings: RequestTimings) -> list[str]:
    """What happened, in order, in words."""
    facts = []
    if timings.queue_time is not None:
        facts.append(f"queued {milliseconds(timings.queue_time)}")
    if timings.prefill_time is not None:
        facts.append(f"prefill {milliseconds(timings.prefill_time)}")
    if timings.ttft is not None:
        facts.append(f"first token at {milliseconds(timings.ttft)}")
    if found := percentiles(timings.itl, (50, 99)):
        p50, p99 = found
        facts.append(f"ITL p50 {milliseconds(p50)}, p99 {milliseconds(p99)}, longest {milliseconds(max(timings.itl))}")
    facts += [f"preempted at {milliseconds(moment)}" for moment in timings.preemptions[:5]]
    if len(timings.preemptions) > 5:
        facts.append(f"and {len(timings.preemptions) - 5:,} times more")
    if timings.e2el is not None:
        facts.append(f"last token at {milliseconds(timings.e2el)}")
    return facts


def _picture(timings: RequestTimings, longest: float, words: str) -> str:
    def x(seconds: float) -> float:
        return round(1 + (_WIDTH - 2) * min(seconds / longest, 1.0), 1)

    band = _BOTTOM - _TOP
    queue_time = timings.queue_time or 0.0
    parts = [
        # An outline while it waits; the prefill filled; a faint band behind the ticks of the tokens.
        f'<rect x="1" y="{_TOP}" width="{x(queue_time) - 1:.1f}" height="{band}" fill="none" stroke="currentColor" '
        'stroke-dasharray="3 2"><title>queued</title></rect>'
    ]
    if timings.ttft is not None and timings.e2el is not None:
        first = x(timings.ttft)
        moments = timings.ttft + np.cumsum((0.0, *timings.itl))
        ticks = dict.fromkeys(x(moment) for moment in moments)  # those that fall on each other are drawn once
        parts += [
            f'<rect x="{x(queue_time)}" y="{_TOP}" width="{max(first - x(queue_time), 0):.1f}" height="{band}" '
            'fill="currentColor" fill-opacity=".5"><title>prefill</title></rect>',
            f'<rect x="{first}" y="{_TOP}" width="{x(timings.e2el) - first:.1f}" height="{band}" '
            'fill="currentColor" fill-opacity=".12"><title>decode: a tick a token</title></rect>',
            f'<path d="{"".join(f"M{tick} {_TOP}v{band}" for tick in ticks)}" stroke="currentColor" '
            'stroke-opacity=".6"/>',
            f'<path d="M{first} 1V{_HEIGHT - 1}" stroke="currentColor" stroke-width="2"><title>first token</title>'
            "</path>",
        ]
    for moment in timings.preemptions:
        at = x(moment)
        parts.append(
            f'<path d="M{at - 4} {_TOP + 5}l8 8m0-8l-8 8" stroke="currentColor" stroke-width="2">'
            "<title>preempted: its blocks were taken back, and it is computed again</title></path>"
        )
    return (
        f'<svg role="img" aria-label="{html.escape(words)}" viewBox="0 0 {_WIDTH} {_HEIGHT}" '
        f'style="display: block; width: 100%; max-width: {_WIDTH}px">{"".join(parts)}</svg>'
    )
