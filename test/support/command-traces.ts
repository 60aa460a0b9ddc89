import { type TracingChannelSubscribers, tracingChannel } from 'node:diagnostics_channel';
import { onTestFinished } from 'vitest';
import type { CommandTrace } from '../../src/index.js';

/** An event of the tracing channel. */
export interface TraceEvent {
  readonly event: keyof TracingChannelSubscribers<CommandTrace>;
  /** The message itself, which tells one command from another. */
  readonly message: CommandTrace;
  /** The message as it was at this event. */
  readonly was: CommandTrace;
}

/** Subscribes to the commands of all simulators in this process until it is ended. */
export function traceCommands(): { readonly events: TraceEvent[]; readonly end: () => void } {
  const events: TraceEvent[] = [];
  const channel = tracingChannel<unknown, CommandTrace>('silvus-mock.command');
  const listener = (event: TraceEvent['event']) => (message: CommandTrace) => {
    events.push({ event, message, was: structuredClone(message) });
  };
  const subscribers: TracingChannelSubscribers<CommandTrace> = {
    start: listener('start'),
    end: listener('end'),
    error: listener('error'),
    asyncStart: listener('asyncStart'),
    asyncEnd: listener('asyncEnd'),
  };
  channel.subscribe(subscribers);
  return { events, end: () => channel.unsubscribe(subscribers) };
}

/** As {@link traceCommands}, until the test has finished. */
export function tracedCommands(): readonly TraceEvent[] {
  const { events, end } = traceCommands();
  onTestFinished(end);
  return events;
}

/** What is wrong with the events: each command has one begin and one end, in this order, with one message. */
export function traceComplaints(events: readonly TraceEvent[]): readonly string[] {
  const byCommand = new Map<CommandTrace, TraceEvent[]>();
  for (const each of events) byCommand.set(each.message, [...(byCommand.get(each.message) ?? []), each]);
  return [...byCommand.values()].flatMap((ofCommand) => {
    const names = ofCommand.map(({ event }) => event).join(' ');
    const last = ofCommand.at(-1)?.was;
    const expected =
      last?.error === undefined ? 'start end asyncStart asyncEnd' : 'start end error asyncStart asyncEnd';
    const isWhole = last?.outcome !== undefined && last.settledAt !== undefined;
    return names === expected && isWhole ? [] : [`${last?.method ?? ''}: ${names} ${last?.outcome ?? '-'}`];
  });
}
