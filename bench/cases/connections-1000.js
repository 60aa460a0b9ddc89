import { connectionsCase } from '../many-connections.js';

export default connectionsCase(1_000);
