import { signal } from '@preact/signals';
import { token } from '../api/token.js';

/** States of the connection to the control plane. */
type ConnectionState = 'connecting' | 'open' | 'lost' | 'needs-token';

/** Headers of every reply of the control plane: the process that has answered, and when its control plane was made. */
const pidHeader = 'Silvus-Mock-Pid';
const startedHeader = 'Silvus-Mock-Started';

/** The connection to the control plane, as the last reply shows it. */
class Connection {
  readonly state = signal<ConnectionState>('connecting');
  /** The run of the simulator that has answered last. In a container every process has the same ID. */
  #run: string | undefined;
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
      const run = `${pid} ${response.headers.get(startedHeader) ?? ''}`;
      if (this.#run !== undefined && this.#run !== run) this.restarts.value += 1;
      this.#run = run;
    } else if (response.status >= 500) {
      // A proxy has answered in its place.
      this.lost();
      return;
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
