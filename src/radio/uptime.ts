const minute = 60_000;

const two = (value: number) => String(value).padStart(2, '0');

/**
 * The line that Linux' `uptime` prints, in the form captured from radios (interface.md B.2).
 * @param wallTime ms since 1970
 * @param up ms since boot
 */
export function uptimeLine(wallTime: number, up: number): string {
  const seconds = Math.floor(wallTime / 1_000) % 86_400;
  const clock = `${two(Math.floor(seconds / 3_600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  const minutes = Math.floor(up / minute);
  const days = Math.floor(minutes / 1_440);
  const hours = Math.floor(minutes / 60) % 24;
  const dayPart = days === 0 ? '' : `${days} ${days === 1 ? 'day' : 'days'}, `;
  const timePart = hours === 0 ? `${minutes % 60} min` : `${hours}:${two(minutes % 60)}`;
  return ` ${clock} up ${dayPart}${timePart}, 0 users, load average: 0.00, 0.00, 0.00`;
}
