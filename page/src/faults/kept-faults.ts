import { effect, signal } from '@preact/signals';
import { connection } from '../simulator/connection.js';
import type { ListedFault } from './fault-spec.js';

/** Faults that are off, by node: removed from the simulator, and kept here to be put on again. */
const keptByNode = signal<ReadonlyMap<string, readonly ListedFault[]>>(new Map());

let restarts = connection.restarts.peek();
effect(() => {
  // A simulator that has restarted never had them.
  if (connection.restarts.value !== restarts) keptByNode.value = new Map();
  restarts = connection.restarts.value;
});

/** The faults of a node that are off. */
export function keptFaults(node: string): readonly ListedFault[] {
  return keptByNode.value.get(node) ?? [];
}

/** Keeps a fault that was switched off; one of the same name is forgotten. */
export function keepFault(node: string, fault: ListedFault): void {
  setKept(node, [...others(node, fault.name), fault]);
}

/** Forgets a fault that was switched on again, or is not wanted any more. */
export function forgetFault(node: string, name: string): void {
  setKept(node, others(node, name));
}

/** Forgets all faults of a node. */
export function forgetFaults(node: string): void {
  setKept(node, []);
}

function others(node: string, name: string): readonly ListedFault[] {
  return keptFaults(node).filter((each) => each.name !== name);
}

function setKept(node: string, faults: readonly ListedFault[]): void {
  keptByNode.value = new Map([...keptByNode.value, [node, faults]]);
}
