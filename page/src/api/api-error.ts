import * as z from 'zod/mini';

const errorSchema = z.object({ error: z.object({ code: z.string(), message: z.string() }) });

/** A reply of the control plane that is an error, in its own words. */
export class ApiError extends Error {
  /** From the control plane's catalogue: `OPTION_INVALID`. */
  readonly code: string;
  /** HTTP status. */
  readonly status: number;

  constructor(status: number, body: unknown) {
    const { data } = errorSchema.safeParse(body);
    super(data?.error.message ?? `the control plane answered with the status ${status}`);
    this.name = 'ApiError';
    this.code = data?.error.code ?? 'UNKNOWN';
    this.status = status;
  }
}

/** An error as a line for a person. */
export function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
