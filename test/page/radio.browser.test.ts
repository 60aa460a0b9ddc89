import { expect, test } from 'vitest';
import { type OpenOptions, openPage } from '../support/browser.js';
import type { SimulatorWithPage } from '../support/simulator-with-page.js';

/** A busy machine takes its time. */
const soon = { timeout: 20_000 };

/** A value that the control plane refuses is an error on the browser's console, too. */
const refused = /400 \(Bad Request\)/;

const onRadio = (args: readonly string[] = []): OpenOptions => ({ route: '#/radio', args });

/** Calls the radio as one of its clients. */
async function callRadio({ httpPort }: SimulatorWithPage, method: string, params: readonly string[] = []) {
  const reply = await fetch(`http://127.0.0.1:${httpPort}/streamscape_api`, {
    method: 'POST',
    body: JSON.stringify({ jsonrpc: '2.0', id: 1, method, params }),
  });
  return (await reply.json()) as { readonly result?: unknown; readonly error?: unknown };
}

test('setting a frequency blacks the radio out; the bar counts down, and then it is online', async () => {
  const { page, simulator } = await openPage(onRadio(['--soft-boot', '4s']));
  const state = page.getByRole('region', { name: 'Blackout' }).getByRole('status');
  await expect.poll(() => state.textContent(), soon).toBe('online');
  await page.getByRole('textbox', { name: 'freq', exact: true }).fill('2490');
  await page.getByRole('button', { name: 'Set freq', exact: true }).click();
  const bar = page.getByRole('progressbar', { name: 'Time left of the blackout' });
  await expect.poll(() => state.textContent(), soon).toBe('in blackout: soft-boot');
  expect(await bar.getAttribute('aria-valuetext')).toMatch(/^[34]\.\d s left$/);
  await expect.poll(() => bar.getAttribute('aria-valuetext'), soon).toMatch(/^[12]\.\d s left$/);
  await expect.poll(() => state.textContent(), soon).toBe('online');
  expect(await callRadio(simulator, 'freq')).toMatchObject({ result: ['2490'] });
});

test('a setting says where it differs from flash and factory, until it is saved', async () => {
  const { page, simulator } = await openPage(onRadio());
  const row = page.getByRole('form', { name: 'nw_name' });
  await row.getByRole('textbox', { name: 'nw_name' }).fill('net2');
  await page.keyboard.press('Enter');
  await row.getByText('not in flash, which has net1').waitFor();
  await row.getByText('factory has net1').waitFor();
  await page.getByText('1 not in flash').waitFor();
  await row.getByRole('button', { name: 'Save nw_name to flash' }).click();
  await row.getByText('not in flash').waitFor({ state: 'detached' });
  await row.getByText('factory has net1').waitFor();
  expect(await simulator.drive('GET', '/state/saved')).toMatchObject({ nw_name: ['net2'] });
});

test('a value that the radio refuses stays in the field, with the answer beside it', async () => {
  const { page, simulator, problems } = await openPage(onRadio());
  problems.allow(refused);
  const row = page.getByRole('form', { name: 'power_dBm' });
  const field = row.getByRole('textbox', { name: 'power_dBm' });
  await row.getByText('0 to 39 dBm, whole numbers').waitFor();
  await field.fill('99');
  await row.getByRole('button', { name: 'Set power_dBm' }).click();
  await row.getByText('the radio answered INVALID_RANGE').waitFor();
  expect(await field.inputValue()).toBe('99');
  expect(await field.getAttribute('aria-invalid')).toBe('true');
  expect(await callRadio(simulator, 'power_dBm')).toMatchObject({ result: ['30'] });
  await row.getByRole('button', { name: 'Put directly: power_dBm' }).click();
  await row
    .getByText(/0 to 39/)
    .nth(1)
    .waitFor();
  await row.getByRole('button', { name: 'Undo power_dBm' }).click();
  expect(await field.inputValue()).toBe('30');
});

test('a setting that is put directly causes no blackout and is in no journal', async () => {
  const { page, simulator } = await openPage(onRadio());
  const row = page.getByRole('form', { name: 'freq', exact: true });
  await row.getByRole('textbox', { name: 'freq' }).fill('2220');
  await row.getByRole('button', { name: 'Put directly: freq' }).click();
  await row.getByText('not in flash, which has 4700').waitFor();
  expect(await simulator.drive('GET', '/blackout')).toBeNull();
  expect(await simulator.drive('GET', '/journal')).toMatchObject({ total: 0 });
  expect(await callRadio(simulator, 'freq')).toMatchObject({ result: ['2220'] });
});

