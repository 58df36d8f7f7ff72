"""The client of any server that speaks OpenAI's API (vLLM, SGLang, llama.cpp, ...): ``/v1/completions`` or
``/v1/chat/completions``, streamed as server-sent events.

Its thread runs one event loop, on which every request under way is a task; whoever drives it only says when.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import threading
import time
from collections.abc import AsyncIterator, Iterable, Sequence
from queue import SimpleQueue
from typing import Any

import anyio

from nbserve.bench.load.drive import Answer, drained
from nbserve.bench.load.load import Arrival
from nbserve.engine.bell import Bell
from nbserve.errors import EngineError, RequestError

_USAGE = {"stream_options": {"include_usage": True}}
_EXTRAS: tuple[dict[str, Any], ...] = ({"ignore_eos": True, **_USAGE}, _USAGE, {})
"""What not every server accepts, from the most to the least."""
_PATIENCE = 600.0  # seconds between two events of one answer


class OpenAIClient:
    """A context manager: its end closes the connections.

    Args:
        url: of the server, ``http://host:8000``; with ``/v1`` or without, or the whole address of an endpoint.
        model: as the server calls it; by default the first that it lists.
        chat: use the chat endpoint, with each prompt as a user's message.
        api_key: sent as the bearer's token; by default what OPENAI_API_KEY holds.

    Raises:
        EngineError: httpx is not installed.
    """

    def __init__(self, url: str, model: str | None = None, *, chat: bool = False, api_key: str | None = None):
        base = url.rstrip("/")
        if base.endswith("/completions"):
            chat = base.endswith("/chat/completions")
            base = base.removesuffix("/completions").removesuffix("/chat")
        self._base = base if base.endswith("/v1") else f"{base}/v1"
        self._chat = chat
        self._address = f"{self._base}/{'chat/' if chat else ''}completions"
        self._model = model
        key = os.environ.get("OPENAI_API_KEY") if api_key is None else api_key
        self._headers = {"Authorization": f"Bearer {key}"} if key else {}
        self._extras: dict[str, Any] = {}
        self._httpx = _httpx()
        self._arrivals: Sequence[Arrival] = ()
        self._answers: dict[int, Answer] = {}
        self._ended: SimpleQueue[int] = SimpleQueue()
        self._scopes: dict[int, anyio.CancelScope] = {}
        self._loop: asyncio.AbstractEventLoop | None = None
        self._thread = threading.Thread(target=self._work, name="nbserve-load", daemon=True)

    def __enter__(self) -> OpenAIClient:
        started = Bell()
        self._started = started.ring
        self._thread.start()
        while self._loop is None and self._thread.is_alive():
            started.wait(0.1)
        return self

    def __exit__(self, *_: object) -> None:
        if self._loop is not None and self._thread.is_alive():
            with contextlib.suppress(RuntimeError):  # its loop has ended by itself
                self._loop.call_soon_threadsafe(self._orders.put_nowait, None)
        self._thread.join(5)

    @property
    def name(self) -> str:
        return f"{self._model or 'the first model'} at {self._address}"

    # -- for whoever drives it ---------------------------------------------------------------------------------

    def prepare(self, arrivals: Sequence[Arrival]) -> None:
        if self._chat and not all(isinstance(arrival.prompt, str) for arrival in arrivals):
            raise RequestError("the chat endpoint takes texts, not token ids; leave out --chat")
        with self._httpx.Client(headers=self._headers, timeout=_PATIENCE) as http:
            try:
                self._model = self._model or self._first_model(http)
                self._extras = self._accepted(http, arrivals[0].prompt)
            except self._httpx.HTTPError as error:
                raise EngineError(f"no answer from {self._base}: {error!r}; is the server up?") from error
        self._arrivals, self._answers, self._ended = arrivals, {}, SimpleQueue()

    def now(self) -> float:
        return time.perf_counter()

    def send(self, number: int) -> None:
        assert self._loop is not None, "a client is used in a `with` block"
        try:
            self._loop.call_soon_threadsafe(self._orders.put_nowait, number)
        except RuntimeError as error:
            raise EngineError("the client's event loop has ended") from error

    def ended(self, seconds: float) -> Iterable[int]:
        return drained(self._ended, seconds)

    def answer(self, number: int) -> Answer | None:
        return self._answers.get(number)

    def cancel(self) -> None:
        def work() -> None:
            for scope in list(self._scopes.values()):
                scope.cancel()

        if self._loop is not None:
            with contextlib.suppress(RuntimeError):
                self._loop.call_soon_threadsafe(work)

    # -- before the clock runs ---------------------------------------------------------------------------------

    def _first_model(self, http: Any) -> str:
        response = http.get(f"{self._base}/models")
        try:
            return response.json()["data"][0]["id"]
        except (ValueError, LookupError, TypeError):
            raise EngineError(
                f"{self._base}/models lists no model ({response.status_code}: {_short(response.text)}); name one"
            ) from None

    def _accepted(self, http: Any, prompt: list[int] | str) -> dict[str, Any]:
        """The extras that this server takes. The question is a token long, and opens nothing that is measured."""
        for extras in _EXTRAS:
            response = http.post(self._address, json=self._body(prompt[:8], 1, extras))
            if response.status_code == 200:
                return extras
            if response.status_code not in (400, 422):
                break
        raise EngineError(f"{self._address} answers {response.status_code}: {_short(response.text)}")

    def _body(self, prompt: list[int] | str, tokens: int, extras: dict[str, Any]) -> dict[str, Any]:
        asked = {"messages": [{"role": "user", "content": prompt}]} if self._chat else {"prompt": prompt}
        return {"model": self._model, **asked, "max_tokens": tokens, "temperature": 0, "stream": True, **extras}

    # -- in its thread -----------------------------------------------------------------------------------------

    def _work(self) -> None:
        anyio.run(self._serve)

    async def _serve(self) -> None:
        limits = self._httpx.Limits(max_connections=None, max_keepalive_connections=None)
        self._orders: asyncio.Queue[int | None] = asyncio.Queue()
        async with (
            self._httpx.AsyncClient(headers=self._headers, timeout=_PATIENCE, limits=limits) as self._http,
            anyio.create_task_group() as tasks,
        ):
            self._loop = asyncio.get_running_loop()
            self._started()
            while (number := await self._orders.get()) is not None:
                tasks.start_soon(self._ask, number, self._answers, self._ended)
            tasks.cancel_scope.cancel()

    async def _ask(self, number: int, answers: dict[int, Answer], ended: SimpleQueue[int]) -> None:
        arrival = self._arrivals[number]
        body = json.dumps(self._body(arrival.prompt, arrival.output_tokens, self._extras)).encode()
        times: list[float] = []
        usage: dict[str, Any] = {}
        error = None
        with anyio.CancelScope() as scope:
            self._scopes[number] = scope
            sent = time.perf_counter()
            try:
                async with self._http.stream(
                    "POST", self._address, content=body, headers={"Content-Type": "application/json"}
                ) as response:
                    if response.status_code != 200:
                        error = f"{response.status_code}: {_short((await response.aread()).decode(errors='replace'))}"
                    else:
                        async for event in _events(response):
                            now = time.perf_counter()
                            if "error" in event:
                                error = _short(json.dumps(event["error"]))
                            usage = event.get("usage") or usage
                            if _carries(event):
                                times.append(now)
            except Exception as problem:  # its own fault must not end the others' task group
                error = f"{type(problem).__name__}: {problem}"
            answers[number] = Answer(sent, times, usage.get("prompt_tokens"), usage.get("completion_tokens"), error)
        self._scopes.pop(number, None)
        ended.put(number)


async def _events(response: Any) -> AsyncIterator[dict[str, Any]]:
    """The JSON objects of a stream of server-sent events."""
    async for line in response.aiter_lines():
        if line.startswith("data:"):
            data = line.removeprefix("data:").strip()
            if data == "[DONE]":
                return
            yield json.loads(data)


def _carries(event: dict[str, Any]) -> bool:
    """Whether there is a token in it: not so the role with which a chat begins, the reason at the end, or the usage.
    A token may have no text, when it ends in the middle of a character."""
    choices = event.get("choices")
    if not choices:
        return False
    choice = choices[0]
    delta = choice.get("delta")
    if delta is None:
        pieces = [choice.get("text")]
    else:
        pieces = [delta.get(name) for name in ("content", "reasoning_content", "reasoning")]
    if any(pieces):
        return True
    return any(piece == "" for piece in pieces) and not choice.get("finish_reason") and "role" not in (delta or {})


def _short(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 300 else text[:300] + "…"


def _httpx() -> Any:
    try:
        import httpx
    except ImportError:
        raise EngineError("a server is measured with httpx: pip install 'nbserve[bench]'") from None
    return httpx
