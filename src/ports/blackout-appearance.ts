/**
 * A blackout on the wire: as an error reply (`error`, and `http-503` on HTTP), a closed port (`refuse`), an
 * open port that answers each connection with a RST (`rst`), or one that never replies (`hang`).
 */
export type BlackoutSetting = 'error' | 'refuse' | 'rst' | 'hang' | 'http-503';

/** The appearances that change a port itself; with the others connections and requests go on as usual. */
export type BlackoutAppearance = Exclude<BlackoutSetting, 'error' | 'http-503'>;
