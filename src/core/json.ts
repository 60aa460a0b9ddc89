/** A value that can stand in a reply. A member that is undefined is left out. */
export type Json =
  string | number | boolean | null | undefined | readonly Json[] | { readonly [key: string]: Json };
