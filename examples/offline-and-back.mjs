// Offline and back: the radio is out of reach without end, then at the edge of its range, then back. What a client
// sees of `offline` is the setting `blackout`; here connections are reset.
import assert from 'node:assert/strict';
import { degradedFaults, startSilvusMock, virtualClock } from 'silvus-mock';
import { call } from './call.mjs';

const clock = virtualClock();
const radio = await startSilvusMock({ clock, blackout: 'rst', mode: 'offline', seed: 7 });
const { url } = radio.http;
const events = [];
radio.on('offline', () => events.push('offline'));
radio.on('online', () => events.push('online'));

await assert.rejects(call(url, 'freq'));
await clock.advance('7d'); // a week later it is still gone
await assert.rejects(call(url, 'freq'));

// At the edge of its range a named preset of faults acts: late replies, BUSY, replies that never come.
await radio.setMode('degraded');
assert.deepEqual(
  radio.faults.list().map(({ name }) => name),
  degradedFaults.map(({ name }) => name),
);

await radio.setMode('normal');
assert.deepEqual((await call(url, 'freq')).result, ['4700']);

await radio.setMode('offline');
await radio.setMode('normal');
assert.deepEqual(events.slice(-2), ['offline', 'online']);

await radio.close();
console.log('gone for a week, degraded, and back');
