/** Zero counts of refused connections, by reason. */
export const noRefusals = {
  /** Beyond the connections that the port may have open at the same time. */
  limit: 0,
  /** Beyond those that it may have open at the same time from one address. */
  'address-limit': 0,
  /** From an address that may not connect. */
  'not-allowed': 0,
  /** The process has hardly any descriptors left. */
  descriptors: 0,
  /** The radio is in blackout. */
  blackout: 0,
  /** A fault refused it. */
  fault: 0,
};

/** Why a connection was accepted and closed at once. */
export type RefusalReason = keyof typeof noRefusals;

/** Refusals that the simulation itself causes: no warning. */
export const simulatedRefusals: ReadonlySet<RefusalReason> = new Set(['blackout', 'fault']);
