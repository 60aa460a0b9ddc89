import { wireErrors } from '../../core/errors.js';
import { busy as busyFault } from '../../faults/kinds/busy.js';
import { unavailable as unavailableFault } from '../../faults/kinds/unavailable.js';
import { type Bend, callStages, isCall, isHttp } from '../bend.js';
import { withoutState } from '../without-state.js';

/** BUSY, as from a full queue. */
export const busy: Bend<'busy'> = {
  name: 'busy',
  summary: 'the reply is BUSY; the command is not executed',
  stages: callStages,
  fits: isCall,
  hooks: () => busyFault.make({}, withoutState),
};

/** UNAVAILABLE, as in a blackout. */
export const unavailable: Bend<'unavailable'> = {
  name: 'unavailable',
  summary: 'the reply is UNAVAILABLE; the command is not executed',
  stages: callStages,
  fits: isCall,
  hooks: () => unavailableFault.make({}, withoutState),
};

const authentication = 'Authentication error';

/** The session has ended before its time. */
export const authenticationError: Bend<'authentication-error'> = {
  name: 'authentication-error',
  summary: 'where clients must log in: the reply is Authentication error; the command is not executed',
  stages: callStages,
  fits: (subject) => isCall(subject) && isHttp(subject) && subject.isLoginOn,
  hooks: () => ({
    answer: () => ({ code: wireErrors[authentication].code, message: authentication }),
  }),
};
