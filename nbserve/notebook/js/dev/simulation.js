// A small engine without a model: it schedules, allocates, shares, preempts and finishes, so that the dashboard has plausible
// traffic. Deterministic.

const BLOCK = 16;
const BUDGET = 256;
const SLOTS = 16;
const WORDS = " the of a KV cache block step token model that runs in your notebook and it is not far from there\n".split(/(?= )/);

function random(seed) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export class Simulation {
  constructor({ blocks, load, mode }) {
    Object.assign(this, { total: blocks, load, mode, paused: false, steps: 0, time: 1_760_000_000, next: 0 });
    this.random = random(7);
    this.refs = new Uint8Array(blocks);
    this.fill = new Uint8Array(blocks);
    this.published = new Uint8Array(blocks);
    this.free = Array.from({ length: blocks }, (_, block) => (block * 7919) % blocks).filter((block, place, all) => all.indexOf(block) === place || blocks > 3000);
    if (blocks > 3000) this.free = Array.from({ length: blocks }, (_, block) => block);
    this.requests = [];
    this.running = [];
    this.waiting = [];
    this.shared = null;
    this.history = [];
    this.seconds = [];
    this.counts = { finished: 0, cancelled: 0, failed: 0, preempted: 0 };
  }

  submit() {
    const id = this.next++;
    const shares = this.random() < 0.35 && this.shared;
    const scale = this.total > 3000 ? 20 : 1;
    const request = {
      id,
      answers: 1,
      prompt: `${["Explain", "Summarise", "Translate", "Write a haiku on"][id % 4]} number ${id}: ${"what a paged KV cache is and why blocks are shared between requests. ".repeat(1 + (id % 2))}`,
      promptTokens: (shares ? 48 : 0) + Math.round((20 + this.random() * 150) * scale),
      maxTokens: Math.round((12 + this.random() ** 2 * 180) * scale),
      cached: 0,
      computed: 0,
      output: 0,
      blocks: [],
      state: "waiting",
      reason: null,
      submitted: this.time,
      events: [["queued", 0]],
      tokenTimes: [],
      preemptions: 0,
      shares,
    };
    this.requests.push(request);
    this.waiting.push(request);
  }

  take() {
    if (this.free.length) return this.free.shift();
    return null;
  }

  room(request, tokens) {
    while (request.blocks.length * BLOCK < tokens) {
      const block = this.take();
      if (block === null || block === undefined) return false;
      this.published[block] = 0;
      this.fill[block] = 0;
      this.refs[block] = 1;
      request.blocks.push(block);
    }
    return true;
  }

  release(request) {
    for (const block of request.blocks) {
      this.refs[block]--;
      if (this.refs[block] === 0) {
        this.free.push(block);
        if (this.fill[block] === BLOCK && this.random() < 0.4) this.published[block] = 1;
        else {
          this.fill[block] = 0;
          this.published[block] = 0;
        }
      }
    }
    request.blocks = [];
  }

  step() {
    this.time += 0.05;
    const want = this.load * (1 + 0.6 * Math.sin(this.steps / 60));
    if (!(this.steps % 4) && this.running.length + this.waiting.length < want) this.submit();
    const admit = this.mode === "static" ? this.running.length === 0 : true;
    if (!this.paused && admit) {
      while (this.waiting.length && this.running.length < SLOTS) {
        const request = this.waiting[0];
        if (this.free.length < Math.ceil(request.promptTokens / BLOCK) + 2) break;
        this.waiting.shift();
        request.state = "running";
        if (request.shares && this.shared?.blocks.length > 3 && this.shared.state === "running" && this.shared.computed >= 48) {
          request.blocks = this.shared.blocks.slice(0, 3);
          for (const block of request.blocks) this.refs[block]++;
          request.cached = request.computed = 48;
        }
        request.events.push(["scheduled", this.time - request.submitted]);
        request.row = [...Array(SLOTS).keys()].find((row) => !this.running.some((one) => one.row === row));
        this.running.push(request);
      }
    }
    let budget = this.total > 3000 ? 4096 : BUDGET;
    const column = Array.from({ length: SLOTS }, () => ({ kind: 0 }));
    this.preemptedRows = new Set();
    for (const request of [...this.running]) {
      if (request.state !== "running") continue;
      const target = request.promptTokens + request.output;
      const count = Math.min(budget, target - request.computed);
      if (count <= 0) {
        column[request.row] = { kind: 4, request };
        continue;
      }
      while (!this.room(request, request.computed + count)) {
        const victim = this.running.at(-1);
        this.preempt(victim);
        if (victim === request) break;
      }
      if (request.state !== "running") continue;
      budget -= count;
      const recompute = request.preemptions > 0 && request.computed < request.lost;
      const kind = recompute ? 3 : request.computed < request.promptTokens ? 1 : 2;
      if (kind !== 2) request.events.push([`${kind === 1 ? "prefill" : "recompute"} ${request.computed}-${request.computed + count}`, this.time - request.submitted]);
      request.computed += count;
      for (const [logical, block] of request.blocks.entries()) {
        this.fill[block] = Math.max(0, Math.min(BLOCK, request.computed - logical * BLOCK));
        if (this.fill[block] === BLOCK && request.computed <= request.promptTokens) this.published[block] = 1;
      }
      if (!this.shared || this.shared.state !== "running") this.shared = request;
      const cell = { kind, request, count, preempted: request.fresh };
      request.fresh = false;
      if (request.computed === target) {
        if (!request.output) request.events.push(["first token", this.time - request.submitted]);
        request.output++;
        request.tokenTimes.push(this.time - request.submitted + this.random() * 0.01);
        if (request.output >= request.maxTokens) {
          cell.finished = true;
          this.end(request, "finished", this.random() < 0.5 ? "stop" : "length");
        }
      }
      column[request.row] = cell;
    }
    this.steps++;
    this.history.push(column);
    if (this.history.length > 96) this.history.shift();
    if (!(this.steps % 20)) this.second();
  }

  preempt(victim) {
    victim.lost = victim.computed;
    victim.preemptions++;
    this.counts.preempted++;
    victim.events.push(["preempted", this.time - victim.submitted]);
    this.release(victim);
    Object.assign(victim, { computed: 0, state: "waiting", fresh: true });
    this.running = this.running.filter((one) => one !== victim);
    this.waiting.unshift(victim);
  }

  end(request, state, reason = null) {
    this.release(request);
    Object.assign(request, { state, reason, ended: this.time });
    request.events.push([state, this.time - request.submitted]);
    this.running = this.running.filter((one) => one !== request);
    this.waiting = this.waiting.filter((one) => one !== request);
    this.counts[state]++;
  }

  cancel(id) {
    const request = this.requests.find((one) => one.id === id && !one.ended);
    if (request) this.end(request, "cancelled");
  }

  cancelAll() {
    for (const request of [...this.running, ...this.waiting]) this.end(request, "cancelled");
  }

  clearCache() {
    for (let block = 0; block < this.total; block++) {
      if (!this.refs[block]) this.published[block] = this.fill[block] = 0;
    }
  }

  used() {
    return this.refs.reduce((sum, refs) => sum + (refs > 0), 0);
  }

  second() {
    const idle = this.seconds.length % 40 > 35;
    const ended = this.requests.filter((one) => one.ended > this.time - 1);
    const mean = (values) => (values.length ? values.reduce((a, b) => a + b, 0) / values.length : null);
    this.seconds.push({
      at: this.time,
      out_rate: idle ? null : 120 + 60 * Math.sin(this.steps / 80) + 20 * this.random(),
      in_rate: idle ? null : 300 + 200 * this.random(),
      kv_usage: this.used() / this.total,
      running: this.running.length,
      waiting: this.waiting.length,
      ttft: mean(ended.map((one) => one.tokenTimes[0] ?? 0)),
      itl: mean(ended.map(() => 0.04 + 0.02 * this.random())),
    });
    if (this.seconds.length > 300) this.seconds.shift();
  }

  block(number) {
    const owners = this.running.filter((one) => one.blocks.includes(number)).map((one) => [one.id, 0, one.blocks.indexOf(number)]);
    const tokens = this.fill[number];
    return { number, state: this.refs[number] ? "used" : this.published[number] ? "cached" : "free", refs: this.refs[number], owners, tokens, text: Array.from({ length: tokens }, (_, place) => WORDS[(number * 5 + place) % WORDS.length]) };
  }

  detail(id) {
    const request = this.requests.find((one) => one.id === id);
    const text = Array.from({ length: request.output }, (_, place) => WORDS[(id * 3 + place) % WORDS.length]).join("").trim();
    return {
      id,
      texts: [text],
      prompt: request.prompt,
      template: `<|im_start|>user\n${request.prompt}<|im_end|>\n`,
      params: { temperature: 0.7, max_tokens: request.maxTokens, stop: ["\n\n"], seed: 1000 + id },
      state: request.state,
      events: request.events,
      itl: [request.tokenTimes.slice(1).map((at, place) => at - request.tokenTimes[place])],
      blocks: { 0: request.blocks },
    };
  }

  traits() {
    const used = this.used();
    const pool = new Uint32Array(this.total);
    for (const [place, { blocks }] of this.running.entries()) for (const block of blocks) if (!pool[block]) pool[block] = place + 1;
    for (let block = 0; block < this.total; block++) {
      pool[block] = (pool[block] | (this.fill[block] << 16) | (this.refs[block] << 24) | (this.published[block] ? 0x40000000 : 0)) >>> 0;
    }
    const rows = this.mode === "static" || this.running.length > 8 ? SLOTS : Math.max(8, ...this.running.map(({ row }) => row + 1));
    const columns = this.history.length;
    const cells = new Uint32Array(rows * columns);
    const counts = new Uint16Array(rows * columns);
    const table = [];
    const places = new Map();
    this.history.forEach((column, x) =>
      column.slice(0, rows).forEach(({ kind, request, count = 0, finished, preempted }, y) => {
        if (!request) return;
        if (!places.has(request)) places.set(request, table.push([request.id, 0]) - 1);
        cells[y * columns + x] = (places.get(request) + 1) | (kind << 20) | (finished ? 1 << 24 : 0) | (preempted ? 1 << 25 : 0);
        counts[y * columns + x] = count;
      }),
    );
    const list = (name) => this.seconds.map((second) => second[name]);
    const recent = this.requests.slice(-200).reverse();
    return {
      now: {
        engine: "smollm", model: "SmolLM2-135M-Instruct", precision: "bfloat16", state: this.running.length ? "running" : "idle", paused: this.paused,
        running: this.running.length, waiting: this.waiting.length, ...this.counts,
        out_rate: this.running.length ? 143.2 : null, in_rate: this.running.length ? 412 : null,
        kv_usage: used / this.total, kv_used: used, kv_total: this.total, kv_efficiency: used ? 0.943 : null, prefix_hit_rate: 0.31,
        ttft: [0.084, 0.31, 0.72], tpot: [0.0512, 0.061, 0.083], itl: [0.051, 0.083, 0.124], writing: this.running.length,
        slo: { ttft_ms: 500, tpot_ms: 60, attainment: 0.934, goodput: 2.31 }, throughput: 2.47, steps: this.steps, at: this.time, block_size: BLOCK,
      },
      pool: {
        total: this.total, block_size: BLOCK, cells: new DataView(pool.buffer),
        owners: this.running.map(({ id, blocks, computed, promptTokens, output }) => ({ request: id, answer: 0, label: `r${id}`, blocks: [...blocks], computed, tokens: promptTokens + output, prompt: promptTokens })),
      },
      batch: { first: this.steps - columns, columns, rows, cells: new DataView(cells.buffer), counts: new DataView(counts.buffer), table, mode: this.mode },
      time: Object.fromEntries(["at", "out_rate", "in_rate", "kv_usage", "running", "waiting", "ttft", "itl"].map((name) => [name, list(name)])),
      requests: {
        rows: recent.map((one) => ({
          id: one.id, answers: 1, state: one.state, reason: one.reason, prompt: one.prompt.slice(0, 80), prompt_tokens: one.promptTokens, cached_tokens: one.cached, output_tokens: one.output,
          ttft: one.tokenTimes[0] ?? null, tpot: one.output > 1 ? 0.05 : null, e2el: one.ended ? one.ended - one.submitted : null, queue: one.events[1]?.[1] ?? null, preemptions: one.preemptions, submitted: one.submitted,
        })),
        more: Math.max(0, this.requests.length - 200),
      },
    };
  }
}
