import { signal } from '@preact/signals';
import { token } from '../api/token.js';

/** States of the connection to the control plane. */
type ConnectionState = 'connecting' | 'open' | 'lost' | 'needs-token';

/** Header of every reply of the control plane: the process that has answered. */
const pidHeader = 'Silvus-Mock-Pid';

/** The connection to the control plane, as the last reply shows it. */
class Connection {
  readonly state = signal<ConnectionState>('connecting');
  /** Process ID of the simulator that has answered last. */
  readonly pid = signal<string | undefined>(undefined);
  /** Number of restarts noticed: whoever keeps something of an earlier simulator forgets it when this changes. */
  readonly restarts = signal(0);
  /** True if a token was sent that the control plane refused. */
  readonly isTokenWrong = signal(false);

  /** A reply has come, whatever its status. */
  answered(response: Response): void {
    if (response.status === 401) {
      this.isTokenWrong.value = token.value !== undefined;
      this.state.value = 'needs-token';
      return;
    }
    const pid = response.headers.get(pidHeader);
    if (pid !== null) {
      if (this.pid.value !== undefined && this.pid.value !== pid) this.restarts.value += 1;
      this.pid.value = pid;
    }
    this.isTokenWrong.value = false;
    this.state.value = 'open';
  }

  /** No reply has come. */
  lost(): void {
    if (this.state.value !== 'needs-token') this.state.value = 'lost';
  }
}

/** The connection to the control plane. */
export const connection = new Connection();
