"""The client of OpenAI-compatible servers, over a real socket: a small server that streams what it is told to."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from nbserve.bench.load.drive import run
from nbserve.bench.load.entry import Facts, measure
from nbserve.bench.load.load import Arrival, Load
from nbserve.bench.load.openai_client import OpenAIClient, _carries
from nbserve.bench.load.result import LoadResult
from nbserve.errors import BenchInterrupted, EngineError, RequestError

pytest.importorskip("httpx")


class Server(ThreadingHTTPServer):
    """Writes "w0 w1 ..." as many tokens as asked for. What is odd about it is set by the tests."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away is none."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.bodies: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.refused: tuple[str, ...] = ()
        self.ends_early = False
        self.fails: Callable[[dict[str, Any]], bool] = lambda body: False
        self.before_tokens: Callable[[dict[str, Any]], object] = lambda body: None
        self.per_piece = 1

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_port}"

    @property
    def asked(self) -> list[dict[str, Any]]:
        """Without the probes, which are a token long."""
        return [body for body in self.bodies if body["max_tokens"] > 1]


class Handler(BaseHTTPRequestHandler):
    server: Server  # pyright: ignore[reportIncompatibleVariableOverride]
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: Any) -> None:
        pass

    def do_GET(self) -> None:
        self._whole(200, {"data": [{"id": "the-model"}]})

    def do_POST(self) -> None:
        server = self.server
        body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
        server.bodies.append(body)
        server.paths.append(self.path)
        if refused := [name for name in server.refused if name in body]:
            return self._whole(400, {"error": {"message": f"unrecognized argument: {refused[0]}"}})
        if server.fails(body):
            return self._whole(503, {"error": "overloaded"})
        self.send_response(200)
        self.send_header("Content-Type", "text/event-stream")
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        chat = "messages" in body
        if chat:
            self._event({"choices": [{"delta": {"role": "assistant", "content": ""}, "finish_reason": None}]})
        server.before_tokens(body)
        tokens = body["max_tokens"] // 2 if server.ends_early else body["max_tokens"]
        for first in range(0, tokens, server.per_piece):
            piece = "".join(f"w{number} " for number in range(first, min(first + server.per_piece, tokens)))
            content = {"delta": {"content": piece}} if chat else {"text": piece}
            self._event({"choices": [{**content, "finish_reason": None}]})
        content = {"delta": {}} if chat else {"text": ""}
        self._event({"choices": [{**content, "finish_reason": "length"}]})
        if body.get("stream_options", {}).get("include_usage"):
            self._event({"choices": [], "usage": {"prompt_tokens": 11, "completion_tokens": tokens}})
        self._chunk(b": a comment\n\ndata: [DONE]\n\n")
        self._chunk(b"")
        return None

    def _event(self, value: dict[str, Any]) -> None:
        self._chunk(b"data: " + json.dumps(value).encode() + b"\n\n")

    def _chunk(self, data: bytes) -> None:
        self.wfile.write(b"%x\r\n%s\r\n" % (len(data), data))
        self.wfile.flush()

    def _whole(self, status: int, value: Any) -> None:
        data = json.dumps(value).encode()
        self.send_response(status)
        self.send_header("Content-Length", str(len(data)))
        self.end_headers()
        self.wfile.write(data)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield server
        server.shutdown()
        thread.join()


def load(count: int = 5, tokens: int = 6, prompt: Any = "once upon a time") -> Load:
    return Load("test", [Arrival(0.01 * place, prompt, tokens) for place in range(count)], "by hand")


def sent(server: Server, what: Load, **options: Any) -> LoadResult:
    with OpenAIClient(server.url, **options) as client:
        return LoadResult(what, run(client, what), client.name, {"ttft": 60_000.0})


@pytest.mark.parametrize("chat", [False, True])
def test_every_token_of_every_stream_is_timed(server: Server, chat: bool) -> None:
    found = sent(server, load(), chat=chat)
    assert (found.summary.successful, found.summary.failed) == (5, 0)
    assert (found.summary.input_tokens, found.summary.output_tokens) == (55, 30)  # as the server counts them
    for record in found.run.records:
        assert len(record.trace.times) == 6
        assert record.trace.times == sorted(record.trace.times)
        assert record.sent >= record.due
        assert record.trace.times[0] > record.sent
    assert found.attainment == 1
    assert set(server.paths) == {"/v1/chat/completions" if chat else "/v1/completions"}
    for body in server.asked:
        assert body["model"] == "the-model"
        assert body["ignore_eos"] is True
        assert body["stream_options"] == {"include_usage": True}
        assert body["temperature"] == 0
    assert "the-model" in found.served_by


def test_no_answer_keeps_a_later_request_from_being_sent(server: Server) -> None:
    """The open loop: the server answers nobody until all have come."""
    all_here = threading.Barrier(20, timeout=60)
    server.before_tokens = lambda body: all_here.wait() if body["max_tokens"] > 1 else None
    found = sent(server, load(20))
    assert found.summary.successful == 20
    assert not all_here.broken


