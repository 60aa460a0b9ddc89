import { optionalSetting, setting } from './row.js';

/** The password of one of the three users. */
function password(user: string) {
  return optionalSetting({
    flag: `--login-${user}-password <text>`,
    group: 'Login',
    summary: `password of the user ${user}; a variable keeps it out of the process list`,
    takes: 'restart',
    schema: (fields) => fields.password,
    unset: 'as from the factory',
  });
}

/** Login at the HTTP and HTTPS ports (interface.md A.6, H.4). */
export const login = {
  enabled: setting({
    flag: '--login',
    group: 'Login',
    summary: 'clients must log in at /login.sh',
    takes: 'restart',
    schema: ({ z }) => z.boolean(),
    default: false,
  }),
  adminPassword: password('admin'),
  advancedPassword: password('advanced'),
  basicPassword: password('basic'),
  lifetime: setting({
    flag: '--login-lifetime <time>',
    group: 'Login',
    summary: 'time from the last reply to the end of a session',
    takes: 'live',
    schema: ({ duration }) =>
      duration.refine((ms) => ms > 0, { error: 'is not allowed; allowed: more than 0' }),
    default: 600_000,
  }),
  sessionName: setting({
    flag: '--login-session-name <name>',
    group: 'Login',
    summary: 'name of the cookie of a session',
    takes: 'live',
    schema: ({ cookieName }) => cookieName,
    default: 'session',
  }),
  errorStatus: setting({
    flag: '--login-error-status <n>',
    group: 'Login',
    summary: 'HTTP status of an authentication error: 200, 401',
    takes: 'live',
    schema: ({ z }) =>
      z.union([z.literal(200), z.literal(401)], { error: 'is not allowed; allowed: 200, 401' }),
    default: 200,
  }),
  maxTries: setting({
    flag: '--login-max-tries <n>',
    group: 'Login',
    summary: 'wrong passwords in a row after which a user is locked out',
    note: '0 = unlimited',
    takes: 'live',
    schema: ({ whole }) => whole(0, 1_000),
    default: 5,
  }),
  lockout: setting({
    flag: '--login-lockout <time>',
    group: 'Login',
    summary: 'how long a user is locked out',
    takes: 'live',
    schema: ({ duration }) => duration,
    default: 300_000,
  }),
  concurrent: setting({
    flag: '--login-concurrent <what>',
    group: 'Login',
    summary: 'further session of a user: allow, refuse (its login), or replace (end the earlier one)',
    takes: 'live',
    schema: ({ z }) => z.enum(['allow', 'refuse', 'replace']),
    default: 'allow',
  }),
  maxSessions: setting({
    flag: '--login-max-sessions <n>',
    group: 'Login',
    summary: 'sessions at the same time; one more ends the one whose last reply is longest ago',
    takes: 'live',
    schema: ({ whole }) => whole(1, 10_000),
    default: 64,
  }),
  afterZeroize: setting({
    flag: '--login-after-zeroize <on|off>',
    group: 'Login',
    summary: 'login once zeroize was executed: on, off (until a reset)',
    takes: 'live',
    schema: ({ z }) => z.enum(['on', 'off']),
    default: 'on',
  }),
  levels: setting({
    group: 'Login',
    summary: 'level that a user needs, by method: basic, advanced, admin',
    takes: 'live',
    schema: (fields) => fields.levels,
    default: {},
  }),
};
