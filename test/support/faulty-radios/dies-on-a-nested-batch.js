/** Looks for the method of each element of a batch, and does not expect an array there: the exception ends it. */
import { SmallRadio, serve } from './small-radio.js';

class DiesOnANestedBatch extends SmallRadio {
  one(call) {
    if (Array.isArray(call)) throw new Error('a batch in a batch');
    return super.one(call);
  }
}

serve(new DiesOnANestedBatch());
