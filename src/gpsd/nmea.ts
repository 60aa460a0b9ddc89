import { type Fix, type FixPosition, hasTime, utcText } from './fix.js';
import { dilution, satellitesOf, usedSatellites } from './satellites.js';

/** Parts of a minute of arc that a sentence shows. */
const partsOfMinute = 100_000;

/** Satellites in one GSV sentence. */
const perSentence = 4;

/** Fields for the numbers of used satellites in a GSA sentence. */
const usedFields = 12;

const knotsOf = (metresPerSecond: number) => (metresPerSecond * 3_600) / 1_852;

/** The NMEA 0183 sentences of a fix, each with its line end. */
export function nmeaSentences(fix: Fix): string {
  return [rmc(fix), gga(fix), gsa(fix), ...gsv(fix)].map(sentence).join('');
}

/** A sentence with its checksum: the exclusive or of all characters between `$` and `*`. */
function sentence(fields: readonly string[]): string {
  const text = fields.join(',');
  const sum = [...Buffer.from(text, 'latin1')].reduce((all, byte) => all ^ byte, 0);
  return `$${text}*${sum.toString(16).toUpperCase().padStart(2, '0')}\r\n`;
}

function rmc(fix: Fix): readonly string[] {
  const { position, velocity } = fix;
  const speed = velocity === undefined ? '' : knotsOf(velocity.speed).toFixed(2);
  const track = velocity === undefined ? '' : velocity.track.toFixed(2);
  const [status, mode] = position === undefined ? ['V', 'N'] : ['A', 'A'];
  return ['GPRMC', timeOf(fix), status, ...placeOf(position), speed, track, dateOf(fix), '', '', mode];
}

function gga(fix: Fix): readonly string[] {
  const { position, mode } = fix;
  const quality = position === undefined ? '0' : '1';
  const count = String(usedSatellites(fix).length).padStart(2, '0');
  const isHigh = position !== undefined && mode === 3;
  const height = isHigh ? [position.altitude.toFixed(1), 'M', '0.0', 'M'] : ['', 'M', '', 'M'];
  const spread = position === undefined ? '' : dilution.horizontal.toFixed(1);
  return ['GPGGA', timeOf(fix), ...placeOf(position), quality, count, spread, ...height, '', ''];
}

function gsa(fix: Fix): readonly string[] {
  const numbers = usedSatellites(fix).map(({ prn }) => twoDigits(prn));
  const empty = Array.from({ length: usedFields - numbers.length }, () => '');
  const { horizontal, vertical, position } = dilution;
  const spread = {
    0: ['', '', ''],
    1: ['', '', ''],
    2: ['', horizontal.toFixed(1), ''],
    3: [position.toFixed(1), horizontal.toFixed(1), vertical.toFixed(1)],
  }[fix.mode];
  // A sentence has no mode 0.
  return ['GPGSA', 'A', String(Math.max(1, fix.mode)), ...numbers, ...empty, ...spread];
}

function gsv(fix: Fix): readonly (readonly string[])[] {
  const seen = satellitesOf(fix);
  const count = Math.max(1, Math.ceil(seen.length / perSentence));
  return Array.from({ length: count }, (_, index) => [
    'GPGSV',
    String(count),
    String(index + 1),
    twoDigits(seen.length),
    ...seen
      .slice(index * perSentence, (index + 1) * perSentence)
      .flatMap(({ prn, elevation, azimuth, signal }) => [
        twoDigits(prn),
        twoDigits(elevation),
        String(azimuth).padStart(3, '0'),
        twoDigits(signal),
      ]),
  ]);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}

/** `hhmmss.ss`; empty while the receiver does not know the time. */
function timeOf(fix: Fix): string {
  if (!hasTime(fix)) return '';
  const [hours = '', minutes = '', seconds = ''] = utcText(fix.wallTime).slice(-13).split(':');
  return `${hours}${minutes}${seconds.slice(0, 5)}`;
}

/** `ddmmyy`; empty while the receiver does not know the time. */
function dateOf(fix: Fix): string {
  if (!hasTime(fix)) return '';
  // From the end, since a year may have more than four digits.
  const [year = '', month = '', day = ''] = utcText(fix.wallTime).slice(-22, -14).split('-');
  return `${day}${month}${year}`;
}

/** Latitude and longitude, each with its half of the globe. */
function placeOf(position: FixPosition | undefined): readonly string[] {
  if (position === undefined) return ['', '', '', ''];
  const { latitude, longitude } = position;
  return [arc(latitude, 2), latitude < 0 ? 'S' : 'N', arc(longitude, 3), longitude < 0 ? 'W' : 'E'];
}

/** Degrees and minutes: `3403.42000`. Rounded as a whole, so that no minute is the sixtieth. */
function arc(degrees: number, digits: number): string {
  const parts = Math.round(Math.abs(degrees) * 60 * partsOfMinute);
  const whole = Math.floor(parts / (60 * partsOfMinute));
  const minutes = (parts - whole * 60 * partsOfMinute) / partsOfMinute;
  return `${String(whole).padStart(digits, '0')}${minutes.toFixed(5).padStart(8, '0')}`;
}
