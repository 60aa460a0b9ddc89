/** Takes an id that counts as false for none: `0` and `""` come back as null. */
import { SmallRadio, serve } from './small-radio.js';

class LosesIds extends SmallRadio {
  withId(reply, id) {
    return super.withId(reply, id || null);
  }
}

serve(new LosesIds());
