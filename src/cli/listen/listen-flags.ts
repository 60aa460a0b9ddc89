/** Options of `silvus-mock listen`, as written. */
export interface ListenFlags {
  readonly host: string;
  readonly port: string;
  readonly for?: string;
  readonly json?: true;
}
