"""Engine: the front of a served model. Prompts in, completions, streams and handles out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from os import PathLike
from typing import Any, Literal, overload

from nbserve.engine import batch
from nbserve.engine.completion import Completion
from nbserve.engine.completions import Completions
from nbserve.engine.config import EngineConfig, Limits
from nbserve.engine.device_runner import DeviceRunner, current_stream, on_stream
from nbserve.engine.facts import Facts
from nbserve.engine.graphs import CudaCapture
from nbserve.engine.intake import Intake
from nbserve.engine.latency import LatencyFit
from nbserve.engine.loop import EngineLoop
from nbserve.engine.memory import release_memory
from nbserve.engine.params import SamplingParams
from nbserve.engine.progress import Progress
from nbserve.engine.prompts import Messages, Prompt
from nbserve.engine.request import Request
from nbserve.engine.runner import ModelRunner
from nbserve.engine.slo import SLO
from nbserve.engine.speculation.source import DraftSource
from nbserve.engine.steering import Steerable
from nbserve.engine.stream import Generation, TokenStream
from nbserve.errors import EngineClosedError, EngineError, RequestError
from nbserve.models.contract import Model
from nbserve.models.fingerprint import fingerprint
from nbserve.models.load import LoadedModel
from nbserve.models.memory import is_out_of_memory
from nbserve.tracebacks import Detaching


class Engine(Steerable):
    """A model being served by a thread of this process. Made by ``nbserve.serve``.

    Every method may be called from any thread. Keyword arguments ``**params`` are the fields of SamplingParams; what is
    not given is as ``defaults`` has it.

    Attributes:
        name: under which ``nbserve.get_engine`` finds it.
        config: the EngineConfig it was asked for; ``limits`` is what that came to.
        last: what the last ``generate``, ``chat`` or ``map`` returned; of one that was stopped, every answer as far as
            it was written, with finish reason "cancelled" where that is not its end.
    """

    def __init__(self, loaded: LoadedModel, config: EngineConfig, name: str, draft: LoadedModel | None = None):
        self.name = name
        self.config = config
        self._drafts = DraftSource(config, loaded, draft)
        self.limits: Limits = config.resolve(loaded.model, self._drafts.model)
        self.last: Any = None
        # Not `loaded` itself: that would keep the weights alive through `sleep`.
        self._model: Model | None = loaded.model
        self._known_fingerprint: str | None = None
        self._reload, self._refresh = loaded.reload, loaded.refresh
        self._device = loaded.model.device
        self._facts = Facts.of(loaded)
        heed = config.generation_config is not None
        self._intake = Intake(loaded, self.limits, forks=config.kv != "reserved", defaults=heed)
        fit = LatencyFit()
        scheduler = config.scheduler(self.limits, fit, loaded.model.alike_up_to)
        speculator = self._drafts.speculator()
        runner = self._runner()
        self._loop = EngineLoop(scheduler, runner, fit, name, speculator, on_end=self._let_go)
        self.slo = config.slo

    # -- asking ------------------------------------------------------------------------------------------------

    def submit(
        self,
        prompt: Prompt,
        *,
        system: str | None = None,
        continue_final_message: bool = False,
        priority: int = 0,
        slo: SLO | None = None,
        **params: Any,
    ) -> Generation:
        """Send a prompt and return at once, with a handle.

        Args:
            prompt: a text, to be continued as it is; messages ``[{"role": "user", "content": "..."}]``, which go
                through the model's chat template; token ids, or what a transformers tokenizer returns.
            system: a system message to put before messages.
            continue_final_message: write the last message, the assistant's, on.
            priority: lower goes first.
            slo: bounds on its TTFT and TPOT, an ``nbserve.SLO``; by default the engine's.

        Raises:
            RequestError: the prompt or a parameter cannot be served.
            EngineClosedError: the engine is closed.
        """
        sampling = self._intake.params(**params)
        return self._send(self._request(prompt, sampling, system, continue_final_message, priority, slo))

    @overload
    def generate(self, prompts: str, **params: Any) -> Completion: ...
    @overload
    def generate(
        self, prompts: Iterable[Prompt], *, on_error: Literal["skip"], **params: Any
    ) -> Completions[Completion | None]: ...
    @overload
    def generate(self, prompts: Iterable[Prompt], **params: Any) -> Completions[Completion]: ...
    def generate(
        self,
        prompts: Any,
        *,
        system: str | None = None,
        priority: int = 0,
        slo: SLO | None = None,
        progress: Progress = None,
        on_error: batch.OnError = "raise",
        **params: Any,
    ) -> Any:
        """Continue one text, or each prompt of a list, and wait.

        Args:
            prompts: a text gives a Completion; a list of prompts (a Series, any other iterable, or a batch that a
                transformers tokenizer encoded) gives Completions, in order: a list that displays as a table, and has
                ``to_pandas()``.
            system, priority, slo: as in ``submit``.
            progress: show how far it is, and leave one line of that; by default for lists that take longer than a
                moment. A function is called with (done, total) instead.
            on_error: "skip" leaves None for prompts of a list that cannot be served, or fail while they are computed;
                a warning tells of them, and ``completions.errors`` says why, by place.

        Raises:
            RequestError: a prompt or a parameter cannot be served; all such prompts are told, and nothing was sent.
            Interrupted: the user stopped it. What had finished is in ``completions``; the rest is cancelled, and in
                ``last`` as far as it was written.
        """
        sampling = self._intake.params(**params)
        if isinstance(prompts, str):
            request = self._request(prompts, sampling, system, priority=priority, slo=slo)
            return batch.one(self, request)
        self.last = batch.generate(self, prompts, progress, on_error, sampling, system, priority, slo)
        return self.last

    def chat(
        self,
        messages: Messages | str,
        *,
        system: str | None = None,
        continue_final_message: bool = False,
        priority: int = 0,
        slo: SLO | None = None,
        **params: Any,
    ) -> Completion:
        """The assistant's answer to a conversation (a text is taken for the user's message), and wait for it."""
        if isinstance(messages, str):
            messages = [{"role": "user", "content": messages}]
        sampling = self._intake.params(**params)
        request = self._request(messages, sampling, system, continue_final_message, priority, slo)
        return batch.one(self, request)

    def stream(
        self,
        prompt: Prompt,
        *,
        system: str | None = None,
        continue_final_message: bool = False,
        priority: int = 0,
        slo: SLO | None = None,
        **params: Any,
    ) -> TokenStream:
        """The answer in pieces of text as they come: ``for piece in ...`` or ``async for piece in ...``.

        Leaving the loop early cancels the request. ``result()`` of the stream is the Completion.
        """
        sampling = self._intake.params(**params)
        if sampling.n > 1:
            raise RequestError(
                f"stream() follows one answer, not n={sampling.n}; use generate(), or submit() and its `texts`"
            )
        return TokenStream(self._send(self._request(prompt, sampling, system, continue_final_message, priority, slo)))

    def map(
        self,
        items: Any,
        template: str | Callable[[Any], Prompt | None] = "{}",
        *,
        path: str | PathLike[str] | None = None,
        processor_key: str | None = None,
        system: str | None = None,
        priority: int = 0,
        slo: SLO | None = None,
        progress: Progress = None,
        on_error: batch.OnError = "raise",
        **params: Any,
    ) -> Any:
        """One answer per item: a pandas Series gives a Series with the same index, anything else Completions.

        Args:
            items: texts, numbers, rows: dicts, named tuples, tuples, ``df.iterrows()`` fill ``{name}`` or ``{0}``. A
                missing item (None, NaN) gives None, and so does a row where a field that the template uses is missing.
            template: a format string, or a function from an item to a prompt (text, messages, token ids, or None to
                leave the item out). By default the item is the prompt.
            system, priority, slo, on_error: as in ``generate``; a Series has the errors in its ``attrs["errors"]``.
            path: a JSON Lines file to which each result is appended as it finishes. Running the same call again
                computes only what is missing there, also after a crash. "The same" is what is computed: the prompts'
                token ids, the parameters, the ending tokens, the model's weights with the adapter in force, and how
                its tokenizer writes tokens. Results come back as they were, but for their ``timings``.
            processor_key: the name of what ``logits_processor`` computes, needed with ``path``: a function's code does
                not tell what it refers to. Results under another name are computed anew.

        Raises:
            Interrupted: likewise; what had finished is in the file too.
            RequestError: an item, a parameter or the file will not do; nothing was sent.
            ModelError: with ``path``, where the model runs code of the notebook, whose versions nothing tells apart.
        """
        sampling = self._intake.params(**params)
        return batch.map_items(
            self, items, template, path, processor_key, progress, on_error, sampling, system, priority, slo
        )

    # -- life --------------------------------------------------------------------------------------------------

    def sleep(self) -> None:
        """Give the memory back: the KV cache, and the weights if the engine loaded them. ``wake`` resumes."""
        self._require_open()
        self._loop.call(self._fall_asleep)
        release_memory(self._device)

    def wake(self) -> None:
        """Undo ``sleep``; requests that were in flight go on.

        Raises:
            EngineError: the memory is not there, or a live model is no longer the one that was served; the engine stays
                asleep.
        """
        self._require_open()
        if self.snapshot().state != "asleep":
            return
        caller = current_stream(self._device)

        def up() -> None:
            with on_stream(caller):  # after the weights
                self._loop.wake(self._runner())

        try:
            with Detaching():
                if self._model is None and self._reload is not None:
                    self._model = self._reload()
                self._drafts.wake()
                self._take_up()  # a live model may have changed meanwhile
                self._loop.call(up)
        except BaseException as error:
            if self.closed:  # meanwhile
                self._let_go()
            elif self.snapshot().state == "asleep":
                self._drop_weights()
            release_memory(self._device)
            if isinstance(error, EngineClosedError) or not isinstance(error, Exception):
                raise
            raise EngineError(f"the engine could not wake and stays asleep: {error}") from error

    def weights_changed(self) -> None:
        """Tell the engine that a live model has changed: its weights, in place (after an optimiser's step) or replaced,
        or anything else of its modules, such as the adapter in force.

        Requests sent from here on see the model as it is now; the prefix cache is dropped. Those in flight keep the KV
        states that they have.

        Raises:
            EngineError: the model was moved to another device or dtype, or cannot be served any more in the way that it
                was; the former state stays. Serve it again.
        """
        self._require_open()

        caller = current_stream(self._device)

        def take_up() -> None:
            with on_stream(caller):  # after the update; what is fused anew is the caller's, as at the start
                self._take_up()
            self._loop.weights_changed(caller)

        self._loop.call(take_up)

    def close(self, timeout: float = 30.0) -> None:
        """End the engine and give all its memory back. Requests in flight fail with EngineClosedError. Again is
        harmless.

        Raises:
            EngineError: the step that it is in, of which it computes no more than it must, takes longer than
                ``timeout`` seconds; it closes after that.
        """
        self._loop.close(timeout)
        if self._loop.alive:
            raise EngineError(f"engine {self.name!r} is in a long step, and closes when that is done")
        release_memory(self._device)

    def __enter__(self) -> Engine:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    # -- inside ------------------------------------------------------------------------------------------------

    def _request(
        self,
        prompt: Prompt,
        params: SamplingParams,
        system: str | None = None,
        continue_final_message: bool = False,
        priority: int = 0,
        slo: SLO | None = None,
    ) -> Request:
        self._require_open()
        return self._intake.request(prompt, params, system, continue_final_message, priority, slo)

    def _send(self, request: Request) -> Generation:
        self._require_awake()
        loop = self._loop
        request.handle = Generation(request, lambda generation: loop.cancel(generation.request), loop.refuse_waiting)
        request.stamp()
        self._loop.submit(request)
        return request.handle

    def _take_up(self) -> None:
        """Live models as they are now."""
        try:
            self._refresh()
            self._drafts.refresh()
        except ValueError as error:
            raise EngineError(f"{error}; call nbserve.serve again for it") from error

    def _fall_asleep(self) -> None:
        """In the engine's thread, where no interrupt comes in between."""
        self._loop.sleep()
        self._drop_weights()

    def _drop_weights(self) -> None:
        """Those that the engine loaded."""
        if self._reload is not None:
            self._model = self._known_fingerprint = None
        self._drafts.sleep()

    def _let_go(self) -> None:
        """The engine's thread ends, on whatever path. A live model's decoder goes too: it has threads and buffers."""
        self._model, self._refresh = None, lambda: None
        self._drafts.close()

    def _fingerprint(self) -> str:
        """Of all that makes an answer out of token ids: the model as it is now, the KV cache's precision, the
        tokenizer's texts.

        In the caller's thread, whose updates of the weights may still be under way on a device. Of a live model anew
        each time; weights that are the engine's own do not change.

        Raises:
            ModelError: no version of the model can be told from another.
        """
        self._require_open()
        model, known = self._model, self._known_fingerprint
        if model is None:
            raise self._is_asleep()
        if known is None or self._reload is None:
            self._known_fingerprint = known = fingerprint(model)
        return f"{known} {self.config.kv_cache_dtype} {self._intake.tokenizer.decoding}"

    def _runner(self) -> ModelRunner:
        try:
            runner = self._new_runner()
            self._drafts.equip(runner, self.limits, int8_kv=self.config.int8_kv)
            return runner
        except Exception as error:
            if not is_out_of_memory(error):
                raise
            limits = self.limits
            raise EngineError(
                f"there is no memory for a KV cache of {limits.kv_tokens:,} tokens "
                f"({limits.kv_bytes / (1 << 30):,.1f} GiB) on {self.device}; free some, or set kv_cache lower"
            ) from None

    def _new_runner(self) -> ModelRunner:
        assert self._model is not None
        limits, int8_kv = self.limits, self.config.int8_kv
        cache = (self._model, limits.num_blocks, limits.block_size)
        if self._device.type == "cpu":
            return ModelRunner(*cache, int8_kv=int8_kv)
        return DeviceRunner(
            *cache,
            max_num_seqs=limits.max_num_seqs,
            max_model_len=limits.max_model_len,
            int8_kv=int8_kv,
            capture=CudaCapture() if self.config.cuda_graphs and self._device.type == "cuda" else None,
        )
