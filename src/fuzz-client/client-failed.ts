import { SilvusMockError } from '../core/errors.js';
import type { ClientFinding } from './finding.js';

/** A client failed: the message has the case and the lines that replay it. */
export class ClientFailed extends SilvusMockError {
  /** The failure, shrunk. */
  readonly finding: ClientFinding;

  /** @internal {@link fuzzClient} throws it. */
  constructor(message: string, finding: ClientFinding) {
    super('CLIENT_FAILED', message);
    this.name = 'ClientFailed';
    this.finding = finding;
  }
}
