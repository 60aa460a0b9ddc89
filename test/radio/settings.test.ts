import { beforeEach, expect, test } from 'vitest';
import { Settings } from '../../src/radio/settings.js';

const factory = new Map([
  ['freq', ['4700']],
  ['gps_coordinates', ['34.057', '-118.447', '0']],
]);
let settings = new Settings(factory);

beforeEach(() => {
  settings = new Settings(factory);
});

test('at first what runs and what is in flash are the factory settings', () => {
  expect(settings.running('freq')).toEqual(['4700']);
  expect(settings.flash('gps_coordinates')).toEqual(['34.057', '-118.447', '0']);
});

test('a write changes what runs, and flash not', () => {
  settings.write('freq', ['2220']);
  expect(settings.running('freq')).toEqual(['2220']);
  expect(settings.flash('freq')).toEqual(['4700']);
});

test('a save brings the running value of that setting alone to flash', () => {
  settings.write('freq', ['2220']);
  settings.write('gps_coordinates', ['1', '2', '3']);
  settings.save('freq');
  expect(settings.flash('freq')).toEqual(['2220']);
  expect(settings.flash('gps_coordinates')).toEqual(['34.057', '-118.447', '0']);
});

test('a load of flash brings back what was saved, and loses what was not', () => {
  settings.write('freq', ['2220']);
  settings.save('freq');
  settings.write('freq', ['2240']);
  settings.write('gps_coordinates', ['1', '2', '3']);
  settings.loadFlash();
  expect(settings.running('freq')).toEqual(['2220']);
  expect(settings.running('gps_coordinates')).toEqual(['34.057', '-118.447', '0']);
});

test('a factory reset changes flash, and shows at the next load', () => {
  settings.write('freq', ['2220']);
  settings.save('freq');
  settings.factoryReset();
  expect(settings.running('freq')).toEqual(['2220']);
  expect(settings.flash('freq')).toEqual(['4700']);
  settings.loadFlash();
  expect(settings.running('freq')).toEqual(['4700']);
});

test('after a load a write does not reach flash', () => {
  settings.loadFlash();
  settings.write('freq', ['2220']);
  expect(settings.flash('freq')).toEqual(['4700']);
});

test('after a factory reset a save does not reach the factory settings', () => {
  settings.factoryReset();
  settings.write('freq', ['2220']);
  settings.save('freq');
  settings.factoryReset();
  expect(settings.flash('freq')).toEqual(['4700']);
});

test('a name that is no setting has no value and takes none', () => {
  settings.write('colour', ['red']);
  settings.save('colour');
  expect(settings.running('colour')).toEqual([]);
  expect(settings.flash('colour')).toEqual([]);
});
