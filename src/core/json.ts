/** A JSON value. A member that is undefined is left out of a reply. */
export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
