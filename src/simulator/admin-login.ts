import { Secret } from '../config/secret.js';
import type { Login } from '../login/login.js';
import { Credentials } from '../ports/request-origin.js';

/** Login of the admin of a radio that asks for one. */
export interface AdminLogin {
  readonly user: 'admin';
  /** The present password. */
  readonly password: Secret;
  /** True for a `Cookie` header with a valid session. */
  readonly hasSession: (cookie: string) => boolean;
}

/** The login of a radio's admin; undefined where the radio asks for none. */
export function adminLoginOf(login: Login | undefined): AdminLogin | undefined {
  if (login?.isOn !== true) return undefined;
  const user = 'admin';
  return {
    user,
    password: new Secret(login.passwordOf(user)),
    hasSession: (cookie) => login.find(new Credentials(cookie, undefined)) !== undefined,
  };
}
