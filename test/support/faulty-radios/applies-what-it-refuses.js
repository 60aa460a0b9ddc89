/** Stores a value before it checks it. */
import { SmallRadio, serve } from './small-radio.js';

class AppliesWhatItRefuses extends SmallRadio {
  write(method, params) {
    const reply = super.write(method, params);
    this.settings.set(method, String(params[0]));
    return reply;
  }
}

serve(new AppliesWhatItRefuses());
