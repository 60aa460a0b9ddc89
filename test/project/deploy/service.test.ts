import { expect, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes.js';
import { configSchema } from '../../../src/config/schema.js';
import { parseDuration } from '../../../src/core/time/duration.js';
import { unitValue, unitValues } from '../../support/service-unit.js';

test('the service is given longer to stop than a close may take', () => {
  const { grace } = configSchema.parse({}).close;
  expect(parseDuration(unitValue('TimeoutStopSec'))).toBeGreaterThan(grace);
});

test('it starts again after a fault, but not with a wrong flag or configuration', () => {
  expect(unitValue('Restart')).toBe('on-failure');
  expect(unitValue('RestartPreventExitStatus').split(' ').map(Number)).toEqual([
    exitCodes.usage,
    exitCodes.configuration,
  ]);
});

test('it keeps the flash in the folder that systemd makes for it', () => {
  const variables = unitValues('Environment');
  expect(variables).toContain(`SILVUS_MOCK_STATE_DIR=/var/lib/${unitValue('StateDirectory')}`);
});

test('it reads its configuration from the folder that systemd makes for it', () => {
  expect(unitValue('WorkingDirectory')).toBe(`/etc/${unitValue('ConfigurationDirectory')}`);
});

test('it may open as many files as its connections need', () => {
  const { http, maintenance } = configSchema.parse({});
  expect(Number(unitValue('LimitNOFILE'))).toBeGreaterThan(
    2 * (http.maxConnections + maintenance.maxConnections),
  );
});