def test_a_server_that_knows_no_extras(server: Server) -> None:
    server.refused = ("ignore_eos", "stream_options")
    server.ends_early = True
    found = sent(server, load())
    assert found.summary.output_tokens == 15  # counted by their pieces
    assert found.summary.failed == 0
    assert any("5 answers ended before" in warning for warning in found.warnings)
    assert all("ignore_eos" not in body and "stream_options" not in body for body in server.asked)


def test_a_server_that_knows_one_of_them(server: Server) -> None:
    server.refused = ("ignore_eos",)
    assert sent(server, load()).summary.input_tokens == 55
    assert all("stream_options" in body for body in server.asked)


def test_several_tokens_in_a_piece(server: Server) -> None:
    server.per_piece = 3
    found = sent(server, load())
    assert found.summary.output_tokens == 30
    for record in found.run.records:
        assert len(record.trace.times) == 2
        assert record.trace.tpot == pytest.approx((record.trace.times[1] - record.trace.times[0]) / 5)


def test_requests_that_fail_are_counted_and_told(server: Server) -> None:
    server.fails = lambda body: body["max_tokens"] > 1 and body["prompt"] == "bad"
    what = Load("some", [Arrival(0, text, 4) for text in ("good", "bad", "good")], "by hand")
    found = sent(server, what)
    assert (found.summary.successful, found.summary.failed) == (2, 1)
    assert found.attainment == pytest.approx(2 / 3)
    (warning,) = [warning for warning in found.warnings if "failed" in warning]
    assert "503" in warning
    assert "overloaded" in warning


def test_token_ids_are_sent_as_they_are(server: Server) -> None:
    sent(server, load(prompt=[5, 6, 7]), model="named")
    assert all(body["prompt"] == [5, 6, 7] and body["model"] == "named" for body in server.asked)
    with pytest.raises(RequestError, match="takes texts, not token ids"):
        sent(server, load(prompt=[5, 6, 7]), chat=True)


def test_an_interrupt_cancels_what_is_under_way(server: Server) -> None:
    released = threading.Event()
    server.before_tokens = lambda body: released.wait(60) if body.get("prompt") == "slow" else None
    what = Load("two", [Arrival(0, "quick", 3), Arrival(0.01, "slow", 3)], "by hand")

    def stop(done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    try:
        with OpenAIClient(server.url) as client, pytest.raises(BenchInterrupted) as caught:
            measure(client, what, Facts(100), progress=stop)
        result = caught.value.result
        assert isinstance(result, LoadResult)
        assert [record.trace.output_tokens for record in result.run.records] == [3]
    finally:
        released.set()


def test_workloads_are_texts_for_a_server(server: Server) -> None:
    with OpenAIClient(f"{server.url}/v1/completions") as client:
        measure(client, "chat:input=30,output=4", Facts(1000), requests=4, rate=200, progress=False)
    assert all(isinstance(body["prompt"], str) and len(body["prompt"].split()) >= 4 for body in server.asked)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://host:1", "http://host:1/v1/completions"),
        ("http://host:1/v1/", "http://host:1/v1/completions"),
        ("http://host:1/v1/completions", "http://host:1/v1/completions"),
        ("http://host:1/v1/chat/completions", "http://host:1/v1/chat/completions"),
        ("http://host:1/api/v1", "http://host:1/api/v1/completions"),
    ],
)
def test_addresses(url: str, address: str) -> None:
    assert OpenAIClient(url)._address == address


def test_nobody_is_there(server: Server) -> None:
    with OpenAIClient("http://127.0.0.1:9") as client, pytest.raises(EngineError, match="is the server up"):
        run(client, load())
    server.fails = lambda body: True
    with pytest.raises(EngineError, match=r"answers 503: .*overloaded"):
        sent(server, load())


@pytest.mark.parametrize(
    ("event", "carries"),
    [
        ({"choices": [{"text": "a", "finish_reason": None}]}, True),
        ({"choices": [{"text": "", "finish_reason": None}]}, True),  # half a character
        ({"choices": [{"text": "", "finish_reason": "stop"}]}, False),
        ({"choices": [{"text": "a", "finish_reason": "length"}]}, True),
        ({"choices": [{"delta": {"role": "assistant", "content": ""}}]}, False),
        ({"choices": [{"delta": {"role": "assistant", "content": "a"}}]}, True),
        ({"choices": [{"delta": {"reasoning_content": "hm"}}]}, True),
        ({"choices": [{"delta": {"content": None}}]}, False),
        ({"choices": [{"delta": {}, "finish_reason": "stop"}]}, False),
        ({"choices": [], "usage": {"completion_tokens": 3}}, False),
        ({"usage": {}}, False),
    ],
)
def test_which_events_carry_a_token(event: dict[str, Any], carries: bool) -> None:
    assert _carries(event) is carries
