/** Results of tries to log in: `concurrent` is a right password that another session of the user kept from one. */
export const loginResults = ['accepted', 'refused', 'locked', 'concurrent'] as const;

/** Result of a try to log in. */
export type LoginResult = (typeof loginResults)[number];

/** Counts of logins, and the sessions that are open. */
export interface LoginFigures {
  readonly sessions: number;
  readonly tries: Readonly<Record<LoginResult, number>>;
}

/** Counts of tries to log in since the start; a reset does not change them. */
export class LoginCounts {
  readonly #tries: Record<LoginResult, number> = { ...noTries };

  add(result: LoginResult): void {
    this.#tries[result] += 1;
  }

  figures(): LoginFigures['tries'] {
    return { ...this.#tries };
  }
}

const noTries: LoginFigures['tries'] = { accepted: 0, refused: 0, locked: 0, concurrent: 0 };

/** Figures while login is off; whoever gets them may change them. */
export function noLogins(): LoginFigures {
  return { sessions: 0, tries: { ...noTries } };
}
