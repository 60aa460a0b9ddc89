import { connectionsCase } from '../many-connections.js';

export default connectionsCase(10_000);
