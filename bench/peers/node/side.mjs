// The npm libraries' side of the comparison: one method a process, driven line by line (../README.md has the protocol).
import fs from "node:fs";
import path from "node:path";
import readline from "node:readline";
import { parseArgs } from "node:util";

const READ_AT_A_TIME = 1 << 28;
const ROWS_A_BATCH = 50_000;
const REFINE = 2;

/** USearch's exact search over one array. */
class USearchExact {
  async build(rows, options) {
    const { default: usearch } = await import("usearch");
    this.usearch = usearch;
    this.options = options;
    return () => {
      this.rows = rows;
    };
  }

  async search(queries) {
    const { dimension, k, threads } = this.options;
    const found = this.usearch.exactSearch(this.rows, queries, dimension, k, this.usearch.MetricKind.IP, threads);
    return answers(found.keys, k);
  }
}

/** USearch's graph. The number of candidates is fixed when an index is made, so another one means loading the graph again. */
class USearchGraph {
  constructor(quantization) {
    this.quantization = quantization;
  }

  async build(rows, options) {
    const { default: usearch } = await import("usearch");
    this.usearch = usearch;
    this.options = options;
    this.file = path.join(options.scratch, `usearch-${this.quantization}-${process.pid}.index`);
    return () => {
      this.index = this.create(options.efConstruction);
      const keys = BigUint64Array.from({ length: options.rows }, (_, row) => BigInt(row));
      this.index.add(keys, rows, options.threads);
      this.ef = undefined;
    };
  }

  create(ef) {
    return new this.usearch.Index({
      dimensions: this.options.dimension,
      metric: this.usearch.MetricKind.IP,
      quantization: this.quantization,
      connectivity: this.options.m,
      expansion_add: this.options.efConstruction,
      expansion_search: ef,
      multi: false,
    });
  }

  async ready({ ef }) {
    if (ef === this.ef) return;
    if (!fs.existsSync(this.file)) this.index.save(this.file);
    this.index = this.create(ef);
    this.index.load(this.file);
    this.ef = ef;
  }

  async search(queries) {
    const { k, threads } = this.options;
    return answers(this.index.search(queries, k, threads).keys, k);
  }

  close() {
    fs.rmSync(this.file, { force: true });
  }
}

/** A LanceDB table without an index. It has no batch call: the queries of a batch are in flight together. */
class LanceFlat {
  async build(rows, options) {
    this.lance = await import("@lancedb/lancedb");
    this.arrow = await import("apache-arrow");
    this.options = options;
    this.folder = path.join(options.scratch, `lance-${process.pid}`);
    return async () => {
      const database = await this.lance.connect(this.folder);
      for (let first = 0; first < options.rows; first += ROWS_A_BATCH) {
        const batch = this.batch(rows, first, Math.min(ROWS_A_BATCH, options.rows - first));
        if (first === 0) this.table = await database.createTable("rows", batch);
        else await this.table.add(batch);
      }
      await this.index();
    };
  }

  async index() {}

  batch(rows, first, count) {
    const { Field, FixedSizeList, Float32, Int32, makeData, RecordBatch, Schema, Struct, Table } = this.arrow;
    const { dimension } = this.options;
    const item = new Field("item", new Float32(), true);
    const fields = [
      new Field("id", new Int32(), false),
      new Field("part", new Int32(), false),
      new Field("vector", new FixedSizeList(dimension, item), false),
    ];
    const values = makeData({ type: item.type, data: rows.subarray(first * dimension, (first + count) * dimension) });
    const columns = [
      makeData({ type: fields[0].type, data: Int32Array.from({ length: count }, (_, i) => first + i) }),
      makeData({ type: fields[1].type, data: Int32Array.from({ length: count }, (_, i) => rowPart(first + i)) }),
      makeData({ type: fields[2].type, length: count, nullCount: 0, child: values }),
    ];
    const schema = new Schema(fields);
    return new Table([new RecordBatch(schema, makeData({ type: new Struct(fields), length: count, children: columns }))]);
  }

  async search(queries, request) {
    const { dimension } = this.options;
    const searches = [];
    for (let at = 0; at < queries.length; at += dimension)
      searches.push(this.one(queries.subarray(at, at + dimension), request));
    return Promise.all(searches);
  }

