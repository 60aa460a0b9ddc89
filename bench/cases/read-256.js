import { readCase } from '../over-http.js';

export default readCase(256);
