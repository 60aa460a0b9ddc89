/** Nodes of a network, generated ones included. */
export const maxNodes = 10_000;

/** Links with a cut or an override. */
export const maxLinks = 100_000;

/** Sources of interference. */
export const maxSources = 1_000;

/** Points of all motions together. */
export const maxWaypoints = 100_000;

/** Rows of all series together, those of CSV files included. */
export const maxRows = 200_000;

/** Lines of steering. */
export const maxSteering = 100_000;

/** A network file in JSON: it has room for all of the above, as `GET /network` gives it. */
export const maxJsonBytes = 67_108_864;

/** A CSV file with a series. */
export const maxSeriesBytes = 4_194_304;