test('a blackout is begun by a form and ended by a button', async () => {
  const { page, simulator, problems } = await openPage(onRadio());
  problems.allow(refused);
  const panel = page.getByRole('region', { name: 'Blackout' });
  await panel.getByRole('textbox', { name: 'Duration' }).fill('10m');
  await panel.getByRole('combobox', { name: 'Cause' }).selectOption('reboot');
  await panel.getByRole('button', { name: 'Begin' }).click();
  await panel.getByText('in blackout: reboot').waitFor();
  expect(await callRadio(simulator, 'freq')).toMatchObject({ error: { message: 'UNAVAILABLE' } });
  await panel.getByRole('button', { name: 'End now' }).click();
  await panel.getByText('online').waitFor();
  await panel.getByRole('textbox', { name: 'Duration' }).fill('soon');
  await panel.getByRole('button', { name: 'Begin' }).click();
  await page
    .getByRole('log', { name: 'Messages' })
    .getByText(/duration: "soon"/)
    .waitFor();
});

test('the queue is held: a call waits until it is released', async () => {
  const { page, simulator } = await openPage(onRadio());
  const queue = page.getByRole('region', { name: 'Queue' });
  await queue.getByRole('button', { name: 'Hold' }).click();
  await queue.getByText('held', { exact: true }).waitFor();
  const waiting = callRadio(simulator, 'power_dBm', ['20']);
  await queue.getByText('1 of 100 places').waitFor();
  await queue.getByRole('button', { name: 'Release' }).click();
  expect(await waiting).toMatchObject({ result: [''] });
  await queue.getByText('0 of 100 places').waitFor();
  await expect.poll(() => page.getByRole('textbox', { name: 'power_dBm' }).inputValue(), soon).toBe('20');
});

test('a temperature is put, and the radio and the plot have it', async () => {
  const { page, simulator, problems } = await openPage(onRadio());
  problems.allow(refused);
  const row = page.getByRole('form', { name: 'read_current_temperature' });
  await row.getByRole('textbox').fill('81');
  await row.getByRole('button', { name: 'Put read_current_temperature' }).click();
  await row.getByText('put', { exact: true }).waitFor();
  expect(await callRadio(simulator, 'read_current_temperature')).toMatchObject({ result: ['81'] });
  const plot = page.getByRole('figure', { name: 'Temperature, °C' });
  await plot.getByText('max81').waitFor();
  await row.getByRole('textbox').fill('999');
  await row.getByRole('button', { name: 'Put read_current_temperature' }).click();
  await row.getByText(/999.*allowed/).waitFor();
});

test('a reading that changes does not come between what is selected in its field and what is typed', async () => {
  const { page, simulator } = await openPage(onRadio());
  const row = page.getByRole('form', { name: 'read_current_temperature' });
  const field = row.getByRole('textbox');
  const plot = page.getByRole('figure', { name: 'Temperature, °C' });
  await simulator.drive('PATCH', '/state', { read_current_temperature: '60' });
  await expect.poll(() => field.inputValue(), soon).toBe('60');
  await field.selectText();
  await simulator.drive('PATCH', '/state', { read_current_temperature: '70' });
  await plot.getByText('max70').waitFor();
  expect(await field.inputValue()).toBe('60');
  await page.keyboard.insertText('81');
  expect(await field.inputValue()).toBe('81');
  await field.press('Enter');
  await row.getByText('put', { exact: true }).waitFor();
  expect(await field.inputValue()).toBe('81');
  await field.blur();
  await simulator.drive('PATCH', '/state', { read_current_temperature: '75' });
  await expect.poll(() => field.inputValue(), soon).toBe('75');
});

test('the plots show calls, BUSY and the SNR of each link', async () => {
  const { page, simulator } = await openPage(onRadio());
  const links = page.getByRole('figure', { name: 'SNR of each link, dB' });
  await links.getByRole('rowheader', { name: '310062 → 310061' }).waitFor();
  const calls = page.getByRole('figure', { name: 'Calls, /s' });
  await calls.getByText('max0').waitFor();
  await Promise.all(Array.from({ length: 40 }, () => callRadio(simulator, 'freq')));
  await calls.getByText(/max[1-9]/).waitFor();
  await page
    .getByRole('figure', { name: 'Latency, ms' })
    .getByRole('row', { name: /^mean.*\d/ })
    .waitFor();
});

test('the mode is chosen, and offline has no end', async () => {
  const { page } = await openPage(onRadio());
  const mode = page.getByRole('combobox', { name: 'Mode', exact: true });
  await mode.selectOption('offline');
  await page.getByText('offline, with no end: its mode is offline').waitFor();
  await mode.selectOption('normal');
  await page.getByRole('region', { name: 'Blackout' }).getByText('online').waitFor();
});

