/** How many connections were refused, by reason; all 0. */
export const noRefusals = {
  /** Beyond the connections that the port takes at once. */
  limit: 0,
  /** Beyond those that it takes at once from one address. */
  'address-limit': 0,
  /** From an address that may not connect. */
  'not-allowed': 0,
  /** The process has hardly any descriptors left. */
  descriptors: 0,
  /** The radio is dark. */
  blackout: 0,
  /** A fault refused it. */
  fault: 0,
};

/** Why a connection was accepted and closed at once. */
export type RefusalReason = keyof typeof noRefusals;

/** What the simulated radio does by itself: no warning. */
export const ownRefusals: ReadonlySet<RefusalReason> = new Set(['blackout', 'fault']);
