import type { GivenLogin, Login } from '../../login/login.js';
import type { Origin } from '../../ports/origin.js';
import type { SinkReply } from '../../ports/request-sink.js';
import { type Fields, fieldsOf } from './page-fields.js';
import { htmlReply } from './page-reply.js';

/** Every refusal has this text, whatever its reason (interface.md A.5). */
const refused = 'Invalid Login Authentication.';

/**
 * The page to log in (interface.md A.1).
 * @param bytes the query of a GET, or the body of a POST: a form with `username` and `password`
 */
export function loginReply(login: Pick<Login, 'log'>, bytes: Uint8Array, origin: Origin): SinkReply {
  const body = fieldsOf(bytes);
  const given = 'issue' in body ? nothing : loginIn(body.fields);
  const session = login.log(given, origin);
  if (session !== undefined) return htmlReply('Login', `Logged in as ${session.user}.`, session);
  const missing = (['username', 'password'] as const).filter((name) => given[name] === undefined);
  const issues = missing.map((name) => `${name}: is missing`);
  const all = 'issue' in body && bytes.length > 0 ? [body.issue] : issues;
  return htmlReply('Login', [refused, ...all.map((issue) => `${issue}.`)].join(' '));
}

const nothing: GivenLogin = { username: undefined, password: undefined };

function loginIn(fields: Fields): GivenLogin {
  const text = (name: string) => {
    const value = fields(name);
    return typeof value === 'string' ? value : undefined;
  };
  return { username: text('username'), password: text('password') };
}
