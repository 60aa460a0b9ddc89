/** Names of the radio's ports, in the order in which they open. */
export const portNames = Object.freeze(['http', 'maintenance'] as const);
