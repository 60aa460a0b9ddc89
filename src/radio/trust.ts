/** Quality of the source of a method, by its mark. */
export const trustMarks = {
  M: 'a page of a public user manual',
  PM: "the vendor's API manual as others quote it",
  FW: "pages of the radio's own, from old firmware",
  HW: 'values that were captured from a radio',
  C: 'inferred from what clients send and expect',
  own: 'a custom method',
} as const;

/** A mark of trust. */
export type Trust = keyof typeof trustMarks;
