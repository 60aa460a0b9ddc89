import { expect, test } from 'vitest';
import { uptimeLine } from '../../src/radio/uptime.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
const midnight = Date.UTC(2026, 0, 1);
const tail = ', 0 users, load average: 0.00, 0.00, 0.00';

test.each([
  [0, '0 min'],
  [59 * second, '0 min'],
  [minute, '1 min'],
  [59 * minute + 59 * second, '59 min'],
  [hour, '1:00'],
  [hour + 7 * minute, '1:07'],
  [23 * hour + 59 * minute, '23:59'],
  [day, '1 day, 0 min'],
  [day + 5 * minute, '1 day, 5 min'],
  [day + hour, '1 day, 1:00'],
  [2 * day, '2 days, 0 min'],
  [2 * day + 5 * hour + 7 * minute, '2 days, 5:07'],
  [400 * day + 23 * hour, '400 days, 23:00'],
])('%d ms after boot: up %s', (up, text) => {
  expect(uptimeLine(midnight, up)).toBe(` 00:00:00 up ${text}${tail}`);
});

test.each([
  [0, '00:00:00'],
  [999, '00:00:00'],
  [hour + 47 * minute + 16 * second, '01:47:16'],
  [day - 1, '23:59:59'],
  [day, '00:00:00'],
])('%d ms after midnight UTC the clock says %s', (ms, text) => {
  expect(uptimeLine(midnight + ms, 0)).toBe(` ${text} up 0 min${tail}`);
});
