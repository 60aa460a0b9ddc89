// OpenTelemetry: each command of the radio is a span. The spans go to an exporter in memory here; your own exporter
// takes its place.
// npm install --save-dev @opentelemetry/api @opentelemetry/sdk-trace-base
// Run it with: node examples/opentelemetry.mjs
import assert from 'node:assert/strict';
import { tracingChannel } from 'node:diagnostics_channel';
import { ROOT_CONTEXT, SpanKind, SpanStatusCode } from '@opentelemetry/api';
import {
  BasicTracerProvider,
  InMemorySpanExporter,
  SimpleSpanProcessor,
} from '@opentelemetry/sdk-trace-base';
import { startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const exporter = new InMemorySpanExporter();
const provider = new BasicTracerProvider({ spanProcessors: [new SimpleSpanProcessor(exporter)] });
const tracer = provider.getTracer('silvus-mock');

// Begin and end of a command have the same message, so it finds the span.
const spans = new WeakMap();
const subscribers = {
  start(message) {
    const attributes = {
      'rpc.system.name': 'jsonrpc',
      'rpc.method': message.method,
      'jsonrpc.request.id': String(message.id ?? ''),
      'client.address': message.peer,
      'silvus_mock.node': message.node,
      'silvus_mock.port': message.port,
      'silvus_mock.params': message.params,
    };
    const options = { kind: SpanKind.SERVER, startTime: new Date(message.receivedAt), attributes };
    spans.set(message, tracer.startSpan(message.method, options, ROOT_CONTEXT));
  },
  end() {},
  error(message) {
    const span = spans.get(message);
    span.setAttribute('error.type', message.error.message);
    span.setAttribute('rpc.response.status_code', String(message.error.code));
    span.setStatus({ code: SpanStatusCode.ERROR, message: message.error.message });
  },
  asyncStart() {},
  asyncEnd(message) {
    const span = spans.get(message);
    span.setAttribute('silvus_mock.outcome', message.outcome);
    span.setAttribute('silvus_mock.wait_ms', message.waitMs);
    span.end(new Date(message.settledAt));
  },
};
const channel = tracingChannel('silvus-mock.command');
channel.subscribe(subscribers);

const clock = virtualClock();
const radio = await startSilvusMock({ clock, worker: { processingTime: '20ms' } });
const read = call(radio.http.url, 'freq');
await radio.received(1);
const write = call(radio.http.url, 'power_dBm', ['99']);
await radio.received(2);
await clock.runUntilIdle();
await Promise.all([read, write]);
await radio.close();
channel.unsubscribe(subscribers);

const ms = ([seconds, nanoseconds]) => seconds * 1_000 + nanoseconds / 1_000_000;
const lines = exporter
  .getFinishedSpans()
  .map(({ name, duration, attributes }) => `${name} ${ms(duration)} ms ${attributes['silvus_mock.outcome']}`);
for (const line of lines) console.log(line);
await provider.shutdown();
assert.deepEqual(lines, ['freq 20 ms ok', 'power_dBm 40 ms INVALID_RANGE']);
