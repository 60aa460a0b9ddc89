/** `nbr_mcs` of a neighbour to which nothing was sent yet: pages show N/A for it (interface.md H.3). */
export const unsent = 'N/A';

/** A coding scheme as text. */
export function mcsText(mcs: number | undefined): string {
  return mcs === undefined ? unsent : String(mcs);
}
