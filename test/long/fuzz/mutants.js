/**
 * Ways to break the radio that generated calls must find. Members as in test/long/mutants/mutants.js; here no tests are
 * named: all are looked for by the same run.
 * @type {readonly Omit<import('../mutants/mutants.js').Mutant, 'tests'>[]}
 */
export const mutants = [
  {
    name: 'a blackout one ms too long',
    file: 'src/radio/blackout.ts',
    member: 'Blackout.at',
    find: 'now < $state.until',
    replace: 'now <= $state.until',
  },
  {
    name: 'one place too many in the queue',
    file: 'src/worker/queue.ts',
    member: 'JobQueue.hasPlace',
    find: 'this.$queued.size < this.#capacity',
    replace: 'this.$queued.size <= this.#capacity',
  },
  {
    name: "a reply with another call's id",
    file: 'src/command-path/request.ts',
    member: 'elementsOf',
    find: 'elementFor($call.id, $byFault, $outcome)',
    replace: 'elementFor(calls[0]?.id ?? $call.id, $byFault, $outcome)',
  },
  {
    name: 'flash loaded by a soft boot',
    file: 'src/radio/radio.ts',
    member: 'Radio.begin',
    find: 'this.#blackout.begin($effect, $now, this.#timing.softBoot);',
    replace: 'this.#blackout.begin($effect, $now, this.#timing.softBoot); this.#settings.loadFlash();',
  },
  {
    name: 'the upper end of a range refused',
    file: 'src/radio/values/domain.ts',
    member: 'within',
    find: 'units <= BigInt(max) * scale',
    replace: 'units < BigInt(max) * scale',
  },
  {
    name: 'halves accepted for whole numbers',
    file: 'src/radio/values/domain.ts',
    member: 'integerDomain',
    find: 'number !== undefined && number.units % number.scale === 0n',
    replace: 'number !== undefined',
  },
  {
    name: 'numbers compared as doubles',
    file: 'src/radio/values/domain.ts',
    member: 'decimalDomain',
    find: 'within(text, min, max) !== undefined',
    replace: 'parseNumber(text) !== undefined && Number(text) >= min && Number(text) <= max',
  },
  {
    name: 'a save that keeps nothing',
    file: 'src/radio/settings.ts',
    member: 'Settings.save',
    find: 'if (value !== undefined) this.#flash = new Map(this.#flash).set(name, value);',
    replace: 'void value;',
  },
  {
    name: 'a write that is saved at once',
    file: 'src/radio/settings.ts',
    member: 'Settings.write',
    find: 'if (this.#factory.has(name)) this.#forWrite().set(name, Object.freeze([...value]));',
    replace:
      'if (this.#factory.has(name)) { this.#forWrite().set(name, Object.freeze([...value])); this.save(name); }',
  },
  {
    name: 'a reboot that keeps the running settings',
    file: 'src/radio/radio.ts',
    member: 'Radio.#applyReboot',
    find: 'this.#settings.loadFlash();',
    replace: '',
  },
  {
    name: 'a factory reset that holds at once',
    file: 'src/radio/methods/maintenance.ts',
    member: 'maintenanceMethods',
    find: 'view.settings.factoryReset();',
    replace: 'view.settings.factoryReset(); view.settings.loadFlash();',
  },
  {
    name: 'a zeroize that restores the frequency',
    file: 'src/radio/methods/maintenance.ts',
    member: 'maintenanceMethods',
    find: 'for (const name of zeroized) settings.restoreFactory(name);',
    replace: "for (const name of [...zeroized, 'freq']) settings.restoreFactory(name);",
  },
  {
    name: 'a write that was refused, applied',
    file: 'src/radio/radio.ts',
    member: 'Radio.#write',
    find: "if ('rejection' in parsed) return rejection('INVALID_RANGE', parsed.rejection);",
    replace:
      "if ('rejection' in parsed) { if (declaration.stores === undefined && params.length === parameters.length) this.#store(entry, params.map(String), view); return rejection('INVALID_RANGE', parsed.rejection); }",
  },
  {
    name: 'the second value of a method lost',
    file: 'src/radio/radio.ts',
    member: 'Radio.#store',
    find: 'for (const [index, name] of settings.entries()) this.#settings.write(name, each[index] ?? []);',
    replace:
      'for (const [index, name] of settings.slice(0, 1).entries()) this.#settings.write(name, each[index] ?? []);',
  },
  {
    name: 'a notification that is answered',
    file: 'src/command-path/request.ts',
    member: 'elementsOf',
    find: 'if (call.id === undefined) return undefined;',
    replace: 'if (call.id === undefined) return elementFor(null, byFault, outcome);',
  },
  {
    name: 'the replies of a batch in reverse',
    file: 'src/jsonrpc/reply-format.ts',
    member: 'batchText',
    find: 'replies.join($separator)',
    replace: '[...replies].reverse().join($separator)',
  },
  {
    name: 'a power that is written while the maximum is on',
    file: 'src/radio/methods/power.ts',
    member: 'setPower',
    find: 'if (maxPowerOn(view)) return [];',
    replace: '',
  },
  {
    name: 'a misspelt member that is not read',
    file: 'src/jsonrpc/envelope.ts',
    member: 'parseCall',
    find: 'params ?? param',
    replace: 'params',
  },
  {
    name: 'numbers that are no texts',
    file: 'src/radio/values/parameters.ts',
    member: 'textOf',
    find: "typeof param === 'number' ? String(param) : undefined",
    replace: 'undefined',
  },
  {
    name: 'the id 0 answered as null',
    file: 'src/jsonrpc/reply-format.ts',
    member: 'replyText',
    find: 'const { id } = element;',
    replace: 'const id = element.id || null;',
  },
];