test('a filter finds settings of all families, and only those that differ are shown on demand', async () => {
  const { page, simulator } = await openPage(onRadio());
  const settings = page.getByRole('region', { name: 'Settings' });
  await settings.getByRole('searchbox', { name: 'Filter settings' }).fill('beep volume');
  await settings.getByRole('form', { name: 'ptt_beep_volume' }).waitFor();
  expect(await settings.getByRole('form').count()).toBe(1);
  await settings.getByRole('searchbox', { name: 'Filter settings' }).fill('');
  await settings.getByRole('combobox', { name: 'Show' }).selectOption('not in flash');
  await settings.getByText('No setting is like that.').waitFor();
  await simulator.drive('PATCH', '/state', { mcs: '9' });
  await settings.getByRole('form', { name: 'mcs' }).waitFor();
});

test('a reboot is asked about before it is done', async () => {
  const { page } = await openPage(onRadio());
  await page.getByRole('searchbox', { name: 'Filter settings' }).fill('radio_reset');
  await page.getByRole('button', { name: 'Call radio_reset' }).click();
  const dialog = page.getByRole('dialog', { name: 'Call radio_reset?' });
  await dialog.getByRole('button', { name: 'Cancel' }).click();
  await dialog.waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Call radio_reset' }).click();
  await dialog.getByRole('button', { name: 'Call radio_reset' }).click();
  await page.getByText('in blackout: reboot', { exact: true }).waitFor();
});

test('addresses of the ports are copied', async () => {
  const { page, context, simulator } = await openPage(onRadio());
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await page.getByRole('button', { name: 'Copy the address of http' }).click();
  await page.getByText('Copied: the address of http').waitFor();
  const copied = await page.evaluate('navigator.clipboard.readText()');
  expect(copied).toBe(`http://127.0.0.1:${simulator.httpPort}/streamscape_api`);
});

test('a virtual clock is advanced by buttons, until online, and by a duration', async () => {
  const { page, simulator } = await openPage(onRadio(['--clock', 'virtual']));
  const nowMs = async () => ((await simulator.drive('GET', '/clock')) as { readonly nowMs: number }).nowMs;
  const before = await nowMs();
  const clock = page.getByRole('group', { name: 'Virtual clock' });
  await clock.getByRole('button', { name: 'Advance 10 s' }).click();
  await expect.poll(nowMs, soon).toBe(before + 10_000);
  await page.getByRole('textbox', { name: 'freq', exact: true }).fill('2490');
  await page.getByRole('button', { name: 'Set freq', exact: true }).click();
  await page.getByText('30.0 s left').waitFor();
  await clock.getByRole('button', { name: 'Advance 1 s' }).click();
  await page.getByText('29.0 s left').waitFor();
  await clock.getByRole('button', { name: 'Advance until online' }).click();
  await page.getByRole('region', { name: 'Blackout' }).getByText('online').waitFor();
  await expect.poll(nowMs, soon).toBe(before + 40_000);
  await clock.getByRole('textbox', { name: 'Duration' }).fill('1h');
  await clock.getByRole('button', { name: 'Advance by this duration' }).click();
  await expect.poll(nowMs, soon).toBe(before + 3_640_000);
});

test('the scale of a real clock is beside its time', async () => {
  const { page } = await openPage(onRadio(['--time-scale', '5']));
  await page.getByRole('banner').getByText('×5').waitFor();
});

test('a reset is confirmed, and brings the state of the start back', async () => {
  const { page, simulator } = await openPage(onRadio());
  await simulator.drive('PATCH', '/state', { power_dBm: '12' });
  const field = page.getByRole('textbox', { name: 'power_dBm' });
  await expect.poll(() => field.inputValue(), soon).toBe('12');
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Cancel' }).click();
  expect(await simulator.drive('GET', '/state/power_dBm')).toEqual({ value: ['12'] });
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Reset radio 1' }).click();
  await page.getByText('Reset done.').waitFor();
  await expect.poll(() => field.inputValue(), soon).toBe('30');
});

test('of several radios the one in the address is shown, and all are reset at once', async () => {
  const { page, simulator } = await openPage({ route: '#/radio/310062', args: ['--radios', '3'] });
  await page.getByRole('region', { name: 'Identity' }).getByText('310062', { exact: true }).waitFor();
  await simulator.drive('PATCH', '/nodes/310061/state', { power_dBm: '12' });
  await simulator.drive('POST', '/network/steering', { do: 'cut', from: 310061, to: 310062 });
  await page.getByRole('button', { name: 'Reset' }).click();
  await page.getByRole('button', { name: 'Reset all radios' }).click();
  await page.getByText('Reset done.').waitFor();
  expect(await simulator.drive('GET', '/nodes/310061/state/power_dBm')).toEqual({ value: ['30'] });
  expect(await simulator.drive('GET', '/network/steering')).toEqual([]);
});

test('a radio that there is not is said to be missing', async () => {
  const { page } = await openPage({ route: '#/radio/42' });
  await page.getByText('There is no radio 42: it was removed, or the address is wrong.').waitFor();
});
