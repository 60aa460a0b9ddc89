import { packageFacts } from '../core/process/package-facts.js';
import { type Fix, hasTime, utcText } from './fix.js';
import { dilution, satellitesOf, usedSatellites } from './satellites.js';
import { type WatchPolicy, devicePath } from './watch.js';

/** Version of the protocol (gpsd_json) whose members are sent. */
const protocol = { major: 3, minor: 14 };

/** Seconds by which GPS time is ahead of UTC. */
const leapSeconds = 18;

/** One line: an object of the protocol. */
function line(object: object): string {
  return `${JSON.stringify(object)}\r\n`;
}

/** Sent on connecting, and for `?VERSION`. */
export function versionLine(): string {
  const { name, version } = packageFacts();
  return line({
    class: 'VERSION',
    release: `${version}-simulated`,
    rev: `${name}-${version}-simulated`,
    proto_major: protocol.major,
    proto_minor: protocol.minor,
  });
}

/** Reply to `?DEVICES`. @param activated wall time since which a client watches the receiver, ms since 1970 */
export function devicesLine(activated: number | undefined): string {
  return line({ class: 'DEVICES', devices: [deviceObject(activated)] });
}

/** Reply to `?DEVICE`. */
export function deviceLine(activated: number | undefined): string {
  return line(deviceObject(activated));
}

function deviceObject(activated: number | undefined): object {
  return {
    class: 'DEVICE',
    path: devicePath,
    driver: 'simulated',
    ...(activated === undefined ? {} : { activated: utcText(activated), flags: 1 }),
    native: 0,
    bps: 9_600,
  };
}

/** Reply to `?WATCH`, behind that to `?DEVICES`. */
export function watchLine(policy: WatchPolicy): string {
  return line({ class: 'WATCH', ...policy });
}

/** Reply to `?POLL`. @param fix undefined while nobody watches the receiver */
export function pollLine(fix: Fix | undefined, wallTime: number): string {
  const reports = fix === undefined ? { tpv: [], sky: [] } : { tpv: [tpv(fix)], sky: [sky(fix)] };
  return line({
    class: 'POLL',
    time: utcText(wallTime),
    active: fix === undefined ? 0 : 1,
    tpv: reports.tpv,
    gst: [],
    sky: reports.sky,
  });
}

/** Reply to a request that is refused. */
export function errorLine(message: string): string {
  return line({ class: 'ERROR', message });
}

/** The reports of a fix to a client that watches as JSON. */
export function reportLines(fix: Fix): string {
  return line(tpv(fix)) + line(sky(fix));
}

/** Time, position, velocity. */
function tpv(fix: Fix): object {
  const { mode, position, velocity, wallTime } = fix;
  return {
    class: 'TPV',
    device: devicePath,
    mode,
    ...(hasTime(fix) ? { time: utcText(wallTime), leapseconds: leapSeconds, ept: 0.005 } : {}),
    ...(position === undefined ? {} : { lat: position.latitude, lon: position.longitude }),
    // Sea level is taken for the ellipsoid: the radio has one altitude.
    ...(position === undefined || mode < 3
      ? {}
      : { altHAE: position.altitude, altMSL: position.altitude, alt: position.altitude, geoidSep: 0 }),
    ...(velocity === undefined ? {} : { track: rounded(velocity.track), speed: rounded(velocity.speed) }),
    ...(velocity === undefined || mode < 3 ? {} : { climb: rounded(velocity.climb) }),
  };
}

/** The satellites in view. */
function sky(fix: Fix): object {
  const [seen, used] = [satellitesOf(fix), usedSatellites(fix)];
  const { horizontal, vertical, position } = dilution;
  return {
    class: 'SKY',
    device: devicePath,
    ...(hasTime(fix) ? { time: utcText(fix.wallTime) } : {}),
    ...(fix.mode >= 2 ? { hdop: horizontal } : {}),
    ...(fix.mode === 3 ? { vdop: vertical, pdop: position } : {}),
    nSat: seen.length,
    uSat: used.length,
    satellites: seen.map((satellite) => ({
      PRN: satellite.prn,
      el: satellite.elevation,
      az: satellite.azimuth,
      ss: satellite.signal,
      used: used.includes(satellite),
      gnssid: 0,
      svid: satellite.prn,
    })),
  };
}

function rounded(value: number): number {
  // Without a negative zero.
  return Math.round(value * 1_000) / 1_000 + 0;
}