  async one(query, request) {
    let search = this.table.query().nearestTo(query).column("vector").distanceType("dot").select(["id"]).limit(this.options.k);
    if (request.below != null) search = search.where(`part < ${request.below}`);
    const found = await this.tune(search, request).toArrow();
    return Array.from(found.getChild("id").toArray());
  }

  tune(search) {
    return search;
  }

  close() {
    fs.rmSync(this.folder, { recursive: true, force: true });
  }
}

/** LanceDB's HNSW over 8-bit codes in one partition; twice k candidates are scored again with the full vectors. */
class LanceGraph extends LanceFlat {
  async index() {
    const { m, efConstruction } = this.options;
    const config = this.lance.Index.hnswSq({ distanceType: "dot", numPartitions: 1, m, efConstruction });
    await this.table.createIndex("vector", { config });
  }

  tune(search, { ef }) {
    // It refuses an ef below the candidates to be scored again.
    return search.nprobes(1).ef(Math.max(ef, REFINE * this.options.k)).refineFactor(REFINE);
  }
}

const methods = {
  "usearch-exact": () => new USearchExact(),
  "usearch-hnsw": () => new USearchGraph("f32"),
  "usearch-hnsw-f16": () => new USearchGraph("f16"),
  "lancedb-flat": () => new LanceFlat(),
  "lancedb-hnsw": () => new LanceGraph(),
};

/** SplitMix64 of the row modulo 10,000, as RowPart.cs computes it. */
function rowPart(row) {
  const wrap = (z) => BigInt.asUintN(64, z);
  let z = wrap(BigInt(row) + 0x9e3779b97f4a7c15n);
  z = wrap((z ^ (z >> 30n)) * 0xbf58476d1ce4e5b9n);
  z = wrap((z ^ (z >> 27n)) * 0x94d049bb133111ebn);
  return Number((z ^ (z >> 31n)) % 10_000n);
}

function answers(keys, k) {
  const all = Array.from(keys, Number);
  return Array.from({ length: all.length / k }, (_, i) => all.slice(i * k, (i + 1) * k));
}

/** float32[count * dimension] from a vector on; Node reads at most 2 GiB at once. */
function readVectors(file, dimension, first, count) {
  const vectors = new Float32Array(count * dimension);
  const bytes = new Uint8Array(vectors.buffer);
  const handle = fs.openSync(file);
  for (let at = 0; at < bytes.length; )
    at += fs.readSync(handle, bytes, at, Math.min(READ_AT_A_TIME, bytes.length - at), first * dimension * 4 + at);
  fs.closeSync(handle);
  return vectors;
}

async function build(method, options) {
  const run = await method.build(readVectors(options.file, options.dimension, 0, options.rows), options);
  const start = performance.now();
  await run();
  return { seconds: (performance.now() - start) / 1000, bytes: null, note: "" };
}

/** Calls one after the other until the time is over, round and round the queries. */
async function turn(method, queries, options, request) {
  const { dimension } = options;
  await method.ready?.(request);
  const ms = [];
  const ids = {};
  let first = request.first % options.queries;
  const end = performance.now() + request.seconds * 1000;
  do {
    if (first + request.batch > options.queries) first = 0;
    // A copy, because USearch's exact search reads a view from the start of its buffer.
    const block = queries.slice(first * dimension, (first + request.batch) * dimension);
    const start = performance.now();
    const found = await method.search(block, request);
    ms.push(performance.now() - start);
    found.forEach((answer, place) => (ids[first + place] = answer));
    first += request.batch;
  } while (performance.now() < end);
  return { ms, ids, next: first };
}

function parseOptions() {
  const names = ["method", "file", "scratch", "dimension", "rows", "queries", "k", "threads", "m", "ef-construction"];
  const { values } = parseArgs({ options: Object.fromEntries(names.map((name) => [name, { type: "string" }])) });
  const numbers = Object.fromEntries(names.slice(3).map((name) => [name, Number(values[name])]));
  return { ...values, ...numbers, efConstruction: numbers["ef-construction"] };
}

const options = parseOptions();
const method = methods[options.method]();
const size = fs.statSync(options.file).size / (options.dimension * 4);
const queries = readVectors(options.file, options.dimension, size - options.queries, options.queries);
for await (const line of readline.createInterface({ input: process.stdin })) {
  const request = JSON.parse(line);
  const reply = request.do === "build" ? await build(method, options) : await turn(method, queries, options, request);
  globalThis.gc?.();
  process.stdout.write(`@${JSON.stringify(reply)}\n`);
}
method.close?.();
