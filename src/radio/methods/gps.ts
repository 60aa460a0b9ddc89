import type { MethodResult, RadioView } from '../declaration.js';
import { declare } from './declare.js';
import { nameDomain } from '../values/domain.js';
import { coordinates, gpsModes } from '../model.js';
import type { PositionView } from '../network-view.js';
import { fact } from './fact.js';

const modeOf = ({ readings, model }: RadioView) => readings.of('gps_mode')?.values[0] ?? model.gps.mode;

const metresInDegree = 111_320;

/**
 * Position of the radio: the setting; while the receiver has latitude and longitude, that of its node in a network, or
 * the setting with the model's movement since the start.
 */
function position(view: RadioView): MethodResult {
  const setting = view.settings.running('gps_coordinates');
  const { speed, course } = view.model.gps;
  if (!/^locked-[23]d$/.test(modeOf(view))) return setting;
  const ofNode = view.network?.position();
  if (ofNode !== undefined) return textsOf(ofNode);
  if (speed === 0) return setting;
  const [latitude = 0, longitude = 0, altitude = 0] = setting.map(Number);
  const metres = (speed * (view.at.now - view.readings.since)) / 1_000;
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const north = (metres * Math.cos(radians(course))) / metresInDegree;
  const east =
    (metres * Math.sin(radians(course))) / (metresInDegree * Math.max(0.01, Math.cos(radians(latitude))));
  const to = Math.min(90, Math.max(-90, latitude + north));
  // Longitude wraps around at the date line.
  const around = ((((longitude + east + 180) % 360) + 360) % 360) - 180;
  return [to.toFixed(6), around.toFixed(6), String(altitude)];
}

function textsOf({ latitude, longitude, altitude }: PositionView): readonly string[] {
  return [latitude.toFixed(6), longitude.toFixed(6), String(Math.round(altitude * 10) / 10)];
}

const gpsCoordinates = declare({
  name: 'gps_coordinates',
  family: 'gps',
  summary: 'Position: latitude and longitude in degrees, altitude in metres',
  access: 'read-write',
  parameters: () => [
    { name: 'latitude', domain: coordinates[0] },
    { name: 'longitude', domain: coordinates[1] },
    { name: 'altitude', domain: coordinates[2] },
  ],
  result: '["34.057", "-118.447", "0"]',
  settings: ['gps_coordinates'],
  storedOnly: true,
  factory: ({ defaults }) => defaults.gps_coordinates,
  persistence: 'flash',
  effect: 'none',
  deadline: 'rf-write',
  source: 'ICD, ADT4, MAVP (interface.md B.4)',
  trust: 'PM',
  assumption:
    'while gps_mode is locked-2d or locked-3d, the setting plus the movement of the model (gps.speed, gps.course) since the start; in a network, the position of the node',
  read: position,
});

const gpsMode = fact({
  name: 'gps_mode',
  family: 'gps',
  summary: 'State of the GPS receiver: unlocked, locked-1d, locked-2d or locked-3d',
  reading: () => [{ name: 'gps_mode', domain: nameDomain(gpsModes) }],
  result: '["unlocked"]',
  source: 'ICD, ADT4, MAVP (interface.md B.4, F.15)',
  trust: 'PM',
  read: (view) => [modeOf(view)],
});

const gpsTime = fact({
  name: 'gps_time',
  family: 'gps',
  summary: 'GPS time, seconds with a fraction',
  result: '["4561387.1654"]',
  source: 'ICD (interface.md B.4)',
  trust: 'PM',
  assumption:
    "counts from the model's gps.timeEpochSeconds (default: 1980-01-06, the epoch of GPS time), four decimals",
  read: ({ model, at }) => [(at.wallTime / 1_000 - model.gps.timeEpochSeconds).toFixed(4)],
});

/** The GPS receiver. */
export const gpsMethods = [gpsCoordinates, gpsMode, gpsTime] as const;
