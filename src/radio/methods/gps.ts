import type { MethodDeclaration } from '../declaration.js';
import { decimalDomain } from '../domain.js';

const gpsCoordinates: MethodDeclaration = {
  name: 'gps_coordinates',
  family: 'gps',
  summary: 'Position: latitude and longitude in degrees, altitude in metres',
  access: 'read-write',
  parameters: () => [
    { name: 'latitude', domain: decimalDomain(-90, 90, 'degrees') },
    { name: 'longitude', domain: decimalDomain(-180, 180, 'degrees') },
    { name: 'altitude', domain: decimalDomain(-12_400, 42_000, 'm') },
  ],
  result: '["34.057", "-118.447", "0"]',
  settings: ['gps_coordinates'],
  factory: ({ defaults }) => defaults.gps_coordinates,
  persistence: 'flash',
  effect: 'none',
  deadline: 'rf-write',
  servedOn: ['http'],
  source: 'interface.md B.4',
  trust: 'PM',
};

const gpsMode: MethodDeclaration = {
  name: 'gps_mode',
  family: 'gps',
  summary: 'State of the GPS receiver: unlocked, locked-1d, locked-2d, locked-3d',
  access: 'read',
  parameters: () => [],
  result: '["unlocked"]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'read',
  servedOn: ['http'],
  source: 'interface.md B.4, F.15',
  trust: 'PM',
  read: ({ model }) => [model.gps.mode],
};

const gpsTime: MethodDeclaration = {
  name: 'gps_time',
  family: 'gps',
  summary: 'Time of the GPS receiver, seconds with fraction',
  access: 'read',
  parameters: () => [],
  result: '["4561387.1654"]',
  settings: [],
  persistence: 'none',
  effect: 'none',
  deadline: 'read',
  servedOn: ['http'],
  source: 'interface.md B.4',
  trust: 'PM',
  assumption:
    "counts from the model's gps.timeEpochSeconds (in the default 1980-01-06, as GPS time does), four decimals",
  read: ({ model, at }) => [(at.wallTime / 1_000 - model.gps.timeEpochSeconds).toFixed(4)],
};

/** The GPS receiver. */
export const gpsMethods: readonly MethodDeclaration[] = [gpsCoordinates, gpsMode, gpsTime];
