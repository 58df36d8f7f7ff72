"""The options of the magics, and the help made from them."""

from __future__ import annotations

from nbserve.notebook.arguments import Option

ENGINE = Option("engine", "NAME", "which engine; by default the only one, or the one called 'default'")

SAMPLING = (
    Option("max_tokens", "N", "the longest answer, in tokens", kind="number"),
    Option("min_tokens", "N", "the shortest answer, in tokens", kind="number"),
    Option("temperature", "X", "0 takes the most likely token, 1 samples as the model says", "-t", "number"),
    Option("top_k", "K", "sample among the K most likely tokens", kind="number"),
    Option("top_p", "X", "sample among the tokens that together reach this probability", kind="number"),
    Option("min_p", "X", "drop tokens less likely than this share of the likeliest", kind="number"),
    Option("repetition_penalty", "X", "above 1 discourages what was written already", kind="number"),
    Option("presence_penalty", "X", "taken off the logits of tokens in the answer", kind="number"),
    Option("frequency_penalty", "X", "the same, for each time that they are there", kind="number"),
    Option("no_repeat_ngram_size", "N", "no N tokens in a row come twice", kind="number"),
    Option("suppress_tokens", "LIST", "token ids that are never drawn: [3,5]", many=True, kind="literal"),
    Option("begin_suppress_tokens", "LIST", "those that are not drawn first", many=True, kind="literal"),
    Option("bad_words_ids", "LIST", "lists of token ids that never come: [[3,5],[7]]", many=True, kind="literal"),
    Option("logit_bias", "DICT", "token id -> value added to its logit: {5:-1}", kind="literal"),
    Option("n", "N", "answers to the prompt", kind="number"),
    Option("seed", "N", "makes the draws repeatable", kind="number"),
    Option("stop", "TEXT", "ends the answer; \\n is a line break; may be given several times", "", "escaped", True),
    Option("stop_token_ids", "LIST", "token ids that end the answer: [3,5]", many=True, kind="literal"),
    Option("ignore_eos", help="go on past the end-of-sequence token"),
    Option("logprobs", "K", "keep log-probabilities, of the K likeliest tokens too", kind="number"),
    Option("prompt_logprobs", "K", "the same for the prompt", kind="number"),
    Option("logits_processor", "{F}", "f(token_ids, logits) -> logits"),
    Option("truncate", "SIDE", "left or right: cut a prompt there that leaves no room for --max-tokens"),
)
"""The fields of SamplingParams; what is not given is as the engine has it."""

GENERATE = (
    Option("system", "TEXT", "a system message; {expr} is filled", kind="template"),
    Option("raw", help="send the text as it is, without the model's chat template"),
    Option("out", "NAME", "bind the Completion to this name; by default _answer", "-o"),
    Option("background", help="return at once; the name is bound to the Generation handle"),
    Option("each", "NAME", "one answer for each item of NAME, which is {item} in the prompt; the name is bound to all"),
    Option("on_error", "HOW", "of --each: raise; or skip, which leaves None for what cannot be served"),
    ENGINE,
    *SAMPLING,
)

SERVE = (
    Option("name", "NAME", "of the engine; 'default' unless given"),
    Option("tokenizer", "VAR", "the tokenizer of a live model: a variable, or a folder"),
    Option("device", "D", "cuda, cuda:1, cpu"),
    Option("dtype", "D", "float32, bfloat16, float16"),
    Option("quantize", "KIND", "weights in fewer bits, on a CPU: int8, int4 or none; auto unless given"),
    Option("kv_cache", "X", "memory for the KV cache: 2GiB, or a share of what is free: 0.5", kind="number"),
    Option("kv_cache_tokens", "N", "the same in tokens", kind="number"),
    Option("kv_cache_dtype", "int8", "keys and values as 8-bit integers: half the memory"),
    Option("block_size", "N", "token slots per block", kind="number"),
    Option("max_num_seqs", "N", "answers that are written at once", kind="number"),
    Option("max_batch_tokens", "N", "the token budget of a step", kind="number"),
    Option("max_model_len", "N", "the longest context", kind="number"),
    Option("generation_config", "none", "leave out what the model's generation_config makes the defaults"),
    Option(
        "slo",
        "BOUNDS",
        "ttft:500 tpot:50, in milliseconds: to measure against, and to serve to with --policy slo; or {an SLO}",
        kind="words",
    ),
    Option("policy", "KIND", "throughput; or, for people who read along, latency or slo"),
    Option("speculative", "HOW", "ngram, a model to draft with, or its own first layers: {{'layers': 8}}"),
    Option("batching", "KIND", "continuous; to compare with, static or none"),
    Option("kv", "KIND", "paged; to compare with, reserved or none"),
    Option("no_chunked_prefill", help="let a long prompt in as a whole"),
    Option("no_prefix_caching", help="do not reuse the KV states of prompts that begin alike"),
    Option("no_cuda_graphs", help="launch every kernel of a decode step by itself"),
)
"""``name``, ``tokenizer`` and the fields of EngineConfig; what is on by default has a ``--no-`` option."""

PANELS = Option("panels", "LIST", "what the dashboard shows, in this order: now,blocks,batch,time,requests")

BENCH = (
    Option("workload", "NAME", "chat, summarise, code, shared-prefix or mixed: requests that come at their own times"),
    Option("rate", "R", "requests a second; all at once unless given", kind="number"),
    Option("rates", "LIST", "a sweep for goodput: 1 2 4, or auto to look for it", kind="words"),
    Option("slo", "BOUNDS", "ttft:500 tpot:50, in milliseconds; the engine's unless given", kind="words"),
    Option("requests", "N", "how many (at each rate)", kind="number"),
    ENGINE,
)
"""Without any but the last: the short form."""

SUBCOMMANDS: dict[str, tuple[Option, ...]] = {
    "serve": SERVE,
    "status": (ENGINE,),
    "stats": (ENGINE,),
    "dashboard": (ENGINE, PANELS),
    "playground": (ENGINE,),
    "bench": BENCH,
    "config": (ENGINE,),
    "sleep": (ENGINE,),
    "wake": (ENGINE,),
    "stop": (ENGINE,),
}


def table(options: tuple[Option, ...]) -> str:
    """The options, one a line, for a docstring."""
    width = max(len(option.usage) for option in options)
    return "\n".join(f"  {option.usage:<{width}}  {option.help}" for option in options)
