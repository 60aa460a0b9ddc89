/**
 * Something that all nodes of a simulator share and that lives with it, such as the control plane. It opens last, is
 * restarted when it dies, and answers until the nodes have closed.
 */
export interface Service {
  /** Its name among the activities. */
  readonly name: 'control';
  /** Set once it is open; a service may be configured away. */
  readonly isOpen: boolean;
  /**
   * Opens it, if it is to be. Rejects with `PORT_UNAVAILABLE`.
   * @param onLost called when it has ended by itself
   */
  open(onLost: (error: unknown) => void): Promise<void>;
  /** Opens it again where it was. Rejects with `PORT_UNAVAILABLE`. */
  reopen(): Promise<void>;
  /** Loads what it needs later: without descriptors it could not be read then. */
  loadAhead(): Promise<void>;
  /** Stops accepting; resolves when only those are left who follow events. */
  stop(): Promise<void>;
  /** Destroys the connections that `stop` still waits for. */
  force(): void;
  /** Ends those who follow events; resolves when nothing is left. */
  end(): Promise<void>;
}
