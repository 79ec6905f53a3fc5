// Takes traces by OTLP over HTTP and prints each as a tree, for a suite on a machine without Tempo:
//   node stack/observability/traces.mjs &
//   OTEL_EXPORTER_OTLP_ENDPOINT=http://127.0.0.1:4318 MANAGEMENT_TRACING_SAMPLING_PROBABILITY=1.0 ./suite up
// A trace is printed when nothing has been added to it for three seconds. PORT moves it, --once ends after the first trace
// that has gone through at least so many services: --once=3.
import { createServer } from "node:http";
import { gunzipSync } from "node:zlib";

const QUIET_MS = 3000;
const KINDS = ["", "internal", "server", "client", "producer", "consumer"];
const once = Number(process.argv.find((it) => it.startsWith("--once="))?.slice(7) ?? 0);
const traces = new Map();

/** The fields of a protobuf message: [number, value], where a value is a number, a bigint or bytes. */
function* fields(bytes) {
  let at = 0;
  const varint = () => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = Number(varint());
    const number = tag >> 3;
    switch (tag & 7) {
      case 0: yield [number, varint()]; break;
      case 1: yield [number, bytes.readBigUInt64LE(at)]; at += 8; break;
      case 2: { const length = Number(varint()); yield [number, bytes.subarray(at, at + length)]; at += length; break; }
      case 5: yield [number, bytes.readUInt32LE(at)]; at += 4; break;
      default: throw new Error("not protobuf");
    }
  }
}

const all = (bytes, number) => [...fields(bytes)].filter(([it]) => it === number).map(([, value]) => value);
const first = (bytes, number) => all(bytes, number)[0];

function serviceOf(resource) {
  for (const attribute of resource ? all(resource, 1) : []) {
    if (first(attribute, 1).toString() === "service.name") return first(first(attribute, 2), 1).toString();
  }
  return "?";
}

function take(body) {
  for (const resourceSpans of all(body, 1)) {
    const service = serviceOf(first(resourceSpans, 1));
    for (const scope of all(resourceSpans, 2)) {
      for (const span of all(scope, 2)) {
        const id = first(span, 1).toString("hex");
        const trace = traces.get(id) ?? { spans: [] };
        traces.set(id, trace);
        trace.at = Date.now();
        trace.spans.push({
          service,
          id: first(span, 2).toString("hex"),
          parent: first(span, 4)?.toString("hex") ?? "",
          name: first(span, 5).toString(),
          kind: KINDS[Number(first(span, 6) ?? 0n)],
          start: first(span, 7),
          end: first(span, 8),
        });
      }
    }
  }
}

function print(id, spans) {
  const begin = spans.reduce((least, it) => (it.start < least ? it.start : least), spans[0].start);
  const ms = (nanos) => (Number(nanos / 1000n) / 1000).toFixed(1);
  const show = (span, depth) => {
    console.log(`${"  ".repeat(depth + 1)}${span.service.padEnd(20)} ${span.kind.padEnd(8)} ${span.name}  +${ms(span.start - begin)} ms, ${ms(span.end - span.start)} ms`);
    spans.filter((it) => it.parent === span.id).sort((a, b) => (a.start < b.start ? -1 : 1)).forEach((it) => show(it, depth + 1));
  };
  console.log(`trace ${id}`);
  spans.filter((it) => !spans.some((other) => other.id === it.parent)).forEach((it) => show(it, 0));
}

const server = createServer((request, response) => {
  const chunks = [];
  request.on("data", (chunk) => chunks.push(chunk));
  request.on("end", () => {
    const body = Buffer.concat(chunks);
    take(request.headers["content-encoding"] === "gzip" ? gunzipSync(body) : body);
    response.writeHead(200, { "content-type": "application/x-protobuf" });
    response.end();
  });
}).listen(Number(process.env.PORT ?? 4318), "127.0.0.1");

setInterval(() => {
  for (const [id, { spans, at }] of traces) {
    if (Date.now() - at > QUIET_MS) {
      traces.delete(id);
      print(id, spans);
      if (once > 0 && new Set(spans.map((it) => it.service)).size >= once) {
        server.close();
        process.exit(0);
      }
    }
  }
}, 500);
