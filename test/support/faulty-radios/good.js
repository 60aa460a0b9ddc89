/** The small radio with nothing done wrong: nothing must be found in it. */
import { SmallRadio, serve } from './small-radio.js';

serve(new SmallRadio());
